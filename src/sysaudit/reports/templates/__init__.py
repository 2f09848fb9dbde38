"""The blank forms as workbooks, and forms with rows filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sysaudit.forms import QUESTIONNAIRE
from sysaudit.forms.audit_results import AUDIT_RESULTS
from sysaudit.forms.check_items import item_rows
from sysaudit.forms.contract_checks import CONTRACT_CHECKS
from sysaudit.forms.roster import ROSTER
from sysaudit.forms.second_evaluation import SECOND_EVALUATION
from sysaudit.forms.self_check import SELF_CHECK
from sysaudit.reports.file_names import safe_name
from sysaudit.reports.templates.contents import Row
from sysaudit.reports.templates.workbook import write_workbook

if TYPE_CHECKING:
    from sysaudit.config import Settings
    from sysaudit.prefilling import DivisionForms, Outgoing

__all__ = [
    "BLANK_ROSTER",
    "TEMPLATES",
    "write_division_forms",
    "write_template",
    "write_templates",
    "write_workbook",
]

SURVEY, SELF_CHECKS = "システム調査票", "監査調書"
BLANK_ROSTER = "組織台帳.xlsx"

TEMPLATES = {
    f"{SURVEY}.xlsx": tuple(form.id for form in QUESTIONNAIRE),
    "システム評価_2次.xlsx": (SECOND_EVALUATION.id,),
    f"{SELF_CHECKS}.xlsx": (SELF_CHECK.id,),
    BLANK_ROSTER: (ROSTER.id,),
    "前年度監査結果.xlsx": (AUDIT_RESULTS.id,),
    "履行確認チェックシート提出一覧.xlsx": (CONTRACT_CHECKS.id,),
}
"""The forms of each workbook, by file name."""

PREPARED, SPARE = 100, 30
"""Rows of a sheet that are prepared at least, and below what was filled in."""


def write_templates(folder: Path, settings: Settings, year: int) -> list[Path]:
    """Write the blank forms and give their paths; what stood there is replaced.

    Args:
        folder: Where to; made where there is none.
        settings: What sysaudit.toml says: labels, choices and columns of the forms.
        year: The fiscal year that stands on them.

    Raises:
        Misuse: A file cannot be written.
    """
    paths = [folder / name for name in TEMPLATES]
    for path in paths:
        write_template(path, settings, year)
    return paths


def write_template(path: Path, settings: Settings, year: int) -> None:
    """Write one of the `TEMPLATES`: the one that ``path`` is named after.

    Raises:
        Misuse: The file cannot be written.
    """
    filled: Mapping[str, Sequence[Row]] = {
        "cover": [{"fiscal_year": year}],
        SELF_CHECK.id: item_rows(),
    }
    write_workbook(path, [settings.form(each) for each in TEMPLATES[path.name]], year, filled)


def write_division_forms(folder: Path, outgoing: Outgoing, settings: Settings) -> Iterator[Path]:
    """Write the forms of every division, named after it: the survey, and 監査調書 where audited.

    Each is written when its path is asked for; what stood there is replaced.

    Args:
        folder: Where to; made where there is none.
        outgoing: What `prepare_forms` made ready.
        settings: What sysaudit.toml says; the same as were given there.

    Raises:
        Misuse: A file cannot be written.
    """
    survey = [settings.form(form.id) for form in QUESTIONNAIRE]
    for each in outgoing.divisions:
        rows = max(PREPARED, SPARE + max(map(len, each.rows.values()), default=0))
        path = folder / _name(SURVEY, each)
        write_workbook(path, survey, outgoing.year, each.rows, rows, each.notice)
        yield path
        if each.checks is not None:
            path = folder / _name(SELF_CHECKS, each)
            checks = {SELF_CHECK.id: each.checks}
            write_workbook(path, [settings.form(SELF_CHECK.id)], outgoing.year, checks)
            yield path


def _name(what: str, forms: DivisionForms) -> str:
    division = forms.division
    return safe_name(f"{what}_{division.division_code}_{division.division_name}") + ".xlsx"
