"""`Invoke` and `InvokeWithResponseStream`."""

import base64
import json
import threading
import urllib.parse

from lambda_emulator import Function

from ..edge.failures import AWSFailure
from ..edge.messages import Answer
from ..edge.operations import Call
from ..faults.schedule import Rule
from ..gateway import Operation
from . import streaming
from .registry import Functions, RunningFunction

_REQUEST_LIMIT = 6 * 1024 * 1024
_EVENT_LIMIT = 1024 * 1024
_LOG_TAIL = 4096


class FunctionOperations:
    """What the stand-in answers of the API of Lambda; the rest is moto's."""

    def __init__(self, functions: Functions) -> None:
        self._functions = functions

    @property
    def table(self) -> dict[str, Operation]:
        return {"lambda:Invoke": self._invoke, "lambda:InvokeWithResponseStream": self._invoke_with_stream}

    def _invoke(self, call: Call, rule: Rule | None) -> Answer:
        running = self._find(call)
        kind = call.request.header("X-Amz-Invocation-Type") or "RequestResponse"
        if kind not in ("RequestResponse", "Event", "DryRun"):
            raise AWSFailure("ValidationException", f"Value '{kind}' at 'invocationType' failed to satisfy constraint")
        payload = _payload(call, _EVENT_LIMIT if kind == "Event" else _REQUEST_LIMIT, kind)
        if kind == "DryRun":
            return Answer(204, {}, b"")
        function = _function(running, rule)
        context = call.request.header("X-Amz-Client-Context") or None
        if kind == "Event":
            threading.Thread(target=function.invoke, args=(payload, context), daemon=True).start()
            return Answer(202, {"X-Amz-Executed-Version": "$LATEST"}, b"")
        before = running.log_size()
        result = function.invoke(payload, context)
        headers = {"Content-Type": "application/json", "X-Amz-Executed-Version": "$LATEST"}
        if result.function_error is not None:
            headers["X-Amz-Function-Error"] = result.function_error
        if call.request.header("X-Amz-Log-Type") == "Tail":
            headers["X-Amz-Log-Result"] = _log_tail(running, before)
        return Answer(200, headers, result.payload)

    def _invoke_with_stream(self, call: Call, rule: Rule | None) -> Answer:
        running = self._find(call)
        payload = _payload(call, _REQUEST_LIMIT, "InvokeWithResponseStream")
        before = running.log_size()
        context = call.request.header("X-Amz-Client-Context") or None
        stream = _function(running, rule).invoke_stream(payload, context)
        wants_log = call.request.header("X-Amz-Log-Type") == "Tail"
        headers = {
            "Content-Type": "application/vnd.amazon.eventstream",
            "X-Amz-Executed-Version": "$LATEST",
            "X-Amzn-Remapped-Content-Type": "application/octet-stream",
        }
        return Answer(
            200, headers, streaming.frames(stream, lambda: _log_tail(running, before) if wants_log else None, rule)
        )

    def _find(self, call: Call) -> RunningFunction:
        qualifier = urllib.parse.parse_qs(call.request.query).get("Qualifier", [""])[0]
        return self._functions.find(call.function_name, qualifier)


def _payload(call: Call, limit: int, kind: str) -> bytes:
    payload = call.request.body
    if len(payload) > limit:
        message = f"{len(payload)} byte payload is too large for the {kind} invocation type (limit {limit} bytes)"
        raise AWSFailure("RequestEntityTooLargeException", message, 413)
    try:
        json.loads(payload or b"{}")
    except ValueError as error:
        raise AWSFailure("InvalidRequestContentException", f"Could not parse request body into json: {error}") from None
    return payload or b"{}"


def _function(running: RunningFunction, rule: Rule | None) -> Function:
    """The function that takes a call: one that crashes or has too little time, where the call was dealt that."""
    if rule is not None and rule.fault == "function-crash":
        return running.doomed(rule.seconds)
    if rule is not None and rule.fault == "function-timeout":
        return running.with_timeout(rule.seconds)
    return running.with_timeout(None)


def _log_tail(running: RunningFunction, before: int) -> str:
    return base64.b64encode(running.log_after(before)[-_LOG_TAIL:]).decode()
