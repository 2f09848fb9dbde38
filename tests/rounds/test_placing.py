"""Which of several findings that look alike was mended."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.building import WardModel

from sysaudit.reports.json_output import validation_json
from sysaudit.rounds import compared, read_baseline
from sysaudit.validation import Validation, validate

LIST = "1304 所管するシステム一覧"
BLANK = "{システムID}"


def checked(folder: Path, *edits: str) -> Validation:
    """The test ward with five more rows, after edits."""
    rows = [f"{LIST} copy-row 3 {row}" for row in range(4, 9)]
    folder.mkdir()
    returned, _, _ = WardModel().edited([*rows, *edits]).write(folder)
    return validate([returned])


def mended(folder: Path, before: tuple[str, ...], after: tuple[str, ...]) -> list[str | None]:
    """The cells of blank IDs that count as mended from one round to the next."""
    path = folder / "1.json"
    path.write_text(validation_json(checked(folder / "1", *before), "ja"), encoding="utf-8")
    comparison = compared(checked(folder / "2", *after), read_baseline(path))
    return [each.cell for each in comparison.mended if each.code == "C01"]


def blank(*rows: int) -> tuple[str, ...]:
    """Edits that empty the ID in these rows."""
    return tuple(f"{LIST}!{BLANK}{row} =" for row in rows)


@pytest.mark.parametrize(("left", "told"), [((4, 8), ["C6"]), ((4, 6), ["C8"]), ((6, 8), ["C4"])])
def test_the_mended_one_is_told(left: tuple[int, ...], told: list[str], tmp_path: Path) -> None:
    """Of three blank IDs one is filled in: that one is 直った, wherever it stands."""
    assert mended(tmp_path, blank(4, 6, 8), blank(*left)) == told


def test_nothing_still_wrong_is_told_as_mended(tmp_path: Path) -> None:
    """Of a range of two and a cell, one of the two is mended: neither finding is wholly gone."""
    assert mended(tmp_path, blank(4, 5, 8), blank(5, 8)) == []


def test_all_of_them_mended(tmp_path: Path) -> None:
    """Where none is left, each was mended."""
    assert mended(tmp_path, blank(4, 6, 8), ()) == ["C4", "C6", "C8"]
