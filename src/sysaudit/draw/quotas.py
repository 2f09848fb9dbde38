"""How many places each department gets: its expectation, rounded by a random start.

A department of weight W_h may expect m·W_h/W of m places, 3.6 say. Rounding to the nearest whole
number would always give it 4 and move every chance in it. Instead, the departments are laid side
by side on a line of length m, in an order that follows from the key, each as long as its
expectation; a comb with teeth one apart is laid over the line at a random start, and each
department gets as many places as teeth fall on it. So the total is exact, each gets the floor or
the ceiling of its expectation, and 3.6 is 4 in six draws of ten and 3 in four: its mean is exact.
"""

from __future__ import annotations

from collections.abc import Mapping

from sysaudit.draw.hashing import RANGE, digest, odd_number


def quotas(weights: Mapping[str, int], places: int, key: str) -> dict[str, int]:
    """Places by department, in the order of the comb.

    Args:
        weights: The sum of the weights of each department's divisions that are not certain.
        places: How many are left, m.
        key: K.

    Returns:
        For each department the floor or the ceiling of m·W_h/W; they sum to m.
    """
    total = sum(weights.values())
    order = sorted(weights, key=lambda name: (digest("stratum", key, name), name.encode()))
    if not total:
        return dict.fromkeys(order, 0)
    start = odd_number(digest("start", key))
    found: dict[str, int] = {}
    below = reached = 0
    for name in order:
        below += weights[name]
        teeth = _teeth(places * below, total, start)
        found[name] = teeth - reached
        reached = teeth
    return found


def _teeth(a: int, b: int, start: int) -> int:
    """⌈a/b − S/M⌉ in whole numbers: the teeth of the comb that lie before a/b."""
    return -(-(a * RANGE - start * b) // (b * RANGE))
