"""The table of options of one argument list."""

import re

NO_VALUE, VALUE, OPTIONAL_VALUE = range(3)


class Option:
    """What the rules say about one option."""

    __slots__ = ("accepts_dash", "is_single", "kind", "matches", "name", "pattern", "spelling")

    def __init__(self, written, kind, rules):
        self.name = written.lstrip("-")
        self.kind = kind
        dashes = "-" if len(self.name) == 1 else "--"
        self.spelling = written if written.startswith("-") else dashes + self.name
        self.is_single = self.name in names(rules["single_options"])
        # Without the field every option takes such values, as documented.
        accepting = rules.get("dash_value_options")
        self.accepts_dash = accepting is None or self.name in names(accepting)
        patterns = {option.lstrip("-"): pattern for option, pattern in rules["restricted_options_regex"].items()}
        self.pattern = patterns.get(self.name)
        # Bound once: every decision calls it.
        self.matches = re.compile(self.pattern, re.ASCII).fullmatch if self.pattern is not None else None


def names(written):
    return {name.lstrip("-") for name in written}


def table(rules):
    """Every spelling of every option, with one dash and with two."""
    kinds = {
        "allowed_options": VALUE,
        "allowed_options_without_args": NO_VALUE,
        "allowed_options_with_optional_args": OPTIONAL_VALUE,
    }
    restricted = names(rules["restricted_options"])
    options = {}
    for field, kind in kinds.items():
        for written in rules[field]:
            option = Option(written, kind, rules)
            if option.name not in restricted:
                options["-" + option.name] = options["--" + option.name] = option
    return options
