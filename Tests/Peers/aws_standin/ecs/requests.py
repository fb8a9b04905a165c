"""What ECS refuses of a `RunTask` before anything starts."""

import json
import re
from typing import Any

from ..edge.failures import AWSFailure
from ..moto_bridge import clusters
from .definitions import Definition

#: CPU units and the MiB that Fargate takes with them.
_FARGATE = {
    256: [512, 1024, 2048],
    512: range(1024, 4097, 1024),
    1024: range(2048, 8193, 1024),
    2048: range(4096, 16385, 1024),
    4096: range(8192, 30721, 1024),
    8192: range(16384, 61441, 4096),
    16384: range(32768, 122881, 8192),
}
_OVERRIDE_LIMIT = 8192


def cluster_name(region: str, named: str | None) -> str:
    """The cluster that a request names, by its name or ARN."""
    name = (named or "default").rpartition("/")[2]
    if name not in clusters(region):
        raise AWSFailure("ClusterNotFoundException", "Cluster not found.")
    return name


def check_run_task(request: dict[str, Any], definition: Definition) -> None:
    _check_names(request)
    _check_overrides(request.get("overrides", {}), definition)
    providers = [each["capacityProvider"] for each in request.get("capacityProviderStrategy", [])]
    if providers and "launchType" in request:
        raise _invalid(
            "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again."
        )
    if definition.network_mode == "awsvpc" and "awsvpcConfiguration" not in request.get("networkConfiguration", {}):
        raise _invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified.")
    if request.get("launchType") == "FARGATE" or {"FARGATE", "FARGATE_SPOT"} & set(providers):
        _check_fargate(request, definition)


def _check_names(request: dict[str, Any]) -> None:
    token = request.get("clientToken")
    if token is not None and not re.fullmatch(r"[!-~]{1,64}", token):
        raise _invalid("clientToken must be 1 to 64 ASCII characters in the range 33 to 126, inclusive.")
    if not re.fullmatch(r"[A-Za-z0-9_/-]{0,128}", request.get("startedBy", "")):
        raise _invalid(
            "startedBy must be up to 128 letters (uppercase and lowercase), numbers, hyphens, forward slashes, and"
            " underscores."
        )
    if not 1 <= request.get("count", 1) <= 10:
        raise _invalid("Count must be between 1 and 10.")
    check_tags(request.get("tags", []), 0)
    subnets = request.get("networkConfiguration", {}).get("awsvpcConfiguration", {}).get("subnets", ["subnet-0"])
    if not subnets or not all(subnet.startswith("subnet-") for subnet in subnets):
        raise _invalid("subnets can not be empty." if not subnets else f"The subnet ID '{subnets[0]}' does not exist")


def check_tags(tags: list[dict[str, str]], present: int) -> None:
    keys = [tag.get("key", "") for tag in tags]
    if len(tags) + present > 50:
        raise _invalid("Too many tags: a resource may have at most 50.")
    if len(set(keys)) != len(keys):
        raise _invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive.")
    for tag in tags:
        key, value = tag.get("key", ""), tag.get("value", "")
        if not re.fullmatch(r"[\w\s.:/=+\-@]{1,128}", key) or key.lower().startswith("aws:"):
            raise _invalid(f"Invalid tag key: {key!r}")
        if not re.fullmatch(r"[\w\s.:/=+\-@]{0,256}", value):
            raise _invalid(f"Invalid tag value: {value!r}")


def _check_overrides(overrides: dict[str, Any], definition: Definition) -> None:
    if len(json.dumps(overrides, separators=(",", ":"), ensure_ascii=False)) > _OVERRIDE_LIMIT:
        raise _invalid(f"Container Overrides length must be at most {_OVERRIDE_LIMIT}")
    for override in overrides.get("containerOverrides", []):
        if override.get("name") != definition.container_name:
            raise _invalid(
                f"Override for container named {override.get('name')} is not a container in the TaskDefinition."
            )


def _check_fargate(request: dict[str, Any], definition: Definition) -> None:
    if "FARGATE" not in definition.compatibilities:
        raise _invalid("Task definition does not support launch_type FARGATE.")
    overrides = request.get("overrides", {})
    cpu = _number(overrides.get("cpu", definition.cpu))
    memory = _number(overrides.get("memory", definition.memory))
    if memory not in _FARGATE.get(cpu, []):
        raise AWSFailure(
            "ClientException",
            "No Fargate configuration exists for given values: "
            f"{cpu} CPU, {memory} memory. See the Amazon ECS documentation for the valid values.",
        )
    version = request.get("platformVersion", "LATEST")
    if version not in ("LATEST", "1.4.0", "1.3.0"):
        raise AWSFailure("PlatformUnknownException", "The specified platform does not exist.")


def _number(text: str) -> int:
    return int(text) if str(text).isdecimal() else 0


def _invalid(message: str) -> AWSFailure:
    return AWSFailure("InvalidParameterException", message)
