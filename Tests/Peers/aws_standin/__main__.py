"""The command: `python3 Tests/Peers/aws_standin [--configuration FILE]`, or with `-m aws_standin` from Tests/Peers."""

import argparse
import json
import os
import pathlib
import select
import signal
import sys

# Started by the path of its folder, Python finds neither this package nor the emulator beside it.
sys.path[0] = str(pathlib.Path(__file__).resolve().parent.parent)

from aws_standin.configuration import Configuration  # noqa: E402
from aws_standin.standin import Standin  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(prog="aws_standin", description="A stand-in for AWS on loopback.")
    parser.add_argument("--configuration", metavar="FILE", type=pathlib.Path, help="JSON; README.md has its members")
    parser.add_argument("--port", type=int, help="the endpoint's port; any free one without it")
    options = parser.parse_args()
    value = json.loads(options.configuration.read_text()) if options.configuration else {}
    if options.port is not None:
        value["port"] = options.port
    # The kernel gives a signal to any thread, and Python runs handlers in the main one, which waits: this wakes it.
    woken, waker = os.pipe()
    os.set_blocking(waker, False)
    signal.set_wakeup_fd(waker)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    # Whoever starts this may have them blocked.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM, signal.SIGINT})
    standin = Standin(Configuration.of_json(value))
    print(json.dumps(standin.description), flush=True)
    _wait_for_end(woken)
    standin.close()
    # Threads of requests that still wait for something are no reason to stay.
    os._exit(0)


def _wait_for_end(woken: int) -> None:
    """Waits for a signal, or for the end of standard input."""
    while True:
        readable, _, _ = select.select([0, woken], [], [])
        if woken in readable or not os.read(0, 4096):
            return


if __name__ == "__main__":
    main()
