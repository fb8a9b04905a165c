"""Requests and answers of HTTP, as values."""

import dataclasses
import json
import uuid
from collections.abc import Iterable
from email.message import Message
from typing import Any


@dataclasses.dataclass(frozen=True)
class Request:
    """A request, with its body read to the end."""

    method: str
    #: As it was sent: still encoded, without the query.
    path: str
    query: str
    headers: Message
    body: bytes

    def header(self, name: str) -> str:
        return self.headers.get(name, "")

    def json(self) -> dict[str, Any]:
        return dict(json.loads(self.body or b"{}"))


@dataclasses.dataclass
class Answer:
    """An answer; a body in pieces is sent in chunks as they come."""

    status: int
    headers: dict[str, str]
    body: bytes | Iterable[bytes]

    @staticmethod
    def of_json(value: object, status: int = 200, content_type: str = "application/json") -> "Answer":
        return Answer(status, {"Content-Type": content_type}, json.dumps(value).encode())

    def with_request_id(self) -> "Answer":
        self.headers.setdefault("x-amzn-RequestId", str(uuid.uuid4()))
        return self


class ConnectionLost(Exception):
    """The connection breaks here, with a reset, instead of an answer or in the middle of one."""


class ConnectionEnded(Exception):
    """The connection is closed here in good order, though what was begun on it is not finished."""
