"""The blank forms as workbooks, and forms with rows filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sysaudit.forms import QUESTIONNAIRE
from sysaudit.forms.audit_results import AUDIT_RESULTS
from sysaudit.forms.check_items import CHECK_ITEMS
from sysaudit.forms.roster import ROSTER
from sysaudit.forms.second_evaluation import SECOND_EVALUATION
from sysaudit.forms.self_check import SELF_CHECK
from sysaudit.reports.templates.contents import Row
from sysaudit.reports.templates.workbook import write_workbook

if TYPE_CHECKING:
    from sysaudit.config import Settings

__all__ = ["TEMPLATES", "check_rows", "write_templates", "write_workbook"]

TEMPLATES = {
    "システム調査票.xlsx": tuple(form.id for form in QUESTIONNAIRE),
    "システム評価_2次.xlsx": (SECOND_EVALUATION.id,),
    "監査調書.xlsx": (SELF_CHECK.id,),
    "組織台帳.xlsx": (ROSTER.id,),
    "前年度監査結果.xlsx": (AUDIT_RESULTS.id,),
}
"""The forms of each workbook, by file name."""


def write_templates(folder: Path, settings: Settings, year: int) -> list[Path]:
    """Write the blank forms of the fiscal year ``year``, as the settings bend them.

    Raises:
        Misuse: A file cannot be written.
    """
    filled: Mapping[str, Sequence[Row]] = {
        "cover": [{"fiscal_year": year}],
        SELF_CHECK.id: check_rows(),
    }
    paths = []
    for name, form_ids in TEMPLATES.items():
        forms = [settings.form(form_id) for form_id in form_ids]
        write_workbook(folder / name, forms, year, filled)
        paths.append(folder / name)
    return paths


def check_rows() -> list[Row]:
    """The rows of 監査調書 before anybody has answered: number, area, text of every item."""
    return [{"number": item.number, "area": item.area, "text": item.text} for item in CHECK_ITEMS]
