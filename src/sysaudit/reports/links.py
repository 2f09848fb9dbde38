"""Links from the report to the cells of the returned files, relative to the report's folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from sysaudit.findings import Address

MOST = 65_530
"""Links that Excel takes in one sheet; what comes after is plain text."""
LONGEST_URL = 2_079
LONGEST_PLACE = 255
ESCAPES = {ord(c): f"%{ord(c):02x}" for c in '%#" <>[]^`{}'}
"""What Excel escapes, ``#`` too; XlsxWriter escapes nothing where it sees an escape already."""
TIP = "クリックすると、このファイルの指摘された場所を開きます。"


class Link(NamedTuple):
    """A text that leads somewhere."""

    text: str
    url: str
    tip: str


class Links:
    """Makes the links of one sheet, as long as Excel takes them."""

    def __init__(self, report: Path, paths: Mapping[str, Path]) -> None:
        self._folder = report.absolute().parent
        self._paths = paths
        self._made = 0

    def to(self, address: Address, text: str) -> Link | str:
        """A link to a cell, a sheet or a file; the plain text where none can be made."""
        path = self._paths.get(address.file or "")
        if path is None or not text or self._made >= MOST:
            return text
        url = self._url(path)
        place = place_in(address)
        if not url or len(url) > LONGEST_URL or len(place) > LONGEST_PLACE:
            return text
        self._made += 1
        return Link(text, f"external:{url}" + (f"#{place}" if place else ""), TIP)

    def _url(self, path: Path) -> str | None:
        whole = os.fspath(path.absolute())
        with suppress(ValueError):  # another drive of a Windows PC
            whole = os.path.relpath(whole, self._folder)
        if not whole.replace("\u3000", "").isprintable():  # bytes that are no text have no URL
            return None
        return whole.replace(os.sep, "/").translate(ESCAPES)


def place_in(address: Address) -> str:
    """The place in a workbook as a link names it: a cell, the top of a sheet, blank for a file."""
    if address.sheet is None:
        return ""
    sheet = address.sheet.replace("'", "''")
    return f"'{sheet}'!{address.cell or 'A1'}"
