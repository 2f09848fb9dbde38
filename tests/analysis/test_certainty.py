"""What only looks certain: IDs of others, columns that are missing, figures that are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.reading import cells_of
from tests.analysis.wards import analysed, cost, left_out, of, taken
from tests.building import WardModel

from sysaudit.analysis import analyze, overlap
from sysaudit.analysis.comparison import Change
from sysaudit.analysis.left_out import Kind
from sysaudit.analysis.renewals import urgencies
from sysaudit.reports.analysis_workbook import write_analysis
from sysaudit.validation import validate

BUDGETS = 4_800_000
"""This year's budget of the test ward: four systems of 1,200,000 yen."""


def inside(folder: Path, name: str) -> Path:
    """A new folder."""
    made = folder / name
    made.mkdir()
    return made


def test_costs_do_not_go_to_another_divisions_system(tmp_path: Path) -> None:
    """1305 lists 1304's ID (X04): its costs are left out, 1304's system keeps its own alone."""
    edits = (
        of("{システムID}2 = 1304-S01", "1305"),
        cost("{システムID}2 = 1304-S01", "1305"),
    )
    analysis = analysed(tmp_path, *edits)
    assert analysis.systems.at["1304_1304-S01", "y1"] == 1_200_000
    assert taken(analysis, 2019) == BUDGETS - 1_200_000


def test_without_the_column_of_the_tax_basis_nothing_is_certain(tmp_path: Path) -> None:
    """A column 税区分 that was deleted (S03) keeps out what a blank cell in it does."""
    analysis = analysed(tmp_path, "1304 経費見積入力シート drop-column M")
    assert set(left_out(analysis)) == {"S03"}
    assert taken(analysis, 2019) == BUDGETS / 2


def test_a_row_that_lacks_much_still_tells_its_amounts(tmp_path: Path) -> None:
    """C01 of a whole row is about what is blank in it, not about its amounts."""
    blank = ("経費区分", "経費項目", "一括契約", "金額の確度")
    analysis = analysed(tmp_path, *(cost(f"{{{label}}}2 =") for label in blank))
    assert left_out(analysis) == {}
    assert taken(analysis, 2019) == BUDGETS


def test_a_figure_beyond_all_money_is_none(tmp_path: Path) -> None:
    """Twenty digits are an amount that nobody can read, in the account and in the tables."""
    edits = (cost("{2020年度見積}2 = 99999999999999999999"), cost("{合計}2 ="))
    analysis = analysed(tmp_path, *edits)
    assert len(analysis.material.amounts.unknown) == 1
    assert not analysis.balance["difference"].any()


def test_a_missing_form_leaves_a_trace(tmp_path: Path) -> None:
    """A cost sheet that is not there stands on 未反映 as amounts that nobody knows."""
    analysis = analysed(tmp_path, "1304 経費見積入力シート delete")
    assert [e.reason.code for e in analysis.material.left_out if e.kind is Kind.FILE] == ["S01"]


def test_systems_of_a_division_that_returned_a_form_twice_are_told(tmp_path: Path) -> None:
    """Every system of such a division stands on 未反映, for none is in the tables."""
    analysis = analysed(tmp_path, "1304 duplicate システム調査票_1304_課税課(2).xlsx")
    told = [each for each in analysis.material.left_out if each.kind is Kind.SYSTEM]
    assert len(told) == 4
    assert set(analysis.systems["code"]) == {"1305"}


def test_last_years_doubles_count_for_nothing(tmp_path: Path) -> None:
    """A division that returned twice last year is compared with nothing, and saves nothing."""
    returned, last_year, roster = WardModel().write(tmp_path)
    plain = analyze(validate([returned], roster=roster, previous=[last_year])).comparison
    (form,) = last_year.glob("*1304*")
    form.with_stem(f"{form.stem}(2)").write_bytes(form.read_bytes())
    doubled = analyze(validate([returned], roster=roster, previous=[last_year])).comparison
    assert plain is not None
    assert doubled is not None
    before = "2018年度予算"
    assert doubled.steps.at[before, "yen"] == plain.steps.at[before, "yen"] / 2
    assert doubled.steps.at["新規", "yen"] == 0
    assert set(doubled.systems["change"]) == {Change.KEPT, Change.NOT_RETURNED}


def test_what_has_no_name_resembles_nothing(tmp_path: Path) -> None:
    """Blank names and blank vendors are no likeness."""
    codes = ("1304", "1305")
    blank = [of(f"{{{label}}}{row} =", c) for c in codes for label in ("システム名", "事業者名")
             for row in (2, 3)]  # fmt: skip
    assert len(overlap.alike(analysed(tmp_path, *blank).material)) == 0


@pytest.mark.parametrize("months", [6, 9, 12, 36])
def test_steps_of_urgency_stand_once(tmp_path: Path, months: int) -> None:
    """Whatever horizon the settings give, each step has a name of its own, and all add up."""
    words = urgencies(months)
    assert len(set(words)) == len(words)
    analysis = analysed(tmp_path, settings={"thresholds": {"renewal_months": months}})
    assert set(analysis.renewals["urgency"]) <= {*words, "（記入なし）"}


def test_drop_downs_without_memory_for_tables(tmp_path: Path) -> None:
    """A workbook written as it goes offers the same choices as one held in memory."""
    lists = []
    for cells in (1_500_000, 0):
        settings = {"analysis": {"native_table_cells": cells}}
        path = tmp_path / f"{cells}.xlsx"
        write_analysis(path, analysed(inside(tmp_path, str(cells)), settings=settings))
        lists.append(cells_of(path, "選択肢"))
    assert lists[0] == lists[1]
    assert len(lists[0]) > 5


def test_a_column_called_like_one_of_ours(tmp_path: Path) -> None:
    """A division's own column 部名 does not cost システム一覧 its native table."""
    settings = {"forms": {"所管するシステム一覧": {"columns": [{"label": "部名"}]}}}
    path = tmp_path / "分析書.xlsx"
    write_analysis(path, analysed(tmp_path, settings=settings))
    titles = cells_of(path, "システム一覧")[0]
    assert titles.count("部名") == 1
    assert "分析：部名" in titles


def test_columns_of_the_settings_are_kept_in_the_second_evaluation(tmp_path: Path) -> None:
    """What is typed into a column that the settings add stands there in the next workbook."""
    form = "システム評価（2次）"
    settings = {"forms": {form: {"columns": [{"label": "担当メモ"}]}}}
    analysis = analysed(tmp_path, f"with {form}", settings=settings)
    (second,) = analysis.material.ward.second_evaluations
    assert isinstance(second.carried, dict)
    second.carried["担当メモ"] = "来月もう一度"
    path = tmp_path / "分析書.xlsx"
    write_analysis(path, analysis)
    header, *rows = cells_of(path, "二次評価入力")
    assert [row[header.index("担当メモ")] for row in rows if "1304-S01" in row] == ["来月もう一度"]
