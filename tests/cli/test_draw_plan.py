"""`draw-audits --plan`: what is told before anything is drawn."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from tests.analysis.samples import ROSTER
from tests.cli.drawings import (
    GIVEN,
    SEED,
    division,
    divisions,
    drawn,
    drawn_in,
    named_in,
    out_of,
    roster,
    sample_divisions,
    serious,
    shuffled,
)

BACKWARDS = slice(None, None, -1)
SECTION = re.compile(r"^(.+の課|.+する課)（(\d+)課）$", re.MULTILINE)


def sections(plan: str) -> dict[str, list[str]]:
    """The lines of the divisions by heading."""
    parts = SECTION.split(plan)[1:]
    return {
        heading: [line for line in body.split("\n\n")[0].splitlines() if line.startswith("  ")]
        for heading, body in zip(parts[::3], parts[2::3], strict=True)
    }


def test_every_division_stands_in_one_section(plan: str) -> None:
    """In, must or out: each division of the roster once, with code and name."""
    lines = [line for each in sections(plan).values() for line in each]
    told = sorted(tuple(line.split()[:3]) for line in lines)
    rows = sample_divisions()
    assert told == sorted((r["課コード"], r["部名"], r["課名"]) for r in rows)


def test_the_sections_bear_their_numbers(plan: str) -> None:
    """The number in a heading is that of its lines, and all are those in the first line."""
    counts = {heading: int(count) for heading, count in SECTION.findall(plan)}
    assert counts == {heading: len(lines) for heading, lines in sections(plan).items()}
    assert list(counts) == ["必ず監査する課", "抽選の対象の課", "対象外の課"]
    assert plan.startswith("計画 2019: 対象65課のうち22課を監査（必須12課、抽選10課）\n")


def test_must_and_out_tell_why(plan: str) -> None:
    """Each must and each out has a reason; each that may be drawn its weight and chance."""
    by = sections(plan)
    why = ("監査なし", "重大な不適合")
    assert all(any(word in line for word in why) for line in by["必ず監査する課"])
    out = [line.split(maxsplit=3)[3] for line in by["対象外の課"]]
    assert out[0].startswith("監査を実施する課のため")
    assert set(out[1:]) == {"各学校の監査は教育委員会が行うため"}
    assert all(re.search(r" 重み\d+ \d+\.\d% *", line) for line in by["抽選の対象の課"])


def test_the_chances_make_the_free_places(plan: str) -> None:
    """The printed chances of those that may be drawn sum up to the places by lot."""
    chances = re.findall(r"重み\d+ (\d+\.\d)%", plan)
    assert sum(map(float, chances)) / 100 == pytest.approx(10, abs=0.05)


def test_the_guarantees_stand_in_a_table(plan: str) -> None:
    """Three to six years: forced and free places sum up to n, with the fewest that work."""
    rows = re.findall(
        r"^  (\d)年 +([\d.]+) +([\d.]+) +(はい|いいえ) +(\d+)以上$", plan, re.MULTILINE
    )
    assert [row[0] for row in rows] == ["3", "4", "5", "6"]
    assert all(
        float(forced) + float(free) == pytest.approx(22, abs=0.11) for _, forced, free, _, _ in rows
    )


def test_calendar_and_hash_end_the_plan(plan: str) -> None:
    """Whether the calendar works, and the SHA-256 by which the plan is known."""
    *_, calendar, blank, digest = plan.splitlines()
    assert re.fullmatch(r"日程: 2019-09-01〜2019-12-28 の80日（80課分）。模擬抽選100回.+", calendar)
    assert blank == ""
    assert re.fullmatch(r"計画の SHA-256: [0-9a-f]{64}", digest)


def test_no_line_ends_with_a_space(plan: str) -> None:
    """What is copied into a mail has no white space at its ends."""
    assert [line for line in plan.splitlines() if line != line.rstrip()] == []


def test_any_order_of_rows_and_columns_gives_the_same_plan(plan: str, tmp_path: Path) -> None:
    """Not a character of the plan hangs on how somebody sorted the roster."""
    path = shuffled(tmp_path / "台帳.xlsx", ROSTER, BACKWARDS, BACKWARDS)
    assert drawn(path, *GIVEN, "--plan").stdout.decode() == plan


def test_without_o_nothing_is_recorded(tmp_path: Path) -> None:
    """A look at the plan leaves no file."""
    given = roster(tmp_path.with_name("台帳.xlsx"), divisions("A1", "A2", "A3"))
    assert drawn(given, "--plan", folder=tmp_path).returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_with_o_the_plan_is_on_record(tmp_path: Path) -> None:
    """The state file alone: draw id, the plan's hash; its owner alone can read it."""
    given = roster(tmp_path.with_name("台帳.xlsx"), divisions("A1", "A2", "A3"))
    done = drawn(given, "--plan", "-o", "監査対象.xlsx", folder=tmp_path)
    (path,) = tmp_path.iterdir()
    assert path.name == "監査対象_抽選の記録.json"
    assert path.name in done.stderr.decode()
    told = json.loads(path.read_text("utf-8"))
    assert told["draw_id"] == "2019"
    (event,) = told["events"]
    assert (event["event"], event["plan"]) == ("plan", out_of(done).split("SHA-256: ")[1][:64])
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_the_same_plan_twice_is_on_record_once(tmp_path: Path) -> None:
    """Looking again changes nothing."""
    given = roster(tmp_path.with_name("台帳.xlsx"), divisions("A1", "A2", "A3"))
    for _ in range(2):
        assert drawn(given, "--plan", "-o", "a.xlsx", folder=tmp_path).returncode == 0
    (path,) = tmp_path.iterdir()
    assert len(json.loads(path.read_text("utf-8"))["events"]) == 1


