"""The place that pipelines play on: a repository with the examples in it, a deploy runner on this machine, its state."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_EXAMPLES = Path(__file__).parents[3] / "examples"

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

_CONFIGURATION = """
standard_configuration:
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


@dataclass(frozen=True)
class Site:
    """Everything is in one folder, which is the test's."""

    root: Path
    binaries: Path

    @property
    def repository(self) -> Path:
        return self.root / "infrastructure-live.git"

    @property
    def _work(self) -> Path:
        return self.root / "work"

    @property
    def runner(self) -> str:
        """What the variable DEPLOY_RUNNER says; users have --aws-region there."""
        return f"--local --config {self.root}/deploy-runner.yml"

    @property
    def environment(self) -> dict[str, str]:
        """What every job starts with."""
        return {
            "PATH": f"{self.root}/bin:/usr/local/bin:/usr/bin:/bin",
            "HOME": str(self.root / "home"),
            "XDG_STATE_HOME": str(self.root / "xdg-state"),
            "LANG": "C.UTF-8",
            "CI": "true",
        }

    def make(self) -> None:
        """Makes the place, with one commit on main that has nothing to deploy in it."""
        for name in ("bin", "home", "state", "clones"):
            (self.root / name).mkdir()
        for name in ("infrastructure-deployer", "deploy-runner"):
            (self.root / "bin" / name).symlink_to(self.binaries / name)
        text = _CONFIGURATION.format(repository=self.repository, state=self.root / "state")
        (self.root / "deploy-runner.yml").write_text(text)
        self._git(self.root, "init", "--quiet", "--bare", "--initial-branch=main", str(self.repository))
        self._git(self.root, "clone", "--quiet", str(self.repository), str(self._work))
        self._git(self._work, "symbolic-ref", "HEAD", "refs/heads/main")
        for source, target in _PLACES.items():
            self._copy(_EXAMPLES / "ci" / source, self._work / target)
        self._copy(_EXAMPLES / "infrastructure-live" / "accounts.json", self._work / "accounts.json")
        self.commit("main", "Set up the pipelines")

    def add_modules(self) -> None:
        """Copies the networks of both accounts from the example repository; to be committed."""
        for name in ("modules/network", "dev/network", "prod/network"):
            self._copy(_EXAMPLES / "infrastructure-live" / name, self._work / name)

    def add_slow_module(self) -> None:
        self.write("dev/slow/main.tf", _SLOW)

    def write(self, name: str, text: str) -> None:
        path = self._work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self._work / name).read_text()
        if old not in text:
            raise ValueError(f"{name} has no {old}")
        self.write(name, text.replace(old, new))

    def remove(self, name: str) -> None:
        shutil.rmtree(self._work / name)

    def switch(self, branch: str) -> None:
        """Goes to a branch, which begins at main when it is new."""
        known = self._git(self._work, "branch", "--list", branch)
        self._git(self._work, "switch", "--quiet", *([branch] if known else ["--create", branch, "main"]))

    def commit(self, branch: str, message: str) -> str:
        """Commits the work tree on the branch that it is on, and pushes it."""
        self._git(self._work, "add", "--all")
        self._git(self._work, "commit", "--quiet", "--message", message)
        return self._push(branch)

    def merge(self, branch: str) -> str:
        self._git(self._work, "switch", "--quiet", "main")
        self._git(self._work, "merge", "--quiet", "--no-ff", "--message", f"Merge {branch}", branch)
        return self._push("main")

    def revert(self, commit: str) -> str:
        self._git(self._work, "revert", "--no-edit", commit)
        return self._push("main")

    def has(self, branch: str) -> bool:
        return bool(self._git(self.repository, "branch", "--list", branch))

    def head(self, branch: str) -> str:
        return self._git(self.repository, "rev-parse", f"refs/heads/{branch}")

    def clone(self, folder: Path, depth: int | None = None) -> None:
        """A clone as CI tools make them: every branch as a remote one, or only the last commits of one."""
        url = f"file://{self.repository}"
        self._git(self.root, "init", "--quiet", "--initial-branch=unborn", str(folder))
        self._git(folder, "remote", "add", "origin", url)
        if depth is None:
            self._git(folder, "fetch", "--quiet", "--tags", "origin", "+refs/heads/*:refs/remotes/origin/*")

    def checkout(self, folder: Path, commit: str, depth: int | None = None) -> None:
        """Puts a commit into a clone, fetching no more than that of it when it is to be shallow."""
        if depth is not None:
            self._git(folder, "fetch", "--quiet", f"--depth={depth}", "origin", commit)
        self._git(folder, "checkout", "--quiet", "--detach", commit)

    def set_zones(self, file: str, zones: list[str]) -> None:
        text = (self._work / file).read_text()
        self.write(file, re.sub(r"(?m)^zones( *)=.*$", lambda match: f"zones{match[1]}= {json.dumps(zones)}", text))

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

    def _push(self, branch: str) -> str:
        self._git(self._work, "push", "--quiet", "origin", f"HEAD:refs/heads/{branch}")
        return self._git(self._work, "rev-parse", "HEAD")

    @staticmethod
    def _copy(source: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)

    @staticmethod
    def _git(folder: Path, *arguments: str) -> str:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": "/dev/null",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "A",
            "GIT_AUTHOR_EMAIL": "a@example.com",
            "GIT_COMMITTER_NAME": "A",
            "GIT_COMMITTER_EMAIL": "a@example.com",
        }
        result = subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True)
        if result.returncode != 0:
            raise RuntimeError(f"git {' '.join(arguments)}: {result.stderr}")
        return result.stdout.strip()
