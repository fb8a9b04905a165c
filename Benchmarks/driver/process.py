"""Runs a process and times it."""

import subprocess
from time import perf_counter

from .failure import CannotMeasure


def timed(argv, *, environment, output=subprocess.PIPE):
    """Seconds from the start of a process to its end, and what it wrote; one that fails is not measured."""
    start = perf_counter()
    run = subprocess.run(
        argv,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.PIPE,
        close_fds=False,
        check=False,
    )
    seconds = perf_counter() - start
    if run.returncode != 0:
        complaint = run.stderr.decode(errors="replace").strip()
        raise CannotMeasure(f"{argv[0]} ended with {run.returncode}: {complaint}")
    return seconds, run.stdout
