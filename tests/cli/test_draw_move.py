"""`draw-audits --move`: a date that was moved after the draw, beside the sealed one."""

from __future__ import annotations

import os
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.analysis.reading import table_of
from tests.cli.drawings import (
    all_cells,
    cell_of,
    division,
    drawn,
    drawn_in,
    named_in,
    one_line,
    out_of,
    roster,
    tampered,
    verified,
)
from tests.cli.running import Done, called
from tests.cli.sealing import Sealed

NEW = "2019-10-16"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sealed result of a small ward."""
    return Sealed(tmp_path_factory.mktemp("move")).drawn().target


@pytest.fixture
def target(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy2(made, tmp_path / "監査対象.xlsx"))


@pytest.fixture(scope="module")
def code(made: Path) -> str:
    """The first division that is visited."""
    return str(drawn_in(made)[0]["課コード"])


def moved(target: Path, code: str, day: str = NEW, reason: str = "台風のため", *more: str) -> Done:
    return drawn("--move", code, day, reason, "-o", target, *more)


def read(path: Path, sheet: str, *titles: str) -> list[dict[str, Any]]:
    """A table of a workbook that was changed meanwhile: read under another name."""
    copy = path.with_stem(f"{path.stem}-{len(list(path.parent.iterdir()))}")
    return table_of(Path(shutil.copy2(path, copy)), sheet, *titles)


def test_a_move_stands_beside_the_sealed_date(target: Path, made: Path, code: str) -> None:
    """監査対象 keeps 訪問日 and bears 変更後の日; 日程変更 tells both and the reason."""
    done = moved(target, code)
    assert done.returncode == 0, out_of(done)
    sealed = drawn_in(made)[0]
    row = read(target, "監査対象", "訪問日", "課コード")[0]
    assert (row["訪問日"], row["変更後の日"]) == (sealed["訪問日"], date(2019, 10, 16))
    (told,) = read(target, "日程変更", "課コード", "変更後の日")
    assert (told["課コード"], told["変更前の日"], told["変更後の日"], told["変更の理由"]) == (
        code,
        sealed["訪問日"],
        date(2019, 10, 16),
        "台風のため",
    )


def test_nothing_else_changes(target: Path, made: Path, code: str) -> None:
    """A cell of 監査対象, a mark on 日程, a row of 日程変更; every other cell stays."""
    moved(target, code)
    before, after = all_cells(made), all_cells(target)
    changed = {k for k in before | after if before.get(k) != after.get(k)}
    assert {sheet for sheet, _ in changed} == {"監査対象", "日程", "日程変更"}
    assert [after.get(at) for at in changed if at[0] == "日程"] == ["○"]
    (there,) = [
        value for at, value in after.items() if at[0] == "監査対象" and value != before.get(at)
    ]
    assert there == datetime(2019, 10, 16)


def test_verify_draw_still_agrees(target: Path, code: str) -> None:
    """A moved date is no difference."""
    moved(target, code)
    assert verified(target).returncode == 0


def test_a_second_move_follows_the_first(target: Path, code: str) -> None:
    """Both are on record; the second one begins where the first one ended."""
    moved(target, code)
    assert moved(target, code, "R1.10.17", "担当者の急病").returncode == 0
    rows = read(target, "日程変更", "課コード", "変更後の日")
    assert [row["変更後の日"] for row in rows] == [date(2019, 10, 16), date(2019, 10, 17)]
    assert rows[1]["変更前の日"] == date(2019, 10, 16)
    assert verified(target).returncode == 0


def test_nobody_is_named_without_show(target: Path, made: Path, code: str) -> None:
    """Not even the code that was typed; with --show code and name."""
    rows = drawn_in(made)
    assert named_in(out_of(moved(target, code)), rows) == []
    told = out_of(moved(target, code, "2019-10-17", "台風のため", "--show"))
    assert named_in(told, rows) == [f"第{code}課", code]


CLOSED, BEYOND = "休日か、訪問しない日です。", "訪問の期間の外です。"


@pytest.mark.parametrize(
    ("day", "why"), [("2019-10-14", CLOSED), ("2019-10-19", CLOSED), ("2020-03-02", BEYOND)]
)
def test_a_day_that_was_not_open_is_warned_of(target: Path, code: str, day: str, why: str) -> None:
    """A holiday, a Saturday, beyond the window: recorded all the same."""
    done = moved(target, code, day)
    assert done.returncode == 0
    assert done.stderr.decode() == f"{day} は{why}\n"
    assert [str(row["変更後の日"]) for row in read(target, "日程変更", "変更後の日")] == [day]


def test_a_day_that_a_division_closed_is_warned_of(tmp_path: Path) -> None:
    """Its busy season; nobody is named."""
    given = roster(tmp_path / "台帳.xlsx", [division("A1", busy_seasons="10/1-10/31")])
    target = tmp_path / "a.xlsx"
    drawn(given, "--seed", "a", "-o", target, "--count", "1")
    done = moved(target, "A1")
    assert done.returncode == 0
    assert done.stderr.decode() == f"{NEW} はこの課の繁忙期か訪問不可日です。\n"


def test_a_day_that_is_taken_is_warned_of(target: Path, made: Path) -> None:
    """The day of somebody else; also one to which somebody else was moved."""
    first, second, third = drawn_in(made)
    full = "にはほかに1課の訪問があります（1日1課まで）。\n"
    taken = str(second["訪問日"])
    assert moved(target, first["課コード"], taken).stderr.decode() == f"{taken} {full}"
    assert moved(target, second["課コード"]).stderr == b""
    assert moved(target, third["課コード"]).stderr.decode() == f"{NEW} {full}"


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_the_result_stays_private(target: Path, code: str) -> None:
    """Mode 0600, also where somebody had opened it to others."""
    target.chmod(0o644)
    moved(target, code)
    assert target.stat().st_mode & 0o777 == 0o600


def test_what_auditors_typed_by_hand_stays(made: Path, tmp_path: Path) -> None:
    """実施日, 確認, 備考, and 監査実施人 where it is blank; a move must not wipe them out."""
    jotted: dict[str, float | str] = {
        "実施日": 43754.0,
        "確認": "済",
        "備考": "鍵は守衛室にて受領",
        "監査実施人": "見本　一郎",
    }
    at = {v: cell for (sheet, cell), v in all_cells(made).items() if sheet == "監査対象"}
    target = made
    for title, value in jotted.items():
        cell = f"{at[title][0]}{int(at[title][1:]) + 2}"
        target = tampered(target, tmp_path / f"{title}.xlsx", "監査対象", cell, value)
    assert verified(target).returncode == 0
    codes = [str(row["課コード"]) for row in drawn_in(made)]
    for code, day in ((codes[-1], NEW), (codes[1], "2019-10-17")):
        assert moved(target, code, day).returncode == 0
    there = read(target, "監査対象", "訪問日", "課コード")
    assert [row["課コード"] for row in there] == codes
    assert [tuple(row[title] for title in jotted) for row in there] == [
        ("", "□", "", ""),
        (date(2019, 10, 16), "済", "鍵は守衛室にて受領", "見本　一郎"),
        ("", "□", "", ""),
    ]
    assert verified(target).returncode == 0


def untouched(target: Path, done: Done, *told: str) -> None:
    """Exit code 2, one line, and the file as it was."""
    one_line(done, 2, *told)
    assert len(list(target.parent.iterdir())) == 1
    assert verified(target).returncode == 0


def test_an_unknown_code(target: Path) -> None:
    """One line, nothing written."""
    untouched(target, moved(target, "9999"), "9999")


def test_a_division_that_was_not_drawn(target: Path, made: Path) -> None:
    """It has no date to move."""
    drawn_codes = {row["課コード"] for row in drawn_in(made)}
    (other, *_) = sorted({"A1", "A2", "A3", "A4"} - drawn_codes)
    untouched(target, moved(target, other), other)


@pytest.mark.parametrize("reason", ["", "  ", "\u3000"])
def test_no_reason(target: Path, code: str, reason: str) -> None:
    """A move without a reason is none."""
    untouched(target, moved(target, code, NEW, reason), "理由")


@pytest.mark.parametrize("day", ["22/10/2019", "2019-13-01", "あした", ""])
def test_a_date_that_cannot_be_read(target: Path, code: str, day: str) -> None:
    """Named as the date of --move, with how to write it."""
    untouched(target, moved(target, code, day), "--move", "2019-07-01")


def test_too_little_is_given(target: Path, code: str) -> None:
    """--move takes three."""
    untouched(target, called("draw-audits", "-o", target, "--move", code, NEW), "--move")


def test_a_file_that_is_no_result(tmp_path: Path, code: str) -> None:
    """The roster, and a file that is not there."""
    ward = Sealed(tmp_path)
    one_line(moved(ward.roster, code), 2, "draw-audits")
    one_line(moved(tmp_path / "nowhere.xlsx", code), 2, "nowhere.xlsx")


def test_a_result_that_was_changed_by_hand_is_refused(
    made: Path, tmp_path: Path, code: str
) -> None:
    """Writing it anew would hide the change: one line that names verify-draw."""
    cell = cell_of(made, "全課", "重み", 2)
    target = tampered(made, tmp_path / "a.xlsx", "全課", cell, 77)
    before = target.read_bytes()
    one_line(moved(target, code), 2, "verify-draw")
    assert target.read_bytes() == before


def test_a_reason_that_looks_like_a_formula_stays_text(target: Path, code: str) -> None:
    """``=1+1`` and a web address, letter by letter."""
    for reason in ("=1+1", "@SUM(A1)", "http://example.com/"):
        assert moved(target, code, NEW, reason).returncode == 0
    rows = read(target, "日程変更", "課コード", "変更後の日")
    assert [row["変更の理由"] for row in rows] == ["=1+1", "@SUM(A1)", "http://example.com/"]
    assert verified(target).returncode == 0


def test_an_option_is_no_reason(target: Path, code: str) -> None:
    """The reason was forgotten and an option follows: it must not go on record as the reason."""
    done = called("draw-audits", "-o", target, "--move", code, NEW, "--show")
    untouched(target, done, "--move")


def test_a_code_that_is_mistyped_is_asked_for_whether_drawn_or_not(
    target: Path, made: Path
) -> None:
    """By all divisions, for one that is named must not be known to have been drawn."""
    codes = [str(row["課コード"]) for row in table_of(made, "全課", "課コード")]
    done = moved(target, f"{codes[0]}-")
    one_line(done, 2, f"「{codes[0]}」ではありませんか。")
    drawn_codes = {str(row["課コード"]) for row in drawn_in(made)}
    other = next(each for each in codes if each not in drawn_codes)
    one_line(moved(target, f"{other}-"), 2, f"「{other}」ではありませんか。")
    assert "ではありませんか" not in out_of(moved(target, other))
