"""A repository of infrastructure: the networks of two accounts, of the example repository."""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .site import EXAMPLES, Site

# Where docs/ci.md says that the files of examples/ci go.
_PLACES = {
    "shell": "ci",
    "github/infrastructure.yml": ".github/workflows/infrastructure.yml",
    "github/drift.yml": ".github/workflows/drift.yml",
    "gitlab/.gitlab-ci.yml": ".gitlab-ci.yml",
    "gitlab/deploy-runner.yml": ".gitlab/deploy-runner.yml",
    "circleci/config.yml": ".circleci/config.yml",
    "circleci/apply.yml": ".circleci/apply.yml",
    "jenkins/Jenkinsfile": "Jenkinsfile",
}

_CONFIGURATION = """standard_configuration:
  terraform_planner:
    infrastructure_live_repositories: ["file://{repository}"]
  terraform_applier:
    infrastructure_live_repositories: ["file://{repository}"]
    allowed_apply_git_refs: [main]
container_cpu: 1024
container_memory: 2048
sandbox:
  network: none
  local_repositories: ["{repository}"]
  mounts:
    - {{source: {state}, target: /state, mode: read-write}}
"""

_EXCLUDED = """terraform {
  backend "local" {
    path = "/state/dev/by-hand.tfstate"
  }
}

resource "terraform_data" "by_hand" {}
"""

_SLOW = """terraform {
  backend "local" {
    path = "/state/dev/slow.tfstate"
  }
}

resource "terraform_data" "slow" {
  provisioner "local-exec" {
    command = "sleep 60"
  }
}
"""



class InfrastructureSite(Site):
    """Begins with one commit on main that has nothing to deploy in it."""

    def __init__(self, root: Path, binaries: Path) -> None:
        super().__init__(root, binaries, "infrastructure-live.git", _PLACES)
        # On two lines, as a platform's settings may have them.
        self.settings["CHANGE_OPTIONS"] = "--max-parallel 4\n--exclude dev/by-hand"
        text = _CONFIGURATION.format(repository=self.repository, state=self.root / "state")
        (self.root / "deploy-runner.yml").write_text(text)
        self.copy(EXAMPLES / "infrastructure-live" / "accounts.json", self.work / "accounts.json")
        self.commit("main", "Set up the pipelines")

    def add_modules(self) -> None:
        """Copies the networks of both accounts from the example repository, and adds what is excluded; to be committed."""
        for name in ("modules/network", "dev/network", "prod/network"):
            self.copy(EXAMPLES / "infrastructure-live" / name, self.work / name)
        self.write("dev/by-hand/main.tf", _EXCLUDED)

    def add_slow_module(self) -> None:
        self.write("dev/slow/main.tf", _SLOW)

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.work / name).read_text()
        if old not in text:
            raise ValueError(f"{name} has no {old}")
        self.write(name, text.replace(old, new))

    def remove(self, name: str) -> None:
        shutil.rmtree(self.work / name)

    def switch(self, branch: str) -> None:
        """Goes to a branch, which begins at main when it is new."""
        known = self.git(self.work, "branch", "--list", branch)
        self.git(self.work, "switch", "--quiet", *([branch] if known else ["--create", branch, "main"]))

    def merge(self, branch: str) -> str:
        self.git(self.work, "switch", "--quiet", "main")
        self.git(self.work, "merge", "--quiet", "--no-ff", "--message", f"Merge {branch}", branch)
        return self.push("main")

    def revert(self, commit: str) -> str:
        self.git(self.work, "revert", "--no-edit", commit)
        return self.push("main")

    def set_zones(self, file: str, zones: list[str]) -> None:
        text = (self.work / file).read_text()
        self.write(file, re.sub(r"(?m)^zones( *)=.*$", lambda match: f"zones{match[1]}= {json.dumps(zones)}", text))

    def deployed(self) -> list[str]:
        """The modules that have a state."""
        state = self.root / "state"
        return sorted(str(file.relative_to(state).with_suffix("")) for file in state.rglob("*.tfstate"))

    def zones(self, module: str) -> list[str] | None:
        """The zones that a network has, by Terraform's state; nothing when it is not deployed."""
        file = self.root / "state" / f"{module}.tfstate"
        if not file.exists():
            return None
        state = json.loads(file.read_text())
        if not state["resources"]:
            return None
        return sorted(state["outputs"]["private_subnets"]["value"])

    @contextmanager
    def without(self, module: str, resource: str) -> Iterator[None]:
        """Takes a resource out of the state meanwhile, as if somebody had deleted it by hand."""
        file = self.root / "state" / f"{module}.tfstate"
        text = file.read_text()
        state = json.loads(text)
        state["resources"] = [entry for entry in state["resources"] if entry["name"] != resource]
        file.write_text(json.dumps(state))
        yield
        file.write_text(text)

    def is_locked(self, module: str) -> bool:
        """Whether a Terraform is at work on the module's state."""
        account, name = module.split("/")
        return (self.root / "state" / account / f".{name}.tfstate.lock.info").exists()
