"""The JSON that `--format json` prints: what `sysaudit.reports.json_shape` declares, filled in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import BaseModel

from sysaudit.advice import Advice, advice_of
from sysaudit.findings import Finding, Severity, Text
from sysaudit.reports.json_shape import (
    AdviceEntry,
    FindingEntry,
    RuleEntry,
    RulesEnvelope,
    SubmissionEntry,
    SummaryEntry,
    TextEntry,
    ValidationEnvelope,
)
from sysaudit.rounds import Comparison, Known, State, round_of
from sysaudit.rounds.papers import papers_of
from sysaudit.rules import RULES
from sysaudit.rules.base import STAGES, Rule
from sysaudit.submissions import Status, Submission
from sysaudit.validation import Validation


def validation_json(
    validation: Validation, language: Literal["ja", "en"], comparison: Comparison | None = None
) -> str:
    """A validation as JSON, which serves as the baseline of the next round (docs/json.md).

    Args:
        validation: What was noticed.
        language: Of the texts of findings.
        comparison: What has changed since an earlier round, where one was given.
    """
    counts = validation.counts
    submissions = validation.submissions
    envelope = ValidationEnvelope(
        summary=SummaryEntry(
            files=len(validation.returned),
            divisions=None if validation.roster is None else validation.expected,
            missing=sum(each.status is Status.MISSING for each in submissions),
            errors=counts[Severity.ERROR],
            warnings=counts[Severity.WARNING],
            infos=counts[Severity.INFO],
        ),
        submissions=[_submission(each) for each in submissions],
        findings=[_finding(each, language, comparison) for each in validation.findings],
        fiscal_year=validation.context.year,
        as_of=validation.context.as_of,
        language=language,
        rounds=list(comparison.rounds if comparison else [round_of(validation)]),
        papers=comparison.papers if comparison else papers_of(validation),
        mended=[_known(f, State.MENDED) for f in comparison.mended] if comparison else None,
        unchecked=[_known(f, State.UNCHECKED) for f in comparison.unchecked]
        if comparison
        else None,
        advice=[_advice(each) for each in advice_of(validation)],
    )
    return _dumped(envelope)


def rules_json(rules: tuple[Rule, ...] = RULES) -> str:
    """Rules as JSON."""
    return _dumped(RulesEnvelope(rules=[_rule(each) for each in rules]))


def _dumped(envelope: BaseModel) -> str:
    told = json.dumps(envelope.model_dump(mode="json"), ensure_ascii=False, indent=2)
    return told if told.isascii() else told.translate(_unseen())


@cache
def _unseen() -> Mapping[int, str]:
    """Marks that turn the direction, and other characters that no terminal shows, as escapes."""
    return {
        number: f"\\u{number:04x}"
        for number in range(0x7F, 0x10000)
        if not chr(number).isprintable() and number != ord("\u3000")
    }


def _submission(submission: Submission) -> SubmissionEntry:
    return SubmissionEntry.model_validate(submission, from_attributes=True)


def _advice(advice: Advice) -> AdviceEntry:
    return AdviceEntry.model_validate(advice, from_attributes=True)


def _known(known: Known, state: State) -> FindingEntry:
    return FindingEntry.model_validate(known.model_dump() | {"state": state})


def _finding(finding: Finding, language: str, comparison: Comparison | None) -> FindingEntry:
    at = finding.address
    return FindingEntry(
        id=finding.id,
        code=finding.code,
        name=finding.name.in_language(language),
        severity=finding.severity,
        file=at.file,
        sheet=at.sheet,
        cell=at.cell,
        key=finding.key,
        given=finding.given,
        expected=finding.expected,
        difference=finding.difference,
        message=finding.message.in_language(language),
        fix=finding.fix.in_language(language),
        official_rule=finding.official_rule,
        division_code=finding.division_code,
        form=finding.form,
        label=finding.label,
        count=finding.count,
        waived=finding.waived,
        members=list(finding.members),
        state=comparison.state_of(finding) if comparison else None,
    )


def _rule(rule: Rule) -> RuleEntry:
    return RuleEntry(
        code=rule.code,
        severity=rule.severity,
        stage=_both(STAGES[rule.code[0]]),
        title=_both(rule.title),
        why=_both(rule.why),
        wrong=_both(rule.wrong),
        right=_both(rule.right),
        message=_both(rule.message),
        fix=_both(rule.fix),
        official_rule=rule.official,
        form=rule.form,
    )


def _both(text: Text) -> TextEntry:
    return TextEntry(ja=text.ja, en=text.en)
