"""The functions: those that the stand-in was given, and those that somebody created with moto."""

import dataclasses
import io
import os
import pathlib
import re
import shutil
import signal
import tempfile
import threading
import zipfile
from typing import Any

from lambda_emulator import Function

from ..edge.failures import AWSFailure
from ..edge.identities import ACCOUNT, Identities

#: A function's name in each of the forms that Lambda takes, with or without a qualifier.
_NAME = re.compile(
    r"(?:(?:arn:aws[a-z-]*:lambda:[a-z0-9-]+:)?\d{12}:function:)?([A-Za-z0-9_-]{1,140})(?::([A-Za-z0-9$_-]+))?"
)
_ROLE_SECONDS = 12 * 3600.0


@dataclasses.dataclass(frozen=True)
class FunctionSettings:
    """What Lambda is told of a function."""

    command: list[str]
    environment: dict[str, str] = dataclasses.field(default_factory=dict)
    timeout: float = 3.0
    memory: int = 128
    role: str = "lambda-role"


class RunningFunction:
    """A function with its environments, and the log that they write."""

    def __init__(self, name: str, region: str, settings: FunctionSettings, variables: dict[str, str]) -> None:
        self.name = name
        self.region = region
        self.settings = settings
        self._variables = {**variables, **settings.environment}
        # Open for as long as environments may write; it goes with the last of them.
        self.log = tempfile.TemporaryFile("ab+")
        self._lock = threading.Lock()
        self._by_timeout: dict[float, Function] = {}
        self._doomed: list[Function] = []

    def with_timeout(self, timeout: float | None) -> Function:
        """The function as it is, or with less time than it should have."""
        seconds = self.settings.timeout if timeout is None else timeout
        with self._lock:
            if seconds not in self._by_timeout:
                self._by_timeout[seconds] = self._make(seconds)
            return self._by_timeout[seconds]

    def doomed(self, seconds: float) -> Function:
        """The function with an environment of its own, which crashes some time after it was given its only call."""
        # Not while it starts, which would be another fault: Lambda begins that anew, and the call comes through.
        function = self._make(self.settings.timeout, crash_after=seconds)
        with self._lock:
            self._doomed.append(function)
        return function

    def crash(self) -> None:
        """Kills every environment, as if each had used up its memory."""
        for function in self._all():
            _crash(function)

    def log_size(self) -> int:
        return os.fstat(self.log.fileno()).st_size

    def log_after(self, offset: int) -> bytes:
        return os.pread(self.log.fileno(), max(0, self.log_size() - offset), offset)

    def close(self) -> None:
        for function in self._all():
            function.close()

    def _all(self) -> list[Function]:
        with self._lock:
            return [*self._by_timeout.values(), *self._doomed]

    def _make(self, seconds: float, crash_after: float | None = None) -> Function:
        return Function(
            self.settings.command,
            self._variables,
            seconds,
            name=self.name,
            region=self.region,
            memory_size=self.settings.memory,
            log=self.log,
            crash_after=crash_after,
        )


def _crash(function: Function) -> None:
    for measured in function.measure():
        if measured.exit_status is None:
            try:
                os.killpg(measured.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass


class Functions:
    """Functions by name."""

    def __init__(self, region: str, identities: Identities, endpoint: str) -> None:
        self._region = region
        self._identities = identities
        self._endpoint = endpoint
        self._lock = threading.Lock()
        self._running: dict[str, tuple[object, RunningFunction]] = {}
        self._settings: dict[str, FunctionSettings] = {}
        self._folders: list[pathlib.Path] = []

    def put(self, name: str, settings: FunctionSettings) -> None:
        """Adds a function, or puts it in another's place."""
        with self._lock:
            self._settings[name] = settings

    def find(self, named: str, qualifier: str) -> RunningFunction:
        """The function that a request names."""
        match = _NAME.fullmatch(named)
        if match is None:
            raise AWSFailure(
                "ValidationException", f"1 validation error detected: Value '{named}' at 'functionName' failed"
            )
        name, version = match[1], match[2] or qualifier or "$LATEST"
        arn = f"arn:aws:lambda:{self._region}:{ACCOUNT}:function:{name}"
        if version != "$LATEST":
            raise AWSFailure("ResourceNotFoundException", f"Function not found: {arn}:{version}", 404)
        with self._lock:
            source = self._settings.get(name) or _created(self._region, name)
            if source is None:
                raise AWSFailure("ResourceNotFoundException", f"Function not found: {arn}", 404)
            version = _version(source)
            known, running = self._running.get(name, (None, None))
            if running is None or known != version:
                if running is not None:
                    running.close()
                running = self._start(name, source)
                self._running[name] = version, running
            return running

    def close(self) -> None:
        with self._lock:
            running = [each for _, each in self._running.values()]
        for each in running:
            each.close()
        for folder in self._folders:
            shutil.rmtree(folder, ignore_errors=True)

    def _start(self, name: str, source: Any) -> RunningFunction:
        settings = source if isinstance(source, FunctionSettings) else self._unpack(source)
        identity = self._identities.role(settings.role, name, _ROLE_SECONDS)
        variables = {
            "AWS_ACCESS_KEY_ID": identity.access_key,
            "AWS_SECRET_ACCESS_KEY": identity.secret_key,
            "AWS_SESSION_TOKEN": identity.token or "",
            "AWS_ENDPOINT_URL": self._endpoint,
        }
        return RunningFunction(name, self._region, settings, variables)

    def _unpack(self, created: Any) -> FunctionSettings:
        """Settings of a function of moto's, with its package unpacked as Lambda does it."""
        folder = pathlib.Path(tempfile.mkdtemp(prefix="aws-standin-function-"))
        self._folders.append(folder)
        with zipfile.ZipFile(io.BytesIO(created.code_bytes)) as package:
            package.extractall(folder)
        bootstrap = folder / "bootstrap"
        if not bootstrap.is_file():
            raise AWSFailure("InvalidRuntimeException", "The stand-in runs packages with a file `bootstrap` only.", 502)
        bootstrap.chmod(0o755)
        return FunctionSettings(
            [str(bootstrap)],
            dict(created.environment_vars),
            float(created.timeout),
            int(created.memory_size),
            str(created.role).rpartition("/")[2],
        )


def _version(source: Any) -> object:
    """What a function is made of: moto changes its own in place when somebody updates one."""
    if isinstance(source, FunctionSettings):
        return source
    variables = tuple(sorted(source.environment_vars.items()))
    return source.code_sha_256, source.timeout, source.memory_size, source.role, variables


def _created(region: str, name: str) -> Any:
    """A function of moto's; `None` when there is none of that name."""
    from moto.awslambda.exceptions import UnknownFunctionException
    from moto.awslambda.models import lambda_backends

    try:
        return lambda_backends[ACCOUNT][region].get_function(name)
    except UnknownFunctionException:
        return None
