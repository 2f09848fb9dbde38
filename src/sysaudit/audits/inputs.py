"""Roster, self-checks and results of audits: read and checked as everything else is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sysaudit import calendar
from sysaudit.audits.slips import refuse_no_former, refuse_stray_years, refuse_twice
from sysaudit.beside import (
    RosterFaulty,
    of_year,
    read_all,
    read_roster,
    year_of_clock,
    year_of_roster,
)
from sysaudit.checking import check_file, check_ward, findings_of
from sysaudit.config import Settings
from sysaudit.draw.texts import tidied
from sysaudit.errors import Misuse
from sysaudit.findings import Finding, Severity, Text
from sysaudit.forms.audit_results import AUDIT_RESULTS, AuditResult
from sysaudit.forms.roster import Division
from sysaudit.forms.self_check import SELF_CHECK, SelfCheck
from sysaudit.intake.folder import Source, sources_in
from sysaudit.intake.returned import Reader, Returned
from sysaudit.rules.base import Context
from sysaudit.rules.ward import Ward

ABOUT_QUESTIONNAIRES = frozenset({"F13", "F14"})
"""Rules that ask for the forms of the survey, which nobody returns for a draw."""
ROSTER_FILE = Text("組織台帳", "roster")
FORMER_ROSTER_FILE = Text("前年度までの組織台帳", "earlier roster")
SELF_CHECK_FILE = Text("監査調書", "self-check")
RESULTS_FILE = Text("監査結果", "audit results")


class InputsFaulty(Exception):
    """What was given has errors. There is no draw on half a roster.

    Attributes:
        findings: Which; errors in force.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("what the draw was given has errors")
        self.findings = tuple(findings)


@dataclass(frozen=True)
class InputFile:
    """A file that the draw was given.

    Attributes:
        what: What it was given as.
    """

    what: Text
    name: str
    sha256: str


@dataclass(frozen=True)
class Inputs:
    """What a draw is planned from.

    Attributes:
        year: The fiscal year of the draw.
        as_of: The one clock: what is overdue is so on this day.
        roster: The divisions of the year.
        former_rosters: Those of earlier years, by year, as far as they were given.
        checks: The answers of each division that returned its self-check, by code; None where
            none were given.
        results: The findings of earlier years' audits.
        files: Every file, with its hash.
        remarks: Warnings in force.
        notes: What was left out.
    """

    year: int
    as_of: date
    roster: tuple[Division, ...]
    former_rosters: Mapping[int, tuple[Division, ...]]
    checks: Mapping[str, tuple[SelfCheck, ...]] | None
    results: tuple[AuditResult, ...]
    files: tuple[InputFile, ...]
    remarks: tuple[Finding, ...] = ()
    notes: tuple[Text, ...] = ()


def read_inputs(
    roster: Path,
    *,
    self_checks: Sequence[Path] = (),
    results: Sequence[Path] = (),
    former_rosters: Sequence[Path] = (),
    settings: Settings | None = None,
    year: int | None = None,
    as_of: date | None = None,
    jobs: int = 0,
) -> Inputs:
    """Read and check what a draw is planned from.

    Args:
        roster: The workbook 組織台帳.
        self_checks: Files or folders of 監査調書.
        results: Files or folders of 前年度監査結果, of as many years as there are.
        former_rosters: Rosters of earlier years, by which history follows former codes.
        settings: What sysaudit.toml says.
        year: The fiscal year; else that of the settings, the roster, the clock.
        as_of: The one clock; else 1 April of the fiscal year.
        jobs: Worker processes; 0 reads in this process.

    Raises:
        Misuse: A file is missing or is not what it was given as.
        InputsFaulty: Something is unreadable or contradicts itself.
    """
    settings = settings or Settings()
    reader = Reader(settings.bent_forms, settings.limits, settings.thresholds.similar_headers)
    try:
        file, register = read_roster(roster, reader, settings, jobs)
        former = [read_roster(path, reader, settings, jobs) for path in former_rosters]
    except RosterFaulty as faulty:
        raise InputsFaulty(faulty.findings) from faulty
    year = year or settings.fiscal_year or year_of_roster(register) or year_of_clock(as_of)
    own = of_year(register, year)
    refuse_stray_years(register, year)
    for each, (_, divisions) in zip(former_rosters, former, strict=True):
        refuse_no_former(each, divisions, year)
    seconds = settings.limits.seconds
    checks = read_all(reader, _sources(self_checks), jobs=jobs, seconds=seconds)
    found = read_all(reader, _sources(results), jobs=jobs, seconds=seconds)
    checks, found = ([f for f in files if not f.holds_nothing] for files in (checks, found))
    context = Context(settings, year, as_of or calendar.first_day(year))
    earlier = _by_year([register, *(divisions for _, divisions in former)], year)
    ward = Ward(context, (*checks, *found), own, former_rosters=earlier)
    remarks = _checked(ward, settings)
    _must_hold(self_checks, checks, SELF_CHECK.id, SELF_CHECK_FILE)
    for path in results:
        files = [each for each in found if path.is_dir() or each.file.endswith(path.name)]
        _must_hold([path], files, AUDIT_RESULTS.id, RESULTS_FILE)
    refuse_twice(ward.audit_results)
    known = [r for r in ward.audit_results if r.fiscal_year is not None and r.fiscal_year < year]
    return Inputs(
        year,
        context.as_of,
        own,
        earlier,
        _answers(ward) if self_checks else None,
        tuple(known),
        (
            *_files(ROSTER_FILE, [file]),
            *_files(FORMER_ROSTER_FILE, [each for each, _ in former]),
            *_files(SELF_CHECK_FILE, checks),
            *_files(RESULTS_FILE, found),
        ),
        remarks,
        (*_notes(len(ward.audit_results) - len(known), year), *_tidied(own)),
    )


