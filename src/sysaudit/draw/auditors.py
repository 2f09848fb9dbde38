"""Who visits whom: never the own department, and nobody much more often than another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sysaudit.draw.hashing import digest


class Auditor(NamedTuple):
    """An auditor (監査実施人) and the department in which he or she works."""

    name: str
    department: str


def assigned(
    visits: Mapping[str, date],
    departments: Mapping[str, str],
    auditors: Sequence[Auditor],
    key: str,
) -> dict[str, Auditor | None]:
    """The auditor of each visit, by division code; None where nobody is left.

    In the order of the dates, the one with the fewest visits so far; ties by hash.

    Args:
        visits: Dates by division code.
        departments: Of the divisions, by code.
        auditors: As the settings name them.
        key: K.
    """
    load = dict.fromkeys(auditors, 0)
    found: dict[str, Auditor | None] = {}
    for code in _in_order(visits, key):
        able = [each for each in load if each.department != departments[code]]
        chosen = min(
            able,
            key=lambda each, c=code: (
                load[each],
                digest("auditor", key, c, each.name),
                each.department,
            ),  # type: ignore[misc]
            default=None,
        )
        if chosen is not None:
            load[chosen] += 1
        found[code] = chosen
    return found


def _in_order(visits: Mapping[str, date], key: str) -> Iterable[str]:
    return sorted(visits, key=lambda code: (visits[code], digest("visit", key, code)))
