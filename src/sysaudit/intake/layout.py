"""Where in a sheet a form stands: found by its headers, wherever they were moved to.

The rows below the headers are sorted into data and what is not data: totals, example rows,
notes, a second table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sysaudit.forms.field import Column, Form, Kind
from sysaudit.intake.grid import Grid
from sysaudit.intake.headers import HeaderIndex, Headers, plain

SEARCHED_ROWS = 40
"""So many rows from the top of what is filled in are searched for headers."""
EXAMPLE_DIVISION = "0000"
"""The division code that the rows of 記入例 bear; no real division has it."""

NOT_ON_LIST = "（一覧にないID）"
"""What the template's own formulas show for a system that is not on the list."""

FEWEST_HEADERS = 4
"""Fewer known headers than this make no form."""

_TOTAL = re.compile(r"^(?:総|小|中)?合?計(?:額|金額)?$")
_NOTE = re.compile(r"^(?:[※＊*注(（]|以上$|以下(?:余白|空白)$)")
_EXAMPLE = re.compile(r"^[(（【]?(?:記入|入力)?例\d*[)）】:：]?$")


@dataclass(frozen=True)
class RowCells:
    """The cells of one row that are not blank, by column number; rows count from 1."""

    number: int
    cells: Mapping[int, object]


@dataclass(frozen=True)
class Layout:
    """A form found in a sheet.

    Attributes:
        headers: Which column is which.
        header_row: The row of the headers; 0 for a form laid out downwards.
        data: The rows that hold data.
        above: Rows above the headers that hold something.
        totals: Rows such as 合計 that a person added.
        examples: Rows left over from 記入例.
        notes: Rows that hold a remark outside the table.
        second_table: The row at which headers come again, of this form or another; what follows
            is not read.
        values_at: Cell (row, column) of each field of a form laid out downwards.
    """

    form: Form
    headers: Headers
    header_row: int
    data: tuple[RowCells, ...] = ()
    above: tuple[RowCells, ...] = ()
    totals: tuple[RowCells, ...] = ()
    examples: tuple[RowCells, ...] = ()
    notes: tuple[RowCells, ...] = ()
    second_table: int | None = None
    values_at: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def filled_rows(grid: Grid) -> Iterator[RowCells]:
    """The rows of a grid that hold anything, top to bottom."""
    left = grid.left
    for number, row in enumerate(grid.rows, start=grid.top):
        if not any(row) and 0 not in row:  # blank, told at the speed of C
            continue
        cells = {
            column: value
            for column, value in enumerate(row, start=left)
            if value != "" and not (type(value) is str and value.isspace())
        }
        if cells:
            yield RowCells(number, cells)


