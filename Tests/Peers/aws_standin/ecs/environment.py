"""The environment that a container is started with."""

import json
from collections.abc import Callable
from typing import Any, Protocol

from ..edge.failures import AWSFailure
from ..edge.policies import Need
from ..moto_bridge import Moto
from .images import Image
from .task import Task


class StartFailure(Exception):
    """Why a task did not come to run, in AWS's words."""

    def __init__(self, reason: str, container_reason: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.container_reason = container_reason


class World(Protocol):
    """What the environment is made with."""

    moto: Moto
    urls: Callable[[Task], dict[str, str]]
    authorize: Callable[[str | None, Need], None]


def container_environment(task: Task, image: Image, world: World) -> dict[str, str]:
    """The image's variables, then the definition's, its secrets, the override's, and what the platform adds.

    Raises `StartFailure` when a secret cannot be had.
    """
    container = task.definition.container
    return {
        **image.environment,
        **_pairs(container.get("environment", [])),
        **{secret["name"]: _secret(secret["valueFrom"], task, world) for secret in container.get("secrets", [])},
        **_pairs(task.container_override.get("environment", [])),
        "AWS_EXECUTION_ENV": "AWS_ECS_FARGATE",
        "AWS_REGION": task.region,
        "AWS_DEFAULT_REGION": task.region,
        **world.urls(task),
    }


def _pairs(values: list[dict[str, str]]) -> dict[str, str]:
    return {each["name"]: each["value"] for each in values}


def _secret(source: str, task: Task, world: World) -> str:
    """A secret or parameter: `arn:…:secret:name`, `arn:…:secret:name:key:stage:id`, a parameter's ARN or its name."""
    if ":secretsmanager:" not in source:
        return _parameter(source, world.moto)
    parts = source.split(":")
    arn, key, stage, version = ":".join(parts[:7]), *(parts[7:] + ["", "", ""])[:3]
    chosen = {"VersionStage": stage, "VersionId": version}
    request = {"SecretId": arn, **{name: value for name, value in chosen.items() if value}}
    try:
        world.authorize(task.definition.execution_role, Need("secretsmanager:GetSecretValue", arn))
        value = str(world.moto.call("secretsmanager", "GetSecretValue", request)["SecretString"])
    except AWSFailure as failure:
        raise _unreachable("secret from asm", f"fetch secret {arn} from secrets manager", failure) from None
    if not key:
        return value
    document: Any = json.loads(value)
    if key not in document:
        raise StartFailure(
            "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed:"
            " unable to retrieve secret from asm: service call has been retried 1 time(s): retrieved secret from"
            f" Secrets Manager did not contain json key {key}"
        )
    return str(document[key])


def _parameter(source: str, moto: Moto) -> str:
    name = source.split(":parameter", 1)[1] if source.startswith("arn:") else source
    try:
        answer = moto.call("ssm", "GetParameter", {"Name": name, "WithDecryption": True})
    except AWSFailure as failure:
        raise _unreachable("secrets from ssm", "fetch parameters", failure) from None
    return str(answer["Parameter"]["Value"])


def _unreachable(what: str, doing: str, failure: AWSFailure) -> StartFailure:
    return StartFailure(
        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed:"
        f" unable to retrieve {what}: service call has been retried 1 time(s): failed to {doing}:"
        f" {failure.code}: {failure.message}"
    )
