"""Decides from a sheet's bytes alone whether there is anything for a parser to see in it.

Every row and cell must look the way Excel, LibreOffice, openpyxl and XlsxWriter write a cell that
has its value; the first that does not (an error, a comment, an unusual order of attributes, a
prefix) sends the sheet to the parser. So a pattern that is too narrow costs time, never a fact.
Rows of that look are well-formed XML, so that a parser need only see what stands around them.
The patterns match possessively (``++``): no input makes them slow.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sysaudit.intake.extent import fits
from sysaudit.intake.facts import SheetFacts, Span, column_number
from sysaudit.intake.fonts import Struck
from sysaudit.intake.limits import Limits
from sysaudit.intake.markup import is_tidy_around, whole_number
from sysaudit.intake.places import span_of

NEAR_ROWS, NEAR_COLUMNS = 999, 702
"""Cells up to ZZ999 need no measuring."""

MOST_CELLS = 1_000_000
"""Beyond this a list of references would take more memory than a parser."""

_TEXT = rb"(?:[^<>&\x00-\x08\x0b\x0c\x0e-\x1f]++|&(?:amp|lt|gt|quot|apos|#(?:9|10|13));)*+"
_QUOTED = rb'="[^"<>&\x00-\x1f]*+"'


def _attributes(*names: bytes) -> bytes:
    """Attributes in the order in which they are written; each may be left out."""
    return b"".join(rb"(?: " + name + _QUOTED + rb")?+" for name in names)


_STYLE = rb'(?: s="[0-9]++")?+'
_KEPT = rb'(?: xml:space="preserve")?+'
_VALUE = rb"<v" + _KEPT + rb">" + _TEXT + rb"</v>"
_NUMBER = rb"<v>[^<>&\x00-\x1f]*+</v>"
_FORMULA = (
    rb"<f" + _attributes(b"t", b"aca", b"ref", b"ca", b"si") + rb"(?:>" + _TEXT + rb"</f>| ?/>)"
)
_CONTENT = (
    rb"(?:/>| />|></c>"  # formatted and no more
    rb'| t="s"(?:><v>[0-9]{1,9}+</v></c>| ?/>)'
    rb'|(?: t="[nbd]")?+'
    rb"(?:>(?:" + _FORMULA + rb"(?=<v>[^<]))?+(?:" + _NUMBER + rb"|<v ?/>)</c>| ?/>)"
    rb'| t="str"' + _KEPT + rb">(?:" + _FORMULA + rb")?+(?:" + _VALUE + rb"|<v ?/>)</c>"
    rb'| t="inlineStr"><is><t' + _KEPT + rb">" + _TEXT + rb"</t></is></c>)"
)  # fmt: skip
_ROW = (
    rb'<row r="[1-9][0-9]*+"'
    + _attributes(b"spans", b"s", b"customFormat", b"ht")
    + rb'(?: hidden="(?:0|false)")?+'
    + _attributes(b"customHeight", b"outlineLevel", b"collapsed", b"thickTop", b"thickBot")
    + _attributes(b"x14ac:dyDescent")
)


def _rows(reference: bytes) -> re.Pattern[bytes]:
    """All rows of a sheet, whose cells have references of that look."""
    cell = rb'<c r="' + reference + rb'"' + _STYLE + _CONTENT
    row = _ROW + rb"(?: ?/>|>(?:" + cell + rb")*+</row>)"
    return re.compile(rb"<sheetData(?: ?/>|>(?:" + row + rb")*+</sheetData>)")


_NEAR_ROWS = _rows(rb"[A-Z]{1,2}+[1-9][0-9]{0,2}+")
_FAR_ROWS = _rows(rb"[A-Z]{1,3}+[1-9][0-9]{0,6}+")
_REFERENCE = re.compile(rb'<c r="([A-Z]++)([0-9]++)"')
_STYLED = re.compile(rb'<c r="[A-Z0-9]++"[^>]*? s="([0-9]++)"')

_ELSEWHERE = re.compile(rb"\][^<\[\]!]*+!")
_OTHER_PROGRAM = re.compile(rb"<f[^>]*+>[^<|]*+\|")

_HIDDEN = re.compile(rb"hidden\s*=\s*[\"'](?!0|f)")
_MERGE = re.compile(rb'<mergeCell ref="([A-Z0-9:]++)"')


_ITEM = (
    rb"<si><t" + _KEPT + rb">" + _TEXT + rb"</t>"
    rb'(?:<rPh sb="[0-9]++" eb="[0-9]++"><t' + _KEPT + rb">" + _TEXT + rb"</t></rPh>)*+"
    rb"(?:<phoneticPr" + _attributes(b"fontId", b"type", b"alignment") + rb" ?/>)?+</si>"
)
_ITEMS = re.compile(rb"(?:" + _ITEM + rb")++(?=</sst>)")


def are_plain_texts(data: bytes) -> bool:
    """Whether shared texts are well-formed, without fonts of their own, one in each item."""
    items = _ITEMS.match(data, max(data.find(b"<si>"), 0))
    return items is not None and is_tidy_around(data, items.start(), items.end())


class Glance(NamedTuple):
    """What a glance at a sheet shows: its facts, and how many values stand in it."""

    facts: SheetFacts
    values: int


def glance_at(data: bytes, struck: Struck, limits: Limits) -> Glance | None:
    """What is to be seen in a well-formed sheet of plain cells; None where it must be parsed."""
    start = data.find(b"sheetData") - 1
    rows = _plain_rows(data, start, limits) if start >= 0 else None
    if rows is None:
        return None
    end = rows.end()
    plain = (
        not struck.texts
        and not (struck.styles and _uses(rows[0], struck.styles))
        and _has_plain_formulas(rows[0])
        and (b" x14ac:" not in rows[0] or data.find(b" xmlns:x14ac=", 0, start) >= 0)
        and data.find(b"sheetData", end) < 0
        and data.find(b"mergeCell", 0, start) < 0
        and not _HIDDEN.search(data, 0, start)
        and not _HIDDEN.search(data, end)
        and is_tidy_around(data, start, end)
    )
    merged = _merged(data, end) if plain else None
    return None if merged is None else Glance(SheetFacts(merged=merged), _values(rows[0]))


def _plain_rows(data: bytes, start: int, limits: Limits) -> re.Match[bytes] | None:
    """The rows, if all their cells are plain and none reaches too far."""
    if fits(NEAR_ROWS, NEAR_COLUMNS, limits) and (near := _NEAR_ROWS.match(data, start)):
        return near
    rows = _FAR_ROWS.match(data, start)
    if rows is None or rows[0].count(b"<c") > MOST_CELLS:
        return None
    references = _REFERENCE.findall(rows[0])
    lowest = max((int(row) for _, row in references), default=0)
    columns = {letters.decode() for letters, _ in references}
    rightmost = max(map(column_number, columns), default=0)
    return rows if fits(lowest, rightmost, limits) else None


def _has_plain_formulas(rows: bytes) -> bool:
    """Whether no formula refers to another workbook or program."""
    if b"|" in rows and _OTHER_PROGRAM.search(rows):
        return False
    return b"]" not in rows or not _ELSEWHERE.search(rows)


def _values(rows: bytes) -> int:
    """How many cells are not blank."""
    return rows.count(b"</v>") + rows.count(b"</is>") - rows.count(b"></v>")


def _uses(rows: bytes, styles: frozenset[int]) -> bool:
    return any(whole_number(style.decode()) in styles for style in set(_STYLED.findall(rows)))


def _merged(data: bytes, end: int) -> tuple[Span, ...] | None:
    """The merged ranges; None where one is written in a way not known here."""
    references = _MERGE.findall(data, end)
    if data.count(b"mergeCell", end) != len(references) + 2 * bool(references):
        return None
    spans = [span_of(reference.decode()) for reference in references]
    return tuple(span for span in spans if span)
