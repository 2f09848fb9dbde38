"""Result workbooks that somebody has changed by hand, and what verification says of them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.audits.wards import drawn_twelve

from sysaudit.audits import book
from sysaudit.audits.differences import Difference
from sysaudit.audits.reading import Book, read_book
from sysaudit.audits.verification import verified
from sysaudit.findings import column_letters
from sysaudit.intake.limits import Limits
from sysaudit.reports.draw_workbook import draw_workbook

FILE = "監査対象.xlsx"
NO_PASSWORD = "none"


class Place(NamedTuple):
    """Where something was told: sheet and cell."""

    sheet: str | None
    cell: str | None


@cache
def untouched() -> bytes:
    """The workbook of the draw of twelve divisions."""
    return draw_workbook(drawn_twelve())


def read(content: bytes, folder: Path, password: str = NO_PASSWORD) -> Book:
    """The workbook as verification reads it."""
    path = folder / FILE
    path.write_bytes(content)
    return read_book(path, Limits(), lambda: password)


def edited(edit: Callable[[Workbook], Any], content: bytes | None = None) -> bytes:
    """The workbook after an edit, its formulas replaced by the values that Excel shows."""
    opened = load_workbook(BytesIO(content or untouched()), data_only=True)
    edit(opened)
    saved = BytesIO()
    opened.save(saved)
    return saved.getvalue()


def differences(edit: Callable[[Workbook], Any], folder: Path) -> tuple[Difference, ...]:
    """What verification says after an edit."""
    return verified(read(edited(edit), folder)).differences


def places(found: tuple[Difference, ...]) -> set[Place]:
    """Where differences are told."""
    return {Place(each.at.sheet, each.at.cell) if each.at else Place(None, None) for each in found}


def spot(sheet: Worksheet, heading: str, code: str) -> str:
    """The cell below a heading in the row of a division, such as ``L5``."""
    header = next(row for row in sheet.iter_rows() if "課コード" in [c.value for c in row])
    titles = [cell.value for cell in header]
    codes = [str(row[titles.index("課コード")].value) for row in sheet.iter_rows()]
    row = codes.index(code, codes.index("課コード")) + 1
    return f"{column_letters(titles.index(heading) + 1)}{row}"


def field(sheet: Worksheet, key: str) -> str:
    """The cell of 検証 that holds a field."""
    return next(f"B{n}" for n, row in _numbered(sheet) if row[0].value == book.FIELDS[key])


def _numbered(sheet: Worksheet) -> list[tuple[int, tuple[Any, ...]]]:
    return list(enumerate(sheet.iter_rows(), start=1))


@cache
def _opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content), data_only=True)


def at(content: bytes, sheet: str, *what: str) -> Place:
    """The cell of a field (its key), or of a division (heading, code)."""
    finder: Callable[..., str] = field if len(what) == 1 else spot
    return Place(sheet, finder(_opened(content)[sheet], *what))


def changed(content: bytes, place: Place, value: object) -> bytes:
    """The workbook with another value at that place."""
    return with_cell(content, str(place.sheet), str(place.cell), value)


def with_cell(content: bytes, sheet: str, cell: str, value: object) -> bytes:
    """The workbook with one cell rewritten in its XML; all the others keep formula and value."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    number = _sheet_names(parts).index(sheet) + 1
    name = f"xl/worksheets/sheet{number}.xml"
    parts[name] = _rewritten(parts[name].decode(), cell, value).encode()
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for each, data in parts.items():
            archive.writestr(each, data)
    return packed.getvalue()


def cells_of(content: bytes, sheet: str) -> list[str]:
    """The cells of a sheet that hold something."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    number = _sheet_names(parts).index(sheet) + 1
    text = parts[f"xl/worksheets/sheet{number}.xml"].decode()
    return re.findall(r'<c r="([A-Z]+\d+)"[^>/]*>', text)


def _sheet_names(parts: dict[str, bytes]) -> list[str]:
    return re.findall(r'<sheet name="([^"]+)"', parts["xl/workbook.xml"].decode())


def _rewritten(text: str, cell: str, value: object) -> str:
    pattern = rf'<c r="{cell}"((?: s="\d+")?)[^>]*?(?:/>|>.*?</c>)'
    new, count = re.subn(pattern, lambda found: _cell(cell, found[1], value), text, count=1)
    assert count == 1, cell
    return new


def _cell(cell: str, style: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return f'<c r="{cell}"{style} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        value = (value - date(1899, 12, 30)).days
    if isinstance(value, int | float):
        return f'<c r="{cell}"{style}><v>{value}</v></c>'
    if str(value).startswith("#"):
        return f'<c r="{cell}"{style} t="e"><v>{value}</v></c>'
    return f'<c r="{cell}"{style} t="inlineStr"><is><t>{value}</t></is></c>'
