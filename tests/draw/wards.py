"""Divisions from small text tables, and keys that stand for nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from sysaudit.draw import Candidate, Status, key_of, share_of_seed

TEN_DEPARTMENTS = (31, 19, 14, 11, 8, 6, 5, 3, 2, 1)
"""How many divisions each has: a hundred."""


def ward(*lines: str) -> list[Candidate]:
    """A ward of lines such as ``総務部: A1 A2×4 A3×2! A4?``.

    ``×4`` is the weight (1 unless given), ``!`` a division that must be drawn, ``?`` one that is
    out.
    """
    return [
        division(word, name)
        for name, words in (line.split(": ") for line in lines)
        for word in words.split()
    ]


def division(word: str, department: str) -> Candidate:
    """One division of a line."""
    status = {"!": Status.MUST, "?": Status.OUT}.get(word[-1], Status.IN)
    code, _, weight = word.rstrip("!?").partition("×")
    return Candidate(code, department, int(weight or 1), status)


def hundred(
    weights: Iterable[int], statuses: Mapping[int, Status] | None = None
) -> list[Candidate]:
    """A hundred divisions in ten uneven departments; weights in turn, statuses by number."""
    homes = [f"部{n}" for n, size in enumerate(TEN_DEPARTMENTS) for _ in range(size)]
    given = statuses or {}
    return [
        Candidate(f"D{number:02}", home, weight, given.get(number, Status.IN))
        for number, (home, weight) in enumerate(zip(homes, weights, strict=True))
    ]


@cache
def dummy_key(number: int) -> str:
    """The key of the text seed ``dummy-<number>``."""
    return key_of("2019", [share_of_seed(f"dummy-{number}")])


def weights_of(*weights: int) -> dict[str, int]:
    """Weights of divisions D000, D001, ... in this order."""
    return {f"D{number:03}": weight for number, weight in enumerate(weights)}
