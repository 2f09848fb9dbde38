"""The state file keeps the order: plan, both commitments, draw; a redraw stays on record."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sysaudit.audits.journal import Journal
from sysaudit.audits.journal_file import journal_path, read_journal
from sysaudit.errors import Misuse

AT = "2019-08-01T09:00:00+09:00"
BOTH = {"secretariat": "s1", "witness": "w1"}
NEW = {"secretariat": "s2", "witness": "w2"}


def planned(plan: str = "p1") -> Journal:
    """After --plan."""
    return Journal("2019").planned(plan, AT)


def committed() -> Journal:
    """After both commitments."""
    return planned().committed("secretariat", "s1", "p1", AT).committed("witness", "w1", "p1", AT)


def drawn() -> Journal:
    """After the draw."""
    return committed().drawn(BOTH, "p1", "leaves", AT, "")


def replanned(plan: str = "p1") -> Journal:
    """After --plan --redraw."""
    return drawn().planned(plan, AT, "台帳の誤り")


def test_order() -> None:
    """Plan, commit, commit, draw; each is one line, and nothing is taken away."""
    journal = drawn()
    assert [each["event"] for each in journal.events] == ["plan", "commit", "commit", "draw"]
    assert (journal.plan, journal.commitments, journal.is_drawn) == ("p1", BOTH, True)
    assert journal.draws == ({"event": "draw", "plan": "p1", "leaves": "leaves", "at": AT},)


def test_witness_may_commit_first() -> None:
    """The order of the roles does not matter."""
    journal = planned().committed("witness", "w1", "p1", AT)
    assert journal.committed("secretariat", "s1", "p1", AT).commitments == BOTH


def test_same_plan_again_changes_nothing() -> None:
    """At any stage."""
    for journal in (planned(), committed(), drawn()):
        assert journal.planned("p1", "later") is journal


def test_another_plan_before_a_commitment_takes_its_place() -> None:
    """Nobody has relied upon the first; it stays on record."""
    journal = planned().planned("p2", AT)
    assert journal.plan == "p2"
    assert len(journal.events) == 2


REFUSALS: list[tuple[str, Callable[[], object], str, str]] = [
    (
        "no plan",
        lambda: Journal("2019").committed("witness", "w1", "p1", AT),
        "計画の記録がありません。先に --plan を実行してください。",
        "run --plan first",
    ),
    (
        "draw without plan",
        lambda: Journal("2019").check_draw(BOTH, "p1", ""),
        "計画の記録がありません",
        "run --plan first",
    ),
    (
        "commitment to another plan",
        lambda: planned().committed("witness", "w1", "p2", AT),
        "--plan のときと違います",
        "not the one on record",
    ),
    (
        "draw by another plan",
        lambda: committed().drawn(BOTH, "p2", "leaves", AT, ""),
        "--plan のときと違います",
        "not the one on record",
    ),
    (
        "plan changed after a commitment",
        lambda: planned().committed("witness", "w1", "p1", AT).planned("p2", AT),
        "コミットメントの後で計画が変わっています",
        "the plan changed after a commitment",
    ),
    (
        "role twice",
        lambda: committed().committed("witness", "w2", "p1", AT),
        "立会人のコミットメントは済んでいます",
        "the witness has committed already",
    ),
    (
        "no commitment of the witness",
        lambda: planned().committed("secretariat", "s1", "p1", AT).check_draw(BOTH, "p1", ""),
        "先に --commit witness を実行してください",
        "run --commit witness first",
    ),
    (
        "no commitment at all",
        lambda: planned().check_draw(BOTH, "p1", ""),
        "先に --commit secretariat を実行してください",
        "run --commit secretariat first",
    ),
    (
        "wrong share",
        lambda: committed().check_draw({**BOTH, "witness": "x"}, "p1", ""),
        "立会人のシェアがコミットメントと合いません",
        "the share of the witness is not the one committed to",
    ),
    (
        "second draw without a reason",
        lambda: drawn().drawn(BOTH, "p1", "leaves", AT, ""),
        "抽選ID 2019 の抽選は済んでいます",
        "give --redraw REASON to draw again",
    ),
    (
        "commitment after a draw",
        lambda: drawn().committed("witness", "w2", "p1", AT),
        "この回の抽選は済んでおり、シェアが開かれています",
        "begin again with --plan --redraw REASON",
    ),
    (
        "draw after a new plan without a reason",
        lambda: (
            replanned()
            .committed("secretariat", "s2", "p1", AT)
            .committed("witness", "w2", "p1", AT)
            .check_draw(NEW, "p1", "")
        ),
        "抽選ID 2019 の抽選は済んでいます",
        "give --redraw REASON to draw again",
    ),
    (
        "one share that was opened in an earlier round",
        lambda: (
            replanned("p2")
            .committed("secretariat", "s1", "p2", AT)
            .committed("witness", "w2", "p2", AT)
            .check_draw({"secretariat": "s1", "witness": "w2"}, "p2", "again")
        ),
        "前の抽選で開いたシェアは使えません",
        "a share that was opened in an earlier draw cannot be used again",
    ),
]


@pytest.mark.parametrize(
    ("step", "ja", "en"), [each[1:] for each in REFUSALS], ids=[each[0] for each in REFUSALS]
)
def test_refusals(step: Callable[[], object], ja: str, en: str) -> None:
    """What comes out of order is refused, with what has to come first."""
    with pytest.raises(Misuse) as raised:
        step()
    assert ja in raised.value.text.ja
    assert en in raised.value.text.en


def test_redraw_stays_on_record() -> None:
    """A reason, a new plan, new commitments: the first draw remains beside the second."""
    journal = (
        replanned("p2")
        .committed("secretariat", "s2", "p2", AT)
        .committed("witness", "w2", "p2", AT)
        .drawn(NEW, "p2", "others", AT, "台帳の誤り")
    )
    assert [each["leaves"] for each in journal.draws] == ["leaves", "others"]
    assert journal.draws[1]["reason"] == "台帳の誤り"
    assert journal.commitments == NEW
    assert journal.opened_before == {"s1", "w1"}


def test_new_round_has_no_commitments() -> None:
    """Both have to commit anew."""
    journal = replanned()
    assert (journal.commitments, journal.is_drawn) == ({}, False)


def test_share_of_a_round_without_a_draw_is_still_secret() -> None:
    """A lost share of the one does not cost the other's."""
    journal = committed().planned("p1", AT, "シェアを失った")
    assert journal.opened_before == frozenset()
    again = journal.committed("secretariat", "s2", "p1", AT).committed("witness", "w1", "p1", AT)
    again.check_draw({"secretariat": "s2", "witness": "w1"}, "p1", "")


