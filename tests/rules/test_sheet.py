"""Sheets that were changed: one finding for one cause, at the cell that Excel shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import examples
from tests.building import WardModel, system, table

from sysaudit.findings import Finding, column_letters
from sysaudit.forms import SELF_CHECK, SYSTEM_LIST
from sysaudit.validation import validate

LIST, COSTS, RATINGS = (
    "1304 所管するシステム一覧",
    "1304 経費見積入力シート",
    "1304 システム評価",
)


def findings(folder: Path, *edits: str) -> list[Finding]:
    return examples.findings_after(edits, {}, folder / "ward")


def the_one(found: list[Finding]) -> Finding:
    assert len(found) == 1, [examples.line(each) for each in found]
    return found[0]


def test_three_title_rows_are_one_finding(tmp_path: Path) -> None:
    """A title, a date and a blank line with a remark above the headers."""
    titles = (f"{LIST}!A1 = 所管するシステム一覧", f"{LIST}!F2 = 2019-06-14", f"{LIST}!B3 = 課税課")
    found = the_one(findings(tmp_path, f"{LIST} insert-rows 1 3", *titles))
    assert (found.code, found.address.cell) == ("S08", "1:3")


def test_inserted_column_is_one_finding(tmp_path: Path) -> None:
    """One column in the middle with a value in each row; without values it is none."""
    edits = (f"{LIST} insert-column C", f"{LIST}!C1 = 係名")
    assert findings(tmp_path / "a", *edits) == []
    values = (f"{LIST}!C2 = 管理係", f"{LIST}!C3 = 収納係")
    found = the_one(findings(tmp_path / "b", *edits, *values))
    assert (found.code, found.address.cell) == ("S05", "C1")


def test_inserted_column_without_header_is_one_remark(tmp_path: Path) -> None:
    """Ticks in a column of their own, every second row."""
    edits = (f"{LIST} insert-column C", f"{LIST}!C2 = 済", f"{LIST}!C3 = 済")
    found = the_one(findings(tmp_path, *edits))
    assert (found.code, found.severity, found.address.cell) == ("S20", "info", "C2:C3")


def test_empty_rows_with_spaces_and_formats_are_nothing(tmp_path: Path) -> None:
    """Fifty-five rows below the data that hold formats and spaces."""
    rows = range(4, 59)
    blanks = [f'{LIST}!A{row} = " "' for row in rows] + [f'{LIST}!H{row} = "　"' for row in rows]
    assert findings(tmp_path, *blanks) == []


def test_rows_of_template_formulas_are_nothing(tmp_path: Path) -> None:
    """Prepared rows hold formulas alone, computed or not."""
    formulas = [f"{COSTS} formula B{row} A{row}" for row in range(4, 40)]
    formulas += [f"{COSTS} formula W{row} SUM(P{row}:V{row}) -> 0" for row in range(4, 40)]
    assert findings(tmp_path, *formulas) == []


def test_merged_cells_are_one_finding(tmp_path: Path) -> None:
    """Three rows merged in a required column: the covered cells are not blank as well."""
    ward = WardModel()
    rows = [system("1304", "課税課", n) for n in (1, 2, 3)]
    sheet = table(SYSTEM_LIST, rows)
    sheet.merges.append("G2:G4")
    ward.books["1304"].sheets[1] = sheet
    returned, _, _ = ward.write(tmp_path)
    found = [f for f in validate([returned], year=2019).findings if f.code[0] in "SC"]
    assert [(f.code, f.address.cell) for f in found] == [("S10", "G2:G4")]


def test_a_moved_form_is_read_with_true_addresses(tmp_path: Path) -> None:
    """The table begins at row 5 and column C; findings name the cells that Excel shows."""
    moved = [f"{LIST} insert-rows 1 4", f"{LIST} insert-column A", f"{LIST} insert-column A"]
    found = the_one(findings(tmp_path, f"{LIST}!Y3 = 約20人", *moved))
    assert (found.code, found.address.cell, found.key) == ("C09", "AA7", "1304-S02")


def test_hidden_rows_columns_and_sheets_are_seen(tmp_path: Path) -> None:
    """What Excel does not show is read, and said."""
    edits = (f"{LIST} hide-row 3", f"{LIST} hide-column Y", f"{RATINGS} hide")
    found = findings(tmp_path, *edits)
    assert sorted(each.code for each in found) == ["S11", "S12", "S13"]


def test_hidden_copy_of_a_form_is_one_finding(tmp_path: Path) -> None:
    """Last year's list on a hidden sheet: twice, not also hidden."""
    found = findings(tmp_path, f"{RATINGS} copy 控え", "1304 控え hide")
    assert [each.code for each in found if each.code.startswith("S")] == ["S02"]


