"""The command line of Benchmarks/run."""

import argparse
import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from . import machine, table
from .effort import FULL, QUICK, Effort
from .failure import CannotMeasure
from .rows import changes, cloudwatch, decision, invoker, job, log, pattern, redaction

ROWS = {
    "decision": decision,
    "pattern": pattern,
    "job": job,
    "log": log,
    "redaction": redaction,
    "cloudwatch": cloudwatch,
    "invoker": invoker,
    "changes": changes,
}


@dataclass(frozen=True)
class Bench:
    """What every row needs: how much to measure, and a folder that goes away afterwards."""

    effort: Effort
    folder: Path


def main(arguments):
    options = parser().parse_args(arguments)
    effort = QUICK if options.quick else FULL
    before = machine.description()
    print(machine.summary(before))
    if machine.is_busy(before):
        print("Others are using this machine: the numbers are noisy.")
    if options.quick:
        print("A quick look, to see that everything works: these are no measurements.")
    print(flush=True)
    results, failures = measure(options.only or list(ROWS), effort)
    if results:
        print(f"{table.rendered(results)}\n")
        print(verdict(results))
    if options.json:
        report = {"effort": effort.name, "machine": before, "results": [result.as_json() for result in results]}
        options.json.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    for name, failure in failures.items():
        print(f"bench: {name} could not be measured: {failure}", file=sys.stderr)
    return 1 if failures else 0


def parser():
    parser = argparse.ArgumentParser(
        prog="Benchmarks/run",
        description="Measures the budgets of the design, ours and the peer in turn. A missed budget is shown and is no "
        "error; what cannot be measured is one (exit code 1).",
        allow_abbrev=False,
    )
    parser.add_argument("--quick", action="store_true", help="few rounds: to see that everything works")
    parser.add_argument("--only", action="append", choices=ROWS, help="this row, instead of all; may be repeated")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything that was measured to FILE")
    return parser


def measure(names, effort):
    """The results of the rows, and why the others have none."""
    results = []
    failures = {}
    for name in names:
        print(f"measuring: {name}", file=sys.stderr)
        with tempfile.TemporaryDirectory(prefix="deploy-runner-bench-") as folder:
            try:
                results.append(ROWS[name].measure(Bench(effort, Path(folder))))
            except CannotMeasure as failure:
                failures[name] = failure
    return results, failures


def verdict(results):
    checks = [check for result in results for check in result.checks]
    met = sum(check.is_met for check in checks)
    return f"{met} of {len(checks)} budgets met."
