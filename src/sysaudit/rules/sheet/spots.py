"""From a cell of a sheet to the field and the row that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sysaudit.findings import Address
from sysaudit.forms.record import Record
from sysaudit.intake.records import Table
from sysaudit.rules.base import Context, Hit, row_key


@dataclass(frozen=True)
class Spots:
    """The cells of one table."""

    table: Table
    context: Context

    @cached_property
    def _records(self) -> Mapping[int, Record]:
        return {record.row: record for record in self.table.records}

    @cached_property
    def _fields(self) -> Mapping[tuple[int | None, int], str]:
        """The key of a field by its column, or by its cell where the form runs downwards."""
        place = self.table.place
        return {(place.rows.get(key), column): key for key, column in place.columns.items()}

    @cached_property
    def _not_data(self) -> frozenset[int]:
        """Rows below the headers that are not the division's answers."""
        layout = self.table.layout
        return frozenset(row.number for row in (*layout.totals, *layout.examples, *layout.notes))

    def field_at(self, row: int, column: int) -> str | None:
        """The field that a cell answers; None outside the answers and for computed fields."""
        layout = self.table.layout
        if layout.form.downwards:
            key = self._fields.get((row, column))
        else:
            above_end = layout.second_table is None or row < layout.second_table
            below_header = row > layout.header_row and above_end and row not in self._not_data
            key = self._fields.get((None, column)) if below_header else None
        return None if key is None or layout.form.column(key).computed else key

    def hits(self, cells: Iterable[tuple[int, int]], cause: str, **values: object) -> Iterator[Hit]:
        """A hit on each of the cells that answers a field; neighbours become one finding."""
        for row, column in cells:
            key = self.field_at(row, column)
            if key is not None:
                yield self._hit(row, column, key, cause, values)

    def _hit(
        self, row: int, column: int, key: str, cause: str, values: Mapping[str, object]
    ) -> Hit:
        place, form = self.table.place, self.table.layout.form
        record = self._records.get(0 if form.downwards else row)
        return Hit(
            Address(place.file, place.sheet, row, column),
            row_key(record, form.key) if record else None,
            key,
            place.labels[key],
            record.typed(key) if record else None,
            values=values,
            cause=cause,
        )
