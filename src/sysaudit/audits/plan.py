"""The plan: everything that the draw hangs on besides the key, fixed before the key is known."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from sysaudit.audits.inputs import InputFile
from sysaudit.audits.standing import Standing
from sysaudit.audits.window import Window
from sysaudit.draw import Auditor, Candidate, chances
from sysaudit.findings import Text

PLAN = "sysaudit-plan/1"
"""The first line of what is hashed."""


@dataclass(frozen=True)
class Entry:
    """A division in the plan.

    Attributes:
        reasons: Why it must be visited or is out.
        points: Each point with its reason.
        base: 1 to 4, by the points.
        weight: What counts in the draw, also of those that are not drawn.
        blocked: The working days of the window on which it may not be visited.
    """

    code: str
    department: str
    name: str
    standing: Standing
    reasons: Text
    points: Text
    total: int
    base: int
    visited_last_year: bool
    weight: int
    blocked: tuple[date, ...]
    promoter: str = ""
    extension: str = ""

    @property
    def candidate(self) -> Candidate:
        """As the draw itself sees it."""
        return Candidate(self.code, self.department, self.weight, self.standing.status)


@dataclass(frozen=True)
class Plan:
    """What is drawn from, how many, and when they can be visited.

    Attributes:
        entries: By code.
        places: How many divisions are visited, with the must.
        auditors: Who visits; none where the settings name none.
        files: What it was made of; not part of what is hashed, for other files may say the same.
        max_gap_years: The guarantee, for showing.
        gap_known: Whether there were results of all the years that the guarantee looks at.
        weighing: How points become a weight, in words.
    """

    draw_id: str
    year: int
    entries: tuple[Entry, ...]
    places: int
    window: Window
    auditors: tuple[Auditor, ...]
    files: tuple[InputFile, ...]
    max_gap_years: int
    gap_known: bool
    weighing: str = ""

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """The divisions as the draw sees them."""
        return tuple(each.candidate for each in self.entries)

    @cached_property
    def by_code(self) -> dict[str, Entry]:
        """The entries by code."""
        return {each.code: each for each in self.entries}

    def having(self, *standings: Standing) -> tuple[Entry, ...]:
        """The entries of some standing."""
        return tuple(each for each in self.entries if each.standing in standings)

    @cached_property
    def chances(self) -> dict[str, Fraction]:
        """Each division's chance before the draw."""
        return chances(self.candidates, self.places)

    @cached_property
    def open_dates(self) -> dict[str, tuple[date, ...]]:
        """The dates on which each division may be visited."""
        dates = self.window.dates
        return {
            each.code: tuple(day for day in dates if day not in blocked)
            for each in self.entries
            for blocked in [frozenset(each.blocked)]
        }

    @cached_property
    def sha256(self) -> str:
        """By which the plan is known: nothing of it can be changed once it is told."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def text(self) -> str:
        """What is hashed: a line for each fact, divisions in the order of their codes' bytes."""
        return "".join(f"{line}\n" for line in self._lines())

    def _lines(self) -> Iterator[str]:
        yield PLAN
        yield f"draw_id|{self.draw_id}"
        yield f"places|{self.places}"
        yield f"visits_per_date|{self.window.per_date}"
        for day in self.window.dates:
            yield f"date|{day}"
        for auditor in self.auditors:
            yield f"auditor|{auditor.name}|{auditor.department}"
        for each in self.entries:
            status = each.standing.status
            yield f"division|{each.code}|{each.department}|{status}|{each.weight}"
            if each.blocked:
                yield f"blocked|{each.code}|{','.join(map(str, each.blocked))}"
