"""One log stream: events in the order of their time."""

import bisect
import dataclasses
import itertools
import json
import threading
import time
from collections.abc import Iterable

#: What CloudWatch counts for an event beside its message.
EVENT_OVERHEAD = 26
#: The most that a page holds.
PAGE_EVENTS = 10_000
PAGE_BYTES = 1_048_576

_numbers = itertools.count(1)


@dataclasses.dataclass(frozen=True, slots=True)
class Event:
    """An event as it is stored. Its message is kept as JSON, as every reader wants it."""

    timestamp: int
    ingestion: int
    message: str
    size: int


class LogStream:
    """Positions are integers: the time in milliseconds and the order of arrival, over all streams."""

    def __init__(self, name: str, arn: str) -> None:
        self.name = name
        self.arn = arn
        self.created = _now()
        self._lock = threading.Lock()
        self._positions: list[int] = []
        self._events: list[Event] = []
        self._last_ingestion: int | None = None

    def put(self, events: list[tuple[int, str]]) -> None:
        """Adds events, each a time in milliseconds and a message."""
        ingestion = _now()
        with self._lock:
            for timestamp, message in events:
                size = len(message.encode("utf-8", "replace")) + EVENT_OVERHEAD
                event = Event(timestamp, ingestion, json.dumps(message, ensure_ascii=False), size)
                position = timestamp << 64 | next(_numbers)
                if not self._positions or position > self._positions[-1]:
                    self._positions.append(position)
                    self._events.append(event)
                else:
                    index = bisect.bisect(self._positions, position)
                    self._positions.insert(index, position)
                    self._events.insert(index, event)
            if events:
                self._last_ingestion = ingestion

    def after(self, position: int, until: int | None, limit: int) -> list[tuple[int, Event]]:
        """The page of events behind a position, and before a time."""
        with self._lock:
            start = bisect.bisect_right(self._positions, position)
            end = len(self._positions) if until is None else bisect.bisect_left(self._positions, until << 64)
            end = min(end, start + limit)
            page = list(zip(self._positions[start:end], self._events[start:end]))
        return page[: _fitting(event for _, event in page)]

    def before(self, position: int | None, since: int, until: int | None, limit: int) -> list[tuple[int, Event]]:
        """The page of events before a position and a time, in order; no position: the last page."""
        with self._lock:
            end = len(self._positions) if position is None else bisect.bisect_left(self._positions, position)
            if until is not None:
                end = min(end, bisect.bisect_left(self._positions, until << 64))
            start = max(bisect.bisect_left(self._positions, since << 64), end - limit, 0)
            page = list(zip(self._positions[start:end], self._events[start:end]))
        count = _fitting(event for _, event in reversed(page))
        return page[len(page) - count :]

    def description(self) -> dict[str, object]:
        """As `DescribeLogStreams` answers it."""
        described: dict[str, object] = {
            "logStreamName": self.name,
            "creationTime": self.created,
            "arn": self.arn,
            "storedBytes": 0,
        }
        with self._lock:
            if self._events:
                described["firstEventTimestamp"] = self._events[0].timestamp
                described["lastEventTimestamp"] = self._events[-1].timestamp
                described["lastIngestionTime"] = self._last_ingestion
                described["uploadSequenceToken"] = f"{self._positions[-1]:056d}"
        return described

    @property
    def last_timestamp(self) -> int:
        with self._lock:
            return self._events[-1].timestamp if self._events else 0


def _fitting(events: Iterable[Event]) -> int:
    """How many events from the first on fit into a page by their size."""
    sizes = list(itertools.accumulate(event.size for event in events))
    return max(1, bisect.bisect_right(sizes, PAGE_BYTES)) if sizes else 0


def _now() -> int:
    return time.time_ns() // 1_000_000
