"""Reads a declarative Jenkinsfile: blocks, steps and assignments, and of Groovy's expressions those that the example uses.

Jenkins itself is not here, and neither is its validator: what this reader does not know it refuses.
"""

import re
from dataclasses import dataclass, field

from .refusal import Unknown

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r]+|//[^\n]*)
    | (?P<newline>\n)
    | (?P<text>'(?:[^'\\\n])*')
    | (?P<filled>"(?:[^"\\\n])*")
    | (?P<number>\d+)
    | (?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)
    | (?P<sign>\.trim\(\)|[(){}\[\]:,=])""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Filled:
    """A text in double quotes, with ${env.NAME} in it."""

    text: str


@dataclass(frozen=True)
class Call:
    """A step, or a call in the place of a value."""

    name: str
    arguments: tuple["Value", ...] = ()
    named: dict[str, "Value"] = field(default_factory=dict)
    body: tuple["Statement", ...] | None = None
    is_trimmed: bool = False


@dataclass(frozen=True)
class Assignment:
    """NAME = VALUE."""

    name: str
    value: "Value"


Value = str | int | bool | Filled | Call | tuple["Value", ...]
Statement = Call | Assignment


def read(text: str) -> Call:
    """The pipeline of a Jenkinsfile."""
    statements = _Reading(text).file()
    if len(statements) != 1 or not isinstance(statements[0], Call) or statements[0].name != "pipeline":
        raise Unknown("a Jenkinsfile that is not one declarative pipeline")
    return statements[0]


class _Reading:
    def __init__(self, text: str) -> None:
        self._tokens: list[tuple[str, str]] = []
        at = 0
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None or match.lastgroup is None:
                raise Unknown(f"Jenkinsfile, line {text.count(chr(10), 0, at) + 1}: {text[at : at + 20]!r}")
            if match.lastgroup != "space":
                self._tokens.append((match.lastgroup, match[0]))
            at = match.end()
        self._at = 0

    def file(self) -> tuple[Statement, ...]:
        statements = self._statements()
        if self._at != len(self._tokens):
            raise Unknown(f"Jenkinsfile: {self._next()}")
        return statements

    def _next(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("end", "")

    def _take(self, kind: str, text: str | None = None) -> str | None:
        token = self._next()
        if token[0] == kind and text in (None, token[1]):
            self._at += 1
            return token[1]
        return None

    def _must(self, kind: str, text: str | None = None) -> str:
        taken = self._take(kind, text)
        if taken is None:
            raise Unknown(f"Jenkinsfile: {self._next()[1]!r} where {text or kind} belongs")
        return taken

    def _skip_newlines(self) -> None:
        while self._take("newline"):
            pass

    def _statements(self) -> tuple[Statement, ...]:
        statements: list[Statement] = []
        self._skip_newlines()
        while self._next()[0] == "name":
            statements.append(self._statement())
            if self._next() not in [("newline", "\n"), ("sign", "}"), ("end", "")]:
                raise Unknown(f"Jenkinsfile: {self._next()[1]!r} behind a statement")
            self._skip_newlines()
        return tuple(statements)

    def _statement(self) -> Statement:
        name = self._must("name")
        if self._take("sign", "="):
            return Assignment(name, self._value())
        return self._call(name)

    def _call(self, name: str) -> Call:
        arguments: tuple[Value, ...] = ()
        named: dict[str, Value] = {}
        if self._take("sign", "("):
            arguments, named = self._arguments()
            self._must("sign", ")")
        elif self._next()[0] in ("text", "filled", "number", "name"):
            arguments, named = self._arguments()
        is_trimmed = self._take("sign", ".trim()") is not None
        body = None
        if self._take("sign", "{"):
            body = self._statements()
            self._must("sign", "}")
        return Call(name, arguments, named, body, is_trimmed)

    def _arguments(self) -> tuple[tuple[Value, ...], dict[str, Value]]:
        arguments: list[Value] = []
        named: dict[str, Value] = {}
        while self._next() != ("sign", ")"):
            following = self._tokens[self._at + 1] if self._at + 1 < len(self._tokens) else ("end", "")
            if self._next()[0] == "name" and following == ("sign", ":"):
                key = self._must("name")
                self._must("sign", ":")
                named[key] = self._value()
            else:
                arguments.append(self._value())
            if not self._take("sign", ","):
                break
            self._skip_newlines()
        return tuple(arguments), named

    def _value(self) -> Value:
        if self._take("sign", "["):
            values: list[Value] = []
            while not self._take("sign", "]"):
                values.append(self._value())
                self._take("sign", ",")
            return tuple(values)
        kind, text = self._next()
        self._at += 1
        if kind == "text":
            return text[1:-1]
        if kind == "filled":
            return Filled(text[1:-1])
        if kind == "number":
            return int(text)
        if kind == "name":
            if text in ("true", "false"):
                return text == "true"
            return self._call(text) if self._next() == ("sign", "(") else Call(text)
        raise Unknown(f"Jenkinsfile: {text!r} where a value belongs")
