"""Goes through the whole story of a platform in an empty folder, and prints what happened as JSON.

    pipelines PLATFORM BINARIES FOLDER        an infrastructure repository: github, gitlab, circleci, jenkins or plain
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

# Started by the path of its folder, Python finds neither this package nor its parts.
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from pipelines.circleci import CircleCI  # noqa: E402
from pipelines.github import GitHub  # noqa: E402
from pipelines.gitlab import GitLab  # noqa: E402
from pipelines.infrastructure import InfrastructureSite  # noqa: E402
from pipelines.jenkins import Jenkins  # noqa: E402
from pipelines.plain import Plain  # noqa: E402
from pipelines.platform import Platform  # noqa: E402
from pipelines.site import Site  # noqa: E402
from pipelines.walk import Walk  # noqa: E402

PLATFORMS: dict[str, Callable[[Site], Platform]] = {
    "github": GitHub, "gitlab": GitLab, "circleci": CircleCI, "jenkins": Jenkins, "plain": Plain,
}  # fmt: skip


def main() -> None:
    name, binaries, folder = sys.argv[1:]
    site = InfrastructureSite(Path(folder), Path(binaries))
    platform = PLATFORMS[name](site)
    walk = Walk(platform, site)
    walk.play()
    json.dump({"events": walk.events, "refusals": platform.refusals()}, sys.stdout)


if __name__ == "__main__":
    main()
