"""What divisions fill in, declared once: one form a file.

The blank templates, their drop-downs and notes, the reader, the rules for cells and the
documentation all follow from these declarations.
"""

from __future__ import annotations

from sysaudit.forms.audit_results import AUDIT_RESULTS
from sysaudit.forms.contract_checks import CONTRACT_CHECKS
from sysaudit.forms.cost_estimate import COST_ESTIMATE
from sysaudit.forms.cover import COVER
from sysaudit.forms.evaluation import EVALUATION
from sysaudit.forms.field import Form
from sysaudit.forms.roster import ROSTER
from sysaudit.forms.second_evaluation import SECOND_EVALUATION
from sysaudit.forms.self_check import SELF_CHECK
from sysaudit.forms.system_list import SYSTEM_LIST

FORM_VERSION = "1"
"""Raised whenever the forms change so that last year's sheets no longer fit."""

QUESTIONNAIRE: tuple[Form, ...] = (COVER, SYSTEM_LIST, COST_ESTIMATE, EVALUATION)
"""The forms of システム調査票, one workbook per division."""

FORMS: tuple[Form, ...] = (
    *QUESTIONNAIRE,
    SECOND_EVALUATION,
    SELF_CHECK,
    ROSTER,
    AUDIT_RESULTS,
)

BESIDE_FORMS: tuple[Form, ...] = (CONTRACT_CHECKS,)
"""Lists that others keep; they are looked for only in a file that is given as one of them."""

ANSWERED_BY_DIVISIONS: tuple[str, ...] = (*(form.id for form in QUESTIONNAIRE), SELF_CHECK.id)
"""The ids of the forms that divisions fill in about themselves."""

__all__ = [
    "ANSWERED_BY_DIVISIONS",
    "AUDIT_RESULTS",
    "BESIDE_FORMS",
    "CONTRACT_CHECKS",
    "COST_ESTIMATE",
    "COVER",
    "EVALUATION",
    "FORMS",
    "FORM_VERSION",
    "QUESTIONNAIRE",
    "ROSTER",
    "SECOND_EVALUATION",
    "SELF_CHECK",
    "SYSTEM_LIST",
]
