"""What a folder may hold beside good workbooks: each is one finding, or none."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.hostile.case import sound

CANNOT_BE_READ, EMPTY = "F09", "F01"
GOVERNANCE = "システム調査票_1305_ガバナンス課.xlsx"
NFD = unicodedata.normalize("NFD", GOVERNANCE)
CP932 = os.fsdecode("システム調査票_1305_納税課.xlsx".encode("cp932"))


@dataclass(frozen=True)
class Place:
    """Something under a name in a folder.

    Attributes:
        code: Of the one finding; None where there is none.
        put: Puts it there.
        name: Under which; None for a name like any other.
        posix: Whether Windows has no such thing.
    """

    title: str
    code: str | None
    put: Callable[[Path], object]
    name: str | None = None
    posix: bool = True


def linked_to(target: str) -> Callable[[Path], object]:
    """A symbolic link."""
    return lambda path: path.symlink_to(target)


def locked(path: Path) -> None:
    """A file that nobody may read, but root."""
    path.write_bytes(sound())
    path.chmod(0)


def linked_folders(path: Path) -> None:
    """A folder with a link to itself and one that leads back over another; nothing in them."""
    for one, other in (("a", "b"), ("b", "a")):
        (path.parent / one).mkdir()
        (path.parent / one / "to").symlink_to(path.parent / other)


def leftover(path: Path) -> None:
    """What a system or Excel leaves behind."""
    path.write_bytes(b"\x05user")


def empty(path: Path) -> None:
    """A file of zero bytes."""
    path.write_bytes(b"")


def clean(path: Path) -> None:
    """A clean return."""
    path.write_bytes(sound())


NAMES = (
    NFD,
    CP932,
    f"{'あ' * 82}_1.xlsx",
    "CON.xlsx",
    "nul",
    "COM1.xlsx",
    "a:b?.xlsx",
    "line\nbreak.xlsx",
    "-rf.xlsx",
    "[red]x.xlsx",
    "{given}.xlsx",
)
LEFTOVERS = ("~$システム調査票_1305_納税課.xlsx", "Thumbs.db", "desktop.ini", ".DS_Store")

PLACES = (
    *(
        Place("named pipe", CANNOT_BE_READ, lambda path: os.mkfifo(path)),
        Place("link to itself", CANNOT_BE_READ, lambda path: path.symlink_to(path.name)),
        Place("link to nothing", CANNOT_BE_READ, linked_to("nowhere.xlsx")),
        Place("link to what never ends", CANNOT_BE_READ, linked_to("/dev/zero")),
        Place("file without permission", CANNOT_BE_READ, locked),
        Place("folders that link to each other", None, linked_folders),
        Place("folder called like a workbook", "F10", Path.mkdir, posix=False),
    ),
    *(Place(f"left behind: {name}", None, leftover, name, posix=False) for name in LEFTOVERS),
    *(Place(f"name {ascii(name)[:30]}", EMPTY, empty, name) for name in NAMES),
    Place("clean return, NFD", None, clean, NFD),
    Place("clean return, mangled", None, clean, CP932),
)
