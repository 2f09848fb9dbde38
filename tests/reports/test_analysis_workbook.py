"""システム評価分析書.xlsx, read back."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.analysis.reading import Row, by_year, cells_of, table_of
from tests.analysis.samples import PREVIOUS, RETURNED, ROSTER, SECOND, analysed
from tests.building import WardModel
from tests.cli.running import called

from sysaudit.analysis import analyze
from sysaudit.reports.analysis_workbook import is_analysis, write_analysis
from sysaudit.reports.templates.styles import lines_of
from sysaudit.validation import validate

SHEETS = [
    "概要", "提出状況", "システム一覧", "経費", "経費集計", "上位システム", "単価比較", "更新時期",
    "評価", "評価差", "重複・共同利用", "調達", "事業者", "リスク", "職員作成ツール", "前年度比較",
    "課題・要望", "二次評価入力", "未反映", "出典",
]  # fmt: skip
"""As analysis.md lists them."""
CHARTED = {
    "概要": 1, "提出状況": 1, "経費集計": 2, "上位システム": 1, "単価比較": 1, "評価": 1, "調達": 1,
    "事業者": 1, "前年度比較": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The 分析書 of the samples."""
    path = tmp_path_factory.mktemp("sample") / "分析書.xlsx"
    write_analysis(path, analysed())
    return path


@cache
def opened(path: Path, *, values: bool = False) -> Workbook:
    return openpyxl.load_workbook(path, data_only=values)


