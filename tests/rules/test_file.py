"""Files that cannot be read, are not ours, or are missing: one finding each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile
from tests import examples
from tests.building import YEAR, BookModel, WardModel, division_book, write_book

from sysaudit.findings import Finding
from sysaudit.forms.check_items import item_rows
from sysaudit.forms.self_check import DONE, SELF_CHECK
from sysaudit.reports.templates import write_workbook
from sysaudit.validation import validate

NAME = "システム調査票_1304_課税課.xlsx"


def findings(folder: Path, *edits: str, **example: object) -> list[Finding]:
    return examples.findings_after(edits, example, folder / "ward")


def the_one(found: list[Finding]) -> Finding:
    assert len(found) == 1, [examples.line(each) for each in found]
    return found[0]


def encrypted() -> bytes:
    plain, locked = BytesIO(), BytesIO()
    with xlsxwriter.Workbook(plain) as book:
        book.add_worksheet().write_column(0, 0, [f"値{n}" for n in range(2000)])
    OOXMLFile(plain).encrypt("himitsu", locked)
    return locked.getvalue()


def legacy() -> bytes:
    book, data = xlwt.Workbook(), BytesIO()
    book.add_sheet("所管するシステム一覧").write(0, 0, "課コード")
    book.save(data)
    return data.getvalue()


def truncated() -> bytes:
    data = BytesIO()
    with xlsxwriter.Workbook(data) as book:
        book.add_worksheet().write(0, 0, "課コード")
    return data.getvalue()[:-200]


UNREADABLE: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "zero bytes": (lambda: b"", "F01", "空（0バイト）"),
    "password": (encrypted, "F02", "パスワード"),
    "xls": (legacy, "F03", "Excel 97-2003"),
    "csv": (lambda: "課コード,課名\r\n1304,課税課\r\n".encode("cp932"), "F04", "CSV"),
    "html": (lambda: b"<html><table><tr><td>1304</td></tr></table></html>", "F04", "HTML"),
    "pdf": (lambda: b"%PDF-1.7\n", "F04", "PDF"),
    "truncated": (truncated, "F05", "壊れて"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_unreadable_file_gives_one_finding_that_says_what_it_is(kind: str, tmp_path: Path) -> None:
    """Zero bytes, a password, .xls, CSV … under .xlsx: one finding; nobody is reported missing."""
    make, code, words = UNREADABLE[kind]
    found = the_one(findings(tmp_path, f"1304 bytes {make().hex()}"))
    assert (found.code, found.address.file, found.division_code) == (code, NAME, "1304")
    assert words in found.message.ja
    assert found.address.sheet is None


def test_folder_of_that_name_gives_one_finding(tmp_path: Path) -> None:
    """A folder called 調査票.xlsx is neither a crash nor a missing division."""
    found = the_one(findings(tmp_path, "1304 folder"))
    assert found.code == "F10"
    assert "フォルダ" in found.message.ja


def test_workbook_without_our_forms_gives_one_finding(tmp_path: Path) -> None:
    """Fifty rows, merges, comments, full-width digits of a foreign list: one polite sentence."""
    foreign = tmp_path / "児童クラブ一覧.xlsx"
    with xlsxwriter.Workbook(foreign) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.merge_range("A1:E1", "児童クラブ一覧")
        sheet.write_row(1, 0, ["番号", "名称", "所在地", "定員", "利用料"])
        for row in range(2, 52):
            sheet.write_row(row, 0, [row, f"第{row}クラブ", "見本町1", "３８人", "４00円／３０分"])
        sheet.write_comment("E3", "税抜")
        book.add_worksheet("入力例").write(0, 0, "番号")
    found = the_one(list(validate([foreign], year=2019).findings))
    assert (found.code, found.address.sheet) == ("F11", None)
    assert "「Sheet1」" in found.message.ja


@pytest.mark.parametrize("name", ["見積書_1304.xlsx", "システム調査票_1304_課税課.xlsx"])
def test_foreign_file_hides_a_missing_division_only_under_the_forms_own_name(
    name: str, tmp_path: Path
) -> None:
    """見積書_1304.xlsx is no return of 1304; under the name of the form it is the wrong file."""
    sheets = ("表紙", "所管するシステム一覧", "経費見積入力シート", "システム評価")
    edits = ["1304 sheet Sheet1", "1304 Sheet1!A1 = 見積", *(f"1304 {s} delete" for s in sheets)]
    found = findings(tmp_path, *edits, f"1304 file {name}")
    expected = {"F11"} if name == NAME else {"F11", "F13"}
    assert {each.code for each in found} == expected


def test_forms_in_separate_workbooks_are_one_return(tmp_path: Path) -> None:
    """A division may return each form as a workbook of its own, under any name."""
    ward = WardModel()
    whole = ward.books.pop("1304")
    for number, sheet in enumerate(whole.sheets):
        sheet.name = "Sheet1"
        ward.more.append(BookModel(f"回答{number}_1304.xlsx", [sheet]))
    returned, previous, roster = ward.write(tmp_path)
    found = validate([returned], roster=roster, previous=[previous], year=2019).findings
    assert [examples.line(each) for each in found] == []


def test_second_file_of_a_division_is_named_never_picked(tmp_path: Path) -> None:
    """最終版 and (1): one finding that lists both, and no same ID in two files beside it."""
    found = the_one(findings(tmp_path, "1304 duplicate システム調査票_1304(1).xlsx"))
    assert found.code == "F12"
    assert NAME in found.message.ja
    assert "システム調査票_1304(1).xlsx" in found.message.ja


def test_missing_division_is_late_by_the_one_clock(tmp_path: Path) -> None:
    """A warning up to the due date, an error with the days after it; both name the division."""
    early = the_one(findings(tmp_path / "a", "1304 absent", as_of=date(2019, 6, 28)))
    late = the_one(findings(tmp_path / "b", "1304 absent", as_of=date(2019, 6, 29)))
    assert (early.code, early.severity, early.division_code) == ("F13", "warning", "1304")
    assert (late.code, late.severity, late.address.file) == ("F14", "error", None)
    assert "1日過ぎて" in late.message.ja


def test_self_check_is_no_answer_to_the_survey(tmp_path: Path) -> None:
    """A division that returned 監査調書 alone is missing, unless nothing else is looked at."""
    returned, _, roster = WardModel().edited(["1304 absent"]).write(tmp_path)
    own = {"division_code": "1304", "division_name": "課税課"}
    rows = [{**row, **own, "answer": DONE} for row in item_rows()]
    alone = returned / "監査調書_1304_課税課.xlsx"
    write_workbook(alone, [SELF_CHECK], YEAR, {SELF_CHECK.id: rows}, len(rows))
    both = validate([returned], roster=roster, year=YEAR).findings
    assert [(f.code, f.division_code) for f in both] == [("F13", "1304")]
    checks = validate([alone], roster=roster, year=YEAR).findings
    assert [(f.code, f.division_code) for f in checks] == [("F13", "1305")]


def test_school_is_not_expected_to_return(tmp_path: Path) -> None:
    """Forms are asked of no school."""
    found = findings(tmp_path, "1304 absent", "roster 組織台帳!{種別}2 = 学校")
    assert found == []


def test_mistyped_code_is_one_finding_that_knows_the_division(tmp_path: Path) -> None:
    """A code that lost its zero or has a slip: no second finding says that 1304 is missing."""
    book = division_book("1340", "課税課")
    ward = WardModel()
    ward.books["1304"] = book
    returned, _, roster = ward.write(tmp_path)
    (found,) = [
        each
        for each in validate([returned], roster=roster, year=2019).findings
        if each.code.startswith("F")
    ]
    assert (found.code, found.expected) == ("F15", "1304 課税課")


def test_unknown_division_does_not_stand_for_a_missing_one(tmp_path: Path) -> None:
    """1306 of nobody is reported, and 1304 without a file all the same."""
    found = findings(tmp_path, "1304 absent", "add 1306 収納課")
    assert {"F13", "F15"} <= {each.code for each in found}


def test_year_in_file_name_counts_only_when_spelled_out(tmp_path: Path) -> None:
    """20180614 is a day on which something was saved, 平成30年度 is a fiscal year."""
    assert findings(tmp_path / "a", "1304 file 調査票_1304_20180614.xlsx") == []
    found = the_one(findings(tmp_path / "b", "1304 file 平成30年度調査票_1304.xlsx"))
    assert (found.code, found.given) == ("F17", "2018")


def test_older_form_version_is_told_by_the_hidden_sheet(tmp_path: Path) -> None:
    """The stamp of an older version on a form of this year."""
    stamp = ["1304 sheet _sysaudit", "1304 _sysaudit!A1 = form_version", "1304 _sysaudit!B1 = 0"]
    found = the_one(findings(tmp_path, *stamp, "1304 _sysaudit hide"))
    assert (found.code, found.given) == ("F16", "第0版")


def test_stamp_of_another_division_is_no_finding(tmp_path: Path) -> None:
    """People copy sheets into each other's workbooks; nothing depends on the stamp alone."""
    stamp = ["1304 sheet _sysaudit", "1304 _sysaudit!A1 = division_code"]
    assert findings(tmp_path, *stamp, '1304 _sysaudit!B1 = "1305"', "1304 _sysaudit hide") == []


