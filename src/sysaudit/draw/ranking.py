"""The ranking within a department: Pareto order sampling.

A division with ticket u and odds g is ranked by u/(1−u)/g, the smallest first: Rosén's order
sampling with the shape of Pareto, which comes closest to the chances that it aims at. What
remains is taken away by fitting the odds (`sysaudit.draw.odds`), so that the chance of each
division is its target exactly.

The numbers are compared as fractions of whole numbers: T/((M−T)·g) with T = 2t + 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cmp_to_key

from sysaudit.draw.hashing import RANGE, odd_number


def ranked(
    codes: Iterable[str], tickets: Mapping[str, str], odds: Mapping[str, int]
) -> tuple[str, ...]:
    """Codes by T/((M−T)·g) ascending, ties by the bytes of the code.

    Args:
        codes: Of one department.
        tickets: Hexadecimal, by code.
        odds: Whole numbers above 0, by code; a common factor changes nothing.
    """
    keys = {code: _ratio(odd_number(tickets[code]), odds[code]) for code in codes}

    def compare(one: str, other: str) -> int:
        (a, b), (c, d) = keys[one], keys[other]
        return (a * d > c * b) - (a * d < c * b)

    return tuple(sorted(sorted(keys, key=str.encode), key=cmp_to_key(compare)))


def _ratio(number: int, odds: int) -> tuple[int, int]:
    return number, (RANGE - number) * odds