def test_formula_without_value_is_not_taken_for_blank(tmp_path: Path) -> None:
    """A required amount whose formula was never calculated: the number is gone, not missing."""
    found = the_one(findings(tmp_path, f"{COSTS} formula Q2 A1*2", f"{COSTS} formula R2 Q2"))
    assert (found.code, found.address.cell, found.count) == ("S16", "Q2:R2", 2)


def test_formula_without_value_in_a_key_makes_no_row_vanish_silently(tmp_path: Path) -> None:
    """Every cell of a row comes from formulas that were never calculated."""
    cells = [f"{COSTS} formula {letter}4 1" for letter in ("A", "C", "I", "J")]
    found = findings(tmp_path, *cells)
    assert {each.code for each in found} == {"S16"}


def test_error_value_is_not_taken_for_blank(tmp_path: Path) -> None:
    """A required amount in error: the error alone, not a blank as well."""
    found = the_one(findings(tmp_path, f"{COSTS} error Q2 #REF!"))
    assert (found.code, found.address.cell) == ("S17", "Q2")


def test_a_struck_row_is_one_finding(tmp_path: Path) -> None:
    """All filled cells of a row are struck out."""
    row = WardModel().books["1304"].sheet("所管するシステム一覧")
    struck = [f"{LIST} strike {column_letters(c + 1)}3" for (r, c) in row.cells if r == 2]
    found = the_one(findings(tmp_path, *struck))
    assert (found.code, found.address.cell) == ("S15", "3:3")


def test_renamed_column_is_one_finding(tmp_path: Path) -> None:
    """A required header that nothing resembles: missing, and the stranger named with it."""
    found = the_one(findings(tmp_path, f"{LIST}!Y1 = 使う職員"))
    assert found.code == "S03"
    assert "「使う職員」" in found.message.ja


def test_last_years_budget_beside_this_years_shifts_nothing(tmp_path: Path) -> None:
    """A column 2018年度予算 is a stranger; 2019年度予算 stays the budget."""
    edits = (f"{COSTS} insert-column Q", f"{COSTS}!Q1 = 2018年度予算", f"{COSTS}!Q2 = 900000")
    found = the_one(findings(tmp_path, *edits))
    assert (found.code, found.given) == ("S05", "「2018年度予算」")


@pytest.mark.parametrize("text", ["以上", "※金額はすべて税抜です", "(注) 見積は業者による"])
@pytest.mark.parametrize("cell", ["A6", "C6"])
def test_remark_below_is_a_remark(text: str, cell: str, tmp_path: Path) -> None:
    """What people write below a table is an info, not a row with blanks."""
    found = the_one(findings(tmp_path, f"{COSTS}!{cell} = {text}"))
    assert (found.code, found.address.cell) == ("S20", cell)


def test_total_row_below_is_no_data(tmp_path: Path) -> None:
    """合計 below the rows, with the right sums, is nothing."""
    sums = {"P": 2376000, "Q": 2400000, "R": 2422000, "S": 2430000, "W": 9628000}
    edits = [f"{COSTS}!{letter}4 = {amount}" for letter, amount in sums.items()]
    assert findings(tmp_path, f"{COSTS}!A4 = 合　計", *edits) == []


