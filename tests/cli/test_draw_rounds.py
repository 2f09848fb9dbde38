"""Rounds of a sealed draw: reasons, opened shares, receipts, and what is typed at a prompt."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.cli.drawings import at, fields_in, one_line, out_of, tampered, verified
from tests.cli.sealing import Sealed

from sysaudit.draw import ROLES
from sysaudit.reports.files import cannot_write

REASONS = "再抽選の理由が、抽選の記録と違います。"


@pytest.fixture
def sealed(tmp_path: Path) -> Sealed:
    """A ward that has drawn."""
    return Sealed(tmp_path).drawn()


def kinds(sealed: Sealed) -> list[str]:
    return [each["event"] for each in sealed.events]


def again(sealed: Sealed, reason: str) -> tuple[Path, ...]:
    """A new round up to its commitments, with the shares in files of their own."""
    assert sealed.plan("--redraw", reason).returncode == 0
    fresh = tuple(sealed.folder / f"{role}2.txt" for role in ROLES)
    for role, path in zip(ROLES, fresh, strict=True):
        assert sealed.commit(role, "--share", path).returncode == 0
    return fresh


def rewritten(sealed: Sealed, events: list[dict[str, Any]]) -> None:
    """Somebody writes another state file."""
    told = json.loads(sealed.record.read_text("utf-8"))
    sealed.record.write_text(json.dumps({**told, "events": events}), "utf-8")


def test_an_opened_share_is_not_the_one_committed_to(sealed: Sealed) -> None:
    """A new round with a share of the former one: refused, and nothing is drawn."""
    _, witness = again(sealed, "廃止のため")
    before = sealed.target.read_bytes()
    done = sealed.draw("--redraw", "同", shares=(sealed.share("secretariat"), witness))
    one_line(done, 2, "事務局", "コミットメントと合いません")
    assert (sealed.target.read_bytes(), kinds(sealed)[-1]) == (before, "commit")


def test_an_opened_share_is_refused_though_it_was_committed_to(sealed: Sealed) -> None:
    """Its old commitment written into the new round: a share that is open is no secret."""
    _, witness = again(sealed, "廃止のため")
    events = sealed.events
    (old, new) = [e for e in events if e.get("role") == "secretariat"]
    new["commitment"] = old["commitment"]
    rewritten(sealed, events)
    done = sealed.draw("--redraw", "同", shares=(sealed.share("secretariat"), witness))
    one_line(done, 2, "前の抽選で開いたシェアは使えません")
    assert kinds(sealed)[-1] == "commit"


def test_the_former_receipt_is_kept(sealed: Sealed) -> None:
    """It is what the witness holds; the new one stands under the usual name."""
    first = sealed.receipt.read_text("utf-8")
    again(sealed, "廃止のため")
    assert (sealed.folder / "監査対象_控え_旧1.txt").read_text("utf-8") == first
    assert sealed.receipt.read_text("utf-8") != first


def test_all_reasons_stand_in_the_result(sealed: Sealed) -> None:
    """Those of the plan and of the draw, in order; verify-draw finds them on record."""
    shares = again(sealed, "廃止のため")
    assert sealed.draw("--redraw", "機器の故障", shares=shares).returncode == 0
    copy = Path(shutil.copy2(sealed.target, sealed.folder / "写し.xlsx"))
    assert fields_in(copy)["再抽選の理由"] == "廃止のため、機器の故障"
    assert sealed.verify("--receipt", sealed.receipt).returncode == 0
    done = sealed.verify("--receipt", sealed.folder / "監査対象_控え_旧1.txt")
    assert done.returncode == 1


def test_a_reason_of_a_plan_alone_stands_in_the_result(tmp_path: Path) -> None:
    """A round that was given up before its draw: its successor needs no second reason."""
    sealed = Sealed(tmp_path).committed()
    shares = again(sealed, "シェアの紛失")
    assert sealed.draw(shares=shares).returncode == 0
    assert fields_in(sealed.target)["再抽選の理由"] == "シェアの紛失"
    assert sealed.verify().returncode == 0


def test_a_reason_that_is_on_record_alone_is_told(sealed: Sealed) -> None:
    """A result from which the reason is gone."""
    *events, last = sealed.events
    rewritten(sealed, [*events, {**last, "reason": "望む結果ではないため"}])
    done = sealed.verify()
    assert done.returncode == 1
    cell = "B" + at(sealed.target, "検証", "再抽選の理由")[1:]
    assert f"  検証!{cell}  {REASONS}\n" in done.stdout.decode()


def test_a_reason_that_is_in_the_result_alone_is_told(sealed: Sealed, tmp_path: Path) -> None:
    """Written into the result by hand, the state file beside it."""
    (tmp_path / "other").mkdir()
    cell = "B" + at(sealed.target, "検証", "再抽選の理由")[1:]
    target = tmp_path / "other" / sealed.target.name
    tampered(sealed.target, target, "検証", cell, "台風")
    shutil.copy2(sealed.record, target.parent)
    done = verified(target)
    assert done.returncode == 1
    assert REASONS in done.stdout.decode()


def test_a_draw_that_is_not_on_record_is_told(sealed: Sealed) -> None:
    """The state file of before the draw: plan or leaves are not those of a last draw."""
    rewritten(sealed, sealed.events[:-1])
    done = sealed.verify()
    assert done.returncode == 1
    assert "葉の一覧の SHA-256が、抽選の記録の最後の抽選と違います。" in done.stdout.decode()


def test_nothing_precedes(tmp_path: Path) -> None:
    """--redraw for the first plan and for the first draw: there is nothing to do again."""
    sealed = Sealed(tmp_path)
    one_line(sealed.plan("--redraw", "x"), 2, "--redraw")
    assert sealed.names == {"台帳.xlsx"}
    sealed.committed()
    one_line(sealed.draw("--redraw", "x"), 2, "--redraw")
    assert kinds(sealed) == ["plan", "commit", "commit"]
    assert not sealed.target.exists()


def test_a_draw_is_on_record_before_it_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fails while the result is written: nobody can draw otherwise in silence.

    The same again finishes that draw, which no later run may do once its result is there.
    """

    def fail(path: Path, _: bytes) -> bool:
        raise cannot_write(path, OSError(5, "Input/output error"))

    sealed = Sealed(tmp_path).committed()
    with monkeypatch.context() as patched:
        patched.setattr("sysaudit.cli.draw_files.write_privately", fail)
        one_line(sealed.draw(), 2, "監査対象.xlsx")
    assert kinds(sealed) == ["plan", "commit", "commit", "draw"]
    assert not sealed.target.exists()
    before = sealed.record.read_bytes()
    one_line(sealed.draw("--count", "4"), 2, "--redraw")
    assert sealed.draw().returncode == 0
    assert sealed.record.read_bytes() == before
    assert fields_in(sealed.target)["葉の一覧の SHA-256"] == sealed.events[-1]["leaves"]
    one_line(sealed.draw(), 2, "--redraw")


