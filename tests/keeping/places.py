"""Folders in which each command that writes has something to replace."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.building import WardModel
from tests.cli.conftest import EDITS
from tests.cli.drawings import out_of, roster
from tests.cli.running import called
from tests.cli.sealing import SMALL, Sealed

from sysaudit.intake.locked import unlocked

PASSWORD = "himitsu"
OLE = b"\xd0\xcf\x11\xe0"

Files = Mapping[str, bytes]
"""What stands in a folder: path → content."""


class Place(NamedTuple):
    """A command in a folder where it was run before, on other contents.

    Attributes:
        prepare: Fills an empty folder.
        arguments: Of the command, with paths relative to the folder.
        code: Its exit code.
    """

    prepare: Callable[[Path], None]
    arguments: tuple[str, ...]
    code: int = 0
    changed: Mapping[str, str] = {}

    def made(self, folder: Path) -> Path:
        """A folder of its own, filled."""
        folder.mkdir()
        for name, content in _prepared(self.prepare).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return folder


@cache
def _prepared(prepare: Callable[[Path], None]) -> Files:
    with TemporaryDirectory() as folder:
        prepare(Path(folder))
        return files_in(Path(folder))


def files_in(folder: Path, *, hidden: bool = False) -> dict[str, bytes]:
    """Every file of a folder, without a lock, and the record of a draw without its times."""
    return {
        path.relative_to(folder).as_posix(): _timeless(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and (hidden or not _is_hidden(path.relative_to(folder)))
    }


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _timeless(path: Path) -> bytes:
    content = path.read_bytes()
    if path.suffix == ".json":
        return re.sub(rb'"at": "[^"]*"', b'"at": ""', content)
    return unlocked(content, PASSWORD) if content.startswith(OLE) else content


def ran(folder: Path, *arguments: str, code: int = 0, **changed: str) -> None:
    """A run that ends well."""
    done = called(*arguments, folder=folder, **changed)
    assert done.returncode == code, out_of(done)


CHECK = (
    *("validate", "returned", "--roster", "組織台帳.xlsx", "--jobs", "0"),
    *("--report", "out/検証結果.xlsx", "--save", "out/1回目.json", "--return-to", "返却"),
)
AMONG = (
    *("validate", "returned", "--roster", "組織台帳.xlsx", "--jobs", "0"),
    *("--report", "returned/検証結果.xlsx", "--save", "returned/1回目.json"),
)
ANALYZE = (
    *("analyze", "returned", "--roster", "組織台帳.xlsx", "--jobs", "0"),
    *("-o", "out/分析書.xlsx", "--data", "out/data"),
)
FORMS = ("templates", "forms", "--roster", "組織台帳.xlsx", "--force", "--jobs", "0")
BLANK = ("templates", "forms", "--force")
DRAW = ("draw-audits", "台帳.xlsx", "--jobs", "0", "-o", "監査対象.xlsx")
SHARES = tuple(
    part
    for role in ("secretariat", "witness")
    for part in ("--share", f"監査対象_share_{role}.txt")
)


def _ward(folder: Path, *edits: str) -> None:
    WardModel().edited((*EDITS, *edits)).write(folder)


def _checked(folder: Path) -> None:
    _ward(folder)
    ran(folder, *CHECK, "--as-of", "2019-06-01", code=1)


def _checked_among(folder: Path) -> None:
    _ward(folder)
    ran(folder, *AMONG, "--as-of", "2019-06-01", code=1)


def _analyzed(folder: Path) -> None:
    _ward(folder)
    ran(folder, *ANALYZE, "--as-of", "2019-06-01", code=1)


def _sent(folder: Path) -> None:
    _ward(folder)
    ran(folder, *FORMS, "--year", "2019")
    for path in (folder / "forms").iterdir():
        path.write_bytes(b"filled in by somebody")


def _practised(folder: Path) -> None:
    roster(folder / "台帳.xlsx", SMALL)
    ran(folder, *DRAW, "--seed", "first", "--summary", "集計.xlsx", "--leaves", "葉.txt")


def _committed(folder: Path) -> None:
    Sealed(folder).committed()


def _drawn(folder: Path) -> None:
    Sealed(folder).drawn()


def _half_committed(folder: Path) -> None:
    sealed = Sealed(folder)
    for done in (sealed.plan(), sealed.commit("secretariat")):
        assert done.returncode == 0, out_of(done)


def _rostered(folder: Path) -> None:
    roster(folder / "台帳.xlsx", SMALL)


def _nothing(folder: Path) -> None:
    assert not [*folder.iterdir()]


PLACES = {
    "init": Place(_nothing, ("init", "年度", "--year", "2019")),
    "validate": Place(_checked, (*CHECK, "--as-of", "2019-07-01"), 1),
    "validate, among the returns": Place(_checked_among, (*AMONG, "--as-of", "2019-07-01"), 1),
    "analyze": Place(_analyzed, (*ANALYZE, "--as-of", "2019-07-01"), 1),
    "templates for divisions": Place(_sent, (*FORMS, "--year", "2019")),
    "draw by a seed": Place(
        _practised, (*DRAW, "--seed", "second", "--summary", "集計.xlsx", "--leaves", "葉.txt")
    ),
    "plan": Place(_rostered, (*DRAW, "--plan")),
    "plan again": Place(_committed, (*DRAW, "--plan", "--redraw", "試し")),
    "draw by shares": Place(_committed, (*DRAW, *SHARES)),
    "draw under a password": Place(
        _committed, (*DRAW, *SHARES, "--password"), changed={"SYSAUDIT_PASSWORD": PASSWORD}
    ),
    "draw again": Place(_drawn, (*DRAW, *SHARES, "--redraw", "試し")),
}
"""Commands whose outputs follow from what is given."""

COMMIT = Place(_half_committed, (*DRAW, "--commit", "witness"))
"""Its share is a secret that no run makes twice."""


def lost(old: Files, now: Files, new: Files) -> list[str]:
    """Files that are neither as they were nor as they shall be, or whose content is gone."""
    half = [name for name in now if now[name] not in (old.get(name), new.get(name))]
    gone = [
        name
        for name, content in old.items()
        if now.get(name) != new.get(name, b"") and content not in now.values()
    ]
    return half + gone


def record_in(folder: Path) -> list[dict[str, str]]:
    """The events on record."""
    told = json.loads((folder / "監査対象_抽選の記録.json").read_text("utf-8"))
    events: list[dict[str, str]] = told["events"]
    return events
