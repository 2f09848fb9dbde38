"""Takes our marks off a workbook, by whatever program it was saved since."""

from __future__ import annotations

from sysaudit.intake.grid import Workbook, open_bytes
from sysaudit.intake.limits import Limits
from sysaudit.intake.our_marks import is_our_page, may_be_our_page
from sysaudit.reports.marking.elements import Splices
from sysaudit.reports.marking.notes import drop_notes
from sysaudit.reports.marking.parts import Parts
from sysaudit.reports.marking.sheet import drop_colours
from sysaudit.reports.marking.workbook import sheets_of, take_out

DEFAULT_LIMITS = Limits()


def without_marks(data: bytes, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The workbook without our page, colours and notes; unmarked, the bytes as they are.

    Raises:
        Refused: It cannot be opened.
    """
    parts = Parts(data, limits)
    strip(parts, data, limits)
    return parts.packed()


def strip(parts: Parts, data: bytes, limits: Limits) -> None:
    """Take our marks out of the parts of the workbook ``data``."""
    for sheet in sheets_of(parts):
        if sheet.cells:
            _strip_sheet(parts, sheet.part)
    names = _pages(data, limits) if any(may_be_our_page(s.name) for s in sheets_of(parts)) else ()
    for name in names:
        sheets = sheets_of(parts)
        if len(sheets) > 1:  # a slip is nothing but the page
            take_out(parts, next(sheet for sheet in sheets if sheet.name == name))


def _strip_sheet(parts: Parts, part: str) -> None:
    xml = parts.read(part)
    splices = Splices(xml)
    if b"sysaudit" in xml:
        drop_colours(splices, parts.tree(part))
    drop_notes(parts, splices, part)
    parts.write_if_changed(part, splices.done())


def _pages(data: bytes, limits: Limits) -> tuple[str, ...]:
    """The names of the sheets that are our page, or a copy that somebody made of it."""
    workbook = open_bytes(data, "", limits, lambda name: not may_be_our_page(name))
    if not isinstance(workbook, Workbook):
        return ()
    grids = workbook.grids
    return tuple(grid.name for grid in grids if is_our_page(grid.name, grid.value(1, 1)))
