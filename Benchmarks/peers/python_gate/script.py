"""What callers may pass to one script."""

import shlex

from .arguments import ArgumentRules
from .options import names
from .refusal import Refusal


class Script:
    def __init__(self, container, name, config):
        self.name = name
        self.base = f"{container}/{name}"
        self.rules = ArgumentRules(config, self.base, is_nested=False)
        self.nested = {}
        for option, rules in config["nested_arguments"].items():
            owner = option.lstrip("-")
            self.nested[owner] = ArgumentRules(rules, f"{self.base}/nested_arguments/{owner}", is_nested=True)
        self.allowed = names(config["allowed_options"])
        self.single = names(config["single_options"])
        self.hardcoded = {option.lstrip("-"): values for option, values in config["hardcoded_options"].items()}
        flags = {argument for argument in config["hardcoded_args"] if argument.startswith("-")}
        self.hardcoded_flags = names(flags) & names(config["allowed_options_without_args"])
        self.first = [
            word
            for option, values in sorted(self.hardcoded.items())
            for value in values
            for word in ("--" + option, value)
        ]
        self.last = config["hardcoded_args"]

    def approve(self, arguments):
        options, positionals = self.rules.parse(arguments)
        kept = []
        for option, value in options:
            if self.is_hardcoded(option, value):
                continue
            nested = self.nested.get(option.name)
            if nested is not None and value is not None:
                value = self.rebuild(value, nested)
            kept.append((option, value))
        return [self.name, *self.first, *self.rules.write(kept, positionals), *self.last]

    def is_hardcoded(self, option, value):
        """Whether the configuration passes the option already, with the same value."""
        name = option.name
        if value is None:
            return name in self.hardcoded_flags and name in self.single
        values = self.hardcoded.get(name)
        if values is None:
            return False
        if name in self.allowed and name not in self.single:
            return False
        if name not in self.allowed or value != values[0]:
            message = f"Option {name} is set by the configuration."
            raise Refusal("OptionHardcodedError", message, f"{self.base}/hardcoded_options/{name}")
        return True

    @staticmethod
    def rebuild(value, nested):
        try:
            words = shlex.split(value)
        except ValueError as error:
            raise Refusal("ArgumentQuotingError", str(error), f"{nested.base}/words") from None
        return shlex.join(nested.write(*nested.parse(words)))
