"""前年度比較 and 提出状況 over small wards, a fact a test."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from tests.analysis.wards import analysed, cost, of, row_of

from sysaudit.analysis.comparison import Change, Comparison

ID, SECOND = "1304-S01", "1304-S02"
FORMS = ("所管するシステム一覧", "経費見積入力シート", "システム評価")
NEITHER = [f"previous/1304 {form} drop-row 3" for form in FORMS]
"""Last year's 課税課 had one system only."""
NO_MORE = [f"1304 {form} drop-row 3" for form in FORMS]
"""This year's lists one only."""


def compared(folder: Path, *edits: str) -> Comparison:
    comparison = analysed(folder, *edits, previous=True).comparison
    assert comparison is not None
    return comparison


def system(folder: Path, system_id: str, *edits: str) -> pd.Series:
    return row_of(compared(folder, *edits).systems, system_id)


def steps(comparison: Comparison) -> dict[str, int]:
    """The steps that are not 0."""
    return {str(name): int(yen) for name, yen in comparison.steps["yen"].items() if yen}


def test_without_last_year_nothing_is_compared(tmp_path: Path) -> None:
    """The sheet says what to give; no table is made up."""
    assert analysed(tmp_path).comparison is None


def test_what_stayed_as_it_was(tmp_path: Path) -> None:
    """Last year's budget and this year's, and no step between them."""
    comparison = compared(tmp_path)
    assert set(comparison.systems["change"]) == {Change.KEPT}
    assert steps(comparison) == {"2018年度予算": 4_800_000, "2019年度予算": 4_800_000}


def test_a_new_system(tmp_path: Path) -> None:
    """It was on nobody's list last year; its whole budget is the step."""
    comparison = compared(tmp_path, *NEITHER)
    row = row_of(comparison.systems, SECOND)
    assert (row["change"], row["before"], row["now"]) == (Change.NEW, 0, 1_200_000)
    assert steps(comparison)["新規"] == 1_200_000


def test_a_system_that_is_gone(tmp_path: Path) -> None:
    """The division has returned its whole list, and it is not there any more."""
    comparison = compared(tmp_path, *NO_MORE)
    row = row_of(comparison.systems, SECOND)
    assert (row["change"], row["before"], row["now"]) == (Change.GONE, 1_200_000, 0)
    assert steps(comparison)["廃止・消滅"] == -1_200_000


def test_a_system_that_was_abolished(tmp_path: Path) -> None:
    """Listed as 廃止済, it is gone too."""
    assert system(tmp_path, ID, of("{状況}2 = 廃止済"))["change"] == Change.GONE


def test_a_division_that_has_not_returned(tmp_path: Path) -> None:
    """What it had is told apart from what is gone: nobody has abolished anything."""
    comparison = compared(tmp_path, "1305 absent")
    own = comparison.systems[comparison.systems["division"] == "1305 納税課"]
    assert set(own["change"]) == {Change.NOT_RETURNED}
    assert steps(comparison)["未提出・未反映"] == -2_400_000
    assert "廃止・消滅" not in steps(comparison)


def test_an_amount_left_out_is_no_saving(tmp_path: Path) -> None:
    """A system whose budget nobody can read stands apart from those that became cheaper."""
    comparison = compared(tmp_path, cost("{2019年度予算}2 = 約100万円"))
    assert row_of(comparison.systems, ID)["change"] == Change.PARTLY_LEFT_OUT
    assert "減額" not in steps(comparison)
    assert comparison.years.at[2019, "before"] == 3 * 1_211_000


def test_a_renamed_system(tmp_path: Path) -> None:
    """Joined by its ID, it shows the former name."""
    row = system(tmp_path, ID, of("{システム名}2 = 新税務システム"))
    assert (row["change"], row["renamed"]) == (Change.KEPT, "課税課第1システム")


def test_other_widths_are_no_other_name(tmp_path: Path) -> None:
    """課税課第１システム is 課税課第1システム."""
    assert system(tmp_path, ID, of("{システム名}2 = 課税課第１システム"))["renamed"] == ""


def test_a_new_id_under_the_old_name(tmp_path: Path) -> None:
    """Without an ID in common, the name within the division joins the two."""
    sheets = zip(FORMS, "CAB", strict=True)
    edits = [f"1304 {form}!{column}2 = 1304-S09" for form, column in sheets]
    assert system(tmp_path, "1304-S09", *edits)["change"] == Change.KEPT


