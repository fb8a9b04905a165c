"""What the stand-in is made with: one JSON document, everything in it optional."""

import dataclasses
from collections.abc import Callable
from typing import Any

from .ecs.container import Isolation
from .ecs.images import Image
from .faults.profiles import schedule_of_json
from .faults.schedule import Schedule
from .functions.registry import FunctionSettings


@dataclasses.dataclass(frozen=True)
class TaskDefinition:
    """A family that is registered at the start, with one container."""

    container: str
    image: str
    family: str = ""
    command: list[str] = dataclasses.field(default_factory=list)
    environment: dict[str, str] = dataclasses.field(default_factory=dict)
    #: Variable to the name of a secret.
    secrets: dict[str, str] = dataclasses.field(default_factory=dict)
    cpu: int = 1024
    memory: int = 2048
    stop_timeout: int = 120


@dataclasses.dataclass(frozen=True)
class Configuration:
    """The whole of it."""

    port: int = 0
    region: str = "eu-west-1"
    cluster: str = "ecs-deploy-runner"
    log_group: str = "ecs-deploy-runner"
    function: str = "ecs-deploy-runner-invoker"
    images: dict[str, Image] = dataclasses.field(default_factory=dict)
    task_definitions: list[TaskDefinition] = dataclasses.field(default_factory=list)
    secrets: dict[str, str] = dataclasses.field(default_factory=dict)
    functions: dict[str, FunctionSettings] = dataclasses.field(default_factory=dict)
    #: How long a task stays in each status on its way.
    state_delay: float = 0.01
    #: How often the log driver writes: 5 s in AWS.
    flush_interval: float = 0.05
    #: How long ECS knows a task that has stopped.
    forget_after: float = 3600.0
    #: How long the credentials of a task last.
    credential_seconds: float = 6 * 3600.0
    isolation: Isolation | None = None
    checks_signatures: bool = True
    #: Whether roles and users that somebody made in moto may do only what their policies allow.
    evaluates_policies: bool = False
    #: What there is at the start: `furnished`, or `empty`, as an account that nobody has used.
    account: str = "furnished"
    faults: Schedule = dataclasses.field(default_factory=Schedule)
    #: Actions that are denied to everybody.
    denied: list[str] = dataclasses.field(default_factory=list)

    @staticmethod
    def of_json(value: dict[str, Any]) -> "Configuration":
        """Reads a configuration; a member that does not exist is a `TypeError`."""
        readers: dict[str, Callable[[Any], Any]] = {
            "images": lambda images: {name: Image.of_json(image) for name, image in images.items()},
            "task_definitions": lambda definitions: [TaskDefinition(**each) for each in definitions],
            "functions": lambda functions: {name: FunctionSettings(**each) for name, each in functions.items()},
            "isolation": Isolation,
            "faults": schedule_of_json,
        }
        return Configuration(**{name: readers[name](each) if name in readers else each for name, each in value.items()})
