"""Rows of a form made into typed records that remember where each value stood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from sysaudit.forms.field import Column
from sysaudit.forms.record import Origin, Place, Record, blank_values
from sysaudit.intake.grid import Grid, SheetFacts
from sysaudit.intake.layout import Layout, RowCells
from sysaudit.intake.limits import Limits
from sysaudit.intake.too_much import check_rows, check_unread, runs_down
from sysaudit.intake.values import Note, Reading, reader_of
from sysaudit.intake.values.reading import rounded

_PLAIN, _BLANK = Note.PLAIN, Note.BLANK  # looked up once, compared for every cell

Spot = tuple[int, int]
"""Row and column, from 1."""


@dataclass(frozen=True, slots=True)
class NotedCell:
    """A cell that was not simply right: understood leniently, or not understood."""

    record: Record
    key: str
    reading: Reading


@dataclass(frozen=True)
class Table:
    """A form as it was found in one sheet, read.

    Attributes:
        place: File, sheet, columns.
        visible: Whether the sheet is.
        layout: What is unusual about where things stand.
        facts: What the XML says of the sheet (hidden rows, comments …).
        records: One per row of data, in order.
        noted: Cells that were not simply right, in order.
        totals: Amounts by key of each row 合計 that a person added.
        covered: Merged ranges that cover data, (top, left, bottom, right).
    """

    place: Place
    visible: bool
    layout: Layout
    facts: SheetFacts
    records: tuple[Record, ...]
    noted: tuple[NotedCell, ...] = ()
    totals: tuple[TotalRow, ...] = ()
    covered: tuple[tuple[int, int, int, int], ...] = ()

    def __reduce__(self) -> tuple[object, ...]:
        """Workers send thousands of records: as rows of values, each with what stands in it."""
        names = tuple(blank_values(self.layout.form.record))
        values_of = attrgetter(*names)
        positions = {id(record): number for number, record in enumerate(self.records)}
        noted = [(positions[id(each.record)], each.key, each.reading) for each in self.noted]
        rows = [values_of(record) for record in self.records]
        told = (self.place, self.visible, self.layout, self.facts)
        return _sent_table, (told, rows, noted, self.totals, self.covered)

    @property
    def form_id(self) -> str:
        """The form's id."""
        return self.place.form

    @property
    def sound(self) -> bool:
        """Whether the columns that join forms are there; else nothing is said across forms."""
        return all(key in self.place.columns for key in self.layout.form.key[:1])

    @property
    def data_rows(self) -> frozenset[int]:
        """The numbers of the rows that hold data."""
        return frozenset(row.number for row in self.layout.data)

    def noted_as(self, *notes: Note) -> Iterator[NotedCell]:
        """The noted cells that bear one of the notes."""
        return (cell for cell in self.noted if cell.reading.note in notes)


def _sent_table(
    told: tuple[Place, bool, Layout, SheetFacts],
    rows: list[tuple[object, ...]],
    noted: list[tuple[int, str, Reading]],
    totals: tuple[TotalRow, ...],
    covered: tuple[tuple[int, int, int, int], ...],
) -> Table:
    model = told[2].form.record
    names = tuple(blank_values(model))
    records = tuple(model.made_of(dict(zip(names, row, strict=True))) for row in rows)
    cells = tuple(NotedCell(records[number], key, reading) for number, key, reading in noted)
    return Table(*told, records, cells, totals, covered)


@dataclass(frozen=True)
class TotalRow:
    """A row 合計 that a person added below the data: the amounts typed there, by key."""

    row: int
    amounts: Mapping[str, int]


def read_table(
    grid: Grid,
    layout: Layout,
    file: str,
    sent: frozenset[str] | None = None,
    limits: Limits | None = None,
) -> Table:
    """Read every row of a form found in a sheet; ``sent`` are the rows that went out filled in.

    Raises:
        Refused: It has more rows, or more cells that cannot be read, than anybody fills in: then
            something went wrong with the whole of it, and a remark on each cell helps nobody.
    """
    limits = limits or Limits()
    check_rows(grid, limits, len(layout.data))
    place = _place(grid, layout, file, sent)
    reader = _RowReader(layout, grid.facts, place, partial(check_unread, grid, limits))
    rows = _down_rows(grid, layout) if layout.form.downwards else layout.data
    records = tuple(map(reader.read, rows))
    return Table(
        place,
        grid.visible,
        layout,
        grid.facts,
        records,
        tuple(reader.noted),
        tuple(_total_row(layout, place, row) for row in layout.totals),
        tuple(reader.covered),
    )


def _place(grid: Grid, layout: Layout, file: str, sent: frozenset[str] | None) -> Place:
    year = layout.headers.year
    return Place(
        file,
        grid.name,
        layout.form.id,
        year,
        layout.header_row,
        {key: at[1] for key, at in layout.values_at.items()} or layout.headers.columns,
        {key: at[0] for key, at in layout.values_at.items()},
        layout.form.labels_in(year),
        sent,
    )


