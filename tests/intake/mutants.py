"""Workbooks with random damage, for readers that must always give an answer."""

from __future__ import annotations

import random
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from tests.intake.books import packed, unpacked, written

from sysaudit.intake.folder import Source
from sysaudit.intake.grid import open_workbook
from sysaudit.intake.limits import Limits
from sysaudit.intake.refusal import Refusal

PIECES = (
    *(b"4294967295", b"XFD1048576", b"ZZZZZ9", b"-1", b"1e999", b"9e15", b"2958466", b"0", b""),
    *(
        b"<",
        b">",
        b'"',
        b"&#65;",
        b"<!--",
        b"]]>",
        b"x:",
        b"\xff",
        b"\0",
        b"<row>",
        b"<v>",
        b"</c>",
    ),
    *(b"</c>", b' r="A1"', b't="s"', b't="e"', b's="99999"', b'<c r="ZZ999"><v>1</v></c>'),
)


@cache
def sound() -> dict[str, bytes]:
    """The parts of a workbook with texts, numbers, dates, formulas and a merged range."""

    def fill(book: Any) -> None:
        day = book.add_format({"num_format": "yyyy/mm/dd"})
        for name in ("経費", "評価"):
            sheet = book.add_worksheet(name)
            sheet.write_column("B2", ["システムID", "S01", "S02"])
            sheet.write_column("C2", [1, 2.5, 43000], day)
            sheet.write_formula("D2", "=SUM(C2:C4)", None, 3)
            sheet.merge_range("F1:G2", "m")

    return unpacked(written(fill))


def mutant(seed: int) -> bytes:
    """The workbook with a few bytes changed, in the archive or inside its parts."""
    chance = random.Random(seed)
    if chance.random() < 0.3:
        data = bytearray(packed(sound()))
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        return bytes(data)
    parts = dict(sound())
    part = chance.choice([name for name in parts if name.startswith("xl/")])
    for _ in range(chance.randint(1, 3)):
        start = chance.randrange(len(parts[part]))
        end = start + chance.choice((0, 0, 1, 2, 5, 10))
        parts[part] = parts[part][:start] + chance.choice(PIECES) + parts[part][end:]
    return packed(parts)


def answer(seed: int) -> str:
    """What is said of a mutant."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        path.write_bytes(mutant(seed))
        result = open_workbook(Source(path, path.name), Limits(), lambda _: False)
    return result.reason if isinstance(result, Refusal) else "read"


def died(seed: int) -> str:
    """The stand-in for a mutant that killed its reader."""
    return f"died of {seed}"
