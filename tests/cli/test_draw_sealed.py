"""The sealed order: plan, commitments, draw, redraw; nothing out of turn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.cli.drawings import divisions, drawn_in, fields_in, one_line, out_of, roster
from tests.cli.sealing import SMALL, Sealed

from sysaudit.draw import ROLES

HASH = re.compile(r"[0-9a-f]{64}")
KINDS = ["plan", "commit", "commit", "draw"]


@pytest.fixture
def sealed(tmp_path: Path) -> Sealed:
    """A ward that has not begun."""
    return Sealed(tmp_path)


def kinds(sealed: Sealed) -> list[str]:
    return [each["event"] for each in sealed.events]


def test_the_whole_order(sealed: Sealed) -> None:
    """Plan, both commitments, draw, verification with shares, roster and receipt: all agree."""
    sealed.drawn()
    assert kinds(sealed) == KINDS
    shares = [each for role in ROLES for each in ("--share", sealed.share(role))]
    done = sealed.verify(*shares, "--roster", sealed.roster, "--receipt", sealed.receipt)
    assert (done.returncode, done.stdout.decode().count("\n")) == (0, 1), out_of(done)
    assert len(drawn_in(sealed.target)) == 3


def test_the_files_that_are_left(sealed: Sealed) -> None:
    """Result, state file, two shares and the receipt beside the roster; none names a division."""
    sealed.drawn()
    beside = {sealed.target, sealed.record, sealed.receipt, *map(sealed.share, ROLES)}
    assert sealed.names == {"台帳.xlsx", *(path.name for path in beside)}


def test_what_the_record_says_is_what_was_printed(sealed: Sealed) -> None:
    """Plan, commitments and list of leaves: one hash each on terminal, record and 検証."""
    plan = sealed.plan().stdout.decode()
    told = [sealed.commit(role).stdout.decode() for role in ROLES]
    done = sealed.draw().stdout.decode()
    events, fields = sealed.events, fields_in(sealed.target)
    assert HASH.findall(plan) == [events[0]["plan"]] == [fields["計画の SHA-256"]]
    names = ("コミットメント（事務局）", "コミットメント（立会人）")
    for text, event, name in zip(told, events[1:3], names, strict=True):
        assert HASH.findall(text)[0] == event["commitment"] == fields[name]
    assert HASH.findall(done) == [events[3]["leaves"]] == [fields["葉の一覧の SHA-256"]]


def test_no_share_is_ever_printed(sealed: Sealed) -> None:
    """Neither when it is made nor when it is opened, nor in any file but its own."""
    runs = [sealed.plan(), *map(sealed.commit, ROLES), sealed.draw(), sealed.verify()]
    for role in ROLES:
        (share,) = HASH.findall(sealed.share(role).read_text("utf-8"))
        assert [done for done in runs if share in out_of(done)] == []
        others = [path for path in sealed.folder.iterdir() if path != sealed.share(role)]
        assert [path.name for path in others if share.encode() in path.read_bytes()] == []


def test_the_draw_names_nobody(sealed: Sealed) -> None:
    """Nor does it say that a text seed is no secret, for there is none."""
    done = sealed.committed().draw()
    assert re.findall(r"\b[AB]\d\b|第[AB]\d課", out_of(done)) == []
    assert "公開のシード" not in out_of(done)
    assert fields_in(sealed.target)["シード（公開の抽選）"] == ""


def test_no_commitment_before_the_plan(sealed: Sealed) -> None:
    """One line that says what comes first, and no share is made."""
    one_line(sealed.commit("witness"), 2, "--plan")
    assert sealed.names == {"台帳.xlsx"}


def test_no_draw_before_the_plan(sealed: Sealed, tmp_path: Path) -> None:
    """Shares alone draw nothing."""
    other = tmp_path / "other"
    other.mkdir()
    shares = Sealed(other).committed()
    one_line(sealed.draw(shares=tuple(map(shares.share, ROLES))), 2, "--plan")
    assert not sealed.target.exists()


@pytest.mark.parametrize("lacking", ROLES)
def test_no_draw_before_both_commitments(sealed: Sealed, lacking: str, tmp_path: Path) -> None:
    """The message names the role that has not committed."""
    sealed.plan()
    (there,) = (role for role in ROLES if role != lacking)
    sealed.commit(there)
    other = tmp_path / "other"
    other.mkdir()
    shares = {there: sealed.share(there), lacking: Sealed(other).committed().share(lacking)}
    one_line(sealed.draw(shares=tuple(shares.values())), 2, f"--commit {lacking}")
    assert not sealed.target.exists()


def test_no_draw_by_a_changed_plan(sealed: Sealed) -> None:
    """A division more on the roster: refused, and again with another number of visits."""
    sealed.committed()
    one_line(sealed.draw("--count", "4"), 2, "--plan")
    roster(sealed.roster, [*SMALL, *divisions("B4", department="区民部")])
    one_line(sealed.draw(), 2, "--plan")
    roster(sealed.roster, SMALL)
    assert sealed.draw().returncode == 0


def test_no_commitment_to_a_changed_plan(sealed: Sealed) -> None:
    """What the second one commits to is what the first one did."""
    sealed.plan()
    sealed.commit("secretariat")
    one_line(sealed.commit("witness", "--visits-per-date", "2"), 2, "--plan")
    assert kinds(sealed) == KINDS[:2]


def test_no_new_plan_after_a_commitment_without_a_reason(sealed: Sealed) -> None:
    """With one, it begins anew and the former round stays on record."""
    sealed.plan()
    sealed.commit("secretariat")
    one_line(sealed.plan("--count", "4"), 2, "--redraw")
    assert sealed.plan("--count", "4", "--redraw", "課が増えたため").returncode == 0
    assert kinds(sealed) == ["plan", "commit", "plan"]
    assert sealed.events[2]["reason"] == "課が増えたため"


def test_a_role_commits_once(sealed: Sealed) -> None:
    """A second share of one role would be a choice."""
    sealed.plan()
    sealed.commit("witness")
    one_line(sealed.commit("witness", "--share", sealed.folder / "b.txt"), 2, "済んで")
    assert not (sealed.folder / "b.txt").exists()


def test_no_commitment_after_the_draw(sealed: Sealed) -> None:
    """A share made after others were opened would be a choice too."""
    sealed.drawn()
    one_line(sealed.commit("witness", "--share", sealed.folder / "b.txt"), 2, "--redraw")
    assert not (sealed.folder / "b.txt").exists()


def test_a_second_draw_needs_a_reason(sealed: Sealed) -> None:
    """Without one nothing changes."""
    sealed.drawn()
    before = sealed.target.read_bytes()
    one_line(sealed.draw(), 2, "--redraw")
    assert sealed.target.read_bytes() == before
    assert kinds(sealed) == KINDS


def test_a_redraw_stays_on_record_beside_the_first(sealed: Sealed) -> None:
    """Both draws in the state file, the former result beside the new one, the reason in it."""
    sealed.drawn()
    first = sealed.target.read_bytes()
    done = sealed.draw("--redraw", "機器の故障")
    assert done.returncode == 0
    assert kinds(sealed) == [*KINDS, "draw"]
    assert sealed.events[-1]["reason"] == "機器の故障"
    kept = sealed.folder / "監査対象_旧1.xlsx"
    assert kept.read_bytes() == first
    assert kept.name in done.stderr.decode()
    assert fields_in(sealed.target)["再抽選の理由"] == "機器の故障"
    assert sealed.verify().returncode == 0


def test_a_new_round_needs_new_shares(sealed: Sealed) -> None:
    """Shares that were opened are no secret: a round with one of them is refused."""
    sealed.drawn()
    assert sealed.plan("--redraw", "課が廃止されたため").returncode == 0
    one_line(sealed.draw("--redraw", "同"), 2, "--commit secretariat")
    fresh = [sealed.folder / f"{role}2.txt" for role in ROLES]
    for role, path in zip(ROLES, fresh, strict=True):
        assert sealed.commit(role, "--share", path).returncode == 0
    done = sealed.draw("--redraw", "課が廃止されたため", shares=tuple(fresh))
    assert done.returncode == 0, out_of(done)
    assert kinds(sealed) == KINDS + KINDS


def test_practice_takes_no_sealed_result(sealed: Sealed) -> None:
    """--seed on the same -o is refused once somebody has committed."""
    sealed.committed()
    one_line(sealed.run("--seed", "a"), 2, "-o")
    one_line(sealed.run("--seed", "a", "--redraw", "x"), 2)
    assert not sealed.target.exists()


def test_a_reason_means_nothing_to_a_practice(sealed: Sealed) -> None:
    """--redraw with --seed is refused, for nothing is on record."""
    one_line(sealed.run("--seed", "a", "--redraw", "x"), 2, "--redraw")


def test_a_damaged_record_stops_everything(sealed: Sealed) -> None:
    """Half a state file is none; and it is not written over."""
    sealed.committed()
    text = sealed.record.read_text("utf-8")[:90]
    sealed.record.write_text(text, "utf-8")
    for done in (sealed.plan(), sealed.commit("witness"), sealed.draw()):
        one_line(done, 2, sealed.record.name)
    assert sealed.record.read_text("utf-8") == text


def test_a_record_of_another_draw_is_not_mixed(sealed: Sealed) -> None:
    """Another --draw-id on the same -o is refused."""
    sealed.committed()
    one_line(sealed.draw("--draw-id", "2019-2"), 2, "2019")
    one_line(sealed.plan("--draw-id", "2019-2"), 2, "--draw-id 2019")
