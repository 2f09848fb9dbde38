"""The one cheap pass over a workbook's XML for what calamine cannot see, or would die of."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sysaudit.findings import Text
from sysaudit.intake.archive import Package
from sysaudit.intake.book import Book, Relation, SheetPart, book_of, relations
from sysaudit.intake.comments import comments_of
from sysaudit.intake.facts import SheetFacts
from sysaudit.intake.fonts import Struck, struck_styles, struck_texts
from sysaudit.intake.glance import are_plain_texts, glance_at
from sysaudit.intake.limits import Limits, raisable
from sysaudit.intake.markup import SMALL, feed, new_parser, tidy
from sysaudit.intake.prolog import refuse_document_types
from sysaudit.intake.refusal import Reason, Refused
from sysaudit.intake.sheet import SheetReader

__all__ = ["Scan", "ScannedSheet", "SheetFacts", "scan"]

_COUNTS = re.compile(rb"<(?:\w+:)?sst\b[^>]*>")
_COUNT = re.compile(rb"(c|uniqueC)ount\s*=\s*[\"']\s*\+?([0-9]+)")
_SHORTEST_CELL = len(b'<c t="s"><v>0</v></c>')
_TEXT_IN_TEXT = re.compile(
    rb"<t(?:>| [^>]*+(?<!/)>)[^<]*+<(?!/t\s*+>\s*+<(?:/si|/?r|/?rPh|t|phoneticPr|extLst)[\s/>])"
)
_NO_TEXT_IN_ITEM = re.compile(rb"<si>\s*+(?!<(?:t|r|rPh|phoneticPr|/si)[ />])")
_TEXT_IN_TEXT_PREFIXED = re.compile(rb"<\w+:t(?:>| [^>]*+(?<!/)>)[^<]*+<(?!/\w+:t *>)")
_BLANK_CELLS = re.compile(rb'(?:<c r="[A-Z]++[0-9]++"(?: s="[0-9]++")?+ ?/>)++')
MANY_BYTES = 2_000_000
SPARE_TEXTS = 100_000
"""So many texts may be left over that no cell can show: Excel leaves none."""
_SHORTEST_TEXT = len(b"<si/>")


@dataclass(frozen=True, slots=True)
class ScannedSheet:
    """A sheet's XML, fit to be read, and what stands in it; ``xml`` is None if it was skipped.

    Attributes:
        values: How many values stand in it, where a glance was enough to see that.
    """

    sheet: SheetPart
    facts: SheetFacts
    xml: bytes | None
    values: int | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """A workbook of which every part that is to be read has been looked through."""

    book: Book
    sheets: tuple[ScannedSheet, ...]
    shared_strings: bytes | None
    styles: bytes | None

    def without_xml(self) -> Scan:
        """The same, with nothing in place of the XML of each part."""
        sheets = tuple(each if each.xml is None else replace(each, xml=b"") for each in self.sheets)
        return replace(self, sheets=sheets, shared_strings=None, styles=None)


def scan(package: Package, limits: Limits, skip: Callable[[str], bool]) -> Scan:
    """Look through a workbook.

    A sheet for whose name ``skip`` is true is of no interest: it is not even unpacked.

    Raises:
        Refused: It is damaged, unsafe, too large, or reaches too far.
    """
    book = book_of(package, limits)
    texts = _part(package, book.shared_strings, _checked_texts)
    styles = _part(package, book.styles, _checked_again)
    if texts is not None:
        _check_counts(texts, sum(package.size_of(sheet.part) for sheet in book.sheets), limits)
    struck = Struck(
        struck_styles(styles or b"", book.styles or ""),
        struck_texts(texts or b"", book.shared_strings or ""),
    )
    sheets = tuple(
        ScannedSheet(sheet, SheetFacts(), None)
        if skip(sheet.name)
        else _scanned(package, sheet, struck, limits)
        for sheet in book.sheets
    )
    refuse_document_types(package.heads())
    return Scan(book, sheets, texts, styles)


def _part(
    package: Package, name: str | None, checked: Callable[[bytes, str], bytes]
) -> bytes | None:
    return checked(package.part(name), name) if name else None


def _checked(data: bytes, name: str) -> bytes:
    """A part without comments and CDATA; calamine loses values from broken XML in silence."""
    feed(new_parser(prefixes=True), data, name)
    return tidy(data)


_checked_small = lru_cache(maxsize=32)(_checked)


def _checked_again(data: bytes, name: str) -> bytes:
    """The same for the styles, which copies of one form share byte for byte."""
    return _checked_small(data, name) if len(data) <= SMALL else _checked(data, name)


def _checked_texts(data: bytes, name: str) -> bytes:
    """The same for the texts that cells share."""
    if are_plain_texts(data):
        return data
    texts = _checked(data, name)
    _check_texts(texts, name)
    return texts


def _check_texts(texts: bytes, part: str) -> None:
    """Of a text within a text, calamine would show a piece, or another; Excel writes none."""
    odd = _TEXT_IN_TEXT.search(texts) or _NO_TEXT_IN_ITEM.search(texts)
    if odd or (b":t" in texts and _TEXT_IN_TEXT_PREFIXED.search(texts)):
        raise Refused(
            Reason.DAMAGED,
            Text(f"部品 {part} の文字列が入れ子です", f"texts are nested in the part {part}"),
        )


def _check_counts(texts: bytes, sheet_bytes: int, limits: Limits) -> None:
    """As many shared texts as the part says it has, calamine reserves memory for."""
    most = min(limits.cells, SPARE_TEXTS + sheet_bytes // _SHORTEST_CELL)
    if texts.count(b"<si") > most:
        raise Refused(
            Reason.TOO_LARGE,
            raisable(Text(f"文字列が {most:,} 個を超えます", f"more than {most:,} texts"), "cells"),
        )
    head = _COUNTS.search(texts)
    for kind, number in _COUNT.findall(head[0] if head else b""):
        most = sheet_bytes if kind == b"c" else len(texts) // _SHORTEST_TEXT
        if int(number[:20]) > most:
            raise Refused(
                Reason.DAMAGED,
                Text("共有文字列の数がおかしい", "its number of shared strings cannot be"),
            )


def _scanned(package: Package, sheet: SheetPart, struck: Struck, limits: Limits) -> ScannedSheet:
    xml = _without_masses_of_blanks(package.part(sheet.part))
    if len(xml) > limits.cells * len(b"<c>") and xml.count(b"<c ") > limits.cells:
        told = raisable(Text("セルが多すぎます", "too many cells"), "cells")
        raise Refused(Reason.TOO_LARGE, told, sheet.name)
    glance = glance_at(xml, struck, limits)
    if glance is not None:
        facts = glance.facts
    else:
        xml = _checked(xml, sheet.part)
        reader = SheetReader(sheet.name, sheet.part, struck)
        facts = reader.read(xml, limits)
        xml = _with_references(xml, reader.unplaced)
    links = list(relations(package, sheet.part))
    if comments := comments_of(package, links):
        facts = replace(facts, comments=comments)
    if facts.hidden_rows and not facts.autofilter and _filters(package, links):
        facts = replace(facts, autofilter=True)
    return ScannedSheet(sheet, facts, xml, glance.values if glance else None)


def _without_masses_of_blanks(xml: bytes) -> bytes:
    """The sheet without cells that are only formatted, where they are more than anybody fills in.

    Somebody gave whole columns a border; no reader need go through a million of them.
    """
    return _BLANK_CELLS.sub(b"", xml) if len(xml) > MANY_BYTES else xml


def _with_references(xml: bytes, unplaced: Sequence[tuple[int, str]]) -> bytes:
    """The sheet with a reference put in each cell that lacked one."""
    pieces: list[bytes] = []
    done = 0
    for position, reference in unplaced:
        pieces += (xml[done:position], f' r="{reference}"'.encode())
        done = position
    return b"".join((*pieces, xml[done:])) if pieces else xml


def _filters(package: Package, links: Sequence[Relation]) -> bool:
    """Whether a table in the sheet has a filter set."""
    tables = (link.target for link in links if link.kind == "table" and link.target in package)
    return any(b"filterColumn" in package.part(table) for table in tables)
