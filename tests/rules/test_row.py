"""Rules on rows: the finer points that one example a rule does not show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sysaudit.findings import Finding
from sysaudit.rules.row.contracts import in_words, months_of_term

Codes = Callable[..., list[str]]
Ward = Callable[..., list[Finding]]
LIST, COSTS = "1304 所管するシステム一覧!", "1304 経費見積入力シート!"


def test_term_of_a_contract_runs_to_the_day_after_its_end() -> None:
    """1 April 2019 to 31 March 2024 is five years; a contract that ends before it starts none."""
    assert months_of_term(date(2019, 4, 1), date(2024, 3, 31)) == 60
    assert months_of_term(date(2019, 4, 1), date(2018, 3, 31)) is None
    assert in_words(7).ja == "7か月"
    assert in_words(60).ja == "5年"
    assert in_words(62).ja == "5年2か月"


@pytest.mark.parametrize("field", ["状況", "導入形態", "システム区分"])
def test_condition_waits_for_the_cells_that_decide_it(codes: Codes, field: str) -> None:
    """A blank vendor is no finding while it is not known whether there must be one."""
    assert "R02" in codes(LIST + "{事業者名}2 =")
    assert "R02" not in codes(LIST + "{事業者名}2 =", LIST + f"{{{field}}}2 =")
    assert "R02" not in codes(LIST + "{事業者名}2 =", LIST + f"{{{field}}}2 = 何とか")


@pytest.mark.parametrize("word", ["不明", "該当なし"])
def test_words_are_answers(codes: Codes, word: str) -> None:
    """不明 and 該当なし fill a cell that a condition requires."""
    assert codes(LIST + f"{{事業者名}}2 = {word}") == []


def test_sign_for_nothing_is_blank(codes: Codes) -> None:
    """「-」 in a required cell leaves it blank."""
    assert "R01" in codes(LIST + "{契約方法}2 = 特命随意契約", LIST + "{随意契約の理由}2 = -")


def test_cells_of_one_condition_are_one_finding(ward: Ward) -> None:
    """Vendor, method and kind of contract blank in one row: one finding that names all."""
    blanks = [LIST + f"{{{label}}}2 =" for label in ("事業者名", "契約方法", "契約期間区分")]
    (finding,) = [f for f in ward(*blanks) if f.code == "R02"]
    assert "「事業者名」「契約方法」「契約期間区分」" in finding.message.ja


def test_row_with_hardly_anything_in_it_is_one_finding(codes: Codes) -> None:
    """A row of which half is blank is told by C01 alone."""
    assert "R02" not in codes(LIST + "{課コード}4 = 1304", LIST + "{システムID}4 = 新規-1")


def test_missing_column_is_not_blank(codes: Codes) -> None:
    """A column that was deleted is a finding of the sheet, not of its rows."""
    found = codes(LIST + "{契約方法}2 = 特命随意契約", "1304 所管するシステム一覧 drop-column R")
    assert "R01" not in found


def test_preparation_days_do_not_make_a_contract_too_long(codes: Codes) -> None:
    """Five years and some days from the signature is five whole years."""
    dates = (LIST + "{契約開始日}2 = 2019-03-20", LIST + "{契約終了日}2 = 2024-03-31")
    assert codes(*dates, LIST + "{次期更新予定年度}2 = 2024") == []


def test_limit_of_years_is_a_setting(codes: Codes) -> None:
    """A ward whose ordinance allows three years says so."""
    assert codes(settings="[thresholds]\nlongest_contract_years = 3").count("R04") == 2


def test_infrastructure_may_have_no_users(codes: Codes) -> None:
    """A network serves systems, not people."""
    nobody = (LIST + "{利用者数}2 = 0", LIST + "{うち日常利用者数}2 = 0")
    assert codes(*nobody, LIST + "{システム区分}2 = 基盤・ネットワーク") == []
    assert codes(*nobody, LIST + "{状況}2 = 廃止予定") == []


def test_support_of_an_abolished_system_may_have_ended(codes: Codes) -> None:
    """Only systems in use need support; the day itself is still supported."""
    assert codes(LIST + "{サポート終了日}2 = 2019-04-01") == []
    assert codes(LIST + "{サポート終了日}2 = 2019-04-01", as_of=date(2019, 4, 2)) == ["R09"]


def test_renewal_of_what_is_given_up_may_be_past(codes: Codes) -> None:
    """No renewal is planned for a system 廃止予定."""
    edits = (LIST + "{次期更新予定年度}2 = 2017", LIST + "{状況}2 = 廃止予定")
    assert codes(*edits) == []


@pytest.mark.parametrize("months", ["1", "6", "12"])
def test_months_of_a_year(codes: Codes, months: str) -> None:
    """1 to 12 months are right, both ends included."""
    assert codes(COSTS + f"{{積算月数}}2 = {months}") == []


def test_row_total_waits_for_all_amounts(codes: Codes) -> None:
    """A year that was not read is a finding of its own; so is a column that is not there."""
    assert "R13" not in codes(COSTS + "{2019年度予算}2 = 約120万円")
    assert "R13" not in codes("1304 経費見積入力シート drop-column Q")


def test_year_is_told_without_a_comma(ward: Ward) -> None:
    """2017, not 2,017."""
    (finding,) = ward(LIST + "{次期更新予定年度}2 = 2017")
    assert "（2017）" in finding.message.ja


def test_undecided_row_may_tell_what_was_spent(codes: Codes) -> None:
    """未定 concerns the estimates: actual and budget may stand there."""
    blanks = [COSTS + f"{{{label}}}2 =" for label in ("2020年度見積", "2021年度見積", "合計")]
    assert codes(COSTS + "{金額の確度}2 = 未定", *blanks) == []


def test_candidate_for_merging_with_itself(codes: Codes) -> None:
    """R18 sees 統合候補システムID of an evaluation too."""
    assert codes("1304 システム評価!{統合候補システムID}2 = 1304-S01") == ["R18"]


COVER = "1304 表紙!"


def test_days_of_the_cover_lie_in_the_year(codes: Codes) -> None:
    """Both ends of the fiscal year count; another year on the cover is told elsewhere."""
    assert codes(COVER + "B7 = 2019-04-01", COVER + "B8 = 2020-03-31") == []
    assert codes(COVER + "B7 = 2019-03-31") == ["R20"]
    assert codes(COVER + "B8 = 2020-04-01") == ["R20"]
    assert codes(COVER + "B7 = 2018-06-10", COVER + "B8 = 2018-06-14") == ["R20"]
    assert "R20" not in codes(COVER + "B1 = 2018", COVER + "B8 = 2018-06-14")


def test_submitted_before_it_was_confirmed(ward: Ward) -> None:
    """The same day is right."""
    assert ward(COVER + "B7 = 2019-06-14") == []
    (finding,) = ward(COVER + "B7 = 2019-06-15")
    assert (finding.code, finding.address.cell) == ("R20", "B8")


def test_total_of_the_row_may_leave_out_what_excel_does_not_count(codes: Codes) -> None:
    """SUM passes over a number stored as text; that the cell holds text is the finding."""
    text = COSTS + '{2019年度予算}2 = "1200000"'
    assert "R13" not in codes(text, COSTS + "{合計}2 = 3614000")
    assert "R13" not in codes(text, COSTS + "{合計}2 = 4814000")
    assert "R13" in codes(text, COSTS + "{合計}2 = 3614001")
