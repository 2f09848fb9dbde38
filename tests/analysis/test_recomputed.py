"""The sums of the written 分析書, added up anew from its long tables by plain loops."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from statistics import median

import pytest
from tests.analysis.reading import Row, by_year, cells_of, table_of, without_total

YEARS = range(2018, 2025)
FIVE = range(2020, 2025)
THIS = 2019
MONTHS_AT_8 = {2018: 12, 2019: 6}
"""How many months of a fiscal year bear 8 %; those of later years bear 10 %."""


def costs(book: Path) -> list[Row]:
    return table_of(book, "経費", "入力額（円）")


def taken(book: Path) -> list[Row]:
    return [row for row in costs(book) if row["扱い"] == "反映"]


def systems(book: Path) -> list[Row]:
    return table_of(book, "システム一覧", "キー")


def budgets(book: Path) -> Counter[str]:
    """This year's budget by system."""
    found: Counter[str] = Counter()
    for row in taken(book):
        found[row["キー"]] += row["税込額（円）"] if row["年度"] == THIS else 0
    return found


def staff_made(system: Row) -> bool:
    """Made by the division itself, and so outside the totals."""
    return bool({system["システム区分"], system["導入形態"]} & {"職員作成ツール", "職員作成"})


def grouped(rows: list[Row], key: Callable[[Row], str]) -> dict[str, Counter[int]]:
    """Yen with tax by group and year."""
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for row in rows:
        found[key(row)][int(row["年度"])] += int(row["税込額（円）"])
    return found


@pytest.mark.parametrize(
    ("heading", "name", "column"),
    [
        ("経費区分別", "経費区分", "経費区分"),
        ("金額の確度別", "確度", "確度"),
        ("部別", "部名", "部名"),
        ("経費項目別", "経費項目", "経費項目"),
    ],
)
def test_blocks_of_the_summary(book: Path, heading: str, name: str, column: str) -> None:
    """Each block of 経費集計 holds the sums of 経費 by year; its last row is their sum."""
    told = table_of(book, "経費集計", name, after=heading)
    expected = grouped(taken(book), lambda row: row[column])
    expected["計"] = sum(expected.values(), Counter())
    assert {row[name] for row in told} >= set(expected)
    for row in told:
        of_it = expected.get(row[name], Counter())
        assert by_year(row) == {year: of_it[year] for year in YEARS}, row[name]
        assert row["5年間の計"] == sum(of_it[year] for year in FIVE)


def test_running_against_change(book: Path) -> None:
    """運用 stands against the three kinds of change."""
    told = table_of(book, "経費集計", "動かす・変える")
    kinds = {"運用": "運用", "整備": "整備・改修・更新", "改修": "整備・改修・更新"}
    expected = grouped(taken(book), lambda row: {**kinds, "更新": kinds["整備"]}[row["経費区分"]])
    for row in without_total(told, "動かす・変える"):
        of_it = expected.pop(row["動かす・変える"])
        assert by_year(row) == {year: of_it[year] for year in YEARS}
    assert not expected


def test_shares_of_certainty(book: Path) -> None:
    """Each certainty's share is its sum through that of all, for every year."""
    expected = grouped(taken(book), lambda row: row["確度"])
    totals = sum(expected.values(), Counter())
    for row in table_of(book, "経費集計", "確度", after="金額の確度の割合"):
        of_it = expected[row["確度"]]
        for year, share in by_year(row).items():
            assert share == pytest.approx(of_it[year] / totals[year], rel=1e-12)
        five = sum(of_it[year] for year in FIVE) / sum(totals[year] for year in FIVE)
        assert row["5年間の計"] == pytest.approx(five, rel=1e-12)


def test_tax_is_added_to_each_amount(book: Path) -> None:
    """税込額 follows from 入力額, 税区分, 税率 and year; a mean rate makes an amount 概算."""
    stated = {"8%": Fraction(8), "10%": Fraction(10)}
    for row in costs(book):
        year, typed = int(row["年度"]), int(row["入力額（円）"])
        at_8 = MONTHS_AT_8.get(year, 0)
        rate = stated.get(row["税率"], Fraction(8 * at_8 + 10 * (12 - at_8), 12))
        excluded = row["税区分"] == "税抜"
        with_tax = typed * (100 + rate) / 100 if excluded else Fraction(typed)
        assert row["税込額（円）"] == with_tax.__floor__(), row["セル"]
        rough = row["税区分"] not in ("税込", "税抜", "非課税・不課税") or (
            excluded and row["税率"] not in stated
        )
        assert row["確度"] == ("概算" if rough else row["金額の確度"]), row["セル"]


def test_sums_of_each_system(book: Path) -> None:
    """What システム一覧 says that a system costs is what 経費 holds of it."""
    expected = grouped(costs(book), lambda row: row["キー"])
    for row in systems(book):
        of_it = expected.pop(row["キー"], Counter())
        told = [row[f"{name}（税込・円）"] for name in ("今年度予算", "翌年度見積", "5年間の計")]
        assert told == [of_it[THIS], of_it[THIS + 1], sum(of_it[year] for year in FIVE)]
    assert not expected


MEASURES = {"利用者": "利用者数", "日常利用者": "日常利用者数", "端末": "端末台数"}
COUNTS = {
    "利用者数": "利用者数（人）",
    "日常利用者数": "うち日常利用者数（人）",
    "端末台数": "端末台数（台）",
}


