"""What a container finds at its link-local address: metadata of its task, and credentials of its role."""

import datetime
from collections.abc import Callable
from typing import Any

from ..edge.identities import Identities
from ..edge.messages import Answer
from .task import Task
from .tasks import Tasks


class LocalEndpoints:
    """Task metadata version 4 and container credentials, for every task by its id."""

    def __init__(
        self, identities: Identities, url: Callable[[], str], endpoint: Callable[[], str], seconds: float
    ) -> None:
        self._identities = identities
        self._url = url
        self._endpoint = endpoint
        self._seconds = seconds
        self.tasks: Tasks | None = None

    def variables(self, task: Task) -> dict[str, str]:
        """The variables by which a container finds them, and the stand-in."""
        variables = {
            "ECS_CONTAINER_METADATA_URI_V4": f"{self._url()}/v4/{task.container.runtime_id}",
            "AWS_ENDPOINT_URL": self._endpoint(),
        }
        if task.definition.task_role is not None:
            # ECS gives the relative form, whose host is fixed; on loopback only the full form can lead here.
            variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = f"{self._url()}/v2/credentials/{task.id}"
        return variables

    def respond(self, path: str) -> Answer:
        match path.strip("/").split("/"):
            case ["v2", "credentials", identifier] if task := self._find(identifier):
                return Answer.of_json(self._credentials(task))
            case ["v4", identifier] if task := self._find(identifier):
                return Answer.of_json(_container(task))
            case ["v4", identifier, "task"] if task := self._find(identifier):
                return Answer.of_json(_task(task))
            case ["v4", identifier, "taskWithTags"] if task := self._find(identifier):
                return Answer.of_json({**_task(task), "TaskTags": dict(task.tags)})
        return Answer.of_json({"message": f"there is nothing at {path}"}, 404)

    def _find(self, identifier: str) -> Task | None:
        """The task of a task's or a container's id."""
        life = self.tasks.life(identifier.partition("-")[0]) if self.tasks is not None else None
        return None if life is None else life.task

    def _credentials(self, task: Task) -> dict[str, str]:
        role = task.definition.task_role or ""
        identity = self._identities.role(role.rpartition("/")[2], task.id, self._seconds)
        return {
            "RoleArn": role,
            "AccessKeyId": identity.access_key,
            "SecretAccessKey": identity.secret_key,
            "Token": identity.token or "",
            "Expiration": _time(identity.expires or 0.0),
        }


def _task(task: Task) -> dict[str, Any]:
    vcpu = int(task.overrides.get("cpu", task.definition.cpu)) / 1024
    return {
        "Cluster": task.cluster_arn,
        "TaskARN": task.arn,
        "Family": task.definition.family,
        "Revision": str(task.definition.revision),
        "DesiredStatus": task.desired_status,
        "KnownStatus": task.last_status,
        "Limits": {"CPU": vcpu, "Memory": int(task.overrides.get("memory", task.definition.memory))},
        "PullStartedAt": _time(task.times.get("pullStartedAt", 0.0)),
        "PullStoppedAt": _time(task.times.get("pullStoppedAt", 0.0)),
        "AvailabilityZone": f"{task.region}a",
        "LaunchType": task.describe(with_tags=False)["launchType"],
        "Containers": [_container(task)],
    }


def _container(task: Task) -> dict[str, Any]:
    definition = task.definition
    return {
        "DockerId": task.container.runtime_id,
        "Name": definition.container_name,
        "DockerName": definition.container_name,
        "Image": definition.container.get("image", ""),
        "Labels": {
            "com.amazonaws.ecs.cluster": task.cluster_arn,
            "com.amazonaws.ecs.container-name": definition.container_name,
            "com.amazonaws.ecs.task-arn": task.arn,
            "com.amazonaws.ecs.task-definition-family": definition.family,
            "com.amazonaws.ecs.task-definition-version": str(definition.revision),
        },
        "DesiredStatus": task.desired_status,
        "KnownStatus": task.container.last_status,
        "Limits": {"CPU": definition.container.get("cpu", 0)},
        "CreatedAt": _time(task.times["createdAt"]),
        "StartedAt": _time(task.times.get("startedAt", task.times["createdAt"])),
        "Type": "NORMAL",
        "LogDriver": definition.container.get("logConfiguration", {}).get("logDriver", ""),
        "LogOptions": definition.container.get("logConfiguration", {}).get("options", {}),
        "ContainerARN": task.container_arn,
        "Networks": [{"NetworkMode": "awsvpc", "IPv4Addresses": ["127.0.0.1"]}],
    }


def _time(seconds: float) -> str:
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
