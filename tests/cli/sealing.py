"""A sealed draw of a small ward, step by step."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.cli.drawings import divisions, drawn, out_of, roster, verified
from tests.cli.running import Done

from sysaudit.draw import ROLES

SMALL = [
    *divisions("A1", "A2", "A3", "A4", "A5", "A6"),
    *divisions("B1", "B2", "B3", department="区民部"),
]


class Sealed:
    """A folder in which a ward of nine divisions draws three."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.roster = roster(folder / "台帳.xlsx", SMALL)
        self.target = folder / "監査対象.xlsx"
        self.record = folder / "監査対象_抽選の記録.json"
        self.receipt = folder / "監査対象_控え.txt"

    def share(self, role: str) -> Path:
        """Where the share of a role is put unless told otherwise."""
        return self.folder / f"監査対象_share_{role}.txt"

    def run(self, *more: str | Path, **changed: Any) -> Done:
        """`draw-audits` on the roster."""
        return drawn(self.roster, "-o", self.target, *more, **changed)

    def plan(self, *more: str | Path) -> Done:
        """The first step."""
        return self.run("--plan", *more)

    def commit(self, role: str, *more: str | Path) -> Done:
        """The second step, for a role."""
        return self.run("--commit", role, *more)

    def draw(self, *more: str | Path, shares: tuple[Path, ...] = (), **changed: Any) -> Done:
        """The third step."""
        given = shares or tuple(map(self.share, ROLES))
        return self.run(*(each for path in given for each in ("--share", path)), *more, **changed)

    def verify(self, *more: str | Path, **changed: Any) -> Done:
        """The draw done again."""
        return verified(self.target, *more, **changed)

    def committed(self, *, fresh: bool = False) -> Sealed:
        """As it is after plan and both commitments, with shares of its own where they matter."""
        if fresh:
            for done in (self.plan(), *map(self.commit, ROLES)):
                assert done.returncode == 0, out_of(done)
            return self
        return self._put(_after_commitments())

    def drawn(self) -> Sealed:
        """As it is after the draw."""
        return self._put(_after_the_draw())

    def _put(self, files: Mapping[str, bytes]) -> Sealed:
        for name, content in files.items():
            (self.folder / name).write_bytes(content)
        return self

    @property
    def events(self) -> list[dict[str, Any]]:
        """What the state file tells."""
        told: list[dict[str, Any]] = json.loads(self.record.read_text("utf-8"))["events"]
        return told

    @property
    def names(self) -> set[str]:
        """The files of the folder."""
        return {path.name for path in self.folder.iterdir()}


@cache
def _after_commitments() -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        return _files(Sealed(Path(folder)).committed(fresh=True))


@cache
def _after_the_draw() -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        sealed = Sealed(Path(folder)).committed()
        done = sealed.draw()
        assert done.returncode == 0, out_of(done)
        return _files(sealed)


def _files(sealed: Sealed) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sealed.folder.iterdir()}
