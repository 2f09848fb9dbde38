"""Workbooks that a draw is given, made of small tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import Any

from tests.building import YEAR, BookModel, SheetModel, audit_result, roster_row, table, write_book

from sysaudit.forms import AUDIT_RESULTS, ROSTER, SELF_CHECK
from sysaudit.forms.check_items import CHECK_ITEMS

Row = dict[str, Any]


def roster_rows(*lines: str, year: int = YEAR) -> list[Row]:
    """``1304 区民部 課税課``: code, department, name; ``_`` is a full-width space."""
    rows = []
    for line in lines:
        code, department, name = line.split()
        row = roster_row(code, name, year, department=department.replace("_", "\u3000"))
        rows.append(row)
    return rows


def write_roster(path: Path, rows: Sequence[Row], order: Random | None = None) -> Path:
    """組織台帳; with an order, its rows and columns stand in that of the dice."""
    sheet = table(ROSTER, rows)
    if order is not None:
        shuffle(sheet, order)
    write_book(path, BookModel(path.name, [sheet]))
    return path


def shuffle(sheet: SheetModel, order: Random) -> None:
    """Put the rows below the headings, and the columns, in another order."""
    rows = sorted({row for row, _ in sheet.cells if row})
    columns = sorted({column for _, column in sheet.cells})
    to_row = {0: 0, **dict(zip(rows, order.sample(rows, len(rows)), strict=True))}
    to_column = dict(zip(columns, order.sample(columns, len(columns)), strict=True))
    sheet.cells = {(to_row[r], to_column[c]): value for (r, c), value in sheet.cells.items()}


def write_results(path: Path, lines: Iterable[str], **values: Any) -> Path:
    """前年度監査結果: ``2018 1304 課税課``, a serious finding 未着手 unless the values say else."""
    rows = []
    for line in lines:
        year, code, name = line.split()
        rows.append(audit_result(code, name, int(year) + 1, **values))
    write_book(path, BookModel(path.name, [table(AUDIT_RESULTS, rows)]))
    return path


def write_check(path: Path, code: str, name: str, answer: str = "実施済", year: int = YEAR) -> Path:
    """監査調書 with one answer to every item."""
    rows = [
        {
            "division_code": code,
            "division_name": name,
            "number": item.number,
            "area": item.area,
            "text": item.text,
            "answer": answer,
            "improve_by": f"{year}/9/30" if answer == "未実施" else None,
            "filled_in_by": "見本　一郎",
            "confirmed_on": f"{year}/7/5",
        }
        for item in CHECK_ITEMS
    ]
    write_book(path, BookModel(path.name, [table(SELF_CHECK, rows)]))
    return path
