"""One cell of a returned sheet → a typed value, and a note of how it was understood.

No value is ever guessed. What has one reading is understood, however it was typed, and the note
says that it was typed another way; what has none or several is a problem, and `suspected` tells
the reading that a person most likely meant.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from sysaudit.forms.field import Column, Kind
from sysaudit.intake.values import amounts, choices, codes, dates, texts
from sysaudit.intake.values.reading import BLANK, Note, Reading

__all__ = ["CellReader", "Note", "Reading", "read_value", "reader_of"]

KEPT_READINGS = 500
KEPT_LENGTH = 64
"""Words, names and ids recur from row to row and from file to file; long texts do not."""

READERS: dict[Kind, Callable[[Column, object], Reading]] = {
    Kind.TEXT: texts.read_text,
    Kind.CODE: codes.read_code,
    Kind.SYSTEM_ID: codes.read_system_id,
    Kind.SYSTEM_IDS: codes.read_system_ids,
    Kind.CODES: codes.read_codes,
    Kind.CHOICE: choices.read_choice,
    Kind.RATING: amounts.read_rating,
    Kind.MARK: choices.read_mark,
    Kind.YEN: amounts.read_amount,
    Kind.COUNT: amounts.read_amount,
    Kind.DATE: dates.read_date,
    Kind.DATES: dates.read_dates,
    Kind.MONTH: dates.read_month,
    Kind.FISCAL_YEAR: dates.read_fiscal_year,
    Kind.CORPORATE_NUMBER: codes.read_corporate_number,
    Kind.PERIODS: dates.read_periods,
}

_BLANK_MARK = BLANK._replace(value=False)


def read_value(column: Column, raw: object) -> Reading:
    """Read one cell as the column's kind; ``raw`` is what calamine gives, "" for blank."""
    if raw == "" or raw is None:
        return _BLANK_MARK if column.kind is Kind.MARK else BLANK
    return READERS[column.kind](column, raw)


class CellReader:
    """`read_value` for one column, which remembers what it made of numbers and short texts."""

    __slots__ = ("_column", "_known", "_read")

    def __init__(self, column: Column) -> None:
        self._column = column
        self._read = READERS[column.kind]
        self._known: dict[object, Reading] = {}

    def read(self, raw: object) -> Reading:
        """Read a cell that is not blank."""
        if raw is True or raw is False:  # which equal 1 and 0
            return self._read(self._column, raw)
        return self._known.get(raw) or self._read_anew(raw)

    def _read_anew(self, raw: object) -> Reading:
        reading = self._read(self._column, raw)
        if type(raw) is not str or len(raw) <= KEPT_LENGTH:
            if len(self._known) >= KEPT_READINGS:
                self._known.clear()
            self._known[raw] = reading
        return reading


@lru_cache(maxsize=1024)
def reader_of(column: Column) -> CellReader:
    """The one reader of a column."""
    return CellReader(column)
