"""All tasks: each token's, each cluster's, and those that ECS has forgotten."""

import json
import threading
import time
from typing import Any

from ..edge.failures import AWSFailure
from .definitions import Definition
from .life import TaskLife, World
from .task import Task


class Tasks:
    """Started once a token; forgotten some time after their end."""

    def __init__(self, world: World, forget_after: float) -> None:
        self._world = world
        self._forget_after = forget_after
        self._lock = threading.Lock()
        self._lives: dict[str, TaskLife] = {}
        self._tokens: dict[str, tuple[str, list[Task]]] = {}
        #: How many tasks were ever started.
        self.started = 0

    def run(
        self, region: str, cluster: str, definition: Definition, request: dict[str, Any], start_failure: str | None
    ) -> list[dict[str, Any]]:
        """Starts the tasks of a request, or finds those that it has started before; describes them as they are then."""
        token = request.get("clientToken")
        fingerprint = json.dumps(request, sort_keys=True)
        self._forget_old()
        with self._lock:
            if token in self._tokens:
                known, tasks = self._tokens[token]
                if known != fingerprint:
                    raise _conflict(tasks)
                return [task.describe(with_tags=True) for task in tasks]
            tasks = [Task(region, cluster, definition, request) for _ in range(request.get("count", 1))]
            for task in tasks:
                self._lives[task.id] = TaskLife(task, self._world, start_failure)
            self.started += len(tasks)
            if token is not None:
                self._tokens[token] = fingerprint, tasks
        # Before anything happens to them.
        described = [task.describe(with_tags=True) for task in tasks]
        for task in tasks:
            self._lives[task.id].start()
        return described

    def find(self, cluster: str, named: str) -> Task | None:
        """A task of a cluster by its id or ARN."""
        life = self.life(named)
        return life.task if life is not None and life.task.cluster == cluster else None

    def life(self, named: str) -> TaskLife | None:
        self._forget_old()
        with self._lock:
            return self._lives.get(named.rpartition("/")[2])

    def all(self) -> list[Task]:
        self._forget_old()
        with self._lock:
            return [life.task for life in self._lives.values()]

    def forget(self, named: str) -> None:
        """Lets ECS forget a task now."""
        with self._lock:
            self._lives.pop(named.rpartition("/")[2], None)
            self._forget_tokens()

    def end(self) -> None:
        """Kills whatever runs."""
        with self._lock:
            lives = list(self._lives.values())
        for life in lives:
            life.end()

    def _forget_old(self) -> None:
        with self._lock:
            for identifier, life in list(self._lives.items()):
                stopped = life.task.times.get("stoppedAt")
                if stopped is not None and time.time() - stopped > self._forget_after:
                    del self._lives[identifier]
            self._forget_tokens()

    def _forget_tokens(self) -> None:
        """A token is remembered as long as its tasks are: then it starts another."""
        for token, (_, tasks) in list(self._tokens.items()):
            if all(task.id not in self._lives for task in tasks):
                del self._tokens[token]


def _conflict(tasks: list[Task]) -> AWSFailure:
    return AWSFailure(
        "ConflictException",
        "The RunTask request could not be processed due to conflicts. The provided clientToken is already in use with a"
        " different RunTask request. The resourceIds are the existing task ARNs which are already associated with the"
        " clientToken.",
        members={"resourceIds": [task.arn for task in tasks]},
    )
