"""What is not as it should be in a result, and what it would have changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sysaudit.audits.reading import Told
from sysaudit.audits.result import Result, draw_audits
from sysaudit.draw import Undrawable
from sysaudit.findings import Address, Text

NEARLY = 1e-9
"""By so much a chance that was written may differ from one that is computed."""


@dataclass(frozen=True)
class Changes:
    """What another plan or key would have changed.

    Attributes:
        dropped: Drawn by the result, not drawn otherwise.
        added: Drawn otherwise only.
        dated: Drawn in both, on another day.
    """

    dropped: tuple[str, ...]
    added: tuple[str, ...]
    dated: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """Something in the result that is not what it should be.

    Attributes:
        what: Without the name of a division; its place says which.
        at: The cell, where there is one.
        changes: What it would have changed; None where it changes nothing by itself.
    """

    what: Text
    at: Address | None = None
    changes: Changes | None = None


def changes(before: Result, after: Result) -> Changes:
    """What differs between two draws."""
    drawn, others = before.draw.drawn, after.draw.drawn
    stayed = drawn & others
    return Changes(
        tuple(sorted(drawn - others, key=str.encode)),
        tuple(sorted(others - drawn, key=str.encode)),
        tuple(
            code
            for code in sorted(stayed, key=str.encode)
            if before.dates.get(code) != after.dates.get(code)
        ),
    )


def effect_of(result: Result, **other: Any) -> Changes | None:
    """What a change of the plan would have changed; None where there could be no draw."""
    try:
        return changes(result, draw_audits(replace(result.plan, **other), result.seal))
    except Undrawable:
        return None


def same(told: Told, expected: object) -> bool:
    """Whether a cell holds what it should; a fraction may be off in its last digits."""
    if expected is None or expected == "":
        return told.text == ""
    if isinstance(expected, float):
        value = told.value
        near = max(NEARLY, NEARLY * abs(expected))
        return isinstance(value, int | float) and abs(value - expected) <= near
    if isinstance(expected, int):
        return told.number == expected
    if isinstance(expected, str):
        return told.text == expected
    return told.day == expected
