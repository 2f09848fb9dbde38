"""One row of a form, read: typed values that know where they stand and what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Self

from pydantic import BaseModel, Field, InstanceOf

from sysaudit.findings import Address

_NOTHING: Mapping[str, str] = {}


def _nothing() -> Mapping[str, str]:
    """What there is to tell of most rows, kept once for all of them."""
    return _NOTHING


@dataclass(frozen=True)
class Place:
    """Where a form was found: file, sheet, and the cell or column of each of its fields.

    Attributes:
        file: The file's name as findings show it.
        form: The form's id.
        year: The fiscal year of the form, where the sheet says one.
        header_row: The row that holds the headers, 0 for a form laid out downwards.
        columns: Column number by key, both from 1.
        rows: Row number by key, for a form laid out downwards (表紙).
        labels: The label by key, in the words of the settings in force.
        sent: The fingerprints of the rows that were filled in when the form went out; None
            where the workbook does not tell.
    """

    file: str
    sheet: str
    form: str
    year: int | None
    header_row: int
    columns: Mapping[str, int]
    rows: Mapping[str, int] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    sent: frozenset[str] | None = None

    def address(self, key: str | None, row: int) -> Address:
        """The address of field ``key`` in ``row``."""
        if key is None or key not in self.columns:
            return Address(self.file, self.sheet, row or None)
        return Address(self.file, self.sheet, self.rows.get(key, row), self.columns[key])


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record was read, and what stood in those of its cells that were not simply right.

    Attributes:
        place: The table in a sheet.
        row: The row's number in Excel's window; 0 for a form laid out downwards.
        typed: What was typed, by key.
        words: The legal word (不明, 未定, 該当なし, 自動更新) instead of a value, by key.
        unread: The fields in which something stands that could not be understood.
    """

    place: Place
    row: int
    typed: Mapping[str, str] = field(default_factory=_nothing)
    words: Mapping[str, str] = field(default_factory=_nothing)
    unread: frozenset[str] = frozenset()

    def __reduce__(self) -> tuple[object, ...]:
        """Most cells are simply right: nothing is sent of them."""
        told = (self.typed, self.words, self.unread)
        return Origin, (self.place, self.row, *(told if any(told) else ()))


NOWHERE = Origin(Place("", "", "", None, 0, {}), 0)
"""The origin of a record that was not read from a file."""


class Record(BaseModel):
    """One row of a form: typed values that remember where they stand and what was typed.

    A value is None where the cell is blank, where a word such as 不明 stands in its place
    (`word`), or where it could not be understood (`unread`).
    """

    carried: InstanceOf[Mapping[str, str]] = _NOTHING
    """Columns that the settings add to the form, by label, as typed."""

    origin: InstanceOf[Origin] = Field(default=NOWHERE, exclude=True, repr=False)
    """Where it was read; a field like the others, since private ones are slow to look up."""

    @classmethod
    def made_of(cls, values: dict[str, Any]) -> Self:
        """A record of all its values, which were checked before."""
        record = cls.__new__(cls)
        object.__setattr__(record, "__dict__", values)
        object.__setattr__(record, "__pydantic_fields_set__", field_names(cls))
        object.__setattr__(record, "__pydantic_extra__", None)
        object.__setattr__(record, "__pydantic_private__", None)
        return record

    @property
    def place(self) -> Place:
        """The table in a sheet from which the record was read."""
        return self.origin.place

    @property
    def row(self) -> int:
        """The row's number in Excel's window."""
        return self.origin.row

    def at(self, key: str) -> Address:
        """The address of one of the record's cells; the row where the form lacks the column."""
        return self.origin.place.address(key, self.origin.row)

    def typed(self, key: str) -> str | None:
        """What stands in the cell, as typed, for showing; None where it is blank."""
        if key in self.origin.typed:
            return self.origin.typed[key]
        value = getattr(self, key, None)
        return None if is_blank(value) else shown(value)

    def word(self, key: str) -> str | None:
        """The legal word (不明, 未定, 該当なし, 自動更新) that stands instead of a value."""
        return self.origin.words.get(key)

    def unread(self, key: str) -> bool:
        """Whether something stands in the cell that could not be understood."""
        return key in self.origin.unread

    def stated(self, key: str) -> bool:
        """Whether anything at all stands in the cell."""
        if not is_blank(getattr(self, key, None)):
            return True
        return key in self.origin.typed or key in self.origin.unread

    def blank(self, key: str) -> bool:
        """Whether the cell is there and holds nothing, or a sign for nothing such as ``-``."""
        if not is_blank(getattr(self, key, None)):
            return False
        origin = self.origin
        return key in origin.place.columns and key not in origin.words and key not in origin.unread

    def has_column(self, key: str) -> bool:
        """Whether the returned sheet has this column."""
        return key in self.origin.place.columns


@cache
def blank_values(model: type[Record]) -> dict[str, Any]:
    """What a record holds in which nothing stands."""
    return {name: info.default for name, info in model.model_fields.items()}


@cache
def field_names(model: type[Record]) -> set[str]:
    """The names of a record's fields: one set for all, for each would have 2 KB of its own."""
    return set(model.model_fields)


def is_blank(value: object) -> bool:
    """Whether a record's value stands for a cell without one; 0 is a value."""
    return value is None or value is False or value == ()


def shown(value: object) -> str:
    """A typed value in the words of the form.

    >>> shown(1200), shown(True), shown(("a", "b")), shown(date(2019, 4, 1))
    ('1,200', '○', 'a; b', '2019/4/1')
    """
    if isinstance(value, bool):
        return "○" if value else ""
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, tuple):
        return "; ".join(shown(each) for each in value)
    if isinstance(value, date):
        return f"{value.year}/{value.month}/{value.day}"
    return str(value)
