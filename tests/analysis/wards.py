"""Small wards, written from edits and analysed, for tests of one fact each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from tests.building import WardModel

from sysaudit.analysis import Analysis, analyze
from sysaudit.config import Settings
from sysaudit.validation import Validation, validate

SYSTEMS, COSTS, SCORES = "所管するシステム一覧", "経費見積入力シート", "システム評価"


def validated(
    folder: Path,
    *edits: str,
    settings: Mapping[str, Any] | None = None,
    as_of: date | None = None,
    previous: bool = False,
    roster: bool = True,
) -> Validation:
    """The test ward with the edits, checked."""
    returned, last_year, register = WardModel().edited(edits).write(folder)
    return validate(
        [returned],
        roster=register if roster else None,
        previous=[last_year] if previous else [],
        settings=Settings.model_validate(settings or {}),
        as_of=as_of,
    )


def analysed(folder: Path, *edits: str, **options: Any) -> Analysis:
    """The test ward with the edits, analysed; options are those of `validated`."""
    return analyze(validated(folder, *edits, **options))


def taken(analysis: Analysis, year: int) -> int:
    """Yen with tax of a fiscal year that are in the totals."""
    cells = analysis.material.taken
    return int(cells.loc[cells["year"] == year, "yen"].sum())


def left_out(analysis: Analysis) -> dict[str, int]:
    """Yen left out as typed over all years, by the reason's code."""
    found: dict[str, int] = {}
    for each in analysis.material.left_out:
        if each.yen is not None:
            found[each.reason.code] = found.get(each.reason.code, 0) + each.yen
    return found


def of(edit: str, code: str = "1304") -> str:
    """An edit of a division's system list."""
    return f"{code} {SYSTEMS}!{edit}"


def cost(edit: str, code: str = "1304") -> str:
    """An edit of a division's cost sheet."""
    return f"{code} {COSTS}!{edit}"


def score(edit: str, code: str = "1304") -> str:
    """An edit of a division's evaluation."""
    return f"{code} {SCORES}!{edit}"


def row_of(table: pd.DataFrame, system_id: str) -> pd.Series:
    """The one row of a system."""
    (at,) = (n for n, own in enumerate(table["system_id"]) if own == system_id)
    return table.iloc[at]
