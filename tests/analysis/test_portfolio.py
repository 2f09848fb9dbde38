"""重複, 単価比較 and 事業者 over small wards, a fact a test."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from tests.analysis.wards import analysed, cost, of, row_of
from tests.building import WardModel, system, table
from tests.building import cost as cost_row

from sysaudit.analysis import Analysis, analyze
from sysaudit.analysis.concentration import bundles, hhi, top_share
from sysaudit.forms import COST_ESTIMATE, SYSTEM_LIST
from sysaudit.validation import validate

APART = [
    of("{システム名}2 = 道路台帳"),
    of("{システム名}3 = 給食献立"),
    of("{システム名}2 = 墓地使用", "1305"),
    of("{システム名}3 = 議会中継", "1305"),
]
"""Four systems that nobody would take for each other."""


def named(row: int, name: str, code: str = "1304") -> str:
    return of(f"{{システム名}}{row} = {name}", code)


def vendor(row: int, name: str, code: str = "1304") -> str:
    return of(f"{{事業者名}}{row} = {name}", code)


def alike(folder: Path, *edits: str) -> dict[str, int]:
    """Systems in groups with their similarity."""
    found = analysed(folder, *APART, *edits).alike
    return {str(row["system_id"]): int(row["similarity"]) for _, row in found.iterrows()}


def test_different_systems_are_not_alike(tmp_path: Path) -> None:
    """One business and one vendor alone make no product."""
    assert alike(tmp_path) == {}


def test_one_package_in_two_divisions(tmp_path: Path) -> None:
    """Under one name it is found with 100, both systems in one group."""
    edits = (named(2, "施設予約システム"), named(2, "施設予約システム", "1305"))
    assert alike(tmp_path, *edits) == {"1304-S01": 100, "1305-S01": 100}


def test_similar_names_show_their_similarity(tmp_path: Path) -> None:
    """Names that differ by a character are found with the similarity by which they were."""
    edits = (named(2, "区民施設予約台帳"), named(2, "区立施設予約台帳", "1305"))
    found = alike(tmp_path, *edits)
    assert set(found) == {"1304-S01", "1305-S01"}
    assert set(found.values()) == {88}


def test_one_product_under_other_names(tmp_path: Path) -> None:
    """Of one vendor for one business, names need be less alike; of different ones not."""
    edits = (named(2, "公共施設予約"), named(2, "体育施設予約", "1305"))
    (tmp_path / "one").mkdir()
    assert alike(tmp_path / "one", *edits) == {"1304-S01": 67, "1305-S01": 67}
    (tmp_path / "other").mkdir()
    assert alike(tmp_path / "other", *edits, vendor(2, "有限会社青空", "1305")) == {}


def test_within_one_division_nothing_is_doubled(tmp_path: Path) -> None:
    """Two like systems of one division are its own affair (finding X06)."""
    assert alike(tmp_path, named(2, "施設予約第1"), named(3, "施設予約第2")) == {}


def test_abolished_systems_overlap_with_nobody(tmp_path: Path) -> None:
    """What is given up already need not be merged."""
    edits = (named(2, "施設予約システム"), named(2, "施設予約システム", "1305"))
    assert alike(tmp_path, *edits, of("{状況}2 = 廃止済")) == {}


def test_groups_are_numbered_by_cost(tmp_path: Path) -> None:
    """The costliest group comes first."""
    pairs = [("施設予約", 2), ("文書管理台帳", 3)]
    edits = [named(row, name, code) for name, row in pairs for code in ("1304", "1305")]
    dear = [cost("{2019年度予算}3 = 2000000"), cost("{合計}3 =")]
    table = analysed(tmp_path, *edits, *dear).alike
    assert table["group"].tolist() == [1, 1, 2, 2]
    assert table["system_id"].tolist()[:2] == ["1304-S02", "1305-S02"]


def test_a_business_of_several_divisions(tmp_path: Path) -> None:
    """Counted once a division has a system for it; alone, no business is told."""
    table = analysed(tmp_path, of("{対象業務}3 = 防災")).businesses
    assert list(table.index) == ["税"]
    assert (table.at["税", "divisions"], table.at["税", "systems"]) == (2, 3)


def budgets(*yen: int) -> list[str]:
    """This year's budgets of the four systems, 20 users each."""
    places = [("1304", 2), ("1304", 3), ("1305", 2), ("1305", 3)]
    edits = []
    for (code, row), amount in zip(places, yen, strict=True):
        edits += [cost(f"{{2019年度予算}}{row} = {amount}", code), cost(f"{{合計}}{row} =", code)]
    return edits


OFF = {"rules": {"X33": "off"}}
SPREAD = budgets(1_000_000, 1_100_000, 1_300_000, 9_000_000)