def _down_rows(grid: Grid, layout: Layout) -> tuple[RowCells, ...]:
    """A form laid out downwards is one record: its cells are gathered by column number later."""
    return (RowCells(0, {}),) if not layout.values_at else (_gathered(grid, layout),)


def _gathered(grid: Grid, layout: Layout) -> RowCells:
    """The values by the position of their field, since several may share a column."""
    cells = {}
    for position, (row, column) in enumerate(layout.values_at.values(), start=1):
        value = grid.value(row, column)
        if value != "":
            cells[position] = value
    return RowCells(0, cells)


class _RowReader:
    """Reads the rows of one table; keeps the cells that were not simply right."""

    def __init__(
        self, layout: Layout, facts: SheetFacts, place: Place, check_unread: Callable[[int], None]
    ) -> None:
        self._unread_cells = runs_down(facts.errors) + runs_down(facts.uncomputed)
        self._check_unread = check_unread
        check_unread(self._unread_cells)
        self._layout, self._place = layout, place
        self._fields = tuple((n, c.key, c.computed, reader_of(c).read) for n, c in _fields(layout))
        self._model = layout.form.record
        self._blank = blank_values(self._model)
        self._carries = bool(layout.form.extra)
        data_rows = {row.number for row in layout.data}
        self.covered = [span for span in facts.merged if _covers(span, data_rows, place)]
        self._lost = _lost_cells(facts, self.covered, max(data_rows, default=0))
        self.noted: list[NotedCell] = []

    def read(self, row: RowCells) -> Record:
        """One row as a typed record."""
        values = self._blank.copy()
        noted: list[tuple[str, Reading]] = []
        cells = row.cells
        for number, key, computed, read in self._fields:
            if number not in cells:
                continue
            reading = read(cells[number])
            if reading.value is not None:
                values[key] = reading.value
            note = reading.note
            if note is not _PLAIN and note is not _BLANK and not computed:
                noted.append((key, reading))
        values["origin"] = self._origin(row.number, noted)
        checked = self._model.model_validate(_carried(values) if self._carries else values)
        record = self._model.made_of(checked.__dict__)
        self.noted.extend(NotedCell(record, key, reading) for key, reading in noted)
        return record

    def _origin(self, row: int, noted: list[tuple[str, Reading]]) -> Origin:
        if not noted and not self._lost:
            return Origin(self._place, row)
        if not_understood := sum(not reading.note.understood for _, reading in noted):
            self._unread_cells += not_understood
            self._check_unread(self._unread_cells)
        return Origin(
            self._place,
            row,
            {key: reading.typed for key, reading in noted},
            {key: reading.word for key, reading in noted if reading.word is not None},
            frozenset(self._unread(row, noted)),
        )

    def _unread(self, row: int, noted: list[tuple[str, Reading]]) -> Iterator[str]:
        """The fields in which something stands that could not be understood."""
        yield from (key for key, reading in noted if not reading.note.understood)
        if self._lost:
            yield from self._lost_in(row)

    def _lost_in(self, row: int) -> Iterator[str]:
        """The fields of a row whose cell holds something that calamine gives as blank."""
        place = self._place
        for key, column in place.columns.items():
            if (place.rows.get(key, row), column) in self._lost:
                yield key


def _carried(values: dict[str, object]) -> dict[str, object]:
    """Columns that the settings add travel apart from the declared ones."""
    carried = {key: str(values.pop(key)) for key in list(values) if key.startswith("carried:")}
    return {**values, "carried": {key.partition(":")[2]: text for key, text in carried.items()}}


def _fields(layout: Layout) -> Iterator[tuple[int, Column]]:
    """Each field's column; downwards, its position."""
    if layout.form.downwards:
        for position, key in enumerate(layout.values_at, start=1):
            yield position, layout.form.column(key)
        return
    for key, number in layout.headers.columns.items():
        yield number, layout.form.column(key)


def _covers(span: tuple[int, int, int, int], data_rows: set[int], place: Place) -> bool:
    """Whether a merged range lies over cells of data."""
    top, left, bottom, right = span
    return any(top <= row <= bottom for row in data_rows) and any(
        left <= column <= right for column in place.columns.values()
    )


def _lost_cells(
    facts: SheetFacts, covered: Iterable[tuple[int, int, int, int]], last_row: int
) -> set[Spot]:
    """Cells that look blank but are not: covered by a merged range, in error, not computed."""
    lost = {(row, column) for row, column, _ in facts.errors} | set(facts.uncomputed)
    for top, left, bottom, right in covered:
        rows = range(top, min(bottom, last_row) + 1)
        lost.update((row, column) for row in rows for column in range(left, right + 1))
        lost.discard((top, left))
    return lost


def _total_row(layout: Layout, place: Place, row: RowCells) -> TotalRow:
    amounts = {}
    for key, number in place.columns.items():
        amount = rounded(row.cells.get(number))
        if amount is not None:
            amounts[key] = amount
    return TotalRow(row.number, amounts)
