"""Rows put in, taken out or moved in a result, and two hundred changes by the dice."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import Workbook
from tests.audits.books import (
    Place,
    at,
    cells_of,
    changed,
    differences,
    places,
    read,
    spot,
    untouched,
    with_cell,
)
from tests.audits.wards import drawn_twelve

from sysaudit.audits import book
from sysaudit.audits.verification import verified
from sysaudit.errors import Misuse
from sysaudit.reports.draw_workbook import draw_workbook


def test_row_deleted_in_the_list_of_all(tmp_path: Path) -> None:
    """Its other rows are too many, and the plan is another."""

    def edit(opened: Workbook) -> None:
        sheet = opened[book.DIVISIONS]
        sheet.delete_rows(int(spot(sheet, "課コード", "1302")[1:]))

    expected = {
        at(untouched(), book.RESERVES, "課コード", "1302"),
        at(untouched(), book.PROOF, "plan"),
    }
    assert expected <= places(differences(edit, tmp_path))


@pytest.mark.parametrize("sheet", [book.DRAWN, book.RESERVES, book.EXCLUDED])
def test_row_deleted(sheet: str, tmp_path: Path) -> None:
    """A row is missing on that sheet."""
    code = {book.DRAWN: "1202", book.RESERVES: "1304", book.EXCLUDED: "1103"}[sheet]

    def edit(opened: Workbook) -> None:
        codes = [[cell.value for cell in row] for row in opened[sheet].iter_rows()]
        opened[sheet].delete_rows(next(n for n, row in enumerate(codes, start=1) if code in row))

    (found,) = differences(edit, tmp_path)
    assert places((found,)) == {Place(sheet, None)}
    assert "1行ありません" in found.what.ja


@pytest.mark.parametrize("code", ["1302", "1202", "9999"])
def test_row_added_among_the_drawn(code: str, tmp_path: Path) -> None:
    """A reserve, one that is there already, one that does not exist."""
    last = int(str(at(untouched(), book.DRAWN, "課コード", "1301").cell)[1:])

    def edit(opened: Workbook) -> None:
        sheet = opened[book.DRAWN]
        sheet.insert_rows(last + 1)
        for column in range(1, 16):
            sheet.cell(last + 1, column, sheet.cell(last, column).value)
        sheet[f"C{last + 1}"] = code

    found = differences(edit, tmp_path)
    assert places(found) == {Place(book.DRAWN, f"C{last + 1}")}
    assert "あるはずのない行" in found[0].what.ja


def test_closed_day_removed(tmp_path: Path) -> None:
    """The plan is another, and so are the dates of whoever would have been visited that day."""

    def edit(opened: Workbook) -> None:
        names = [row[1].value for row in opened[book.PROOF].iter_rows()]
        opened[book.PROOF].delete_rows(names.index("即位礼正殿の儀") + 1)

    assert at(untouched(), book.PROOF, "plan") in places(differences(edit, tmp_path))


@pytest.mark.parametrize(
    ("heading", "value"),
    [("課コード", "9999"), ("課コード", "1304"), ("変更前の日", date(2019, 9, 3))],
)
def test_move_that_cannot_have_been(heading: str, value: object, tmp_path: Path) -> None:
    """日程変更 records moves of drawn divisions alone, each from the day that it had."""
    content = draw_workbook(drawn_twelve().with_move("1203", date(2019, 12, 2), "台風"))
    place = at(content, book.MOVES, heading, "1203")
    told = read(changed(content, place, value), tmp_path)
    assert place in places(verified(told).differences)


VALUES: tuple[Any, ...] = (
    *(None, "", "文字", "1101", "a|b", "１１０１", "課コード", "（", "\u3000", "A\u200bB", "²"),
    *(0, -1, 1, 7, 0.5, 1e9, 10**15, 1e300, True, False, "1e5", "NaN", "0" * 64, "z" * 64),
    *(date(1900, 1, 1), date(2019, 10, 1), "2019-10-01", "2019-10-01〜", "〜"),
    *("#REF!", "#N/A", "対象", "必須", "繰越し", "○"),
)
COMPARED = (book.DRAWN, book.RESERVES, book.DIVISIONS, book.MOVES, book.EXCLUDED, book.PROOF)


@pytest.mark.parametrize("seed", range(10))
def test_no_change_ends_in_an_accident(seed: int, tmp_path: Path) -> None:
    """Two hundred single cells of other types: each ends in a verification or in misuse."""
    rng = Random(seed)
    content = draw_workbook(drawn_twelve().with_move("1203", date(2019, 12, 2), "台風"))
    accidents = []
    for _ in range(20):
        sheet = rng.choice(COMPARED)
        cell, value = rng.choice(cells_of(content, sheet)), rng.choice(VALUES)
        try:
            verified(read(with_cell(content, sheet, cell, value), tmp_path))
        except Misuse:
            pass
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told with its cell
            accidents.append((sheet, cell, value, repr(error)))
    assert accidents == []
