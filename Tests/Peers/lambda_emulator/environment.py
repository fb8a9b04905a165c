"""One execution environment: a process of the function, and the Runtime API that it speaks to."""

import dataclasses
import enum
import os
import pathlib
import signal
import subprocess
import threading
import time
from typing import IO

from .answers import FunctionError
from .invocation import Invocation
from .runtime_api import NotAllowed, RuntimeAPI, WrongRequest


#: How long after its last connection broke a process may be found to have ended, in seconds; on a busy machine it has to
#: wait for its turn.
_LAST_BREATH = 60.0

#: How long the answer of a process that has ended may still be read, in seconds.
_LAST_READING = 60.0


@dataclasses.dataclass(frozen=True)
class Measurement:
    """What one environment has cost so far."""

    pid: int
    #: From the start of the process to its first question for work; `None` when it never asked.
    init_seconds: float | None
    #: The most memory that was resident (`VmHWM`), in KiB.
    peak_memory_kib: int
    #: How many calls it was given.
    invocations: int
    #: How it ended, as `subprocess` has it; `None` while it runs.
    exit_status: int | None


class _State(enum.Enum):
    STARTED = "RuntimeStarted"
    INIT_ERROR = "RuntimeInitError"
    READY = "RuntimeReady"
    RUNNING = "RuntimeRunning"
    ANSWERING = "RuntimeInvocationResponse"
    ANSWERED = "RuntimeResponseSent"
    DEAD = "Dead"


