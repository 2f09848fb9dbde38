"""Which amounts are a thousandth or a thousandfold of what they should be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sysaudit.findings import Text
from sysaudit.forms.cost_estimate import AMOUNT_KEYS, CostLine
from sysaudit.rules.base import Context
from sysaudit.rules.money.pairs import RUNNING, by_year, pairs, year_of
from sysaudit.rules.ward import Ward

THOUSAND = 1000
LEAST = 100_000
"""The greater of two figures is at least this, in yen, where a slip is suspected."""
FAR = 100
"""Figures less than so many times apart are in the same unit."""


@dataclass(frozen=True)
class Slip:
    """A figure that is a thousandth or a thousandfold of another one.

    Attributes:
        key: The amount that looks wrong.
        figure, other: It, and what it is compared with, in yen.
        source: Where the other one stands.
    """

    key: str
    figure: int
    other: int
    source: Text

    @property
    def small(self) -> bool:
        """Whether the figure is the thousandth."""
        return self.figure < self.other

    @property
    def meant(self) -> int:
        """The figure put right."""
        return self.figure * THOUSAND if self.small else self.figure // THOUSAND


@dataclass(frozen=True)
class RowSlips:
    """What is known of the figures of one row.

    Attributes:
        slips: Those that look wrong, in the order of their years.
        right: The keys of those that agree with last year's, or with the rest of the row.
        compared: Whether last year's row tells a figure of some size for one of them.
    """

    line: CostLine
    slips: tuple[Slip, ...]
    right: frozenset[str]
    compared: bool

    @property
    def whole(self) -> bool:
        """Whether every figure is wrong, as far as is known."""
        return bool(self.slips) and not self.right

    def slip(self, key: str) -> Slip | None:
        """What is wrong with one of its figures."""
        return next((slip for slip in self.slips if slip.key == key), None)


def row_slips(ward: Ward) -> dict[int, RowSlips]:
    """What is known of each cost row, by the row's ``id``; rows without a word left out."""
    return ward.once(_row_slips)


def _row_slips(ward: Ward) -> dict[int, RowSlips]:
    before, context = pairs(ward), ward.context
    found = {}
    for _, line in ward.costs_of_year:
        amounts = {key: amount for key in AMOUNT_KEYS if (amount := getattr(line, key))}
        last = before.get(id(line))
        if amounts and (last is not None or _far_apart(amounts)):
            found[id(line)] = _known_of(line, amounts, last, context)
    return found


def _far_apart(amounts: dict[str, int]) -> bool:
    greatest = max(amounts.values())
    return greatest >= LEAST and greatest > FAR * min(amounts.values())


def _known_of(
    line: CostLine, amounts: dict[str, int], last: CostLine | None, context: Context
) -> RowSlips:
    """The row beside last year's, then the figures of a running cost beside each other."""
    tolerance = context.settings.thresholds.change_ratio
    compared = [
        (key, amounts[key], other, year)
        for key, other, year in _last_of(line, amounts, last, context.year)
        if amounts[key] >= LEAST or other >= LEAST
    ]
    right = {key for key, figure, other, _ in compared if not _apart(figure, other)}
    slips = {
        key: Slip(key, figure, other, _last_year(year))
        for key, figure, other, year in compared
        if key not in right and _thousandfold(figure, other, tolerance)
    }
    if line.cost_kind == RUNNING and _far_apart(amounts):
        for slip in _within(line, amounts, right, tolerance):
            slips.setdefault(slip.key, slip)
    figures = [slip.figure for slip in slips.values()]
    others = [key for key in amounts if key not in slips]
    right |= {k for k in others if any(_apart(amounts[k], figure) for figure in figures)}
    ordered = tuple(slips[key] for key in AMOUNT_KEYS if key in slips)
    return RowSlips(line, ordered, frozenset(right), bool(compared))


def _last_of(
    line: CostLine, amounts: dict[str, int], last: CostLine | None, survey: int
) -> Iterator[tuple[str, int, int | None]]:
    """Last year's figure for the year of each amount, or, without a year, last year's budget."""
    if last is None:
        return
    before = by_year(last, survey - 1)
    first = year_of(line, AMOUNT_KEYS[0], survey)
    for year, key in enumerate(AMOUNT_KEYS, start=first):
        if key not in amounts:
            continue
        if year in before:
            yield key, before[year], year
        elif key == "budget" and last.budget:
            yield key, last.budget, None


def tells(last: CostLine | None, line: CostLine, survey: int) -> bool:
    """Whether last year's row tells a figure for a year of this row."""
    amounts = {key: amount for key in AMOUNT_KEYS if (amount := getattr(line, key))}
    return any(True for _ in _last_of(line, amounts, last, survey))


def _last_year(year: int | None) -> Text:
    ja, en = ("予算", "the budget") if year is None else (f"{year}年度", f"fiscal {year}")
    return Text(f"昨年度の調査票の{ja}", f"{en} on last year's form")


def _within(
    line: CostLine, amounts: dict[str, int], right: set[str], tolerance: float
) -> Iterator[Slip]:
    """The fewer figures are the likelier slips; of as many, the smaller ones."""
    partners = {
        key: [k for k, other in amounts.items() if _thousandfold(figure, other, tolerance)]
        for key, figure in amounts.items()
    }
    smalls = [key for key, of in partners.items() if of and amounts[of[0]] > amounts[key]]
    greats = [key for key, of in partners.items() if of and amounts[of[0]] < amounts[key]]
    sides = sorted((smalls, greats), key=len)
    odd = next((side for side in sides if side and right.isdisjoint(side)), [])
    for key in odd:
        other = partners[key][0]
        label = line.place.labels.get(other, "")
        source = Text(f"同じ行の{label}", f"{label} in this row")
        yield Slip(key, amounts[key], amounts[other], source)


def _apart(one: int, other: int) -> bool:
    return max(one, other) > FAR * min(one, other)


def _thousandfold(one: int, other: int, tolerance: float) -> bool:
    """Whether a thousand times the smaller is the greater, give or take an ordinary change."""
    small, great = sorted((one, other))
    return great >= LEAST and abs(small * THOUSAND - great) <= tolerance * great
