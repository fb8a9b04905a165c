"""Goes through the whole story of a platform in an empty folder, and prints what happened as JSON.

    pipelines PLATFORM BINARIES FOLDER [REGISTRY]

PLATFORM is github, gitlab, circleci, jenkins or plain. The story is that of a repository of infrastructure; with a
registry, HOST:PORT, that of an application whose images go there.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

# Started by the path of its folder, Python finds neither this package nor its parts.
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from pipelines.application import ApplicationSite  # noqa: E402
from pipelines.application_walk import ApplicationWalk  # noqa: E402
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
    name, binaries, folder, *registry = sys.argv[1:]
    walk: Walk | ApplicationWalk
    if registry:
        application = ApplicationSite(Path(folder), Path(binaries), registry[0])
        platform = PLATFORMS[name](application)
        walk = ApplicationWalk(platform, application)
    else:
        infrastructure = InfrastructureSite(Path(folder), Path(binaries))
        platform = PLATFORMS[name](infrastructure)
        walk = Walk(platform, infrastructure)
    walk.play()
    json.dump({"events": walk.events, "refusals": platform.refusals()}, sys.stdout)


if __name__ == "__main__":
    main()