def test_nothing_is_on_record_where_there_is_no_password(tmp_path: Path) -> None:
    """Nobody to ask: told before the draw, or a slip of the hand would stay on record for good."""
    sealed = Sealed(tmp_path).committed()
    one_line(sealed.draw("--password"), 2, "SYSAUDIT_PASSWORD")
    assert kinds(sealed) == ["plan", "commit", "commit"]
    assert sealed.draw("--password", SYSAUDIT_PASSWORD="abc").returncode == 0


@pytest.fixture
def hung_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal at which somebody types Ctrl-D."""

    def end(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", end)


@pytest.mark.usefixtures("hung_up")
@pytest.mark.parametrize(("tongue", "told"), [("ja", "入力がありません"), ("en", "nothing was")])
def test_nothing_is_typed(tmp_path: Path, tongue: str, told: str) -> None:
    """Ctrl-D where a share or a password is asked for: one line, nothing drawn."""
    sealed = Sealed(tmp_path).committed()
    before = sealed.names
    done = sealed.draw(shares=(sealed.share("witness"),), SYSAUDIT_LANG=tongue)
    one_line(done, 2, told)
    other = (sealed.roster, "--seed", "a", "-o", tmp_path / "b.xlsx", "--password")
    one_line(sealed.run(*other[1:3], *other[3:], SYSAUDIT_LANG=tongue), 2, told)
    assert sealed.names == before, out_of(done)
