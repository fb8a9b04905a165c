"""A process that measures itself: a command a line in, a line of JSON out (see Benchmarks/gate-bench/Session.swift)."""

import json
import subprocess
from contextlib import contextmanager

from .failure import CannotMeasure


class Conversation:
    def __init__(self, process):
        self.process = process

    def facts(self):
        return self.ask("facts")

    def round(self, repetitions):
        return self.ask(f"round {repetitions}")

    def ask(self, command):
        try:
            self.process.stdin.write(command + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            raise CannotMeasure(f"{self.process.args[0]} ended with {self.process.wait()} when asked for `{command}`")
        return json.loads(line)


@contextmanager
def conversation(argv):
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Conversation(process)
