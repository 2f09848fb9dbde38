"""Rows whose system ID is not on the division's list, and what was probably meant by them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from sysaudit.findings import Text
from sysaudit.forms.cost_estimate import CostLine
from sysaudit.forms.evaluation import Evaluation
from sysaudit.forms.system_list import System
from sysaudit.rules.division_return import grouped
from sysaudit.rules.names import alike_id, plain_name

Joined = CostLine | Evaluation
"""A row that names its system by ID."""
J = TypeVar("J", CostLine, Evaluation)


def stray_rows(rows: Iterable[J], listed: Mapping[str, System]) -> dict[str, list[J]]:
    """The rows by each ID that is not on the list."""
    return {
        system_id: group
        for system_id, group in grouped(rows, lambda row: row.system_id).items()
        if system_id not in listed
    }


def meant_by(system_id: str, row: Joined, listed: Mapping[str, System]) -> str | None:
    """The ID on the list that was probably meant: one mistyped, or one with the row's name."""
    alike = [known for known in listed if alike_id(known) == alike_id(system_id)]
    if len(alike) == 1:
        return alike[0]
    name = plain_name(row.system_name or "")
    named = [
        known for known, s in listed.items() if name and plain_name(s.system_name or "") == name
    ]
    return named[0] if len(named) == 1 else None


def hint_of(meant: str | None) -> Text:
    """The question whether that ID was meant."""
    if meant is None:
        return Text("", "")
    return Text(f"「{meant}」のことですか。", f" Is {meant} meant?")


def unexplained(
    strays: Mapping[str, Sequence[Joined]], lacking: list[System], listed: Mapping[str, System]
) -> list[System]:
    """The systems without rows that stray IDs do not account for.

    A mistyped ID is one cause: it leaves a row without a system and a system without a row.
    """
    if len(strays) >= len(lacking):
        return []
    meant = {meant_by(system_id, rows[0], listed) for system_id, rows in strays.items()}
    return [system for system in lacking if system.system_id not in meant]