def test_a_system_that_moved(tmp_path: Path) -> None:
    """Another division lists the ID now: the former owner is told, and nothing is gone."""
    sheets = zip(FORMS, "CAB", strict=True)
    edits = [f"1305 {form}!{column}2 = 1304-S02" for form, column in sheets]
    row = system(tmp_path, SECOND, *NO_MORE, *edits)
    assert (row["division"], row["moved"]) == ("1305 納税課", "1304 課税課")
    assert row["change"] == Change.KEPT


RISE = [cost("{2019年度予算}2 = 5000000"), cost("{合計}2 ="), cost("{増減理由}2 = 法改正のため")]


def test_a_mover_with_its_reason(tmp_path: Path) -> None:
    """A budget beyond both thresholds is a mover; what the division says of it stands beside."""
    comparison = compared(tmp_path, *RISE)
    row = row_of(comparison.systems, ID)
    assert (row["mover"], row["difference"], row["reason"]) == (True, 3_800_000, "法改正のため")
    assert steps(comparison)["増額"] == 3_800_000


@pytest.mark.parametrize("budget", [2_100_000, 1_560_000])
def test_small_moves_are_none(tmp_path: Path, budget: int) -> None:
    """Less than a million yen, however large the share, is no mover."""
    edits = [cost(f"{{2019年度予算}}2 = {budget}"), cost("{合計}2 =")]
    assert not system(tmp_path, ID, *edits)["mover"]


def test_a_million_exactly_is_not_beyond_it(tmp_path: Path) -> None:
    """A rise of 1,000,000円 is no mover; nor does finding X36 ask for its reason."""
    edits = [cost("{2019年度予算}2 = 2200000"), cost("{合計}2 =")]
    analysis = analysed(tmp_path, *edits, previous=True)
    assert analysis.comparison is not None
    assert not any(finding.code == "X36" for finding in analysis.validation.findings)
    assert not row_of(analysis.comparison.systems, ID)["mover"]


def test_the_steps_lead_from_one_budget_to_the_other(tmp_path: Path) -> None:
    """Both budgets and all steps between them add up, whatever happened."""
    told = compared(tmp_path, *NEITHER, *RISE, "1305 absent").steps["yen"].tolist()
    assert sum(told[:-1]) == told[-1]


def test_the_years_as_told_last_year_and_now(tmp_path: Path) -> None:
    """One year's budget of last year's survey is this one's actual."""
    years = compared(tmp_path).years
    assert years.loc[2018].tolist() == ["予算", 4_800_000, "決算", 4_752_000, -48_000]
    assert years.loc[2019].tolist() == ["見積", 4_844_000, "予算", 4_800_000, -44_000]


def test_tools_of_the_staff_are_not_compared(tmp_path: Path) -> None:
    """What staff make costs nothing in the totals of either year."""
    tool = "所管するシステム一覧!{システム区分}2 = 職員作成ツール"
    comparison = compared(tmp_path, f"1304 {tool}", f"previous/1304 {tool}")
    assert ID not in set(comparison.systems["system_id"])


def test_a_division_that_returned_nothing(tmp_path: Path) -> None:
    """It is expected, missing, and counted so in its department."""
    table = analysed(tmp_path, "1305 absent").returns
    assert (table.at["1305", "expected"], table.at["1305", "returned"]) == (True, False)
    assert table.at["1305", "status"] == "missing"


def test_many_errors_call_for_help(tmp_path: Path) -> None:
    """From five errors on."""
    letters = "PQRS"
    edits = [cost(f"{letter}2 = 別紙のとおり{letter}") for letter in letters]
    (tmp_path / "four").mkdir()
    assert analysed(tmp_path / "four", *edits).returns.at["1304", "help"] == ""
    (tmp_path / "five").mkdir()
    five = analysed(tmp_path / "five", *edits, of("{利用者数}2 = 約20人")).returns
    assert five.at["1304", "help"] == "エラー5件"
    assert five.at["1305", "help"] == ""


def test_much_that_is_unknown_calls_for_help(tmp_path: Path) -> None:
    """Where more of the answers that may be 不明 are than the setting allows."""
    settings = {"thresholds": {"unknown_share": 0.02}}
    edits = [f"1304 システム評価!{column}2 = 不明" for column in "DEFG"]
    table = analysed(tmp_path, *edits, settings=settings).returns
    assert table.at["1304", "unknown"] == table.at["1305", "unknown"] + 4
    assert table.at["1304", "unknown_share"] == 6 / 92
    assert table.at["1304", "help"].startswith("不明")