def formulas(path: Path) -> Iterator[tuple[str, str, str]]:
    """Sheet, cell and text of every formula."""
    for sheet in opened(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell.coordinate, str(cell.value)


def test_sheets_in_order(book: Path) -> None:
    """The twenty sheets of analysis.md are seen, in its order; what helps them is hidden."""
    shown = [s.title for s in opened(book).worksheets if s.sheet_state == "visible"]
    assert shown == SHEETS
    active = opened(book).active
    assert active is not None
    assert active.title == "概要"


@pytest.mark.slow
def test_two_runs_give_the_same_bytes(book: Path, tmp_path: Path) -> None:
    """From the files to the workbook once more: not a byte is different."""
    again = analyze(validate([RETURNED, SECOND], roster=ROSTER, previous=[PREVIOUS]))
    folder = tmp_path.parent / f"{book.parent.name}-again"  # links are relative to the folder
    folder.mkdir()
    write_analysis(folder / book.name, again)
    assert (folder / book.name).read_bytes() == book.read_bytes()


def test_every_formula_carries_its_value(book: Path) -> None:
    """A preview pane, which computes nothing, shows all figures; none is an error."""
    shown = opened(book, values=True)
    empty = [(s, c) for s, c, _ in formulas(book) if shown[s][c].value is None]
    assert [each for each in empty if cell_of(book, *each) != ""] == []
    wrong = [(s, c) for s, c, _ in formulas(book) if str(shown[s][c].value).startswith("#")]
    assert wrong == []


def cell_of(path: Path, sheet: str, cell: str) -> Any:
    """A cell as calamine reads it; a formula that gives an empty text gives one here too."""
    row, column = coordinate_to_tuple(cell)
    return cells_of(path, sheet)[row - 1][column - 1]


def test_totals_are_formulas(book: Path) -> None:
    """The sheets of sums are live, so that a person can follow and change them."""
    live = {sheet for sheet, _, _ in formulas(book)}
    assert {"概要", "提出状況", "経費集計", "上位システム", "単価比較", "更新時期"} <= live
    assert {"評価", "評価差", "調達", "事業者", "リスク", "前年度比較", "出典"} <= live


def test_pandas_reads_what_calamine_reads(book: Path) -> None:
    """Two readers see the same values on every sheet, and each row of the long tables."""
    one = pd.read_excel(book, sheet_name=None, header=None, engine="openpyxl")
    other = pd.read_excel(book, sheet_name=None, header=None, engine="calamine")
    assert list(one) == list(other)
    for name, frame in one.items():
        left, right = (plain(each) for each in (frame, other[name]))
        assert left == right, name
    costs = pd.read_excel(book, sheet_name="経費", engine="calamine")
    assert len(costs) == len(table_of(book, "経費", "キー"))
    assert costs["税込額（円）"].dtype == "int64"


def plain(frame: pd.DataFrame) -> list[list[object]]:
    """Values without what readers do differently: whole floats, blanks, trailing blank cells."""
    rows = []
    for row in frame.itertuples(index=False):
        cells = [None if pd.isna(cell) or cell == "" else cell for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        rows.append([float(c) if isinstance(c, int) else c for c in cells])
    while rows and not rows[-1]:
        rows.pop()
    return rows


@pytest.mark.parametrize(
    ("sheet", "name"), [("経費", "経費明細"), ("システム一覧", "システム明細")]
)
def test_long_sheets_are_native_tables(book: Path, sheet: str, name: str) -> None:
    """They cover all their rows and columns, and filter."""
    made = opened(book)[sheet]
    table = made.tables[name]
    assert table.ref == made.dimensions
    assert table.autoFilter is not None


def test_long_sheets_without_memory_for_tables(tmp_path: Path) -> None:
    """Beyond the setting they are filtered ranges with the same values."""
    ward = WardModel().write(tmp_path)
    paths = []
    for cells in (1_500_000, 0):
        validation = validate([ward[0]], roster=ward[2])
        limit = validation.context.settings.analysis.model_copy(
            update={"native_table_cells": cells}
        )
        settings = validation.context.settings.model_copy(update={"analysis": limit})
        paths.append(tmp_path / f"{cells}.xlsx")
        write_analysis(paths[-1], analyze(validate([ward[0]], roster=ward[2], settings=settings)))
    native, filtered = (openpyxl.load_workbook(path) for path in paths)
    assert (len(native["経費"].tables), len(filtered["経費"].tables)) == (1, 0)
    assert filtered["経費"].auto_filter.ref == native["経費"].tables["経費明細"].ref
    for sheet in ("経費", "システム一覧", "経費集計"):
        assert cells_of(paths[0], sheet) == cells_of(paths[1], sheet)


def test_charts(book: Path) -> None:
    """The charts of analysis.md are charts of Excel, not pictures."""
    told = {s.title: len(s._charts) for s in opened(book).worksheets if s._charts}  # type: ignore[attr-defined]  # openpyxl has no other way
    assert told == CHARTED
    assert not any(s._images for s in opened(book).worksheets)  # type: ignore[attr-defined]  # as above


def test_printed_on_a4(book: Path) -> None:
    """Landscape A4, headers repeated; 概要 is one page, and every footer counts the pages."""
    with zipfile.ZipFile(book) as archive:
        parts = [archive.read(n) for n in archive.namelist() if "worksheets/sheet" in n]
    assert sum(b"&amp;P" in part for part in parts) == len(SHEETS)
    for name in SHEETS:
        sheet = opened(book)[name]
        assert sheet.page_setup.orientation == "landscape", name
        assert str(sheet.page_setup.paperSize) == "9", name
        if name not in ("概要", "前年度比較", "出典"):
            assert sheet.print_title_rows, name
    assert opened(book)["概要"].page_setup.fitToHeight in (1, None)


def test_headings_of_the_first_page_fit(book: Path) -> None:
    """No heading of 概要 is wider than its column, for its row is one line high."""
    sheet = opened(book)["概要"]
    headings = [c for row in sheet for c in row if c.value and c.fill.fgColor.rgb == "FF1F4E78"]
    assert len(headings) > 30
    for cell in headings:
        width = width_of(sheet, cell.column)
        assert lines_of(str(cell.value), int(width * 11 / cell.font.size)) == 1, cell.value


def width_of(sheet: Worksheet, number: int) -> float:
    """A column's width, which openpyxl keeps under the first column of those that share it."""
    groups = sheet.column_dimensions.values()
    return next(g.width for g in groups if (g.min or 0) <= number <= (g.max or 0))


def links_of(sheet: Worksheet) -> list[str]:
    return [str(cell.hyperlink.target) for row in sheet for cell in row if cell.hyperlink]


def test_links_are_relative(book: Path) -> None:
    """出典 has one link per returned file, each by a path from the workbook's own folder."""
    targets = links_of(opened(book)["出典"])
    assert len(targets) == len(analysed().validation.returned)
    for target in targets:
        assert not target.startswith(("/", "\\", "file:")), target
        assert ":" not in target
        path = book.parent / target.replace("\\", "/")
        assert path.resolve().parent in (RETURNED, SECOND)


def rows_by_division(path: Path, sheet: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in table_of(path, sheet, "課コード", "キー"):
        found.setdefault(str(row["課コード"]), []).append(row)
    return found


@pytest.mark.slow
def test_another_return_changes_its_own_rows(book: Path, tmp_path: Path) -> None:
    """課税課 returns anew with other amounts: its rows change, those of all others do not."""
    returned = tmp_path / "returned"
    shutil.copytree(RETURNED, returned)
    path = returned / "システム調査票_1304_課税課.xlsx"
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["経費見積入力シート"]
    sheet["R2"] = int(str(sheet["R2"].value)) + 4_321
    workbook["所管するシステム一覧"]["E2"] = "あたらしい略称"
    workbook.save(path)
    again = tmp_path / "分析書.xlsx"
    validation = validate([returned, SECOND], roster=ROSTER, previous=[PREVIOUS])
    write_analysis(again, analyze(validation))
    for name in ("システム一覧", "経費"):
        before, after = rows_by_division(book, name), rows_by_division(again, name)
        assert list(before) == list(after)
        changed = {code for code in before if before[code] != after[code]}
        assert changed == {"1304"}, name
        if name == "経費":
            own = [sum(row["税込額（円）"] for row in rows["1304"]) for rows in (before, after)]
    total = [
        sum(by_year(table_of(each, "経費集計", "経費区分")[-1]).values()) for each in (book, again)
    ]
    assert total[1] - total[0] == own[1] - own[0] == 4_753  # 4,321 and 10 %


def test_a_foreign_file_is_not_overwritten(tmp_path: Path) -> None:
    """A slip of the hand at -o costs nobody a returned file."""
    returned, _, roster = WardModel().write(tmp_path)
    target = returned / "システム調査票_1304_課税課.xlsx"
    before = target.read_bytes()
    done = called("analyze", returned, "--roster", roster, "-o", target)
    assert done.returncode == 2
    assert "上書きしません" in done.stderr.decode()
    assert target.read_bytes() == before


def test_a_workbook_of_ours_is_known(book: Path) -> None:
    """A 分析書 may be replaced by a new one; a returned file may not."""
    assert is_analysis(book)
    assert not is_analysis(RETURNED / "システム調査票_1304_課税課.xlsx")
