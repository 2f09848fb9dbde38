"""Visit dates: as many divisions as possible on a day that suits them, in an order by chance.

Each division has its own open dates; each date takes so many visits. The divisions come in an
order that follows from the key, each with its dates in an order of its own. A division takes its
first date with room. Where there is none, it asks: date by date, each division that holds the
date tries to move elsewhere (and may ask others in turn), and whoever can frees the place. This is
the augmenting path of bipartite matching: it fails only where no arrangement of those already
placed has room for one more.

Then the divisions that were asked, together, have fewer places on all their dates than they are
(Hall's condition), which explains the failure: the smallest such set is told with its dates. The
division stays drawn, for a busy season moves a date and exempts nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sysaudit.draw.hashing import digest


@dataclass(frozen=True)
class Conflict:
    """Divisions that compete for too few dates, and those that are left without.

    Attributes:
        undated: Who is left without a date, in code order.
        divisions: Everybody who competes, the undated among them; with one undated the smallest
            set that has too few dates.
        dates: All their open dates together.
        room: The visits that those dates take; fewer than there are divisions.
    """

    undated: tuple[str, ...]
    divisions: tuple[str, ...]
    dates: tuple[date, ...]
    room: int


@dataclass(frozen=True)
class Schedule:
    """Who is visited when.

    Attributes:
        dates: By code, in the order of the dates.
        conflicts: One for each set of dates for which too many compete.
    """

    dates: Mapping[str, date]
    conflicts: tuple[Conflict, ...]

    @property
    def undated(self) -> tuple[str, ...]:
        """Who is left without a date."""
        return tuple(code for each in self.conflicts for code in each.undated)


def schedule(
    codes: Iterable[str], open_dates: Mapping[str, Sequence[date]], per_date: int, key: str
) -> Schedule:
    """Give each drawn division a date where there is one.

    Args:
        codes: The drawn divisions.
        open_dates: By code, the dates on which it may be visited.
        per_date: How many visits a date takes.
        key: K.
    """
    order = sorted(codes, key=lambda code: (visit_order(key, code), code.encode()))
    wishes = {
        code: sorted(open_dates[code], key=lambda day, c=code: digest("date", key, c, f"{day}"))  # type: ignore[misc]
        for code in order
    }
    book = _Book(wishes, per_date)
    asked = {code: asked for code in order if (asked := book.place(code))}
    dated = sorted(book.date_of, key=lambda code: (book.date_of[code], visit_order(key, code)))
    conflicts = _conflicts(asked, open_dates, per_date)
    return Schedule({code: book.date_of[code] for code in dated}, tuple(conflicts))


def visit_order(key: str, code: str) -> str:
    """By which divisions come one after the other."""
    return digest("visit", key, code)


class _Book:
    """The dates as they fill up."""

    def __init__(self, wishes: Mapping[str, Sequence[date]], per_date: int) -> None:
        self._wishes, self._per_date = wishes, per_date
        self._visits: dict[date, list[str]] = {}
        """By date, in the order of arrival."""
        self._hopeless: set[date] = set()
        """Dates for which too many compete: they stay full, and their holders stay on them."""
        self._reach: dict[date, frozenset[str]] = {}
        self.date_of: dict[str, date] = {}

    def place(self, code: str) -> set[str]:
        """Give a division a date, moving others if need be.

        Returns:
            Empty where it has one; else everybody who was asked, itself among them.
        """
        seen: set[date] = set(self._hopeless)
        asked: set[str] = set()
        path: list[tuple[str, date]] = []
        asking = [(code, self._to_ask(code, seen, asked))]
        free = self._free(code, seen)
        while free is None:
            wanted = next(asking[-1][1], None)
            if wanted is not None:
                day, holder = wanted
                path.append((asking[-1][0], day))
                asking.append((holder, self._to_ask(holder, seen, asked)))
                free = self._free(holder, seen)
                continue
            asking.pop()
            if not asking:
                return self._given_up(code, asked)
            path.pop()
        self._move(asking[-1][0], free)
        for mover, day in reversed(path):
            self._move(mover, day)
        return set()

    def _given_up(self, code: str, asked: set[str]) -> set[str]:
        """Everybody who competes with a division for its dates, which stay full for good."""
        competing = asked | {code}
        dates = {day for each in competing for day in self._wishes[each]}
        for day in dates & self._hopeless:
            competing |= self._holders_from(day)
        self._hopeless |= dates
        return competing

    def _holders_from(self, day: date) -> frozenset[str]:
        """Who holds a hopeless date, and the dates that these would move to, and so on."""
        known = self._reach.get(day)
        if known is None:
            found: set[str] = set()
            days = [day]
            while days:
                new = set(self._visits.get(days.pop(), ())) - found
                found |= new
                days += [each for holder in new for each in self._wishes[holder]]
            known = self._reach[day] = frozenset(found)
        return known

    def _free(self, code: str, seen: set[date]) -> date | None:
        """The first of its dates with room that is not yet seen."""
        return next(
            (
                day
                for day in self._wishes[code]
                if day not in seen and len(self._visits.get(day, ())) < self._per_date
            ),
            None,
        )

    def _to_ask(self, code: str, seen: set[date], asked: set[str]) -> Iterator[tuple[date, str]]:
        """Date by date, who holds it; nobody is asked twice."""
        for day in self._wishes[code]:
            if day in seen:
                continue
            seen.add(day)
            for holder in tuple(self._visits.get(day, ())):
                if holder not in asked:
                    asked.add(holder)
                    yield day, holder

    def _move(self, code: str, day: date) -> None:
        """To a date that has room, or has it once its holder has moved."""
        before = self.date_of.get(code)
        if before is not None:
            self._visits[before].remove(code)
        self._visits.setdefault(day, []).append(code)
        self.date_of[code] = day


def _conflicts(
    asked: Mapping[str, set[str]], open_dates: Mapping[str, Sequence[date]], per_date: int
) -> Iterator[Conflict]:
    """The sets of dates for which too many compete.

    All dates of those asked are full, and held by themselves alone. Whoever else had too few dates
    together with the one that is left would have to number all holders of its dates, and of
    theirs, and so on: that is everybody who was asked. So nobody can be left out of the set.
    """
    by_dates: dict[tuple[date, ...], tuple[list[str], set[str]]] = {}
    for code, several in asked.items():
        dates = tuple(sorted({day for each in several for day in open_dates[each]}))
        undated, competing = by_dates.setdefault(dates, ([], set()))
        undated.append(code)
        competing |= several
    for dates, (undated, competing) in by_dates.items():
        ordered = [tuple(sorted(each, key=str.encode)) for each in (undated, competing)]
        yield Conflict(ordered[0], ordered[1], dates, per_date * len(dates))
