"""A path that the system does not take is told in one clear line, wherever it was given."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.running import called

LONG = "長" * 300
ROSTER = "--roster"


@pytest.mark.parametrize(
    "arguments",
    [
        ["validate", LONG],
        ["validate", ".", ROSTER, LONG],
        ["validate", ".", "--previous", LONG],
        ["validate", ".", "--report", f"{LONG}.xlsx"],
        ["validate", ".", "--save", f"{LONG}.json"],
        ["validate", ".", "--return-to", f"../{LONG}"],
        ["templates", LONG],
        ["templates", "様式", ROSTER, LONG],
        ["analyze", ".", "-o", f"{LONG}.xlsx"],
        ["draw-audits", LONG, "--seed", "x", "-o", "監査対象.xlsx"],
        ["draw-audits", "組織台帳.xlsx", "--seed", "x", "-o", f"{LONG}.xlsx"],
    ],
)
def test_a_name_that_no_disk_takes(arguments: list[str], tmp_path: Path) -> None:
    """As a server that is not there or a name with a ``?`` on Windows: no report to anybody."""
    done = called(*arguments, folder=tmp_path)
    told = done.stderr.decode()
    assert done.returncode == 2
    assert "予期しない" not in told
    assert told.startswith("エラー: ")
    assert told.endswith("ください。\n")
    assert told.count("\n") == 1
