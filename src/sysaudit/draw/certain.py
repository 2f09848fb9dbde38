"""Who is drawn for certain: where a fair share of the places would be more than one place.

With m places for divisions of weights w that sum to W, a division's fair share is m·w/W. Where
that reaches 1 it takes a place for certain, and the rest share what is left: then another share
may reach 1, so the step is repeated until none does.
"""

from __future__ import annotations

from collections.abc import Mapping


def certain(weights: Mapping[str, int], places: int) -> tuple[str, ...]:
    """The codes drawn for certain, in code order; never more than there are places.

    >>> certain({"A": 1, "B": 20, "C": 3, "D": 2}, 2)
    ('B',)
    >>> certain({"A": 1, "B": 4}, 2)
    ('A', 'B')
    """
    rest = dict(weights)
    taken: list[str] = []
    while rest and (free := places - len(taken)) > 0:
        total = sum(rest.values())
        sure = [code for code, weight in rest.items() if free * weight >= total]
        if not sure:
            break
        taken += sure
        for code in sure:
            del rest[code]
    return tuple(sorted(taken, key=str.encode))
