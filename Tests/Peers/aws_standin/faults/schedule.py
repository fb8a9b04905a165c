"""A schedule of faults."""

import collections
import dataclasses
import fnmatch
import random
import threading
import time
from typing import Any

#: Faults of requests, by what happens.
REQUEST_FAULTS = frozenset(
    """
    throttle throttle-in-disguise server-error unavailable expired-token access-denied
    reset-before reset-after cut-answer slow empty-page missing-task run-failure start-failure
    cut-in-frame cut-between-frames corrupt-frame no-completion exception-frame function-crash function-timeout
    """.split()
)
#: Faults of the way from a task's output to its log stream.
EVENT_FAULTS = frozenset("late duplicate reorder merge split drop".split())


@dataclasses.dataclass(frozen=True)
class Rule:
    """When a fault is dealt."""

    fault: str
    #: A pattern of `service:Operation`; of no meaning to faults of events.
    requests: str = "*"
    #: How likely it is.
    rate: float = 1.0
    #: How many requests of a class come before the first that may be hit.
    skip: int = 0
    #: How many requests of a class are hit at the most.
    times: int | None = None
    #: For how long from the schedule's start requests are hit, in seconds.
    lasts: float | None = None
    #: Only requests that are signed by this key.
    access_key: str | None = None
    #: How long, for faults that take time.
    seconds: float = 0.0
    #: How many frames of a stream come before the one that is hit.
    after: int = 0
    #: The words of the fault, where they can be chosen.
    reason: str | None = None
    #: The HTTP status, where it can be chosen.
    status: int | None = None

    def __post_init__(self) -> None:
        if self.fault not in REQUEST_FAULTS | EVENT_FAULTS:
            raise ValueError(
                f"{self.fault!r} is not a fault: there are {', '.join(sorted(REQUEST_FAULTS | EVENT_FAULTS))}"
            )

    def is_for(self, name: str, access_key: str) -> bool:
        if self.fault in EVENT_FAULTS or not fnmatch.fnmatchcase(name, self.requests):
            return False
        return self.access_key in (None, access_key)


class Schedule:
    """Deals faults: to a request by its class and its number in it, to events by the number of their task."""

    def __init__(self, seed: int = 0, rules: list[Rule] | None = None) -> None:
        self.seed = seed
        self.rules = rules or []
        self._start = time.monotonic()
        self._lock = threading.Lock()
        self._requests: collections.Counter[str] = collections.Counter()
        self._hits: collections.Counter[tuple[int, str]] = collections.Counter()
        self._tasks = 0
        self._dealt: collections.deque[dict[str, Any]] = collections.deque(maxlen=100_000)

    def deal(self, name: str, access_key: str) -> Rule | None:
        """The fault of the next request of a class, if it has one."""
        with self._lock:
            number = self._requests[name]
            self._requests[name] += 1
            for index, rule in enumerate(self.rules):
                if not rule.is_for(name, access_key) or number < rule.skip:
                    continue
                if rule.lasts is not None and time.monotonic() - self._start > rule.lasts:
                    continue
                if rule.times is not None and self._hits[index, name] >= rule.times:
                    continue
                if random.Random(f"{self.seed}/{index}/{name}/{number}").random() < rule.rate:
                    self._hits[index, name] += 1
                    self._dealt.append({"to": name, "number": number, "fault": rule.fault})
                    return rule
        return None

    def for_events(self) -> tuple[random.Random, list[Rule], int]:
        """The dice and the rules for the events of one more task, and its number."""
        with self._lock:
            number = self._tasks
            self._tasks += 1
        rules = [rule for rule in self.rules if rule.fault in EVENT_FAULTS]
        return random.Random(f"{self.seed}/events/{number}"), rules, number

    def note(self, fault: str, to: str, number: int) -> None:
        with self._lock:
            self._dealt.append({"to": to, "number": number, "fault": fault})

    @property
    def dealt(self) -> list[dict[str, Any]]:
        """Every fault so far, the oldest first."""
        with self._lock:
            return list(self._dealt)
