"""A result workbook is read back; what is none, or no longer one, is misuse that names the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.audits.books import FILE, at, changed, edited, read, untouched
from tests.audits.files import roster_rows, write_roster
from tests.audits.wards import drawn_twelve

from sysaudit.audits import book
from sysaudit.audits.reading import read_book
from sysaudit.audits.rebuilding import moves_in, odds_in, plan_in, seal_in
from sysaudit.audits.verification import verified
from sysaudit.errors import Misuse
from sysaudit.intake.limits import Limits
from sysaudit.reports.draw_workbook import draw_workbook
from sysaudit.reports.locking import locked

PASSWORD = "見本-passw0rd"


def test_plan_and_key_come_back(tmp_path: Path) -> None:
    """Everything that the draw hangs on stands in the workbook."""
    result = drawn_twelve()
    told = read(untouched(), tmp_path)
    plan = plan_in(told)
    assert (plan.sha256, plan.text) == (result.plan.sha256, result.plan.text)
    assert (plan.window, plan.auditors) == (result.plan.window, result.plan.auditors)
    assert seal_in(told) == result.seal
    assert odds_in(told) == result.draw.odds
    assert moves_in(told) == ()
    assert [row["code"].text for row in told.drawn] == list(result.dates)


def test_moves_come_back(tmp_path: Path) -> None:
    """In the order in which they were recorded."""
    moved = drawn_twelve()
    for code in moved.dates:
        moved = moved.with_move(code, date(2019, 12, 2), "台風")
    assert moves_in(read(draw_workbook(moved), tmp_path)) == moved.moves


def test_equal_results_give_equal_bytes() -> None:
    """So that two people who draw again can compare their files."""
    assert draw_workbook(drawn_twelve()) == untouched()


def test_locked(tmp_path: Path) -> None:
    """With the right password it is the same result."""
    sealed = locked(untouched(), PASSWORD)
    assert b"xl/worksheets" not in sealed
    told = read(sealed, tmp_path, PASSWORD)
    assert verified(told).differences == ()
    assert plan_in(told).sha256 == drawn_twelve().plan.sha256


@pytest.mark.parametrize("password", ["", "falsch-9", PASSWORD.upper()])
def test_wrong_password(password: str, tmp_path: Path) -> None:
    """Or none: nothing is opened, and the message does not hold it."""
    with pytest.raises(Misuse, match="the password is wrong") as raised:
        read(locked(untouched(), PASSWORD), tmp_path, password)
    assert not password or password not in str(raised.value)


def test_password_is_not_asked_for_an_open_file(tmp_path: Path) -> None:
    """Nobody is bothered for nothing."""
    (tmp_path / FILE).write_bytes(untouched())

    def ask() -> str:
        raise AssertionError

    assert read_book(tmp_path / FILE, Limits(), ask).fields["draw_id"].text == "2019"


def test_blank_password_locks_nothing() -> None:
    """It is refused."""
    with pytest.raises(Misuse, match="password is blank"):
        locked(untouched(), "")


def roster(folder: Path) -> bytes:
    """Another workbook of ours."""
    path = write_roster(folder / "組織台帳.xlsx", roster_rows("1304 区民部 課税課"))
    return path.read_bytes()


def blank_workbook(folder: Path) -> bytes:
    """A workbook of somebody else."""
    saved = BytesIO()
    Workbook().save(saved)
    return saved.getvalue()


NO_RESULTS: dict[str, Callable[[Path], bytes]] = {
    "a roster": roster,
    "a blank workbook": blank_workbook,
    "half of a result": lambda _: untouched()[: len(untouched()) // 2],
    "a result without its end": lambda _: untouched()[:-10],
    "text": lambda _: "監査対象".encode(),
    "nothing": lambda _: b"",
    "half of a locked result": lambda _: locked(untouched(), PASSWORD)[:5000],
}


@pytest.mark.parametrize("content", NO_RESULTS.values(), ids=NO_RESULTS.keys())
def test_no_result(content: Callable[[Path], bytes], tmp_path: Path) -> None:
    """The message names the file."""
    with pytest.raises(Misuse) as raised:
        read(content(tmp_path), tmp_path, PASSWORD)
    assert FILE in raised.value.text.ja
    assert FILE in raised.value.text.en


def test_missing_file(tmp_path: Path) -> None:
    """Is named too, and so is a folder."""
    for path in (tmp_path / FILE, tmp_path):
        with pytest.raises(Misuse) as raised:
            read_book(path, Limits(), str)
        assert path.name in raised.value.text.ja


SHEETS = (book.DRAWN, book.RESERVES, book.DIVISIONS, book.MOVES, book.EXCLUDED, book.PROOF)


@pytest.mark.parametrize("sheet", SHEETS)
def test_missing_sheet(sheet: str, tmp_path: Path) -> None:
    """Whichever of those that are compared: file and sheet are named."""
    with pytest.raises(Misuse) as raised:
        read(edited(lambda opened: opened.remove(opened[sheet])), tmp_path)
    assert FILE in raised.value.text.ja
    assert f"「{sheet}」" in raised.value.text.ja


@pytest.mark.parametrize("sheet", SHEETS[:-1])
def test_changed_heading(sheet: str, tmp_path: Path) -> None:
    """A table that nobody can read any more."""

    def rename(opened: Workbook) -> None:
        for row in opened[sheet].iter_rows():
            for cell in row:
                if cell.value == "課コード":
                    cell.value = "コード"

    with pytest.raises(Misuse) as raised:
        read(edited(rename), tmp_path)
    assert FILE in raised.value.text.ja
    assert f"「{sheet}」の見出し" in raised.value.text.ja


def test_columns_in_another_order(tmp_path: Path) -> None:
    """Somebody moved one: the headings say what is what."""

    def move(opened: Workbook) -> None:
        sheet = opened[book.EXCLUDED]
        for row in sheet.iter_rows(min_row=1, max_row=sheet.max_row):
            row[0].value, row[1].value = row[1].value, row[0].value

    assert verified(read(edited(move), tmp_path)).differences == ()


@pytest.mark.parametrize(
    ("key", "value"),
    [("places", "たくさん"), ("first", "九月"), ("per_date", None), ("year", 2019.5), ("last", "")],
)
def test_field_that_cannot_be_read(key: str, value: object, tmp_path: Path) -> None:
    """The message names file, sheet and cell."""
    place = at(untouched(), book.PROOF, key)
    told = read(changed(untouched(), place, value), tmp_path)
    with pytest.raises(Misuse) as raised:
        verified(told)
    assert f"{FILE} {book.PROOF}!{place.cell}" in raised.value.text.ja


@pytest.mark.parametrize(
    ("heading", "value"),
    [("区分", "たぶん"), ("重み", "重い"), ("訪問できない期間", "9月"), ("点数", None)],
)
def test_row_that_cannot_be_read(heading: str, value: object, tmp_path: Path) -> None:
    """On 全課."""
    place = at(untouched(), book.DIVISIONS, heading, "1201")
    told = read(changed(untouched(), place, value), tmp_path)
    with pytest.raises(Misuse) as raised:
        verified(told)
    assert f"{FILE} {book.DIVISIONS}!{place.cell}" in raised.value.text.ja


@pytest.mark.parametrize("value", ["たくさん", 0])
def test_odds_that_are_no_number(value: object, tmp_path: Path) -> None:
    """Are what somebody wrote there: the message names file, sheet and cell."""
    heading = "作業オッズ（百万分の1）"
    place = at(untouched(), book.DIVISIONS, heading, "1202")
    told = read(changed(untouched(), place, value), tmp_path)
    with pytest.raises(Misuse) as raised:
        verified(told)
    assert f"{FILE} {book.DIVISIONS}!{place.cell}" in raised.value.text.ja


def test_window_of_centuries(tmp_path: Path) -> None:
    """Is refused as draw-audits refuses it, before anybody counts its days."""
    place = at(untouched(), book.PROOF, "last")
    told = read(changed(untouched(), place, date(2100, 12, 28)), tmp_path)
    with pytest.raises(Misuse):
        verified(told)
