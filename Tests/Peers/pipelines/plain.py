"""No platform at all: the script alone, as a tool without stages or approvals of its own would call it."""

import shutil
import signal
import threading
from pathlib import Path

from .machine import Cancellation, Machine, Signal
from .platform import Platform
from .report import Job, Run, Step
from .site import Site

# Asks in the way of this test: says that it waits, and takes its answer from a file.
_APPROVE = """#!/bin/bash
printf '%s\\n' "$1" >"${0%/*}/asked"
until [[ -e ${0%/*}/answer ]]; do sleep 0.02; done
[[ $(<"${0%/*}/answer") == yes ]]
"""


class Plain(Platform):
    """`ci/pipeline run` in a clone of the commit; APPROVE is a command of the site's."""

    # Only as of the start of a run: whoever calls the script says so.
    refuses_older_commits = False

    def __init__(self, site: Site) -> None:
        self.site = site
        self.machine = Machine(site.environment, Signal(signal.SIGTERM, to_group=False))
        self._waiting: dict[int, _Call] = {}
        self._deployed: str | None = None
        self._runs = 0

    def push(self, branch: str, before: str) -> Run:
        return self._start("push", branch, self.site.head(branch), {**self.site.settings, "BEFORE_SHA": before})

    def fork(self, commit: str) -> Run:
        return self._start("push", "patch-1", commit, {})

    def nightly(self) -> Run:
        run = Run("schedule", "main", self.site.head("main"))
        step = self.machine.run("drift", ["ci/pipeline", "drift"], self._clone(run.commit), self.site.settings)
        run.set(Job("drift", "succeeded" if step.code == 0 else "failed", [step]))
        return run

    def approve(self, run: Run, cancellation: Cancellation | None = None) -> None:
        call = self._waiting.pop(id(run))
        call.answer("yes", cancellation)
        if call.job.status == "succeeded":
            self._deployed = run.commit

    def reject(self, run: Run) -> None:
        self._waiting.pop(id(run)).answer("no", None)

    def _start(self, event: str, branch: str, commit: str, environment: dict[str, str]) -> Run:
        run = Run(event, branch, commit)
        environment = environment | {"BRANCH": branch}
        if self._deployed is not None:
            environment["DEPLOYED_SHA"] = self._deployed
        call = _Call(self.machine, self._clone(commit), environment)
        run.set(call.job)
        if call.waits:
            self._waiting[id(run)] = call
        return run

    def _clone(self, commit: str) -> Path:
        self._runs += 1
        folder = self.site.root / "clones" / f"plain-{self._runs}"
        self.site.clone(folder)
        self.site.checkout(folder, commit)
        return folder


class _Call:
    """One call of the script, on a thread of its own, since it waits for an answer."""

    def __init__(self, machine: Machine, clone: Path, environment: dict[str, str]) -> None:
        self.job = Job("run", "waiting")
        self._asking = clone.parent / f"{clone.name}-approval"
        self._asking.mkdir()
        script = self._asking / "approve"
        script.write_text(_APPROVE)
        script.chmod(0o755)
        self._log = self._asking / "log"
        self._cancel: Cancellation | None = None
        environment = environment | {"APPROVE": str(script)}
        self._thread = threading.Thread(target=self._work, args=(machine, clone, environment))
        self._thread.start()
        while self._thread.is_alive() and not self.waits:
            self._thread.join(0.02)
        if self.waits:
            # Whoever is to approve sees what was written so far.
            self.job.steps.append(Step("run", None, self._log.read_text(errors="replace")))

    @property
    def waits(self) -> bool:
        return (self._asking / "asked").exists()

    def answer(self, text: str, cancellation: Cancellation | None) -> None:
        self._cancel = cancellation
        # Whole at once: the script looks for it.
        (self._asking / "answer.new").write_text(text)
        shutil.move(self._asking / "answer.new", self._asking / "answer")
        self._thread.join()

    def _work(self, machine: Machine, clone: Path, environment: dict[str, str]) -> None:
        # The cancellation is not known before the answer is; until then it never comes.
        later = Cancellation(lambda: self._cancel is not None and self._cancel.when())
        step = machine.run("run", ["ci/pipeline", "run"], clone, environment, later, self._log)
        self.job.steps = [step]
        if step.code == 0:
            self.job.status = "succeeded"
        elif self._cancel is not None:
            self.job.status = "cancelled"
        else:
            self.job.status = "rejected" if self.waits else "failed"