def test_roster_beside_the_returns_is_no_finding(tmp_path: Path) -> None:
    """The roster lies in the folder of returns: it is ours, and nobody's return."""
    ward = WardModel()
    returned, previous, roster = ward.write(tmp_path)
    write_book(returned / "組織台帳.xlsx", ward.roster)
    found = validate([returned], roster=roster, previous=[previous], year=2019).findings
    assert list(found) == []


def test_rows_and_name_outvote_a_slip_on_the_cover(tmp_path: Path) -> None:
    """The finding stands at the cover's cell, and the innocent division is left in peace."""
    returned, previous, roster = WardModel().edited(['1304 表紙!B2 = "1305"']).write(tmp_path)
    validation = validate([returned], roster=roster, previous=[previous], year=YEAR)
    (finding,) = validation.findings
    assert (finding.code, finding.address.cell, finding.division_code) == ("F18", "B2", "1304")
    assert [each.division_code for each in validation.submissions] == ["1304", "1305"]


def test_a_roster_of_several_years_counts_for_its_own(tmp_path: Path) -> None:
    """A code is valid within its fiscal year only, so rows of other years are set aside."""
    returned, previous, roster = (
        WardModel().edited(["roster 組織台帳!{年度}3 = 2018"]).write(tmp_path)
    )
    validation = validate([returned], roster=roster, previous=[previous], year=YEAR)
    assert [division.division_code for division in validation.roster or ()] == ["1304"]
