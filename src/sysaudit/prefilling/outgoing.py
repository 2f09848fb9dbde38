"""The forms of every division of a roster, filled in with what the ward knows already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sysaudit import calendar
from sysaudit.beside import (
    of_year,
    read_previous,
    read_roster,
    year_of_clock,
    year_of_roster,
)
from sysaudit.config import Settings
from sysaudit.findings import Text
from sysaudit.forms import QUESTIONNAIRE
from sysaudit.forms.roster import IN_SCOPE, Division
from sysaudit.intake.engine import Here
from sysaudit.intake.returned import Reader
from sysaudit.prefilling.carrying import Row, rows_of
from sysaudit.prefilling.contract_checks import check_rows, read_contract_checks
from sysaudit.prefilling.issuing import Issued, issue
from sysaudit.prefilling.telling import in_doubt, left_blank, not_read, notice_for, unknown_codes
from sysaudit.rules.base import Context
from sysaudit.rules.ward import Ward

COVER = "cover"


@dataclass(frozen=True)
class DivisionForms:
    """What goes out to one division.

    Attributes:
        rows: The rows to fill in, by form id.
        notice: Lines for 表紙 that tell where they come from.
        checks: The rows of its 監査調書; None where it is not audited.
    """

    division: Division
    rows: Mapping[str, Sequence[Row]]
    notice: tuple[str, ...]
    checks: Sequence[Row] | None


@dataclass(frozen=True)
class Outgoing:
    """What goes out to all divisions of a fiscal year.

    Attributes:
        issued: System IDs that were given to systems without one.
        notes: What could not be filled in, and why.
    """

    year: int
    divisions: tuple[DivisionForms, ...]
    issued: tuple[Issued, ...] = ()
    notes: tuple[Text, ...] = field(default=())


def prepare(
    roster: Path,
    *,
    previous: Sequence[Path] = (),
    contract_checks: Path | None = None,
    settings: Settings | None = None,
    year: int | None = None,
    jobs: int = 0,
) -> Outgoing:
    """The forms of the divisions of which forms are expected, in the order of the roster.

    Args:
        roster: The workbook 組織台帳 of the year.
        previous: Last year's returned files or folders, or our own 分析書.
        contract_checks: The workbook 履行確認チェックシート提出一覧.
        settings: What sysaudit.toml says.
        year: The fiscal year; else that of the settings, the roster, the clock.
        jobs: Worker processes; 0 reads in this process.

    Raises:
        Misuse: A file is missing or is not what it was given as.
        GivenFaulty: The roster or the list of checks cannot be read or has errors.
    """
    settings = settings or Settings()
    reader = Reader(settings.bent_forms, settings.limits, settings.thresholds.similar_headers)
    _, divisions = read_roster(roster, reader, settings, jobs)
    year = year or settings.fiscal_year or year_of_roster(divisions) or year_of_clock(None)
    checks = read_contract_checks(contract_checks, settings, year, jobs) if contract_checks else {}
    roster_of_year = of_year(divisions, year)
    former = read_previous(previous, reader, year, Here(jobs)) if previous else None
    context = Context(settings, year, calendar.first_day(year))
    return outgoing(Ward(context, (), roster_of_year, former), checks)


def outgoing(ward: Ward, checks: Mapping[str, tuple[date, ...]]) -> Outgoing:
    """The same from what was read: ``ward`` holds last year's returns."""
    issued = issue(ward)
    divisions = tuple(
        _division(ward, division, issued, checks) for division in ward.expected.values()
    )
    notes = (
        *not_read(ward),
        *left_blank(ward),
        *in_doubt(ward),
        *unknown_codes(ward, checks),
    )
    return Outgoing(ward.context.year, divisions, issued, notes)


def _division(
    ward: Ward,
    division: Division,
    issued: Sequence[Issued],
    checks: Mapping[str, tuple[date, ...]],
) -> DivisionForms:
    settings, code = ward.context.settings, division.division_code or ""
    forms = {form.id: settings.form(form.id) for form in QUESTIONNAIRE}
    rows: dict[str, list[Row]] = defaultdict(list)
    for former in ward.previous_codes(code):
        returned = ward.previous_divisions.get(former)
        if returned is not None:
            ids = {
                each.provisional: each.system_id for each in issued if each.former_code == former
            }
            for form_id, own in rows_of(returned, division, forms, ids, ward.context.year).items():
                rows[form_id] += own
    rows[COVER] = [
        {
            "fiscal_year": ward.context.year,
            "division_code": code,
            "division_name": division.division_name,
            "it_promoter": division.it_promoter,
        }
    ]
    audited = division.in_scope == IN_SCOPE
    return DivisionForms(
        division,
        rows,
        tuple(notice_for(ward, code, issued)),
        check_rows(division, checks) if audited else None,
    )
