"""The processes of one container."""

import enum
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile

from . import sandbox
from .images import Image

#: The variable by which every process of a container is known.
MARK = "ECS_CONTAINER_METADATA_URI_V4"


class Isolation(enum.Enum):
    """What a container is shut into."""

    BUBBLEWRAP = "bubblewrap"
    PROCESS = "process"

    @staticmethod
    def of_this_machine() -> "Isolation":
        return Isolation.BUBBLEWRAP if _can_sandbox() else Isolation.PROCESS


class Container:
    """Started, signalled, and waited for by the thread of its task; bubblewrap dies with the thread that started it."""

    def __init__(
        self,
        isolation: Isolation,
        image: Image,
        command: list[str],
        environment: dict[str, str],
        writable: list[str] | None,
    ) -> None:
        self._isolation = isolation
        self._image = image
        self._command = command
        self._environment = environment
        #: The only places to write to; `None` where the root filesystem is not read-only.
        self._writable = writable
        self._folder: pathlib.Path | None = None
        #: The process that the container's entrypoint is, as this machine counts it.
        self.pid = 0

    def start(self, task: str) -> list[int]:
        """Answers the descriptors of its output, for the caller to close."""
        outputs, errors = os.pipe(), os.pipe()
        try:
            if self._isolation is Isolation.BUBBLEWRAP:
                self._start_sandbox(task, outputs[1], errors[1])
            else:
                self._start_process(outputs[1], errors[1])
        finally:
            os.close(outputs[1])
            os.close(errors[1])
        return [outputs[0], errors[0]]

    def _start_sandbox(self, task: str, output: int, errors: int) -> None:
        reading, writing = os.pipe()
        argv = sandbox.bubblewrap_arguments(self._image, self._command, self._writable, task, writing)
        environment = {**sandbox.bubblewrap_environment(), **self._environment}
        self._start(argv, environment, output, errors, pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading) as file:
            information = file.read()
        # Without any, bwrap itself has failed, and says why on the container's standard error.
        self.pid = json.loads(information)["child-pid"] if information else self._process.pid

    def _start_process(self, output: int, errors: int) -> None:
        self._folder = pathlib.Path(tempfile.mkdtemp(prefix="aws-standin-"))
        argv = sandbox.process_arguments(self._image, self._command, self._folder)
        environment = {**sandbox.process_environment(self._folder), **self._environment}
        self._start(argv, environment, output, errors, cwd=self._folder)
        self.pid = self._process.pid

    def _start(self, argv: list[str], environment: dict[str, str], output: int, errors: int, **more: object) -> None:
        self._process = subprocess.Popen(  # type: ignore[call-overload]
            argv,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            start_new_session=True,
            **more,
        )

    def wait(self) -> int:
        """The exit code of the entrypoint, as a container engine gives it."""
        status: int = self._process.wait()
        return status if status >= 0 else 128 - status

    def terminate(self) -> None:
        """What ECS sends at first: to the entrypoint alone."""
        self._signal_entrypoint(signal.SIGTERM)

    def kill(self) -> None:
        """Ends every process of the container."""
        self._signal_entrypoint(signal.SIGKILL)
        if self._isolation is Isolation.PROCESS:
            # Until there is none: one that was looked over may have made another meanwhile.
            while pids := _marked(self._environment.get(MARK, "")):
                for pid in pids:
                    _signal(pid, signal.SIGKILL)

    def close(self) -> None:
        """Leaves nothing behind."""
        self.kill()
        self._process.wait()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _signal_entrypoint(self, number: signal.Signals) -> None:
        # A process that was waited for has given its number back.
        if self._process.poll() is None:
            _signal(self.pid, number)


def _signal(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass


def _marked(mark: str) -> list[int]:
    """Processes that have inherited a container's mark: also those that went into a session of their own."""
    wanted = f"{MARK}={mark}\0".encode()
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdecimal() and int(entry.name) != os.getpid():
            try:
                if mark and wanted in (entry / "environ").read_bytes():
                    found.append(int(entry.name))
            except OSError:
                pass
    return found


def _can_sandbox() -> bool:
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        return False
    argv = [bwrap, "--unshare-all", "--unshare-user", "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "true"]
    return subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode == 0
