"""Takes turns between contestants, so that a busy minute of the machine hits all of them."""

from .series import Series


def take_turns(*contestants, warm_up, rounds):
    """Calls each once a round, who goes first changing every round; a call returns what it measured.

    Returns a series for each, without the rounds of the warm-up.
    """
    count = len(contestants)
    measured = [[] for _ in contestants]
    for number in range(warm_up + rounds):
        for turn in range(count):
            index = (number + turn) % count
            value = contestants[index]()
            if number >= warm_up:
                measured[index].append(value)
    return [Series(values) for values in measured]
