"""Fills docker/given with tools, where no maker can be asked for them: `image_tools.py FOLDER`

Terraform and Packer are this machine's own. OpenTofu and Terragrunt, which it may lack, are scripts that tell a version. It
prints the version of Packer.
"""

from __future__ import annotations

import hashlib
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import zipfile

ARCHITECTURE = {"x86_64": "amd64", "aarch64": "arm64"}[platform.machine()]


def pack(folder: pathlib.Path, name: str, version: str, program: bytes) -> None:
    archive = folder / f"{name}_{version}_linux_{ARCHITECTURE}.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        file.writestr(name, program)
    sums(folder / f"{name}_{version}_SHA256SUMS", archive)


def sums(path: pathlib.Path, archive: pathlib.Path) -> None:
    # As makers' lists are: with lines about other archives.
    others = "".join(f"{'0' * 64}  {archive.name.replace(ARCHITECTURE, other)}\n" for other in ("386", "arm"))
    path.write_text(f"{others}{hashlib.sha256(archive.read_bytes()).hexdigest()}  {archive.name}\n")


def script(line: str) -> bytes:
    return f"#!/bin/sh\necho '{line}'\n".encode()


def program(name: str) -> bytes:
    return pathlib.Path(shutil.which(name) or name).resolve().read_bytes()


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    told = subprocess.run(["packer", "version"], check=True, capture_output=True, text=True).stdout
    packer = re.findall(r"\d+\.\d+\.\d+", told)[0]
    pack(folder, "terraform", "1.11.4", program("terraform"))
    pack(folder, "packer", packer, program("packer"))
    pack(folder, "tofu", "1.9.1", script("OpenTofu v1.9.1"))
    terragrunt = folder / f"terragrunt_linux_{ARCHITECTURE}"
    terragrunt.write_bytes(script("terragrunt version 0.77.22"))
    sums(folder / "terragrunt_SHA256SUMS", terragrunt)
    print(packer)


if __name__ == "__main__":
    main()
