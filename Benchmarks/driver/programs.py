"""The programs that are measured, and where they are."""

import os
import shutil
import subprocess
from pathlib import Path

from .failure import CannotMeasure

ROOT = Path(__file__).resolve().parents[2]
BENCHMARKS = ROOT / "Benchmarks"


def built(name):
    """A program of ours: in DEPLOY_RUNNER_BINARIES, else where `make release` puts it."""
    folder = Path(os.environ.get("DEPLOY_RUNNER_BINARIES", ROOT / ".build" / "release"))
    program = (folder / name).absolute()
    if not os.access(program, os.X_OK):
        hint = "`make release` builds it, DEPLOY_RUNNER_BINARIES says where else to look"
        raise CannotMeasure(f"{program} is not there; {hint}")
    return program


def installed(name, package):
    """A peer: a program of this machine."""
    path = shutil.which(name)
    if path is None:
        raise CannotMeasure(f"{name} is not on the PATH; on Debian: apt-get install {package}")
    return Path(path)


def aws_cli():
    """AWS's own client of version 2, wherever on the PATH it lies: version 1, which PyPI has, cannot tail a log."""
    for folder in os.get_exec_path():
        program = Path(folder, "aws")
        if os.access(program, os.X_OK):
            version = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
            if version.startswith("aws-cli/2."):
                return program
    raise CannotMeasure("the AWS CLI of version 2 is not on the PATH; on Debian: apt-get install awscli")


def from_pypi(name):
    """A peer that the set-up has installed from PyPI, or the Python that it was installed for."""
    program = ROOT / ".venv" / "bin" / name
    if not os.access(program, os.X_OK):
        raise CannotMeasure(f"{program} is not there; `scripts/setup bench` installs it")
    return program
