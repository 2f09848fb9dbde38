"""未反映: what was not taken over, its amount, its place, why."""

from __future__ import annotations

import pandas as pd

from sysaudit.analysis.left_out import Kind, LeftOut
from sysaudit.findings import Address
from sysaudit.intake.places import place_of
from sysaudit.reports.analysis_workbook.book import Book, widths_of
from sysaudit.reports.sheets.block import Column

SHEET = "未反映"
WORDS = {
    Kind.AMOUNT: "金額",
    Kind.UNKNOWN: "金額不明",
    Kind.SYSTEM: "システム",
    Kind.EVALUATION: "評価",
    Kind.FILE: "ファイル",
}
COLUMNS = (
    Column("kind", "種類", 10, "centre"),
    Column("division", "課", 19),
    Column("system_id", "システムID", 12, "centre"),
    Column("what", "内容", 30),
    Column("year", "年度", 7, "whole"),
    Column("yen", "入力額（円）", 16, "yen"),
    Column("given", "記入のまま", 18),
    Column("code", "規則", 7, "centre"),
    Column("reason", "理由", 28),
    Column("file", "ファイル", 38),
    Column("sheet", "シート", 20),
    Column("place", "セル", 8, "centre"),
)

NAMES = (
    ("未反映_年度", "year"),
    ("未反映_金額", "yen"),
    ("未反映_種類", "kind"),
    ("未反映_規則", "code"),
)
"""The columns that formulas name."""


def write_left_out(book: Book) -> None:
    """Write one row per thing left out, header in row 1, and name the columns that are summed."""
    material = book.analysis.material
    owners, links = material.owners, book.links()
    rows = [
        (
            WORDS[each.kind],
            owners[each.division_code].division
            if each.division_code in owners
            else each.division_code,
            each.system_id,
            each.what,
            each.year,
            each.yen,
            each.given,
            each.reason.code,
            each.reason.words,
            each.file,
            each.sheet,
            links.to(_address(each), each.cell) if each.cell else "",
        )
        for each in material.left_out
    ]
    table = pd.DataFrame(rows, columns=[column.key for column in COLUMNS], dtype=object)
    page = book.page(SHEET, widths_of(COLUMNS))
    placed = page.table(COLUMNS, table)
    for name, key in NAMES:
        book.workbook.define_name(name, f"={placed.range(key)}")
    page.sheet.autofilter(0, 0, placed.last - 1, len(COLUMNS) - 1)
    page.finish(repeat=(0, 0), frozen=(1, 0))


def _address(each: LeftOut) -> Address:
    place = place_of(each.cell)
    return Address(each.file, each.sheet or None, *(place or (None, None)))
