"""What everybody speaks: where something stands, how grave it is, what was noticed.

A fault in a returned file is a value (`Finding`), never an exception.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple


class Text(NamedTuple):
    """The same words in both languages of the product."""

    ja: str
    en: str

    def filled(self, **values: object) -> Text:
        """Both texts with their ``{placeholders}`` filled in."""
        return Text(self.ja.format(**values), self.en.format(**values))

    def in_language(self, language: str) -> str:
        """The text in ``"ja"`` or ``"en"``."""
        return self.en if language == "en" else self.ja


class Severity(StrEnum):
    """How grave a finding is: error goes back, warning wants a look, info was understood."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return tuple(Severity).index(self)


def column_letters(number: int) -> str:
    """The letters Excel shows for the 1-based column ``number``.

    >>> column_letters(1), column_letters(28), column_letters(16384)
    ('A', 'AB', 'XFD')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Address:
    """A place in a returned file, as Excel's window names it; rows and columns count from 1.

    Without ``row`` it is whole columns, without ``column`` whole rows, without both the sheet,
    without ``sheet`` the file. ``last_row`` and ``last_column`` make it a range.
    """

    file: str | None
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    last_row: int | None = None
    last_column: int | None = None

    @property
    def cell(self) -> str | None:
        """``D3``, ``D3:D58``, ``5:7`` (rows), ``C:D`` (columns), or None for a sheet or a file.

        >>> Address("a.xlsx", "表紙", 3, 4).cell, Address("a.xlsx", "表紙", row=5, last_row=7).cell
        ('D3', '5:7')
        """
        if self.row is None and self.column is None:
            return None
        first = self._corner(self.column, self.row)
        last = self._corner(self.last_column or self.column, self.last_row or self.row)
        whole = self.row is None or self.column is None
        return first if first == last and not whole else f"{first}:{last}"

    @staticmethod
    def _corner(column: int | None, row: int | None) -> str:
        return (column_letters(column) if column else "") + (str(row) if row else "")

    @property
    def sort_key(self) -> tuple[str, str, int, int]:
        """File, sheet, row, column: the order in which findings are listed."""
        return (self.file or "", self.sheet or "", self.row or 0, self.column or 0)

    def through(self, row: int, column: int) -> Address:
        """The range from this cell to the given one."""
        return replace(self, last_row=row, last_column=column)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something ``validate`` noticed.

    Attributes:
        id: Stable over returns: made of division, form, rule, row key and field alone.
        code: The rule's code, ``C03``.
        name: The rule's title in both languages.
        key: The row's key (システムID …), None where there is no row.
        label: The column's label in the words of the form.
        given: What stands there, as typed.
        difference: Yen, for sums and slips.
        count: How many neighbouring cells this one finding stands for.
        waived: The reason given in ``sysaudit.toml``, None where the finding is in force.
        members: The stable ids of all the hits it stands for, cell by cell; the finding's own id
            is that of its first cell and changes when that one is put right.
    """

    id: str
    code: str
    name: Text
    severity: Severity
    address: Address
    message: Text
    fix: Text
    division_code: str | None = None
    form: str | None = None
    key: str | None = None
    label: str | None = None
    given: str | None = None
    expected: str | None = None
    difference: int | None = None
    official_rule: str | None = None
    count: int = 1
    waived: str | None = None
    members: tuple[str, ...] = ()

    @property
    def in_force(self) -> bool:
        """Whether nobody has accepted it with a reason."""
        return self.waived is None