def test_missing_forms_are_one_finding_and_silence_the_rest(tmp_path: Path) -> None:
    """Two forms gone: no finding per system says that its cost or evaluation is missing."""
    found = the_one(findings(tmp_path, f"{COSTS} delete", f"{RATINGS} delete"))
    assert (found.code, found.given) == ("S01", "経費見積入力シート、システム評価")


def test_form_without_its_headers_is_named_once(tmp_path: Path) -> None:
    """The headers were deleted: the form is missing, its sheet is not also a stranger."""
    ward = WardModel()
    sheet = ward.books["1304"].sheet("システム評価")
    sheet.cells = {spot: value for spot, value in sheet.cells.items() if spot[0]}
    returned, _, _ = ward.write(tmp_path)
    found = the_one(list(validate([returned], year=2019).findings))
    assert found.code == "S01"
    assert "「システム評価」はありますが" in found.message.ja


def test_empty_return_is_complete(tmp_path: Path) -> None:
    """所管システムなし ○ on 表紙, and nothing else."""
    sheets = ("所管するシステム一覧", "経費見積入力シート", "システム評価")
    edits = ["previous/1304 absent", "1304 表紙!B9 = ○", *(f"1304 {s} delete" for s in sheets)]
    assert findings(tmp_path, *edits) == []


def test_unreadable_sheet_is_one_finding(tmp_path: Path) -> None:
    """The sheet that no reader makes sense of is not also a missing form."""
    found = the_one(findings(tmp_path, f"{RATINGS} garble T2"))
    assert (found.code, found.address.sheet) == ("S22", "システム評価")


def test_another_form_below_is_not_read_as_rows(tmp_path: Path) -> None:
    """経費見積入力シート pasted below the list: one finding, not one for each of its cells."""
    costs = WardModel().books["1304"].sheet("経費見積入力シート").cells
    pasted = [f"{LIST}!{column_letters(c + 1)}{r + 7} = {v}" for (r, c), v in costs.items()]
    found = the_one(findings(tmp_path, *pasted))
    assert (found.code, found.address.cell) == ("S09", "7:7")


@pytest.mark.parametrize("where", ["Q1", "A1"])
def test_another_unit_is_an_error_where_it_stands(where: str, tmp_path: Path) -> None:
    """千円 in a header of amounts, or above the table, is no other header."""
    edits = [f"{COSTS}!{{2019年度予算}}1 = 2019年度予算（千円）"]
    if where == "A1":
        edits = [f"{COSTS} insert-rows 1 1", f"{COSTS}!A1 = （単位：千円）"]
    found = [f for f in findings(tmp_path, *edits) if f.code != "S08"]
    assert (the_one(found).code, the_one(found).address.cell) == ("S24", where)


def test_blank_cover_is_one_finding(tmp_path: Path) -> None:
    """Nothing on 表紙 was filled in."""
    found = findings(tmp_path, *(f"1304 表紙!B{row} =" for row in range(1, 9)))
    told = [(f.code, f.address.sheet, f.address.cell) for f in found]
    assert told == [("C01", "表紙", "B1:B8")]
    assert "不明" not in found[0].fix.ja
    assert "削除" not in found[0].fix.ja


def test_half_blank_cover_bears_its_first_cell(tmp_path: Path) -> None:
    """Blank cells that are not neighbours have no range."""
    found = the_one(findings(tmp_path, *(f"1304 表紙!B{row} =" for row in (4, 5, 7, 8))))
    assert (found.code, found.address.cell) == ("C01", "B4")


