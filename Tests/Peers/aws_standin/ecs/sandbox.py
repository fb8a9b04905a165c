"""How a container is started: in bubblewrap, or as a plain process where this machine has no sandboxes."""

import os
import pathlib
import shutil
import socket

from .images import PROGRAM, SCRIPTS, TOOLS, Image

HOME = "/home/runner"
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_ROOTS = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"]
_SETTINGS = """alternatives ld.so.cache ld.so.conf ld.so.conf.d localtime ssl pki ca-certificates nsswitch.conf passwd
    protocols services resolv.conf hosts gai.conf""".split()


def bubblewrap_arguments(
    image: Image, command: list[str], writable: list[str] | None, task: str, information: int
) -> list[str]:
    """The whole vector; bwrap tells of itself on the descriptor `information`.

    The entrypoint is process 1, as in a container: a signal that it has no handler for does not reach it. `writable` are
    the mount points of a definition whose root filesystem is read-only; without it a container writes where most do.
    """
    argv = [shutil.which("bwrap") or "bwrap", "--unshare-all", "--share-net", "--as-pid-1", "--die-with-parent"]
    argv += ["--unshare-user", "--uid", "1000", "--gid", "1000", "--new-session", "--info-fd", str(information)]
    argv += ["--hostname", f"ip-{task[:12]}"]
    for root in filter(os.path.lexists, _ROOTS):
        argv += ["--symlink", os.readlink(root), root] if os.path.islink(root) else ["--ro-bind", root, root]
    for path in filter(os.path.exists, (f"/etc/{name}" for name in _SETTINGS)):
        argv += ["--ro-bind", path, path]
    argv += ["--proc", "/proc", "--dev", "/dev", "--dir", HOME, "--dir", "/tmp"]
    for path in ["/tmp", HOME] if writable is None else writable:
        argv += ["--tmpfs", path]
    argv += ["--chdir", HOME]
    if image.program:
        argv += ["--ro-bind", image.program, PROGRAM, "--dir", SCRIPTS]
        for name in sorted(set(image.built_in) - set(image.scripts)):
            argv += ["--symlink", PROGRAM, f"{SCRIPTS}/{name}"]
        for name, source in image.scripts.items():
            argv += ["--ro-bind", source, f"{SCRIPTS}/{name}"]
    for name, source in sorted(image.tools.items()):
        argv += ["--ro-bind", source, f"{TOOLS}/{name}"]
    for mount in image.mounts:
        argv += ["--bind" if mount.mode == "read-write" else "--ro-bind", mount.source, mount.target]
    if writable is not None:
        argv += ["--remount-ro", "/"]
    entrypoint = image.entrypoint or ([PROGRAM, "entrypoint"] if image.program else [])
    return [*argv, "--", *entrypoint, *command]


def bubblewrap_environment() -> dict[str, str]:
    return {"PATH": f"{TOOLS}:{PROGRAM.rpartition('/')[0]}:{_PATH}", "HOME": HOME, "HOSTNAME": socket.gethostname()}


def process_arguments(image: Image, command: list[str], folder: pathlib.Path) -> list[str]:
    """The vector of a plain process, whose trigger directory and tools are links in its folder."""
    for name, source in image.tools.items():
        _link(folder / "tools" / name, source)
    if image.program is None:
        return [*image.entrypoint, *command]
    for name in image.built_in:
        _link(folder / "scripts" / name, image.program)
    for name, source in image.scripts.items():
        _link(folder / "scripts" / name, source)
    own = [image.program, "entrypoint", "--trigger-directory", str(folder / "scripts")]
    is_own = image.entrypoint in ([], ["deploy-runner", "entrypoint"])
    return [*(own if is_own else image.entrypoint), *command]


def process_environment(folder: pathlib.Path) -> dict[str, str]:
    home, temporary = folder / "home", folder / "tmp"
    home.mkdir()
    temporary.mkdir()
    variables = {"PATH": f"{folder / 'tools'}:{_PATH}", "HOME": str(home), "TMPDIR": str(temporary)}
    return {**variables, "HOSTNAME": socket.gethostname()}


def _link(path: pathlib.Path, source: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(source)
