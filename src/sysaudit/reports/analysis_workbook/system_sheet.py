"""システム一覧: every system with every field of the form, and what the analysis adds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from sysaudit.findings import Address, column_letters
from sysaudit.forms.field import Column as FormColumn
from sysaudit.forms.field import Kind
from sysaudit.forms.record import Record, is_blank
from sysaudit.reports.analysis_workbook.book import BASE, NEXT, Book, printed_of, widths_of
from sysaudit.reports.sheets.block import SIZE, Column
from sysaudit.reports.sheets.page import pages_of
from sysaudit.reports.templates.contents import cell_value
from sysaudit.reports.templates.styles import HEADER, REQUIRED_FILL
from sysaudit.reports.templates.tables import frozen_columns, width_in

SHEET = "システム一覧"
LOOKS = {
    Kind.DATE: "date",
    Kind.MONTH: "month",
    Kind.FISCAL_YEAR: "whole",
    Kind.COUNT: "count",
    Kind.YEN: "yen",
}
ADDED = (
    Column("department", "部名", 16),
    Column(BASE, "今年度予算（税込・円）", 15, "yen"),
    Column(NEXT, "翌年度見積（税込・円）", 15, "yen"),
    Column("five_years", "5年間の計（税込・円）", 16, "yen"),
    Column("first", "1次評価", 15),
    Column("second", "2次評価", 15),
    Column("errors", "行のエラー", 14),
    Column("key", "キー", 18),
    Column("file", "ファイル", 40),
    Column("sheet", "シート", 20),
    Column("home", "行", 8, "centre"),
)


def field_value(record: Record, column: FormColumn) -> str | int | float | date | None:
    """What a field shows: its value, the word in its place, or what was not understood."""
    if column.key.startswith("carried:"):
        return record.carried.get(column.label)
    value = getattr(record, column.key)
    if is_blank(value):
        return record.word(column.key) or (
            record.typed(column.key) if record.unread(column.key) else None
        )
    return cell_value(value)


def _apart(added: Column, own: Sequence[Column]) -> Column:
    """A column of ours whose title no column of the form bears: a table has each title once."""
    titles = {column.title.casefold() for column in own}
    return (
        added._replace(title=f"分析：{added.title}") if added.title.casefold() in titles else added
    )


def write_systems(book: Book) -> None:
    """Write the sheet: the form's own headers first, so that next year's run can read it back."""
    material = book.analysis.material
    form = material.context.settings.form("system_list")
    own = [
        Column(
            f"form:{each.key}",
            each.header(book.year),
            width_in(each, book.year),
            LOOKS.get(each.kind, "text"),
        )
        for each in form.columns
    ]
    systems = book.analysis.systems
    table = systems.reset_index()
    for column in form.columns:
        values = [field_value(material.records[key], column) for key in systems.index]
        table[f"form:{column.key}"] = pd.Series(values, table.index, dtype=object)
    links = book.links()
    table["home"] = [
        links.to(Address(file, sheet, row, 1), f"{row}")
        for file, sheet, row in zip(table["file"], table["sheet"], table["row"], strict=True)
    ]
    columns = [*own, *(_apart(each, own) for each in ADDED)]
    page = book.page(SHEET, widths_of(columns))
    book.placed["systems"] = page.table(columns, table)
    last = max(len(table), 1)
    if book.native:
        header = book.styles.of(**HEADER, **REQUIRED_FILL, font_size=SIZE)
        titles = [{"header": column.title, "header_format": header} for column in columns]
        page.sheet.add_table(
            0,
            0,
            last,
            len(columns) - 1,
            {"name": "システム明細", "style": "Table Style Light 1", "columns": titles},
        )
    else:
        page.sheet.autofilter(0, 0, last, len(columns) - 1)
    kept = frozen_columns(form)
    page.sheet.repeat_columns(0, kept - 1)
    page.sheet.ignore_errors(
        {"number_stored_as_text": f"A1:{column_letters(len(columns))}{last + 1}"}
    )
    page.finish(
        printed=printed_of(columns),
        repeat=(0, 0),
        frozen=(1, kept),
        pages_wide=pages_of(widths_of(columns), kept),
    )
