"""The same long log from a job that has secrets, in text in which secrets begin all the time and never end."""

import base64
import random
import shlex

from ..budget import Bound, Check
from ..result import Contestant, Result
from ..runner import SCRIPTS, Runner
from ..series import Series
from ..turns import take_turns
from ..units import digits, size, times
from .log import LINE_BYTES, MOST_RESIDENT, WATCHED_RUNS, Delivery, resident, through_cli, watched

SCRIPT = "near-secrets"


def measure(bench):
    effort = bench.effort
    runner = Runner(bench.folder, lines=effort.log_lines, secrets=secrets())
    pipeline = f"{shlex.quote(str(SCRIPTS / SCRIPT))} {effort.log_lines} | cat"
    delivery = Delivery(bench.folder / "output", effort.log_lines, line)
    ours, peer = take_turns(
        lambda: through_cli(delivery, runner, SCRIPT),
        lambda: delivery.seconds(["/bin/sh", "-c", pipeline], runner.environment),
        warm_up=1,
        rounds=effort.log_rounds,
    )
    peaks = [watched(delivery, runner, SCRIPT) for _ in range(WATCHED_RUNS)]
    largest = Series(max(peak.values()) for peak in peaks)
    megabytes = effort.log_lines * LINE_BYTES / 1e6
    return Result(
        title=f"log delivery with secrets to redact, {effort.log_lines:,} lines of {LINE_BYTES} bytes, into a file",
        ours=Contestant("through the sandbox and the CLI", ours),
        others=[Contestant("script | cat", peer)],
        checks=[
            Check("slower by", ours.paired(peer, lambda our, their: our / their), Bound.AT_MOST, 3, times),
            Check("largest process of ours", largest, Bound.UNDER, MOST_RESIDENT, size),
        ],
        notes=[
            "A token, a key of AWS and an RSA key of 4096 bits are looked for in all their forms; every line holds "
            "beginnings of them, and nothing that is redacted.",
            f"{digits(megabytes / ours.median)} MB/s against {digits(megabytes / peer.median)} MB/s.",
            "Most resident at once: " + "; ".join(resident(peaks)) + ".",
        ],
        details={"resident": peaks},
    )


def secrets():
    """Made up here, and the same in every run."""
    body = base64.encodebytes(b"\x30\x82\x09\x28" + random.Random(1).randbytes(2345)).decode()
    return {
        "GITHUB_TOKEN": "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        "SIGNING_KEY": f"-----BEGIN RSA PRIVATE KEY-----\n{body}-----END RSA PRIVATE KEY-----\n",
    }


def line(number):
    return (
        b"%010d module.web[%02d]: ghp_16C7x wJalrXx -----BEGIN RSA PRIVATE KEx MIIJKx Z2hwXzx modifying...\n"
        % (number, number % 100)
    )
