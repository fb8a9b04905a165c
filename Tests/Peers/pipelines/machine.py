"""A CI tool's machine: scripts run in a working copy, in an environment that is made anew for each."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .report import Step


@dataclass(frozen=True)
class Signal:
    """A signal as a platform sends it: to the process that it started, or to the whole group of that."""

    number: signal.Signals
    to_group: bool


@dataclass(frozen=True)
class Cancellation:
    """Somebody cancels the job as soon as something is so."""

    when: Callable[[], bool]


class Machine:
    """Starts scripts, and sends them the platform's signal when their job is cancelled."""

    def __init__(self, environment: Mapping[str, str], stop: Signal) -> None:
        self._environment = dict(environment)
        self._stop = stop

    def run(
        self,
        name: str,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        cancellation: Cancellation | None = None,
        log: Path | None = None,
    ) -> Step:
        """Runs a command to its end; its output and errors come together, as CI tools show them, and into the log."""
        with tempfile.TemporaryFile() if log is None else log.open("w+b") as output:
            process = subprocess.Popen(
                command,
                cwd=folder,
                env={**self._environment, **environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            if cancellation is not None:
                self._cancel(process, cancellation)
            code = process.wait()
            output.seek(0)
            return Step(name, code if code >= 0 else 128 - code, output.read().decode(errors="replace"))

    def _cancel(self, process: "subprocess.Popen[bytes]", cancellation: Cancellation) -> None:
        while process.poll() is None and not cancellation.when():
            time.sleep(0.01)
        if process.poll() is None:
            if self._stop.to_group:
                # start_new_session made the process the leader of its group.
                os.killpg(process.pid, self._stop.number)
            else:
                process.send_signal(self._stop.number)
