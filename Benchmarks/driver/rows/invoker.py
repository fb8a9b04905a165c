"""The invoker, from its start to its first answer, against the same decision in Python with boto3, in Lambda's way."""

import json

from ..budget import Bound, Check
from ..conversation import conversation
from ..function import LambdaFunction
from ..programs import BENCHMARKS, built, from_pypi
from ..result import Contestant, Result
from ..series import Series
from ..site import ecs_section, packed
from ..turns import take_turns
from ..units import duration, size, times
from .decision import CONFIGURATION, REQUESTS, require_agreement


def measure(bench):
    requests = [json.loads(line) | {"action": "explain"} for line in REQUESTS.read_text(encoding="utf-8").splitlines()]
    rules = expanded_rules()
    ours, peer = our_function(rules["containers"], bench.folder), peer_function(rules)
    answers = [decision(answer) for answer in ours.answers(requests)]
    require_agreement(answers, peer.answers(requests))
    request = next(request for request, answer in zip(requests, answers) if "argv" in answer)
    return result(
        *take_turns(
            lambda: ours.start(request),
            lambda: peer.start(request),
            warm_up=bench.effort.warm_up,
            rounds=bench.effort.rounds,
        ),
        len(requests),
    )


def expanded_rules():
    """What the standard configuration stands for, written out by the gate: the peer knows no other form."""
    with conversation([built("gate-bench"), "decisions", CONFIGURATION, REQUESTS]) as gate:
        return gate.facts()["rules"]


def our_function(containers, folder):
    configuration = json.loads(CONFIGURATION.read_text(encoding="utf-8")) | {"ecs": ecs_section(containers)}
    return LambdaFunction([built("invoker")], {"BASE64GZ_CONFIG_DATA_JSON": packed(configuration)}, folder)


def peer_function(rules):
    command = [from_pypi("python3"), "-m", "awslambdaric", "decide_function.handler"]
    return LambdaFunction(command, {"BASE64GZ_CONFIG_DATA_JSON": packed(rules)}, BENCHMARKS / "peers")


def decision(answer):
    """What both must answer alike; the peer is spared the hint, and words a refusal in its own way."""
    if answer["decision"] == "allow":
        return {"argv": [answer["script"], *answer["argv"]]}
    return {"errorType": answer["errorType"], "rule": answer["rule"]}


def result(ours, peer, requests):
    first, peer_first = part(ours, "first"), part(peer, "first")
    resident, peer_resident = part(ours, "resident"), part(peer, "resident")
    return Result(
        title="invoker, from the start of its process to the first answer",
        ours=Contestant("the invoker", first),
        others=[Contestant("Python with boto3, under awslambdaric", peer_first)],
        checks=[
            Check("faster by", first.paired(peer_first, times_less), Bound.AT_LEAST, 4, times),
            Check("less memory by", resident.paired(peer_resident, times_less), Bound.AT_LEAST, 4, times),
        ],
        notes=[
            f"Both give the same answers to the {requests} requests of {REQUESTS.name}.",
            against("Of that until it asks for work", duration, ours, peer, "ready"),
            against("A warm answer, with what the emulator takes itself", duration, ours, peer, "warm"),
            against("Most resident at once", size, ours, peer, "resident"),
            against("Resident in the end without pages of files, such as the program's", size, ours, peer, "own"),
        ],
        details={
            kind: {"ours": part(ours, kind).as_json(), "peer": part(peer, kind).as_json()}
            for kind in ("ready", "warm", "resident", "own")
        },
    )


def part(starts, kind):
    return Series(getattr(start, kind) for start in starts.values)


def times_less(our, their):
    return their / our


def against(what, written, ours, peer, kind):
    ours, peer = part(ours, kind), part(peer, kind)
    ratio = times(ours.paired(peer, times_less).median)
    return f"{what}: {written(ours.median)} against {written(peer.median)}, less by {ratio}."
