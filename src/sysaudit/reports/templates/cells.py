"""Writing single cells, so that Excel and every reader see the value that was meant."""

from __future__ import annotations

from datetime import date, datetime

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sysaudit.reports.templates.contents import CellValue
from sysaudit.reports.templates.formulas import Computed

_DAY_ZERO = date(1899, 12, 30)


class _EmptyText(str):
    """An empty value that XlsxWriter writes with its type.

    It leaves the type out of values that equal "", and then no reader can tell an empty text
    from a formula that was never computed.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = str.__hash__


def write_value(
    sheet: Worksheet, row: int, column: int, value: CellValue, style: Format | None
) -> None:
    """Write a value as what it is: a text stays a text; row and column count from 0."""
    if isinstance(value, str):
        sheet.write_string(row, column, value, style)
    elif isinstance(value, date):
        sheet.write_number(row, column, serial(value), style)
    else:
        sheet.write_number(row, column, value, style)


def write_computed(
    sheet: Worksheet, row: int, column: int, computed: Computed, style: Format | None
) -> None:
    """Write a formula with the value that it will show."""
    value = computed.value
    cached = serial(value) if isinstance(value, date) else _EmptyText() if value == "" else value
    sheet.write_formula(row, column, computed.formula, style, cached)


def serial(day: date) -> float:
    """The number by which Excel knows a day, or a moment.

    >>> serial(date(2019, 4, 1))
    43556
    """
    days = (date(day.year, day.month, day.day) - _DAY_ZERO).days
    if not isinstance(day, datetime):
        return days
    return days + (day.hour * 3600 + day.minute * 60 + day.second) / 86400
