"""The operations on tasks."""

import re
from typing import Any

from ..edge.failures import AWSFailure
from ..edge.messages import Answer
from ..edge.operations import Call
from ..edge.parameters import parameters
from ..faults.schedule import Rule
from ..gateway import Operation
from ..moto_bridge import Moto
from .definitions import find_definition
from .requests import check_run_task, check_tags, cluster_name
from .task import Task, tag_list
from .tasks import Tasks

_CONTENT_TYPE = "application/x-amz-json-1.1"
_TASK_ARN = re.compile(r"arn:aws[a-z-]*:ecs:[^:]*:[^:]*:task/.+")
_PAGE = 100


class TaskOperations:
    """What the stand-in answers of the API of ECS; the rest is moto's."""

    def __init__(self, tasks: Tasks, moto: Moto) -> None:
        self._tasks = tasks
        self._moto = moto

    @property
    def table(self) -> dict[str, Operation]:
        return {
            "ecs:RunTask": self._run,
            "ecs:DescribeTasks": self._describe,
            "ecs:ListTasks": self._list,
            "ecs:StopTask": self._stop,
            "ecs:TagResource": self._tag,
            "ecs:UntagResource": self._untag,
            "ecs:ListTagsForResource": self._list_tags,
        }

    def _run(self, call: Call, rule: Rule | None) -> Answer:
        request = parameters(call)
        cluster = cluster_name(call.region, request.get("cluster"))
        definition = find_definition(call.region, request["taskDefinition"])
        check_run_task(request, definition)
        if rule is not None and rule.fault == "run-failure":
            return _answer(
                {"tasks": [], "failures": [{"reason": rule.reason or "Capacity is unavailable at this time."}]}
            )
        start_failure = None
        if rule is not None and rule.fault == "start-failure":
            start_failure = rule.reason or "Timeout waiting for network interface provisioning to complete."
        tasks = self._tasks.run(call.region, cluster, definition, request, start_failure)
        return _answer({"tasks": tasks, "failures": []})

    def _describe(self, call: Call, rule: Rule | None) -> Answer:
        request = parameters(call)
        cluster = cluster_name(call.region, request.get("cluster"))
        if len(request["tasks"]) > _PAGE:
            raise AWSFailure("InvalidParameterException", f"Tasks cannot be longer than {_PAGE}.")
        with_tags = "TAGS" in request.get("include", [])
        missing_until = rule.seconds if rule is not None and rule.fault == "missing-task" else -1.0
        found, failures = [], []
        for named in request["tasks"]:
            task = self._tasks.find(cluster, named)
            if task is None or task.age <= missing_until:
                failures.append({"arn": _arn(call, cluster, named), "reason": "MISSING"})
            else:
                found.append(task.describe(with_tags))
        return _answer({"tasks": found, "failures": failures})

    def _list(self, call: Call, rule: Rule | None) -> Answer:
        request = parameters(call)
        cluster = cluster_name(call.region, request.get("cluster"))
        if "startedBy" in request and ("family" in request or "serviceName" in request):
            raise AWSFailure("InvalidParameterException", "startedBy must be the only filter that is used.")
        arns = sorted(task.arn for task in self._tasks.all() if task.cluster == cluster and _is_listed(task, request))
        start, limit = int(request.get("nextToken", "0")), request.get("maxResults", _PAGE)
        more = {"nextToken": str(start + limit)} if start + limit < len(arns) else {}
        return _answer({"taskArns": arns[start : start + limit], **more})

    def _stop(self, call: Call, rule: Rule | None) -> Answer:
        request = parameters(call)
        cluster = cluster_name(call.region, request.get("cluster"))
        task = self._tasks.find(cluster, request["task"])
        if task is None:
            raise AWSFailure("InvalidParameterException", "The referenced task was not found.")
        reason = request.get("reason", "Task stopped by user")
        if len(reason) > 1024:
            raise AWSFailure("InvalidParameterException", "Reason cannot be longer than 1024 characters.")
        task.stop("UserInitiated", reason)
        return _answer({"task": task.describe(with_tags=False)})

    def _tag(self, call: Call, rule: Rule | None) -> Answer:
        request = parameters(call)
        if not _TASK_ARN.fullmatch(request["resourceArn"]):
            return self._moto.answer(call)
        task = self._running(request["resourceArn"])
        new = {tag["key"]: tag.get("value", "") for tag in request["tags"]}
        with task.changed:
            check_tags(request["tags"], len(set(task.tags) - set(new)))
            task.tags.update(new)
        return _answer({})

    def _untag(self, call: Call, rule: Rule | None) -> Answer:
        request = parameters(call)
        if not _TASK_ARN.fullmatch(request["resourceArn"]):
            return self._moto.answer(call)
        task = self._running(request["resourceArn"])
        with task.changed:
            for key in request["tagKeys"]:
                task.tags.pop(key, None)
        return _answer({})

    def _list_tags(self, call: Call, rule: Rule | None) -> Answer:
        request = parameters(call)
        if not _TASK_ARN.fullmatch(request["resourceArn"]):
            return self._moto.answer(call)
        task = self._tagged(request["resourceArn"])
        with task.changed:
            return _answer({"tags": tag_list(task.tags)})

    def _running(self, arn: str) -> Task:
        task = self._tagged(arn)
        if task.last_status == "STOPPED":
            raise AWSFailure(
                "InvalidParameterException", "The specified task is stopped. Specify a running task and try again."
            )
        return task

    def _tagged(self, arn: str) -> Task:
        life = self._tasks.life(arn)
        if life is None:
            raise AWSFailure(
                "InvalidParameterException", "The specified task was not found. Specify a valid task and try again."
            )
        return life.task


def _is_listed(task: Task, request: dict[str, Any]) -> bool:
    if task.desired_status != request.get("desiredStatus", "RUNNING"):
        return False
    if request.get("startedBy", task.started_by) != task.started_by:
        return False
    if request.get("family", task.definition.family) != task.definition.family:
        return False
    launch_type = task.describe(with_tags=False)["launchType"]
    return bool(request.get("launchType", launch_type) == launch_type)


def _arn(call: Call, cluster: str, named: str) -> str:
    return named if named.startswith("arn:") else f"arn:aws:ecs:{call.region}:123456789012:task/{cluster}/{named}"


def _answer(body: dict[str, Any]) -> Answer:
    return Answer.of_json(body, content_type=_CONTENT_TYPE)
