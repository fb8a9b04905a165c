"""A Lambda function on the tests' emulator of Lambda: how long its answers take, and how much memory."""

import json
import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from .failure import CannotMeasure
from .programs import ROOT

sys.path.append(str(ROOT / "Tests" / "Peers"))

from lambda_emulator import Function  # noqa: E402

# Of these the median counts: a single one is shorter than what else may go on.
WARM_CALLS = 25
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret"}


@dataclass(frozen=True)
class Start:
    """What one environment came to, from the start of its process on."""

    # Seconds: until the process asked for work, until its first answer came, and for each answer after it.
    ready: float
    first: float
    warm: float
    # Bytes: the kernel's high-water mark of its process.
    resident: int
    # Bytes after the last answer that are no pages of files.
    own: int


class LambdaFunction:
    """A program, its variables, and the folder that it is run in; every use of it is a fresh process."""

    def __init__(self, command, variables, folder):
        self.command = [str(word) for word in command]
        self.variables = CREDENTIALS | variables
        self.folder = str(folder)

    def answers(self, requests):
        with self.environment() as environment:
            return [ask(environment, request)[1] for request in requests]

    def start(self, request):
        with self.environment() as environment:
            first, answer = ask(environment, request)
            warm = []
            for _ in range(WARM_CALLS):
                seconds, again = ask(environment, request)
                if again != answer:
                    raise CannotMeasure(f"{self.command[0]} answered {answer}, and then {again}")
                warm.append(seconds)
            measured = environment.measure()
            if len(measured) != 1 or measured[0].exit_status is not None:
                raise CannotMeasure(f"{self.command[0]} took {len(measured)} processes for one series of calls")
            own = own_bytes(measured[0].pid)
        return Start(measured[0].init_seconds, first, median(warm), measured[0].peak_memory_kib * 1024, own)

    @contextmanager
    def environment(self):
        # Its own log is not what is measured.
        with open(os.devnull, "wb") as log:
            with Function(self.command, self.variables, 30.0, task_root=self.folder, log=log) as function:
                yield function


def own_bytes(pid):
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) * 1024
    raise CannotMeasure("this kernel does not tell what memory of a process is its own")


def ask(function, request):
    """Seconds from the call to its answer, with the start of the process where there is none yet; and the answer."""
    payload = json.dumps(request).encode()
    start = perf_counter()
    result = function.invoke(payload)
    seconds = perf_counter() - start
    if result.function_error is not None:
        raise CannotMeasure(f"the function answered {result.payload.decode(errors='replace')}")
    return seconds, json.loads(result.payload)
