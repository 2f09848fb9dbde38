"""What is given beside the returned files: the roster, last year, a second evaluation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from sysaudit import calendar
from sysaudit.checking import check_file, findings_of
from sysaudit.config import Settings
from sysaudit.errors import Misuse
from sysaudit.findings import Finding, Severity, Text
from sysaudit.forms import QUESTIONNAIRE
from sysaudit.forms.roster import Division
from sysaudit.forms.second_evaluation import SECOND_EVALUATION, SecondEvaluation
from sysaudit.intake.analysis_book import PART
from sysaudit.intake.engine import Engine
from sysaudit.intake.folder import File, Source, sources_in
from sysaudit.intake.former import former_returns, limits_of_ours
from sysaudit.intake.returned import Reader, Returned, died, overdue
from sysaudit.intake.workers import run_isolated
from sysaudit.nearest import meant_path
from sysaudit.rules.base import Context

SURVEY = frozenset(form.id for form in QUESTIONNAIRE)


class GivenFaulty(Exception):
    """What was given beside the returned files cannot be used.

    Attributes:
        findings: Why; errors in force.
        what: What it was given as.
    """

    def __init__(self, findings: Sequence[Finding], what: Text) -> None:
        super().__init__(f"the {what.en} has errors")
        self.findings = tuple(findings)
        self.what = what


class RosterFaulty(GivenFaulty):
    """The roster cannot be read or has errors; half a roster is none."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings, Text("組織台帳", "roster"))


def read_all(
    reader: Reader, sources: Sequence[Source], *, jobs: int, seconds: float
) -> list[Returned]:
    """Files read in workers that may die without harm, in their order."""
    return run_isolated(
        reader.read, sources, jobs=jobs, seconds=seconds, died=died, overdue=overdue, progress=None
    )


def read_former(reader: Reader, paths: Sequence[Path], engine: Engine) -> tuple[Returned, ...]:
    """Last year's returns, out of returned files, else out of our own 分析書."""
    several = engine.run(
        partial(former_returns, reader),
        sources_in(paths),
        limits=limits_of_ours(reader.limits),
        died=_died_before,
        overdue=_overdue_before,
    )
    files = [each for one in several for each in one]
    themselves = {each.division_code for each in files if each.stamp.workbook != PART}
    return tuple(
        each
        for each in files
        if each.stamp.workbook != PART or each.division_code not in themselves
    )


def read_previous(
    paths: Sequence[Path], reader: Reader, year: int, engine: Engine
) -> tuple[Returned, ...]:
    """Last year's returns, for the survey of the fiscal year ``year``.

    Raises:
        Misuse: A path does not exist, no survey is among them, or most are of another year.
    """
    files = read_former(reader, paths, engine)
    surveys = [f for f in files if any(t.form_id in SURVEY for t in f.tables)]
    if not surveys:
        given = "、".join(map(str, paths))
        raise Misuse(
            Text(
                f"{given} に調査票がありません。前年度に戻ったファイルのフォルダーか、"
                "前年度の分析書を --previous に指定してください。",
                f"no survey is in {', '.join(map(str, paths))}: give --previous the folder of "
                "last year's returned files, or last year's analysis",
            )
        )
    stated = Counter(file.fiscal_year for file in surveys if file.fiscal_year)
    (most, count) = stated.most_common(1)[0] if stated else (year - 1, 0)
    if stated[year - 1] < count:
        raise Misuse(
            Text(
                f"--previous に指定したのは{most}年度の調査票です。{year}年度の調査には、"
                f"{year - 1}年度の調査票か分析書を指定してください。",
                f"--previous holds the surveys of {most}: the survey of {year} needs those of "
                f"{year - 1}",
            )
        )
    return files


def _died_before(source: File) -> tuple[Returned, ...]:
    return (died(source),)


def _overdue_before(source: File) -> tuple[Returned, ...]:
    return (overdue(source),)


def second_evaluations_in(path: Path, settings: Settings, jobs: int) -> list[SecondEvaluation]:
    """The rows of a second evaluation that somebody has begun; none where it cannot be read."""
    reader = Reader(settings.bent_forms, settings.limits, settings.thresholds.similar_headers)
    (returned,) = read_all(
        reader, [Source(path, path.name)], jobs=jobs, seconds=settings.limits.seconds
    )
    return list(returned.records_of(SECOND_EVALUATION.id, SecondEvaluation))


def year_of_clock(as_of: date | None) -> int:
    """The year in which no form of ours says one: that of the clock, or of today."""
    return calendar.fiscal_year_of(as_of or date.today())


def read_roster(
    path: Path, reader: Reader, settings: Settings, jobs: int
) -> tuple[Returned, tuple[Division, ...]]:
    """A roster workbook as read, and the divisions in it.

    Raises:
        Misuse: The file is missing or holds no 組織台帳.
        RosterFaulty: It cannot be read or has errors; half a roster is none.
    """
    if not path.is_file():
        hint = meant_path(path)
        raise Misuse(
            Text(
                f"{path} はファイルではありません。{hint.ja}組織台帳のファイルを指定してください。",
                f"{path} is no file{hint.en}: give the workbook of the roster",
            )
        )
    source = Source(path, path.name)
    (returned,) = read_all(reader, [source], jobs=jobs, seconds=settings.limits.seconds)
    divisions = tuple(returned.records_of("roster", Division))
    year = year_of_roster(divisions) or year_of_clock(None)
    errors = errors_in(returned, settings, year)
    if errors:
        raise RosterFaulty(errors)
    if not divisions:
        raise Misuse(
            Text(
                f"{path} の組織台帳に課がありません。課を書き入れて保存し、もう一度実行して"
                "ください。",
                f"the roster {path} lists no division: fill it in, save, and run this again",
            )
        )
    return returned, divisions


def errors_in(returned: Returned, settings: Settings, year: int) -> list[Finding]:
    """The errors in force that the rules for one file see in it."""
    context = Context(settings, year, calendar.first_day(year))
    findings = findings_of(check_file(returned, context), settings)
    return [f for f in findings if f.severity is Severity.ERROR and f.waived is None]


def of_year(divisions: Sequence[Division], year: int) -> tuple[Division, ...]:
    """The divisions of one fiscal year, since a code is valid within its year only.

    Raises:
        Misuse: The roster is of other years.
    """
    of_it = tuple(d for d in divisions if d.fiscal_year in (None, year))
    if not of_it:
        raise Misuse(
            Text(
                f"組織台帳に{year}年度の課がありません。その年度の台帳を指定してください。",
                f"the roster lists no division of {year}: give that year's roster, or --year",
            )
        )
    return of_it


def year_of_roster(divisions: Sequence[Division] | None) -> int | None:
    """The fiscal year that most rows of a roster state."""
    stated = Counter(d.fiscal_year for d in divisions or () if d.fiscal_year)
    return stated.most_common(1)[0][0] if stated else None
