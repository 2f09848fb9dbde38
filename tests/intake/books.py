"""Small workbooks for the tests of the intake, whole or deliberately broken."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from sysaudit.intake.facts import SheetFacts
from sysaudit.intake.folder import Source
from sysaudit.intake.fonts import Struck
from sysaudit.intake.glance import glance_at
from sysaudit.intake.grid import Grid, Workbook, open_workbook
from sysaudit.intake.limits import Limits
from sysaudit.intake.refusal import Refusal

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def written(fill: Callable[[Any], None]) -> bytes:
    """A workbook by XlsxWriter, filled in by a function of the workbook."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        fill(book)
    return buffer.getvalue()


def plain() -> bytes:
    """One sheet 経費 with a text in B2 and a number in C3."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet("経費")
        sheet.write("B2", "text")
        sheet.write("C3", 5)

    return written(fill)


def handmade(sheet: str, more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A workbook of one sheet S with the content or the whole XML given, and more parts."""
    if "worksheet" not in sheet:
        sheet = f'<worksheet xmlns="{_MAIN}" xmlns:x="{_MAIN}">{sheet}</worksheet>'
    links = f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relationships(links),
            SHEET: sheet,
            **(more or {}),
        }
    )


def with_texts(rows: str, items: str) -> bytes:
    """A workbook of one sheet S of the rows, whose shared texts are the items."""
    data = handmade(
        f"<sheetData>{rows}</sheetData>", {TEXTS: f'<sst xmlns="{_MAIN}">{items}</sst>'}
    )
    link = f'<Relationship Id="r2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    rels = "xl/_rels/workbook.xml.rels"
    return edited(data, rels, "</Relationships>", f"{link}</Relationships>")


def relationships(links: str) -> str:
    """A part that lists relations."""
    return f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'


def packed(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return buffer.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def edited(data: bytes, part: str, pattern: str, replacement: str) -> bytes:
    """The workbook with every match in a part replaced; there must be one."""
    parts = unpacked(data)
    parts[part], count = re.subn(pattern.encode(), replacement.encode(), parts[part])
    assert count, f"{pattern} is not in {part}"
    return packed(parts)


def without(data: bytes, part: str) -> bytes:
    """The workbook without a part."""
    parts = unpacked(data)
    del parts[part]
    return packed(parts)


def saved(folder: Path, data: bytes, name: str = "a.xlsx") -> Path:
    """The bytes in a file."""
    path = folder / name
    path.write_bytes(data)
    return path


def at(path: Path) -> Source:
    """The file there, called as it is there."""
    return Source(path, path.name)


def opened(
    folder: Path,
    data: bytes,
    limits: Limits | None = None,
    skip: Callable[[str], bool] = lambda _: False,
) -> Workbook | Refusal:
    """The bytes, saved and read."""
    path = saved(folder, data)
    return open_workbook(at(path), limits or Limits(), skip)


def first_grid(folder: Path, data: bytes, limits: Limits | None = None) -> Grid:
    """The first sheet of a workbook that must be readable."""
    workbook = opened(folder, data, limits)
    assert isinstance(workbook, Workbook), workbook
    return workbook.grids[0]


def refusal(folder: Path, data: bytes, limits: Limits | None = None) -> Refusal:
    """Why a file that must be refused is refused."""
    refused = opened(folder, data, limits)
    assert isinstance(refused, Refusal), refused
    return refused


def facts_of(folder: Path, data: bytes) -> SheetFacts:
    """The facts of the first sheet."""
    return first_grid(folder, data).facts


def is_plain(data: bytes) -> bool:
    """Whether a glance at the first sheet is enough."""
    return glance_at(unpacked(data)[SHEET], Struck(), Limits()) is not None
