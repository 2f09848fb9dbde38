"""One sheet's XML, parsed: for sheets in which the bytes show that there is something to see."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from sysaudit.findings import Text
from sysaudit.intake.extent import Extent
from sysaudit.intake.facts import Cell, Run, SheetFacts, Span, cell_name, runs
from sysaudit.intake.fonts import Struck
from sysaudit.intake.limits import Limits
from sysaudit.intake.markup import Attributes, feed, is_on, local, new_parser, whole_number
from sysaudit.intake.places import LAST_COLUMN, LAST_ROW, place_of, span_of
from sysaudit.intake.refusal import Reason, Refused

_TEXT_NUMBER = re.compile(r"[0-9]{1,9}")
_QUOTED = re.compile(r'"[^"]*"')
_OTHER_BOOK = re.compile(
    r"'(?:[^']|'')*?\[(?!0\])[^\[\]]+\](?:[^']|'')*'!"
    r"|\[(?!0\])[^\[\]]+\][^\[\]!,;()=+*/&<>^]*!"
)
"""``'[1]Sheet1 (2)'!``, ``[1]Sheet1!``, ``[1]!Name``; a table's ``Table[Column]`` has no ``!``, and
``[0]`` is this very workbook."""

_OTHER_PROGRAM = re.compile(r"^(?:[^']|'[^']*')*?\|")
"""``cmd|'/C calc'!A0``; in a sheet's name, which is quoted then, a bar may stand too."""


def refers_elsewhere(formula: str) -> bool:
    """Whether a formula takes from another workbook, or from another program (DDE).

    >>> refers_elsewhere("'[1]Sheet 1'!A1+1"), refers_elsewhere('T[2020]&"[1]S!A1"')
    (True, False)
    >>> refers_elsewhere("'[1]R&D, (2)'!$A$1"), refers_elsewhere("[0]!Name+'a (b)'!A1")
    (True, False)
    >>> refers_elsewhere("cmd|'/C calc'!A0"), refers_elsewhere("'a|b'!A1")
    (True, False)
    """
    if "[" not in formula and "|" not in formula:
        return False
    bare = _QUOTED.sub("", formula)
    return bool(_OTHER_BOOK.search(bare) or _OTHER_PROGRAM.search(bare))


@dataclass(slots=True)
class Tally:
    """What has been seen of a sheet so far."""

    hidden_rows: list[Run] = field(default_factory=list)
    hidden_columns: list[Run] = field(default_factory=list)
    struck: list[Cell] = field(default_factory=list)
    uncomputed: list[Cell] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    linked: list[Cell] = field(default_factory=list)
    merged: list[Span] = field(default_factory=list)
    filtered: bool = False

    def facts(self) -> SheetFacts:
        """The same as facts; comments come from other parts."""
        return SheetFacts(
            hidden_rows=tuple(runs(self.hidden_rows)),
            hidden_columns=tuple(runs(self.hidden_columns)),
            struck=tuple(self.struck),
            uncomputed=tuple(self.uncomputed),
            errors=tuple(self.errors),
            linked=tuple(self.linked),
            autofilter=self.filtered and bool(self.hidden_rows),
            merged=tuple(self.merged),
        )


@dataclass(slots=True)
class CellXml:
    """The cell that is being parsed; ``value`` and ``formula`` are None where there is none."""

    row: int = 0
    column: int = 0
    kind: str = "n"
    style: str = "0"
    value: str | None = None
    formula: str | None = None
    group: str = ""
    inline: bool = False
    inline_struck: bool = False

    @property
    def place(self) -> Cell:
        """Row and column."""
        return self.row, self.column

    @property
    def filled(self) -> bool:
        """Whether calamine makes a value of it, be it an empty text."""
        return self.inline or self.value is not None or self.formula is not None

    @property
    def uncomputed(self) -> bool:
        """Whether it has a formula and no value; an empty text is a value."""
        return self.formula is not None and not (self.value or self._empty_text)

    @property
    def _empty_text(self) -> bool:
        return self.kind == "str" and self.value is not None

    @property
    def misread(self) -> bool:
        """Whether calamine would show another cell's text: it makes some number of any word."""
        value = self.value
        return self.kind == "s" and value is not None and not _TEXT_NUMBER.fullmatch(value)

    def is_struck(self, struck: Struck) -> bool:
        """Whether it shows something struck out."""
        if not (self.value or self.inline):
            return False
        styled = whole_number(self.style) in struck.styles
        shared = self.kind == "s" and int(self.value or 0) in struck.texts
        return styled or shared or self.inline_struck


