"""The archive that calamine is handed: built here, of parts that were looked through.

It holds the sheets to be read, the shared texts and the styles, not packed, beside a few lines
that name them. What was not looked at, calamine never sees; and nothing is unpacked twice. A large
sheet stands in memory more than once as it is, so no copy of it is made that can be spared.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO

from sysaudit.intake.scan import Scan, ScannedSheet

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

_ERROR_VALUE = re.compile(
    rb'(<c [^>]*\bt="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>)[^<]*', re.DOTALL
)
LARGE = 1_000_000
"""Bytes of which one copy more is one too many."""

Pieces = tuple[bytes, memoryview]

_DIMENSION = re.compile(rb"<dimension [^>]*>")


def sheet_key(sheet: ScannedSheet) -> str:
    """The name that a sheet has in the handed archive."""
    return f"s{sheet.sheet.index}"


def archive_of(scan: Scan) -> BytesIO:
    """The archive as a file in memory, at its beginning."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in _parts(scan):
            if isinstance(content, bytes):
                archive.writestr(zipfile.ZipInfo(name), content)
            else:
                _add_large(archive, name, content)
    buffer.seek(0)
    return buffer


def _add_large(archive: zipfile.ZipFile, name: str, pieces: Pieces) -> None:
    member = zipfile.ZipInfo(name)
    member.file_size = sum(map(len, pieces))  # beyond 2 GB the archive must know before
    with archive.open(member, "w") as part:
        for piece in pieces:
            part.write(piece)


def _parts(scan: Scan) -> Iterator[tuple[str, bytes | Pieces]]:
    keys = [sheet_key(sheet) for sheet in scan.sheets if sheet.xml is not None]
    sheets = [("worksheet", key, f"{key}.xml") for key in keys]
    yield "_rels/.rels", _relations([("officeDocument", "w", "xl/workbook.xml")])
    yield "xl/workbook.xml", _workbook(keys, date1904=scan.book.date1904)
    yield "xl/_rels/workbook.xml.rels", _relations(sheets)
    if scan.shared_strings is not None:
        yield "xl/sharedStrings.xml", scan.shared_strings
    if scan.styles is not None:
        yield "xl/styles.xml", scan.styles
    for sheet in scan.sheets:
        if sheet.xml is not None:
            yield f"xl/{sheet_key(sheet)}.xml", _readable(sheet.xml, bool(sheet.facts.errors))


def _workbook(keys: list[str], *, date1904: bool) -> bytes:
    sheets = "".join(
        f'<sheet name="{key}" sheetId="{number}" r:id="{key}"/>'
        for number, key in enumerate(keys, start=1)
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="{int(date1904)}"/>'
        f"<sheets>{sheets}</sheets></workbook>"
    ).encode()


def _relations(relations: Iterable[tuple[str, str, str]]) -> bytes:
    links = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for kind, key, target in relations
    )
    return f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'.encode()


def _readable(xml: bytes, has_errors: bool) -> bytes | Pieces:
    """The sheet, in two pieces if it is large, without what makes calamine give it up.

    That is newer errors and a wrong dimension. Errors are facts already, and calamine shows
    each as an empty text.
    """
    if has_errors:
        xml = _ERROR_VALUE.sub(rb"\1#N/A", xml)
    head = _DIMENSION.sub(b"", xml[:4096], count=1)
    return head + xml[4096:] if len(xml) < LARGE else (head, memoryview(xml)[4096:])