def same(shown: object, value: float | None) -> bool:
    """Whether a cell shows a number; nothing where there is none."""
    expected = "" if value is None else pytest.approx(value, rel=1e-9, abs=1e-9)
    return bool(shown == expected)


def unit_costs(book: Path) -> dict[str, dict[str, dict[str, float]]]:
    """対象業務 → measure → system's key → yen for each, of systems with a cost and a count."""
    found: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    yen = budgets(book)
    for row in systems(book):
        if staff_made(row) or not yen[row["キー"]]:
            continue
        for measure, count in MEASURES.items():
            number = row[COUNTS[count]]
            if isinstance(number, float) and number > 0:
                found[row["対象業務"]][measure][row["キー"]] = yen[row["キー"]] / number
    return found


def test_unit_costs_and_their_scores(book: Path) -> None:
    """Unit cost, median, MAD, z and mark of every system, by the formulas of the sheet's note."""
    told = {row["キー"]: row for row in table_of(book, "単価比較", "目印")}
    expected = unit_costs(book)
    keys = {key for group in expected.values() for of_it in group.values() for key in of_it}
    assert set(told) == keys
    for row in told.values():
        far = False
        for measure in MEASURES:
            of_it = expected[row["対象業務"]][measure]
            own = of_it.get(row["キー"])
            values = list(of_it.values())
            centre = median(values) if values else None
            spread = median([abs(value - (centre or 0)) for value in values]) if values else None
            score = None
            if own is not None and centre is not None and spread and len(values) >= 4:
                score = 0.6745 * (own - centre) / spread
                far |= abs(score) >= 3.5
            for name, value in (
                (f"{measure}当たり", own),
                (f"{measure}中央値", centre),
                (f"{measure}中央値との差", None if own is None else abs(own - (centre or 0))),
                (f"{measure}中央絶対偏差", spread),
                (f"z{measure}", score),
            ):
                assert same(row[name], value), (row["キー"], name)
        assert row["目印"] == ("外れ値" if far else ""), row["キー"]


def test_the_middle_of_each_business(book: Path) -> None:
    """The block below counts the systems of each 対象業務 and repeats its medians and MADs."""
    expected = unit_costs(book)
    told = table_of(
        book, "単価比較", "システムの数", after="対象業務ごとの中央値と中央絶対偏差（円）"
    )
    assert len(told) == len(expected)
    for row in told:
        group = expected[row["対象業務"]]
        assert row["システムの数"] == len({key for of_it in group.values() for key in of_it})
        for measure in MEASURES:
            values = list(group[measure].values())
            if values:
                centre = median(values)
                assert row[f"{measure}中央値"] == pytest.approx(centre)
                spread = median([abs(value - centre) for value in values])
                assert row[f"{measure}偏差"] == pytest.approx(spread)


def test_vendors(book: Path) -> None:
    """Sums, systems, divisions and shares of each vendor, the costliest first."""
    told = without_total(table_of(book, "事業者", "ほかの書き方"), "事業者名")
    rows = taken(book)
    sums = grouped(rows, lambda row: row["事業者名"])
    total = sum(of_it[THIS] for of_it in sums.values())
    cumulated = 0
    for row in told:
        name = row["事業者名"]
        of_it = sums.pop(name)
        assert row["2019年度予算（円）"] == of_it[THIS]
        assert row["2020年度見積（円）"] == of_it[2020]
        assert row["5年間の計（円）"] == sum(of_it[year] for year in FIVE)
        own = [each for each in rows if each["事業者名"] == name]
        assert row["システムの数"] == len({each["キー"] for each in own})
        assert row["課の数"] == len({each["課コード"] for each in own})
        cumulated += of_it[THIS]
        assert row["今年度の割合"] == pytest.approx(of_it[THIS] / total, rel=1e-12)
        assert row["割合の累計"] == pytest.approx(cumulated / total, rel=1e-9)
    assert not sums
    known = [row["2019年度予算（円）"] for row in told if row["事業者名"][0] != "（"]
    assert known == sorted(known, reverse=True)


def test_concentration(book: Path) -> None:
    """The share of the first five vendors, and the HHI, over vendors that are known."""
    sums = grouped(taken(book), lambda row: row["事業者名"])
    total = sum(of_it[THIS] for of_it in sums.values())
    known = sorted((of_it[THIS] / total for name, of_it in sums.items() if name[0] != "（"))
    facts = {row[0]: row[1] for row in cells_of(book, "事業者") if isinstance(row[1], float)}
    assert facts["上位5社の割合"] == pytest.approx(sum(known[-5:]), rel=1e-9)
    assert facts["HHI"] == pytest.approx(sum((share * 100) ** 2 for share in known), rel=1e-9)
    assert facts["事業者の数"] == len(known)


def test_bundled_contracts(book: Path) -> None:
    """The shares of each bundled contract in next year's estimate, by its number."""
    told = table_of(book, "事業者", "契約番号", after="一括契約（契約番号ごと）")
    rows = [row for row in taken(book) if row["一括契約"] == "他システムと一括"]
    assert {row["契約番号"] for row in told} == {row["契約番号"] for row in rows} - {""}
    for row in told:
        own = [each for each in rows if each["契約番号"] == row["契約番号"]]
        shares = sum(each["入力額（円）"] for each in own if each["年度"] == THIS + 1)
        assert row["2020年度の分の計（入力のまま・円）"] == shares
        assert row["システムの数"] == len({each["キー"] for each in own})
        assert row["課の数"] == len({each["課コード"] for each in own})
