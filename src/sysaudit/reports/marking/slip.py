"""The slip: the page alone, for a file into which nothing is put."""

from __future__ import annotations

from sysaudit.findings import Address
from sysaudit.reports.links import ESCAPES, LONGEST_PLACE, LONGEST_URL, place_in
from sysaudit.reports.marking.donor import workbook_of
from sysaudit.reports.marking.remarks import Remarks


def slip(remarks: Remarks) -> bytes:
    """A workbook with the remarks, whose links open the file that lies beside it."""

    def target(address: Address) -> str | None:
        place = place_in(address)
        url = remarks.file.translate(ESCAPES)
        if not remarks.file.replace("\u3000", "").isprintable():
            return None
        if len(url) > LONGEST_URL or len(place) > LONGEST_PLACE:
            return None
        return f"external:{url}" + (f"#{place}" if place else "")

    return workbook_of(remarks, target)[0]
