"""Whole schedules drawn from a seed: what `make soak` and a bug report need is one number."""

import dataclasses
import random
from typing import Any

from .schedule import Rule, Schedule

#: Each with the most that its rate and its seconds may be. None of them loses anything for good: whoever tries again,
#: reads again and puts in order gets every line once.
_ROUGH = [
    Rule("throttle", "ecs:*", 0.3),
    Rule("throttle", "logs:*", 0.3),
    Rule("throttle", "lambda:*", 0.2),
    Rule("throttle-in-disguise", "ecs:*", 0.2),
    Rule("throttle-in-disguise", "logs:GetLogEvents", 0.2),
    Rule("server-error", "*", 0.1),
    Rule("unavailable", "logs:*", 0.1),
    Rule("reset-before", "*", 0.1),
    Rule("reset-after", "*", 0.1),
    Rule("cut-answer", "logs:GetLogEvents", 0.1),
    Rule("slow", "*", 0.1, seconds=0.1),
    Rule("empty-page", "logs:GetLogEvents", 0.3),
    Rule("missing-task", "ecs:DescribeTasks", 0.5, times=5, seconds=1.0),
    Rule("cut-in-frame", "lambda:InvokeWithResponseStream", 0.5, times=2, after=2),
    Rule("cut-between-frames", "lambda:InvokeWithResponseStream", 0.5, times=2, after=2),
    Rule("corrupt-frame", "lambda:InvokeWithResponseStream", 0.5, times=2, after=1),
    Rule("no-completion", "lambda:InvokeWithResponseStream", 0.3, times=2),
    Rule("exception-frame", "lambda:InvokeWithResponseStream", 0.3, times=2),
    Rule("late", rate=0.05, seconds=0.5),
    Rule("duplicate", rate=0.05, seconds=0.2),
    Rule("reorder", rate=0.05),
    Rule("merge", rate=0.05),
    Rule("split", rate=0.05),
]
#: Here lines are lost: no log may claim to be complete.
_LOSSY = [*_ROUGH, Rule("drop", rate=0.05)]

PROFILES = {"rough": _ROUGH, "lossy": _LOSSY}


def drawn(profile: str, seed: int) -> list[Rule]:
    """About half of a profile's rules, each with a rate and a time up to its own; what is lossy always is."""
    dice = random.Random(f"{profile}/{seed}")
    chosen = [rule for rule in PROFILES[profile] if dice.random() < 0.5 or rule.fault == "drop"]
    return [
        dataclasses.replace(rule, rate=rule.rate * dice.uniform(0.1, 1), seconds=rule.seconds * dice.uniform(0.1, 1))
        for rule in chosen
    ]


def schedule_of_json(value: dict[str, Any]) -> Schedule:
    """Reads `{"seed", "profile"}` or `{"seed", "rules": […]}`.

    Raises `ValueError` or `TypeError` for what does not exist.
    """
    unknown = set(value) - {"seed", "rules", "profile"}
    if unknown:
        raise ValueError(f"a schedule has no {', '.join(sorted(unknown))}")
    seed = int(value.get("seed", 0))
    rules = [Rule(**rule) for rule in value.get("rules", [])]
    if "profile" in value:
        if value["profile"] not in PROFILES:
            raise ValueError(f"{value['profile']!r} is not a profile: there are {', '.join(PROFILES)}")
        rules = drawn(value["profile"], seed) + rules
    return Schedule(seed, rules)
