"""The most memory that processes of ours had resident at once, read off /proc while they run."""

import os
import threading
from pathlib import Path

from .failure import CannotMeasure
from .programs import built

# The kernel keeps the high-water mark, so only the growth of a process's last moments can be missed.
SECONDS_BETWEEN_LOOKS = 0.005


class Residence:
    """Watches every process of some programs of ours while a `with` block runs.

    `peaks` is in bytes, by program and the command that it carries out. Not by `wait4`: that counts in what the process
    had resident before its `exec`, which is this Python.
    """

    def __init__(self, names):
        self.names = {identity(built(name)): name for name in names}
        self.peaks = {}
        self.over = threading.Event()
        self.watcher = threading.Thread(target=self.watch)

    def __enter__(self):
        self.watcher.start()
        return self

    def __exit__(self, failure, *_):
        self.over.set()
        self.watcher.join()
        unseen = set(self.names.values()) - {name.split()[0] for name in self.peaks}
        if unseen and failure is None:
            raise CannotMeasure(f"no process of {' and '.join(sorted(unseen))} was seen in /proc")

    def watch(self):
        while not self.over.wait(SECONDS_BETWEEN_LOOKS):
            for folder in Path("/proc").glob("[0-9]*"):
                self.look(folder)

    def look(self, folder):
        try:
            # Asked again at every look: between fork and exec a process is still the program that forked.
            name = self.names.get(identity(folder / "exe"))
            if name is None:
                return
            name = f"{name} {command(folder)}".strip()
            self.peaks[name] = max(self.peaks.get(name, 0), high_water_mark(folder))
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            # It ended between two looks, or is another user's.
            return


def identity(file):
    """The same inside and outside of a sandbox, where paths are not."""
    status = os.stat(file)
    return status.st_dev, status.st_ino


def command(folder):
    """The first argument, unless it is an option: `sandbox-host`, `entrypoint`."""
    arguments = (folder / "cmdline").read_bytes().split(b"\0")
    first = arguments[1].decode(errors="replace") if len(arguments) > 1 else ""
    return "" if first.startswith("-") else first


def high_water_mark(folder):
    for line in (folder / "status").read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0
