"""Refuses arguments for what they are made of, before anybody asks what they mean."""

import re

from .refusal import Refusal

MOST_ARGUMENTS = 512
MOST_BYTES = 16_384
MOST_BYTES_TOGETHER = 65_536

# Control characters, bidirectional and invisible ones; and what a byte becomes that is not UTF-8.
HAZARD = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)


def size(text):
    return len(text.encode("utf-8", "surrogatepass"))


def check(arguments):
    # One look at all of them together; only when it finds something, one at each.
    together = "".join(arguments)
    if len(arguments) > MOST_ARGUMENTS:
        raise too_long(f"There are {len(arguments)} arguments.")
    total = size(together)
    if total > MOST_BYTES and max(map(size, arguments)) > MOST_BYTES:
        raise too_long("An argument is too long.")
    if total > MOST_BYTES_TOGETHER:
        raise too_long(f"The arguments are {total} bytes long together.")
    if "--" in arguments or HAZARD.search(together):
        refuse_first(arguments)


def refuse_first(arguments):
    for argument in arguments:
        if HAZARD.search(argument):
            raise Refusal("ArgumentCharacterError", f"{argument!r} is not plain text", "request/arguments/characters")
        if argument == "--":
            raise Refusal("ArgumentTerminatorError", "a bare -- is not allowed", "request/arguments/terminator")


def too_long(message):
    return Refusal("ArgumentTooLongError", message, "request/arguments/length")
