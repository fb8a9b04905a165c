"""A limit that the design sets, and whether a measurement keeps it."""

from dataclasses import dataclass
from enum import Enum
from typing import Callable

from .series import Series


class Bound(Enum):
    AT_LEAST = "≥"
    AT_MOST = "≤"
    UNDER = "<"


@dataclass(frozen=True)
class Check:
    """A measured series against its budget; the median counts."""

    name: str
    measured: Series
    bound: Bound
    budget: float
    written: Callable

    @property
    def is_met(self):
        value = self.measured.median
        match self.bound:
            case Bound.AT_LEAST:
                return value >= self.budget
            case Bound.AT_MOST:
                return value <= self.budget
            case Bound.UNDER:
                return value < self.budget

    def as_json(self):
        return {
            "name": self.name,
            "measured": self.measured.as_json(),
            "bound": self.bound.value,
            "budget": self.budget,
            "met": self.is_met,
        }
