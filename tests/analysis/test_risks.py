"""リスク over small wards: each column of points, their sum and level."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from tests.analysis.wards import analysed, of, row_of, score

ID = "1304-S01"


def risk(folder: Path, *edits: str, **options: Any) -> pd.Series:
    return row_of(analysed(folder, *edits, **options).risks, ID)


QUIET = [
    of("{停止時の影響}2 = 軽微"),
    of("{個人情報}2 = 無"),
    of("{サポート終了日}2 = 2030-03-31"),
]
"""Without a single point, so that each test below shows its own."""
PART = {
    "support": [
        ("{サポート終了日}2 = 2018-03-31", 3),
        ("{サポート終了日}2 = 2021-03-31", 1),
        ("{サポート終了日}2 = 2021-04-30", 0),
        ("{サポート終了日}2 = 不明", 1),
        ("{サポート終了日}2 = 該当なし", 0),
    ],
    "knowledge": [
        ("{仕様を把握する職員}2 = 0人", 3),
        ("{仕様を把握する職員}2 = 1人", 2),
        ("{仕様を把握する職員}2 = 不明", 1),
    ],
    "outage": [("{停止時の影響}2 = 即時に区民へ影響", 3), ("{停止時の影響}2 = 当日中に影響", 2)],
    "data": [("{個人情報}2 = 特定個人情報有", 2), ("{個人情報}2 = 有", 1)],
}


@pytest.mark.parametrize(
    ("part", "edit", "points"), [(part, *case) for part, cases in PART.items() for case in cases]
)
def test_points_out_of_the_list(tmp_path: Path, part: str, edit: str, points: int) -> None:
    """Each answer on the list gives the points of its own column, and no other."""
    row = risk(tmp_path, *QUIET, of(edit))
    assert (row[part], row["points"]) == (points, points)


def test_support_that_ended_yesterday_has_ended(tmp_path: Path) -> None:
    """As finding R09 says; 31 March before the day of judgement, 1 April, is the usual case."""
    assert risk(tmp_path, *QUIET, of("{サポート終了日}2 = 2019-03-31"))["support"] == 3


@pytest.mark.parametrize(
    ("part", "edit", "points"),
    [
        ("manual", "P2 = 2", 1),
        ("manual", "P2 = 3", 0),
        ("before_approval", "{決裁前処理}2 = 可能", 2),
        ("before_approval", "{決裁前処理}2 = 不明", 0),
        ("office_tools", "{Excel・Access補完}2 = 有", 1),
    ],
)
def test_points_out_of_the_evaluation(tmp_path: Path, part: str, edit: str, points: int) -> None:
    """So do the answers of the evaluation."""
    row = risk(tmp_path, *QUIET, score(edit))
    assert (row[part], row["points"]) == (points, points)


def test_a_contract_that_ends_without_a_plan_gives_points(tmp_path: Path) -> None:
    """Two points where it ends within 24 months and nobody says what follows."""
    row = risk(tmp_path, *QUIET, of("{契約終了日}2 = 2020-03-31"), of("{次期更新予定年度}2 = 未定"))
    assert (row["plan"], row["points"]) == (2, 2)


@pytest.mark.parametrize(("begun", "points"), [("2013-04-01", 1), ("2013-05-01", 0)])
def test_a_long_sole_source_gives_a_point(tmp_path: Path, begun: str, points: int) -> None:
    """More than five whole years of 特命随意契約: six on 1 April 2019, five a month later."""
    edits = [
        "{契約方法}2 = 特命随意契約",
        "{随意契約の理由}2 = 互換性",
        f"{{稼働開始年月}}2 = {begun}",
    ]
    assert risk(tmp_path, *QUIET, *map(of, edits))["sole_source"] == points


@pytest.mark.parametrize(
    ("edits", "level"),
    [
        (["{仕様を把握する職員}2 = 0人", "{停止時の影響}2 = 即時に区民へ影響"], "中"),
        (
            [
                "{仕様を把握する職員}2 = 0人",
                "{停止時の影響}2 = 即時に区民へ影響",
                "{個人情報}2 = 特定個人情報有",
            ],
            "高",
        ),
        (["{仕様を把握する職員}2 = 0人", "{個人情報}2 = 有"], "低"),
    ],
)
def test_levels_of_risk(tmp_path: Path, edits: list[str], level: str) -> None:
    """Red from 8 points, amber from 5."""
    row = risk(tmp_path, *QUIET, *map(of, edits))
    assert row["level"] == level


def test_points_are_settings(tmp_path: Path) -> None:
    """What a municipality thinks of a risk stands in sysaudit.toml."""
    settings = {"risk": {"nobody_knows": 9, "amber": 9, "red": 9}}
    row = risk(tmp_path, *QUIET, of("{仕様を把握する職員}2 = 0人"), settings=settings)
    assert (row["points"], row["level"]) == (9, "高")


@pytest.mark.parametrize("status", ["構築中", "調達中", "廃止済"])
def test_only_systems_in_use_are_at_risk(tmp_path: Path, status: str) -> None:
    """What is not yet or no longer in use bears no risk."""
    analysis = analysed(tmp_path, of(f"{{状況}}2 = {status}"))
    assert ID not in set(analysis.risks["system_id"])