def test_round_trip(tmp_path: Path) -> None:
    """What is written is read."""
    path = journal_path(tmp_path / "監査対象.xlsx")
    assert path.name == "監査対象_抽選の記録.json"
    assert read_journal(path, "2019") == Journal("2019")
    path.write_text(replanned().as_json(), encoding="utf-8")
    assert read_journal(path, "2019") == replanned()


DAMAGED = {
    "blank": "",
    "cut off": drawn().as_json()[:-20],
    "no text": "\ufeff\0",
    "a list": "[]",
    "a number": "7",
    "null": "null",
    "no events": '{"draw_id": "2019"}',
    "no draw_id": '{"events": []}',
    "events are a number": '{"draw_id": "2019", "events": 3}',
    "events are words": '{"draw_id": "2019", "events": ["plan"]}',
    "unknown event": '{"draw_id": "2019", "events": [{"event": "dance"}]}',
    "event without a name": '{"draw_id": "2019", "events": [{"plan": "p1"}]}',
    "plan without its hash": '{"draw_id": "2019", "events": [{"event": "plan"}]}',
    "commitment without a role": '{"draw_id": "2019", "events": [{"event": "commit"}]}',
    "draw without leaves": '{"draw_id": "2019", "events": [{"event": "draw", "plan": "p"}]}',
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED.keys())
def test_damaged_file(text: str, tmp_path: Path) -> None:
    """A record that cannot be read is never taken for an empty one."""
    path = tmp_path / "監査対象_抽選の記録.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Misuse, match="cannot be read") as raised:
        read_journal(path, "2019")
    assert str(path) in raised.value.text.ja


def test_file_of_other_bytes(tmp_path: Path) -> None:
    """Neither UTF-8 nor a file."""
    path = tmp_path / "x.json"
    path.write_bytes(b"\xff\xfe\x00")
    folder = tmp_path / "folder.json"
    folder.mkdir()
    for each in (path, folder):
        with pytest.raises(Misuse, match="cannot be read"):
            read_journal(each, "2019")


def test_file_of_another_draw(tmp_path: Path) -> None:
    """The message says how to go on."""
    path = tmp_path / "x.json"
    path.write_text(drawn().as_json(), encoding="utf-8")
    with pytest.raises(Misuse, match="give -o another name, or --draw-id 2019"):
        read_journal(path, "2020")


@pytest.mark.parametrize("version", [None, "sysaudit-journal/2"])
def test_file_of_another_kind(version: str | None, tmp_path: Path) -> None:
    """A file that does not say that it is a record of this version is none that we understand."""
    told = json.loads(drawn().as_json()) | {"journal": version}
    path = tmp_path / "x.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(Misuse):
        read_journal(path, "2019")
