"""経費: every amount that was taken over or stands apart, one a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sysaudit.analysis import Analysis
from sysaudit.analysis.amounts import Treatment
from sysaudit.findings import column_letters
from sysaudit.reports.analysis_workbook.book import APART, TAKEN, Book, printed_of, widths_of
from sysaudit.reports.analysis_workbook.long_sheet import LongSheet
from sysaudit.reports.sheets.block import CELL, LOOKS, SIZE, Column
from sysaudit.reports.sheets.values import write
from sysaudit.reports.templates.styles import HEADER, LINE_HEIGHT, REQUIRED_FILL

SHEET = "経費"
COLUMNS = (
    Column("department", "部名", 16),
    Column("division", "課", 19),
    Column("system_id", "システムID", 12),
    Column("system_name", "システム名", 30),
    Column("cost_kind", "経費区分", 9, "line"),
    Column("cost_item", "経費項目", 19),
    Column("vendor", "事業者名", 28),
    Column("certainty", "確度", 9, "line"),
    Column("year", "年度", 7, "whole"),
    Column("measure", "種別", 6, "line"),
    Column("typed", "入力額（円）", 14, "yen"),
    Column("yen", "税込額（円）", 14, "yen"),
    Column("treatment", "扱い", 6, "line"),
    Column("cell", "セル", 8, "line"),
    Column("system_key", "キー", 16, "line", printed=False),
    Column("division_code", "課コード", 10, "line", printed=False),
    Column("other_item", "その他の内容", 18, "line", printed=False),
    Column("budget_line", "節", 16, "line", printed=False),
    Column("contract_number", "契約番号", 16, "line", printed=False),
    Column("contract_method", "契約方法", 16, "line", printed=False),
    Column("tax_basis", "税区分", 12, "line", printed=False),
    Column("tax_rate", "税率", 8, "line", printed=False),
    Column("certainty_told", "金額の確度", 12, "line", printed=False),
    Column("bundled", "一括契約", 16, "line", printed=False),
    Column("file", "ファイル", 40, "line", printed=False),
    Column("sheet", "シート", 20, "line", printed=False),
    Column("row", "行", 7, "whole", printed=False),
)
NAMES = {
    "経費_部名": "department",
    "経費_課": "division",
    "経費_区分": "cost_kind",
    "経費_項目": "cost_item",
    "経費_事業者": "vendor",
    "経費_確度": "certainty",
    "経費_年度": "year",
    "経費_入力額": "typed",
    "経費_税込額": "yen",
    "経費_扱い": "treatment",
    "経費_キー": "system_key",
    "経費_契約方法": "contract_method",
}
"""The columns that formulas name."""
WORDS = {Treatment.TAKEN: TAKEN, Treatment.APART: APART}
ELSEWHERE = (
    "明細が{rows:,}行あり、1枚のシートに入らないため、Parquet ファイル（{file}）に書き出しました。"
)
CHUNK = 20_000
"""So many rows are put together at once."""
LAST_ROW = 1_048_576


def long_table(book: Book) -> Iterator[pd.DataFrame]:
    """The rows of the sheet by the keys of `COLUMNS`, in the order of the roster, in chunks."""
    material = book.analysis.material
    cells, lines = material.amounts.cells, material.amounts.lines
    kept = cells[cells["treatment"] != Treatment.LEFT_OUT]
    owners = material.owners
    place = lines["division_code"].map({code: owner.place for code, owner in owners.items()})
    order = np.lexsort(
        (
            kept["year"].to_numpy(),
            kept["line"].to_numpy(),
            place.to_numpy(dtype="float64")[kept["line"].to_numpy()],
        )
    )
    for start in range(0, len(order), CHUNK):
        some = kept.iloc[order[start : start + CHUNK]].reset_index(drop=True)
        told = lines.iloc[some["line"].to_numpy()].reset_index(drop=True)
        told = told.rename(columns={"certainty": "certainty_told"})
        chunk = pd.concat([some.drop(columns=["code", "reason", "line"]), told], axis=1)
        chunk["department"] = [owners[code].department for code in told["division_code"]]
        chunk["division"] = [owners[code].division for code in told["division_code"]]
        chunk["treatment"] = [WORDS[Treatment(each)] for each in some["treatment"]]
        chunk["cell"] = [
            f"{column_letters(column)}{row}"
            for column, row in zip(some["column"], told["row"], strict=True)
        ]
        yield chunk[[column.key for column in COLUMNS]]


def rows_of(analysis: Analysis) -> int:
    """How many rows the sheet has below its header."""
    cells = analysis.material.amounts.cells
    return int((cells["treatment"] != Treatment.LEFT_OUT).sum())


def write_costs(book: Book) -> None:
    """Write the sheet and name its columns."""
    count = rows_of(book.analysis)
    write_long(
        book, SHEET, COLUMNS, long_table(book) if book.listed else iter(()), "経費明細", count
    )
    if not book.listed:
        sheet = book.workbook.get_worksheet_by_name(SHEET)
        sheet.write_string(1, 0, ELSEWHERE.format(rows=count, file="costs.parquet"))
        return
    keys = [column.key for column in COLUMNS]
    for name, key in NAMES.items():
        letter = column_letters(keys.index(key) + 1)
        book.workbook.define_name(name, f"={SHEET}!${letter}$2:${letter}${max(count, 1) + 1}")


def write_long(
    book: Book,
    sheet_name: str,
    columns: Sequence[Column],
    chunks: Iterator[pd.DataFrame],
    table_name: str,
    count: int,
) -> None:
    """Write a sheet that is one long table: header in row 1, no heights, nothing wrapped.

    A native table where the workbook is held in memory, else a filtered range.
    """
    sheet = book.workbook.get_worksheet_by_name(sheet_name)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
    header = book.styles.of(**HEADER, **REQUIRED_FILL, font_size=SIZE)
    sheet.set_row(0, LINE_HEIGHT * 2)
    for number, column in enumerate(columns):
        sheet.write_string(0, number, column.title, header)
    styles = [book.styles.of(**CELL, **LOOKS[column.look]) for column in columns]
    at = 1
    for chunk in chunks:
        values = [chunk[column.key].tolist() for column in columns]
        if isinstance(sheet, LongSheet):
            sheet.write_rows(at, values, styles)
        else:
            _write_rows(sheet, at, values, styles)
        at += len(chunk)
    last, across = max(count, 1), len(columns) - 1
    if book.native:
        sheet.add_table(
            0,
            0,
            last,
            across,
            {
                "name": table_name,
                "style": "Table Style Light 1",
                "columns": [{"header": c.title, "header_format": header} for c in columns],
            },
        )
    else:
        sheet.autofilter(0, 0, last, across)
    page = book.page(sheet_name, widths_of(columns))
    page.next = last + 1
    page.finish(printed=printed_of(columns), repeat=(0, 0), frozen=(1, 0))
    sheet.ignore_errors({"number_stored_as_text": f"A1:{column_letters(across + 1)}{last + 1}"})


def _write_rows(
    sheet: Worksheet, first: int, columns: Sequence[Sequence[Any]], styles: Sequence[Format]
) -> None:
    for at, row in enumerate(zip(*columns, strict=True), start=first):
        for number, (value, style) in enumerate(zip(row, styles, strict=True)):
            write(sheet, at, number, value, style)
