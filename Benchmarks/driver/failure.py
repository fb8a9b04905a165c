"""Why something could not be measured."""


class CannotMeasure(Exception):
    """A sentence for the one who reads the benchmark; no number is reported beside it."""
