"""How the stand-in starts and ends, and that it leaves nothing behind."""

import json
import os
import pathlib
import signal
import subprocess
import sys
import unittest
import uuid

from .running import DEFINITIONS, FUNCTION, PATIENCE, PEERS, Running, StandinTestCase


class LifetimeTests(unittest.TestCase):
    def test_it_is_ready_within_seconds(self) -> None:
        # Processor time, so that a busy machine fails no test.
        before = os.times()
        Running().stop()
        after = os.times()
        self.assertLess(sum(after[2:4]) - sum(before[2:4]), 10)

    def test_it_runs_as_a_module_too(self) -> None:
        process = subprocess.run(
            [sys.executable, "-m", "aws_standin"], cwd=PEERS, stdin=subprocess.DEVNULL, capture_output=True, check=True
        )
        self.assertIn("endpoint", json.loads(process.stdout))

    def test_whichever_way_it_ends_nothing_that_it_started_survives(self) -> None:
        for isolation in ("bubblewrap", "process"):
            for number in (signal.SIGTERM, signal.SIGINT, None):
                with self.subTest(isolation=isolation, signal=number):
                    self.check_end(isolation, number)

    def check_end(self, isolation: str, number: signal.Signals | None) -> None:
        mark = uuid.uuid4().hex
        case = _Case()
        case.standin = standin = Running(
            isolation=isolation, functions={"echo": {"command": [*FUNCTION, mark], "timeout": 60}}, function="echo"
        )
        case.ecs, case.logs, case.functions = (standin.client(name) for name in ("ecs", "logs", "lambda"))
        # One child in a session of its own, one that ignores signals.
        task = case.run_task(
            f"trap '' TERM INT; setsid sh -c 'sleep 100; : {mark}' & sh -c 'sleep 100; : {mark}'; : {mark}"
        )
        case.until(lambda: case.describe(task)["lastStatus"], lambda status: status == "RUNNING")
        case.functions.invoke(FunctionName="echo", InvocationType="Event", Payload='{"do": "sleep"}')
        # The shell of the task and its two children, and the function; in the sandbox bwrap itself, too.
        case.until(lambda: processes_with(mark), lambda found: len(found) >= 4)
        if number is None:
            standin.stop()
        else:
            standin.process.send_signal(number)
            standin.process.wait(PATIENCE)
            standin.stop()
        self.assertEqual(standin.process.returncode, 0)
        case.until(lambda: processes_with(mark), lambda found: not found)


class IsolationTests(StandinTestCase):
    configuration = {"isolation": "process", "task_definitions": [*DEFINITIONS]}

    def test_a_plain_process_is_a_task_too(self) -> None:
        task = self.run_task('trap "exit 5" TERM; echo $HOME; while :; do sleep 0.02; done')
        self.until(lambda: self.describe(task)["lastStatus"], lambda status: status == "RUNNING")
        self.until(lambda: self.messages(task), bool)
        self.ecs.stop_task(cluster=self.standin.facts["cluster"], task=task["taskArn"])
        self.assertEqual(self.wait_for(task, "STOPPED")["containers"][0]["exitCode"], 5)
        self.assertFalse(os.path.exists(self.messages(task)[0]))


class _Case(StandinTestCase):
    def runTest(self) -> None:
        """Never run: it lends its steps to a stand-in that a test makes by itself."""


def processes_with(mark: str) -> list[int]:
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        try:
            if entry.name.isdecimal() and mark.encode() in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except OSError:
            pass
    return found
