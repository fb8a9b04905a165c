"""The body of an answer to `InvokeWithResponseStream`, and what may go wrong in its middle."""

import json
import threading
from collections.abc import Callable, Iterator

from lambda_emulator import ResponseStream

from ..edge.messages import ConnectionEnded
from ..faults.schedule import Rule
from . import event_stream


def frames(stream: ResponseStream, log_result: Callable[[], str | None], rule: Rule | None) -> Iterator[bytes]:
    """The frames of a whole answer, or of what a fault leaves of it."""
    spoiled = _spoiled(_whole(stream, log_result, rule), rule)
    try:
        yield from spoiled
    finally:
        # Whoever called may be gone: the function goes on all the same, and must not wait for a reader.
        threading.Thread(target=_read_to_end, args=(stream,), daemon=True).start()


def _whole(stream: ResponseStream, log_result: Callable[[], str | None], rule: Rule | None) -> Iterator[bytes]:
    for chunk in stream:
        yield event_stream.event("PayloadChunk", "application/octet-stream", chunk)
    if rule is not None and rule.fault == "no-completion":
        return
    completion = stream.completion
    members = {
        "ErrorCode": completion.error_code,
        "ErrorDetails": completion.error_details,
        "LogResult": log_result(),
    }
    body = {name: value for name, value in members.items() if value is not None}
    yield event_stream.event("InvokeComplete", "application/json", json.dumps(body).encode())


def _spoiled(whole: Iterator[bytes], rule: Rule | None) -> Iterator[bytes]:
    """Spoils the frame behind the first `after` ones, or the last frame where there are fewer."""
    if rule is None or rule.fault not in _SPOILERS:
        yield from whole
        return
    number, held = 0, next(whole, b"")
    for following in whole:
        if number == rule.after:
            break
        yield held
        number, held = number + 1, following
    yield from _SPOILERS[rule.fault](held)
    raise ConnectionEnded


def _cut(frame: bytes) -> Iterator[bytes]:
    yield frame[: len(frame) // 2]


def _end(frame: bytes) -> Iterator[bytes]:
    return iter(())


def _corrupt(frame: bytes) -> Iterator[bytes]:
    at = len(frame) - 5
    yield frame[:at] + bytes([frame[at] ^ 1]) + frame[at + 1 :]


def _except(frame: bytes) -> Iterator[bytes]:
    yield event_stream.exception(
        "ServiceException", b'{"Message":"An error occurred and the request cannot be processed."}'
    )


_SPOILERS = {
    "cut-in-frame": _cut,
    "cut-between-frames": _end,
    "corrupt-frame": _corrupt,
    "exception-frame": _except,
}


def _read_to_end(stream: ResponseStream) -> None:
    for _ in stream:
        pass
