"""The worked case: every number of it, which a second implementation agrees with."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from sysaudit.draw import (
    METHOD,
    ROLES,
    Candidate,
    DepartmentDraw,
    Draw,
    Schedule,
    Status,
    Undrawable,
    chances,
    commitment,
    draw,
    fits,
    key_of,
    leaf_list_sha256,
    leaves,
    schedule,
    share_of_seed,
)
from sysaudit.draw.hashing import RANGE, digest, odd_number, text_of
from sysaudit.draw.texts import check_code
from sysaudit.draw.tickets import ticket

GIVEN: dict[str, Any] = json.loads(
    Path(__file__).with_name("vectors.json").read_text(encoding="utf-8")
)
KEY: str = GIVEN["key"]
FRAME = [
    Candidate(f["code"], f["stratum"], f["weight"], Status(f["status"])) for f in GIVEN["frame"]
]
TESTED = {
    *("spec", "text_seed", "draw_id", "shares", "commitments", "key", "key_first_share_only"),
    *("start", "start_u", "strata", "frame", "n", "must", "take_all", "m", "W", "quota"),
    *("working_odds_millionths", "take_all_in_stratum", "selected", "reserve", "tickets"),
    *("visits", "infeasible", "leaves", "leaf_list_sha256", "codes_to_refuse", "chance"),
}
ACCEPTED_FORMS = {
    "Ａ01": "write 'A01'",
    "か\u30991": "write '\u304c1'",
    "A 1": "write 'A1'",
    "A|1": "'A-1', say",
    "": "type it",
    "x" * 65: "longer than 64 bytes of UTF-8: shorten it",
    "A\u200b1": "(U+200B): write 'A1'",
    "①": "write '1'",
}


@cache
def drawn() -> Draw:
    return draw(FRAME, GIVEN["n"], KEY)


def departments() -> dict[str, DepartmentDraw]:
    """Those that the vectors speak of: with a division that is neither certain nor must."""
    return {each.name: each for each in drawn().departments}


def days(texts: list[str]) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


def dated(only: dict[str, list[str]], per_date: int = 1) -> Schedule:
    every = GIVEN["visits"]["open_dates"]
    open_dates = {code: days(only.get(code, every)) for code in drawn().drawn}
    return schedule(drawn().drawn, open_dates, per_date, KEY)


def twelve_digits(ticket_digits: str) -> str:
    """U cut off after twelve digits, as the vectors show it."""
    return f"0.{odd_number(ticket_digits) * 10**12 // RANGE:012}"


def test_no_entry_of_the_vectors_is_left_untested() -> None:
    """Each key of the file is read by a test below, and the method is ours."""
    assert set(GIVEN) == TESTED
    assert GIVEN["spec"] == METHOD


@pytest.mark.parametrize("case", GIVEN["text_seed"], ids=lambda case: case["seed"])
def test_a_text_seed_gives_its_share_and_key(case: dict[str, str]) -> None:
    """Seeds are read as NFKC without outer spaces, then hashed."""
    share = share_of_seed(case["seed"])
    assert share == case["share"]
    assert key_of("2019", [share]) == case["key_draw_id_2019"]


def test_two_shares_give_their_commitments_and_the_key() -> None:
    """Both commitments, the key of both shares and that of the first alone."""
    draw_id, shares = GIVEN["draw_id"], GIVEN["shares"]
    made = {
        role: commitment(draw_id, role, share) for role, share in zip(ROLES, shares, strict=True)
    }
    assert made == GIVEN["commitments"]
    assert key_of(draw_id, shares) == KEY
    assert key_of(draw_id, shares[:1]) == GIVEN["key_first_share_only"]


def test_the_comb_starts_and_orders_as_given() -> None:
    """The start, its number between 0 and 1, and each department's hash."""
    assert digest("start", KEY) == GIVEN["start"]
    assert twelve_digits(GIVEN["start"]) == GIVEN["start_u"]
    made = {name: digest("stratum", KEY, name) for name in GIVEN["strata"]}
    assert made == GIVEN["strata"]
    assert [each.name for each in drawn().departments] == sorted(made, key=made.__getitem__)


