"""The draw itself: certain ones, quotas, and the ranking within each department."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from sysaudit.draw.certain import certain
from sysaudit.draw.odds import odds_of
from sysaudit.draw.quotas import quotas
from sysaudit.draw.ranking import ranked
from sysaudit.draw.texts import Undrawable, check_code, check_department
from sysaudit.draw.tickets import ticket
from sysaudit.findings import Text


class Status(StrEnum):
    """Whether a division can be drawn."""

    IN = "in"
    MUST = "must"
    OUT = "out"


@dataclass(frozen=True)
class Candidate:
    """A division as the draw sees it.

    Attributes:
        weight: A whole number above 0; that of a must or an out counts for nothing.
    """

    code: str
    department: str
    weight: int = 1
    status: Status = Status.IN


@dataclass(frozen=True)
class DepartmentDraw:
    """What was drawn in one department, certain ones of the whole ward and must ones apart.

    Attributes:
        weight: The sum of the weights of those who take part.
        quota: The places it got.
        certain: Drawn for certain by their share of the quota, in code order.
        odds: Working odds in millionths by code, of those who are ranked by them; empty where
            there was no place left to fit for and weights were ranked instead.
        order: Everybody who takes part, the certain first, then by rank.
    """

    name: str
    weight: int
    quota: int
    certain: tuple[str, ...]
    odds: Mapping[str, int]
    order: tuple[str, ...]

    @property
    def drawn(self) -> tuple[str, ...]:
        """The first of the order, as many as the quota."""
        return self.order[: self.quota]

    @property
    def reserves(self) -> tuple[str, ...]:
        """The others, in the order in which they would stand in."""
        return self.order[self.quota :]


@dataclass(frozen=True)
class Draw:
    """A draw, complete.

    Attributes:
        candidates: In the order of their codes' bytes.
        places: n, with the must.
        key: K.
        must: Drawn because they have to be.
        certain: Drawn for certain by their share of all the places.
        departments: In the order of the comb.
    """

    candidates: tuple[Candidate, ...]
    places: int
    key: str
    must: tuple[str, ...]
    certain: tuple[str, ...]
    departments: tuple[DepartmentDraw, ...]
    tickets: Mapping[str, str]

    @cached_property
    def drawn(self) -> frozenset[str]:
        """Everybody who gets a visit."""
        within = (code for each in self.departments for code in each.drawn)
        return frozenset((*self.must, *self.certain, *within))

    @cached_property
    def reserve(self) -> dict[str, int]:
        """The reserves by code, each with its number in its department, from 1."""
        return {
            code: number
            for each in self.departments
            for number, code in enumerate(each.reserves, start=1)
        }

    @cached_property
    def certain_within(self) -> frozenset[str]:
        """Those whom the quota of their department made certain."""
        return frozenset(code for each in self.departments for code in each.certain)

    @cached_property
    def rank(self) -> dict[str, int]:
        """The number by ticket and odds in the department, of everybody who is ranked."""
        return {
            code: number
            for each in self.departments
            for number, code in enumerate(each.order[len(each.certain) :], start=1)
        }

    @cached_property
    def odds(self) -> dict[str, int]:
        """All working odds by code."""
        return {code: g for each in self.departments for code, g in each.odds.items()}


def draw(
    candidates: Iterable[Candidate],
    places: int,
    key: str,
    odds: Mapping[str, int] | None = None,
) -> Draw:
    """Draw ``places`` divisions; the order of the candidates changes nothing.

    Args:
        candidates: Every division, with those that are out.
        places: n, from the number of must to that of all in scope.
        key: K, `sysaudit.draw.shares.key_of`.
        odds: Working odds by code that stand in a result to be checked; fitted unless given.

    Raises:
        Undrawable: A code or name that cannot be hashed or a code twice; a weight below 1; more
            must than places, or more places than divisions.
    """
    ordered = tuple(sorted(candidates, key=lambda each: each.code.encode()))
    check(ordered, places)
    must = tuple(each.code for each in ordered if each.status is Status.MUST)
    able = {each.code: each for each in ordered if each.status is Status.IN}
    free = places - len(must)
    sure = certain({code: each.weight for code, each in able.items()}, free)
    taken = frozenset(sure)
    rest = [each for code, each in able.items() if code not in taken]
    tickets = {each.code: ticket(key, each.code) for each in ordered}
    departments = _departments(rest, free - len(sure), key, tickets, odds)
    return Draw(ordered, places, key, must, sure, departments, tickets)


def check(candidates: Sequence[Candidate], places: int) -> None:
    """Whether there can be a draw.

    Raises:
        Undrawable: There cannot; the message says why.
    """
    seen: set[str] = set()
    for each in candidates:
        check_code(each.code)
        check_department(each.department)
        if each.code in seen:
            raise Undrawable(
                Text(
                    f"課コード「{each.code}」が2つあります。重複した行を直してください。",
                    f"the code {each.code} is there twice: mend the list",
                )
            )
        seen.add(each.code)
        if each.weight < 1:
            raise Undrawable(
                Text(
                    f"「{each.code}」の重みが{each.weight}です。1以上にしてください。",
                    f"the weight of {each.code} is {each.weight}: it must be 1 or more",
                )
            )
    must = sum(each.status is Status.MUST for each in candidates)
    able = must + sum(each.status is Status.IN for each in candidates)
    if must > places:
        raise Undrawable(
            Text(
                f"必ず監査する課が{must}課あり、監査する数{places}課を超えています。--count を"
                f"{must}以上にするか、設定 max_gap_years を長くするか、前年度の指摘の改善状況を"
                "確かめてください（誰も黙って外すことはしません）。",
                f"{must} divisions must be audited, but there are {places} places: give --count "
                f"{must} or more, lengthen max_gap_years, or see whether last year's findings "
                "have been put right (nobody is dropped silently)",
            )
        )
    if places > able:
        raise Undrawable(
            Text(
                f"監査する数{places}課が、対象の{able}課より多くなっています。"
                f"--count を{able}以下にしてください。",
                f"{places} places, but only {able} divisions can be drawn: give --count "
                f"{able} or less",
            )
        )


def _departments(
    rest: Sequence[Candidate],
    places: int,
    key: str,
    tickets: Mapping[str, str],
    odds: Mapping[str, int] | None,
) -> tuple[DepartmentDraw, ...]:
    members: dict[str, dict[str, int]] = {}
    for each in rest:
        members.setdefault(each.department, {})[each.code] = each.weight
    found = quotas({name: sum(own.values()) for name, own in members.items()}, places, key)
    return tuple(
        _department(name, members[name], quota, tickets, odds) for name, quota in found.items()
    )


def _department(
    name: str,
    weights: Mapping[str, int],
    quota: int,
    tickets: Mapping[str, str],
    given: Mapping[str, int] | None,
) -> DepartmentDraw:
    sure = certain(weights, quota)
    taken = frozenset(sure)
    rest = {code: weight for code, weight in weights.items() if code not in taken}
    free = quota - len(sure)
    odds: Mapping[str, int] = {}
    if rest and free:
        odds = odds_of(rest, free) if given is None else {c: given.get(c, 1) for c in rest}
    order = ranked(rest, tickets, odds or rest)
    return DepartmentDraw(name, sum(weights.values()), quota, sure, odds, (*sure, *order))
