"""Points by the table of the design, each border on both sides, and the weight that follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest
from tests.audits.wards import answers, audit, division, past

from sysaudit.audits.history import History
from sysaudit.audits.points import WEIGHTS, Risk, gap_share, is_overdue, risk_of
from sysaudit.config.draw import DrawPoints
from sysaudit.forms.check_items import CHECK_ITEMS
from sysaudit.forms.self_check import SelfCheck

AS_OF = date(2019, 4, 1)
LINE = "1304 区民部 課税課"


def risk(
    line: str = LINE,
    results: Sequence[str] = (),
    checks: Sequence[SelfCheck] | None = None,
    rules: DrawPoints | None = None,
) -> Risk:
    """The risk of the division of that line."""
    return risk_of(division(line), past([line], results), checks, AS_OF, rules or DrawPoints())


def test_nothing_known_is_a_base_of_one() -> None:
    """Without self-checks and results every base is 1, and the weight four times that."""
    assert risk() == Risk((), 1, False, 4)


@pytest.mark.parametrize(("findings", "points"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (9, 3)])
def test_minor_findings_of_last_year(findings: int, points: int) -> None:
    """One point each, three at most, in one reason that counts them all."""
    found = risk(results=["2018 1304 課税課 パトロール 軽微な不適合 完了"] * findings)
    assert found.total == points
    assert [p.reason.ja for p in found.points] == [f"2018年度の軽微な不適合{findings}件"] * bool(
        points
    )


def test_findings_that_give_no_point() -> None:
    """Minor ones of years before, serious ones, remarks and a clean audit."""
    rows = [
        "2017 1304 課税課 パトロール 軽微な不適合 完了",
        "2018 1304 課税課 パトロール 重大な不適合 完了",
        "2018 1304 課税課 パトロール 観察事項 完了",
        "2018 1304 課税課 パトロール",
    ]
    assert risk(results=rows).total == 0


@pytest.mark.parametrize(
    ("due", "overdue"),
    [(date(2019, 3, 31), True), (date(2019, 4, 1), False), (date(2019, 4, 2), False)],
)
def test_remedy_is_overdue_from_the_day_after(due: date, overdue: bool) -> None:
    """On the day itself it may still be put right."""
    late = audit("2018 1304 課税課 内部監査 重大な不適合 対応中", due=due)
    assert is_overdue(late, AS_OF) is overdue


@pytest.mark.parametrize(
    ("progress", "overdue"),
    [("完了", False), ("対応中", True), ("未着手", True), ("報告なし", True)],
)
def test_what_is_done_is_not_overdue(progress: str, overdue: bool) -> None:
    """完了 alone ends it; without a day it never was."""
    line = f"2015 1304 課税課 内部監査 軽微な不適合 {progress}"
    assert is_overdue(audit(line, due=date(2016, 3, 31)), AS_OF) is overdue
    assert not is_overdue(audit(line), AS_OF)


def test_overdue_remedies_of_any_year_are_two_points_together() -> None:
    """Of however many findings."""
    late = [
        audit(f"{year} 1304 課税課 外部監査 観察事項 対応中", due=date(year + 1, 3, 29))
        for year in (2015, 2017)
    ]
    history = History(2019, {2019: [division(LINE)]}, late)
    found = risk_of(division(LINE), history, None, AS_OF, DrawPoints())
    assert [(p.points, p.reason.ja) for p in found.points] == [(2, "改善期限を過ぎた指摘2件")]


@pytest.mark.parametrize(
    ("percent", "total", "points"),
    [
        (0, 10, 0),
        (8.75, 80, 0),
        (10, 10, 1),
        (18.75, 80, 1),
        (20, 10, 2),
        (30, 10, 2),
        (35, 20, 3),
        (100, 5, 3),
    ],
)
def test_steps_of_the_self_check(
    percent: float, total: int, points: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From exactly 10, 20 and 35 percent on, one, two and three points."""
    monkeypatch.setattr("sysaudit.audits.points.WEIGHTS", {f"{n}": 1 for n in range(total)})
    missing = int(total * percent / 100)
    checks = [
        SelfCheck(number=f"{n}", answer="未実施" if n < missing else "実施済") for n in range(total)
    ]
    assert gap_share(checks) * 100 == Fraction(percent)
    assert risk(checks=checks).total == points


