"""Rounds with a ward, each made of edits and compared with the one before through its JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from tests.building import WardModel, division_book

from sysaudit.config import Settings
from sysaudit.reports.json_output import validation_json
from sysaudit.rounds import Comparison, State, compared, read_baseline
from sysaudit.validation import Validation, validate

SYSTEMS, COSTS, SCORES = "所管するシステム一覧", "経費見積入力シート", "システム評価"


class Played(NamedTuple):
    """A round, and what had changed."""

    validation: Validation
    comparison: Comparison | None
    json: Path

    @property
    def change(self) -> Comparison:
        assert self.comparison is not None
        return self.comparison

    @property
    def told(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.json.read_text(encoding="utf-8"))
        return told


def played(
    folder: Path,
    edits: Iterable[str] = (),
    before: Played | None = None,
    *,
    systems: int = 2,
    as_of: date = date(2019, 7, 1),
    roster: bool = True,
    previous: bool = False,
    settings: Settings | None = None,
    only: Sequence[str] = ("",),
) -> Played:
    """One round with the test ward, of which 1304 has so many systems.

    ``only``: the files whose name holds one of these are there.
    """
    ward = WardModel()
    ward.books["1304"] = division_book("1304", "課税課", systems=systems)
    folder = folder / str(len(list(folder.iterdir())))
    folder.mkdir()
    returned, last_year, register = ward.edited(edits).write(folder)
    validation = validate(
        [path for path in sorted(returned.iterdir()) if any(part in path.name for part in only)],
        roster=register if roster else None,
        previous=[last_year] if previous else [],
        settings=settings,
        as_of=as_of,
    )
    change = compared(validation, read_baseline(before.json)) if before else None
    target = folder / "round.json"
    target.write_text(validation_json(validation, "ja", change), encoding="utf-8")
    return Played(validation, change, target)


def states(round_: Played) -> list[tuple[str, str | None, str]]:
    """Code, cell and state of each finding."""
    return [
        (f.code, f.address.cell, round_.change.state_of(f).value)
        for f in round_.validation.findings
    ]


def gone(round_: Played) -> dict[State, list[str]]:
    """The codes of what is gone, by whether it was mended."""
    change = round_.change
    return {
        State.MENDED: [each.code for each in change.mended],
        State.UNCHECKED: [each.code for each in change.unchecked],
    }
