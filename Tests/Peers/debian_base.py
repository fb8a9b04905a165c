"""A base for images out of this machine's own Debian packages, where no registry can be reached.

debian_base.py ARCHIVE PACKAGE...   writes a tar of the packages and everything that they depend on, as they are installed
"""

from __future__ import annotations

import pathlib
import re
import subprocess
import sys
import tarfile

#: Where packages have files that no program of an image needs.
_LEFT_OUT = ("/usr/share/doc/", "/usr/share/man/", "/usr/share/locale/", "/usr/share/info/", "/var/cache/")
#: What maintainer scripts have made, and no package lists.
_MADE = ["/usr/bin/sh", "/etc/ld.so.cache", "/etc/ssl/certs", "/etc/nsswitch.conf"]
#: The users of a system that nobody has added any to.
_USERS = {"etc/passwd": "/usr/share/base-passwd/passwd.master", "etc/group": "/usr/share/base-passwd/group.master"}
#: Without these there is nothing to run a script with.
_BASE = """base-files base-passwd bash dash coreutils findutils grep sed passwd tar gzip libc-bin zlib1g libstdc++6
    libgcc-s1""".split()
#: Links at the root of a system whose `/usr` is merged, and folders that every program takes for granted.
_LINKS = ["bin", "sbin", "lib", "lib32", "lib64", "libx32"]
_FOLDERS = {"tmp": 0o1777, "root": 0o700, "home": 0o755, "proc": 0o755, "sys": 0o755, "dev": 0o755, "run": 0o755}


def closure(packages: list[str]) -> list[str]:
    """The packages, and those that they depend on, as far as they are installed."""
    depends: dict[str, set[str]] = {}
    listed = _output("dpkg-query", "--show", "--showformat", "${Package}\t${Provides}\t${Pre-Depends}, ${Depends}\n")
    providers: dict[str, str] = {}
    for line in listed.splitlines():
        name, provided, needed = line.split("\t")
        depends[name] = _names(needed)
        for each in _names(provided):
            providers.setdefault(each, name)
    found: list[str] = []
    waiting = list(packages)
    while waiting:
        name = waiting.pop()
        name = name if name in depends else providers.get(name, name)
        if name in depends and name not in found:
            found.append(name)
            waiting += sorted(depends[name])
    missing = [name for name in packages if name not in depends]
    if missing:
        sys.exit(f"not installed on this machine: {' '.join(missing)}")
    return found


def write(archive: str, packages: list[str]) -> None:
    paths = {path for name in closure(_BASE + packages) for path in _output("dpkg-query", "--listfiles", name).splitlines()}
    with tarfile.open(archive, "w") as tar:
        for name in _LINKS:
            if pathlib.Path("/", name).is_symlink():
                tar.add(f"/{name}", name)
        for name, mode in _FOLDERS.items():
            folder = tarfile.TarInfo(name)
            folder.type, folder.mode = tarfile.DIRTYPE, mode
            tar.addfile(folder)
        for name, master in _USERS.items():
            tar.add(master, name)
        added: set[str] = set()
        for path in sorted(paths) + _MADE:
            real = _merged(path)
            if real not in added and real.strip("/.") and not path.startswith(_LEFT_OUT) and pathlib.Path(path).exists():
                added.add(real)
                tar.add(path, real.lstrip("/"), recursive=path in _MADE)


def _merged(path: str) -> str:
    """Where a path lies behind the links at the root."""
    first = path.split("/")[1] if path.count("/") else ""
    is_link = first in _LINKS and pathlib.Path("/", first).is_symlink()
    return f"/usr{path}" if is_link and path.count("/") > 1 else "" if is_link else path


def _names(relation: str) -> set[str]:
    alternatives = re.split(r"[,|]", relation)
    return {match[1] for each in alternatives if (match := re.match(r"\s*([a-z0-9][a-z0-9+.-]*)", each))}


def _output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2:])
