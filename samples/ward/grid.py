"""A returned workbook as a grid that can be spoilt the way people spoil it.

Rows and columns count from 1, as in Excel's window. Whoever needs to know where something ends up
takes an `Anchor`: it moves with its cell when rows and columns are inserted, moved or removed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from samples.ward.returns import Return, Row

from sysaudit.findings import column_letters
from sysaudit.forms import FORM_VERSION, QUESTIONNAIRE
from sysaudit.forms.field import Form
from sysaudit.reports.templates.contents import cell_value
from sysaudit.reports.templates.cover import FIRST_ROW, INTRODUCTION, RETURNING, TITLE

Spot = tuple[int, int]


@dataclass(frozen=True)
class Formula:
    """A formula of the template, by the field it computes; written for where things stand."""

    key: str


@dataclass(frozen=True)
class Typed:
    """A formula as a person typed it, with the value that it last showed; None for no value."""

    text: str
    value: str | float | None


@dataclass(frozen=True)
class Plain:
    """A number in a cell that has lost its format."""

    number: float


@dataclass
class Anchor:
    """A cell that is followed through every move; without a column the whole row is meant."""

    sheet: Sheet
    row: int | None = None
    column: int | None = None

    @property
    def spot(self) -> Spot:
        """Row and column of an anchored cell."""
        return self.row or 0, self.column or 0

    @property
    def cell(self) -> str | None:
        """As Excel names it: ``D3``, ``5:5``, ``C:C``, None for the whole sheet."""
        letters = column_letters(self.column) if self.column else ""
        number = str(self.row) if self.row else ""
        if letters and number:
            return letters + number
        return f"{letters or number}:{letters or number}" if letters or number else None


@dataclass
class Sheet:
    """One sheet.

    Attributes:
        fields: By key of the form, the header of a column; on 表紙 the cell of the value.
        rows: How many rows of data there are.
    """

    name: str
    form: Form | None = None
    year: int = 2019
    cells: dict[Spot, object] = field(default_factory=dict)
    fields: dict[str, Anchor] = field(default_factory=dict)
    rows: int = 0
    anchors: list[Anchor] = field(default_factory=list)
    merges: list[tuple[Anchor, Anchor]] = field(default_factory=list)
    hidden_rows: list[Anchor] = field(default_factory=list)
    hidden_columns: list[Anchor] = field(default_factory=list)
    comments: list[tuple[Anchor, str]] = field(default_factory=list)
    struck: list[Anchor] = field(default_factory=list)
    hidden: bool = False

    def anchor(self, row: int | None = None, column: int | None = None) -> Anchor:
        """An anchor on a cell, a row, a column or the sheet."""
        made = Anchor(self, row, column)
        self.anchors.append(made)
        return made

    def at(self, key: str, row: int) -> Spot:
        """The cell of a field in the n-th row of data; on 表紙 the row is of no account."""
        header = self.fields[key]
        if self.form is not None and self.form.downwards:
            return header.spot
        return (header.row or 0) + row, header.column or 0

    def value(self, key: str, row: int) -> object:
        """What stands there, None for a blank cell."""
        return self.cells.get(self.at(key, row))

    def put(self, key: str, row: int, value: object) -> Anchor:
        """Put a value, None for blank, and say where it stands."""
        return self.write(self.at(key, row), value)

    def write(self, spot: Spot, value: object) -> Anchor:
        """Put a value into any cell."""
        if value is None:
            self.cells.pop(spot, None)
        else:
            self.cells[spot] = value
        return self.anchor(*spot)

    def row_where(self, **values: object) -> int:
        """The first row of data with these values, counted from 1.

        Raises:
            LookupError: There is none; the plan of the faults does not fit the ward.
        """
        for row in range(1, self.rows + 1):
            if all(self.value(key, row) == value for key, value in values.items()):
                return row
        raise LookupError(f"{self.name}: {values}")

    def append(self, values: Mapping[str, object]) -> int:
        """Add a row of data and say which it is."""
        self.rows += 1
        for key, value in values.items():
            self.put(key, self.rows, value)
        return self.rows

    def copy_row(self, row: int) -> int:
        """Add a copy of a row of data at the end."""
        return self.append({key: self.value(key, row) for key in self.fields})

    @property
    def header_row(self) -> int:
        """The row of the headers."""
        return min(anchor.row or 0 for anchor in self.fields.values())

    @property
    def bottom(self) -> int:
        """The last row that holds anything."""
        return max(row for row, _ in self.cells)

    @property
    def right(self) -> int:
        """The last column that holds anything."""
        return max(column for _, column in self.cells)

    def insert_rows(self, before: int, count: int = 1) -> None:
        """Insert rows above a row."""
        self._move(lambda row, column: (row + count if row >= before else row, column))

    def insert_columns(self, before: int, count: int = 1) -> None:
        """Insert columns to the left of a column."""
        self._move(lambda row, column: (row, column + count if column >= before else column))

    def remove_row(self, row: int) -> None:
        """Delete a row of data."""
        at = self.header_row + row
        self.cells = {spot: value for spot, value in self.cells.items() if spot[0] != at}
        self.rows -= 1
        self._move(lambda line, column: (line - 1 if line > at else line, column))

    def remove_column(self, key: str) -> None:
        """Delete the column of a field."""
        gone = self.fields.pop(key)
        at = gone.column or 0
        self.anchors.remove(gone)
        self.cells = {spot: value for spot, value in self.cells.items() if spot[1] != at}
        self._move(lambda row, column: (row, column - 1 if column > at else column))

    def move_column(self, key: str, to: int) -> None:
        """Cut the column of a field and insert it as column ``to``."""
        old = self.fields[key].column or 0

        def moved(row: int, column: int) -> Spot:
            if column == old:
                return row, to
            step = (to <= column < old) - (old < column <= to)
            return row, column + step

        self._move(moved)

    def _move(self, moved: Callable[[int, int], Spot]) -> None:
        self.cells = {moved(*spot): value for spot, value in self.cells.items()}
        for anchor in self.anchors:
            row, column = moved(anchor.row or 0, anchor.column or 0)
            anchor.row = row if anchor.row else None
            anchor.column = column if anchor.column else None


@dataclass
class Book:
    """One workbook, or the bytes that stand in its place.

    Attributes:
        name: Its file name.
        guide: Whether 記入要領 and 記入例 are still in it.
        stamp: What the hidden sheet says; empty where it was lost.
        spoil: Changes the bytes after the workbook was written.
    """

    name: str
    sheets: list[Sheet]
    year: int = 2019
    guide: bool = True
    stamp: dict[str, object] = field(default_factory=dict)
    date1904: bool = False
    spoil: Callable[[bytes], bytes] | None = None

    def sheet(self, form_id: str) -> Sheet:
        """The sheet that holds a form."""
        return next(s for s in self.sheets if s.form is not None and s.form.id == form_id)


def book_of(told: Return) -> Book:
    """The workbook of a return, as the template lays it out."""
    sheets = [
        _cover_sheet(form, told)
        if form.downwards
        else table_sheet(form, told.rows[form.id], told.year)
        for form in QUESTIONNAIRE
    ]
    stamp = {
        "forms": ";".join(form.id for form in QUESTIONNAIRE),
        "form_version": FORM_VERSION,
        "fiscal_year": told.year,
        "reference_date": f"{told.year}-04-01",
        "division_code": told.code,
    }
    return Book(told.file_name, sheets, told.year, stamp=stamp)


def table_sheet(form: Form, rows: Sequence[Row], year: int, name: str = "") -> Sheet:
    """A form with its headers in row 1 and the rows below."""
    form = form.bare
    sheet = Sheet(name or form.title, form, year)
    for number, column in enumerate(form.columns, start=1):
        sheet.fields[column.key] = sheet.write((1, number), column.header(year))
    computed = [c.key for c in form.columns if c.computed]
    for row in rows:
        values: dict[str, object] = {key: Formula(key) for key in computed}
        values |= {key: cell_value(value) for key, value in row.items()}
        sheet.append(values)
    return sheet


def _cover_sheet(form: Form, told: Return) -> Sheet:
    (record,) = told.rows[form.id]
    sheet = Sheet(form.title, form, told.year, rows=1)
    for row, line in enumerate((TITLE.format(year=told.year), *INTRODUCTION), start=1):
        sheet.write((row, 1), line)
    for row, line in enumerate(RETURNING, start=FIRST_ROW + len(form.columns) + 2):
        sheet.write((row, 1), line)
    for row, column in enumerate(form.columns, start=FIRST_ROW + 1):
        sheet.write((row, 1), column.header(told.year))
        value = Formula(column.key) if column.computed else cell_value(record.get(column.key))
        sheet.fields[column.key] = sheet.write((row, 2), value)
    return sheet
