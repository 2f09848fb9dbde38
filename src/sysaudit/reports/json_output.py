"""The JSON that `--format json` prints: a versioned envelope, declared as pydantic models.

Keys keep their meaning within a version; further keys may be added behind them. What is unknown
is null.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field

from sysaudit.advice import Advice, Reason, advice_of
from sysaudit.findings import Finding, Severity, Text
from sysaudit.rounds import Comparison, Known, Round, State, round_of
from sysaudit.rounds.papers import Papers, papers_of
from sysaudit.rules import RULES
from sysaudit.rules.base import STAGES, Rule
from sysaudit.submissions import Status, Submission
from sysaudit.validation import Validation


def encodable(text: object) -> object:
    r"""A file name with bytes that are no text, its bytes made visible; JSON cannot hold them."""
    return text.encode(errors="backslashreplace").decode() if isinstance(text, str) else text


Told = Annotated[str, BeforeValidator(encodable)]


class SummaryEntry(BaseModel):
    """The counts; waived findings are left out of them."""

    files: int = Field(description="returned files that were read")
    divisions: int | None = Field(
        description="divisions of the roster that forms are expected of; null without a roster"
    )
    missing: int = Field(description="submissions whose status is missing")
    errors: int
    warnings: int
    infos: int


class SubmissionEntry(BaseModel):
    """One returned file, or one division without a file."""

    file: Told | None = Field(description="null for a division without a file")
    division_code: Told | None
    division_name: Told | None
    status: Status
    errors: int
    warnings: int
    infos: int
    department: Told | None
    due: date | None
    returned_on: date | None = Field(description="提出日 of 表紙")
    days_late: int | None


class FindingEntry(BaseModel):
    """One finding."""

    id: str = Field(description="the same over returns: division, form, rule, row key, field")
    code: str = Field(description="of the rule: see sysaudit explain CODE")
    name: Told
    severity: Severity
    file: Told | None
    sheet: Told | None
    cell: Told | None = Field(description="as Excel names it: D3, D3:D58, 5:7, C:D")
    key: Told | None = Field(description="of the row (システムID)")
    given: Told | None = Field(description="what stands there")
    expected: Told | None
    difference: int | None = Field(description="yen")
    message: Told
    fix: Told
    official_rule: str | None = Field(description="number in the government's rules, L2-01")
    division_code: Told | None
    form: str | None
    label: Told | None = Field(description="of the column, in the words of the form")
    count: int = Field(description="so many neighbouring cells the finding stands for")
    waived: Told | None = Field(description="why the finding is accepted; null where in force")
    members: list[str] = Field(description="ids of all its cells; they stay when others are mended")
    state: State | None = Field(
        description="new, still, mended or unchecked since the baseline; null without one"
    )


class AdviceEntry(BaseModel):
    """A division that needs advice."""

    division_code: Told
    division_name: Told | None
    department: Told | None
    unreadable: int = Field(description="files that cannot be read")
    errors: int
    unknown: int = Field(description="answers 不明")
    answers: int = Field(description="answers where 不明 is allowed")
    unknown_share: float | None
    straight: int = Field(description="evaluations that bear one mark again and again")
    reasons: list[Reason]
    it_promoter: Told | None
    extension: Told | None
    duplicates: int = Field(description="files that hold a form which another of them holds too")


class ValidationEnvelope(BaseModel):
    """What ``sysaudit validate --format json`` prints."""

    version: Literal[1] = 1
    command: Literal["validate"] = "validate"
    summary: SummaryEntry
    submissions: list[SubmissionEntry]
    findings: list[FindingEntry] = Field(description="sorted file, sheet, row, column")
    fiscal_year: int
    as_of: date
    language: Literal["ja", "en"] = Field(description="of name, message and fix")
    rounds: list[Round] = Field(description="those before the baseline, the baseline, this one")
    papers: Papers = Field(description="what the rules were given, in this round or before")
    mended: list[FindingEntry] | None = Field(
        description="as they stood in the baseline; null without one"
    )
    unchecked: list[FindingEntry] | None = Field(
        description="gone, but nobody could look for them in this round; null without a baseline"
    )
    advice: list[AdviceEntry] = Field(description="the neediest division first")


class TextEntry(BaseModel):
    """A text in both languages."""

    ja: str
    en: str


class RuleEntry(BaseModel):
    """One rule with all its texts."""

    code: str
    severity: Severity = Field(description="unless sysaudit.toml says otherwise")
    stage: TextEntry
    title: TextEntry
    why: TextEntry
    wrong: TextEntry
    right: TextEntry
    message: TextEntry = Field(description="with the names of its parts in braces")
    fix: TextEntry
    official_rule: str | None
    form: str | None


class RulesEnvelope(BaseModel):
    """What ``sysaudit explain --format json`` prints."""

    version: Literal[1] = 1
    command: Literal["explain"] = "explain"
    rules: list[RuleEntry]


def validation_json(
    validation: Validation, language: Literal["ja", "en"], comparison: Comparison | None = None
) -> str:
    """A validation as JSON, which serves as the baseline of the next round."""
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