class Environment:
    """Started with its process, and claimed by whoever starts it; used for one call at a time."""

    def __init__(self, command: list[str], variables: dict[str, str], folder: str, log: IO[bytes] | None) -> None:
        self._changed = threading.Condition()
        self._state = _State.STARTED
        self._invocation: Invocation | None = None
        self._init_error: FunctionError | None = None
        self._init_seconds: float | None = None
        self._is_claimed = True
        self._invocations = 0
        self._peak_memory_kib = 0
        self._exit_status: int | None = None
        self._api = RuntimeAPI(self)
        self._began = time.monotonic()
        self._process = subprocess.Popen(
            command,
            env={**variables, "AWS_LAMBDA_RUNTIME_API": self._api.address},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        threading.Thread(target=self._watch, daemon=True).start()

    # What the function asks of it.

    def wait_until_ready(self, timeout: float) -> bool:
        """Waits for the end of the init phase; answers whether the environment can take a call."""
        with self._changed:
            self._changed.wait_for(lambda: self._state not in (_State.STARTED, _State.INIT_ERROR), timeout)
            return self._state is _State.READY

    def claim(self, patience: float) -> bool:
        """Takes the environment for a call; one that has just answered is given a moment to ask for more work."""
        with self._changed:
            self._changed.wait_for(lambda: self._state is not _State.ANSWERED, patience)
            if self._state is not _State.READY or self._is_claimed:
                return False
            self._is_claimed = True
            return True

    def init_failure(self, request_id: str) -> FunctionError | None:
        """Why the init phase ended without work; `None` when it goes on."""
        with self._changed:
            if self._init_error is not None:
                return self._init_error
            return None if self._exit_status is None else FunctionError.exited(request_id, self._exit_status)

    def run(self, invocation: Invocation, timeout: float) -> None:
        """Hands over a call, which `invocation.answer` reports on, and watches its time."""
        with self._changed:
            if self._state is not _State.READY:
                status = 0 if self._exit_status is None else self._exit_status
                invocation.answer.close(FunctionError.exited(invocation.request_id, status))
                return
            invocation.begin(timeout)
            self._state = _State.RUNNING
            self._is_claimed = False
            self._invocation = invocation
            self._invocations += 1
            self._changed.notify_all()
        threading.Thread(target=self._enforce, args=(invocation, timeout), daemon=True).start()

    def stop(self, grace: float) -> int:
        """Ends the process: SIGTERM, and SIGKILL after the grace; answers how it ended."""
        self._note_memory()
        self._signal(signal.SIGTERM)
        try:
            self._process.wait(grace)
        except subprocess.TimeoutExpired:
            self.kill()
        status = self._process.wait()
        with self._changed:
            self._changed.wait_for(lambda: self._state is _State.DEAD)
        return status

    def kill(self) -> None:
        self._note_memory()
        self._signal(signal.SIGKILL)

    def measure(self) -> Measurement:
        self._note_memory()
        with self._changed:
            return Measurement(
                self._process.pid, self._init_seconds, self._peak_memory_kib, self._invocations, self._exit_status
            )

    # What the Runtime API asks of it.

    def next_invocation(self) -> Invocation | None:
        with self._changed:
            if self._state not in (_State.STARTED, _State.READY, _State.ANSWERED):
                raise NotAllowed(self._refusal(_State.READY))
            if self._state is _State.STARTED:
                self._init_seconds = time.monotonic() - self._began
            self._state = _State.READY
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._state is not _State.READY)
            return self._invocation if self._state is _State.RUNNING else None

    def begin_answer(self, request_id: str) -> Invocation:
        with self._changed:
            if self._invocation is None or self._invocation.request_id != request_id:
                raise WrongRequest
            if self._state is not _State.RUNNING:
                raise NotAllowed(self._refusal(_State.ANSWERING))
            self._state = _State.ANSWERING
            return self._invocation

    def end_answer(self) -> None:
        self._note_memory()
        with self._changed:
            if self._state is _State.ANSWERING:
                self._state = _State.ANSWERED
                self._changed.notify_all()

    def cut(self, invocation: Invocation) -> None:
        """Ends a call whose answer broke off: the end of the process tells more of it, if that is why."""
        with self._changed:
            self._changed.wait_for(lambda: self._exit_status is not None, _LAST_BREATH)
            status = self._exit_status
        exited = None if status is None else FunctionError.exited(invocation.request_id, status)
        invocation.answer.close(exited or FunctionError.truncated())
        self.end_answer()

    def fail_init(self, error: FunctionError) -> None:
        with self._changed:
            if self._state is not _State.STARTED:
                raise NotAllowed(self._refusal(_State.INIT_ERROR))
            self._state = _State.INIT_ERROR
            self._init_error = error
            self._changed.notify_all()

    # What goes on meanwhile.

    def _refusal(self, wanted: _State) -> str:
        return (
            f"State transition from {self._state.value} to {wanted.value} failed for runtime."
            " Error: State transition is not allowed"
        )

    def _watch(self) -> None:
        """Waits for the end of the process, whatever it was doing."""
        status = self._process.wait()
        self._signal(signal.SIGKILL)
        with self._changed:
            self._exit_status = status
            self._changed.notify_all()
            # What the process had sent before its end is still read.
            self._changed.wait_for(lambda: self._state is not _State.ANSWERING, _LAST_READING)
            self._state = _State.DEAD
            invocation = self._invocation
            self._changed.notify_all()
        if invocation is not None:
            invocation.answer.close(FunctionError.exited(invocation.request_id, status))
        self._api.close()

    def _enforce(self, invocation: Invocation, timeout: float) -> None:
        """Kills the environment of a call that takes too long."""
        deadline = time.monotonic() + timeout
        with self._changed:
            self._changed.wait_for(lambda: self._state in (_State.ANSWERED, _State.READY, _State.DEAD), timeout)
        if time.monotonic() >= deadline and not invocation.answer.is_closed:
            invocation.answer.close(FunctionError.timed_out(invocation.request_id, timeout))
            self.kill()

    def _signal(self, number: int) -> None:
        try:
            os.killpg(self._process.pid, number)
        except ProcessLookupError:
            pass

    def _note_memory(self) -> None:
        try:
            status = pathlib.Path(f"/proc/{self._process.pid}/status").read_text()
        except OSError:
            return
        for line in status.splitlines():
            if line.startswith("VmHWM:"):
                self._peak_memory_kib = max(self._peak_memory_kib, int(line.split()[1]))
