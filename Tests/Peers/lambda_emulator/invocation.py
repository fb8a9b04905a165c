"""One call of a function."""

import secrets
import time
import uuid

from .answers import BUFFERED_LIMIT, STREAMED_LIMIT, FunctionError, RequestTooLarge
from .channel import AnswerChannel


class Invocation:
    """A call on its way: what the runtime is told of it, and where its answer goes."""

    def __init__(self, payload: bytes, function_arn: str, *, is_streamed: bool, client_context: str | None) -> None:
        if len(payload) > BUFFERED_LIMIT:
            raise RequestTooLarge(f"{len(payload)} bytes must be {BUFFERED_LIMIT} or fewer")
        self.payload = payload
        self.is_streamed = is_streamed
        self.limit = STREAMED_LIMIT if is_streamed else BUFFERED_LIMIT
        self.request_id = str(uuid.uuid4())
        self.answer = AnswerChannel()
        self.headers = {
            "Lambda-Runtime-Aws-Request-Id": self.request_id,
            "Lambda-Runtime-Invoked-Function-Arn": function_arn,
            "Lambda-Runtime-Trace-Id": _trace_id(),
        }
        if client_context is not None:
            self.headers["Lambda-Runtime-Client-Context"] = client_context

    def begin(self, timeout: float) -> None:
        """Notes until when the function may take."""
        self.headers["Lambda-Runtime-Deadline-Ms"] = str(int((time.time() + timeout) * 1000))

    def report(self, error: FunctionError) -> None:
        """Ends the call with an error that the runtime worded; who reads a stream gets its text as the one chunk."""
        if self.is_streamed and error.body:
            self.answer.put(error.body)
        self.answer.close(error)


def _trace_id() -> str:
    root = f"1-{int(time.time()):08x}-{secrets.token_hex(12)}"
    return f"Root={root};Parent={secrets.token_hex(8)};Sampled=0"
