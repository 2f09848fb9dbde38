"""Files that are not what their names say: empty, encrypted, cut off, CSV, Excel 97-2003."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from random import Random
from unittest.mock import patch

from samples.ward.grid import Book, Sheet, Typed

PASSWORD = "mihon2019"  # noqa: S105 - it guards a file that nobody should open
KEPT_OF_CUT_FILE = 0.6


def spoiler(how: str, book: Book) -> Callable[[bytes], bytes]:
    """What makes the bytes of a returned file out of those of the workbook."""
    return {
        "empty": lambda content: b"",
        "cut": lambda content: content[: int(len(content) * KEPT_OF_CUT_FILE)],
        "password": encrypted,
        "csv": lambda content: as_csv(book),
        "xls": lambda content: as_xls(book),
    }[how]


class _Then(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: object = None) -> _Then:
        return cls(2019, 6, 20, 9, 0)


def encrypted(content: bytes) -> bytes:
    """The workbook with a password; the salts are the same every time."""
    from msoffcrypto.format.ooxml import OOXMLFile

    file = io.BytesIO()
    salts = Random("見本区 password")
    where = "msoffcrypto.method"
    with (
        patch(f"{where}.ecma376_agile._random_buffer", salts.randbytes),
        patch(f"{where}.container.ecma376_encrypted.datetime", _Then),
    ):
        OOXMLFile(io.BytesIO(content)).encrypt(PASSWORD, file)
    return file.getvalue()


def as_csv(book: Book) -> bytes:
    """The list of systems as Excel saves CSV in Japan."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(_texts(book.sheet("system_list")))
    return text.getvalue().encode("cp932")


def _texts(sheet: Sheet) -> list[list[str]]:
    return [
        [_text(sheet.cells.get((row, column))) for column in range(1, sheet.right + 1)]
        for row in range(1, sheet.bottom + 1)
    ]


def _text(value: object) -> str:
    if isinstance(value, date):
        return f"{value.year}/{value.month}/{value.day}"
    return str(value) if isinstance(value, str | int | float) else ""


def as_xls(book: Book) -> bytes:
    """The workbook in the format of Excel 97-2003, without looks."""
    import xlwt

    old = xlwt.Workbook(encoding="utf-8")
    for sheet in book.sheets:
        page = old.add_sheet(sheet.name)
        for (row, column), value in sorted(sheet.cells.items()):
            told = value.value if isinstance(value, Typed) else value
            if isinstance(told, str | int | float):
                page.write(row - 1, column - 1, told)
            elif isinstance(told, date):
                page.write(row - 1, column - 1, _text(told))
    file = io.BytesIO()
    old.save(file)
    return file.getvalue()