def _sources(paths: Sequence[Path]) -> list[Source]:
    return sources_in(paths) if paths else []


def _checked(ward: Ward, settings: Settings) -> tuple[Finding, ...]:
    """The warnings.

    Raises:
        InputsFaulty: There are errors in force.
    """
    seen = [one for file in ward.returned for one in check_file(file, ward.context)]
    seen += [one for one in check_ward(ward) if one.rule.code not in ABOUT_QUESTIONNAIRES]
    findings = [each for each in findings_of(seen, settings) if each.waived is None]
    errors = [each for each in findings if each.severity is Severity.ERROR]
    if errors:
        raise InputsFaulty(errors)
    return tuple(each for each in findings if each.severity is Severity.WARNING)


def _must_hold(paths: Sequence[Path], files: Sequence[Returned], form_id: str, what: Text) -> None:
    """A wrong folder must not look as if everybody had been silent.

    Raises:
        Misuse: None of the files holds the form.
    """
    if paths and not any(file.tables_of(form_id) for file in files):
        told = "、".join(map(str, paths))
        raise Misuse(
            Text(
                f"{told} に{what.ja}がありません。ファイルかフォルダーの指定を確かめてください。",
                f"there is no {what.en} in {told}: check the file or folder",
            )
        )


def _answers(ward: Ward) -> dict[str, tuple[SelfCheck, ...]]:
    returned = {code: tuple(division.checks) for code, division in ward.divisions.items()}
    return {code: checks for code, checks in returned.items() if checks}


def _by_year(registers: Iterable[Sequence[Division]], year: int) -> dict[int, tuple[Division, ...]]:
    """The rows of earlier years, also where they stand in this year's workbook."""
    found: dict[int, tuple[Division, ...]] = {}
    for register in registers:
        for each in sorted({d.fiscal_year for d in register if d.fiscal_year}):
            if each < year:
                found[each] = tuple(d for d in register if d.fiscal_year == each)
    return found


def _files(what: Text, files: Sequence[Returned]) -> list[InputFile]:
    return [InputFile(what, file.file, file.sha256 or "") for file in files]


def _notes(left_out: int, year: int) -> Iterable[Text]:
    if left_out:
        yield Text(
            f"{year}年度以後の監査結果{left_out}行は使いませんでした。",
            f"{left_out} rows of audit results of {year} or later were not used",
        )


def _tidied(divisions: Iterable[Division]) -> Iterable[Text]:
    """Departments whose names are read in another spelling than they were typed in."""
    typed = dict.fromkeys(each.department for each in divisions if each.department)
    for name in typed:
        if tidied(name) != name:
            yield Text(
                f"部名「{name}」を「{tidied(name)}」と読みました。",
                f"the department {name} was read as {tidied(name)}",
            )
