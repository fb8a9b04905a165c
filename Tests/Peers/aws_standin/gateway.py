"""The way of a request through the stand-in: counted, spoiled, checked, and answered by whoever is responsible."""

import collections
import datetime
import fnmatch
import threading
import traceback
from collections.abc import Callable

from .edge import policies, signatures
from .edge.failures import AWSFailure, access_denied
from .edge.identities import Identities
from .edge.messages import Answer, Request
from .edge.operations import Call, identify
from .faults import requests
from .faults.schedule import Rule, Schedule
from .moto_bridge import Moto

#: Answers a call; the rule is the fault that the call was dealt, for what only the operation itself can spoil.
Operation = Callable[[Call, Rule | None], Answer]


class Gateway:
    """Everything that stands behind the endpoint."""

    def __init__(self, moto: Moto, identities: Identities) -> None:
        self._moto = moto
        self._identities = identities
        self._operations: dict[str, Operation] = {}
        self._lock = threading.Lock()
        self._calls: collections.Counter[str] = collections.Counter()
        self.schedule = Schedule()
        #: Patterns of actions that are denied, each with the access key that it is denied to, or `None` for all.
        self.denied: list[tuple[str, str | None]] = []
        self.checks_signatures = True
        #: What a call needs of its caller's policies; `None` where policies are not evaluated.
        self.needs: Callable[[Call], list[policies.Need]] | None = None
        #: How far the clock of the stand-in is ahead.
        self.clock_offset = datetime.timedelta()

    def take_over(self, operations: dict[str, Operation]) -> None:
        """From now on these operations are not moto's."""
        self._operations.update(operations)

    @property
    def calls(self) -> dict[str, int]:
        """How often each operation was called."""
        with self._lock:
            return dict(self._calls)

    def respond(self, request: Request) -> Answer:
        call = identify(request, self._moto.region)
        with self._lock:
            self._calls[call.name] += 1
        rule = self.schedule.deal(call.name, call.access_key)
        now = datetime.datetime.now(datetime.timezone.utc) + self.clock_offset
        try:
            requests.before(call, rule)
            if self.checks_signatures:
                signatures.check(call, self._identities, now)
            self._authorize(call)
            answer = self._answer(call, rule)
        except AWSFailure as failure:
            answer = failure.answer(call.service)
        except (KeyError, TypeError, ValueError):
            # A defect here or in moto: whoever runs the test must see it.
            traceback.print_exc()
            answer = AWSFailure("InternalFailure", "The stand-in has failed.", 500).answer(call.service)
        answer.headers["Date"] = now.strftime("%a, %d %b %Y %H:%M:%S GMT")
        return requests.after(answer.with_request_id(), rule)

    def _authorize(self, call: Call) -> None:
        for pattern, access_key in self.denied:
            is_meant = fnmatch.fnmatchcase(call.action, pattern) or fnmatch.fnmatchcase(call.name, pattern)
            if is_meant and access_key in (None, call.access_key):
                raise access_denied(
                    call.service, self._identities.principal(call.access_key), call.action, _resource(call)
                )

        if self.needs is not None:
            policies.check(self._identities.principal(call.access_key), self.needs(call))

    def _answer(self, call: Call, rule: Rule | None) -> Answer:
        operation = self._operations.get(call.name)
        return operation(call, rule) if operation else self._moto.answer(call)


def _resource(call: Call) -> str:
    prefix = f"arn:aws:{call.service}:{call.region}:123456789012"
    if call.service == "lambda":
        return f"{prefix}:function:{call.function_name}"
    try:
        parameters = call.request.json()
    except ValueError:
        return "*"
    if call.service == "logs":
        return (
            f"{prefix}:log-group:{parameters.get('logGroupName', '')}:log-stream:{parameters.get('logStreamName', '')}"
        )
    if call.name == "ecs:RunTask":
        definition = parameters.get("taskDefinition", "")
        return definition if definition.startswith("arn:") else f"{prefix}:task-definition/{definition}"
    return str(parameters.get("task") or parameters.get("resourceArn") or "*")
