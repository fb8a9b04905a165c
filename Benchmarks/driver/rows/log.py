"""A long log through the CLI, against `script | cat`; and how much memory our processes take for it."""

import hashlib
import shlex
import shutil

from ..budget import Bound, Check
from ..failure import CannotMeasure
from ..process import timed
from ..residence import Residence
from ..result import Contestant, Result
from ..runner import SCRIPTS, Runner
from ..series import Series
from ..turns import take_turns
from ..units import digits, duration, size, times

LINE_BYTES = 100
MOST_RESIDENT = 64 * 1024 * 1024
# Memory is watched in runs of their own, so that the watching takes no time from those that are timed.
WATCHED_RUNS = 2


def measure(bench):
    effort = bench.effort
    runner = Runner(bench.folder, lines=effort.log_lines)
    pipeline = f"{shlex.quote(str(SCRIPTS / 'lines'))} {effort.log_lines} | cat"
    delivery = Delivery(bench.folder / "output", effort.log_lines)
    ours, peer = take_turns(
        lambda: through_cli(delivery, runner),
        lambda: delivery.seconds(["/bin/sh", "-c", pipeline], runner.environment),
        warm_up=1,
        rounds=effort.log_rounds,
    )
    peaks = [watched(delivery, runner) for _ in range(WATCHED_RUNS)]
    largest = Series(max(peak.values()) for peak in peaks)
    ratio = ours.paired(peer, lambda our, their: our / their)
    megabytes = effort.log_lines * LINE_BYTES / 1e6
    return Result(
        title=f"log delivery, {effort.log_lines:,} lines of {LINE_BYTES} bytes, into a file",
        ours=Contestant("through the sandbox and the CLI", ours),
        others=[Contestant("script | cat", peer)],
        checks=[
            Check("slower by", ratio, Bound.AT_MOST, 3, times),
            Check("largest process of ours", largest, Bound.UNDER, MOST_RESIDENT, size),
        ],
        notes=[
            f"Every output was compared with what the script writes: {megabytes:.0f} MB, none lost.",
            f"{digits(megabytes / ours.median)} MB/s against {digits(megabytes / peer.median)} MB/s.",
            "Most resident at once: " + "; ".join(resident(peaks)) + ".",
        ],
        details={"resident": peaks},
    )


class Delivery:
    """A file that output is delivered to, and what must stand in it."""

    def __init__(self, file, lines, line=lambda number: b"%099d\n" % number):
        self.file = file
        self.size = lines * LINE_BYTES
        expected = hashlib.sha256()
        for number in range(1, lines + 1):
            expected.update(line(number))
        self.expected = expected.digest()

    def seconds(self, argv, environment):
        with open(self.file, "wb") as output:
            time, _ = timed(argv, environment=environment, output=output)
        if digest(self.file) != self.expected:
            delivered = self.file.stat().st_size
            raise CannotMeasure(f"{argv[0]} delivered {delivered} bytes, not the very {self.size} that were written")
        self.file.unlink()
        return time


def digest(file):
    found = hashlib.sha256()
    with open(file, "rb") as delivered:
        while chunk := delivered.read(1 << 20):
            found.update(chunk)
    return found.digest()


def through_cli(delivery, runner, script="lines"):
    time = delivery.seconds([*runner.command, script], runner.environment)
    # Every run leaves its log, and a temporary folder may lie in memory.
    shutil.rmtree(runner.state, ignore_errors=True)
    return time


def watched(delivery, runner, script="lines"):
    with Residence(["infrastructure-deployer", "deploy-runner"]) as residence:
        through_cli(delivery, runner, script)
    return residence.peaks


def resident(peaks):
    """Each process and the most that it had resident in any run."""
    names = sorted(set().union(*peaks))
    return [f"{name} {size(max(peak.get(name, 0) for peak in peaks))}" for name in names]
