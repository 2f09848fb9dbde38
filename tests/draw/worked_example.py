"""The worked example of docs/draw.md, computed anew: each of its blocks as it should be.

What is given (the facts of each division, the two shares, the busy seasons) is read from the page;
all else is computed from it by the program's own functions, as the page should show it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import log

from tests.audits.wards import YEAR, inputs
from tests.draw.worked_facts import MARK, Facts, Rows, season

from sysaudit.audits import Plan, Result, draw_audits, plan_of, sealed_by_shares
from sysaudit.config.draw import DrawSettings
from sysaudit.draw import ROLES, DepartmentDraw, Status
from sysaudit.draw.chance import targets
from sysaudit.draw.hashing import RANGE, digest, odd_number, text_of
from sysaudit.draw.odds import MILLION

FIRST, LAST = date(YEAR, 10, 1), date(YEAR, 10, 4)
"""The window of the example."""
AXIS = 40
"""Characters that the line of the comb is long."""


class Example:
    """The draw that follows from what a page gives."""

    def __init__(self, given: dict[str, Rows]) -> None:
        self._facts = [Facts(*row) for row in given["facts"]]
        self._shares = dict(line.split() for (line,) in given["shares"])
        self._busy = {code: season(told) for code, told in given["busy"]}

    @cached_property
    def plan(self) -> Plan:
        """As `draw-audits` makes it, by the default settings."""
        roster = [each.division(self._busy.get(each.code, ())) for each in self._facts]
        results = [result for each in self._facts for result in each.results()]
        checks = {each.code: each.checks() for each in self._facts if each.returned}
        return plan_of(inputs(roster, results, checks), first=FIRST, last=LAST)

    @cached_property
    def result(self) -> Result:
        """The draw by both shares."""
        return draw_audits(self.plan, sealed_by_shares(self.plan.draw_id, self._shares))

    @property
    def key(self) -> str:
        """K."""
        return self.result.seal.key

    @property
    def in_lot(self) -> list[str]:
        """The codes of those that are drawn from."""
        return [each.code for each in self.plan.candidates if each.status is Status.IN]

    @property
    def by_name(self) -> list[DepartmentDraw]:
        """The departments in the order of the page's first table."""
        order = list(dict.fromkeys(each.department for each in self._facts))
        return sorted(self.result.draw.departments, key=lambda each: order.index(each.name))

    def expected(self) -> dict[str, Rows]:
        """Every block that is computed."""
        return {
            "weights": list(self._weights()),
            "plan": [[line] for line in self.plan.text.splitlines()],
            "fingerprint": [[f"= {hashlib.sha256(self.plan.text.encode()).hexdigest()}"]],
            "places": [[line] for line in self._places()],
            "chances": list(self._chances()),
            "sum": [[self._sum()]],
            "commitments": _hashed(
                text_of("commit", self.plan.draw_id, role, self._shares[role]) for role in ROLES
            ),
            "key": _hashed(
                [text_of("key", self.plan.draw_id, *(self._shares[role] for role in ROLES))]
            ),
            "expectations": list(self._expectations()),
            "products": list(self._products()),
            "order": _hashed(text_of("stratum", self.key, each.name) for each in self.by_name),
            "start": _hashed([text_of("start", self.key)]),
            "first": [[line] for line in self._first()],
            "comb": [[line] for line in self._comb()],
            "teeth": list(self._teeth()),
            "tickets": _hashed(text_of("ticket", self.key, code) for code in self.in_lot),
            "numbers": [[code, *_number(self.result.draw.tickets[code])] for code in self.in_lot],
            "ranking": list(self._ranking()),
            "odds": [[line] for line in self._odds_of_two()],
            "visits": _hashed(text_of("visit", self.key, code) for code in self._drawn),
            "dates": list(self._dates()),
            "result": list(self._result()),
            "leaf": _hashed(self._leaf()),
            "terminal": [[line] for line in self._terminal()],
            "windows": [[line] for line in self._windows()],
        }

    @property
    def _drawn(self) -> list[str]:
        return [code for code in self.plan.by_code if code in self.result.draw.drawn]

    def _weights(self) -> Iterator[list[str]]:
        factor = DrawSettings().points.factor
        for each in self.plan.entries:
            if each.standing.status is not Status.IN:
                continue
            given = re.findall(r"（(\d+)点）", each.points.ja)
            total = f"{' + '.join(given)} = {each.total}" if len(given) > 1 else f"{each.total}"
            last = each.visited_last_year
            weight = f"{each.base}" if last else f"{each.base} × {factor} = {each.weight}"
            yield [each.code, total, f"{each.base}", MARK if last else "", weight]

    def _places(self) -> Iterator[str]:
        able = sum(each.candidate.status is not Status.OUT for each in self.plan.entries)
        part, must = Fraction(DrawSettings().fraction), len(self.result.draw.must)
        places = self.plan.places
        yield f"{able} × {part} = {float(able * part):.2f} → {places}"
        yield f"{places} − {must} = {places - must}"

    def _weight(self, code: str) -> int:
        return self.plan.by_code[code].weight

    @property
    def _free(self) -> int:
        return sum(each.quota for each in self.result.draw.departments)

    @property
    def _total(self) -> int:
        return sum(each.weight for each in self.result.draw.departments)

    def _chances(self) -> Iterator[list[str]]:
        for code in self.in_lot:
            chance = self.plan.chances[code]
            asked = f"{self._free} × {self._weight(code)} ÷ {self._total}"
            yield [code, asked, f"{chance}", f"{_decimal(100 * chance, 2)} %"]

    def _sum(self) -> str:
        chances = [self.plan.chances[code] for code in self.in_lot]
        return f"{' + '.join(map(str, chances))} = {sum(chances)}"

    def _expectation(self, each: DepartmentDraw) -> Fraction:
        return Fraction(self._free * each.weight, self._total)

    def _expectations(self) -> Iterator[list[str]]:
        for each in self.by_name:
            own = [self._weight(code) for code in sorted(each.order)]
            expected = self._expectation(each)
            yield [
                each.name,
                f"{' + '.join(map(str, own))} = {each.weight}",
                f"{self._free} × {each.weight} ÷ {self._total}",
                f"{expected}",
                _decimal(expected, 2),
            ]

    def _products(self) -> Iterator[list[str]]:
        """A place for the department, times a place within it: where it expects less than one."""
        for each in self.by_name:
            own = targets({code: self._weight(code) for code in each.order}, 1)
            expected = self._expectation(each)
            for code in sorted(own):
                yield [code, f"{expected} × {own[code]}", f"{expected * own[code]}"]

    def _reached(self) -> Iterator[tuple[DepartmentDraw, Fraction, Fraction]]:
        below = Fraction(0)
        for each in self.result.draw.departments:
            reached = below + self._expectation(each)
            yield each, below, reached
            below = reached

    @property
    def _start(self) -> Fraction:
        return Fraction(odd_number(digest("start", self.key)), RANGE)

    def _first(self) -> Iterator[str]:
        """A hash as a number between 0 and 1, by its first eight digits."""
        digits, number, _ = _number(digest("start", self.key))
        yield f"{digits} → {number}"
        yield f"{number} ÷ {16**8} = {int(number) / 16**8:.4f}"

    def _comb(self) -> Iterator[str]:
        """The line, a letter for each department, and the teeth beneath."""
        scale = Fraction(AXIS, self._free)
        ends = [reached * scale for _, _, reached in self._reached()]
        below = 0
        line = ""
        for letter, end in zip("ABC", ends, strict=True):
            line += letter * (round(end) - below)
            below = round(end)
        yield line
        teeth = [int((self._start + n) * scale) for n in range(self._free)]
        yield "".join("^" if at in teeth else " " for at in range(AXIS)).rstrip()

    def _teeth(self) -> Iterator[list[str]]:
        teeth = [self._start + n for n in range(self._free)]
        for letter, (each, below, reached) in zip("ABC", self._reached(), strict=True):
            own = [_decimal(tooth, 4) for tooth in teeth if below <= tooth < reached]
            assert len(own) == each.quota
            span = [_decimal(below, 2), _decimal(reached, 2)]
            yield [letter, each.name, *span, "、".join(own) or "-", f"{each.quota}"]

    def _ranking(self) -> Iterator[list[str]]:
        for each in self.by_name:
            target = targets({code: self._weight(code) for code in each.order}, each.quota)
            for number, code in enumerate(each.order, start=1):
                odds = Fraction(each.odds.get(code, self._weight(code) * MILLION), MILLION)
                drawn_number = odd_number(self.result.draw.tickets[code])
                ratio = Fraction(drawn_number, RANGE - drawn_number)
                yield [
                    each.name,
                    code,
                    f"{target[code]}",
                    f"{float(odds):.6f}" if each.odds else f"{odds}",
                    _decimal(ratio, 4),
                    _decimal(ratio / odds, 4),
                    f"{number}",
                ]

    def _odds_of_two(self) -> Iterator[str]:
        """Of two divisions for one place the chance can be written down without an integral."""
        for each in self.by_name:
            if not each.odds:
                continue
            (_, more), (_, less) = sorted(each.odds.items(), key=lambda pair: -pair[1])
            r = more / less
            chance = (r * r - r - r * log(r)) / (r - 1) ** 2
            heavy = max(self._weight(code) for code in each.order)
            yield f"r = {more / MILLION:.6f} ÷ {less / MILLION:.6f} = {r:.6f}"
            yield f"(r × r − r − r × ln r) ÷ (r − 1)² = {chance:.6f}"
            yield f"{heavy} ÷ {each.weight} = {Fraction(heavy, each.weight)} = " + (
                f"{heavy / each.weight:.6f}"
            )

    def _dates(self) -> Iterator[list[str]]:
        key = self.key
        yield [_short(day) for day in self.plan.window.dates]
        for code in sorted(self._drawn, key=lambda c: digest("visit", key, c)):
            cells = [
                digest("date", key, code, f"{day}")[:8]
                if day in self.plan.open_dates[code]
                else "×"
                for day in self.plan.window.dates
            ]
            yield [code, *cells, _short(self.result.dates[code])]

    def _result(self) -> Iterator[list[str]]:
        for code in self.plan.by_code:
            leaf = self.result.leaves[code]
            yield [code, leaf.status, leaf.detail]

    def _leaf(self) -> Iterator[str]:
        code = self._drawn[0]
        leaf = self.result.leaves[code]
        yield text_of("nonce", self.key, code)
        yield text_of("leaf", self.plan.draw_id, leaf.nonce, code, leaf.status, leaf.detail)

    def _terminal(self) -> Iterator[str]:
        yield f"printf '%s' '{text_of('ticket', self.key, self._drawn[0])}' | sha256sum"

    def _windows(self) -> Iterator[str]:
        told = text_of("ticket", self.key, self._drawn[0])
        yield f"[IO.File]::WriteAllText(\"$PWD\\ken.txt\", '{told}')"
        yield "certutil -hashfile ken.txt SHA256"


def _hashed(texts: Iterable[str]) -> Rows:
    """What is hashed, and its SHA-256 by Python's own library."""
    lines = ((text, f"= {hashlib.sha256(text.encode()).hexdigest()}") for text in texts)
    return [[line] for pair in lines for line in pair]


def _short(day: date) -> str:
    return f"{day.month}/{day.day}"


def _number(ticket: str) -> list[str]:
    first = int(ticket[:8], 16)
    return [ticket[:8], f"{first}", _decimal(Fraction(odd_number(ticket), RANGE), 6)]


def _decimal(number: Fraction, digits: int) -> str:
    """Rounded, without zeros at the end."""
    return f"{round(float(number), digits):.{digits}f}".rstrip("0").rstrip(".")
