"""Files in the folder of returns that no division on the roster sent."""

from __future__ import annotations

from pathlib import Path
from random import Random

from samples.ward.faults.plan import Fault, Planted
from samples.ward.grid import Book, Sheet, book_of
from samples.ward.returns import clean_return

OWNER_FILE = "~$システム調査票_1304_課税課.xlsx"
"""Left behind by Excel while somebody has the workbook open; skipped without a word."""


def strays() -> list[tuple[Book, Planted]]:
    """Each stray workbook and its fault."""
    return [
        _planted(book_of(clean_return("1299", "統計課", Random("統計課"), systems=2)), _NOBODY),
        _planted(_telephone_list(), _NOT_OURS),
    ]


_NOBODY = Fault(
    "1299", "F15", "a division that is not on the roster", lambda delivery: delivery.book
)
_NOT_OURS = Fault("", "F11", "none of the forms", lambda delivery: delivery.book)


def _planted(book: Book, fault: Fault) -> tuple[Book, Planted]:
    return book, Planted(fault, book.name, None, None)


def _telephone_list() -> Book:
    sheet = Sheet("Sheet1")
    rows = (
        ("課名", "氏名", "内線"),
        ("課税課", "見本　太郎", "2301"),
        ("納税課", "見本　花子", "2302"),
    )
    for row, texts in enumerate(rows, start=1):
        for column, text in enumerate(texts, start=1):
            sheet.write((row, column), text)
    return Book("情報化推進員連絡網.xlsx", [sheet], guide=False)


def write_owner_file(folder: Path) -> Path:
    """Write what Excel writes beside an open workbook: the length of a name, and the name."""
    path = folder / OWNER_FILE
    name = "見本　太郎"
    path.write_bytes(bytes([len(name)]) + name.encode("utf-16-le").ljust(164, b"\0"))
    return path
