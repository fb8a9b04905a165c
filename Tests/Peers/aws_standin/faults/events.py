"""Faults on the way from a task's output to its log stream."""

import dataclasses

from .schedule import Schedule


@dataclasses.dataclass(frozen=True)
class Delivery:
    """Events that reach their stream together, some time after they should."""

    delay: float
    events: list[tuple[int, str]]


class EventFaults:
    """Spoils the events of one task, each a time in milliseconds and a message."""

    def __init__(self, schedule: Schedule) -> None:
        self._schedule = schedule
        self._random, self._rules, self._task = schedule.for_events()

    def spoil(self, events: list[tuple[int, str]]) -> list[Delivery]:
        """What becomes of a batch."""
        punctual: list[tuple[int, str]] = []
        deliveries = [Delivery(0.0, punctual)]
        position = 0
        while position < len(events):
            event, following = events[position], events[position + 1 : position + 2]
            position += 1
            match self._draw():
                case None:
                    punctual.append(event)
                case "drop", _:
                    pass
                case "late", seconds:
                    deliveries.append(Delivery(seconds, [event]))
                case "duplicate", seconds:
                    punctual.append(event)
                    deliveries.append(Delivery(seconds, [event]))
                case "reorder", _ if following:
                    # Streams are in the order of time, so it is the messages that change places.
                    punctual += [(event[0], following[0][1]), (following[0][0], event[1])]
                    position += 1
                case "merge", _ if following:
                    punctual.append((event[0], event[1] + "\n" + following[0][1]))
                    position += 1
                case "split", _ if len(event[1]) > 1:
                    at = self._random.randrange(1, len(event[1]))
                    punctual += [(event[0], event[1][:at]), (event[0], event[1][at:])]
                case _:
                    punctual.append(event)
        return deliveries

    def _draw(self) -> tuple[str, float] | None:
        for rule in self._rules:
            if self._random.random() < rule.rate:
                self._schedule.note(rule.fault, "events", self._task)
                return rule.fault, rule.seconds
        return None
