"""sysaudit: checks, analyses and draws over the workbooks of a ward office's IT division.

The library gives the same as the command line: typed functions that return values and print
nothing. They are loaded when first asked for, so that ``sysaudit --version`` stays fast.

    >>> from sysaudit import Severity, Text
    >>> Severity.ERROR.rank, Text("課", "division").in_language("en")
    (0, 'division')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sysaudit.advice import advice_of
    from sysaudit.analysis import Analysis, Unbalanced, analyze
    from sysaudit.audits import (
        InputsFaulty,
        Size,
        draw_audits,
        plan_of,
        read_inputs,
        sealed_by_seed,
        sealed_by_shares,
    )
    from sysaudit.beside import GivenFaulty, RosterFaulty
    from sysaudit.config import Settings
    from sysaudit.config import load as load_settings
    from sysaudit.draw import new_share
    from sysaudit.errors import Misuse
    from sysaudit.findings import Address, Finding, Severity, Text
    from sysaudit.prefilling import prepare as prepare_forms
    from sysaudit.reports.analysis_workbook import write_analysis
    from sysaudit.reports.draw_workbook import draw_workbook
    from sysaudit.reports.findings_workbook import write_report
    from sysaudit.reports.json_output import validation_json
    from sysaudit.reports.returning import packets_of, write_packets
    from sysaudit.reports.templates import write_division_forms
    from sysaudit.reports.templates import write_templates as templates
    from sysaudit.rounds import Comparison, compared, read_baseline
    from sysaudit.rules import RULES, rule_of
    from sysaudit.submissions import Status, Submission
    from sysaudit.validation import Validation, validate

    __version__: str

__all__ = [
    "RULES",
    "Address",
    "Analysis",
    "Comparison",
    "Finding",
    "GivenFaulty",
    "InputsFaulty",
    "Misuse",
    "RosterFaulty",
    "Settings",
    "Severity",
    "Size",
    "Status",
    "Submission",
    "Text",
    "Unbalanced",
    "Validation",
    "__version__",
    "advice_of",
    "analyze",
    "compared",
    "draw_audits",
    "draw_workbook",
    "load_settings",
    "new_share",
    "packets_of",
    "plan_of",
    "prepare_forms",
    "read_baseline",
    "read_inputs",
    "rule_of",
    "sealed_by_seed",
    "sealed_by_shares",
    "templates",
    "validate",
    "validation_json",
    "write_analysis",
    "write_division_forms",
    "write_packets",
    "write_report",
]

_HOMES = {
    "RULES": ("sysaudit.rules", "RULES"),
    "Address": ("sysaudit.findings", "Address"),
    "Analysis": ("sysaudit.analysis", "Analysis"),
    "Comparison": ("sysaudit.rounds", "Comparison"),
    "Finding": ("sysaudit.findings", "Finding"),
    "GivenFaulty": ("sysaudit.beside", "GivenFaulty"),
    "InputsFaulty": ("sysaudit.audits", "InputsFaulty"),
    "Misuse": ("sysaudit.errors", "Misuse"),
    "RosterFaulty": ("sysaudit.beside", "RosterFaulty"),
    "Settings": ("sysaudit.config", "Settings"),
    "Severity": ("sysaudit.findings", "Severity"),
    "Size": ("sysaudit.audits", "Size"),
    "Status": ("sysaudit.submissions", "Status"),
    "Submission": ("sysaudit.submissions", "Submission"),
    "Text": ("sysaudit.findings", "Text"),
    "Unbalanced": ("sysaudit.analysis", "Unbalanced"),
    "Validation": ("sysaudit.validation", "Validation"),
    "advice_of": ("sysaudit.advice", "advice_of"),
    "analyze": ("sysaudit.analysis", "analyze"),
    "compared": ("sysaudit.rounds", "compared"),
    "draw_audits": ("sysaudit.audits", "draw_audits"),
    "draw_workbook": ("sysaudit.reports.draw_workbook", "draw_workbook"),
    "load_settings": ("sysaudit.config", "load"),
    "new_share": ("sysaudit.draw", "new_share"),
    "packets_of": ("sysaudit.reports.returning", "packets_of"),
    "plan_of": ("sysaudit.audits", "plan_of"),
    "prepare_forms": ("sysaudit.prefilling", "prepare"),
    "read_baseline": ("sysaudit.rounds", "read_baseline"),
    "read_inputs": ("sysaudit.audits", "read_inputs"),
    "rule_of": ("sysaudit.rules", "rule_of"),
    "sealed_by_seed": ("sysaudit.audits", "sealed_by_seed"),
    "sealed_by_shares": ("sysaudit.audits", "sealed_by_shares"),
    "templates": ("sysaudit.reports.templates", "write_templates"),
    "validate": ("sysaudit.validation", "validate"),
    "validation_json": ("sysaudit.reports.json_output", "validation_json"),
    "write_analysis": ("sysaudit.reports.analysis_workbook", "write_analysis"),
    "write_division_forms": ("sysaudit.reports.templates", "write_division_forms"),
    "write_packets": ("sysaudit.reports.returning", "write_packets"),
    "write_report": ("sysaudit.reports.findings_workbook", "write_report"),
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("sysaudit")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