def test_a_row_of_our_own_formula_is_nothing(tmp_path: Path) -> None:
    """（一覧にないID） below the data comes from the template; a person's note is one."""
    assert findings(tmp_path / "a", f"{COSTS}!B9 = （一覧にないID）") == []
    found = the_one(findings(tmp_path / "b", f"{COSTS}!B9 = （金額は税抜）"))
    assert found.code == "S20"


CHECKS = "1304 監査調書"


def test_item_missing_from_self_check(tmp_path: Path) -> None:
    """Two rows deleted: one finding that lists both numbers."""
    drops = (f"1304 with {CHECKS[5:]}", f"{CHECKS} drop-row 5", f"{CHECKS} drop-row 7")
    found = the_one(findings(tmp_path, *drops))
    assert (found.code, found.severity) == ("S25", "error")
    assert "「1-4」「2-3」" in found.message.ja


def test_extra_row_of_self_check_is_one_finding(tmp_path: Path) -> None:
    """An inserted row says nothing of its blanks."""
    edits = (
        "1304 with 監査調書",
        f"{CHECKS} insert-rows 5 1",
        f"{CHECKS}!{{項目番号}}5 = 1-9",
        f"{CHECKS}!{{点検項目}}5 = 課の独自の項目",
    )
    found = the_one(findings(tmp_path / "a", *edits))
    assert (found.code, found.address.cell) == ("S25", "C5")
    unnumbered = (*edits[:2], edits[3])
    assert the_one(findings(tmp_path / "b", *unnumbered)).code == "S25"


def test_item_twice_in_self_check(tmp_path: Path) -> None:
    """The second is where it is told."""
    found = findings(tmp_path, "1304 with 監査調書", f"{CHECKS} copy-row 2 44")
    assert [(f.code, f.address.cell) for f in found if f.code == "S25"] == [("S25", "C44")]


def test_blank_number_of_a_known_item_is_blank_alone(tmp_path: Path) -> None:
    """The item is known by its text: nothing is missing and nothing extra."""
    edits = ("1304 with 監査調書", f"{CHECKS}!{{項目番号}}2 =")
    assert [f.code for f in findings(tmp_path, *edits)] == ["C01"]


def test_blank_self_check_is_one_finding(tmp_path: Path) -> None:
    """監査調書 came back with its headers alone."""
    ward = WardModel()
    sheet = table(SELF_CHECK, [])
    ward.books["1304"].sheets.append(sheet)
    returned, _, _ = ward.write(tmp_path)
    found = the_one(list(validate([returned], year=2019).findings))
    assert (found.code, found.address.sheet) == ("S23", "監査調書")


def test_last_years_list_kept_on_a_second_sheet_is_one_finding(tmp_path: Path) -> None:
    """Its missing columns and blanks are not told as well."""
    headers = ["課コード", "課名", "システムID", "システム名", "システム区分", "対象業務", "状況"]
    headers += ["業務概要", "導入形態", "設置場所"]
    edits = ["1304 sheet 控え", "1304 控え!C2 = 1304-S01"]
    edits += [f"1304 控え!{column_letters(n)}1 = {label}" for n, label in enumerate(headers, 1)]
    found = [each for each in findings(tmp_path, *edits) if each.code[0] in "SC"]
    assert [(each.code, each.address.sheet) for each in found] == [("S02", "控え")]


@pytest.mark.parametrize("sheet", ["所管するシステム一覧", "経費見積入力シート", "システム評価"])
def test_blank_form_is_one_finding(sheet: str, tmp_path: Path) -> None:
    """Headers alone: not one finding for each system that has no cost or evaluation."""
    found = the_one(findings(tmp_path, f"1304 {sheet} empty"))
    assert (found.code, found.address.sheet) == ("S23", sheet)


def test_form_in_two_sheets_is_read_once(tmp_path: Path) -> None:
    """A copied cost sheet doubles no total."""
    found = the_one(findings(tmp_path, f"{COSTS} copy 経費 (2)"))
    assert (found.code, found.address.sheet) == ("S02", "経費 (2)")
