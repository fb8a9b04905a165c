"""Why a request is refused."""


class Refusal(Exception):
    def __init__(self, error_type, message, rule):
        super().__init__(message)
        self.error_type = error_type
        self.rule = rule
