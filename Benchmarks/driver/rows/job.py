"""A trivial job through the CLI, against bubblewrap alone running the same script under the same policy."""

from operator import sub

from ..budget import Bound, Check
from ..failure import CannotMeasure
from ..policy import recorded
from ..process import timed
from ..result import Contestant, Result
from ..runner import Runner
from ..turns import take_turns
from ..units import duration

OUTPUT = b"finished\n"


def measure(bench):
    runner = Runner(bench.folder)
    policy = recorded(runner, bench.folder)
    ours, peer = take_turns(
        lambda: seconds([*runner.command, "trivial"], runner.environment),
        lambda: seconds(policy.command("trivial"), policy.environment),
        warm_up=bench.effort.warm_up,
        rounds=bench.effort.rounds,
    )
    return Result(
        title="trivial job",
        ours=Contestant("CLI, gate, sandbox, log, exit", ours),
        others=[Contestant("bwrap alone", peer)],
        checks=[Check("more than bwrap alone", ours.paired(peer, sub), Bound.AT_MOST, 40e-3, duration)],
        notes=[
            f"bwrap alone has the engine's own {len(policy.flags)} flags and environment, recorded from a run of it.",
        ],
        details={"bwrap": list(policy.flags)},
    )


def seconds(argv, environment):
    time, output = timed(argv, environment=environment)
    if output != OUTPUT:
        raise CannotMeasure(f"{argv[0]} delivered {output!r}, the script wrote {OUTPUT!r}")
    return time
