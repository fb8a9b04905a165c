"""`FilterLogEvents`: the events of many streams in one order, which `aws logs tail` and `awslogs` read by."""

import heapq
import json
from collections.abc import Iterator
from typing import Any

from ..edge.failures import AWSFailure
from .stream import PAGE_BYTES, PAGE_EVENTS, Event, LogStream


def filter_log_events(parameters: dict[str, Any], streams: dict[str, LogStream]) -> bytes:
    """One page, as JSON."""
    chosen = _chosen(parameters, streams)
    limit = parameters.get("limit", PAGE_EVENTS)
    until = parameters.get("endTime")
    position = max((parameters.get("startTime", 0) << 64) - 1, 0)
    if token := parameters.get("nextToken"):
        if not token.isdecimal():
            raise AWSFailure("InvalidParameterException", "The specified nextToken is invalid.")
        position = int(token)
    matches = _matcher(parameters.get("filterPattern", ""))
    merged = heapq.merge(*(_events(stream, position, until) for stream in chosen), key=lambda each: each[0])
    rows: list[str] = []
    size, last, has_more = 0, position, False
    for at, event, stream in merged:
        if not matches(event.message):
            continue
        if len(rows) >= limit or size + event.size > PAGE_BYTES:
            has_more = True
            break
        rows.append(
            f'{{"logStreamName":{json.dumps(stream)},"timestamp":{event.timestamp},"message":{event.message},'
            f'"ingestionTime":{event.ingestion},"eventId":"{at:056d}"}}'
        )
        size += event.size
        last = at
    more = f',"nextToken":"{last}"' if has_more else ""
    return f'{{"events":[{",".join(rows)}],"searchedLogStreams":[]{more}}}'.encode("utf-8", "replace")


def _chosen(parameters: dict[str, Any], streams: dict[str, LogStream]) -> list[LogStream]:
    names, prefix = parameters.get("logStreamNames"), parameters.get("logStreamNamePrefix")
    if names and prefix:
        raise AWSFailure("InvalidParameterException", "logStreamNames and logStreamNamePrefix cannot both be given.")
    if names:
        missing = [name for name in names if name not in streams]
        if missing:
            raise AWSFailure("ResourceNotFoundException", "The specified log stream does not exist.")
        return [streams[name] for name in names]
    return [stream for stream in streams.values() if stream.name.startswith(prefix or "")]


def _events(stream: LogStream, position: int, until: int | None) -> Iterator[tuple[int, Event, str]]:
    # Events "with a timestamp later than this time" are left out, so those at it are not.
    bound = None if until is None else until + 1
    while page := stream.after(position, bound, PAGE_EVENTS):
        for at, event in page:
            yield at, event, stream.name
        position = page[-1][0]


def _matcher(pattern: str) -> Any:
    if not pattern:
        return lambda message: True
    from moto.logs.utils import EventMessageFilter

    matches = EventMessageFilter(pattern).matches
    return lambda message: matches(json.loads(message))
