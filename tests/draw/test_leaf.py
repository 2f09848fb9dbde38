"""Leaves: sealed results."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.draw.wards import dummy_key, ward

from sysaudit.draw import Candidate, Draw, draw, leaf_list, leaf_list_sha256, leaves

WARD = ward("総務部: A1 A2×2 A3 M1! X1?", "福祉部: B1 B2×3 B3")
KEY = dummy_key(7)
DAYS = [date(2019, 9, 2) + timedelta(days=n) for n in range(4)]


def drawn(candidates: list[Candidate]) -> Draw:
    return draw(candidates, 4, KEY)


def dates() -> dict[str, date]:
    return dict(zip(sorted(drawn(WARD).drawn), DAYS, strict=True))


def test_the_list_is_sorted_and_ends_with_a_line_feed() -> None:
    """One leaf of 64 digits per line, and nothing else."""
    text = leaf_list(leaves(drawn(WARD), "2019", dates()).values())
    lines = text.split("\n")
    assert lines.pop() == ""
    assert lines == sorted(lines)
    assert len(lines) == len(WARD)
    assert {len(line) for line in lines} == {64}
    assert "\r" not in text


def test_the_hash_is_that_of_the_lists_bytes() -> None:
    """What `sha256sum` gives for the published file."""
    made = leaves(drawn(WARD), "2019", dates()).values()
    assert leaf_list_sha256(made) == hashlib.sha256(leaf_list(made).encode()).hexdigest()


@given(st.permutations(WARD))
def test_any_order_gives_the_same_list(candidates: list[Candidate]) -> None:
    """Of the roster or of the leaves."""
    made = leaves(drawn(WARD), "2019", dates())
    again = leaves(drawn(candidates), "2019", dict(reversed(dates().items())))
    assert again == made
    assert leaf_list(reversed(list(made.values()))) == leaf_list(again.values())


@pytest.mark.parametrize("code", sorted(drawn(WARD).drawn))
def test_a_changed_date_changes_the_list_by_one_line(code: str) -> None:
    """Of whoever it is."""
    sealed = leaves(drawn(WARD), "2019", dates())
    moved = leaves(drawn(WARD), "2019", dates() | {code: date(2019, 12, 2)})
    assert {each for each in sealed if sealed[each] != moved[each]} == {code}
    assert leaf_list_sha256(sealed.values()) != leaf_list_sha256(moved.values())


def test_each_status_has_its_detail() -> None:
    """A date or `undated`, the reserve's number, or a hyphen."""
    made, one = drawn(WARD), min(drawn(WARD).drawn)
    sealed = leaves(made, "2019", {code: day for code, day in dates().items() if code != one})
    assert sealed[one][1:3] == ("drawn", "undated")
    assert sealed["X1"][1:3] == ("excluded", "-")
    for code in made.drawn - {one}:
        assert sealed[code][1:3] == ("drawn", str(dates()[code]))
    for code, number in made.reserve.items():
        assert sealed[code][1:3] == ("reserve", str(number))


def test_whoever_has_the_nonce_can_check_the_leaf() -> None:
    """By hand: method, tag, draw, nonce, code, status, detail."""
    for code, leaf in leaves(drawn(WARD), "2019", dates()).items():
        nonce = hashlib.sha256(f"sysaudit-draw/1|nonce|{KEY}|{code}".encode()).hexdigest()
        text = f"sysaudit-draw/1|leaf|2019|{nonce}|{code}|{leaf.status}|{leaf.detail}"
        assert (leaf.nonce, leaf.leaf) == (nonce, hashlib.sha256(text.encode()).hexdigest())


def test_another_draw_or_key_shares_no_leaf() -> None:
    """Last year's list tells nothing of this year's."""
    made = [
        leaves(draw(WARD, 4, key), draw_id, {})
        for draw_id in ("2019", "2020")
        for key in (KEY, dummy_key(8))
    ]
    assert len({leaf.leaf for each in made for leaf in each.values()}) == 4 * len(WARD)


def test_a_date_of_a_reserve_is_not_sealed() -> None:
    """Only who is drawn has one."""
    reserve = next(iter(drawn(WARD).reserve))
    plain, more = (
        leaves(drawn(WARD), "2019", dates() | extra) for extra in ({}, {reserve: DAYS[0]})
    )
    assert plain == more
