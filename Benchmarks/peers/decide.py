"""The peer of `gate-bench decisions`: the same rules, decided by Python's `re`.

usage: decide.py RULES REQUESTS

Speaks what gate-bench speaks: a command a line in, a line of JSON out. `facts` gives the answers, `round N` the
nanoseconds of processor time of one decision for each request, each repeated N times.
"""

import gc
import json
import sys
from time import thread_time_ns

from python_gate.gate import Gate
from python_gate.refusal import Refusal


def answer(gate, request):
    try:
        return {"argv": gate.decide(request)}
    except Refusal as refusal:
        return {"errorType": refusal.error_type, "rule": refusal.rule}


def attempt(gate, request):
    """One decision, as a service would make it."""
    try:
        return gate.decide(request)
    except Refusal:
        return None


def nanoseconds(gate, request, repetitions):
    turns = range(repetitions)
    # As in timeit: the collector would make some decisions pay for others.
    gc.disable()
    try:
        start = thread_time_ns()
        for _ in turns:
            attempt(gate, request)
        return (thread_time_ns() - start) / repetitions
    finally:
        gc.enable()


def main(rules_path, requests_path):
    with open(rules_path, encoding="utf-8") as file:
        gate = Gate(json.load(file))
    with open(requests_path, encoding="utf-8") as file:
        requests = [json.loads(line) for line in file]
    for line in sys.stdin:
        match line.split():
            case ["facts"]:
                reply = {"answers": [answer(gate, request) for request in requests]}
            case ["round", repetitions]:
                reply = [nanoseconds(gate, request, int(repetitions)) for request in requests]
            case _:
                sys.exit(f"decide.py: a command is `facts` or `round N`, this is ({line.strip()})")
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
