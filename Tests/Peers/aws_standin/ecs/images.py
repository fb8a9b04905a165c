"""Images: what of this machine a container is made of."""

import dataclasses
import os
import pathlib
from typing import Any

#: Where the image of the deploy runner has its scripts, its program, and programs of this machine.
SCRIPTS = "/opt/ecs-deploy-runner/scripts"
PROGRAM = "/opt/ecs-deploy-runner/bin/deploy-runner"
TOOLS = "/opt/ecs-deploy-runner/tools"
_BUILT_IN = ["infrastructure-deploy-script"]


@dataclasses.dataclass(frozen=True)
class Mount:
    """A folder or file of this machine, and where the container sees it."""

    source: str
    target: str
    mode: str = "read-only"


@dataclasses.dataclass(frozen=True)
class Image:
    """What stands for an image of containers."""

    #: The image's entrypoint; with `program` it need not be given.
    entrypoint: list[str] = dataclasses.field(default_factory=list)
    #: The image's variables.
    environment: dict[str, str] = dataclasses.field(default_factory=dict)
    #: The multi-call program `deploy-runner` on this machine.
    program: str | None = None
    #: A folder of scripts that users have added.
    trigger_directory: str | None = None
    #: The job scripts that the program is.
    built_in: list[str] = dataclasses.field(default_factory=lambda: list(_BUILT_IN))
    #: Programs of this machine that lie outside the system's folders, by name.
    tools: dict[str, str] = dataclasses.field(default_factory=dict)
    mounts: list[Mount] = dataclasses.field(default_factory=list)

    @staticmethod
    def of_json(value: dict[str, Any]) -> "Image":
        return Image(**{**value, "mounts": [Mount(**mount) for mount in value.get("mounts", [])]})

    @property
    def scripts(self) -> dict[str, str]:
        """The users' scripts: name to where it lies."""
        if self.trigger_directory is None:
            return {}
        folder = pathlib.Path(self.trigger_directory).resolve()
        return {each.name: str(each) for each in sorted(folder.iterdir()) if each.is_file()}

    def missing(self, command: list[str]) -> str | None:
        """A program of the container that this machine does not have."""
        program = self.program or (command[0] if command else "")
        return None if program and (os.path.isfile(program) or "/" not in program) else program
