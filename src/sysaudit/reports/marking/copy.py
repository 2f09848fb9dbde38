"""The marked copy of a returned workbook: its archive, with a little put beside what is there.

No cell is touched. Colours are conditional formats over the cells, notes and the page are parts of
their own; every part that nothing is added to is copied as it is packed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sysaudit.findings import Severity
from sysaudit.intake.facts import Cell, Span
from sysaudit.intake.limits import Limits
from sysaudit.intake.our_marks import PAGE_SHEET
from sysaudit.reports.marking.donor import donor_of, restyled
from sysaudit.reports.marking.elements import Splices
from sysaudit.reports.marking.note_text import note_of
from sysaudit.reports.marking.notes import add_notes
from sysaudit.reports.marking.parts import Parts
from sysaudit.reports.marking.remarks import Remark, Remarks
from sysaudit.reports.marking.removing import strip
from sysaudit.reports.marking.shapes import BLOCK
from sysaudit.reports.marking.sheet import (
    merged_around,
    put_behind,
    put_colours,
    span_at,
    used_cells,
)
from sysaudit.reports.marking.styles import Stylesheet, add_colours, add_formats
from sysaudit.reports.marking.workbook import Sheet, main_part, part_of, put_first, sheets_of

DEFAULT_LIMITS = Limits()


def marked_copy(data: bytes, remarks: Remarks, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The workbook with the remarks in it, in place of those of an earlier round.

    Only for a workbook for which ``reason_for_slip`` has none.

    Raises:
        Refused: It cannot be opened.
    """
    parts = Parts(data, limits)
    strip(parts, data, limits)
    sheets = sheets_of(parts)
    donor = donor_of(remarks, {sheet.name for sheet in sheets if sheet.visible})
    looks, numbers = _take_styles(parts, donor.styles)
    by_sheet: dict[str, list[Remark]] = defaultdict(list)
    for remark in remarks.rows:
        by_sheet[remark.finding.address.sheet or ""].append(remark)
    block = 1  # of the numbers of shapes, which are counted through all sheets
    for sheet in sheets:
        said = by_sheet.get(sheet.name, ())
        _mark_sheet(parts, sheet, block, said, looks)
        block += 1 + len(said) // BLOCK
    _drop_calculation_order(parts)
    put_first(parts, PAGE_SHEET, restyled(donor.sheet, numbers), donor.header_row)
    return parts.packed()


def _take_styles(parts: Parts, donor: bytes) -> tuple[Mapping[Severity, int], Sequence[int]]:
    part = part_of(parts, "styles") or "xl/styles.xml"
    stylesheet = Stylesheet(parts.read(part), parts.tree(part))
    looks, numbers = add_colours(stylesheet), add_formats(stylesheet, donor)
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
