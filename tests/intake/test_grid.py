"""Workbooks as grids: every value at the address that Excel shows."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook as OpenpyxlBook
from python_calamine import CalamineWorkbook
from tests.intake import mutants
from tests.intake.books import (
    SHEET,
    edited,
    first_grid,
    handmade,
    opened,
    packed,
    plain,
    unpacked,
    written,
)

from sysaudit.intake import grid as grid_module
from sysaudit.intake.archive import Limits, Reason, Refusal
from sysaudit.intake.facts import SheetFacts
from sysaudit.intake.folder import Source
from sysaudit.intake.grid import Grid, Workbook, open_workbook
from sysaudit.intake.workers import run_isolated


def read(folder: Path, data: bytes, **options: Any) -> Workbook:
    workbook = opened(folder, data, **options)
    assert isinstance(workbook, Workbook), workbook
    return workbook


def test_a_table_that_begins_at_c5_keeps_its_addresses(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("経費")
        sheet.write("C5", "システムID")
        sheet.write("E5", "額")
        sheet.write("C7", "S01")
        sheet.write("E7", 1200)

    grid = first_grid(tmp_path, written(fill))
    assert (grid.top, grid.left) == (5, 3)
    assert (grid.value(5, 3), grid.value(7, 5), grid.value(7, 3)) == (
        "システムID",
        1200,
        "S01",
    )
    assert [grid.value(*place) for place in [(1, 1), (5, 4), (6, 3), (5, 2), (99, 3), (5, 99)]] == (
        [""] * 6
    )
    assert list(grid) == [
        (5, ["システムID", "", "額"]),
        (6, ["", "", ""]),
        (7, ["S01", "", 1200.0]),
    ]


def test_the_same_addresses_from_openpyxl(tmp_path: Path) -> None:
    book = OpenpyxlBook()
    book.worksheets[0]["C5"] = "ID"
    book.worksheets[0]["D8"] = date(2019, 4, 26)
    buffer = BytesIO()
    book.save(buffer)
    grid = first_grid(tmp_path, buffer.getvalue())
    assert (grid.value(5, 3), grid.value(8, 4)) == ("ID", date(2019, 4, 26))


def test_sheets_come_in_the_order_of_the_tabs_with_what_is_hidden(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        for name in ("表紙", "A&B <'\">", "隠し", "極秘"):
            book.add_worksheet(name).write("A1", name)
        book.get_worksheet_by_name("隠し").hide()
        book.get_worksheet_by_name("極秘").very_hidden()

    grids = read(tmp_path, written(fill)).grids
    assert [(grid.name, grid.index, grid.visible, grid.value(1, 1)) for grid in grids] == [
        ("表紙", 0, True, "表紙"),
        ("A&B <'\">", 1, True, "A&B <'\">"),
        ("隠し", 2, False, "隠し"),
        ("極秘", 3, False, "極秘"),
    ]


def test_an_empty_sheet_has_no_rows(tmp_path: Path) -> None:
    grid = first_grid(tmp_path, handmade("<sheetData/>"))
    assert (grid.rows, grid.value(1, 1), grid.unreadable) == ([], "", None)


def test_a_chart_on_a_sheet_of_its_own_is_no_grid(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        data = book.add_worksheet("経費")
        data.write("A1", 1)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=経費!$A$1:$A$1"})
        book.add_chartsheet("図").set_chart(chart)
        book.add_worksheet("評価").write("B2", 2)

    grids = read(tmp_path, written(fill)).grids
    assert [(grid.name, grid.index) for grid in grids] == [("経費", 0), ("評価", 2)]
    assert grids[1].value(2, 2) == 2


def test_skipped_sheets_appear_without_rows(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("記入要領").write("A1", "x")
        book.add_worksheet("経費").write("A1", "y")

    grids = read(tmp_path, written(fill), skip=lambda name: name == "記入要領").grids
    assert [(grid.name, grid.rows) for grid in grids] == [("記入要領", []), ("経費", [["y"]])]


@pytest.mark.parametrize("since_1904", [False, True])
def test_dates_are_right_in_both_systems(tmp_path: Path, *, since_1904: bool) -> None:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"date_1904": since_1904}) as book:
        style = book.add_format({"num_format": "yyyy/mm/dd"})
        book.add_worksheet().write_datetime("B2", datetime(2019, 4, 26), style)
    workbook = read(tmp_path, buffer.getvalue())
    assert workbook.date1904 is since_1904
    assert workbook.grids[0].value(2, 2) == date(2019, 4, 26)


def test_values_of_other_workbooks_are_told(tmp_path: Path) -> None:
    data = plain()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"
    link = f'<Relationship Id="x" Type="{kind}" Target="externalLinks/e1.xml"/></Relationships>'
    linked = edited(data, "xl/_rels/workbook.xml.rels", "</Relationships>", link)
    assert read(tmp_path, data).external_links is False
    assert read(tmp_path, linked).external_links is True


def test_a_strict_workbook_is_read(tmp_path: Path) -> None:
    """Excel's 'Strict Open XML'; openpyxl finds no sheets in it and says nothing."""
    parts = {
        name: part.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, part in unpacked(plain()).items()
    }
    grid = first_grid(tmp_path, packed(parts))
    assert (grid.value(2, 2), grid.value(3, 3)) == ("text", 5.0)


