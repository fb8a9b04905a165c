"""GitLab's variables and `rules:if` expressions, by the documented rules: what the examples use of them."""

import re
from collections.abc import Mapping
from typing import Any

from .refusal import Unknown, require_known

_TOKEN = re.compile(r'\s*(?:(?P<variable>\$\w+)|"(?P<text>[^"]*)"|(?P<null>null)|/(?P<pattern>[^/]*)/|(?P<sign>==|!=|=~|&&|\|\|))')

Variables = Mapping[str, str]


def expand(text: str, variables: Variables) -> str:
    """A text with every $NAME and ${NAME} replaced; $$ stands for a dollar."""

    def value(match: re.Match[str]) -> str:
        return "$" if match[0] == "$$" else variables.get(match[1] or match[2], "")

    return re.sub(r"\$\$|\$(\w+)|\$\{(\w+)\}", value, text)


def expanded(own: Mapping[str, Any], variables: Variables) -> dict[str, str]:
    """The variables of a job or a pipeline: their values may use those that are there already."""
    result: dict[str, str] = {}
    for name, value in own.items():
        if isinstance(value, Mapping):
            require_known(name, value, {"value", "expand"})
            if str(value["expand"]).lower() != "false":
                raise Unknown(f"variable {name}: expand {value['expand']}")
            result[name] = value["value"]
        else:
            result[name] = expand(value, {**variables, **result})
    return result


def holds(expression: str, variables: Variables) -> bool:
    """Whether an expression holds: comparisons and bare variables, joined by && and ||, of which && binds tighter."""
    tokens = _split(expression)
    return any(_all_hold(part, variables) for part in _parts(tokens, "||"))


def _all_hold(tokens: list[tuple[str, str]], variables: Variables) -> bool:
    return all(_one_holds(part, variables) for part in _parts(tokens, "&&"))


def _one_holds(tokens: list[tuple[str, str]], variables: Variables) -> bool:
    if len(tokens) == 1 and tokens[0][0] == "variable":
        return bool(variables.get(tokens[0][1][1:]))
    if len(tokens) == 3 and tokens[1] == ("sign", "=~") and tokens[2][0] == "pattern":
        return re.search(tokens[2][1], _value(tokens[0], variables) or "") is not None
    if len(tokens) != 3 or tokens[1] not in [("sign", "=="), ("sign", "!=")]:
        raise Unknown(f"rule: {tokens}")
    same = _value(tokens[0], variables) == _value(tokens[2], variables)
    return same if tokens[1][1] == "==" else not same


def _value(token: tuple[str, str], variables: Variables) -> str | None:
    kind, text = token
    if kind == "variable":
        return variables.get(text[1:])
    return None if kind == "null" else text


def _split(expression: str) -> list[tuple[str, str]]:
    tokens, at = [], 0
    expression = expression.strip()
    while at < len(expression):
        match = _TOKEN.match(expression, at)
        if match is None or match.lastgroup is None:
            raise Unknown(f"rule: {expression[at:]}")
        tokens.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return tokens


def _parts(tokens: list[tuple[str, str]], sign: str) -> list[list[tuple[str, str]]]:
    parts: list[list[tuple[str, str]]] = [[]]
    for token in tokens:
        if token == ("sign", sign):
            parts.append([])
        else:
            parts[-1].append(token)
    return parts
