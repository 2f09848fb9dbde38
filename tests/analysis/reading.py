"""A 分析書 read back as a person reads it: tables found by their titles, rows by their headers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

Row = dict[str, Any]
NOTHING, TOTAL = "（該当なし）", "計"


@cache
def cells_of(path: Path, sheet: str) -> list[list[Any]]:
    """The values of a sheet as they stand in it, from its first cell."""
    with path.open("rb") as file:
        book = CalamineWorkbook.from_filelike(file)
        return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def title(value: object) -> str:
    """A header without its line breaks."""
    return str(value).replace("\n", "")


def table_of(path: Path, sheet: str, *titles: str, after: str = "") -> list[Row]:
    """The rows of the first table that bears the titles, its row of sums included.

    A title that stands twice means its first column.

    Args:
        path: The workbook.
        sheet: Its sheet.
        titles: Headers by which the table is known.
        after: The heading of a block, in column A, below which to look.
    """
    rows = cells_of(path, sheet)
    start = next(n for n, row in enumerate(rows) if row[0] == after) if after else 0
    header = next(
        n for n in range(start, len(rows)) if set(titles) <= {title(cell) for cell in rows[n]}
    )
    names = [title(cell) for cell in rows[header]]
    found: list[Row] = []
    for row in rows[header + 1 :]:
        if not any(cell != "" for cell in row) or row[0] == NOTHING:
            break
        pairs = [(name, cell) for name, cell in zip(names, row, strict=True) if name]
        found.append(dict(reversed(pairs)))
    return found


def without_total(rows: Iterable[Row], name: str) -> list[Row]:
    """The rows of a table without its row of sums."""
    return [row for row in rows if row[name] != TOTAL]


def year_of(header: str) -> int | None:
    """The fiscal year that a column is of."""
    return int(header[:4]) if header[:4].isdigit() and header[4:6] == "年度" else None


def by_year(row: Row) -> dict[int, Any]:
    """The cells of a row under headers that name a fiscal year."""
    return {year: cell for name, cell in row.items() if (year := year_of(name)) is not None}
