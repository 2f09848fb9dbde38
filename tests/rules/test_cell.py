"""Cells: blank, not understood, or understood although typed another way."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import examples

from sysaudit.findings import Finding, Severity

LIST, COSTS, RATINGS = (
    "1304 所管するシステム一覧",
    "1304 経費見積入力シート",
    "1304 システム評価",
)


def findings(folder: Path, *edits: str, settings: str = "") -> list[Finding]:
    return examples.findings_after(edits, {"settings": settings}, folder / "ward")


def the_one(found: list[Finding]) -> Finding:
    assert len(found) == 1, [examples.line(each) for each in found]
    return found[0]


@pytest.mark.parametrize(
    ("typed", "code", "severity"),
    [
        ("", "C01", "error"),
        ("-", "C01", "error"),
        ("20人くらい", "C09", "error"),
        ('"２０"', "C23", "info"),
        ('"20 "', "C23", "info"),
        ('"20"', "C24", "info"),
        ("20人", "C28", "info"),
        ("同上", "C05", "error"),
        ("-3", "C15", "error"),
        ("20.5", "C16", "error"),
        ("多数", "C02", "error"),
        ("確認中", "C06", "warning"),
    ],
)
def test_each_way_of_typing_a_count_is_one_finding(
    typed: str, code: str, severity: str, tmp_path: Path
) -> None:
    """One cell, one finding, whatever stands in it."""
    found = the_one(findings(tmp_path, f"{LIST}!{{利用者数}}3 = {typed}"))
    assert (found.code, found.severity) == (code, severity)
    assert (found.address.cell, found.label, found.key) == ("Y3", "利用者数", "1304-S02")


@pytest.mark.parametrize("typed", ["不明", " 不明 ", "０", "0", "1,200"])
def test_legal_answers_to_a_count_are_no_error(typed: str, tmp_path: Path) -> None:
    """不明 is counted, never an error; 0 is an answer."""
    edits = (f'{LIST}!{{利用者数}}3 = "{typed}"', f"{LIST}!{{うち日常利用者数}}3 =")
    errors = [f for f in findings(tmp_path, *edits) if f.severity is Severity.ERROR]
    assert errors == []


def test_infos_show_what_was_typed_and_what_was_understood(tmp_path: Path) -> None:
    """Both stand in the message; a space within stays as it is."""
    found = the_one(findings(tmp_path, f'{COSTS}!{{2020年度見積}}2 = "１，２１１，０００　円"'))
    assert "「１，２１１，０００　円」" in found.message.ja
    assert found.expected == "1,211,000"


def test_a_whole_column_of_one_kind_is_one_finding(tmp_path: Path) -> None:
    """A column of numbers as text is one info with a range."""
    edits = [f'{LIST}!{{利用者数}}{row} = "{row}0"' for row in (2, 3)]
    found = the_one(findings(tmp_path, *edits))
    assert (found.address.cell, found.count) == ("Y2:Y3", 2)


def test_different_columns_do_not_merge(tmp_path: Path) -> None:
    """Two required columns side by side, both blank, have two remedies."""
    edits = [f"{LIST}!{letters}2 =" for letters in ("F", "G")]
    found = findings(tmp_path, *edits)
    assert [(each.code, each.address.cell) for each in found] == [("C01", "F2"), ("C01", "G2")]
    assert "職員作成ツール" in found[0].fix.ja


def test_a_row_that_was_begun_is_one_finding(tmp_path: Path) -> None:
    """An ID and a name alone: the row is the cause, not its twelve blanks."""
    edits = [f"{LIST}!{letters}4 = {text}" for letters, text in (("A", '"1304"'), ("D", "新税"))]
    found = [f for f in findings(tmp_path, *edits, f"{LIST}!C4 = 新規-1") if f.code == "C01"]
    assert the_one(found).address.cell == "4:4"


def test_evaluations_left_blank_are_one_finding(tmp_path: Path) -> None:
    """Rows with the ID alone, one below the other."""
    letters = "DEFGHIJKLMNOPQRS"
    edits = [f"{RATINGS}!{letter}{row} =" for letter in letters for row in (2, 3)]
    found = the_one(findings(tmp_path, *edits))
    assert (found.code, found.address.cell) == ("C01", "2:3")


@pytest.mark.parametrize("status", ["廃止済", "調達中", "構築中"])
def test_exempt_systems_need_no_answers(status: str, tmp_path: Path) -> None:
    """A row of システム評価 for a system that need not be evaluated may stay blank."""
    blank = [f"{RATINGS}!{letter}3 =" for letter in "DEFGHIJKLMNOPQRS"]
    found = findings(tmp_path, f"{LIST}!{{状況}}3 = {status}", *blank)
    assert [each for each in found if each.code == "C01"] == []


def test_keys_are_one_key_however_typed(tmp_path: Path) -> None:
    """Ｓ０１ and s01 are S01 on all three forms: infos, and nothing that does not join."""
    edits = (
        f"{COSTS}!A2 = １３０４－Ｓ０１",
        f"{RATINGS}!B2 = 1304-s01",
        f'{LIST}!C2 = " 1304-S01"',
    )
    found = findings(tmp_path, *edits)
    assert [each.code for each in found] == ["C23"] * 3
    assert {each.expected for each in found} == {"1304-S01"}


def test_a_placeholder_is_said_once(tmp_path: Path) -> None:
    """- in an optional column is an info, in a required one the error alone."""
    optional = the_one(findings(tmp_path / "a", f"{LIST}!{{機器リース終了日}}2 = -"))
    required = the_one(findings(tmp_path / "b", f"{LIST}!{{状況}}2 = -"))
    assert (optional.code, required.code) == ("C29", "C01")


def test_a_value_with_two_readings_is_never_stored(tmp_path: Path) -> None:
    """約100万円: an error that tells the reading we suspect, and nothing about the sum."""
    found = the_one(findings(tmp_path, f"{COSTS}!{{2020年度見積}}2 = 約121万円"))
    assert (found.code, found.expected) == ("C09", "1210000")


def test_the_largest_amount_follows_the_settings(tmp_path: Path) -> None:
    """A threshold of the municipality, not ours."""
    settings = "[thresholds]\nlargest_amount = 1000000\n"
    found = findings(tmp_path, settings=settings)
    assert {each.code for each in found} == {"C17"}


def test_choices_are_suggested(tmp_path: Path) -> None:
    """The nearest choice stands in the message, the choices in the fix."""
    found = the_one(findings(tmp_path, f"{LIST}!{{停止時の影響}}2 = 軽微です"))
    assert found.expected == "軽微"
    assert "「当日中に影響」" in found.fix.ja


def test_a_long_text_is_quoted_short(tmp_path: Path) -> None:
    """Cells are quoted up to 80 characters, so that no page of text lands in a report."""
    found = the_one(findings(tmp_path, f"{LIST}!{{端末台数}}2 = {'とても多い' * 60}"))
    assert len(found.message.ja) < 150


def test_every_finding_encodes_in_cp932(tmp_path: Path) -> None:
    """A console on Japanese Windows prints every message that our own texts make."""
    for path in sorted(examples.FOLDER.glob("[FSC]*.toml")):
        example = examples.load(path.stem)
        for each in examples.findings_after(example["bad"], example, tmp_path / path.stem):
            f"{each.message.ja}{each.message.en}{each.fix.ja}{each.fix.en}".encode("cp932")


@pytest.mark.parametrize(
    ("cell", "typed", "code", "asked"),
    [
        ("利用者数", "約40人", "C09", "人数（数字だけ）"),
        ("利用者数", "20人/日", "C10", "人数（数字だけ）"),
        ("利用者数", "全庁", "C02", "人数（数字だけ）"),
        ("端末台数", "約10台", "C09", "台数（数字だけ）"),
        ("次期更新予定年度", "2022頃", "C09", "年度を4桁"),
        ("次期更新予定年度", "そのうち", "C03", "「2021」"),
        ("次期更新予定年度", "3", "C14", "「2021」"),
        ("稼働開始年月", "ずっと前", "C03", "「2016/4」"),
        ("稼働開始年月", "2016/13", "C11", "「2016/4」"),
        ("稼働開始年月", "28.4", "C14", "「2016/4」"),
        ("契約終了日", "自動更新(1年)", "C03", "「自動更新」"),
        ("契約終了日", "年度内", "C03", "「未定」"),
    ],
)
def test_fix_asks_for_what_the_field_holds(
    cell: str, typed: str, code: str, asked: str, tmp_path: Path
) -> None:
    """No yen for persons, no day for months; the legal words of the column are named."""
    quoted = typed if code != "C14" else f'"{typed}"'
    found = [f for f in findings(tmp_path, f"{LIST}!{{{cell}}}2 = {quoted}") if f.code == code]
    told = the_one(found)
    assert asked in told.fix.ja
    assert "金額" not in told.fix.ja
    assert "円" not in told.fix.ja
    assert "年度の合計" not in told.message.ja


def test_way_out_of_a_count_is_named(tmp_path: Path) -> None:
    """利用者数 allows 不明; 次期更新予定年度 allows 未定."""
    users = the_one(findings(tmp_path / "a", f"{LIST}!{{利用者数}}2 = 全庁"))
    year = the_one(findings(tmp_path / "b", f"{LIST}!{{次期更新予定年度}}2 = 2022頃"))
    assert "分からなければ「不明」" in users.fix.ja
    assert "決まっていなければ「未定」" in year.fix.ja


@pytest.mark.parametrize("typed", ["2107/4/1", "1930-04-01"])
def test_a_year_far_away_is_called_so(typed: str, tmp_path: Path) -> None:
    """The date exists; its year is the slip."""
    found = the_one(findings(tmp_path, f"{LIST}!{{機器リース終了日}}2 = {typed}"))
    assert found.code == "C11"
    assert "離れすぎた年" in found.message.ja
    assert "ありません" not in found.message.ja


def test_a_formula_typed_as_text_is_told(tmp_path: Path) -> None:
    """=Q2*2 is a formula that Excel was told to keep as text."""
    found = the_one(findings(tmp_path, f'{COSTS}!{{2020年度見積}}2 = "=Q2*2"'))
    assert (found.code, found.expected) == ("C02", None)
    assert "数式" in found.fix.ja


def test_a_date_as_text_is_told_as_text(tmp_path: Path) -> None:
    """「2019/6/14」を「2019/6/14」と読み取りました would tell nothing."""
    found = the_one(findings(tmp_path, '1304 表紙!B8 = "2019/6/14"'))
    assert found.code == "C26"
    assert "文字で入力されていますが、日付 2019/6/14 と読み取りました" in found.message.ja
    assert "text" in found.message.en


def test_codes_of_self_check_that_became_dates_are_told_once(tmp_path: Path) -> None:
    """S25 says it all."""
    edits = ("1304 with 監査調書", "1304 監査調書!{項目番号}3 = 2019-01-02")
    found = the_one(findings(tmp_path, *edits))
    assert (found.code, found.address.cell) == ("S25", "C3")
    assert "「1-2」" in found.message.ja
    assert "日付" in found.message.ja
