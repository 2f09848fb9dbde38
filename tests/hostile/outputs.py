"""A ward in which every text is hostile, and all that the commands make of it."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from tests.building import SheetModel, WardModel
from tests.cli.running import Done, called

EVIL = (
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("http://evil.example/","x")',
    "@SUM(1+1)*cmd|' /c calc'!A0",
    "+1+1*evil",
    "-1+1*evil",
    "\t=1+1*evil",
    "=1+1*evil",
    "http://evil.example/",
    "file:///etc/passwd",
    "\u202e\u2066evil\u200b",
    "{=1*evil}",
)
NAMES = ("../../etc", "CON", "a/b\\c", "C:\\x", "evil\u202e", "長" * 300)
"""Of divisions."""
CANARY = "金糸雀"
"""Begins each text of the row that only one finding is about."""
FILES = (
    "システム調査票_1304_=cmd|'calc'!A1.xlsx",
    "システム調査票_1305_\u202e\x1b[31mevil\r\nx.xlsx",
    os.fsdecode("システム調査票_1306_納税課.xlsx".encode("cp932")),
    f"システム調査票_1307_{'長' * 74}.xlsx",
)


class Made(NamedTuple):
    """What the commands printed and wrote, and where."""

    folder: Path
    runs: dict[str, Done]

    @property
    def files(self) -> list[Path]:
        """Every file that is not given."""
        return [
            path
            for path in sorted((self.folder / "out").rglob("*"))
            if path.is_file() and not path.is_symlink()
        ]

    def parts(self) -> Iterator[tuple[str, str]]:
        """Each part of each workbook, and each other file, by its name."""
        for path in self.files:
            if not zipfile.is_zipfile(path):
                yield path.name, path.read_text("utf-8-sig", errors="replace")
                continue
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    yield f"{path.name}/{name}", archive.read(name).decode(errors="replace")


def ward() -> WardModel:
    """Names, labels, sheets and cells that would like to be something else."""
    model, evil = WardModel(), cycle(EVIL)
    for code, name in (("1306", "三課"), ("1307", "四課")):
        model.edit(f"add {code} {name}")
        roster = model.roster.sheets[0]
        row = 1 + max(row for row, _ in roster.cells)
        for column in {column for _, column in roster.cells}:
            if (1, column) in roster.cells:
                roster.cells[row, column] = roster.cells[1, column]
        roster.cells[row, 1] = code
    roster = model.roster.sheets[0]
    for row, name in zip(sorted({row for row, _ in roster.cells} - {0}), NAMES, strict=False):
        roster.cells[row, 3] = name
    for (code, book), file in zip(sorted(model.books.items()), FILES, strict=True):
        book.name = file
        for sheet in book.sheets[1:]:
            wide = 1 + max(column for _, column in sheet.cells)
            sheet.cells[0, wide] = next(evil)
            for row, column in list(sheet.cells):
                value = sheet.cells[row, column]
                if row == 1 and column > 1 and code != "1305":
                    sheet.cells[row, column] = next(evil)
                elif row == 1 and code == "1305" and isinstance(value, str):
                    sheet.cells[row, column] = f"{CANARY}{sheet.name}{column}"
        book.sheets.append(SheetModel("=1+1|evil", {(0, 0): next(evil)}))
        book.sheets.append(SheetModel("@evil", {(0, 0): next(evil), (1, 1): 1}))
    return model


def made_in(folder: Path) -> Made:
    """The ward, and all outputs of all commands on it."""
    ward().write(folder)
    given = ("--roster", "組織台帳.xlsx", "--jobs", "0")
    commands: dict[str, tuple[str, ...]] = {
        "validate": (
            *("validate", "returned", *given, "--previous", "previous", "--show", "info"),
            *("--report", "out/検証結果.xlsx", "--save", "out/1.json", "--return-to", "out/返却"),
        ),
        "json": ("validate", "returned", *given, "--format", "json"),
        "round": (
            *("validate", "returned", *given, "--baseline", "out/1.json"),
            *("--report", "out/2回目.xlsx"),
        ),
        "analyze": ("analyze", "returned", *given, "-o", "out/分析書.xlsx", "--data", "out/data"),
        "templates": ("templates", "out/配布", *given),
        "templates, this year": ("templates", "out/配布2", *given, "--previous", "previous"),
        "plan": ("draw-audits", "組織台帳.xlsx", "--jobs", "0", "--plan"),
        "draw": (
            *("draw-audits", "組織台帳.xlsx", "--jobs", "0", "--seed", "=1", "--show"),
            *("-o", "out/監査対象.xlsx", "--summary", "out/集計.xlsx", "--leaves", "out/葉.txt"),
        ),
        "missing": ("validate", "no\x1b[31m\u202ewhere\n.xlsx", "--jobs", "0"),
        "unwritable": ("templates", "組織台帳.xlsx/\x1b[31m\u202ex", "--year", "2019"),
        "wrong option": ("validate", "--\x1b[31m\u202e\x9bx"),
    }
    runs = {name: called(*arguments, folder=folder) for name, arguments in commands.items()}
    return Made(folder, runs)
