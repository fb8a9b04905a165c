"""Writes measurements for people."""

MIB = 1024 * 1024


def duration(seconds):
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if abs(seconds) >= size:
            return f"{digits(seconds / size)} {unit}"
    return f"{digits(seconds / 1e-9)} ns"


def size(count):
    return f"{digits(count / MIB)} MiB"


def times(ratio):
    return f"{digits(ratio)} ×"


def count(number):
    return f"{number:,.0f}"


def digits(value):
    """Three significant digits, without an exponent."""
    if abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
