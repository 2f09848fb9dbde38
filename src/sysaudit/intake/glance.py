"""Decides from a sheet's bytes alone whether there is anything for a parser to see in it.

Every cell must look the way Excel, LibreOffice, openpyxl and XlsxWriter write a cell that has its
value; the first that does not (an error, an unusual order of attributes, a prefix) sends the sheet
to the parser. So a pattern that is too narrow costs time, never a fact. The patterns match
possessively (``++``): no input makes them slow. Single bytes are asked for first, because they are
found at the speed of memory.
"""

from __future__ import annotations

import re

from sysaudit.intake.extent import fits
from sysaudit.intake.facts import SheetFacts, Span, column_number
from sysaudit.intake.fonts import Struck
from sysaudit.intake.limits import Limits
from sysaudit.intake.markup import whole_number
from sysaudit.intake.places import span_of

NEAR_ROWS, NEAR_COLUMNS = 999, 702
"""Cells up to ZZ999 need no measuring."""

MOST_CELLS = 1_000_000
"""Beyond this a list of references would take more memory than a parser."""

_PLAIN = (
    rb'(?: s="[0-9]++")?+(?:>|/>| />'
    rb'| t="s"(?: s="[0-9]++")?+><v>[0-9]{1,9}+<'
    rb'| t="(?:n|str|b|d|inlineStr)"(?: s="[0-9]++")?+(?: xml:space="preserve")?+ ?/?>)'
)
_CELL_NOT_NEAR = re.compile(rb'<c(?! r="[A-Z]{1,2}+[1-9][0-9]{0,2}+"' + _PLAIN + rb")")
_CELL_NOT_PLAIN = re.compile(rb'<c(?! r="[A-Z]{1,3}+[1-9][0-9]{0,6}+"' + _PLAIN + rb")")
_REFERENCE = re.compile(rb'<c r="([A-Z]++)([0-9]++)"')
_STYLE = re.compile(rb'<c r="[A-Z0-9]++"[^>]*? s="([0-9]++)"')

_FORMULA = rb"(?: [^>]*+)?+>(?:[^<]*+</f>)?+"
_NO_VALUE = re.compile(rb"<f(?!" + _FORMULA + rb'<v>[^<])(?<!t="str"><f)')
_NO_TEXT = re.compile(rb't="str"><f(?!' + _FORMULA + rb"<v ?/?>)")
_ELSEWHERE = re.compile(rb"\][^<\[\]!]*+!")

_OTHER_PROGRAM = re.compile(rb"<f[^>]*+>[^<|]*+\|")

_HIDDEN = re.compile(rb"hidden\s*=\s*[\"'](?!0|f)")
_MERGE = re.compile(rb'<mergeCell ref="([A-Z0-9:]++)"')


def facts_at_a_glance(data: bytes, struck: Struck, limits: Limits) -> SheetFacts | None:
    """The facts of a sheet that holds nothing but plain cells; None where it must be parsed.

    The data must hold no comments and no CDATA, and be well-formed.
    """
    start = data.find(b"<sheetData")
    end = data.rfind(b"</sheetData>")
    plain = (
        0 <= start < end
        and b":sheetData" not in data
        and not _HIDDEN.search(data)
        and _has_plain_cells(data, start, end, limits)
        and _has_plain_formulas(data, start, end)
        and b"strike" not in data  # in a text that stands in the cell itself
        and not struck.texts
        and not (struck.styles and _uses(data, struck.styles))
    )
    merged = _merged(data, end) if plain else None
    return None if merged is None else SheetFacts(merged=merged)


def _has_plain_cells(data: bytes, start: int, end: int, limits: Limits) -> bool:
    if data.find(b":", start, end) >= 0 and data.find(b":c", start, end) >= 0:
        return False  # a cell may hide behind a prefix
    if fits(NEAR_ROWS, NEAR_COLUMNS, limits) and not _CELL_NOT_NEAR.search(data, start, end):
        return True
    if _CELL_NOT_PLAIN.search(data, start, end) or data.count(b"<c", start, end) > MOST_CELLS:
        return False
    references = _REFERENCE.findall(data, start, end)
    rows = max((int(row) for _, row in references), default=0)
    columns = {letters.decode() for letters, _ in references}
    return fits(rows, max(map(column_number, columns), default=0), limits)


def _has_plain_formulas(data: bytes, start: int, end: int) -> bool:
    """Whether each formula has its value and none refers to another workbook."""
    if _NO_VALUE.search(data, start, end) or _NO_TEXT.search(data, start, end):
        return False
    if data.find(b"|", start, end) >= 0 and _OTHER_PROGRAM.search(data, start, end):
        return False
    return data.find(b"]", start, end) < 0 or not _ELSEWHERE.search(data, start, end)


def _uses(data: bytes, styles: frozenset[int]) -> bool:
    return any(whole_number(style.decode()) in styles for style in set(_STYLE.findall(data)))


def _merged(data: bytes, end: int) -> tuple[Span, ...] | None:
    """The merged ranges; None where one is written in a way not known here."""
    references = _MERGE.findall(data, end)
    if data.count(b"mergeCell", end) != len(references) + 2 * bool(references):
        return None
    spans = [span_of(reference.decode()) for reference in references]
    return tuple(span for span in spans if span)
