"""The place that pipelines play on: a repository that they are set up for, and a deploy runner on this machine."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

EXAMPLES = Path(__file__).parents[3] / "examples"


class Site:
    """Everything is in one folder, which is the test's."""

    def __init__(self, root: Path, binaries: Path, repository: str, places: Mapping[str, str]) -> None:
        self.root = root
        self.repository = root / repository
        self.work = root / "work"
        #: What docs/ci.md says to set on the platform, beside what every platform's own section names.
        self.settings = {"DEPLOY_RUNNER": f"--local --config {root}/deploy-runner.yml"}
        for name in ("bin", "home", "state", "clones"):
            (root / name).mkdir()
        for name in ("infrastructure-deployer", "deploy-runner"):
            (root / "bin" / name).symlink_to(binaries / name)
        self.make_repository(self.repository, self.work)
        for source, target in places.items():
            self.copy(EXAMPLES / "ci" / source, self.work / target)

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

    def make_repository(self, bare: Path, work: Path) -> None:
        """An empty repository whose default branch is main, and a clone to make commits in."""
        self.git(self.root, "init", "--quiet", "--bare", "--initial-branch=main", str(bare))
        self.git(self.root, "clone", "--quiet", str(bare), str(work))
        self.git(work, "symbolic-ref", "HEAD", "refs/heads/main")

    def write(self, name: str, text: str) -> None:
        path = self.work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def commit(self, branch: str, message: str) -> str:
        """Commits the work tree on the branch that it is on, and pushes it."""
        self.git(self.work, "add", "--all")
        self.git(self.work, "commit", "--quiet", "--message", message)
        return self.push(branch)

    def push(self, branch: str) -> str:
        self.git(self.work, "push", "--quiet", "origin", f"HEAD:refs/heads/{branch}")
        return self.git(self.work, "rev-parse", "HEAD")

    def has(self, branch: str) -> bool:
        return bool(self.git(self.repository, "branch", "--list", branch))

    def head(self, branch: str) -> str:
        return self.git(self.repository, "rev-parse", f"refs/heads/{branch}")

    def tagged(self, name: str) -> str:
        return self.git(self.repository, "rev-parse", f"refs/tags/{name}^{{commit}}")

    def clone(self, folder: Path, depth: int | None = None) -> None:
        """A clone as CI tools make them: with every branch, or empty, for the one commit that `checkout` fetches."""
        self.git(self.root, "init", "--quiet", "--initial-branch=unborn", str(folder))
        self.git(folder, "remote", "add", "origin", f"file://{self.repository}")
        if depth is None:
            self.git(folder, "fetch", "--quiet", "--tags", "origin", "+refs/heads/*:refs/remotes/origin/*")

    def checkout(self, folder: Path, commit: str, depth: int | None = None) -> None:
        """Puts a commit into a clone, fetching no more than that of it when it is to be shallow."""
        if depth is not None:
            self.git(folder, "fetch", "--quiet", f"--depth={depth}", "origin", commit)
        self.git(folder, "checkout", "--quiet", "--detach", commit)

    @staticmethod
    def copy(source: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)

    @staticmethod
    def git(folder: Path, *arguments: str) -> str:
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