def test_just_below_and_above_the_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compared as fractions: 39 of 400 is not 10 percent, however it is rounded."""
    monkeypatch.setattr("sysaudit.audits.points.WEIGHTS", {f"{n}": 1 for n in range(400)})
    for missing, points in ((39, 0), (40, 1), (79, 1), (80, 2), (139, 2), (140, 3)):
        checks = [
            SelfCheck(number=f"{n}", answer="未実施" if n < missing else "実施済")
            for n in range(400)
        ]
        assert risk(checks=checks).total == points, missing


def test_share_by_weight() -> None:
    """未実施 counts whole, 一部実施 and 不明 half, each by the weight of its item."""
    total = sum(item.weight for item in CHECK_ITEMS)
    weight = WEIGHTS["1-4"]
    assert gap_share(answers()) == 0
    assert gap_share(answers(_1_4="未実施")) == Fraction(weight, total)
    assert gap_share(answers(_1_4="一部実施")) == Fraction(weight, 2 * total)
    assert gap_share(answers(_1_4="不明")) == Fraction(weight, 2 * total)
    assert gap_share(answers(rest="不明")) == Fraction(1, 2)
    assert gap_share(answers(rest="未実施")) == 1


def test_honesty_costs_no_more_than_guessing() -> None:
    """A division that knows nothing gets fewer points than one that does nothing or is silent."""
    unknown, silent = risk(checks=answers(rest="不明")), risk(checks=())
    assert unknown.total <= risk(checks=answers(rest="未実施")).total < silent.total


def test_items_that_do_not_apply_are_left_out() -> None:
    """They count neither as done nor as missing."""
    total = sum(item.weight for item in CHECK_ITEMS)
    given = answers(_1_4="未実施", _9_1="該当なし")
    assert gap_share(given) == Fraction(WEIGHTS["1-4"], total - WEIGHTS["9-1"])


def test_nothing_applies() -> None:
    """All 該当なし is no gap, and no point."""
    assert gap_share(answers(rest="該当なし")) == 0
    assert risk(checks=answers(rest="該当なし")).total == 0


def test_item_without_a_right_number_is_left_out() -> None:
    """And an answer that could not be read counts as in place."""
    checks = [*answers(), SelfCheck(number="99-9", answer="未実施")]
    assert gap_share(checks) == 0
    assert gap_share([SelfCheck(number="1-4", answer=None)]) == 0


def test_silence_is_four_points() -> None:
    """A self-check that was asked for and not returned; more than the worst answers."""
    found = risk(checks=())
    assert [(p.points, p.reason.ja) for p in found.points] == [(4, "監査調書が未提出")]


def test_nobody_asked() -> None:
    """Without self-checks at all, nobody was silent."""
    assert risk(checks=None).points == ()


@pytest.mark.parametrize(("marks", "points"), [("", 0), ("番", 1), ("委", 1), ("番 委", 2)])
def test_points_of_the_roster(marks: str, points: int) -> None:
    """個人番号利用 and 民間委託, one each."""
    assert risk(f"{LINE} {marks}").total == points


@pytest.mark.parametrize(
    ("total", "base"),
    [(0, 1), (1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (6, 4), (7, 4), (20, 4)],
)
def test_base(total: int, base: int) -> None:
    """0–1, 2–3, 4–5, 6 and more points are a base of 1, 2, 3, 4; the weight is four times that."""
    found = risk(f"{LINE} 番", rules=DrawPoints(my_number=total))
    assert (found.total, found.base, found.weight) == (total, base, 4 * base)


def test_visited_last_year() -> None:
    """The base alone, so that nobody is quite safe; a patrol is no visit."""
    seen = risk(f"{LINE} 番 委", ["2018 1304 課税課 内部監査"])
    assert (seen.visited_last_year, seen.base, seen.weight) == (True, 2, 2)
    before = risk(f"{LINE} 番 委", ["2017 1304 課税課 内部監査", "2018 1304 課税課 パトロール"])
    assert (before.visited_last_year, before.weight) == (False, 8)


def test_every_point_is_told() -> None:
    """Each with its reason and number, in both languages."""
    found = risk(f"{LINE} 番", ["2018 1304 課税課 パトロール 軽微な不適合 完了"], ())
    assert [p.told.ja for p in found.points] == [
        "2018年度の軽微な不適合1件（1点）",
        "監査調書が未提出（4点）",
        "個人番号を利用（1点）",
    ]
    assert [p.told.en for p in found.points] == [
        "1 minor findings in 2018 (+1)",
        "no self-check returned (+4)",
        "uses My Number (+1)",
    ]


def test_settings_say_what_counts() -> None:
    """A point that counts nothing is not told; other steps and factors hold."""
    rules = DrawPoints(my_number=0, outsourced=5, steps=(5,), factor=3)
    found = risk(f"{LINE} 番 委", rules=rules)
    assert [p.reason.en for p in found.points] == ["outsources work"]
    assert (found.base, found.weight) == (2, 6)