def test_a_workbook_part_of_another_name_is_found(tmp_path: Path) -> None:
    """Excel for the web has been seen to write xl/workbook22.xml."""
    parts = unpacked(plain())
    parts["xl/workbook22.xml"] = parts.pop("xl/workbook.xml")
    parts["xl/_rels/workbook22.xml.rels"] = parts.pop("xl/_rels/workbook.xml.rels")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"workbook.xml", b"workbook22.xml")
    assert first_grid(tmp_path, packed(parts)).value(2, 2) == "text"


@pytest.mark.parametrize("dimension", ["junk", "A1:XFD1048576", "B9:A1", "A1:ZZZZ99999999999"])
def test_a_wrong_dimension_does_not_matter(tmp_path: Path, dimension: str) -> None:
    data = edited(plain(), SHEET, r'<dimension ref="[^"]*"', f'<dimension ref="{dimension}"')
    assert first_grid(tmp_path, data).rows == [["text", ""], ["", 5.0]]


def test_a_sheet_that_calamine_gives_up_leaves_the_others(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("壊").write("A1", 1)
        book.add_worksheet("良").write("A1", 2)

    data = edited(written(fill), SHEET, '<c r="A1">', '<c r="A1" t="zz">')
    broken, good = read(tmp_path, data).grids
    assert (broken.rows, broken.unreadable) == ([], "Unknown cell 't' attribute: \"zz\"")
    assert (good.rows, good.unreadable) == ([[2.0]], None)


class Panic(BaseException):
    """calamine's panics are no ``Exception`` either."""


@pytest.mark.parametrize("at", ["get_sheet_by_name", "from_filelike"])
def test_a_panic_in_calamine_is_a_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    class Panicking:
        @staticmethod
        def from_filelike(file: BytesIO) -> Any:
            if at == "from_filelike":
                raise Panic("index out of bounds")
            return Panicking()

        def get_sheet_by_name(self, _: str) -> None:
            raise Panic("index out of bounds")

    monkeypatch.setattr(grid_module, "CalamineWorkbook", Panicking)
    workbook = opened(tmp_path, plain())
    if isinstance(workbook, Refusal):
        assert workbook.reason is Reason.DAMAGED
    else:
        assert workbook.grids[0].unreadable == "index out of bounds"
    assert isinstance(workbook, Refusal) == (at == "from_filelike")


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_a_wish_to_stop_is_no_panic(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    def interrupted(_: object) -> None:
        raise stop

    monkeypatch.setattr(grid_module, "CalamineWorkbook", SimpleNamespace(from_filelike=interrupted))
    with pytest.raises(stop):
        opened(tmp_path, plain())


def test_too_little_memory_is_a_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(grid_module, "CalamineWorkbook", SimpleNamespace(from_filelike=exhausted))
    refused = opened(tmp_path, plain())
    assert isinstance(refused, Refusal)
    assert refused.reason is Reason.TOO_LARGE


def test_what_is_read_goes_between_processes(tmp_path: Path) -> None:
    workbook = read(tmp_path, plain())
    assert pickle.loads(pickle.dumps(workbook)) == workbook


def test_values_are_those_that_calamine_gives_the_file_itself(tmp_path: Path) -> None:
    """The archive that it is handed here holds the same sheets, texts and styles."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet("経費")
        style = book.add_format({"num_format": '#,##0"円"'})
        day = book.add_format({"num_format": 'ggge"年"m"月"d"日"'})
        for row in range(20):
            sheet.write(row, 1, f"課税課{row}\n二行目")
            sheet.write(row, 2, row * 1.5, style)
            sheet.write_datetime(row, 3, datetime(2019, 4, 1 + row), day)
            sheet.write_formula(row, 4, f"=C{row + 1}*2", style, row * 3)
            sheet.write_boolean(row, 5, row % 2 == 0)
        sheet.write_rich_string("B30", "a", book.add_format({"bold": True}), "b")

    data = written(fill)
    itself = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0)
    assert first_grid(tmp_path, data).rows == itself.to_python()


def test_a_grid_can_be_made_by_hand() -> None:
    grid = Grid("S", 0, visible=True, top=2, left=2, rows=[["a", "b"]])
    assert (grid.value(2, 3), grid.facts, grid.unreadable) == ("b", SheetFacts(), None)


def test_the_source_gives_the_workbook_its_name(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(plain())
    workbook = open_workbook(Source(path, "区民部/x.xlsx"), Limits(), lambda _: False)
    assert isinstance(workbook, Workbook)
    assert workbook.name == "区民部/x.xlsx"


@pytest.mark.slow
def test_whatever_is_damaged_the_reader_lives_and_answers() -> None:
    seeds = range(3000)
    answers = run_isolated(
        mutants.answer, seeds, jobs=2, seconds=30, died=mutants.died, overdue=mutants.died
    )
    assert set(answers) <= {*Reason, "read"}
    assert {"read", Reason.DAMAGED} <= set(answers)
