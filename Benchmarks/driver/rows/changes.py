"""The changed modules of a large repository, against `git diff --name-only`, which knows no modules."""

import json

from ..budget import Bound, Check
from ..failure import CannotMeasure
from ..live import MODULES, LiveRepository
from ..process import timed
from ..programs import built, installed
from ..result import Contestant, Result
from ..series import Series
from ..turns import take_turns
from ..units import count, duration, times

# The graph reads every module, which takes much longer than the rest: a few rounds show it.
GRAPH_ROUNDS = 5
START_ROUNDS = 20


def measure(bench):
    git = str(installed("git", "git"))
    repository = LiveRepository(bench.folder / "live", git)
    deployer = str(built("infrastructure-deployer"))
    ours = [deployer, "git-updated-folders", "--terragrunt", *repository.refs, "--repo-root", str(repository.folder)]
    peer = [git, "-C", str(repository.folder), "diff", "--name-only", "HEAD^", "HEAD"]
    graph = [deployer, "plan-changes", "--dry-run", *repository.refs, "--repo-root", str(repository.folder)]
    require(ours, names(ours, repository), repository.changed)
    require(graph, planned_modules(graph, repository), repository.changed)
    folders, files = take_turns(
        lambda: timed(ours, environment=repository.environment)[0],
        lambda: timed(peer, environment=repository.environment)[0],
        warm_up=bench.effort.warm_up,
        rounds=bench.effort.rounds,
    )
    started = Series(timed([deployer, "--version"], environment=repository.environment)[0] for _ in range(START_ROUNDS))
    planned = Series(timed(graph, environment=repository.environment)[0] for _ in range(GRAPH_ROUNDS))
    ratio = folders.paired(files, lambda our, their: our / their)
    return Result(
        title=f"changed modules in a repository of {count(MODULES)} modules",
        ours=Contestant("git-updated-folders --terragrunt", folders),
        others=[
            Contestant("git diff --name-only", files),
            Contestant("plan-changes --dry-run: the whole graph, and what is affected by it", planned),
        ],
        checks=[Check("slower by", ratio, Bound.AT_MOST, 2, times)],
        notes=[
            f"The start of our program alone takes {duration(started.median)}; it calls git once.",
            f"{len(repository.changed)} modules changed; folders, files and planned modules were compared with what was committed.",
            f"The graph takes {duration(planned.median)}: every file of Terragrunt in the commit is read and parsed.",
        ],
    )


def names(argv, repository):
    return timed(argv, environment=repository.environment)[1].decode().splitlines()


def planned_modules(argv, repository):
    matrix = json.loads(timed([*argv, "--output", "json"], environment=repository.environment)[1])
    return sorted(module["path"] for module in matrix["modules"])


def require(argv, found, expected):
    if found != expected:
        raise CannotMeasure(f"{argv[1]} found {len(found)} folders, not the {len(expected)} that changed")
