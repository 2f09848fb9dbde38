"""What a hostile file is: a name, the finding that it must end in, and how it is made."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.building import division_book, write_book
from tests.intake.books import edited, packed, unpacked

FORM = "xl/worksheets/sheet2.xml"
"""Of the workbook below: 所管するシステム一覧."""
COSTS = "xl/worksheets/sheet3.xml"


@dataclass(frozen=True)
class Case:
    """One bad file.

    Attributes:
        code: Of the one finding; None where the file is to be read as if nothing were wrong.
        make: Its bytes.
        sheet: Which the finding names, where it does.
    """

    name: str
    code: str | None
    make: Callable[[], bytes]
    sheet: str | None = None


@cache
def sound() -> bytes:
    """The clean return of 1305 納税課, of which bad files are made."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        write_book(path, division_book("1305", "納税課"))
        return path.read_bytes()


def with_part(part: str, content: str | bytes) -> bytes:
    """The clean return with a part more, or another content in it."""
    return packed({**unpacked(sound()), part: content})


def changed(part: str, pattern: str, replacement: str) -> bytes:
    """The clean return with every match in a part replaced."""
    return edited(sound(), part, pattern, replacement)


def replaced(part: str, old: bytes, new: bytes) -> bytes:
    """The clean return with the same bytes replaced wherever they stand in a part."""
    return with_part(part, unpacked(sound())[part].replace(old, new))
