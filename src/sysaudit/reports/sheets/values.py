"""Values on their way from a data frame into cells."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sysaudit.reports.cell_text import safe
from sysaudit.reports.templates.cells import serial


def write(sheet: Worksheet, row: int, number: int, value: Any, style: Format | None) -> None:
    """Write a value as what it is; a text stays a text."""
    if value is None or value == "":
        sheet.write_blank(row, number, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, number, safe(value), style)
    elif isinstance(value, date):
        sheet.write_number(row, number, serial(value), style)
    else:
        sheet.write_number(row, number, value, style)


def plain_values(column: Iterable[Any]) -> list[Any]:
    """Python values; None for what pandas holds as missing."""
    values = column.tolist() if isinstance(column, pd.Series) else list(column)
    return [None if isinstance(value, float) and value != value else value for value in values]
