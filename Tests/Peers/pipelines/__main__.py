"""python -m pipelines PLATFORM BINARIES FOLDER: goes through the whole story in FOLDER, and prints what happened as JSON."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from .circleci import CircleCI
from .github import GitHub
from .gitlab import GitLab
from .jenkins import Jenkins
from .plain import Plain
from .platform import Platform
from .site import Site
from .walk import Walk

PLATFORMS: dict[str, Callable[[Site], Platform]] = {
    "github": GitHub, "gitlab": GitLab, "circleci": CircleCI, "jenkins": Jenkins, "plain": Plain,
}  # fmt: skip


def main() -> None:
    name, binaries, folder = sys.argv[1:]
    site = Site(Path(folder), Path(binaries))
    site.make()
    platform = PLATFORMS[name](site)
    walk = Walk(platform, site)
    walk.play()
    json.dump({"events": walk.events, "refusals": platform.refusals()}, sys.stdout)


if __name__ == "__main__":
    main()
