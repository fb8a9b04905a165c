"""Takes turns between two contestants, so that a busy minute of the machine hits both."""

from .series import Series


def take_turns(ours, peer, *, warm_up, rounds):
    """Calls both once a round, who goes first changing every round; a call returns what it measured.

    Returns both series, without the rounds of the warm-up.
    """
    measured = ([], [])
    for number in range(warm_up + rounds):
        order = (0, 1) if number % 2 == 0 else (1, 0)
        values = [None, None]
        for index in order:
            values[index] = (ours, peer)[index]()
        if number >= warm_up:
            for index in (0, 1):
                measured[index].append(values[index])
    return Series(measured[0]), Series(measured[1])
