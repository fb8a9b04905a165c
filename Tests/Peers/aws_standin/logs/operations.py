"""The operations on log streams and their events."""

import itertools
import json
import time
from typing import Any

from ..edge.failures import AWSFailure
from ..edge.messages import Answer
from ..edge.operations import Call
from ..faults.schedule import Rule
from ..gateway import Operation
from .filtering import filter_log_events
from .groups import LogGroups
from .stream import EVENT_OVERHEAD, PAGE_EVENTS, Event

CONTENT_TYPE = "application/x-amz-json-1.1"
_BATCH_EVENTS = 10_000
_BATCH_BYTES = 1_048_576
_DAY = 86_400_000
#: Digits of a token that tell nothing of the position.
_TURN_DIGITS = 8


class LogOperations:
    """What the stand-in answers of the API of CloudWatch Logs; the rest is moto's."""

    def __init__(self, groups: LogGroups) -> None:
        self._groups = groups
        self._turns = itertools.count(1)

    @property
    def table(self) -> dict[str, Operation]:
        return {
            "logs:CreateLogStream": self._create,
            "logs:DeleteLogStream": self._delete,
            "logs:DescribeLogStreams": self._describe,
            "logs:PutLogEvents": self._put,
            "logs:GetLogEvents": self._get,
            "logs:FilterLogEvents": self._filter,
        }

    def _create(self, call: Call, rule: Rule | None) -> Answer:
        parameters = call.request.json()
        self._groups.create(call.region, parameters["logGroupName"], parameters["logStreamName"])
        return Answer(200, {"Content-Type": CONTENT_TYPE}, b"")

    def _delete(self, call: Call, rule: Rule | None) -> Answer:
        parameters = call.request.json()
        self._groups.delete(call.region, parameters["logGroupName"], parameters["logStreamName"])
        return Answer(200, {"Content-Type": CONTENT_TYPE}, b"")

    def _describe(self, call: Call, rule: Rule | None) -> Answer:
        parameters = call.request.json()
        prefix = parameters.get("logStreamNamePrefix", "")
        by_time = parameters.get("orderBy") == "LastEventTime"
        if by_time and prefix:
            raise AWSFailure("InvalidParameterException", "Cannot order by LastEventTime with a logStreamNamePrefix.")
        streams = self._groups.streams(call.region, _group(parameters)).values()
        ordered = sorted(
            (stream for stream in streams if stream.name.startswith(prefix)),
            key=lambda stream: (stream.last_timestamp, stream.name) if by_time else (0, stream.name),
            reverse=parameters.get("descending", False),
        )
        start, limit = int(parameters.get("nextToken", "0")), parameters.get("limit", 50)
        page = {"logStreams": [stream.description() for stream in ordered[start : start + limit]]}
        more = {"nextToken": str(start + limit)} if start + limit < len(ordered) else {}
        return Answer.of_json({**page, **more}, content_type=CONTENT_TYPE)

    def _put(self, call: Call, rule: Rule | None) -> Answer:
        parameters = call.request.json()
        stream = self._groups.stream(call.region, parameters["logGroupName"], parameters["logStreamName"])
        events = [(event["timestamp"], event["message"]) for event in parameters["logEvents"]]
        _check_batch(events)
        accepted, rejected = _by_age(events)
        stream.put(accepted)
        answer: dict[str, Any] = {"nextSequenceToken": "0"}
        if rejected:
            answer["rejectedLogEventsInfo"] = rejected
        return Answer.of_json(answer, content_type=CONTENT_TYPE)

    def _get(self, call: Call, rule: Rule | None) -> Answer:
        parameters = call.request.json()
        stream = self._groups.stream(call.region, _group(parameters), parameters["logStreamName"])
        limit = parameters.get("limit", PAGE_EVENTS)
        if not 1 <= limit <= PAGE_EVENTS:
            raise AWSFailure(
                "InvalidParameterException", f"Value {limit} at 'limit' must be between 1 and {PAGE_EVENTS}"
            )
        since, until, token = parameters.get("startTime", 0), parameters.get("endTime"), parameters.get("nextToken")
        direction, position = _read_token(token)
        is_forward = direction == "f" or token is None and parameters.get("startFromHead", False)
        if is_forward:
            page = stream.after(max((since << 64) - 1, 0) if token is None else position, until, limit)
        else:
            page = stream.before(None if token is None else position, since, until, limit)
        if page and rule is not None and rule.fault == "empty-page":
            return self._empty_page(page[0][0], page[-1][0], is_forward)
        if not page and token is not None:
            # The end of the stream is said by the token that the reader came with.
            here = {direction: token}
            return _page([], here.get("f", _token("f", position)), here.get("b", _token("b", position)))
        first, last = (page[0][0], page[-1][0]) if page else (position, position)
        return _page([event for _, event in page], _token("f", last), _token("b", first))

    def _empty_page(self, first: int, last: int, is_forward: bool) -> Answer:
        """No events though there are some: AWS says so by a token that the reader did not come with."""
        turn = next(self._turns)
        if is_forward:
            return _page([], _token("f", first - 1, turn), _token("b", first, turn))
        return _page([], _token("f", last, turn), _token("b", last + 1, turn))

    def _filter(self, call: Call, rule: Rule | None) -> Answer:
        parameters = call.request.json()
        streams = self._groups.streams(call.region, _group(parameters))
        return Answer(200, {"Content-Type": CONTENT_TYPE}, filter_log_events(parameters, streams))


