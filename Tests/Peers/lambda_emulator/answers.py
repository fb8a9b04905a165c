"""What a call of a function ends with."""

import dataclasses
import json
import re
import signal

#: The most bytes of a request and of a buffered answer: 6 MiB and 100 bytes.
BUFFERED_LIMIT = 6 * 1024 * 1024 + 100
#: The most bytes of a streamed answer: 200 MiB.
STREAMED_LIMIT = 200 * 1024 * 1024


class RequestTooLarge(ValueError):
    """The payload of a call is larger than Lambda takes; `Invoke` answers 413, and the function is not asked."""


@dataclasses.dataclass(frozen=True)
class FunctionError:
    """Why a function gave no answer: a type, and the JSON that the caller gets."""

    type: str
    body: bytes

    @staticmethod
    def of_platform(error_type: str, message: str) -> "FunctionError":
        """An error that Lambda itself words."""
        body = {"errorType": error_type, "errorMessage": message}
        return FunctionError(error_type, json.dumps(body).encode())

    @staticmethod
    def timed_out(request_id: str, seconds: float) -> "FunctionError":
        message = f"RequestId: {request_id} Error: Task timed out after {seconds:.2f} seconds"
        return FunctionError.of_platform("Sandbox.Timedout", message)

    @staticmethod
    def exited(request_id: str, status: int) -> "FunctionError":
        """`status` is as `subprocess` has it: negative for a signal."""
        if status == 0:
            reason = "Runtime exited without providing a reason"
        elif status > 0:
            reason = f"Runtime exited with error: exit status {status}"
        else:
            reason = f"Runtime exited with error: signal: {(signal.strsignal(-status) or str(-status)).lower()}"
        return FunctionError.of_platform("Runtime.ExitError", f"RequestId: {request_id} Error: {reason}")

    @staticmethod
    def too_large(size: int, limit: int) -> "FunctionError":
        message = f"Response payload size ({size} bytes) exceeded maximum allowed payload size ({limit} bytes)."
        return FunctionError.of_platform("Function.ResponseSizeTooLarge", message)

    @staticmethod
    def truncated() -> "FunctionError":
        return FunctionError.of_platform("Runtime.TruncatedResponse", "HTTP request detected as truncated")

    @staticmethod
    def reported(header: str | None, body: bytes) -> "FunctionError":
        """An error that the runtime reports; types that Lambda does not know become `Unknown` ones."""
        named = header or ""
        if re.search(r"(Runtime|Function)\.[A-Z][a-zA-Z]+", named):
            return FunctionError(named, body)
        return FunctionError("Function.Unknown" if named.startswith("Function.") else "Runtime.Unknown", body)


@dataclasses.dataclass(frozen=True)
class Result:
    """What `Invoke` answers: `function_error` is the header `X-Amz-Function-Error`."""

    payload: bytes
    function_error: str | None = None


@dataclasses.dataclass(frozen=True)
class Completion:
    """The event `InvokeComplete` of a response stream."""

    error_code: str | None = None
    error_details: str | None = None
