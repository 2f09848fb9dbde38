"""Damage to the bytes of an archive, and what an honest reader may then say.

Every part has a checksum in its archive, so damage from outside cannot pass for what somebody
typed: a damaged file is refused, told of by a finding, or read to the very values it held before.
Damage inside a part under a right checksum is another matter, for then the file itself says
something else; there the reader must agree with a plain parser of the same bytes (``plainly``).
"""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.hostile.case import COSTS, FORM, sound
from tests.intake.books import TEXTS, packed, unpacked
from tests.intake.mutants import PIECES

from sysaudit.intake.folder import Source
from sysaudit.intake.grid import Workbook, open_workbook
from sysaudit.intake.limits import Limits
from sysaudit.intake.places import place_of
from sysaudit.intake.refusal import Refusal

SAME, TOLD, WRONG = "same", "told", "wrong"
Values = dict[str, dict[tuple[int, int], object]]
CHUNK = 100
UNBOUND_PREFIX = 27
"""expat's number; the reader goes by local names, so it has no quarrel with such a prefix."""


def damaged(seed: int) -> bytes:
    """The clean return, cut off, with bits flipped, or with a stretch lost, doubled or moved."""
    chance = random.Random(seed)
    data = bytearray(sound())
    start = chance.randrange(len(data))
    length = chance.choice((1, 2, 8, 64, 512))
    kind = chance.randrange(5)
    if kind == 0:
        del data[start:]
    elif kind == 1:
        del data[start : start + length]
    elif kind == 2:
        data[start:start] = data[start : start + length]
    elif kind == 3:
        data[start : start + length] = chance.randbytes(length)
    else:
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def rewritten(seed: int) -> bytes:
    """The clean return with damage inside a part, packed anew."""
    chance = random.Random(seed)
    parts = dict(unpacked(sound()))
    part = chance.choice((FORM, COSTS, TEXTS))
    for _ in range(chance.randint(1, 3)):
        start = chance.randrange(len(parts[part]))
        end = start + chance.choice((0, 0, 1, 2, 5, 10))
        parts[part] = parts[part][:start] + chance.choice(PIECES) + parts[part][end:]
    return packed(parts)


def read(data: bytes) -> Values | None:
    """What the reader makes of a file; None where it says that something is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        path.write_bytes(data)
        book = open_workbook(Source(path, path.name), Limits(), lambda _: False)
    if isinstance(book, Refusal) or any(g.unreadable or g.facts.errors for g in book.grids):
        return None
    return _values(book)


def _values(book: Workbook) -> Values:
    return {
        grid.name: {
            (row, column): value
            for row, values in grid
            for column, value in enumerate(values, start=grid.left)
            if value != ""
        }
        for grid in book.grids
    }


@cache
def before() -> Values:
    """What the clean return holds."""
    values = read(sound())
    assert values
    return values


def of_damaged(seed: int) -> str:
    """What became of a damaged archive."""
    values = read(damaged(seed))
    return TOLD if values is None else SAME if values == before() else f"{WRONG} {seed}"


def of_rewritten(seed: int) -> str:
    """What became of a part that says something else: it must be what a plain parser reads."""
    data = rewritten(seed)
    values = read(data)
    if values is None:
        return TOLD
    told = plainly(data)
    if told is None:
        return SAME if values == before() else f"{WRONG} {seed}"
    names = {FORM: "所管するシステム一覧", COSTS: "経費見積入力シート"}
    agree = all(
        values[names[part]].get(place, "") == value
        for part in names
        for place, value in told[part].items()
    )
    return SAME if agree else f"{WRONG} {seed}"


def plainly(data: bytes) -> Values | None:
    """Every text and plain number of two sheets by ElementTree; None where it is no XML."""
    parts = unpacked(data)
    try:
        texts = [_text(item) for item in ET.fromstring(parts[TEXTS])]
        return {part: dict(_cells(ET.fromstring(parts[part]), texts)) for part in (FORM, COSTS)}
    except ET.ParseError as error:
        return {FORM: {}, COSTS: {}} if error.code == UNBOUND_PREFIX else None


def _text(item: ET.Element) -> str | None:
    """A shared text; None where elements that no spreadsheet knows stand in it."""
    pieces = item.findall("{*}t")
    known = not any(len(piece) for piece in pieces)
    return "".join(piece.text or "" for piece in pieces) if known else None


def _cells(sheet: ET.Element, texts: list[str | None]) -> list[tuple[tuple[int, int], object]]:
    found: list[tuple[tuple[int, int], object]] = []
    for cell in sheet.iterfind("{*}sheetData/{*}row/{*}c"):
        place, value = place_of(cell.get("r", "")), cell.findtext("{*}v")
        if place is None or value is None or len(cell) != 1:
            continue
        if cell.get("t") == "s" and re.fullmatch("[0-9]{1,4}", value) and int(value) < len(texts):
            if texts[int(value)] is not None:
                found.append((place, texts[int(value)]))
        elif set(cell.keys()) == {"r"} and re.fullmatch("[0-9]{1,9}", value):
            found.append((place, float(value)))
    return found


def chunk(of: Callable[[int], str], number: int) -> list[str]:
    """What became of a hundred mutants."""
    return [of(seed) for seed in range(number * CHUNK, (number + 1) * CHUNK)]


def lost(number: int) -> list[str]:
    """The stand-in for a hundred mutants of which one killed or stopped its reader."""
    return [f"{WRONG}: one from {number * CHUNK} killed its reader"]


damaged_chunk = partial(chunk, of_damaged)
rewritten_chunk = partial(chunk, of_rewritten)
