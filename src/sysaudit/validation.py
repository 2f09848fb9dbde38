"""What `sysaudit validate` does, as a function: returned files in, findings out."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
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
from sysaudit.checking import check_file, check_ward, findings_of
from sysaudit.config import Settings
from sysaudit.errors import Misuse
from sysaudit.findings import Finding, Severity, Text
from sysaudit.first_files import FirstFiles, Progress
from sysaudit.forms.roster import Division
from sysaudit.intake.engine import engine_of
from sysaudit.intake.folder import File, Source, sources_in
from sysaudit.intake.returned import Reader, Returned, died, overdue
from sysaudit.kept import Kept, Result, state_of
from sysaudit.nearest import meant
from sysaudit.rules import RULES
from sysaudit.rules.base import Context
from sysaudit.rules.ward import Ward
from sysaudit.submissions import Submission, submissions_of


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
    dask: str | None = None,
    progress: Progress | None = None,
    leave_out: Sequence[Path] = (),
    kept: Kept | None = None,
) -> Validation:
    """Check returned files, alone and against each other, the roster and last year.

    Args:
        paths: Returned files, or folders of them.
        roster: The workbook 組織台帳 of the year.
        previous: Last year's returned files or folders, or last year's 分析書.
        settings: What sysaudit.toml says; defaults without.
        year: The fiscal year; else that of the settings, the roster, the forms, the clock.
        as_of: The one clock; else 1 April of the fiscal year.
        jobs: Worker processes that read the files; 0 reads in this process, unprotected
            against files that kill the reader.
        dask: The address of a dask scheduler whose workers read the files instead; the roster and
            a few files that tell the year are still read here.
        progress: Told after each file.
        leave_out: Files in those folders that were not returned, such as the report to be written.
        kept: What an earlier call left there is not read again while it stands as it was.

    Raises:
        NothingReturned: A folder holds no file.
        Misuse: A path is missing, the settings name a rule that is none, or the cluster is not
            there, not like us, or gone.
        RosterFaulty: The roster cannot be read or has errors.
    """
    settings = settings or Settings()
    kept = kept or Kept()
    engine = engine_of(jobs, dask)
    sources = returned_in(paths, leave_out)
    if not sources:
        raise nothing_returned(paths)
    refuse_unknown_codes(settings)
    reader = Reader(settings.bent_forms, settings.limits, settings.thresholds.similar_headers)
    first = FirstFiles(partial(read_all, reader, jobs=jobs, seconds=settings.limits.seconds))
    roster_file, register = None, None
    if roster:
        made_of = partial(read_roster, roster, reader, settings, jobs)
        roster_file, register = kept.beside("roster", (settings, state_of(roster)), made_of)
    asked_year = year or settings.fiscal_year
    year = (
        asked_year or year_of_roster(register) or first.year(sources, kept) or year_of_clock(as_of)
    )
    register = register and of_year(register, year)
    context = Context(settings, year, as_of or calendar.first_day(year))
    read_and_check = partial(
        engine.run,
        partial(_read_and_check, reader, context),
        limits=settings.limits,
        died=partial(_stand_in, context, died),
        overdue=partial(_stand_in, context, overdue),
    )
    results_of = partial(first.results, read_and_check, context, progress)
    with _collector_paused():
        results = _without_ours(kept.results(sources, context, results_of))
        if not results:
            raise nothing_returned(paths)
        returned = tuple(each for each, _ in results)
        if asked_year is None and register:
            refuse_other_year(returned, year)
        last_year = None
        if previous:
            made_of_it = partial(read_previous, previous, reader, year, engine)
            states = tuple((each, state_of(each.path)) for each in sources_in(previous))
            last_year = kept.beside("previous", (settings, year, states), made_of_it)
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


@contextmanager
def _collector_paused() -> Iterator[None]:
    """What is read stays to the end: to look for garbage among it, over and over, takes long."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def returned_in(paths: Sequence[Path], leave_out: Sequence[Path]) -> list[Source]:
    """The returned files, without those that are to be left out."""
    left_out = {path.absolute() for path in leave_out}
    return [each for each in sources_in(paths) if each.path.absolute() not in left_out]


def refuse_other_year(returned: Sequence[Returned], year: int) -> None:
    """Last year's roster is a slip of the hand: by it, every form would be of another year.

    Raises:
        Misuse: Several files state their year, and none that of the roster.
    """
    stated = Counter(file.fiscal_year for file in returned if file.fiscal_year is not None)
    if stated.total() > 1 and not stated[year]:
        most, count = stated.most_common(1)[0]
        raise Misuse(
            Text(
                f"組織台帳は{year}年度のものですが、提出された{count}件は{most}年度の様式です。"
                f"{most}年度の組織台帳を指定してください（年度の違う様式を{year}年度として"
                f"確かめるときは、--year {year} を付けます）。",
                f"the roster is that of {year}, but {count} returned files are forms of {most}: "
                f"give the roster of {most} (or --year {year} to check them as such all the same)",
            )
        )


class NothingReturned(Misuse):
    """There is nothing to check."""


def nothing_returned(paths: Sequence[Path]) -> NothingReturned:
    """An empty folder is a wrong folder: it must not look as if everything were in order."""
    told = "、".join(map(str, paths))
    return NothingReturned(
        Text(
            f"{told} に、提出されたファイルがありません。戻ったファイルを入れるか、入っている"
            "フォルダーを指定してください。",
            f"no returned file in {told}: put them there, or give the folder that holds them",
        )
    )


def refuse_unknown_codes(settings: Settings) -> None:
    """A mistyped code in the settings would switch nothing off, silently.

    Raises:
        Misuse: A code that no rule bears.
    """
    codes = {rule.code for rule in RULES}
    waived = [waiver.code for waiver in settings.waivers if waiver.code]
    named = [*settings.rules, *waived, *settings.analysis.doubted]
    for code in named:
        if code not in codes:
            hint = meant(code, sorted(codes))
            raise Misuse(
                Text(
                    f"設定の規則「{code}」はありません。{hint.ja}sysaudit explain の一覧で"
                    "確かめてください。",
                    f"the settings name a rule {code} that does not exist{hint.en}: see the list "
                    "of sysaudit explain",
                )
            )


def _named(roster: Path | None) -> dict[str, Path]:
    """The roster has findings of its own, which name it."""
    return {roster.name: roster} if roster else {}


def _read_and_check(reader: Reader, context: Context, source: File) -> Result:
    """What a worker does with one file."""
    returned = reader.read(source)
    return returned.without_cells(), check_file(returned, context)


def _without_ours(results: Sequence[Result]) -> list[Result]:
    """Without workbooks of ours in which nothing is returned.

    A slip that came back alone stays, for its division has yet to return what it is about.
    """
    owners = {each.division_code for each, _ in results if not each.holds_nothing}
    return [
        (each, seen)
        for each, seen in results
        if not each.holds_nothing or (each.is_slip and each.division_code not in owners)
    ]


def _stand_in(context: Context, make: Callable[[File], Returned], source: File) -> Result:
    returned = make(source)
    return returned, check_file(returned, context)
