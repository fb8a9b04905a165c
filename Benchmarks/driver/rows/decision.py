"""One decision with the standard configuration, against the same rules in Python's `re`."""

import json
import sys
from itertools import compress
from statistics import mean

from ..budget import Bound, Check
from ..conversation import conversation
from ..failure import CannotMeasure
from ..programs import BENCHMARKS, built
from ..result import Contestant, Result
from ..series import Series
from ..turns import take_turns
from ..units import duration, times

CONFIGURATION = BENCHMARKS / "gate" / "configuration.json"
REQUESTS = BENCHMARKS / "gate" / "requests.jsonl"
PEER = BENCHMARKS / "peers" / "decide.py"


def measure(bench):
    rules = bench.folder / "rules.json"
    with conversation([built("gate-bench"), "decisions", CONFIGURATION, REQUESTS]) as ours:
        facts = ours.facts()
        # What the standard configuration stands for, written out: the peer decides by the very same rules.
        rules.write_text(json.dumps(facts["rules"]), encoding="utf-8")
        with conversation([sys.executable, PEER, rules, REQUESTS]) as peer:
            require_agreement(facts["answers"], peer.facts()["answers"])
            effort = bench.effort
            rounds = take_turns(
                lambda: ours.round(effort.decisions),
                lambda: peer.round(effort.decisions),
                warm_up=effort.warm_up,
                rounds=effort.rounds,
            )
    return result(*rounds, facts["answers"])


def require_agreement(ours, theirs):
    """Two programs that answer differently do not do the same work, and comparing their times says nothing."""
    for number, (our, their) in enumerate(zip(ours, theirs, strict=True), start=1):
        if our != their:
            raise CannotMeasure(f"the gate and its peer disagree about {REQUESTS.name}:{number}: {our} against {their}")


def result(ours, peer, answers):
    requests = [
        {"line": number, "ours": our.median, "peer": their.median}
        for number, (our, their) in enumerate(zip(by_request(ours), by_request(peer)), start=1)
    ]
    our_time, peer_time = (mean_time(rounds, [True] * len(answers)) for rounds in (ours, peer))
    allowed = ["argv" in answer for answer in answers]
    refused = [not is_allowed for is_allowed in allowed]
    return Result(
        title="one decision with the standard configuration",
        ours=Contestant("the gate", our_time),
        others=[Contestant("the same rules in Python re", peer_time)],
        checks=[
            Check("faster by", times_faster(our_time, peer_time), Bound.AT_LEAST, 20, times),
            Check("one decision", our_time, Bound.UNDER, 20e-6, duration),
        ],
        notes=[
            f"The mean over the {len(answers)} requests of {REQUESTS.name}, to which both give the same answers.",
            "Both in processor time, so that other work on the machine does not count.",
            part_note("allowed", allowed, ours, peer),
            part_note("refused", refused, ours, peer),
            slowest_note(requests),
        ],
        details={"requests": requests},
    )


def by_request(rounds):
    """One series of seconds for each request."""
    return [Series(time * 1e-9 for time in times) for times in zip(*rounds.values)]


def mean_time(rounds, wanted):
    """One series of seconds: the mean over the wanted requests."""
    return Series(mean(compress(times, wanted)) * 1e-9 for times in rounds.values)


def times_faster(ours, peer):
    return ours.paired(peer, lambda our, their: their / our)


def part_note(kind, wanted, ours, peer):
    ours, peer = mean_time(ours, wanted), mean_time(peer, wanted)
    ratio = times(times_faster(ours, peer).median)
    return f"The {sum(wanted)} {kind}: {duration(ours.median)} against {duration(peer.median)}, faster by {ratio}."


def slowest_note(requests):
    slowest = max(requests, key=lambda request: request["ours"])
    ratios = sorted(request["peer"] / request["ours"] for request in requests)
    text = f"The slowest takes {duration(slowest['ours'])} ({REQUESTS.name}:{slowest['line']})"
    return f"{text}; single requests are faster by {times(ratios[0])} to {times(ratios[-1])}."
