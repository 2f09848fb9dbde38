"""Who visits whom."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.draw.wards import dummy_key

from sysaudit.draw import Auditor, assigned
from sysaudit.draw.hashing import digest

FIRST = date(2019, 9, 2)
DEPARTMENTS = ("総務部", "区民部", "福祉部")
HOMES = st.lists(st.sampled_from(DEPARTMENTS), max_size=25).map(
    lambda homes: {f"D{n:02}": home for n, home in enumerate(homes)}
)
AUDITORS = st.lists(st.sampled_from(DEPARTMENTS), max_size=6).map(
    lambda homes: [Auditor(f"監査{n}", home) for n, home in enumerate(homes)]
)
Homes = dict[str, str]


def visits(homes: Homes, per_date: int = 2) -> dict[str, date]:
    return {code: FIRST + timedelta(days=n // per_date) for n, code in enumerate(homes)}


def in_order(homes: Homes, key: str) -> list[str]:
    days = visits(homes)
    return sorted(homes, key=lambda code: (days[code], digest("visit", key, code)))


@given(HOMES, AUDITORS, st.integers(0, 99))
def test_never_the_own_department_and_none_only_where_nobody_is_left(
    homes: Homes, auditors: list[Auditor], number: int
) -> None:
    """Every visit has an auditor of another department if there is one."""
    found = assigned(visits(homes), homes, auditors, dummy_key(number))
    assert found.keys() == homes.keys()
    for code, auditor in found.items():
        able = [each for each in auditors if each.department != homes[code]]
        assert (auditor in able) if able else auditor is None


@given(HOMES, AUDITORS, st.integers(0, 99))
def test_each_visit_goes_to_the_least_burdened_of_the_able(
    homes: Homes, auditors: list[Auditor], number: int
) -> None:
    """In the order of the dates, ties by hash."""
    key, load = dummy_key(number), Counter[Auditor]()
    found = assigned(visits(homes), homes, auditors, key)
    for code in in_order(homes, key):
        able = [each for each in auditors if each.department != homes[code]]
        if able:
            least = [each for each in able if load[each] == min(load[a] for a in able)]
            hashed = {digest("auditor", key, code, each.name): each for each in least}
            assert found[code] == hashed[min(hashed)]
            load[hashed[min(hashed)]] += 1


@given(HOMES, AUDITORS, st.integers(0, 99))
def test_loads_differ_by_at_most_what_is_forced(
    homes: Homes, auditors: list[Auditor], number: int
) -> None:
    """By one within a department; more only by visits that the other one could not make."""
    found = assigned(visits(homes), homes, auditors, dummy_key(number))
    load = Counter(each for each in found.values() if each is not None)
    for one in auditors:
        for other in auditors:
            own = sum(1 for c, a in found.items() if a == one and homes[c] == other.department)
            same = one.department == other.department
            assert load[one] - load[other] <= (1 if same else 1 + own)


@given(HOMES, AUDITORS, st.randoms(use_true_random=False))
def test_the_order_of_visits_and_auditors_changes_nothing(
    homes: Homes, auditors: list[Auditor], chance: Random
) -> None:
    """It follows from the key."""
    days, key = visits(homes), dummy_key(1)
    codes = chance.sample(sorted(days), len(days))
    mixed = chance.sample(auditors, len(auditors))
    again = assigned({code: days[code] for code in codes}, homes, mixed, key)
    assert again == assigned(days, homes, auditors, key)


def test_namesakes_of_two_departments_are_told_apart_in_any_order() -> None:
    """Their hashes are equal; the order of the settings must not decide."""
    homes = {f"D{n:02}": "会計室" for n in range(12)}
    twins = [Auditor("佐藤", "総務部"), Auditor("佐藤", "福祉部")]
    one = assigned(visits(homes), homes, twins, dummy_key(2))
    assert one == assigned(visits(homes), homes, twins[::-1], dummy_key(2))


@pytest.mark.parametrize("auditors", [[], [Auditor("佐藤", "総務部")]])
def test_nobody_left_is_none(auditors: list[Auditor]) -> None:
    """A note, not a crash."""
    homes = {"A1": "総務部"}
    assert assigned(visits(homes), homes, auditors, dummy_key(3)) == {"A1": None}


def test_who_cannot_help_does_not_stop_the_others() -> None:
    """Loads even out over the visits that each can make."""
    homes = dict.fromkeys((f"D{n:02}" for n in range(12)), "総務部")
    auditors = [Auditor("佐藤", "総務部"), Auditor("鈴木", "福祉部"), Auditor("高橋", "区民部")]
    load = Counter(assigned(visits(homes), homes, auditors, dummy_key(4)).values())
    assert load == {auditors[1]: 6, auditors[2]: 6}
