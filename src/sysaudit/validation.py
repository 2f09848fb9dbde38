"""What `sysaudit validate` does, as a function: returned files in, findings out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from sysaudit import calendar
from sysaudit.beside import (
    of_year,
    read_all,
    read_previous,
    read_roster,
    year_of_clock,
    year_of_roster,
)
from sysaudit.checking import Seen, check_file, check_ward, findings_of
from sysaudit.config import Settings
from sysaudit.errors import Misuse
from sysaudit.findings import Finding, Severity, Text
from sysaudit.forms.roster import Division
from sysaudit.intake.folder import Source, sources_in
from sysaudit.intake.returned import Reader, Returned, died, overdue
from sysaudit.intake.workers import run_isolated
from sysaudit.rules import RULES
from sysaudit.rules.base import Context
from sysaudit.rules.ward import Ward
from sysaudit.submissions import Submission, submissions_of

ASKED_FOR_YEAR = 8
"""So many files are asked for the fiscal year at once: enough to outvote one of another year."""

Progress = Callable[[int], None]
"""Told how many files have been read."""


@dataclass(frozen=True)
class Validation:
    """What was noticed, and who has returned.

    Attributes:
        context: The settings, the fiscal year and the clock that were used.
        returned: This year's files, as read.
        submissions: One per file, then one per division without a file.
        findings: Sorted file, sheet, row, column.
        roster: The divisions of the year, None where no roster was given.
        paths: Where each file stands, by its name in the findings.
        previous: Last year's files, as read; None where they were not given.
        roster_file: The roster's workbook, as read.
    """

    context: Context
    returned: tuple[Returned, ...]
    submissions: tuple[Submission, ...]
    findings: tuple[Finding, ...]
    roster: tuple[Division, ...] | None
    paths: dict[str, Path]
    previous: tuple[Returned, ...] | None = None
    roster_file: Returned | None = None

    @cached_property
    def ward(self) -> Ward:
        """The whole ward, as rules across files see it."""
        return Ward(self.context, self.returned, self.roster, self.previous)

    @cached_property
    def counts(self) -> Counter[Severity]:
        """How many findings are in force, by severity; waived ones do not count."""
        return Counter(each.severity for each in self.findings if each.waived is None)

    @cached_property
    def expected(self) -> int:
        """The number of divisions that forms of their own are expected of."""
        return len(self.ward.expected)

    def fails_on(self, severity: Severity) -> bool:
        """Whether a finding in force is at least as grave."""
        return any(count for level, count in self.counts.items() if level.rank <= severity.rank)


def validate(
    paths: Sequence[Path],
    *,
    roster: Path | None = None,
    previous: Sequence[Path] = (),
    settings: Settings | None = None,
    year: int | None = None,
    as_of: date | None = None,
    jobs: int = 0,
    progress: Progress | None = None,
    leave_out: Sequence[Path] = (),
) -> Validation:
    """Check returned files, alone and against each other, the roster and last year.

    Args:
        paths: Returned files, or folders of them.
        roster: The workbook 組織台帳 of the year.
        previous: Last year's returned files or folders.
        settings: What sysaudit.toml says; defaults without.
        year: The fiscal year; else that of the settings, the roster, the forms, the clock.
        as_of: The one clock; else 1 April of the fiscal year.
        jobs: Worker processes that read the files; 0 reads in this process, unprotected
            against files that kill the reader.
        progress: Told after each file.
        leave_out: Files in those folders that were not returned, such as the report to be written.

    Raises:
        Misuse: A path is missing, holds no file, or the settings name a rule that is none.
        RosterFaulty: The roster cannot be read or has errors.
    """
    settings = settings or Settings()
    left_out = {path.absolute() for path in leave_out}
    sources = [each for each in sources_in(paths) if each.path.absolute() not in left_out]
    if not sources:
        raise nothing_returned(paths)
    refuse_unknown_codes(settings)
    reader = Reader(settings.bent_forms, settings.limits, settings.thresholds.similar_headers)
    read = partial(read_all, reader, jobs=jobs, seconds=settings.limits.seconds)
    roster_file, register = None, None
    if roster:
        roster_file, register = read_roster(roster, reader, settings, jobs)
    year = (
        year
        or settings.fiscal_year
        or year_of_roster(register)
        or _year_of(sources, read)
        or year_of_clock(as_of)
    )
    register = register and of_year(register, year)
    context = Context(settings, year, as_of or calendar.first_day(year))
    results = run_isolated(
        partial(_read_and_check, reader, context),
        sources,
        jobs=jobs,
        seconds=settings.limits.seconds,
        died=partial(_stand_in, context, died),
        overdue=partial(_stand_in, context, overdue),
        progress=progress,
    )
    results = [(each, seen) for each, seen in results if not each.holds_nothing]
    if not results:
        raise nothing_returned(paths)
    returned = tuple(each for each, _ in results)
    last_year = read_previous(previous, reader, settings, year, jobs) if previous else None
    ward = Ward(context, returned, register, last_year)
    seen = [one for _, several in results for one in several] + check_ward(ward)
    findings = tuple(findings_of(seen, settings))
    return Validation(
        context,
        returned,
        submissions_of(ward, findings),
        findings,
        register,
        {source.name: source.path for source in sources} | _named(roster),
        last_year,
        roster_file,
    )


def nothing_returned(paths: Sequence[Path]) -> Misuse:
    """An empty folder is a wrong folder: it must not look as if everything were in order."""
    told = "、".join(map(str, paths))
    return Misuse(
        Text(
            f"{told} にファイルがありません。提出されたファイルのフォルダーを指定してください。",
            f"no file in {told}: give the folder of the returned files",
        )
    )


def refuse_unknown_codes(settings: Settings) -> None:
    """A mistyped code in the settings would switch nothing off, silently.

    Raises:
        Misuse: A code that no rule bears.
    """
    codes = {rule.code for rule in RULES}
    named = [*settings.rules, *(waiver.code for waiver in settings.waivers if waiver.code)]
    for code in named:
        if code not in codes:
            raise Misuse(
                Text(
                    f"設定の規則「{code}」はありません。sysaudit explain で確かめてください。",
                    f"the settings name a rule {code} that does not exist: see sysaudit explain",
                )
            )


def _named(roster: Path | None) -> dict[str, Path]:
    """The roster has findings of its own, which name it."""
    return {roster.name: roster} if roster else {}


def _read_and_check(
    reader: Reader, context: Context, source: Source
) -> tuple[Returned, list[Seen]]:
    """What a worker does with one file."""
    returned = reader.read(source)
    return returned.without_cells(), check_file(returned, context)


def _stand_in(
    context: Context, make: Callable[[Source], Returned], source: Source
) -> tuple[Returned, list[Seen]]:
    returned = make(source)
    return returned, check_file(returned, context)


def _year_of(
    sources: Sequence[Source], read: Callable[[Sequence[Source]], list[Returned]]
) -> int | None:
    """The year that most of the first files state that state any."""
    for start in range(0, len(sources), ASKED_FOR_YEAR):
        returned = read(sources[start : start + ASKED_FOR_YEAR])
        stated = Counter(file.fiscal_year for file in returned if file.fiscal_year is not None)
        if stated:
            return stated.most_common(1)[0][0]
    return None
