"""What a walk asks of every platform."""

from abc import ABC, abstractmethod
from typing import Any

from .forge.server import Server
from .machine import Cancellation
from .report import Run


class Platform(ABC):
    """A CI tool with the example's configuration, connected to the site's repository."""

    #: Whether the plan knows which commit was applied last.
    has_record = True
    #: Whether the apply knows it as well.
    refuses_older_commits = True
    #: Whether an approval is part of that record before anything was applied.
    records_approvals = False
    #: The API that knows it.
    record: Server | None = None

    @abstractmethod
    def push(self, branch: str, before: str) -> Run:
        """A push: its pipeline runs until it ends, or waits for a person."""

    @abstractmethod
    def fork(self, commit: str) -> Run:
        """A pull request from a fork, whose pipeline has none of the settings of this repository."""

    @abstractmethod
    def approve(self, run: Run, cancellation: Cancellation | None = None) -> None:
        """A person approves; the run goes on to its end, or until it is cancelled."""

    @abstractmethod
    def reject(self, run: Run) -> None:
        """A person says no."""

    @abstractmethod
    def nightly(self) -> Run:
        """The schedule's time has come."""

    def push_tag(self, name: str) -> Run:
        """A push of a tag."""
        raise NotImplementedError(name)

    def open_request(self, branch: str) -> Run | None:
        """Somebody opens a pull request; not every platform starts a pipeline for that."""
        return None

    def comments(self) -> list[dict[str, Any]]:
        """What the pipelines have written in pull requests, each with `id` and `body`."""
        return []

    def issues(self) -> list[dict[str, Any]]:
        """What the pipelines have filed, each with `state`, `updates` and `body`."""
        return []

    def refusals(self) -> list[str]:
        """The calls of the platform's API that were wrong."""
        return []
