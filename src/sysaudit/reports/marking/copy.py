"""The marked copy of a returned workbook: its archive, with a little put beside what is there.

No cell is touched. Colours are conditional formats over the cells, notes and the page are parts of
their own; every part that nothing is added to is copied as it is packed. What an earlier round put
in is taken out first, by whatever program the workbook was saved since.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sysaudit.findings import Severity, Text
from sysaudit.intake.facts import Cell, Span
from sysaudit.intake.grid import Workbook, open_bytes
from sysaudit.intake.limits import Limits
from sysaudit.intake.our_marks import PAGE_SHEET, is_our_page, may_be_our_page
from sysaudit.intake.refusal import Refused
from sysaudit.reports.marking.elements import Splices
from sysaudit.reports.marking.fitness import reason_in, reason_of, reason_to_spare
from sysaudit.reports.marking.kinds import PAGE_OF_OTHERS
from sysaudit.reports.marking.notes import add_notes, drop_notes, note_of
from sysaudit.reports.marking.page_parts import page_parts, restyled
from sysaudit.reports.marking.parts import Parts
from sysaudit.reports.marking.remarks import Remark, Remarks
from sysaudit.reports.marking.shapes import BLOCK
from sysaudit.reports.marking.sheet import (
    drop_colours,
    merged_around,
    put_behind,
    put_colours,
    span_at,
    used_cells,
)
from sysaudit.reports.marking.styles import Stylesheet, add_colours, add_formats
from sysaudit.reports.marking.workbook import (
    Sheet,
    main_part,
    part_of,
    put_first,
    sheets_of,
    take_out,
)

DEFAULT_LIMITS = Limits()


def prepared(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Parts | Text:
    """A workbook without our marks; or why it is better left alone and gets a slip."""
    try:
        parts = Parts(data, limits)
        reason = reason_in(parts)
        if reason is None:
            _strip(parts, data, limits)
            taken = any(sheet.name == PAGE_SHEET for sheet in sheets_of(parts))
            reason = reason_to_spare(PAGE_OF_OTHERS) if taken else None
    except Refused as refused:
        return reason_of(refused.refusal)
    return reason or parts


def stripped(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Parts:
    """A workbook without our marks, whatever else is in it.

    Raises:
        Refused: It cannot be opened.
    """
    parts = Parts(data, limits)
    _strip(parts, data, limits)
    return parts


def _strip(parts: Parts, data: bytes, limits: Limits) -> None:
    sheets = sheets_of(parts)
    for sheet in sheets:
        if sheet.cells:
            _strip_sheet(parts, sheet.part)
    if not any(may_be_our_page(sheet.name) for sheet in sheets):
        return
    workbook = open_bytes(data, "", limits, lambda name: not may_be_our_page(name))
    for grid in workbook.grids if isinstance(workbook, Workbook) else ():
        sheets = sheets_of(parts)
        if len(sheets) > 1 and is_our_page(grid.name, grid.value(1, 1)):  # a slip is all page
            take_out(parts, next(sheet for sheet in sheets if sheet.name == grid.name))


def _strip_sheet(parts: Parts, part: str) -> None:
    xml = parts.read(part)
    splices = Splices(xml)
    if b"sysaudit" in xml:
        drop_colours(splices, parts.tree(part))
    drop_notes(parts, splices, part)
    parts.write_if_changed(part, splices.done())


def marked_copy(workbook: Parts | bytes, remarks: Remarks) -> bytes:
    """A workbook that is prepared, or the bytes of one that needs no slip, with the remarks in it.

    Raises:
        Refused: It cannot be opened.
    """
    parts = workbook if isinstance(workbook, Parts) else stripped(workbook)
    sheets = sheets_of(parts)
    page = page_parts(remarks, {sheet.name for sheet in sheets if sheet.visible})
    looks, numbers = _take_styles(parts, page.styles)
    by_sheet: dict[str, list[Remark]] = defaultdict(list)
    for remark in remarks.rows:
        by_sheet[remark.finding.address.sheet or ""].append(remark)
    block = 1  # of the numbers of shapes, which are counted through all sheets
    for sheet in sheets:
        said = by_sheet.get(sheet.name, ())
        _mark_sheet(parts, sheet, block, said, looks)
        block += 1 + len(said) // BLOCK
    _drop_calculation_order(parts)
    put_first(parts, PAGE_SHEET, restyled(page.sheet, numbers), page.header_row)
    return parts.packed()


def _take_styles(parts: Parts, page: bytes) -> tuple[Mapping[Severity, int], Sequence[int]]:
    part = part_of(parts, "styles") or "xl/styles.xml"
    stylesheet = Stylesheet(parts.read(part), parts.tree(part))
    looks, numbers = add_colours(stylesheet), add_formats(stylesheet, page)
    parts.write_if_changed(part, stylesheet.done())
    return looks, numbers


def _mark_sheet(
    parts: Parts,
    sheet: Sheet,
    block: int,
    remarks: Sequence[Remark],
    looks: Mapping[Severity, int],
) -> None:
    xml = parts.read(sheet.part)
    splices = Splices(xml)
    if b"tabSelected" in xml:
        put_behind(splices, parts.tree(sheet.part))
    if sheet.cells and remarks:
        _mark_cells(parts, splices, sheet.part, block, remarks, looks)
    parts.write_if_changed(sheet.part, splices.done())


def _mark_cells(
    parts: Parts,
    splices: Splices,
    part: str,
    block: int,
    remarks: Sequence[Remark],
    looks: Mapping[Severity, int],
) -> None:
    root = parts.tree(part)
    spans: dict[Severity, list[Span]] = defaultdict(list)
    at_cell: dict[Cell, list[Remark]] = defaultdict(list)
    used = used_cells(root)
    placed = [(remark, span_at(remark.finding.address, used)) for remark in remarks]
    merged = merged_around(root, {span[:2] for _, span in placed if span and span[:2] == span[2:]})
    for remark, place in placed:
        if place is not None:
            span = merged.get(place[:2], place) if place[:2] == place[2:] else place
            spans[remark.finding.severity].append(span)
            at_cell[span[:2]].append(remark)
    put_colours(splices, root, spans, looks)
    notes = {cell: note_of(said) for cell, said in at_cell.items()}
    add_notes(parts, splices, part, block, notes)


def _drop_calculation_order(parts: Parts) -> None:
    """Excel makes it anew; what it says of sheets need not hold with one more."""
    main = main_part(parts)
    for link in parts.links(main):
        if link.kind == "calcChain":
            parts.drop_link(main, link)
            parts.drop(link.target)
