"""Item 7-3 of 監査調書, answered from the contract division's list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.building import BookModel, SheetModel, WardModel, write_book

from sysaudit.beside import GivenFaulty
from sysaudit.errors import Misuse
from sysaudit.prefilling import Outgoing, prepare

DAY = date(2019, 4, 12)
Rows = list[tuple[object, ...]]


def checked(folder: Path, rows: Rows, *edits: str, sheet: str = "提出一覧") -> Outgoing:
    """The test ward's forms with a list of check sheets: a header and rows."""
    _, _, roster = WardModel().edited(edits).write(folder)
    cells = {(r, c): value for r, row in enumerate(rows) for c, value in enumerate(row)}
    path = folder / "提出一覧.xlsx"
    write_book(path, BookModel(path.name, [SheetModel(sheet, cells)]))
    return prepare(roster, contract_checks=path)


def item(outgoing: Outgoing, code: str = "1304") -> dict[str, object]:
    """What 7-3 says for a division."""
    division = next(d for d in outgoing.divisions if d.division.division_code == code)
    row = next(row for row in division.checks or () if row["number"] == "7-3")
    return {key: row.get(key) for key in ("answer", "evidence", "supplement")}


def test_a_sheet_that_was_given_in_is_answered(tmp_path: Path) -> None:
    """実施済 with the day; a division that is not on the list answers by itself."""
    outgoing = checked(tmp_path, [("課コード", "課名", "提出日"), ("1304", "課税課", DAY)])
    assert item(outgoing) == {
        "answer": "実施済",
        "evidence": "履行確認チェックシート",
        "supplement": "2019/4/12 提出（契約担当課の記録による）",
    }
    assert set(item(outgoing, "1305").values()) == {None}
    assert outgoing.notes == ()


def test_every_day_is_told_once_in_order(tmp_path: Path) -> None:
    """A division with several contracts gave in several sheets."""
    rows: Rows = [("課コード", "提出日"), *(("1304", day) for day in (DAY, "H31.4.2", DAY))]
    told = str(item(checked(tmp_path, rows))["supplement"])
    assert told == "2019/4/2、2019/4/12 提出（契約担当課の記録による）"


def test_sheets_of_other_years_answer_nothing(tmp_path: Path) -> None:
    """The item asks for the last year; a list that is kept for years holds older days too."""
    rows: Rows = [
        ("課コード", "提出日"),
        ("1304", date(2017, 4, 12)),
        ("1304", date(2018, 4, 2)),
        ("1305", date(2030, 1, 1)),
    ]
    outgoing = checked(tmp_path, rows)
    assert str(item(outgoing)["supplement"]).startswith("2018/4/2 提出")
    assert set(item(outgoing, "1305").values()) == {None}


@pytest.mark.parametrize(
    "header",
    [
        ("課コード", "提出日"),
        ("所属コード", "提出年月日"),
        ("課CD", "受付日"),
        ("課　コード", "提 出 日"),
    ],
)
def test_headers_that_mean_the_same(tmp_path: Path, header: tuple[str, str]) -> None:
    """The list is the contract division's own, so two columns under its words will do."""
    assert item(checked(tmp_path, [header, ("1304", DAY)]))["answer"] == "実施済"


def test_other_columns_and_a_title_do_not_disturb(tmp_path: Path) -> None:
    """Nor does a code that Excel made a number of."""
    rows: Rows = [
        ("履行確認チェックシート提出一覧",),
        (),
        ("契約件名", "課コード", "提出日", "担当"),
        ("申告システム保守", 1304, DAY, "見本"),
    ]
    assert item(checked(tmp_path, rows))["answer"] == "実施済"


def test_codes_that_the_roster_lacks_are_told(tmp_path: Path) -> None:
    """All of them, or the first ten and how many more."""
    rows: Rows = [("課コード", "提出日"), *((str(9000 + n), DAY) for n in range(13))]
    (note,) = checked(tmp_path, rows).notes
    assert "組織台帳にありません" in note.ja
    assert "9000、9001" in note.ja
    assert note.ja.endswith("ほか3件")
    assert note.en.endswith("9009 and 3 more")


def test_a_day_that_cannot_be_read_stops_the_run(tmp_path: Path) -> None:
    """Half a list would say of divisions that they gave nothing in."""
    rows: Rows = [("課コード", "提出日"), ("1304", "先週"), ("1305", DAY)]
    with pytest.raises(GivenFaulty) as faulty:
        checked(tmp_path, rows)
    assert [f.address.cell for f in faulty.value.findings] == ["B2"]
    assert faulty.value.what.ja == "履行確認チェックシート提出一覧"


@pytest.mark.parametrize(
    "rows",
    [
        [("課コード", "提出日")],
        [("品名", "数量"), ("机", 3)],
        [],
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, rows: Rows) -> None:
    """An empty list, another table, an empty sheet."""
    with pytest.raises(Misuse) as misuse:
        checked(tmp_path, rows)
    assert "「課コード」と「提出日」の表がありません" in misuse.value.text.ja


def test_a_folder_is_no_list(tmp_path: Path) -> None:
    """The file itself is asked for."""
    _, _, roster = WardModel().write(tmp_path)
    with pytest.raises(Misuse, match="is no file"):
        prepare(roster, contract_checks=tmp_path)


def test_divisions_that_are_not_audited_get_no_self_check(tmp_path: Path) -> None:
    """Whatever stands on the list of the contract division."""
    outgoing = checked(
        tmp_path,
        [("課コード", "提出日"), ("1304", DAY)],
        "roster 組織台帳!{監査対象}2 = ×",
        "roster 組織台帳!{対象外の理由}2 = 新設のため",
    )
    assert [d.checks is None for d in outgoing.divisions] == [True, False]