def test_a_plan_names_nobody_who_will_be_drawn(tmp_path: Path) -> None:
    """A plan made after a draw is the same as before it, for it does not know the key."""
    given = roster(tmp_path / "台帳.xlsx", divisions("A1", "A2", "A3", "A4"))
    before = drawn(given, "--plan").stdout
    drawn(given, "--seed", SEED, "-o", tmp_path / "a.xlsx")
    assert drawn(given, "--plan").stdout == before
    assert named_in(before.decode(), drawn_in(tmp_path / "a.xlsx"))


def test_a_plan_that_cannot_be_drawn_is_shown_and_refused(tmp_path: Path) -> None:
    """More must than places: who they are, no negative number, one line, nothing on record."""
    path = roster(tmp_path / "台帳.xlsx", divisions("A1", "A2", "A3", "A4", "A5", "A6"))
    given = serious(tmp_path / "結果.xlsx", "A1", "A2", "A3")
    done = drawn(path, "--results", given, "--plan", "-o", tmp_path / "a.xlsx")
    assert done.returncode == 2
    assert "必ず監査する課（3課）" in done.stdout.decode()
    assert "3課" in done.stderr.decode()
    assert not list(tmp_path.glob("*.json"))


def test_no_number_of_a_plan_is_negative(tmp_path: Path) -> None:
    """Where there are more must than places, nothing is left to the lot: 0, not -1."""
    path = roster(tmp_path / "台帳.xlsx", divisions("A1", "A2", "A3", "A4", "A5", "A6"))
    given = serious(tmp_path / "結果.xlsx", "A1", "A2", "A3")
    assert "-1" not in drawn(path, "--results", given, "--plan").stdout.decode()


def test_a_division_without_an_open_date_is_told_beforehand(tmp_path: Path) -> None:
    """Busy from September to December: the plan names it."""
    rows = [division("A1", busy_seasons="9/1-12/31"), *divisions("A2", "A3")]
    done = drawn(roster(tmp_path / "台帳.xlsx", rows), "--plan")
    assert done.returncode == 0
    assert "  訪問できる日が期間中にありません: A1 第A1課\n" in done.stdout.decode()


def test_colliding_divisions_are_told_beforehand(tmp_path: Path) -> None:
    """Three divisions that all have the same two dates: their names, the dates, the ways out."""
    busy = "9/4-12/31"
    rows = [division(f"A{n}", busy_seasons=busy) for n in range(3)]
    path = roster(tmp_path / "台帳.xlsx", rows)
    told = drawn(path, "--plan", "--count", "3").stdout.decode()
    assert "模擬抽選100回のうち100回で日付が不足" in told
    line, ways = told.split("日付が不足\n")[1].splitlines()[:2]
    assert "9/2、9/3（2課分）だけの課が3課あります: A0 第A0課、A1 第A1課、A2 第A2課" in line
    assert [way for way in ("①", "②", "③") if way not in ways] == []
    enough = drawn(path, "--plan", "--count", "3", "--visits-per-date", "2").stdout.decode()
    assert "100回のうち0回" in enough
