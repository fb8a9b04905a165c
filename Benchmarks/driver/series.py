"""Measurements of one thing, in the order in which they were taken."""

from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class Series:
    values: tuple

    def __init__(self, values):
        object.__setattr__(self, "values", tuple(values))

    @property
    def median(self):
        return median(self.values)

    @property
    def spread(self):
        """The tenth and the ninetieth percentile."""
        if len(self.values) < 2:
            return self.values[0], self.values[0]
        tenths = quantiles(self.values, n=10, method="inclusive")
        return tenths[0], tenths[-1]

    def paired(self, other, operation):
        """Each value with the other one's of the same round: what both suffered from drops out."""
        return Series(operation(mine, theirs) for mine, theirs in zip(self.values, other.values, strict=True))

    def as_json(self):
        low, high = self.spread
        return {"median": self.median, "p10": low, "p90": high, "values": list(self.values)}
