"""Renders results as a plain table."""

from .units import duration

HEADINGS = ("what", "median", "p10 to p90", "budget", "")


def rendered(results):
    rows = [HEADINGS]
    for result in results:
        rows.append(None)
        rows.append((result.title, "", "", "", ""))
        rows += [contestant_row(contestant) for contestant in (result.ours, *result.others)]
        rows += [check_row(check) for check in result.checks]
    widths = [max(len(row[column]) for row in rows if row) for column in range(len(HEADINGS))]
    rule = "-" * (sum(widths) + 2 * (len(widths) - 1))
    lines = [line(row, widths) if row else rule for row in rows]
    for result in results:
        lines += ["", result.title, *(f"  {note}" for note in result.notes)]
    return "\n".join(lines)


def contestant_row(contestant):
    return (f"  {contestant.name}", *measured(contestant.times, duration), "", "")


def check_row(check):
    verdict = "met" if check.is_met else "MISSED"
    budget = f"{check.bound.value} {check.written(check.budget)}"
    return (f"  {check.name}", *measured(check.measured, check.written), budget, verdict)


def measured(series, written):
    low, high = series.spread
    return written(series.median), f"{written(low)} to {written(high)}"


def line(row, widths):
    name, *numbers, verdict = row
    cells = [name.ljust(widths[0]), *(text.rjust(width) for text, width in zip(numbers, widths[1:])), verdict]
    return "  ".join(cells).rstrip()
