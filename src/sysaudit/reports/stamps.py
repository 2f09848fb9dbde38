"""The hidden sheet by which a workbook of ours is known again (`sysaudit.intake.stamp`)."""

from __future__ import annotations

from collections.abc import Iterable

from xlsxwriter.worksheet import Worksheet

from sysaudit.forms import FORM_VERSION


def write_stamp(sheet: Worksheet, told: Iterable[tuple[str, str | int]]) -> None:
    """Write names and values below each other, and hide the sheet."""
    for row, (name, value) in enumerate(told):
        sheet.write_string(row, 0, name)
        sheet.write(row, 1, value)
    sheet.hide()


def write_kind(sheet: Worksheet, kind: str, year: int) -> None:
    """Say which workbook of ours it is, where it is no form to be filled in."""
    told = (("workbook", kind), ("form_version", FORM_VERSION), ("fiscal_year", year))
    write_stamp(sheet, told)
