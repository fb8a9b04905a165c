"""What a platform here does not know."""

from collections.abc import Iterable, Mapping
from typing import Any


class Unknown(Exception):
    """Something in a configuration that is not emulated: refused, since guessing would prove nothing."""


def require_known(what: str, mapping: Mapping[str, Any], known: Iterable[str]) -> None:
    """Refuses keys that are not among the known ones."""
    others = sorted(set(mapping) - set(known))
    if others:
        raise Unknown(f"{what}: {', '.join(others)}")
