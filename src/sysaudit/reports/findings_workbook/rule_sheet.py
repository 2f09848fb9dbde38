"""ルール: what was checked, how gravely it was taken, and what was not checked or was accepted."""

from __future__ import annotations

from collections import Counter, defaultdict

from xlsxwriter.worksheet import Worksheet

from sysaudit.findings import Severity
from sysaudit.reports.findings_workbook.page import Heading, Table
from sysaudit.reports.templates.styles import Styles
from sysaudit.reports.waivers import waiver_words
from sysaudit.reports.words import OFF, SEVERITIES
from sysaudit.rules import RULES
from sysaudit.rules.base import STAGES, Rule
from sysaudit.validation import Validation

HEADINGS = (
    Heading("コード", 8, centred=True),
    Heading("段階", 12),
    Heading("重さ", 10, centred=True, graded=True),
    Heading("標準の\n重さ", 10, centred=True),
    Heading("規則", 34),
    Heading("なぜ確かめるか", 64),
    Heading("指摘の\n件数", 9, centred=True),
    Heading("認めた\n件数", 9, centred=True),
    Heading("認める指定（sysaudit.toml）", 34),
    Heading("根拠", 9, centred=True),
)


def write_rules(sheet: Worksheet, styles: Styles, validation: Validation) -> None:
    """Write one row per rule, those that were switched off too."""
    in_force = Counter(f.code for f in validation.findings if f.waived is None)
    waived = Counter(f.code for f in validation.findings if f.waived is not None)
    waivers = _waivers_by_code(validation)
    table = Table(sheet, styles, HEADINGS)
    for rule in RULES:
        table.add(
            (
                rule.code,
                STAGES[rule.code[0]].ja,
                _severity(rule, validation),
                SEVERITIES[rule.severity].ja,
                rule.title.ja,
                rule.why.ja,
                in_force[rule.code] or None,
                waived[rule.code] or None,
                "\n".join(waivers.get(rule.code, ())),
                rule.official,
            )
        )
    table.finish()


def _severity(rule: Rule, validation: Validation) -> str:
    """The severity in force."""
    chosen = validation.context.settings.rules.get(rule.code, rule.severity)
    return OFF.ja if chosen == "off" else SEVERITIES[Severity(chosen)].ja


def _waivers_by_code(validation: Validation) -> dict[str, list[str]]:
    codes = {finding.id: finding.code for finding in validation.findings}
    told: dict[str, list[str]] = defaultdict(list)
    for waiver in validation.context.settings.waivers:
        code = waiver.code or codes.get(waiver.id or "")
        if code:
            told[code].append(waiver_words(waiver))
    return told