def test_certain_ones_leave_m_places_for_a_weight_of_w() -> None:
    """Must and certain of the whole ward, and what is left of places and weight."""
    made = drawn()
    assert (list(made.must), list(made.certain)) == (GIVEN["must"], GIVEN["take_all"])
    assert made.places - len(made.must) - len(made.certain) == GIVEN["m"]
    assert sum(each.weight for each in made.departments) == GIVEN["W"]


def test_departments_get_the_given_quotas_and_certain_ones() -> None:
    """Places, and who takes one for certain within its department."""
    assert {name: each.quota for name, each in departments().items()} == GIVEN["quota"]
    sure = {name: list(each.certain) for name, each in departments().items()}
    assert sure == GIVEN["take_all_in_stratum"]


def test_the_fitted_odds_are_the_given_millionths() -> None:
    """All working odds to the last digit, and they hold the chances that they promise."""
    made = {name: dict(each.odds) for name, each in departments().items()}
    assert made == GIVEN["working_odds_millionths"]
    weight = {each.code: each.weight for each in FRAME}
    for each in departments().values():
        own = {code: weight[code] for code in each.odds}
        assert fits(each.odds, own, each.quota - len(each.certain))


def test_the_selected_and_the_reserves_in_their_order() -> None:
    """Who is drawn, and who would stand in first, second, third."""
    assert sorted(drawn().drawn, key=str.encode) == GIVEN["selected"]
    assert {name: list(each.reserves) for name, each in departments().items()} == GIVEN["reserve"]


def test_the_odds_of_the_result_alone_give_the_same_draw() -> None:
    """A verifier hands the printed odds in and fits nothing."""
    odds = dict(chain.from_iterable(d.items() for d in GIVEN["working_odds_millionths"].values()))
    assert draw(FRAME, GIVEN["n"], KEY, odds) == drawn()
    assert drawn().odds == odds


@pytest.mark.parametrize("case", GIVEN["tickets"], ids=lambda case: case["code"])
def test_a_ticket_is_the_hash_of_the_text_shown(case: dict[str, str]) -> None:
    """The text that is hashed, the ticket, and its number between 0 and 1."""
    assert text_of("ticket", KEY, case["code"]) == case["hashed"]
    assert drawn().tickets[case["code"]] == ticket(KEY, case["code"]) == case["ticket"]
    assert twelve_digits(case["ticket"]) == case["u"]


def test_everybody_has_a_ticket() -> None:
    """Those that are out or must have theirs, too."""
    assert set(drawn().tickets) == {case["code"] for case in GIVEN["tickets"]}


def test_the_chance_before_the_draw() -> None:
    """To the nine digits given, for every division."""
    made = {code: round(float(chance), 9) for code, chance in chances(FRAME, GIVEN["n"]).items()}
    assert made == GIVEN["chance"]


def test_visits_get_the_given_dates() -> None:
    """M1, which has two days only, moves another one."""
    given = GIVEN["visits"]
    made = dated(given["only"], given["visits_per_date"])
    assert {code: str(day) for code, day in made.dates.items()} == given["dates"]
    assert not made.conflicts


def test_an_infeasible_calendar_names_the_smallest_set() -> None:
    """Three divisions for two dates: they are named, the other five get a date."""
    given = GIVEN["infeasible"]
    made = dated(given["only"])
    (conflict,) = made.conflicts
    assert list(conflict.divisions) == given["divisions"]
    assert list(conflict.dates) == days(given["dates"])
    assert (conflict.room, len(conflict.divisions)) == (given["capacity"], given["need"])
    assert set(conflict.undated) < set(conflict.divisions)
    assert set(made.dates) == drawn().drawn - set(conflict.undated)


def test_leaves_and_the_hash_of_their_list() -> None:
    """Nonce, status, detail and leaf of each division, and what is published of all."""
    given = GIVEN["visits"]
    made = leaves(drawn(), GIVEN["draw_id"], dated(given["only"], given["visits_per_date"]).dates)
    assert {code: leaf._asdict() for code, leaf in made.items()} == GIVEN["leaves"]
    assert leaf_list_sha256(made.values()) == GIVEN["leaf_list_sha256"]


@pytest.mark.parametrize("code", GIVEN["codes_to_refuse"], ids=ascii)
def test_a_code_is_refused_with_the_right_form(code: str) -> None:
    """The message shows what to write instead, where there is something to show."""
    with pytest.raises(Undrawable) as refused:
        check_code(code)
    assert ACCEPTED_FORMS[code] in str(refused.value)
