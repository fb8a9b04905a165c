"""Answers what Python's re.fullmatch says, for the differential test of Patterns.

Reads JSON lines {"pattern": "...", "texts": ["...", ...]} and writes one JSON line for each:
{"matches": [true, false, ...]}, or {"error": "..."} when Python does not compile the pattern. A text on which
re backtracks for longer than the limit is answered with null.
"""

import json
import re
import signal
import sys
import warnings

# Processor time, so that a busy machine changes no answer.
SECONDS_PER_TEXT = 0.5


class TooSlow(Exception):
    pass


def on_alarm(signum, frame):
    raise TooSlow


def matches(compiled, text):
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS_PER_TEXT)
    try:
        return compiled.fullmatch(text) is not None
    except TooSlow:
        return None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def answer(request):
    try:
        compiled = re.compile(request["pattern"], re.ASCII)
    except (re.error, OverflowError, RecursionError) as error:
        return {"error": str(error)}
    return {"matches": [matches(compiled, text) for text in request["texts"]]}


def main():
    signal.signal(signal.SIGVTALRM, on_alarm)
    # A parent may start this with signals blocked.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGVTALRM})
    # Python announces set operations in classes; today's meaning is the one that is compared.
    warnings.simplefilter("ignore", FutureWarning)
    for line in sys.stdin.buffer:
        print(json.dumps(answer(json.loads(line))))


if __name__ == "__main__":
    main()
