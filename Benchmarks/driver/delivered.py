"""What became of the numbered lines of `scripts/lines` on their way."""

import re
from collections import Counter
from dataclasses import dataclass

NUMBER = re.compile(rb"(?<!\d)\d{99}(?!\d)")


@dataclass(frozen=True)
class Tally:
    lost: int
    doubled: int
    # How often a line stands behind one that was written after it.
    misplaced: int


def tally(text, lines):
    """Whatever a reader prints beside a line, its number is in what it prints."""
    numbers = [int(number) for number in NUMBER.findall(text)]
    times = Counter(numbers)
    return Tally(
        lost=sum(number not in times for number in range(1, lines + 1)),
        doubled=len(numbers) - len(times),
        misplaced=sum(former > latter for former, latter in zip(numbers, numbers[1:])),
    )