class SheetReader:
    """Reads one sheet; a new reader for each.

    Attributes:
        unplaced: Where in the bytes a cell's start tag lacks its reference, and the reference:
            calamine would put all such cells in column A.
    """

    def __init__(self, name: str, part: str, struck: Struck) -> None:
        self.unplaced: list[tuple[int, str]] = []
        self._name = name
        self._part = part
        self._struck = struck
        self._tally = Tally()
        self._extent = Extent()
        self._linked_groups: set[str] = set()
        self._cell = CellXml()
        self._in_rows = self._in_cell = self._in_value = False
        self._filled: dict[int, int] = defaultdict(int)  # row: a bit for each column
        self._pieces: list[str] = []
        self._tag = ""
        self._parser = new_parser()
        self._begins: dict[str, Callable[[Attributes], None]] = {
            "sheetData": self._begin_rows,
            "row": self._begin_row,
            "c": self._begin_cell,
            "f": self._begin_formula,
            "v": self._begin_value,
            "is": self._begin_inline,
            "strike": self._see_strike,
            "col": self._see_columns,
            "mergeCell": self._see_merge,
            "filterColumn": self._see_filter,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "c": self._end_cell,
            "f": self._end_formula,
            "v": self._end_value,
        }

    def read(self, data: bytes, limits: Limits) -> SheetFacts:
        """The facts of the sheet, comments apart.

        Raises:
            Refused: Bad XML, a reference or a shared text that does not exist, a far cell, two
                values in one cell, of which one would be lost.
        """
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._pieces.append
        try:
            feed(self._parser, data, self._part)
        finally:
            self._let_go()
        self._extent.check(limits, self._name)
        return self._tally.facts()

    def _let_go(self) -> None:
        """Hold nothing that holds this: what is read goes at once, without a search for garbage."""
        self._parser.StartElementHandler = self._parser.EndElementHandler = None
        self._parser.CharacterDataHandler = None
        self._begins, self._ends = {}, {}

    def _start(self, name: str, attributes: Attributes) -> None:
        self._tag = name
        begin = self._begins.get(local(name) if ":" in name else name)
        if begin is not None:
            begin(attributes)

    def _end(self, name: str) -> None:
        end = self._ends.get(local(name) if ":" in name else name)
        if end is not None:
            end()

    def _begin_rows(self, _: Attributes) -> None:
        if self._in_rows:  # calamine reads none of what follows
            raise self._broken("")
        self._in_rows = True

    def _begin_row(self, attributes: Attributes) -> None:
        told = attributes.get("r")
        row = self._cell.row + 1 if told is None else whole_number(told)
        if row is None or not 1 <= row <= LAST_ROW:
            raise self._broken(told or "")
        self._cell = CellXml(row)
        if is_on(attributes.get("hidden")):
            self._tally.hidden_rows.append((row, row))

    def _begin_cell(self, attributes: Attributes) -> None:
        told = attributes.get("r")
        if self._in_cell:
            raise self._broken(told or cell_name(*self._cell.place))
        self._in_cell = True
        before = self._cell
        place = (before.row, before.column + 1) if told is None else place_of(told)
        if place is None or place[1] > LAST_COLUMN:
            raise self._broken(told or "")
        self._cell = CellXml(*place, attributes.get("t", "n"), attributes.get("s", "0"))
        self._pieces.clear()
        if told is None:
            after_tag = self._parser.CurrentByteIndex + 1 + len(self._tag.encode())
            self.unplaced.append((after_tag, cell_name(*place)))

    def _begin_formula(self, attributes: Attributes) -> None:
        self._cell.group = attributes.get("si", "")
        self._pieces.clear()

    def _end_formula(self) -> None:
        self._cell.formula = "".join(self._pieces)

    def _begin_value(self, _: Attributes) -> None:
        cell = self._cell
        if not self._in_cell or self._in_value or cell.inline or cell.value is not None:
            raise self._broken(cell_name(*cell.place) if cell.column else "")
        self._in_value = True
        self._pieces.clear()

    def _end_value(self) -> None:
        self._in_value = False
        self._cell.value = "".join(self._pieces)

    def _begin_inline(self, _: Attributes) -> None:
        if self._cell.inline:
            raise self._broken(cell_name(*self._cell.place))
        self._cell.inline = True

    def _see_strike(self, attributes: Attributes) -> None:
        self._cell.inline_struck |= is_on(attributes.get("val", "1"))

    def _see_columns(self, attributes: Attributes) -> None:
        first, last = whole_number(attributes.get("min")), whole_number(attributes.get("max"))
        if is_on(attributes.get("hidden")) and first is not None and last is not None:
            self._tally.hidden_columns.append((first, min(last, LAST_COLUMN)))

    def _see_merge(self, attributes: Attributes) -> None:
        if span := span_of(attributes.get("ref", "")):
            self._tally.merged.append(span)

    def _see_filter(self, _: Attributes) -> None:
        self._tally.filtered = True

    def _end_cell(self) -> None:
        cell = self._cell
        self._in_cell = False
        if not cell.filled:
            return
        if cell.misread or self._filled[cell.row] >> cell.column & 1:
            raise self._broken(cell_name(*cell.place))
        self._filled[cell.row] |= 1 << cell.column
        self._extent.include(*cell.place)
        if cell.kind == "e":
            self._tally.errors.append((*cell.place, cell.value or ""))
        if cell.uncomputed:
            self._tally.uncomputed.append(cell.place)
        if cell.formula is not None and self._is_linked(cell.formula, cell.group):
            self._tally.linked.append(cell.place)
        if cell.is_struck(self._struck):
            self._tally.struck.append(cell.place)

    def _is_linked(self, formula: str, group: str) -> bool:
        """A shared formula stands in full at its first cell only."""
        if not formula:
            return group in self._linked_groups
        linked = refers_elsewhere(formula)
        if linked and group:
            self._linked_groups.add(group)
        return linked

    def _broken(self, cell: str) -> Refused:
        cell = cell[:20]
        return Refused(
            Reason.DAMAGED,
            Text(f"セル「{cell}」が壊れています", f"the cell {cell!r} is broken")
            if cell
            else Text("シートの中身が壊れています", "the content of the sheet is broken"),
            self._name,
            cell or None,
        )
