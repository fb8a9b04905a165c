"""How much is measured: all of it, or just enough to see that everything works."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    name: str
    warm_up: int
    rounds: int
    # A log takes seconds, so it gets fewer rounds than what takes microseconds.
    log_rounds: int
    log_lines: int
    # A peer takes half a minute for its turn.
    event_rounds: int
    events: int
    # How often a round decides each request, and matches each value: enough for some milliseconds.
    decisions: int
    matches: int


FULL = Effort(
    "full",
    warm_up=3,
    rounds=40,
    log_rounds=7,
    log_lines=1_000_000,
    event_rounds=5,
    events=200_000,
    decisions=200,
    matches=30,
)
QUICK = Effort(
    "quick",
    warm_up=1,
    rounds=3,
    log_rounds=2,
    log_lines=100_000,
    event_rounds=2,
    events=20_000,
    decisions=10,
    matches=5,
)
