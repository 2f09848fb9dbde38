"""更新時期, 評価 and 評価差 over small wards, a fact a test."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from tests.analysis.wards import analysed, of, row_of, score

from sysaudit.analysis.scores import differences, letters_matrix

ID = "1304-S01"
UNPLANNED = of("{次期更新予定年度}2 = 未定")
SECOND = "システム評価（2次）"


def renewal(folder: Path, *edits: str, **options: Any) -> pd.Series:
    return row_of(analysed(folder, *edits, **options).renewals, ID)


def scored(folder: Path, *edits: str, **options: Any) -> pd.Series:
    return row_of(analysed(folder, *edits, **options).scores, ID)


@pytest.mark.parametrize(
    ("end", "months", "step"),
    [
        ("2019-04-30", 1, "9か月以内"),
        ("2019-12-31", 9, "9か月以内"),
        ("2020-01-01", 9, "9か月以内"),
        ("2020-01-02", 9, "12か月以内"),
        ("2020-01-31", 10, "12か月以内"),
        ("2020-03-31", 12, "12か月以内"),
        ("2020-04-30", 13, "24か月以内"),
        ("2021-03-31", 24, "24か月以内"),
        ("2021-04-01", 24, "24か月以内"),
        ("2021-04-02", 24, "それ以降"),
        ("2021-04-30", 25, "それ以降"),
    ],
)
def test_steps_before_a_contract_ends(tmp_path: Path, end: str, months: int, step: str) -> None:
    """Within 9, 12 and 24 months from 1 April 2019, to the day; a contract runs through its end."""
    row = renewal(tmp_path, of(f"{{契約終了日}}2 = {end}"), UNPLANNED)
    assert (row["months"], row["urgency"]) == (months, step)


@pytest.mark.parametrize("end", ["2018-12-31", "2019-03-15", "2019-03-31"])
def test_a_contract_that_has_ended_is_over(tmp_path: Path, end: str) -> None:
    """Its last day lies before the day of judgement, were it by one day."""
    row = renewal(tmp_path, of("{契約開始日}2 = 2015-04-01"), of(f"{{契約終了日}}2 = {end}"))
    assert row["urgency"] == "期限超過"


def test_a_contract_is_in_force_on_its_last_day(tmp_path: Path) -> None:
    """What ends on the day of judgement is not over yet."""
    end = of("{契約終了日}2 = 2020-03-31")
    row = renewal(tmp_path, end, UNPLANNED, as_of=date(2020, 3, 31))
    assert row["urgency"] == "9か月以内"


def test_a_single_year_is_no_deadline(tmp_path: Path) -> None:
    """A contract let anew every March counts with its other dates alone, and says 単年度."""
    edits = [of("{契約期間区分}2 = 単年度"), of("{契約終了日}2 = 2020-03-31")]
    row = renewal(tmp_path, *edits)
    assert (row["earliest"], row["end_word"]) == (date(2023, 4, 1), "単年度")
    assert row["conflict"] == ""


def test_without_any_date_a_system_comes_last(tmp_path: Path) -> None:
    """Nothing to count from: no months, （記入なし）, at the end of the list."""
    edits = [UNPLANNED, of("{契約終了日}2 = 自動更新")]
    table = analysed(tmp_path, *edits).renewals
    row = row_of(table, ID)
    assert (row["earliest"], row["months"], row["urgency"]) == (None, None, "（記入なし）")
    assert row["end_word"] == "自動更新"
    assert table["system_id"].iloc[-1] == ID


@pytest.mark.parametrize(
    ("label", "day"), [("機器リース終了日", "2019-09-30"), ("サポート終了日", "2020-01-14")]
)
def test_the_earliest_of_all_dates_counts(tmp_path: Path, label: str, day: str) -> None:
    """Lease and support may end before the contract does."""
    assert renewal(tmp_path, of(f"{{{label}}}2 = {day}"))["earliest"] == date.fromisoformat(day)


def test_a_renewal_of_this_year_is_due_now(tmp_path: Path) -> None:
    """Planned for the current year, it is due on the day of judgement."""
    row = renewal(tmp_path, of("{次期更新予定年度}2 = 2019"), as_of=date(2019, 7, 1))
    assert (row["earliest"], row["months"]) == (date(2019, 7, 1), 0)


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        (["{次期更新予定年度}2 = 2024"], "契約は2023/3/31まで、更新予定は2024年度"),
        (["{サポート終了日}2 = 2022-03-31"], "サポートは2022/3/31まで、更新予定は2023年度"),
        (["{機器リース終了日}2 = 2024-04-30"], "リースは2024/4/30まで残り、更新予定は2023年度"),
        (
            ["{契約終了日}2 = 2020-03-31", "{次期更新予定年度}2 = 未定"],
            "契約終了まで24か月以内で、更新の予定がない",
        ),
        (["{次期更新予定年度}2 = 2023"], ""),
    ],
)
def test_dates_that_contradict_each_other(tmp_path: Path, edits: list[str], told: str) -> None:
    """Contract, support and lease against the year of renewal, each in words."""
    assert renewal(tmp_path, *map(of, edits))["conflict"] == told


def test_to_be_abolished_needs_no_plan(tmp_path: Path) -> None:
    """A system that will be given up need not be renewed."""
    edits = ["{契約終了日}2 = 2020-03-31", "{次期更新予定年度}2 = 未定", "{状況}2 = 廃止予定"]
    assert renewal(tmp_path, *map(of, edits))["conflict"] == ""


@pytest.mark.parametrize("end", ["2021-04-01", "2021-04-15"])
def test_both_commands_mean_the_same_by_24_months(tmp_path: Path, end: str) -> None:
    """A contract lacks a plan on 更新時期 where finding X42 says that it ends within 24 months."""
    no_cost = [f"1304 経費見積入力シート!{{{y}年度見積}}2 = 0" for y in (2020, 2021)]
    total = "1304 経費見積入力シート!{合計}2 ="
    edits = (of(f"{{契約終了日}}2 = {end}"), UNPLANNED, *no_cost, total)
    analysis = analysed(tmp_path, *edits)
    found = any(finding.code == "X42" for finding in analysis.validation.findings)
    row = row_of(analysis.renewals, ID)
    assert ("更新の予定がない" in row["conflict"]) == found


def test_unknown_is_left_out_of_the_mean_and_counted(tmp_path: Path) -> None:
    """V1 to V4 are 5・4・5・3; efficiency and technical fit stay as they are."""
    row = scored(tmp_path, score("H2 = 不明"))
    assert (row["value"], row["unknown"]) == (4.25, 1)
    assert (row["efficiency"], row["fit"]) == (3.0, 3.8)


def test_nothing_known_gives_no_score(tmp_path: Path) -> None:
    """A system whose Q1 to Q5 are all 不明 has no word for action."""
    row = scored(tmp_path, *(score(f"{column}2 = 不明") for column in "LMNOP"))
    assert (row["fit"], row["action"], row["unknown"]) == (None, "評価なし", 5)


def test_the_second_evaluation_overrides_answer_by_answer(tmp_path: Path) -> None:
    """Of 4・5・3・3・4, the 2次 gives 1 for Q1 and 不明 for Q2: 1 counts, and the division's 5."""
    edits = [
        f"with {SECOND}",
        *(f"{SECOND} {SECOND}!{cell} =" for cell in ("G2", "H2", "I2")),
        f"{SECOND} {SECOND}!E2 = 1",
        f"{SECOND} {SECOND}!F2 = 不明",
    ]
    row = scored(tmp_path, *edits)
    first = [row[f"q{n}"] for n in range(1, 6)]
    assert row["q1_second"] == 1
    assert row["fit"] == pytest.approx((1 + sum(first[1:])) / 5)


