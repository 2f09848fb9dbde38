"""Both languages of `draw-audits` and `verify-draw`, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.analysis.samples import ROSTER
from tests.cli.drawings import (
    GIVEN,
    JAPANESE,
    SEED,
    all_cells,
    division,
    divisions,
    drawn,
    out_of,
    roster,
    serious,
    verified,
)
from tests.cli.running import Done, called, started
from tests.cli.sealing import SMALL, Sealed

from sysaudit.audits import book
from sysaudit.draw import ROLES
from sysaudit.reports.width import columns_of

EN: dict[str, Any] = {"SYSAUDIT_LANG": "en"}
WORDS = ("監査対象", "日程", "全課", "組織台帳", "検証", "_控え", "_抽選の記録", "台帳", "_旧")
"""Names of sheets and files, which are what they are."""


def japanese_in(text: str, known: Iterable[object]) -> list[str]:
    """Lines that hold Japanese beside the words that are known."""
    words = sorted({str(word) for word in known if word}, key=len, reverse=True)
    left = []
    for line in text.splitlines():
        rest = line
        for word in words:
            rest = rest.replace(word, "")
        if JAPANESE.search(rest):
            left.append(line)
    return left


def words_of(*paths: Path) -> list[object]:
    """The texts in workbooks, sheet names and headings of a result among them."""
    found = [value for path in paths for value in all_cells(path).values()]
    headings = [*book.TITLES.values(), *book.FIELDS.values(), *book.STANDINGS.values()]
    return [*found, *WORDS, *headings]


def test_the_plan_of_the_samples_in_english(plan: str) -> None:
    """Reasons and points in English; as many lines as in Japanese, and the same hash."""
    done = drawn(ROSTER, *GIVEN, "--plan", **EN)
    assert done.returncode == 0
    progress = ("未着手", "対応中", "報告なし")
    assert japanese_in(out_of(done), [*words_of(ROSTER), *progress]) == []
    lines = [each.splitlines() for each in (done.stdout.decode(), plan)]
    assert len(lines[0]) == len(lines[1])
    assert lines[0][-1][-64:] == lines[1][-1][-64:]


def test_draw_and_verification_in_english(tmp_path: Path) -> None:
    """With --show too: names of the roster are the only Japanese."""
    target = tmp_path / "a.xlsx"
    runs = [drawn(ROSTER, *GIVEN, "--seed", SEED, "-o", target, "--show", **EN)]
    runs += [verified(target, **EN), verified(target, "--seed", "b", "--show", **EN)]
    runs.append(verified(target, "--ticket-text", "1101", tmp_path / "t.txt", **EN))
    assert [done.returncode for done in runs] == [0, 0, 1, 0]
    known = words_of(ROSTER, target)
    assert [line for done in runs for line in japanese_in(out_of(done), known)] == []


def test_the_sealed_order_in_english(tmp_path: Path) -> None:
    """Every step and its receipt, whose labels stand in both languages."""
    sealed = Sealed(tmp_path)
    sealed.plan()
    runs = [sealed.run("--plan", **EN), *(sealed.run("--commit", r, **EN) for r in ROLES)]
    runs += [sealed.draw(**EN), sealed.draw("--redraw", "again", **EN), sealed.verify(**EN)]
    assert [done.returncode for done in runs] == [0] * 6
    known = [
        *words_of(sealed.roster, sealed.target),
        *sealed.receipt.read_text("utf-8").split("\n"),
    ]
    assert [line for done in runs for line in japanese_in(out_of(done), known)] == []


def test_collisions_in_english(tmp_path: Path) -> None:
    """Those who compete for too few dates are listed with English commas."""
    rows = [division(f"A{n}", busy_seasons="9/4-12/31") for n in range(3)]
    rows.append(division("B1", busy_seasons="9/1-12/31"))
    given = roster(tmp_path / "台帳.xlsx", rows)
    target = tmp_path / "a.xlsx"
    runs = [drawn(given, "--plan", "--count", "4", **EN)]
    more = ("--count", "4", "-o", target, "--show")
    runs.append(drawn(given, "--seed", "a", *more, **EN))
    runs.append(drawn("--move", "B1", "2019-10-19", "x", "-o", target, "--show", **EN))
    assert [done.returncode for done in runs] == [0, 1, 0]
    known = words_of(given)
    assert [line for done in runs for line in japanese_in(out_of(done), known)] == []


def test_a_plan_that_cannot_be_in_english(tmp_path: Path) -> None:
    """Reasons of a must, and the refusal."""
    given = roster(tmp_path / "台帳.xlsx", SMALL)
    done = drawn(
        given, "--results", serious(tmp_path / "r.xlsx", "A1", "A2", "A3", "A4"), "--plan", **EN
    )
    assert done.returncode == 2
    assert japanese_in(out_of(done), [*words_of(given), "未着手"]) == []


def test_a_changed_roster_in_english(tmp_path: Path) -> None:
    """What verify-draw tells of weights, seasons, standings and missing rows."""
    given = roster(tmp_path / "台帳.xlsx", SMALL)
    target = tmp_path / "a.xlsx"
    drawn(given, "--seed", "a", "-o", target)
    rows = [
        division("A1", outsourced=True, uses_my_number=True),
        division("A2", busy_seasons="9/1-10/31"),
        division("A3", in_scope="×", out_of_scope_reason="廃止"),
        *divisions("A4", "A5"),
        *divisions("B1", "B2", "B3", "B4", department="区民部"),
    ]
    other = roster(tmp_path / "other.xlsx", rows)
    done = verified(target, "--roster", other, **EN)
    assert done.returncode == 1
    points = ("個人番号を利用（1点）、民間に委託（1点）",)
    assert japanese_in(out_of(done), [*words_of(given, target, other), *points]) == []


MISUSES = [
    ["--move", "A1", "22/10/2019", "x", "-o", "a.xlsx"],
    ["--plan", "--seed", "a"],
    ["台帳.xlsx", "--plan", "--fraction", "1/0"],
    ["台帳.xlsx", "--plan", "--count", "100"],
    ["台帳.xlsx", "--plan", "--draw-id", "Draw"],
    ["台帳.xlsx", "--seed", "", "-o", "a.xlsx"],
    ["台帳.xlsx", "--share", "a", "-o", "a.xlsx"],
    ["台帳.xlsx", "--seed", "a", "-o", "a.xlsx", "--password"],
    ["台帳.xlsx", "--plan", "--from", "2019-12-01", "--to", "2019-11-01"],
    ["台帳.xlsx", "--commit", "witness", "-o", "a.xlsx"],
    ["台帳.xlsx", "--plan", "--previous-draw", "台帳.xlsx"],
    [],
]


@pytest.mark.parametrize("arguments", MISUSES, ids=" ".join)
def test_misuse_in_english(tmp_path: Path, arguments: list[str]) -> None:
    """One line, without Japanese but for the name of the file."""
    roster(tmp_path / "台帳.xlsx", SMALL)
    done = called("draw-audits", *arguments, folder=tmp_path, **EN)
    assert done.returncode == 2
    assert done.stderr.startswith(b"error: ")
    assert japanese_in(out_of(done), words_of(tmp_path / "台帳.xlsx")) == []


def complete(done: Done) -> str:
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


@pytest.mark.parametrize("command", ["draw-audits", "verify-draw"])
@pytest.mark.parametrize("tongue", ["ja", "en"])
def test_help_in_sixty_columns(command: str, tongue: str) -> None:
    """Nothing is wider, every option has its meaning, and the exit codes stand in it.

    In a process of its own, for options are explained in the language in which they are loaded.
    """
    told = complete(started(command, "--help", SYSAUDIT_LANG=tongue, COLUMNS="60"))
    assert max(columns_of(line) for line in told.splitlines()) < 60
    assert ("終了コード" if tongue == "ja" else "Exit codes") in told
    if tongue == "en":
        assert japanese_in(told, ["組織台帳", "監査調書"]) == []
