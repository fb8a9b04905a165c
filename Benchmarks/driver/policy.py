"""The arguments and the environment with which our engine starts bubblewrap, to start it without the engine.

They are taken from a real run, in which a recorder stands before bwrap on the PATH: so the peer has the engine's very
policy, today and after every change of it, and neither is written down twice.
"""

from dataclasses import dataclass

from .failure import CannotMeasure
from .process import timed
from .programs import installed

RECORDER = """#!/bin/sh
printf '%s\\0' "$@" >'{folder}/arguments'
env -0 >'{folder}/environment'
exec '{bwrap}' "$@"
"""
TRIGGER_DIRECTORY = "/opt/ecs-deploy-runner/scripts"


@dataclass(frozen=True)
class Policy:
    bwrap: str
    flags: tuple
    environment: dict

    def command(self, script):
        """bwrap alone, running a script of the trigger directory."""
        return [self.bwrap, *self.flags, "--", f"{TRIGGER_DIRECTORY}/{script}"]


def recorded(runner, folder):
    """The policy under which the engine runs a job of this runner's."""
    bwrap = str(installed("bwrap", "bubblewrap"))
    place = folder / "recorder"
    place.mkdir()
    recorder = place / "bwrap"
    recorder.write_text(RECORDER.format(folder=place, bwrap=bwrap), encoding="utf-8")
    recorder.chmod(0o755)
    path = f"{place}:{runner.environment['PATH']}"
    timed([*runner.command, "trivial"], environment=runner.environment | {"PATH": path})
    try:
        arguments = strings(place / "arguments")
        variables = strings(place / "environment")
    except FileNotFoundError as error:
        raise CannotMeasure("the engine started no bwrap from its PATH, so its policy is not known") from error
    flags = arguments[: arguments.index("--")]
    return Policy(bwrap, tuple(replaced(flags, runner.state, folder)), dict(text.split("=", 1) for text in variables))


def strings(file):
    return file.read_bytes().decode().split("\0")[:-1]


def replaced(flags, state, folder):
    """The flags with files of the bench's own in the place of those that the run had to itself, and that are gone."""
    work = folder / "work"
    work.mkdir()
    accounts = folder / "passwd"
    accounts.write_text("runner:x:1000:1000::/home/runner:/bin/sh\n", encoding="utf-8")
    ours = {"--bind": work, "--ro-bind": accounts}
    flags = list(flags)
    for index, flag in enumerate(flags):
        if flag.startswith(f"{state}/"):
            option = flags[index - 1]
            if option not in ours:
                raise CannotMeasure(f"the engine's policy has {option} {flag}, which the bench has nothing for")
            flags[index] = str(ours.pop(option))
    return flags
