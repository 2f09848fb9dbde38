"""Leaves: the sealed result, which can be published on the day of the draw.

Each division's result is hashed together with a nonce that follows from the key. Without the
nonce nobody can tell what a leaf says, not even by trying all results; with it, anybody can. So
the list of all leaves gives nothing away when it is published, and binds whoever published it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from sysaudit.draw.drawing import Draw
from sysaudit.draw.hashing import digest

DRAWN, RESERVE, EXCLUDED = "drawn", "reserve", "excluded"
UNDATED, NO_DETAIL = "undated", "-"


class Leaf(NamedTuple):
    """One division's sealed result.

    Attributes:
        nonce: Shown to the division at its visit.
        status: ``drawn``, ``reserve`` or ``excluded``.
        detail: The date of the visit or ``undated``, the number of the reserve, or ``-``.
        leaf: The hash of all that.
    """

    nonce: str
    status: str
    detail: str
    leaf: str


def leaves(draw: Draw, draw_id: str, dates: Mapping[str, date]) -> dict[str, Leaf]:
    """The leaf of each division, by code."""
    return {
        each.code: _leaf(draw, draw_id, each.code, dates.get(each.code)) for each in draw.candidates
    }


def _leaf(draw: Draw, draw_id: str, code: str, day: date | None) -> Leaf:
    status, detail = EXCLUDED, NO_DETAIL
    if code in draw.drawn:
        status, detail = DRAWN, UNDATED if day is None else day.isoformat()
    elif code in draw.reserve:
        status, detail = RESERVE, str(draw.reserve[code])
    nonce = digest("nonce", draw.key, code)
    return Leaf(nonce, status, detail, digest("leaf", draw_id, nonce, code, status, detail))


def leaf_list(several: Iterable[Leaf]) -> str:
    """All leaves, sorted, one per line: what may be published."""
    return "".join(f"{leaf}\n" for leaf in sorted(each.leaf for each in several))


def leaf_list_sha256(several: Iterable[Leaf]) -> str:
    """By which the list is known."""
    return hashlib.sha256(leaf_list(several).encode()).hexdigest()
