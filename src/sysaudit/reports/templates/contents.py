"""What goes into one workbook, and where each of its fields will stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sysaudit.findings import column_letters
from sysaudit.forms.field import Form
from sysaudit.forms.prefilled import CONFIRMATION

Row = Mapping[str, object]
"""One row to fill in: key of the column → int, float, date, str, bool, tuple or None."""

CellValue = int | float | str | date


@dataclass(frozen=True)
class Contents:
    """The forms of one workbook and the rows to fill in.

    Attributes:
        year: The fiscal year of the forms.
        filled: Rows by form id.
        rows: So many rows of each sheet are prepared with formulas.
        notice: Lines for 表紙 that tell what was filled in.
    """

    forms: tuple[Form, ...]
    year: int
    filled: Mapping[str, Sequence[Row]]
    rows: int
    notice: tuple[str, ...] = ()

    @property
    def prefilled(self) -> bool:
        """Whether rows of last year's forms are filled in."""
        return any(has_prefilled(self.records(form.id)) for form in self.forms)

    def has(self, form_id: str) -> bool:
        """Whether the workbook holds the form."""
        return any(form.id == form_id for form in self.forms)

    def form(self, form_id: str) -> Form:
        """The form of that id."""
        return next(form for form in self.forms if form.id == form_id)

    def records(self, form_id: str) -> Sequence[Row]:
        """The rows to fill in, in order; data begin in row 2 of the sheet."""
        return self.filled.get(form_id, ())

    def prepared_rows(self, form_id: str) -> int:
        """How many rows below the header are prepared."""
        return max(self.rows, len(self.records(form_id)))

    def whole_column(self, form_id: str, key: str) -> str:
        """A reference to a whole column of another sheet, ``'経費見積入力シート'!$Q:$Q``.

        Whole columns keep counting when rows are added below the prepared ones.
        """
        form = self.form(form_id)
        letters = letters_of(form, key)
        return f"'{form.title}'!${letters}:${letters}"


def has_prefilled(rows: Sequence[Row]) -> bool:
    """Whether rows were filled in from last year's form, to be confirmed."""
    return any(CONFIRMATION in row for row in rows)


def letters_of(form: Form, key: str) -> str:
    """The letters of the column in which a form's field stands."""
    return column_letters([column.key for column in form.columns].index(key) + 1)


def cell_value(value: object) -> CellValue | None:
    """A value as it is written into a cell; None for a blank one.

    >>> cell_value(True), cell_value(False), cell_value(1200), cell_value("")
    ('○', None, 1200, None)
    >>> cell_value((date(2019, 10, 1), date(2019, 11, 5)))
    '2019/10/1; 2019/11/5'
    >>> cell_value((((11, 15), (12, 5)),))
    '11/15-12/5'
    """
    if value is None or value is False or value == () or value == "":
        return None
    if value is True:
        return "○"
    if isinstance(value, tuple):
        return "; ".join(_part(each) for each in value)
    return value if isinstance(value, CellValue) else str(value)


def _part(value: object) -> str:
    if isinstance(value, tuple):
        return "-".join(f"{month}/{day}" for month, day in value)
    if isinstance(value, date):
        return f"{value.year}/{value.month}/{value.day}"
    return str(value)
