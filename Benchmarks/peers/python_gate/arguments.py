"""Takes an argument list apart, checks it, and writes it anew."""

import re

from .options import NO_VALUE, OPTIONAL_VALUE, table
from .refusal import Refusal

OPTION_NAME = re.compile(r"--?[A-Za-z0-9][A-Za-z0-9_.-]{0,127}")


class ArgumentRules:
    def __init__(self, rules, base, *, is_nested):
        self.base = base
        self.is_nested = is_nested
        self.options = table(rules)
        self.takes_positionals = rules["allow_positional_args"]

    def parse(self, arguments):
        """The options with their values, and the positional arguments; raises the first Refusal from the left."""
        options = []
        positionals = []
        given = set()
        index = 0
        count = len(arguments)
        while index < count:
            token = arguments[index]
            index += 1
            if not token.startswith("-"):
                if not self.takes_positionals:
                    message = f"({token}) is positional"
                    raise self.refusal("PositionalArgsNotAllowedError", message, "allow_positional_args")
                positionals.append(token)
                continue
            spelled, has_value, value = token.partition("=")
            option = self.options.get(spelled)
            if option is None:
                raise self.unknown(spelled)
            if option.kind == NO_VALUE:
                if has_value:
                    raise self.about("OptionValueUnexpectedError", option, "allowed_options_without_args")
                value = None
            elif not has_value:
                if option.kind == OPTIONAL_VALUE:
                    value = None
                    if not self.takes_positionals and index < count and not arguments[index].startswith("-"):
                        value = arguments[index]
                        index += 1
                elif index < count:
                    value = arguments[index]
                    index += 1
                else:
                    raise self.about("OptionValueMissingError", option, "allowed_options")
            if value is not None and value.startswith("-"):
                self.check_dash(option, value)
            if option.name in given and option.is_single:
                raise self.about("OptionRepeatedError", option, "single_options")
            given.add(option.name)
            options.append((option, value))
        for option, value in options:
            if value is not None and option.matches is not None and not option.matches(value):
                message = f"Provided value for option {option.name} ({value}) does not match regex ({option.pattern})"
                rule = f"{self.base}/restricted_options_regex/{option.name}"
                raise Refusal("OptionRegexRestrictedError", message, rule)
        return options, positionals

    def check_dash(self, option, value):
        if value == "--":
            raise self.refusal("ArgumentTerminatorError", "a bare -- is not allowed", "terminator")
        if not option.accepts_dash or (len(option.name) == 1 and not self.is_nested):
            raise self.about("OptionDashValueError", option, "dash_value_options")

    def write(self, options, positionals=()):
        written = []
        for option, value in options:
            if value is None:
                written.append(option.spelling)
            elif self.is_nested or option.kind == OPTIONAL_VALUE or value.startswith("-"):
                written.append(f"{option.spelling}={value}")
            else:
                written += (option.spelling, value)
        written += positionals
        return written

    def unknown(self, spelled):
        if spelled == "--":
            return self.refusal("ArgumentTerminatorError", "a bare -- is not allowed", "terminator")
        if not OPTION_NAME.fullmatch(spelled):
            return self.refusal("OptionNameError", f"({spelled}) is not the name of an option", "option_names")
        message = f"Option {spelled} is not in the provided list of allowed options for the script."
        return self.refusal("OptionNotInAllowedOptionsError", message, "allowed_options")

    def about(self, error_type, option, rule):
        return self.refusal(error_type, f"Option {option.spelling} is refused.", f"{rule}/{option.name}")

    def refusal(self, error_type, message, rule):
        return Refusal(error_type, message, f"{self.base}/{rule}")
