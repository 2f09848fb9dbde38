"""LibreOffice works the 分析書 out anew, and prints it."""

from __future__ import annotations

import math
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from openpyxl.utils.cell import coordinate_to_tuple
from tests import office
from tests.analysis.reading import cells_of
from tests.analysis.samples import analysed
from tests.analysis.wards import analysed as ward_analysed
from tests.reports.test_analysis_texts import HOSTILE, hostile_ward

from sysaudit.reports.analysis_workbook import write_analysis

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not office.available(), reason="needs LibreOffice and python3-uno"),
]

TOLERANCE = 1e-9
ERROR = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)|Err:\d+")


SHORT = [text for text in HOSTILE if len(text) < 1_000]
"""LibreOffice takes minutes to lay out wrapped cells with the longest ones."""
OPERATORS = ("*", "見本*", "?本", "~*", ">=0", "<>", "<>見本", "=", '"', "''", "ＡＢＣ", "abd")
"""What means something where a formula compares."""


class Pair(NamedTuple):
    """A cell with a formula: what stands in it, and what LibreOffice computes."""

    sheet: str
    cell: str
    formula: str
    written: Any
    computed: Any

    @property
    def same(self) -> bool:
        """Whether both are one value; an empty text is an empty cell."""
        if isinstance(self.written, float) and isinstance(self.computed, float):
            return math.isclose(self.written, self.computed, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
        return bool((self.written or "") == (self.computed or ""))


class Recalculated(NamedTuple):
    """A 分析書 before and after."""

    written: Path
    computed: Path

    def pairs(self) -> Iterator[Pair]:
        """Every cell with a formula."""
        for sheet in openpyxl.load_workbook(self.written).worksheets:
            before, after = (cells_of(path, sheet.title) for path in self)
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        at = coordinate_to_tuple(cell.coordinate)
                        values = (value_at(rows, *at) for rows in (before, after))
                        yield Pair(sheet.title, cell.coordinate, str(cell.value), *values)


def value_at(rows: list[list[Any]], row: int, column: int) -> Any:
    """A value, counted from 1; nothing beyond the last filled cell, where a reader ends."""
    return rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[0]) else ""


def recalculated(path: Path) -> Recalculated:
    made = Recalculated(path, path.with_stem("recalculated"))
    office.recalculate(*made)
    return made


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Recalculated:
    """The 分析書 of the sample ward."""
    path = tmp_path_factory.mktemp("office") / "分析書.xlsx"
    write_analysis(path, analysed())
    return recalculated(path)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Recalculated:
    """The 分析書 of a ward whose texts are made to break formulas."""
    folder = tmp_path_factory.mktemp("office-hostile")
    return recalculated(hostile_ward(folder, [*SHORT, *OPERATORS]))


def told(pairs: list[Pair]) -> list[str]:
    """The first few that differ, for the one who mends them."""
    return [f"{p.sheet}!{p.cell} {p.formula[:90]} {p.written!r} {p.computed!r}" for p in pairs[:20]]


def test_every_formula_gives_what_stands_in_it(sample: Recalculated) -> None:
    """A spreadsheet program that recalculates the whole workbook gets the same values."""
    pairs = list(sample.pairs())
    assert len(pairs) > 5_000
    assert told([pair for pair in pairs if not pair.same]) == []


def test_strange_texts_break_no_formula(hostile: Recalculated) -> None:
    """Wildcards, operators and formulas as names of vendors: still the same values."""
    pairs = list(hostile.pairs())
    assert len(pairs) > 500
    assert told([pair for pair in pairs if not pair.same]) == []


EMPTY = [
    f"1304 {form} empty" for form in ("所管するシステム一覧", "経費見積入力シート", "システム評価")
]


@pytest.mark.parametrize("previous", [False, True])
def test_an_empty_ward_breaks_no_formula(tmp_path: Path, previous: bool) -> None:
    """Without any system nothing is divided by nothing, and every value stays the same."""
    path = tmp_path / "分析書.xlsx"
    write_analysis(path, ward_analysed(tmp_path, *EMPTY, "1305 absent", previous=previous))
    pairs = list(recalculated(path).pairs())
    assert len(pairs) > 400
    assert told([pair for pair in pairs if not pair.same]) == []
    assert [pair.cell for pair in pairs if ERROR.fullmatch(str(pair.computed))] == []


def test_no_cell_shows_an_error(sample: Recalculated) -> None:
    """Neither as written nor as computed, on any sheet."""
    names = openpyxl.load_workbook(sample.written, read_only=True).sheetnames
    found = [
        f"{path.stem} {name}: {cell}"
        for path in sample
        for name in names
        for row in cells_of(path, name)
        for cell in row
        if isinstance(cell, str) and ERROR.fullmatch(cell)
    ]
    assert found == []


def test_an_amount_that_is_changed_runs_through(sample: Recalculated, tmp_path: Path) -> None:
    """A person mends one amount on 経費: the total on 概要 follows."""
    header, first = cells_of(sample.written, "経費")[:2]
    year, yen = int(first[header.index("年度")]), first[header.index("税込額（円）")]
    changed = tmp_path / "changed.xlsx"
    office.type_into(sample.written, changed, {"経費": {"L2": str(int(yen) + 1_000_000)}})
    totals = []
    for path in (sample.written, changed):
        rows = cells_of(path, "概要")
        titles = next(row for row in rows if row[0] == "税込・円")
        column = next(n for n, title in enumerate(titles) if str(title).startswith(str(year)))
        totals.append(next(row[column] for row in rows if row[0] == "経費の合計"))
    assert totals[1] - totals[0] == 1_000_000


@pytest.fixture(scope="module")
def pages(sample: Recalculated, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The text of each printed page."""
    printed = office.to_pdf(sample.written, tmp_path_factory.mktemp("pdf"))
    done = subprocess.run(
        ["pdftotext", "-layout", printed, "-"], capture_output=True, check=True, text=True
    )
    return done.stdout.split("\f")[:-1]


def test_no_number_is_too_wide_for_its_column(pages: list[str]) -> None:
    """No printed page shows ###."""
    assert [n for n, page in enumerate(pages, start=1) if "##" in page] == []


def test_the_first_sheet_is_one_page(pages: list[str]) -> None:
    """概要 ends with the first page; the second one is 提出状況."""
    assert "システム評価分析書" in pages[0]
    assert "検算" in pages[0]
    assert "提出状況" in pages[1].strip().splitlines()[0]
    assert "検算" not in pages[1]


def test_every_page_bears_its_number(pages: list[str]) -> None:
    """So that a page that fell out of the pile finds its place."""
    whole = len(pages)
    lacking = [
        n for n, page in enumerate(pages, start=1) if not re.search(rf"\b{n}\s*/\s*{whole}\b", page)
    ]
    assert lacking == []
