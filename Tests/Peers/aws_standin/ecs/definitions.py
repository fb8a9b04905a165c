"""Task definitions, read from moto."""

import dataclasses
from typing import Any

from ..edge.failures import AWSFailure
from ..moto_bridge import task_definitions


@dataclasses.dataclass(frozen=True)
class Definition:
    """A revision of a family, with its one container."""

    arn: str
    family: str
    revision: int
    cpu: str
    memory: str
    task_role: str | None
    execution_role: str | None
    network_mode: str
    compatibilities: tuple[str, ...]
    container: dict[str, Any]

    @property
    def container_name(self) -> str:
        return str(self.container["name"])

    @property
    def stop_timeout(self) -> float:
        """How long the container has between SIGTERM and SIGKILL, in seconds."""
        return float(self.container.get("stopTimeout", 30))

    @property
    def writable(self) -> list[str] | None:
        """The mount points, where the root filesystem is read-only."""
        if not self.container.get("readonlyRootFilesystem"):
            return None
        mounts = self.container.get("mountPoints", [])
        return [mount["containerPath"] for mount in mounts if not mount.get("readOnly")]

    def log_option(self, name: str) -> str:
        """An option of the awslogs driver; empty where there is none, or another driver."""
        configuration = self.container.get("logConfiguration", {})
        if configuration.get("logDriver") != "awslogs":
            return ""
        return str(configuration.get("options", {}).get(name, ""))


def find_definition(region: str, named: str) -> Definition:
    """A definition by its ARN, by `family:revision`, or by its family: then the latest."""
    family, _, revision = named.rpartition("/")[2].partition(":")
    revisions = task_definitions(region).get(family, {})
    found = revisions.get(int(revision) if revision.isdecimal() else max(revisions, default=0))
    if found is None:
        raise AWSFailure("ClientException", "TaskDefinition not found.")
    if found.status != "ACTIVE":
        raise AWSFailure("ClientException", "TaskDefinition is inactive")
    if len(found.container_definitions) != 1:
        raise AWSFailure("ClientException", "The stand-in runs tasks of one container only.")
    return Definition(
        arn=found.arn,
        family=found.family,
        revision=found.revision,
        cpu=str(found.cpu or 256),
        memory=str(found.memory or 512),
        task_role=getattr(found, "task_role_arn", None),
        execution_role=getattr(found, "execution_role_arn", None),
        network_mode=found.network_mode,
        compatibilities=tuple(found.compatibilities),
        container=found.container_definitions[0],
    )
