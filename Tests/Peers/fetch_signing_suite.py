"""Fetches AWS's own test suite for Signature Version 4 into .venv/aws-signing-test-suite, unless it is there.

The suite is part of AWS's C libraries, which the source distribution of awscrt on PyPI carries with it. It is fetched
when the tests are set up, and is never part of this repository.
"""

from __future__ import annotations

import pathlib
import subprocess
import sys
import tarfile
import tempfile

PACKAGE = "awscrt==0.26.1"
FOLDER = "/aws-signing-test-suite/v4/"


def main() -> None:
    target = pathlib.Path(__file__).resolve().parents[2] / ".venv" / "aws-signing-test-suite"
    if (target / "get-vanilla").is_dir():
        return
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
        subprocess.run([*pip, "--dest", folder, PACKAGE], check=True)
        (archive,) = pathlib.Path(folder).glob("awscrt-*.tar.gz")
        with tarfile.open(archive) as files:
            for member in files:
                _, found, name = member.name.partition(FOLDER)
                content = files.extractfile(member) if found and member.isfile() else None
                if content is None:
                    continue
                file = target / pathlib.PurePosixPath(name)
                if not file.resolve().is_relative_to(target):
                    raise ValueError(f"{member.name} would be written outside {target}")
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content.read())


if __name__ == "__main__":
    main()