def _group(parameters: dict[str, Any]) -> str:
    return str(parameters.get("logGroupIdentifier") or parameters["logGroupName"])


def _page(events: list[Event], forward: str, backward: str) -> Answer:
    rows = ",".join(
        f'{{"timestamp":{event.timestamp},"message":{event.message},"ingestionTime":{event.ingestion}}}'
        for event in events
    )
    body = f'{{"events":[{rows}],"nextForwardToken":{json.dumps(forward)},"nextBackwardToken":{json.dumps(backward)}}}'
    return Answer(200, {"Content-Type": CONTENT_TYPE}, body.encode("utf-8", "replace"))


def _read_token(token: str | None) -> tuple[str, int]:
    if token is None:
        return "", 0
    direction, _, rest = token.partition("/")
    digits = rest.removesuffix("/s")
    if direction not in ("f", "b") or len(digits) != 56 or not digits.isdecimal():
        raise AWSFailure("InvalidParameterException", "The specified nextToken is invalid.")
    return direction, int(digits[_TURN_DIGITS:])


def _token(direction: str, position: int, turn: int = 0) -> str:
    """A token that leads behind (`f`) or before (`b`) a position; every turn gives another that leads there as well."""
    return f"{direction}/{turn:0{_TURN_DIGITS}d}{position:0{56 - _TURN_DIGITS}d}/s"


def _check_batch(events: list[tuple[int, str]]) -> None:
    def refuse(message: str) -> None:
        raise AWSFailure("InvalidParameterException", message)

    if not 1 <= len(events) <= _BATCH_EVENTS:
        refuse(f"Log event batch must contain between 1 and {_BATCH_EVENTS} events")
    size = sum(len(message.encode()) + EVENT_OVERHEAD for _, message in events)
    if size > _BATCH_BYTES:
        refuse(f"Upload too large: {size} bytes exceeds limit of {_BATCH_BYTES}")
    if any(not message for _, message in events):
        refuse("Log event message must not be empty")
    if any(former[0] > latter[0] for former, latter in itertools.pairwise(events)):
        refuse("Log events in a single PutLogEvents request must be in chronological order.")
    if events[-1][0] - events[0][0] > _DAY:
        refuse("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.")


def _by_age(events: list[tuple[int, str]]) -> tuple[list[tuple[int, str]], dict[str, int]]:
    """The events that are accepted, and the indexes of those that are not, as AWS names them."""
    now = time.time_ns() // 1_000_000
    old = sum(1 for timestamp, _ in events if timestamp < now - 14 * _DAY)
    new = sum(1 for timestamp, _ in events if timestamp > now + _DAY // 12)
    rejected: dict[str, int] = {}
    if old:
        rejected["tooOldLogEventEndIndex"] = old
    if new:
        rejected["tooNewLogEventStartIndex"] = len(events) - new
    return events[old : len(events) - new], rejected
