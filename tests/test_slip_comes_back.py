"""A slip and a mail text that come back beside the mended file are ours, and no return."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.building import WardModel
from tests.cli.running import called

MAIL = "メール文.txt"
FILE = "システム調査票_1304_課税課.xlsx"
SLIP = "システム調査票_1304_課税課_確認事項.xlsx"


@pytest.fixture
def packet(tmp_path: Path) -> Path:
    """What goes back to 1304, whose file was empty: the file, a slip, a mail text."""
    (tmp_path / "1").mkdir()
    returned, _, roster = WardModel().edited(["1304 text "]).write(tmp_path / "1")
    called("validate", returned, "--roster", roster, "--return-to", tmp_path / "返送")
    own = tmp_path / "返送" / "1304_課税課"
    assert {path.name for path in own.iterdir()} == {FILE, SLIP, MAIL}
    return own


def second_round(folder: Path, packet: Path, edits: tuple[str, ...] = ()) -> dict[str, Any]:
    """The ward as it should be, with slip and mail text among the returned files."""
    (folder / "2").mkdir()
    returned, _, roster = WardModel().edited(edits).write(folder / "2")
    for name in (SLIP, MAIL):
        shutil.copy(packet / name, returned / name)
    done = called("validate", returned, "--roster", roster, "--format", "json")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_they_are_passed_over(packet: Path, tmp_path: Path) -> None:
    """No finding, no submission; the division is clean."""
    told = second_round(tmp_path, packet)
    assert told["findings"] == []
    assert {each["status"] for each in told["submissions"]} == {"clean"}
    assert told["summary"]["files"] == 2


def test_they_do_not_stand_for_a_return(packet: Path, tmp_path: Path) -> None:
    """Whoever sent back the slip alone has returned nothing, and that is told."""
    told = second_round(tmp_path, packet, ("1304 absent",))
    assert [(each["code"], each["file"]) for each in told["findings"]] == [
        ("F13", None),
        ("F20", SLIP),
    ]
    states = [each["status"] for each in told["submissions"]]
    assert sorted(states) == ["clean", "missing", "not_ours"]


def test_a_slip_alone_is_no_form(packet: Path) -> None:
    """It is told as what it is, and no list of remarks is made about it."""
    done = called("validate", packet / SLIP, "--return-to", packet.parent.parent / "2")
    assert done.returncode == 0
    assert "F20" in done.stdout.decode()
    assert list((packet.parent.parent / "2").iterdir()) == []
