"""System IDs for systems that have none yet: they came in last year under 新規-1, 新規-2.

An ID is opaque once it is given, since division codes change. When it is given it is made of the
division's code and a number that no system of that code bears, nor ever bore as far as last
year's returns tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sysaudit.forms.system_list import System
from sysaudit.rules.division_return import is_provisional
from sysaudit.rules.ward import Ward

_SEPARATOR = "-S"
_OWN, _LINKS = ("system_id",), ("linked_systems", "merge_with")


@dataclass(frozen=True)
class Issued:
    """An ID that was given to a system.

    Attributes:
        division_code: This year's division, which has the system now.
        former_code: Last year's division, which told the system under ``provisional``.
    """

    division_code: str
    former_code: str
    provisional: str
    system_id: str
    system_name: str


def issue(ward: Ward) -> tuple[Issued, ...]:
    """The IDs of all systems that bore a provisional one last year.

    A system that two parts of a split division may claim gets one ID, made of the first's code.
    """
    known = set(_known_ids(ward))
    issued = []
    for former, returned in sorted(ward.previous_divisions.items()):
        heirs = ward.successors(former)
        for system in _provisional(returned.systems) if heirs else ():
            system_id = _next_id(heirs[0], known)
            known.add(system_id)
            issued.append(
                Issued(
                    heirs[0], former, system.system_id or "", system_id, system.system_name or ""
                )
            )
    return tuple(issued)


def _provisional(systems: Iterable[System]) -> Iterator[System]:
    """The systems with a provisional ID, the first of each."""
    seen: set[str] = set()
    for system in systems:
        own = system.system_id
        if own and is_provisional(own) and own not in seen:
            seen.add(own)
            yield system


def _known_ids(ward: Ward) -> Iterator[str]:
    """Every ID that stands anywhere in last year's returns, as a system's own or as a link."""
    for file in ward.previous or ():
        for table in file.tables:
            for record in table.records:
                yield from filter(None, (getattr(record, key, None) for key in _OWN))
                for key in _LINKS:
                    yield from getattr(record, key, ())


def _next_id(code: str, known: Iterable[str]) -> str:
    pattern = re.compile(re.escape(f"{code}{_SEPARATOR}") + r"(\d+)")
    numbers = [int(match[1]) for each in known if (match := pattern.fullmatch(each))]
    return f"{code}{_SEPARATOR}{max(numbers, default=0) + 1:02}"
