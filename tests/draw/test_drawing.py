"""The draw: what hangs on what, and what cannot be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import cycle, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.draw.wards import dummy_key, hundred, ward

from sysaudit.draw import Candidate, Status, Undrawable, draw

SMALL_WARD = ward(
    "総務部: A1 A2×2 A3×4 A4 A5×3 M1! X1?",
    "福祉部: B1×3 B2×2 B3 B4",
    "区民部: C1 C2×16 C3×8 C4 C5×2 C6×4",
    "会計室: Z9×40",
)
ABLE = 16
MOST_CHANGED = 5


def other(candidates: Sequence[Candidate], **changes: object) -> list[Candidate]:
    """The candidates with other weights of those that count for nothing."""
    return [
        Candidate(each.code, each.department, 77, each.status)
        if each.status is not Status.IN
        else each
        for each in candidates
    ]


@given(st.permutations(SMALL_WARD), st.integers(1, ABLE), st.integers(0, 99))
def test_any_order_of_candidates_gives_an_equal_draw(
    candidates: list[Candidate], places: int, number: int
) -> None:
    """Quotas, odds, ranks, reserves, tickets: all of it."""
    assert draw(candidates, places, dummy_key(number)) == draw(
        SMALL_WARD, places, dummy_key(number)
    )


@given(st.integers(1, ABLE), st.integers(0, 999))
def test_every_draw_is_whole(places: int, number: int) -> None:
    """So many are drawn; must and certain among them; the rest are reserves, once each."""
    made = draw(SMALL_WARD, places, dummy_key(number))
    assert len(made.drawn) == places
    assert {"M1", *made.certain} <= made.drawn
    able = {each.code for each in SMALL_WARD if each.status is not Status.OUT}
    assert made.drawn | made.reserve.keys() == able
    assert not made.drawn & made.reserve.keys()
    for each in made.departments:
        assert [made.reserve[code] for code in each.reserves] == [*range(1, len(each.reserves) + 1)]


@given(st.integers(1, ABLE), st.integers(0, 999))
def test_within_a_department_the_certain_come_first(places: int, number: int) -> None:
    """Odds stand for all others where a place is left for them, and for nobody where none is."""
    for each in draw(SMALL_WARD, places, dummy_key(number)).departments:
        assert each.order[: len(each.certain)] == each.certain
        ranked_by_odds = len(each.certain) < each.quota
        assert set(each.odds) == (set(each.order[len(each.certain) :]) if ranked_by_odds else set())


def test_another_key_gives_another_draw() -> None:
    """200 keys, 200 different sets of 33 among a hundred."""
    candidates = hundred(islice(cycle([1, 2, 3, 4]), 100))
    sets = {draw(candidates, 33, dummy_key(number)).drawn for number in range(200)}
    assert len(sets) == 200


def test_weights_of_must_and_out_count_for_nothing() -> None:
    """The same divisions are drawn, whatever they are."""
    for number in range(50):
        made = draw(other(SMALL_WARD), 6, dummy_key(number))
        assert made.departments == draw(SMALL_WARD, 6, dummy_key(number)).departments


def test_a_fixed_key_in_full() -> None:
    """Worked from the hashes by hand once: a change of any step shows."""
    candidates = ward("総務部: A1 A2×2 A3×3", "福祉部: B1 B2")
    made = draw(candidates, 2, dummy_key(1))
    numbers = {code: Fraction(2 * int(t, 16) + 1, 2**257) for code, t in made.tickets.items()}
    for each in made.departments:
        rank = {c: numbers[c] / (1 - numbers[c]) / g for c, g in each.odds.items()}
        weights = {c.code: c.weight for c in candidates}
        rank = rank or {c: numbers[c] / (1 - numbers[c]) / weights[c] for c in each.order}
        assert list(each.order) == sorted(rank, key=rank.__getitem__)


@pytest.mark.parametrize("weights", [(1, 2, 3, 4), (1,), (1, 4, 16, 4, 2, 12, 8, 3)], ids=str)
def test_removing_an_undrawn_division_changes_few_names(weights: tuple[int, ...]) -> None:
    """At most five of 33 are others, for all but the rarest keys and divisions."""
    candidates = hundred(islice(cycle(weights), 100))
    for number in range(60):
        made = draw(candidates, 33, dummy_key(number))
        undrawn = [each for each in candidates if each.code not in made.drawn]
        for gone in undrawn[number % 7 :: 7]:
            left = [each for each in candidates if each is not gone]
            after = draw(left, 33, dummy_key(number))
            assert len(made.drawn - after.drawn) <= MOST_CHANGED


def test_removing_an_undrawn_division_may_change_six_names() -> None:
    """Five is no bound: this pair of key and division was found among 70,000, and no second."""
    candidates = hundred(islice(cycle([1, 4, 16, 4, 2, 12, 8, 3]), 100))
    left = [each for each in candidates if each.code != "D29"]
    before, after = (draw(some, 33, dummy_key(1139)).drawn for some in (candidates, left))
    assert "D29" not in before
    assert len(before - after) == MOST_CHANGED + 1


def test_removing_one_that_is_out_changes_nothing() -> None:
    """It was never in the draw."""
    left = [each for each in SMALL_WARD if each.code != "X1"]
    for number in range(20):
        assert (
            draw(left, 6, dummy_key(number)).drawn == draw(SMALL_WARD, 6, dummy_key(number)).drawn
        )


@pytest.mark.parametrize("number", range(5))
def test_no_places_all_places(number: int) -> None:
    """Nobody or everybody, and never one that is out."""
    free = ward("総務部: A1 A2×4 X1?", "福祉部: B1")
    assert draw(free, 0, dummy_key(number)).drawn == frozenset()
    assert draw(free, 3, dummy_key(number)).drawn == {"A1", "A2", "B1"}
    assert draw([], 0, dummy_key(number)).drawn == frozenset()


@pytest.mark.parametrize(
    ("lines", "places", "drawn"),
    [
        (["総務部: A1"], 1, {"A1"}),
        (["総務部: A1"], 0, set()),
        (["総務部: A1!"], 1, {"A1"}),
        (["総務部: A1?"], 0, set()),
        (["総務部: A1! A2! A3"], 2, {"A1", "A2"}),
        (["総務部: A1! A2?", "福祉部: B1"], 2, {"A1", "B1"}),
    ],
)
def test_one_division_and_only_must(lines: list[str], places: int, drawn: set[str]) -> None:
    """Where nothing is left to chance, nothing is."""
    assert draw(ward(*lines), places, dummy_key(3)).drawn == drawn


def test_one_department() -> None:
    """It takes all places."""
    made = draw(ward("総務部: A1 A2×2 A3×3 A4"), 2, dummy_key(4))
    assert [each.quota for each in made.departments] == [2]


@pytest.mark.parametrize(
    ("lines", "places", "words"),
    [
        (["総務部: A1! A2! A3"], 1, "2 divisions must be audited, but there are 1 places"),
        (["総務部: A1! A2"], 0, "give --count 1 or more"),
        (["総務部: A1 A2 A3?"], 3, "only 2 divisions can be drawn: give --count 2 or less"),
        (["総務部: A1", "福祉部: A1"], 1, "the code A1 is there twice"),
        (["総務部: A1 A1?"], 1, "the code A1 is there twice"),
        (["総務部: A1×0"], 1, "the weight of A1 is 0: it must be 1 or more"),
        (["総務部: A1×-3"], 1, "the weight of A1 is -3"),
        (["総務部: Ａ1"], 1, "write 'A1'"),
        (["総務部: A|1"], 1, "'|' cannot stand in it"),
        (["総務㈱: A1"], 1, "write '総務(株)'"),
    ],
)
def test_what_cannot_be_drawn_is_said(lines: list[str], places: int, words: str) -> None:
    """In both languages, with the remedy."""
    with pytest.raises(Undrawable) as refused:
        draw(ward(*lines), places, dummy_key(5))
    assert words in str(refused.value)
    assert refused.value.text.ja.endswith(("。", "）", "」"))


def test_fewer_places_than_none() -> None:
    """No such number."""
    with pytest.raises(Undrawable):
        draw(ward("総務部: A1"), -1, dummy_key(6))
