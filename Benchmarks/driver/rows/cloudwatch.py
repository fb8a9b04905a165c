"""A log that lies in CloudWatch, read by our CLI, by AWS's and by `awslogs`; and how many lines each of them loses."""

from dataclasses import asdict, dataclass
from functools import partial

from ..budget import Bound, Check
from ..delivered import Tally, tally
from ..process import timed
from ..programs import aws_cli, from_pypi
from ..result import Contestant, Result
from ..series import Series
from ..site import site
from ..turns import take_turns
from ..units import count, duration, times

# How the readers are named; the first is what the budget is for.
DIRECT = "CLI, from CloudWatch directly"
INVOKER = "CLI, through the invoker"
TAIL = "aws logs tail"
AWSLOGS = "awslogs get"


@dataclass(frozen=True)
class Reading:
    seconds: float
    # Processor time of the server.
    server_seconds: float
    tally: Tally


def measure(bench):
    lines = bench.effort.events
    with site(bench.folder, lines=lines) as place:
        run = place.start("lines")
        # To the run's end; what is timed then is the delivery of a log that lies there whole.
        place.ask(["logs", *place.options, run])
        readers = commands(place, run)
        readings = take_turns(
            *(partial(read, argv, place, bench.folder / "output", lines) for argv in readers.values()),
            warm_up=1,
            rounds=bench.effort.event_rounds,
        )
    return result(dict(zip(readers, readings)), lines)


def commands(place, run):
    """Each reader with everything that spares it work."""
    stream = place.log_stream(run)
    endpoint = ["--endpoint-url", place.environment["AWS_ENDPOINT_URL"]]
    logs = [place.deployer, "logs", *place.options, "--logs-via"]
    tail = ["logs", "tail", place.log_group, "--log-stream-names", stream, "--since", "1d", "--format", "short"]
    get = ["get", place.log_group, stream, "--start", "1d", "--no-group", "--no-stream", "--color", "never"]
    return {
        DIRECT: [*logs, "cloudwatch", run],
        INVOKER: [*logs, "invoker", run],
        TAIL: [str(aws_cli()), *endpoint, *tail],
        AWSLOGS: [str(from_pypi("awslogs")), *get],
    }


def read(argv, place, file, lines):
    before = place.processor_seconds()
    with open(file, "wb") as output:
        seconds, _ = timed(argv, environment=place.environment, output=output)
    reading = Reading(seconds, place.processor_seconds() - before, tally(file.read_bytes(), lines))
    file.unlink()
    return reading


def result(readings, lines):
    taken = {name: Series(reading.seconds for reading in series.values) for name, series in readings.items()}
    wrong = Series(reading.tally.lost + reading.tally.doubled for reading in readings[DIRECT].values)
    return Result(
        title=f"log delivery from CloudWatch, {lines:,} events, into a file",
        ours=Contestant(DIRECT, taken[DIRECT]),
        others=[Contestant(name, taken[name]) for name in (INVOKER, TAIL, AWSLOGS)],
        checks=[
            Check(f"faster than {TAIL} by", times_faster(taken, TAIL), Bound.AT_LEAST, 5, times),
            Check(f"faster than {AWSLOGS} by", times_faster(taken, AWSLOGS), Bound.AT_LEAST, 5, times),
            Check("lines lost or doubled", wrong, Bound.AT_MOST, 0, count),
        ],
        notes=[note(name, series, lines) for name, series in readings.items()],
        details={name: [asdict(reading) for reading in series.values] for name, series in readings.items()},
    )


def times_faster(taken, peer):
    return taken[DIRECT].paired(taken[peer], lambda our, their: their / our)


def note(name, series, lines):
    """How fast, and the worst that any round did to the lines."""
    rate = count(lines / Series(reading.seconds for reading in series.values).median)
    server = duration(Series(reading.server_seconds for reading in series.values).median)
    most = {kind: max(getattr(each.tally, kind) for each in series.values) for kind in ("lost", "doubled", "misplaced")}
    wrong = ", ".join(f"{count(number)} {kind}" for kind, number in most.items())
    return f"{name}: {wrong}; {rate} lines a second; {server} of the server's processor time."
