"""Expressions in `${{ … }}` and `if:`, by GitHub's documented rules: the operators and functions that the examples use."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from .refusal import Unknown

_TOKEN = re.compile(r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<name>[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)|(?P<sign>\|\||&&|==|!=|!|\(|\)))")

Functions = Mapping[str, Callable[[], bool]]


def evaluate(expression: str, contexts: Mapping[str, Any], functions: Functions) -> Any:
    """The value of an expression: text, boolean or None."""
    return _Reading(expression, contexts, functions).value()


def fill(text: str, contexts: Mapping[str, Any], functions: Functions) -> str:
    """A text with every `${{ … }}` replaced by its value."""
    return re.sub(r"\$\{\{(.*?)\}\}", lambda match: written(evaluate(match[1], contexts, functions)), text)


def condition(text: str, contexts: Mapping[str, Any], functions: Functions) -> bool:
    """Whether an `if:` holds; without a status function in it, only when all went well before."""
    text = text.strip()
    if text.startswith("${{") and text.endswith("}}"):
        text = text[3:-2]
    holds = is_true(evaluate(text, contexts, functions))
    return holds and (bool(re.search(r"\b(always|cancelled|failure|success)\(\)", text)) or functions["success"]())


def is_true(value: Any) -> bool:
    return value not in (None, False, "")


def written(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


class _Reading:
    """Recursive descent: ||, then &&, then == and !=, then !."""

    def __init__(self, text: str, contexts: Mapping[str, Any], functions: Functions) -> None:
        self._tokens = self._split(text)
        self._contexts = contexts
        self._functions = functions
        self._at = 0

    def value(self) -> Any:
        value = self._either()
        if self._at != len(self._tokens):
            raise Unknown(f"expression at {self._tokens[self._at]}")
        return value

    @staticmethod
    def _split(text: str) -> list[tuple[str, str]]:
        tokens, at, text = [], 0, text.strip()
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None or match.lastgroup is None:
                raise Unknown(f"expression: {text[at:]}")
            tokens.append((match.lastgroup, match[match.lastgroup]))
            at = match.end()
        return tokens

    def _take(self, *signs: str) -> str | None:
        if self._at < len(self._tokens) and self._tokens[self._at] in [("sign", sign) for sign in signs]:
            self._at += 1
            return self._tokens[self._at - 1][1]
        return None

    def _either(self) -> Any:
        value = self._both()
        while self._take("||"):
            other = self._both()
            value = value if is_true(value) else other
        return value

    def _both(self) -> Any:
        value = self._compared()
        while self._take("&&"):
            other = self._compared()
            value = other if is_true(value) else value
        return value

    def _compared(self) -> Any:
        value = self._negated()
        sign = self._take("==", "!=")
        if sign is None:
            return value
        # Texts are compared without case.
        same = written(value).lower() == written(self._negated()).lower()
        return same if sign == "==" else not same

    def _negated(self) -> Any:
        if self._take("!"):
            return not is_true(self._negated())
        if self._take("("):
            value = self._either()
            if not self._take(")"):
                raise Unknown("expression without )")
            return value
        return self._single()

    def _single(self) -> Any:
        if self._at == len(self._tokens):
            raise Unknown("expression that ends early")
        kind, text = self._tokens[self._at]
        self._at += 1
        if kind == "text":
            return text[1:-1].replace("''", "'")
        if kind == "sign":
            raise Unknown(f"expression at {text}")
        if self._take("("):
            if text not in self._functions or not self._take(")"):
                raise Unknown(f"function {text}")
            return self._functions[text]()
        if text in ("true", "false"):
            return text == "true"
        return self._looked_up(text.split("."))

    def _looked_up(self, parts: list[str]) -> Any:
        if parts[0] not in self._contexts:
            raise Unknown(f"context {parts[0]}")
        value: Any = self._contexts
        for part in parts:
            # What is not there is null, as GitHub has it.
            value = value.get(part) if isinstance(value, Mapping) else None
        return value
