"""A function: its settings, and the environments that take its calls."""

import os
import threading
import time
from collections.abc import Iterator
from typing import IO

from .answers import Completion, FunctionError, Result
from .environment import Environment, Measurement
from .invocation import Invocation

#: The init phase may take this long, in seconds; after that Lambda begins it anew, in the time of the call.
INIT_TIMEOUT = 10.0

#: How long a call waits for an environment that has answered its last one already, in seconds.
_PATIENCE = 60.0


class ResponseStream:
    """The answer of a streaming call: its chunks, and, when they were read to the end, how it completed."""

    def __init__(self, invocation: Invocation) -> None:
        self._invocation = invocation

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._invocation.answer)

    @property
    def completion(self) -> Completion:
        error = self._invocation.answer.error
        return Completion() if error is None else Completion(error.type, error.body.decode(errors="replace"))


class Function:
    """A program that is run as Lambda runs the `bootstrap` of a function.

    Its environments end with `close`, or with the `with` block. Where a call ends in a crash or a time-out, the next one
    finds a fresh environment.
    """

    def __init__(
        self,
        command: list[str],
        environment: dict[str, str] | None = None,
        timeout: float = 3.0,
        *,
        init_timeout: float = INIT_TIMEOUT,
        name: str = "function",
        region: str = "us-east-1",
        memory_size: int = 128,
        handler: str = "bootstrap",
        task_root: str | None = None,
        log: IO[bytes] | None = None,
        crash_after: float | None = None,
    ) -> None:
        """Starts nothing yet; with `crash_after` an environment is killed so many seconds after it was given a call."""
        self.arn = f"arn:aws:lambda:{region}:123456789012:function:{name}"
        self.timeout = timeout
        self._init_timeout = init_timeout
        self._command = command
        self._folder = task_root or os.getcwd()
        self._log = log
        self._crash_after = crash_after
        self._variables = {
            "PATH": "/usr/local/bin:/usr/bin:/bin:/opt/bin",
            "LANG": "en_US.UTF-8",
            "TZ": ":UTC",
            "_HANDLER": handler,
            "AWS_REGION": region,
            "AWS_DEFAULT_REGION": region,
            "AWS_LAMBDA_FUNCTION_NAME": name,
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(memory_size),
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{name}",
            "AWS_LAMBDA_LOG_STREAM_NAME": "2026/01/01/[$LATEST]0123456789abcdef",
            "LAMBDA_TASK_ROOT": self._folder,
            "LAMBDA_RUNTIME_DIR": "/var/runtime",
            **(environment or {}),
        }
        self._lock = threading.Lock()
        self._environments: list[Environment] = []

    def __enter__(self) -> "Function":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def invoke(self, payload: bytes, client_context: str | None = None, timeout: float | None = None) -> Result:
        """Calls the function and answers as `Invoke` with `RequestResponse` does; a call may have a time-out of its own.

        Raises `RequestTooLarge` when the payload is over the limit.
        """
        invocation = Invocation(payload, self.arn, is_streamed=False, client_context=client_context)
        self._begin(invocation, timeout)
        body = b"".join(invocation.answer)
        error = invocation.answer.error
        return Result(body) if error is None else Result(error.body, "Unhandled")

    def invoke_stream(
        self, payload: bytes, client_context: str | None = None, timeout: float | None = None
    ) -> ResponseStream:
        """Calls the function and answers as `InvokeWithResponseStream` does; to be read by one reader.

        Raises `RequestTooLarge` when the payload is over the limit.
        """
        invocation = Invocation(payload, self.arn, is_streamed=True, client_context=client_context)
        self._begin(invocation, timeout)
        return ResponseStream(invocation)

    def measure(self) -> list[Measurement]:
        """What each environment has cost so far, the oldest first."""
        with self._lock:
            environments = list(self._environments)
        return [environment.measure() for environment in environments]

    def close(self, grace: float = 2.0) -> list[int]:
        """Ends all environments; answers how each that still ran has ended."""
        with self._lock:
            environments = [each for each in self._environments if each.measure().exit_status is None]
        return [environment.stop(grace) for environment in environments]

    def _begin(self, invocation: Invocation, timeout: float | None) -> None:
        given = self.timeout if timeout is None else timeout
        threading.Thread(target=self._dispatch, args=(invocation, given), daemon=True).start()

    def _dispatch(self, invocation: Invocation, given: float) -> None:
        environment, timeout = self._claimed_environment(invocation, given)
        if environment is not None:
            environment.run(invocation, timeout)
            if self._crash_after is not None:
                timer = threading.Timer(self._crash_after, environment.kill)
                timer.daemon = True
                timer.start()

    def _claimed_environment(self, invocation: Invocation, timeout: float) -> tuple[Environment | None, float]:
        """An environment and the seconds that it may take; `None` when the call was answered with an error."""
        with self._lock:
            environments = list(self._environments)
        for environment in environments:
            if environment.claim(_PATIENCE):
                return environment, timeout
        environment = self._start()
        if environment.wait_until_ready(self._init_timeout):
            return environment, timeout
        # A failed init phase is tried once more, in the time of the call itself.
        environment.kill()
        began = time.monotonic()
        environment = self._start()
        if environment.wait_until_ready(timeout):
            return environment, max(0.0, timeout - (time.monotonic() - began))
        failure = environment.init_failure(invocation.request_id)
        environment.kill()
        invocation.answer.close(failure or FunctionError.timed_out(invocation.request_id, timeout))
        return None, 0.0

    def _start(self) -> Environment:
        environment = Environment(self._command, self._variables, self._folder, self._log)
        with self._lock:
            self._environments.append(environment)
        return environment