class Finder:
    """Finds the forms of a municipality in sheets.

    Most returned sheets bear the same headers, so what was made of a row of headers is kept.
    """

    def __init__(self, forms: Sequence[Form], alike: float) -> None:
        self._across = tuple(HeaderIndex(form) for form in forms if not form.downwards)
        self._down = tuple(HeaderIndex(form) for form in forms if form.downwards)
        self._alike = alike
        self._fewest = min((form.fewest for form in forms), default=FEWEST_HEADERS)
        self._labels = frozenset(
            name
            for index in self._across
            for column in index.form.columns
            for name in (column.label, *column.synonyms)
        )
        self._forms: dict[tuple[str, ...], HeaderIndex | None] = {}
        self._matches: dict[tuple[str, tuple[tuple[int, str], ...]], Headers] = {}

    def find(self, grid: Grid) -> Layout | None:
        """The form that stands in the sheet, None where it is none of ours."""
        rows = list(filled_rows(grid))
        for at, row in enumerate(rows[:SEARCHED_ROWS]):
            index = self._headed_by(row)
            if index is not None:
                return self._across_layout(index, rows, at)
        return self._down_layout(grid, rows[: 2 * SEARCHED_ROWS])

    def _headed_by(self, row: RowCells) -> HeaderIndex | None:
        """The form whose headers the row holds."""
        texts = tuple(value for value in row.cells.values() if isinstance(value, str))
        if len(texts) < self._fewest:
            return None
        if texts not in self._forms:
            self._forms[texts] = self._named_by(texts)
        return self._forms[texts]

    def _named_by(self, texts: tuple[str, ...]) -> HeaderIndex | None:
        """The form of which the texts name most columns."""
        named = [(sum(map(index.known, texts)), index) for index in self._across]
        enough = [
            (known, index)
            for known, index in named
            if known >= max(index.form.fewest, len(index.form.bare.columns) // 4)
        ]
        return max(enough, key=lambda each: each[0])[1] if enough else None

    def _begins_table(self, row: RowCells) -> bool:
        """Whether headers stand in a row of data; only rows that hold labels are looked at."""
        if self._labels.isdisjoint(row.cells.values()):
            return False
        labels = self._labels.intersection(row.cells.values())
        return len(labels) >= FEWEST_HEADERS and self._headed_by(row) is not None

    def _across_layout(self, index: HeaderIndex, rows: list[RowCells], at: int) -> Layout:
        header = rows[at]
        texts = [(number, str(value)) for number, value in header.cells.items()]
        headers = self._matched(index, texts)
        sorted_rows = _SortedRows(index.form, headers, (text for _, text in texts))
        for row in rows[at + 1 :]:
            if self._begins_table(row):
                sorted_rows.second_table = row.number
            if sorted_rows.second_table or not sorted_rows.put(row):
                break
        return Layout(
            index.form,
            headers,
            header.number,
            tuple(sorted_rows.data),
            tuple(rows[:at]),
            tuple(sorted_rows.totals),
            tuple(sorted_rows.examples),
            tuple(sorted_rows.notes),
            sorted_rows.second_table,
        )

    def _matched(self, index: HeaderIndex, texts: Sequence[tuple[int, str]]) -> Headers:
        key = (index.form.id, tuple(texts))
        if key not in self._matches:
            self._matches[key] = index.match(texts, self._alike)
        return self._matches[key]

    def _down_layout(self, grid: Grid, rows: list[RowCells]) -> Layout | None:
        for index in self._down:
            labels: dict[str, tuple[int, int]] = {}
            found: list[tuple[int, str]] = []
            for row in rows:
                for number, value in row.cells.items():
                    if isinstance(value, str) and index.known(value):
                        found.append((number, value))
                        labels.setdefault(plain(value), (row.number, number))
            headers = self._matched(index, found)
            fewest = max(FEWEST_HEADERS, len(index.form.columns) // 3)
            below_each_other = len({row for row, _ in labels.values()}) >= FEWEST_HEADERS
            if len(headers.columns) >= fewest and below_each_other:
                at = _values_beside(index, headers, labels, grid)
                return Layout(index.form, headers, 0, values_at=at)
        return None


def _values_beside(
    index: HeaderIndex,
    headers: Headers,
    labels: Mapping[str, tuple[int, int]],
    grid: Grid,
) -> dict[str, tuple[int, int]]:
    """The cell to the right of each label: the value's place, whether or not it is blank."""
    ends = {(top, left): right for top, left, _, right in grid.facts.merged}
    places = {}
    for key in headers.columns:
        column = index.form.column(key)
        label_at = next(at for label, at in labels.items() if _means(index, headers, label, column))
        places[key] = (label_at[0], ends.get(label_at, label_at[1]) + 1)
    return places


def _means(index: HeaderIndex, headers: Headers, label: str, column: Column) -> bool:
    if column.offset is None:
        return index.names.get(label) is column
    return plain(column.label_in(headers.year or 0)) == label


class _SortedRows:
    """Sorts the rows below the headers into data and what is not data."""

    def __init__(self, form: Form, headers: Headers, header_texts: Iterable[str]) -> None:
        idle = {column.key for column in form.columns if column.computed}
        self._computed = {headers.columns[key] for key in idle if key in headers.columns}
        idle |= {"division_code", "division_name"} - set(form.key)
        self._telling = {n for key, n in headers.columns.items() if key not in idle}
        self._columns = frozenset(headers.columns.values())
        self._texts = {
            headers.columns[c.key]
            for c in form.columns
            if c.key in headers.columns and c.kind not in (Kind.YEN, Kind.COUNT)
        }
        self._header_texts = frozenset(header_texts)
        self._example_keys = {
            (headers.columns[key], example[key])
            for example in form.examples
            for key in ("system_id", "division_code")
            if key in headers.columns and example.get(key, "").startswith(EXAMPLE_DIVISION)
        }
        self.data: list[RowCells] = []
        self.totals: list[RowCells] = []
        self.examples: list[RowCells] = []
        self.notes: list[RowCells] = []
        self.second_table: int | None = None

    def put(self, row: RowCells) -> bool:
        """Sort one row in; False when the table ends there."""
        if self._is_header(row):
            self.second_table = row.number
            return False
        if self._is_total(row):
            self.totals.append(row)
        elif self._is_example(row):
            self.examples.append(row)
        elif self._is_note(row):
            self.notes.append(row)
        elif not self._telling.isdisjoint(row.cells):
            self.data.append(row)
        elif self._columns.isdisjoint(row.cells):
            self.notes.append(row)
        return True

    def _is_header(self, row: RowCells) -> bool:
        if self._header_texts.isdisjoint(row.cells.values()):
            return False
        again = self._header_texts.intersection(row.cells.values())
        return len(again) * 2 >= len(self._header_texts)

    def _is_total(self, row: RowCells) -> bool:
        short = [
            number
            for number, value in row.cells.items()
            if type(value) is str and len(value) < 8 and "計" in value
        ]
        return any(
            _TOTAL.match(unicodedata.normalize("NFKC", "".join(str(row.cells[number]).split())))
            for number in short
            if number in self._texts
        )

    def _is_example(self, row: RowCells) -> bool:
        first = row.cells.get(min(row.cells))
        return any(row.cells.get(n) == value for n, value in self._example_keys) or (
            isinstance(first, str) and len(first) < 8 and _EXAMPLE.match(first) is not None
        )

    def _is_note(self, row: RowCells) -> bool:
        if len(row.cells) > 1:
            return False
        ((number, value),) = row.cells.items()
        if number in self._computed and value == NOT_ON_LIST:
            return False
        return isinstance(value, str) and (len(value) >= 15 or _NOTE.match(value) is not None)
