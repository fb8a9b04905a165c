"""The story that every platform goes through, on one repository: push, pull request, merge, deletion, revert, and more."""

import json
from typing import Any

from .forge.server import Server
from .machine import Cancellation
from .platform import Platform
from .report import Run
from .infrastructure import InfrastructureSite

_DEV = "dev/network/terraform.tfvars"
_PROD = "prod/network/terraform.tfvars"

_BUILD = """#!/usr/bin/env bash
set -euo pipefail
echo "built the shop of $(git rev-parse HEAD)"
"""


class Walk:
    """Plays the story and writes down what was there after each event."""

    def __init__(self, platform: Platform, site: InfrastructureSite) -> None:
        self._platform = platform
        self._site = site
        self.events: list[dict[str, Any]] = []

    def play(self) -> None:
        self._begin()
        self._request()
        self._merge_while_main_moves()
        if self._platform.refuses_older_commits:
            self._approve_in_the_wrong_order()
        if self._platform.record is not None:
            self._lose_the_record(self._platform.record)
        self._delete_and_revert()
        self._change_nothing()
        self._reject()
        self._fork()
        self._drift()
        self._cancel()

    def _begin(self) -> None:
        self._site.add_modules()
        run = self._push("main", "Add the networks", "first")
        self._approve(run, "first approved")

    def _request(self) -> None:
        self._site.switch("wider")
        self._zones(_DEV, "a", "b", "c")
        self._site.write("images/build_shop.sh", _BUILD)
        # Of a name that git quotes.
        self._site.write("images/build_café.sh", "echo built the café\n")
        self._site.write("images/setup.sh", "exit 1\n")
        self._push("wider", "Give dev a third zone", "branch")
        run = self._platform.open_request("wider")
        if run is not None:
            self._note("request", run)
        self._zones(_DEV, "a", "b")
        self._site.replace(_DEV, "zones", "zones =\n#")
        self._push("wider", "Break it", "branch broken")
        self._site.replace(_DEV, "zones =\n#", "zones")
        self._zones(_DEV, "a", "b", "d")
        self._push("wider", "Take the fourth zone", "branch again")

    def _merge_while_main_moves(self) -> None:
        before = self._site.head("main")
        self._site.merge("wider")
        merged = self._platform.push("main", before)
        self._note("merged", merged)
        self._zones(_PROD, "a", "b", "c", "d")
        moved = self._push("main", "Give prod a fourth zone", "moved")
        self._approve(merged, "merged approved")
        self._approve(moved, "moved approved")

    def _approve_in_the_wrong_order(self) -> None:
        self._zones(_DEV, "a")
        older = self._push("main", "Take zones from dev", "older")
        self._zones(_PROD, "a", "b", "c")
        newer = self._push("main", "Take a zone from prod", "newer")
        self._approve(newer, "newer approved")
        self._approve(older, "older approved")

    def _lose_the_record(self, record: Server) -> None:
        self._zones(_DEV, "b")
        run = self._push("main", "Move dev away", "unrecorded")
        for path in ("/statuses", "/deployments"):
            record.limited = path
            self._site.write("README.md", f"The networks, without {path}.\n")
            self._push("main", "Say little", f"unanswered{path}")
        self._approve(run, "unrecorded approved")
        record.limited = None
        self._zones(_DEV, "a")
        self._push("main", "Leave dev alone", "answered")

    def _delete_and_revert(self) -> None:
        self._site.remove("prod/network")
        run = self._push("main", "Give prod up", "deleted")
        deletion = self._site.head("main")
        if self._platform.has_record:
            self._platform.reject(run)
            self._note("deleted rejected", run)
            self._note("deleted night", self._platform.nightly())
            self._site.write("README.md", "The network of dev.\n")
            run = self._push("main", "Say what is left", "deleted still")
        self._approve(run, "deleted approved")
        before = self._site.head("main")
        self._site.revert(deletion)
        run = self._platform.push("main", before)
        self._note("reverted", run)
        self._approve(run, "reverted approved")

    def _change_nothing(self) -> None:
        self._site.write("README.md", "The networks.\n")
        self._push("main", "Say what this is", "unaffected")

    def _reject(self) -> None:
        self._zones(_DEV, "a", "c")
        run = self._push("main", "Move dev", "unwanted")
        self._platform.reject(run)
        self._note("unwanted rejected", run)
        self._site.write("README.md", "The networks of both accounts.\n")
        run = self._push("main", "Say more", "after the rejection")
        if self._platform.has_record or run.waits:
            self._approve(run, "after the rejection approved")
        else:
            # Nobody but a person remembers it there: what was rejected is taken back.
            self._zones(_DEV, "a", "b", "d")
            self._push("main", "Leave dev where it is", "unwanted taken back")

    def _fork(self) -> None:
        self._site.switch("patch-1")
        self._zones(_DEV, "a", "b", "c", "d", "e", "f")
        commit = self._site.commit("patch-1", "Improve")
        self._note("fork", self._platform.fork(commit))
        self._site.switch("main")

    def _drift(self) -> None:
        # Whatever a platform has not applied yet would be drift as well.
        self._note("no drift", self._platform.nightly())
        with self._site.without("prod/network", "subnet"):
            self._note("drift", self._platform.nightly())
            self._note("drift again", self._platform.nightly())
        self._note("drift gone", self._platform.nightly())

    def _cancel(self) -> None:
        self._zones(_PROD, "e")
        older = self._push("main", "Move prod", "older than slow")
        self._zones(_PROD, "f")
        self._site.add_slow_module()
        run = self._push("main", "Add something slow", "slow")
        self._platform.approve(run, Cancellation(lambda: self._site.is_locked("dev/slow")))
        self._note("slow cancelled", run)
        if self._platform.records_approvals:
            self._approve(older, "older than slow approved")
        else:
            self._platform.reject(older)

    def _zones(self, file: str, *letters: str) -> None:
        self._site.set_zones(file, [f"eu-west-1{letter}" for letter in letters])

    def _push(self, branch: str, message: str, name: str) -> Run:
        before = self._site.head(branch) if self._site.has(branch) else "0" * 40
        self._site.commit(branch, message)
        run = self._platform.push(branch, before)
        self._note(name, run)
        return run

    def _approve(self, run: Run, name: str) -> None:
        self._platform.approve(run)
        self._note(name, run)

    def _note(self, name: str, run: Run) -> None:
        # A run goes on after it was noted: what is kept is how it is now.
        entry = {
            "name": name,
            "run": run.described(),
            "waits": run.waits,
            "zones": {module: self._site.zones(module) for module in ("dev/network", "prod/network")},
            "deployed": self._site.deployed(),
            "isLocked": self._site.is_locked("dev/slow"),
            "comments": self._platform.comments(),
            "issues": self._platform.issues(),
        }
        self.events.append(json.loads(json.dumps(entry)))
