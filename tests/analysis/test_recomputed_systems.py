"""Dates, scores and points of the written 分析書, worked out anew from its lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from statistics import fmean

import pytest
from tests.analysis.reading import Row, table_of, without_total
from tests.analysis.test_recomputed import budgets, staff_made, systems

AS_OF = date(2019, 4, 1)
UNSTATED = "（記入なし）"
BUDGET = "2019年度予算（税込・円）"


def day_of(cell: object) -> date | None:
    """A date that stands in a cell; words such as 不明 are none."""
    return cell if isinstance(cell, date) else None


def months_until(end: date) -> int:
    """The last whole month that has passed by the day after ``end``, counted month by month."""
    after = end + timedelta(days=1)
    months = -1200
    while True:
        year, month = divmod(AS_OF.month - 1 + months + 1, 12)
        if date(AS_OF.year + year, month + 1, AS_OF.day) > after:
            return months
        months += 1


def deadlines(system: Row) -> list[date]:
    """契約 (of more than a year), リース, サポート, and the first day of the year of renewal."""
    single = system["契約期間区分"] == "単年度"
    days = [None if single else day_of(system["契約終了日"])]
    days += [day_of(system["機器リース終了日"]), day_of(system["サポート終了日"])]
    renewal = system["次期更新予定年度"]
    days.append(date(int(renewal), 4, 1) if isinstance(renewal, float) else None)
    return [day for day in days if day is not None]


def lacks_plan(system: Row) -> bool:
    """A contract of several years ends within two years, and nobody says what follows."""
    end = day_of(system["契約終了日"])
    return (
        system["契約期間区分"] != "単年度"
        and end is not None
        and end <= STEPS[24]
        and not isinstance(system["次期更新予定年度"], float)
        and system["状況"] not in ("廃止予定", "廃止済")
    )


def conflicts(system: Row) -> set[str]:
    """The beginnings of what 食い違い must say."""
    renewal = system["次期更新予定年度"]
    told = {"契約終了まで"} if lacks_plan(system) else set()
    if not isinstance(renewal, float):
        return told
    begins = date(int(renewal), 4, 1)
    end, lease = day_of(system["契約終了日"]), day_of(system["機器リース終了日"])
    support = day_of(system["サポート終了日"])
    if end and system["契約期間区分"] != "単年度" and begins > end + timedelta(days=1):
        told.add("契約は")
    if support and begins > support:
        told.add("サポートは")
    if lease and lease >= date(int(renewal) + 1, 4, 1):
        told.add("リースは")
    return told


STEPS = {9: date(2020, 1, 1), 12: date(2020, 4, 1), 24: date(2021, 4, 1)}
"""The last day of each step before it must be decided."""


def in_steps(earliest: date | None) -> str:
    """The step of a date; what lies before the day of judgement is over, were it by one day."""
    if earliest is None:
        return UNSTATED
    if earliest < AS_OF:
        return "期限超過"
    within = next((step for step, last in STEPS.items() if earliest <= last), None)
    return f"{within}か月以内" if within else "それ以降"


def assert_counts(told: Iterable[Row], name: str, words: dict[str, str], yen: Counter[str]) -> None:
    """A block counts the systems that bear each word, and what they cost this year."""
    for row in without_total(told, name):
        keys = [key for key, word in words.items() if word == row[name]]
        assert row["件数"] == len(keys), row[name]
        assert row[BUDGET] == sum(yen[key] for key in keys), row[name]


def test_deadlines(book: Path) -> None:
    """Earliest date, months left, step and contradictions of every system that lives on."""
    told = {row["キー"]: row for row in table_of(book, "更新時期", "残り月数")}
    expected = {
        row["キー"]: row for row in systems(book) if not staff_made(row) and row["状況"] != "廃止済"
    }
    assert set(told) == set(expected)
    words = {}
    for key, system in expected.items():
        earliest = min(deadlines(system), default=None)
        months = None if earliest is None else months_until(earliest)
        if earliest is not None and months is not None and earliest < AS_OF:
            months = min(months, -1)
        words[key] = in_steps(earliest)
        row = told[key]
        assert row["最も早い期限"] == (earliest or ""), key
        assert row["残り月数"] == ("" if months is None else months), key
        assert row["区分"] == words[key], key
        said = row["食い違い・計画の有無"].split("／")
        beginnings = ("契約終了まで", "契約は", "サポートは", "リースは")
        assert {b for b in beginnings for text in said if text.startswith(b)} == conflicts(system)
    assert_counts(table_of(book, "更新時期", "区分", "件数"), "区分", words, budgets(book))


def test_the_soonest_come_first(book: Path) -> None:
    """The list begins with the earliest date; systems without any come last."""
    days = [row["最も早い期限"] or date.max for row in table_of(book, "更新時期", "残り月数")]
    assert days == sorted(days)


def numbers(row: Row, names: Iterable[str]) -> list[float]:
    return [row[name] for name in names if isinstance(row[name], float)]


def adopted(row: Row) -> list[object]:
    """Q1 to Q5, each the 2次 where there is one."""
    return [row[f"2次Q{n}"] or row[f"Q{n}"] for n in range(1, 6)]


VALUES = [f"V{n}" for n in range(1, 6)]
EFFICIENCIES = [f"E{n}" for n in range(1, 4)]
WORDS = {
    (True, True): "伸ばす",
    (True, False): "作り直す",
    (False, True): "様子を見る",
    (False, False): "やめる",
}


def test_scores_follow_from_their_parts(book: Path) -> None:
    """Means, the count of 不明 and the word for action of every row; the block above counts."""
    yen, words = budgets(book), {}
    for row in table_of(book, "評価", "打ち手", "キー"):
        fits = [mark for mark in adopted(row) if isinstance(mark, float)]
        value, fit = (fmean(marks) if marks else None for marks in (numbers(row, VALUES), fits))
        efficiency = numbers(row, EFFICIENCIES)
        assert row["業務価値"] == ("" if value is None else pytest.approx(value))
        assert row["効率"] == (pytest.approx(fmean(efficiency)) if efficiency else "")
        assert row["技術適合"] == ("" if fit is None else pytest.approx(fit))
        marks = [row[name] for name in (*VALUES, *EFFICIENCIES, *(f"Q{n}" for n in range(1, 6)))]
        assert row["不明"] == marks.count("不明")
        known = value is not None and fit is not None
        word = WORDS[(value or 0) >= 3, (fit or 0) >= 3] if known else "評価なし"
        assert row["打ち手"] == word
        words[row["キー"]] = word
        assert row["2019年度予算（円）"] == yen[row["キー"]]
    assert_counts(table_of(book, "評価", "打ち手", "件数"), "打ち手", words, yen)


def test_letters_against_letters(book: Path) -> None:
    """The matrix of 評価差 counts the pairs of letters on 評価; below stand those that differ."""
    letters = Counter(
        (row["1次評価"], row["2次評価"])
        for row in table_of(book, "評価", "打ち手", "キー")
        if row["2次評価"]
    )
    for row in without_total(table_of(book, "評価差", "1次＼2次"), "1次＼2次"):
        for second, count in row.items():
            if second != "1次＼2次" and second:
                assert count == letters[row["1次＼2次"], second]
    apart = table_of(book, "評価差", "1次と異なる理由")
    different = {pair: n for pair, n in letters.items() if pair[0] != pair[1]}
    assert Counter((row["1次評価"], row["2次評価"]) for row in apart) == different
    order = ["S", "A", "A'", "B", "C", "D"]
    for row in apart:
        places = [order.index(row[name].split()[0]) for name in ("1次評価", "2次評価")]
        assert row["差（段階）"] == abs(places[0] - places[1])


def points(system: Row, evaluated: Row | None) -> dict[str, int]:
    """The points of a system, worked out once more."""
    support = day_of(system["サポート終了日"])
    if support is not None:
        of_support = 3 if support < AS_OF else 1 if support <= STEPS[24] else 0
    else:
        of_support = 0 if system["サポート終了日"] == "該当なし" else 1
    begun = [d for d in map(day_of, (system["稼働開始年月"], system["契約開始日"])) if d]
    years = max((-months_until(d - timedelta(days=1)) // 12 for d in begun), default=0)
    manual = adopted(evaluated)[4] if evaluated else None
    said = evaluated or {}
    knowledge = {"0人": 3, "1人": 2, "2人以上": 0}
    sole = system["契約方法"] == "特命随意契約" and years > 5
    return {
        "サポート": of_support,
        "仕様の把握": knowledge.get(system["仕様を把握する職員"], 1),
        "手順書": int(isinstance(manual, float) and manual <= 2),
        "停止の影響": {"即時に区民へ影響": 3, "当日中に影響": 2}.get(system["停止時の影響"], 0),
        "個人情報": {"特定個人情報有": 2, "有": 1}.get(system["個人情報"], 0),
        "更新計画なし": 2 * lacks_plan(system),
        "長い特命随契": int(sole),
        "決裁前処理": 2 * (said.get("決裁前処理") == "可能"),
        "Excel等で補完": int(said.get("Excel・Access補完") == "有"),
    }


def test_points_of_risk(book: Path) -> None:
    """Every column of points, their sum and the level of every live system that was bought."""
    evaluated = {row["キー"]: row for row in table_of(book, "評価", "打ち手", "キー")}
    live = ("運用中", "更新中", "廃止予定")
    expected = {
        row["キー"]: points(row, evaluated.get(row["キー"]))
        for row in systems(book)
        if row["状況"] in live and not staff_made(row)
    }
    told = {row["キー"]: row for row in table_of(book, "リスク", "点数", "キー")}
    assert set(told) == set(expected)
    words = {}
    for key, parts in expected.items():
        row = told[key]
        assert {name: row[name] for name in parts} == parts, key
        assert row["点数"] == sum(parts.values())
        words[key] = "高" if row["点数"] >= 8 else "中" if row["点数"] >= 5 else "低"
        assert row["区分"] == words[key]
    assert_counts(table_of(book, "リスク", "区分", "件数"), "区分", words, budgets(book))


@pytest.mark.parametrize(
    ("name", "down", "across"),
    [
        ("仕様を把握する職員＼停止時の影響", "仕様を把握する職員", "停止時の影響"),
        ("個人情報＼設置場所", "個人情報", "設置場所"),
    ],
)
def test_maps_of_risk(book: Path, name: str, down: str, across: str) -> None:
    """Each map counts the systems of リスク by two fields of システム一覧.

    What is none of a field's choices, blank or not understood, counts as 記入なし.
    """
    keys = {row["キー"] for row in table_of(book, "リスク", "点数", "キー")}
    told = table_of(book, "リスク", name)
    rows, columns = [row[name] for row in told], {word for word in told[0] if word != name}
    pairs = Counter(
        (
            row[down] if row[down] in rows else UNSTATED,
            row[across] if row[across] in columns else UNSTATED,
        )
        for row in systems(book)
        if row["キー"] in keys
    )
    for row in told:
        for word in columns:
            assert (row[word] or 0) == pairs[row[name], word], (row[name], word)
    assert pairs.total() == len(keys)
