"""A match of an adversarial value of 64 KiB, against itself at 32 KiB."""

from ..budget import Bound, Check
from ..conversation import conversation
from ..programs import built
from ..result import Contestant, Result
from ..series import Series
from ..units import digits, duration, times
from .decision import CONFIGURATION


def measure(bench):
    effort = bench.effort
    with conversation([built("gate-bench"), "patterns", CONFIGURATION]) as ours:
        facts = ours.facts()
        # gate-bench takes turns between the two lengths itself.
        rounds = [ours.round(effort.matches) for _ in range(effort.warm_up + effort.rounds)][effort.warm_up :]
    cases = [
        measured(case, [values[2 * number : 2 * number + 2] for values in rounds])
        for number, case in enumerate(facts["cases"])
    ]
    worst = max(cases, key=lambda case: case["ratio"].median)
    short, long = facts["lengths"]
    return Result(
        title="pattern match, 64 KiB adversarial value",
        ours=Contestant("64 KiB", worst["long"]),
        others=[Contestant("itself at 32 KiB", worst["short"])],
        checks=[Check("slower by", worst["ratio"], Bound.AT_MOST, 2.2, times)],
        notes=[
            f"The worst of {len(cases)} patterns: {worst['name']}, {worst['pattern']}. In processor time.",
            *(note(case, long) for case in cases),
        ],
        details={"lengths": [short, long], "cases": [as_json(case) for case in cases]},
    )


def measured(case, rounds):
    short = Series(times[0] * 1e-9 for times in rounds)
    long = Series(times[1] * 1e-9 for times in rounds)
    return case | {"short": short, "long": long, "ratio": long.paired(short, lambda more, less: more / less)}


def note(case, length):
    rate = digits(case["long"].median / length * 1e9)
    text = f"{case['name']} ({case['states']} states): {duration(case['long'].median)}, {rate} ns a byte"
    return f"{text}, {times(case['ratio'].median)}."


def as_json(case):
    series = {key: case[key].as_json() for key in ("short", "long", "ratio")}
    return {"name": case["name"], "pattern": case["pattern"], "states": case["states"]} | series