def test_robust_scores(tmp_path: Path) -> None:
    """0.6745 (x - median) / MAD: 50,000, 55,000, 65,000, 450,000 have 60,000 and 7,500."""
    table = analysed(tmp_path, *SPREAD, settings=OFF).unit_costs
    by_id = {row["system_id"]: row for _, row in table.iterrows()}
    assert by_id["1304-S01"]["m_per_user"] == 60_000
    assert by_id["1304-S01"]["d_per_user"] == 7_500
    expected = {
        "1304-S01": 0.6745 * -10_000 / 7_500,
        "1304-S02": 0.6745 * -5_000 / 7_500,
        "1305-S01": 0.6745 * 5_000 / 7_500,
        "1305-S02": 0.6745 * 390_000 / 7_500,
    }
    for own, score in expected.items():
        assert by_id[own]["z_per_user"] == pytest.approx(score)
        assert by_id[own]["outlier"] == (own == "1305-S02")


def test_groups_too_small_have_no_scores(tmp_path: Path) -> None:
    """With three systems for a business there is no middle to speak of; costs are shown."""
    table = analysed(tmp_path, *SPREAD, of("{対象業務}2 = 防災"), settings=OFF).unit_costs
    assert table["z_per_user"].isna().all()
    assert not table["outlier"].any()
    assert len(table) == 4


def test_without_spread_there_are_no_scores(tmp_path: Path) -> None:
    """Where all cost the same, MAD is 0 and nothing is divided by it."""
    assert analysed(tmp_path).unit_costs["z_per_user"].isna().all()


def test_without_users_there_is_no_unit_cost(tmp_path: Path) -> None:
    """Nobody divides by 不明; the other measures stay."""
    row = row_of(analysed(tmp_path, of("{利用者数}2 = 不明")).unit_costs, "1304-S01")
    assert row["per_user"] is None
    assert row["per_terminal"] == 100_000


def test_a_system_without_cost_is_not_compared(tmp_path: Path) -> None:
    """Nothing paid, nothing to compare."""
    edits = [cost("{2019年度予算}2 = 0"), cost("{合計}2 =")]
    ids = set(analysed(tmp_path, *edits).unit_costs["system_id"])
    assert "1304-S01" not in ids


VENDORS = [
    *SPREAD,
    vendor(2, "株式会社甲"),
    vendor(3, "株式会社乙"),
    vendor(2, "株式会社丙", "1305"),
    vendor(3, "株式会社丁", "1305"),
]


def test_concentration(tmp_path: Path) -> None:
    """Shares of 9, 1.3, 1.1 and 1.0 million; HHI is the sum of their squares in percent."""
    table = analysed(tmp_path, *VENDORS, settings=OFF).vendors
    parts = [9_000_000, 1_300_000, 1_100_000, 1_000_000]
    assert table["share"].tolist() == [part / 12_400_000 for part in parts]
    assert table["cumulated"].tolist()[-1] == pytest.approx(1)
    assert hhi(table) == pytest.approx(sum((part / 124_000) ** 2 for part in parts))
    assert top_share(table) == pytest.approx(1)


def test_one_vendor_is_a_monopoly(tmp_path: Path) -> None:
    """HHI is then 10,000."""
    assert hhi(analysed(tmp_path).vendors) == pytest.approx(10_000)


def test_costs_without_a_vendor_are_nobodys_share(tmp_path: Path) -> None:
    """They stay in the total, come last, and add nothing to the concentration."""
    table = analysed(tmp_path, vendor(2, "不明")).vendors
    assert table.index.tolist() == ["株式会社見本ソフト", "（記入なし）"]
    assert table["share"].tolist() == [0.75, 0.25]
    assert hhi(table) == pytest.approx(75**2)
    assert top_share(table) == 0.75


def six_vendors(folder: Path) -> Analysis:
    """The ward with six systems of as many vendors in 1304."""
    ward = WardModel()
    rows = [
        system("1304", "課税課", n, vendor=f"株式会社{c}") for n, c in enumerate("甲乙丙丁戊己", 1)
    ]
    sheets = ward.books["1304"].sheets
    sheets[1] = table(SYSTEM_LIST, rows)
    sheets[2] = table(COST_ESTIMATE, [cost_row("1304", n, 1_200_000 + n) for n in range(1, 7)])
    del ward.books["1305"]
    returned, _, roster = ward.write(folder)
    return analyze(validate([returned], roster=roster))


def test_the_first_five_of_six_vendors(tmp_path: Path) -> None:
    """The cheapest one is not among them."""
    found: pd.DataFrame = six_vendors(tmp_path).vendors
    assert found.index[-1] == "株式会社甲"
    assert top_share(found) == pytest.approx(1 - 1_200_001 / found["y1"].sum())


BUNDLE = [
    edit
    for code in ("1304", "1305")
    for edit in (
        cost("{契約番号}2 = 2019-0001", code),
        cost("{一括契約}2 = 他システムと一括", code),
        cost("{按分方法}2 = 均等", code),
        cost("{按分前総額}2 = 2500000", code),
    )
]


def test_bundled_contracts(tmp_path: Path) -> None:
    """One row a contract: its shares of next year, the whole once, and what they lack."""
    (row,) = bundles(analysed(tmp_path, *BUNDLE).material).reset_index().to_dict("records")
    assert (row["number"], row["systems"], row["divisions"]) == ("2019-0001", 2, 2)
    assert (row["shares"], row["wholes"]) == (2_422_000, (2_500_000,))
    assert row["difference"] == -78_000
