"""A division whose code begins with 0, in numeric cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.building import BookModel, WardModel, division_book, roster_row, table, write_book

from sysaudit.analysis import analyze
from sysaudit.forms import ROSTER, SYSTEM_LIST
from sysaudit.prefilling import prepare
from sysaudit.reports.analysis_workbook import write_analysis
from sysaudit.validation import Validation, validate

CODE, NAME = "0103", "税務課"


@pytest.fixture
def validation(tmp_path: Path) -> Validation:
    """Its code was typed as a number in one row of each list; 表紙 is right."""
    book = division_book(CODE, NAME)
    for sheet in book.sheets:
        for spot, value in list(sheet.cells.items()):
            if value == CODE and spot[0] == 1 and sheet.name != "表紙":
                sheet.cells[spot] = 103
    (tmp_path / "returned").mkdir()
    write_book(tmp_path / "returned" / book.name, book)
    register = BookModel("組織台帳.xlsx", [table(ROSTER, [roster_row(CODE, NAME)])])
    write_book(tmp_path / register.name, register)
    return validate([tmp_path / "returned"], roster=tmp_path / register.name)


def test_the_rows_are_the_divisions(validation: Validation) -> None:
    """The loss is told as it was; nothing is told of another division."""
    (division,) = validation.ward.divisions.values()
    assert {row.division_code for row in division.systems} == {CODE}
    assert {row.division_code for row in division.evaluations} == {CODE}
    assert {f.code for f in validation.findings} == {"C25"}


def test_next_year_its_systems_are_carried_over(validation: Validation, tmp_path: Path) -> None:
    """All of them, to the division whose they are, out of the 分析書."""
    write_analysis(tmp_path / "分析書.xlsx", analyze(validation))
    register = BookModel("次.xlsx", [table(ROSTER, [roster_row(CODE, NAME, 2020)])])
    write_book(tmp_path / register.name, register)
    outgoing = prepare(tmp_path / register.name, previous=[tmp_path / "分析書.xlsx"], year=2020)
    (division,) = outgoing.divisions
    carried = {row["system_id"] for row in division.rows[SYSTEM_LIST.id]}
    assert carried == {each.system_id for each in validation.ward.divisions[CODE].systems}


def test_another_code_stays_another(tmp_path: Path) -> None:
    """1304 is no 304, and rows of others are told as before."""
    returned, _, roster = (
        WardModel().edited(["1304 所管するシステム一覧!{課コード}3 = 304"]).write(tmp_path)
    )
    found = validate([returned], roster=roster).findings
    assert "X12" in {each.code for each in found}
