"""The page as a workbook of its own, the slip, and as parts for a workbook of somebody else.

XlsxWriter writes both, so that a marked copy and a slip look the same; for a copy the sheet and
its styles are taken out again and transplanted.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Container, Sequence
from datetime import datetime, time
from io import BytesIO
from typing import NamedTuple

from xlsxwriter import Workbook

from sysaudit.findings import Address
from sysaudit.intake.our_marks import PAGE_SHEET, TITLE
from sysaudit.reports.links import ESCAPES, LONGEST_PLACE, LONGEST_URL, place_in
from sysaudit.reports.marking.page import Page, Target
from sysaudit.reports.marking.remarks import Remarks
from sysaudit.reports.templates.styles import WORKBOOK_OPTIONS, Styles

_STYLED = re.compile(rb'(<(?:c r="[A-Z]+[0-9]+"|row [^>]*?|col [^>]*?) (?:s|style))="([0-9]+)"')
_SHARED = re.compile(rb' t="s"><v>([0-9]+)</v>')
_TEXT = re.compile(rb"<si>(.*?)</si>", re.DOTALL)


class PageParts(NamedTuple):
    """The sheet and the styles of the page, and the row that is printed on every page."""

    sheet: bytes
    styles: bytes
    header_row: int


def slip(remarks: Remarks) -> bytes:
    """A workbook with the remarks alone, whose links open the file that lies beside it."""

    def target(address: Address) -> str | None:
        place = place_in(address)
        url = remarks.file.translate(ESCAPES)
        if not remarks.file.replace("\u3000", "").isprintable():
            return None
        if len(url) > LONGEST_URL or len(place) > LONGEST_PLACE:
            return None
        return f"external:{url}" + (f"#{place}" if place else "")

    return _workbook_of(remarks, target)[0]


def page_parts(remarks: Remarks, visible: Container[str]) -> PageParts:
    """The page for a copy with these visible sheets; its texts stand in its own cells."""

    def target(address: Address) -> str | None:
        place = place_in(address)
        known = address.sheet in visible and len(place) <= LONGEST_PLACE
        return f"internal:{place}" if known else None

    workbook, header_row = _workbook_of(remarks, target)
    with zipfile.ZipFile(BytesIO(workbook)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
        texts = _TEXT.findall(archive.read("xl/sharedStrings.xml"))
        styles = archive.read("xl/styles.xml")

    def in_place(found: re.Match[bytes]) -> bytes:
        return b' t="inlineStr"><is>%b</is>' % texts[int(found[1])]

    return PageParts(_SHARED.sub(in_place, sheet), styles, header_row)


def _workbook_of(remarks: Remarks, target: Target) -> tuple[bytes, int]:
    """A workbook that holds the page alone, and the row of its headers."""
    file = BytesIO()
    with Workbook(file, WORKBOOK_OPTIONS) as workbook:
        created = datetime.combine(remarks.as_of, time())
        workbook.set_properties({"title": TITLE.partition("（")[0], "created": created})
        sheet = workbook.add_worksheet(PAGE_SHEET)
        header_row = Page(sheet, Styles(workbook), remarks, target).write()
    return file.getvalue(), header_row


def restyled(sheet: bytes, numbers: Sequence[int]) -> bytes:
    """The sheet with the numbers that its formats have in the other workbook.

    In this XML, written by XlsxWriter a moment ago, ``<`` begins a tag and nothing else.
    """
    return _STYLED.sub(lambda found: b'%b="%d"' % (found[1], numbers[int(found[2])]), sheet)
