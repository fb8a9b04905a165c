"""One task: what ECS knows of it, and who waits for it to change."""

import dataclasses
import threading
import time
import uuid
from typing import Any

from ..edge.identities import ACCOUNT
from .definitions import Definition


@dataclasses.dataclass
class ContainerState:
    """What ECS knows of a task's container."""

    runtime_id: str
    last_status: str = "PENDING"
    exit_code: int | None = None
    reason: str | None = None


class Task:
    """Shared between the thread that lives the task's life and the requests that ask for it."""

    def __init__(self, region: str, cluster: str, definition: Definition, request: dict[str, Any]) -> None:
        self.id = uuid.uuid4().hex
        self.cluster = cluster
        self.region = region
        prefix = f"arn:aws:ecs:{region}:{ACCOUNT}"
        self.arn = f"{prefix}:task/{cluster}/{self.id}"
        self.cluster_arn = f"{prefix}:cluster/{cluster}"
        self.definition = definition
        self.request = request
        self.tags: dict[str, str] = {tag["key"]: tag.get("value", "") for tag in request.get("tags", [])}
        self.container = ContainerState(f"{self.id}-{uuid.uuid4().int % 10**10:010d}")
        self.changed = threading.Condition()
        self.last_status = "PROVISIONING"
        self.desired_status = "RUNNING"
        self.stop_code: str | None = None
        self.stopped_reason: str | None = None
        #: Times by their names in the API, in seconds since 1970.
        self.times: dict[str, float] = {"createdAt": time.time()}
        self._version = 1

    @property
    def started_by(self) -> str:
        return str(self.request.get("startedBy", ""))

    @property
    def overrides(self) -> dict[str, Any]:
        return dict(self.request.get("overrides", {}))

    @property
    def container_override(self) -> dict[str, Any]:
        """The override of the container; empty where there is none."""
        for override in self.overrides.get("containerOverrides", []):
            if override.get("name") == self.definition.container_name:
                return dict(override)
        return {}

    @property
    def container_arn(self) -> str:
        return f"{self.arn.replace(':task/', ':container/')}/{self.container.runtime_id}"

    @property
    def age(self) -> float:
        return time.time() - self.times["createdAt"]

    @property
    def is_stopping(self) -> bool:
        return self.desired_status == "STOPPED"

    def note(self, status: str | None = None, *times: str) -> None:
        """Enters a status, and the names of times that are now."""
        with self.changed:
            self.last_status = status or self.last_status
            for name in times:
                self.times.setdefault(name, time.time())
            self._version += 1
            self.changed.notify_all()

    def note_container(self, status: str, exit_code: int | None = None) -> None:
        with self.changed:
            self.container.last_status = status
            self.container.exit_code = exit_code
            self._version += 1

    def stop(self, code: str, reason: str, container_reason: str | None = None) -> None:
        """Asks for the task's end; of several reasons the first one stays."""
        with self.changed:
            if self.desired_status == "STOPPED":
                return
            self.desired_status = "STOPPED"
            self.stop_code, self.stopped_reason = code, reason
            self.container.reason = container_reason
            self.times["stoppingAt"] = time.time()
            self.changed.notify_all()

    def describe(self, with_tags: bool) -> dict[str, Any]:
        """As `DescribeTasks` answers it."""
        with self.changed:
            strategy = self.request.get("capacityProviderStrategy", [])
            provider = strategy[0]["capacityProvider"] if strategy else None
            is_fargate = provider in ("FARGATE", "FARGATE_SPOT") or self.request.get("launchType") == "FARGATE"
            described: dict[str, Any] = {
                "taskArn": self.arn,
                "clusterArn": self.cluster_arn,
                "taskDefinitionArn": self.definition.arn,
                "group": self.request.get("group", f"family:{self.definition.family}"),
                "launchType": "FARGATE" if is_fargate else "EC2",
                "lastStatus": self.last_status,
                "desiredStatus": self.desired_status,
                "healthStatus": "UNKNOWN",
                "cpu": str(self.overrides.get("cpu", self.definition.cpu)),
                "memory": str(self.overrides.get("memory", self.definition.memory)),
                "availabilityZone": f"{self.region}a",
                "attachments": [],
                "attributes": [],
                "containers": [self._describe_container()],
                "overrides": {"containerOverrides": [], **self.overrides},
                "enableExecuteCommand": False,
                "version": self._version,
                "tags": tag_list(self.tags) if with_tags else [],
                **self.times,
            }
            if is_fargate:
                described |= {"platformVersion": _platform(self.request), "platformFamily": "Linux"}
            optional = {
                "startedBy": self.started_by or None,
                "capacityProviderName": provider,
                "stopCode": self.stop_code,
                "stoppedReason": self.stopped_reason,
                "connectivity": "CONNECTED" if "connectivityAt" in self.times else None,
            }
            return described | {name: value for name, value in optional.items() if value is not None}

    def _describe_container(self) -> dict[str, Any]:
        state = self.container
        described: dict[str, Any] = {
            "containerArn": self.container_arn,
            "taskArn": self.arn,
            "name": self.definition.container_name,
            "image": self.definition.container.get("image", ""),
            "runtimeId": state.runtime_id,
            "lastStatus": state.last_status,
            "networkBindings": [],
            "networkInterfaces": [],
            "healthStatus": "UNKNOWN",
            "cpu": str(self.container_override.get("cpu", self.definition.container.get("cpu", 0))),
        }
        optional = {"exitCode": state.exit_code, "reason": state.reason}
        return described | {name: value for name, value in optional.items() if value is not None}


def tag_list(tags: dict[str, str]) -> list[dict[str, str]]:
    return [{"key": key, "value": value} for key, value in tags.items()]


def _platform(request: dict[str, Any]) -> str:
    version = str(request.get("platformVersion", "LATEST"))
    return "1.4.0" if version == "LATEST" else version