@pytest.mark.parametrize(
    ("value", "fit", "word"),
    [(3, 3, "伸ばす"), (3, 2, "作り直す"), (2, 3, "様子を見る"), (2, 2, "やめる")],
)
def test_words_of_the_quadrants(tmp_path: Path, value: int, fit: int, word: str) -> None:
    """3.0 is high already."""
    values = [score(f"{column}2 = {value}") for column in "DEFGH"]
    fits = [score(f"{column}2 = {fit}") for column in "LMNOP"]
    assert scored(tmp_path, *values, *fits)["action"] == word


def test_the_bound_of_high_is_a_setting(tmp_path: Path) -> None:
    """With 4.0 as the bound, 4.2 and 3.8 are high and low."""
    row = scored(tmp_path, settings={"analysis": {"high_score": 4.0}})
    assert row["action"] == "作り直す"


def test_differences_of_two_steps(tmp_path: Path) -> None:
    """A against B lies two steps apart, with A' between them; the reason stands beside it."""
    edits = [
        f"with {SECOND}",
        f"{SECOND} {SECOND}!{{2次評価}}2 = B 改善・見直し",
        f"{SECOND} {SECOND}!{{1次と異なる理由}}2 = 古いため",
    ]
    table = analysed(tmp_path, *edits).scores
    assert letters_matrix(table).at["A 現状維持", "B 改善・見直し"] == 1
    assert int(letters_matrix(table).to_numpy().sum()) == 1
    (row,) = differences(table).to_dict("records")
    assert (row["system_id"], row["steps"], row["reason"]) == (ID, 2, "古いため")


def test_agreement_is_no_difference(tmp_path: Path) -> None:
    """Where both letters are one, the matrix counts and the list is empty."""
    table = analysed(tmp_path, f"with {SECOND}").scores
    assert letters_matrix(table).at["A 現状維持", "A 現状維持"] == 1
    assert differences(table).empty
