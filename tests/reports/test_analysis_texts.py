"""What divisions typed stays text in the 分析書, however strange it is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from tests.analysis.reading import title
from tests.building import WardModel, division_book

from sysaudit.analysis import analyze
from sysaudit.reports.analysis_workbook import write_analysis
from sysaudit.validation import validate

HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "http://example.com/=1",
    "絵文字😀と𠮷",
    "前\x07後\x1b",
    "_x0041_",
    "長" * 32_767,
    "😀" * 16_383,
)


def any_text(row: list[str]) -> bool:
    return any(cell != "None" for cell in row)


def hostile_ward(folder: Path, texts: Sequence[str] = HOSTILE) -> Path:
    """A 分析書 of a division whose texts are all of that kind, a system for each."""
    ward = WardModel()
    made = division_book("1304", "課税課", systems=len(texts))
    for row, text in enumerate(texts, start=1):
        put(made.sheet("所管するシステム一覧").cells, row, text, "システム名", "備考", "事業者名")
        put(made.sheet("システム評価").cells, row, text, "課題", "要望")
        put(made.sheet("経費見積入力シート").cells, row, text, "増減理由")
        put(made.sheet("経費見積入力シート").cells, row, "見積書のとおり", "備考")
    made.name = "=1+1_1304_課税課.xlsx"
    ward.books["1304"] = made
    returned, previous, roster = ward.write(folder)
    path = folder / "分析書.xlsx"
    write_analysis(path, analyze(validate([returned], roster=roster, previous=[previous])))
    return path


def put(cells: dict[tuple[int, int], Any], row: int, text: str, *labels: str) -> None:
    columns = {str(value): column for (at, column), value in cells.items() if at == 0}
    for label in labels:
        cells[row, columns[label]] = text


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """The workbook as openpyxl reads it, formulas as formulas."""
    return openpyxl.load_workbook(hostile_ward(tmp_path_factory.mktemp("hostile")))


def whole_or_marked(shown: str, typed: str) -> bool:
    """Whole, or with a mark where it was cut; control characters are gone as finding C23 tells."""
    whole = typed.replace("\x07", "").replace("\x1b", "")
    if shown.removesuffix("／見積書のとおり") == whole:
        return True
    return shown.endswith("…") and whole.startswith(shown[:-1]) and len(shown) > 16_000


@pytest.mark.parametrize(
    ("sheet", "column"),
    [
        ("システム一覧", "システム名"),
        ("システム一覧", "備考"),
        ("課題・要望", "課題"),
        ("課題・要望", "要望"),
        ("課題・要望", "システム名"),
        ("単価比較", "システム名"),
        ("単価比較", "課の説明（増減理由・備考）"),
        ("二次評価入力", "システム名"),
        ("経費", "システム名"),
    ],
)
def test_hostile_texts_arrive_as_texts(hostile: Workbook, sheet: str, column: str) -> None:
    """Each stands there as text, whole or with a mark, and never as a formula or a link."""
    made = hostile[sheet]
    rows = [[title(cell.value) for cell in row] for row in made.iter_rows()]
    header = next(n for n, row in enumerate(rows) if column in row)
    below = list(takewhile(any_text, rows[header + 1 :]))
    place = rows[header].index(column) + 1
    cells = [made.cell(row, place) for row in range(header + 2, header + 2 + len(below))]
    shown = [cell for cell in cells if cell.value is not None]
    assert {cell.data_type for cell in shown} == {"s"}
    assert not any(cell.hyperlink for cell in shown)
    texts = {str(cell.value) for cell in shown}
    missing = [t[:20] for t in HOSTILE if not any(whole_or_marked(s, t) for s in texts)]
    assert missing == []


def test_no_formula_is_made_of_what_was_typed(hostile: Workbook) -> None:
    """No formula of the workbook begins as one of the texts does."""
    typed = ("=1+1", "=+1", "=-1", "=@SUM", "=cmd", "+1", "-1", "@SUM")
    cells = [cell for sheet in hostile.worksheets for row in sheet.iter_rows() for cell in row]
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert formulas
    assert [formula for formula in formulas if formula.startswith(typed)] == []
