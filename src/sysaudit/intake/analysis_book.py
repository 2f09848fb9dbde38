"""Our own 分析書, read back: the second evaluation in it, last year's systems and costs.

It is known by its hidden sheet. As a returned file it holds 二次評価入力 alone, of which the rows
that nobody has begun are left out; as last year's return it is taken apart again into what each
division returned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from sysaudit.forms.cost_estimate import AMOUNT_KEYS, COST_ESTIMATE
from sysaudit.forms.field import Column
from sysaudit.forms.second_evaluation import SECOND_EVALUATION
from sysaudit.intake.grid import Grid
from sysaudit.intake.layout import Layout, RowCells
from sysaudit.intake.values.reading import rounded

KIND = "analysis"
"""What the hidden sheet says of it."""
PART = "part of analysis"
"""What is told of a division's return that was taken out of a 分析書."""
SECOND_SHEET, SYSTEM_SHEET, COST_SHEET = "二次評価入力", "システム一覧", "経費"
START_KEYS = tuple(
    column.key
    for column in SECOND_EVALUATION.columns
    if not column.computed and column.key not in ("division_code", "system_id", "system_name")
)
"""What the IT division fills in; a row without any of it is one that nobody has begun."""

TEXTS = {
    "システムID": "system_id",
    "システム名": "system_name",
    "契約番号": "contract_number",
    "事業者名": "vendor",
    "契約方法": "contract_method",
    "経費区分": "cost_kind",
    "経費項目": "cost_item",
    "その他の内容": "other_item",
    "節": "budget_line",
    "税区分": "tax_basis",
    "税率": "tax_rate",
    "金額の確度": "certainty",
    "一括契約": "bundled",
}
"""The columns of 経費 that belong to a cost row, by their headers."""
YEAR, TYPED, DIVISION = "年度", "入力額(円)", "課コード"
LINE = ("ファイル", "シート", "行")


def begun(layout: Layout) -> Layout:
    """The rows of 二次評価入力 that somebody has begun; what we put beside the form is ours."""
    columns = layout.headers.columns
    own = frozenset(columns.values())
    filled = {number for key, number in columns.items() if key in START_KEYS}
    rows = tuple(
        RowCells(row.number, {n: value for n, value in row.cells.items() if n in own})
        for row in layout.data
        if not filled.isdisjoint(row.cells)
    )
    return replace(layout, data=rows, headers=replace(layout.headers, unknown={}))


def by_division(layout: Layout) -> dict[str, Layout]:
    """The rows of システム一覧 by the division that returned them."""
    column = layout.headers.columns.get("division_code")
    rows: dict[str, list[RowCells]] = {}
    for row in layout.data:
        code = str(row.cells.get(column or 0, "")).strip()
        rows.setdefault(code, []).append(row)
    return {code: replace(layout, data=tuple(several)) for code, several in rows.items() if code}


@dataclass
class _Line:
    """A cost row that is put together again."""

    texts: Mapping[str, object]
    amounts: dict[int, object] = field(default_factory=dict)


def cost_grids(grid: Grid, year: int) -> Iterator[tuple[str, Grid]]:
    """The amounts of 経費 as 経費見積入力シート of the fiscal year, one for each division code."""
    divisions: dict[str, dict[tuple[object, ...], _Line]] = {}
    for row in _rows(grid):
        lines = divisions.setdefault(str(row.get(DIVISION, "")).strip(), {})
        texts = {key: row.get(header, "") for header, key in TEXTS.items()}
        line = lines.setdefault(tuple(row.get(name, "") for name in LINE), _Line(texts))
        told = rounded(row.get(YEAR))
        if told is not None:
            line.amounts[told] = row.get(TYPED, "")
    for code, lines in divisions.items():
        if code:
            yield code, _cost_grid(grid, list(lines.values()), year)


def _rows(grid: Grid) -> Iterator[dict[str, object]]:
    """The rows below the header by its words, brackets of either width being one."""
    if not grid.rows:
        return
    header, *below = grid.rows
    names = [str(name).replace("（", "(").replace("）", ")") for name in header]
    for row in below:
        yield dict(zip(names, row, strict=False))


def _cost_grid(grid: Grid, lines: list[_Line], year: int) -> Grid:
    columns = [column for column in COST_ESTIMATE.columns if _kept(column.key)]
    header: list[object] = [column.header(year) for column in columns]
    rows = [[_cell(line, column, year) for column in columns] for line in lines]
    return Grid(COST_SHEET, grid.index, grid.visible, rows=[header, *rows])


def _cell(line: _Line, column: Column, year: int) -> object:
    if column.offset is None:
        return line.texts[column.key]
    return line.amounts.get(year + column.offset, "")


def _kept(key: str) -> bool:
    return key in AMOUNT_KEYS or key in TEXTS.values()
