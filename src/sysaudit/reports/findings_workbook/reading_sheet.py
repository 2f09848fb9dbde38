"""読み替え: every value that was read otherwise than typed, with both side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from sysaudit.forms.field import Column, Kind
from sysaudit.forms.record import shown
from sysaudit.intake.records import NotedCell
from sysaudit.intake.values.reading import Reading
from sysaudit.reports.findings_workbook.page import Heading, Table
from sysaudit.reports.links import Links
from sysaudit.reports.templates.styles import Styles
from sysaudit.reports.words import READ_AS
from sysaudit.validation import Validation

HEADINGS = (
    Heading("課コード", 9, centred=True),
    Heading("課名", 14),
    Heading("ファイル", 30),
    Heading("シート", 17),
    Heading("セル", 8, centred=True),
    Heading("項目", 18),
    Heading("入力のまま", 24),
    Heading("読み取った内容", 24),
    Heading("読み方", 30),
)
BLANK = "（空欄）"


def write_readings(sheet: Worksheet, styles: Styles, validation: Validation, report: Path) -> None:
    """Write one row per cell."""
    links = Links(report, validation.paths)
    names = {each.file: each.division_name for each in validation.submissions}
    codes = {file.file: file.division_code for file in validation.returned}
    table = Table(sheet, styles, HEADINGS)
    for noted in _read_leniently(validation):
        place = noted.record.place
        at = noted.record.at(noted.key)
        column = validation.context.settings.form(place.form).column(noted.key)
        table.add(
            (
                codes.get(place.file),
                names.get(place.file),
                place.file,
                place.sheet,
                links.to(at, at.cell or ""),
                place.labels.get(noted.key, column.label),
                noted.reading.typed,
                understood(column, noted.reading),
                READ_AS[noted.reading.note],
            )
        )
    table.finish()


def _read_leniently(validation: Validation) -> Iterator[NotedCell]:
    for file in validation.returned:
        for table in file.tables:
            yield from table.noted_as(*READ_AS)


def understood(column: Column, reading: Reading) -> str:
    """What was understood, as a person would type it."""
    value = reading.value
    if value is None:
        return reading.word or BLANK
    if isinstance(value, date):
        day = "" if column.kind is Kind.MONTH else f"/{value.day}"
        return f"{value.year}/{value.month}{day}"
    if column.kind is Kind.FISCAL_YEAR:
        return str(value)
    return shown(value)
