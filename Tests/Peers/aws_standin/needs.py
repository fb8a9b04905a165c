"""Which permissions a call needs, by AWS's Service Authorization Reference."""

import urllib.parse
from typing import Any

from .ecs.definitions import find_definition
from .ecs.requests import cluster_name
from .ecs.tasks import Tasks
from .edge.failures import AWSFailure
from .edge.identities import ACCOUNT
from .edge.operations import Call
from .edge.policies import Need

_S3_ACTIONS = {"PUT": "PutObject", "GET": "GetObject", "DELETE": "DeleteObject"}


def needs(call: Call, tasks: Tasks) -> list[Need]:
    """The permissions, each with its resource; an operation that is not among these is asked for on every resource."""
    if call.service == "s3":
        action = _S3_ACTIONS.get(call.request.method, "ListBucket")
        return [Need(f"s3:{action}", f"arn:aws:s3:::{call.request.path.strip('/')}")]
    if call.service == "lambda":
        return [_of_lambda(call)]
    if call.service == "sts" and call.operation == "GetCallerIdentity":
        return []
    if call.request.header("X-Amz-Target"):
        return _of_json(call, call.request.json(), tasks)
    return [_of_form(call)]


def _of_json(call: Call, request: dict[str, Any], tasks: Tasks) -> list[Need]:
    prefix = f"arn:aws:{call.service}:{call.region}:{ACCOUNT}"
    if call.name == "ecs:RunTask":
        return _of_run(call, request, prefix)
    if call.service == "ecs":
        return _of_tasks(call, request, prefix, tasks)
    if call.service == "logs":
        group = f"{prefix}:log-group:{request.get('logGroupName', '')}"
        return [Need(call.action, f"{group}:log-stream:{request.get('logStreamName', '')}")]
    if call.service == "secretsmanager":
        return [Need(call.action, str(request.get("SecretId", "*")))]
    return [Need(call.action, "*")]


def _of_run(call: Call, request: dict[str, Any], prefix: str) -> list[Need]:
    """Running a task is also passing its roles on, and putting the tags on it that it is started with."""
    cluster = _cluster(call, request)
    definition = find_definition(call.region, request["taskDefinition"])
    overrides = request.get("overrides", {})
    roles = [
        overrides.get("taskRoleArn", definition.task_role),
        overrides.get("executionRoleArn", definition.execution_role),
    ]
    wanted = [Need("ecs:RunTask", definition.arn, {"ecs:cluster": f"{prefix}:cluster/{cluster}"})]
    passed = {"iam:PassedToService": "ecs-tasks.amazonaws.com"}
    wanted += [Need("iam:PassRole", role, passed) for role in roles if role]
    if request.get("tags"):
        wanted.append(Need("ecs:TagResource", f"{prefix}:task/{cluster}/new", {"ecs:CreateAction": "RunTask"}))
    return wanted


def _of_tasks(call: Call, request: dict[str, Any], prefix: str, tasks: Tasks) -> list[Need]:
    cluster = _cluster(call, request)
    context = {"ecs:cluster": f"{prefix}:cluster/{cluster}"}
    if call.operation == "ListTasks":
        return [Need(call.action, f"{prefix}:container-instance/{cluster}/*", context)]
    named = request.get("tasks") or [request.get("task") or request.get("resourceArn") or "*"]
    wanted = []
    for each in named:
        arn = each if each.startswith("arn:") or each == "*" else f"{prefix}:task/{cluster}/{each}"
        life = tasks.life(arn)
        tags = {f"aws:ResourceTag/{key}": value for key, value in life.task.tags.items()} if life else {}
        wanted.append(Need(call.action, arn, {**context, **tags}))
    return wanted


def _cluster(call: Call, request: dict[str, Any]) -> str:
    try:
        return cluster_name(call.region, request.get("cluster"))
    except AWSFailure:
        return str(request.get("cluster", "default")).rpartition("/")[2]


def _of_lambda(call: Call) -> Need:
    if call.function_name:
        name = call.function_name.rpartition(":function:")[2]
        return Need(call.action, f"arn:aws:lambda:{call.region}:{ACCOUNT}:function:{name}")
    # /2015-03-31/functions/NAME/code and the like: what changes a function.
    parts = urllib.parse.unquote(call.request.path).strip("/").split("/")
    changes = {"code": "UpdateFunctionCode", "configuration": "UpdateFunctionConfiguration", "policy": "AddPermission"}
    name = parts[2].rpartition(":function:")[2] if len(parts) > 2 else "*"
    action = changes.get(parts[3] if len(parts) > 3 else "", "GetFunction")
    return Need(f"lambda:{action}", f"arn:aws:lambda:{call.region}:{ACCOUNT}:function:{name}")


def _of_form(call: Call) -> Need:
    form = {member: values[0] for member, values in urllib.parse.parse_qs(call.request.body.decode()).items()}
    policy = form.get("PolicyArn", "*")
    if call.service == "iam" and "RoleName" in form:
        return Need(call.action, f"arn:aws:iam::{ACCOUNT}:role/{form['RoleName']}", {"iam:PolicyARN": policy})
    return Need(call.action, form.get("RoleArn", policy))
