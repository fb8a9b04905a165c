"""What one row of the table of budgets came to."""

from dataclasses import dataclass, field

from .series import Series


@dataclass(frozen=True)
class Contestant:
    name: str
    # Seconds.
    times: Series

    def as_json(self):
        return {"name": self.name, "seconds": self.times.as_json()}


@dataclass(frozen=True)
class Result:
    title: str
    ours: Contestant
    # The peers; and what else of ours is worth its line.
    others: list
    checks: list
    # Sentences below the table: what the numbers consist of.
    notes: list = field(default_factory=list)
    # The same in full, for machines.
    details: dict = field(default_factory=dict)

    def as_json(self):
        return {
            "title": self.title,
            "ours": self.ours.as_json(),
            "others": [other.as_json() for other in self.others],
            "checks": [check.as_json() for check in self.checks],
            "notes": self.notes,
            "details": self.details,
        }
