"""Tickets, and the ranking by them."""

from __future__ import annotations

import hashlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.draw.wards import dummy_key

from sysaudit.draw.hashing import RANGE, odd_number
from sysaudit.draw.ranking import ranked
from sysaudit.draw.tickets import in_unit, ticket

HEX = st.integers(0, 2**256 - 1).map(lambda number: f"{number:064x}")


@given(st.integers(0, 999), st.sampled_from(["A1", "戸籍", "1304"]))
def test_a_ticket_hangs_on_key_and_code_alone(number: int, code: str) -> None:
    """It is the plain hash of both."""
    key = dummy_key(number)
    text = f"sysaudit-draw/1|ticket|{key}|{code}"
    assert ticket(key, code) == hashlib.sha256(text.encode()).hexdigest()


@given(HEX)
def test_u_is_never_0_and_never_1(digits: str) -> None:
    """As a fraction; the one that is shown is its nearest floating-point number."""
    u = Fraction(odd_number(digits), RANGE)
    assert 0 < u < 1
    assert in_unit(digits) == float(u)


@given(st.lists(st.tuples(HEX, st.integers(1, 10**9)), max_size=12))
def test_the_order_is_that_of_exact_fractions(rows: list[tuple[str, int]]) -> None:
    """T/((M−T)·g), ties by code."""
    tickets = {f"D{n}": row[0] for n, row in enumerate(rows)}
    odds = {f"D{n}": row[1] for n, row in enumerate(rows)}

    def number(code: str) -> Fraction:
        big = odd_number(tickets[code])
        return Fraction(big, (RANGE - big) * odds[code])

    assert ranked(tickets, tickets, odds) == tuple(sorted(tickets, key=lambda c: (number(c), c)))


@given(st.lists(HEX, min_size=2, max_size=8), st.integers(1, 10**6))
def test_a_common_factor_of_the_odds_changes_nothing(digits: list[str], factor: int) -> None:
    """Only their ratios count."""
    tickets = {f"D{n}": each for n, each in enumerate(digits)}
    odds = {code: n + 1 for n, code in enumerate(tickets)}
    greater = {code: factor * g for code, g in odds.items()}
    assert ranked(tickets, tickets, odds) == ranked(tickets, tickets, greater)


def test_tickets_that_differ_in_the_last_bit_are_told_apart() -> None:
    """No floating-point number decides: 1 in 2**256 does."""
    lower, higher = "7" + "f" * 62 + "e", "7" + "f" * 63
    assert in_unit(lower) == in_unit(higher)
    assert ranked("AB", {"A": higher, "B": lower}, {"A": 1, "B": 1}) == ("B", "A")


@pytest.mark.parametrize("codes", [("ｚ", "𠮷", "a"), ("a", "𠮷", "ｚ")])
def test_equal_numbers_go_by_the_bytes_of_the_code(codes: tuple[str, ...]) -> None:
    """Bytes of UTF-8, so that any language sorts them the same."""
    tickets, odds = dict.fromkeys(codes, "8" * 64), dict.fromkeys(codes, 5)
    assert ranked(codes, tickets, odds) == ("a", "ｚ", "𠮷")
