"""Tickets: each division's number between 0 and 1, which hangs on the key and its code alone.

Not on its row, its name or the others: sorting the roster in Excel changes nothing, and a
division that is added or taken away leaves the tickets of the others as they are.
"""

from __future__ import annotations

from sysaudit.draw.hashing import RANGE, digest, odd_number


def ticket(key: str, code: str) -> str:
    """The ticket t of a division, 64 hexadecimal digits."""
    return digest("ticket", key, code)


def in_unit(digits: str) -> float:
    """The number u = T/M with T = 2t + 1, between 0 and 1; for showing, never for deciding.

    >>> in_unit("8" + "0" * 63)
    0.5
    """
    return odd_number(digits) / RANGE
