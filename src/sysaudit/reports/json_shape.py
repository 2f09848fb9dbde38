"""The shape of the JSON that sysaudit prints, declared as pydantic models.

docs/json.md is written from the descriptions here. Keys keep their meaning within a version;
further keys may be added behind them. Every key is always there: what is unknown is null.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field

from sysaudit.advice import Reason
from sysaudit.findings import Severity
from sysaudit.rounds import Round, State
from sysaudit.rounds.papers import Papers
from sysaudit.submissions import Status


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
    errors: int = Field(description="findings that must be mended (エラー)")
    warnings: int = Field(description="findings that want a look (警告)")
    infos: int = Field(description="what was read leniently (情報)")


class SubmissionEntry(BaseModel):
    """One returned file, or one division without a file (提出状況)."""

    file: Told | None = Field(
        description="in the folder that was given; null for a division without a file"
    )
    division_code: Told | None = Field(description="課コード; null where nobody knows whose it is")
    division_name: Told | None = Field(
        description="課名 of the roster, else of 表紙; null where neither tells it"
    )
    status: Status = Field(description="how it stands")
    errors: int = Field(description="in force, in this file")
    warnings: int = Field(description="in force, in this file")
    infos: int = Field(description="in this file")
    department: Told | None = Field(
        description="部 of the roster; null for what belongs to no division on it"
    )
    due: date | None = Field(description="提出期限 of the roster; null where it tells none")
    returned_on: date | None = Field(description="提出日 of 表紙; null where it tells none")
    days_late: int | None = Field(
        description="days after due, by 提出日 or, where missing, by as_of; 0 in time; null where "
        "a date is unknown or cannot be right"
    )


class FindingEntry(BaseModel):
    """One finding (指摘)."""

    id: str = Field(description="the same over returns: division, form, rule, row key, field")
    code: str = Field(description="of the rule: see sysaudit explain CODE")
    name: Told = Field(description="title of the rule")
    severity: Severity = Field(description="how grave it is")
    file: Told | None = Field(description="where it stands; null for a division without a file")
    sheet: Told | None = Field(description="where it stands; null where the whole file is meant")
    cell: Told | None = Field(
        description="as Excel names it: D3, D3:D58, 5:7, C:D; null where the whole sheet or file "
        "is meant"
    )
    key: Told | None = Field(description="of the row (システムID …); null where no row is meant")
    given: Told | None = Field(description="what stands there, as typed; null where nothing does")
    expected: Told | None = Field(description="what should stand there; null where nobody can tell")
    difference: int | None = Field(description="yen; null where no sum is compared")
    message: Told = Field(description="what is wrong")
    fix: Told = Field(description="what to type instead")
    official_rule: str | None = Field(
        description="number in the government's rules, L2-01; null where it stands on none of them"
    )
    division_code: Told | None = Field(description="課コード; null where nobody knows whose it is")
    form: str | None = Field(
        description="id of the form, as in forms.md; null where no form is meant"
    )
    label: Told | None = Field(
        description="of the column, in the words of the form; null where no column is meant"
    )
    count: int = Field(description="so many neighbouring cells the finding stands for")
    waived: Told | None = Field(description="why the finding is accepted; null where in force")
    members: list[str] = Field(description="ids of all its cells; they stay when others are mended")
    state: State | None = Field(description="since the baseline; null without one")


class AdviceEntry(BaseModel):
    """A division that needs advice (助言)."""

    division_code: Told = Field(description="課コード")
    division_name: Told | None = Field(
        description="課名 of the roster, else of 表紙; null where neither tells it"
    )
    department: Told | None = Field(
        description="部 of the roster; null for a division that is not on it"
    )
    unreadable: int = Field(description="files that cannot be read")
    errors: int = Field(description="in force, in all its files")
    unknown: int = Field(description="answers 不明")
    answers: int = Field(description="answers where 不明 is allowed")
    unknown_share: float | None = Field(
        description="unknown / answers; null where nothing was answered"
    )
    straight: int = Field(description="evaluations that bear one mark again and again")
    reasons: list[Reason] = Field(description="why, the gravest first")
    it_promoter: Told | None = Field(
        description="情報化推進員 of the roster, else of 表紙; null where neither tells it"
    )
    extension: Told | None = Field(
        description="内線 of the roster, else of 表紙; null where neither tells it"
    )
    duplicates: int = Field(description="files that hold a form which another of them holds too")


class ValidationEnvelope(BaseModel):
    """What ``sysaudit validate --format json`` prints."""

    version: Literal[1] = Field(default=1, description="of this shape")
    command: Literal["validate"] = Field(default="validate", description="what printed it")
    summary: SummaryEntry = Field(description="the counts")
    submissions: list[SubmissionEntry] = Field(
        description="one a file, sorted by name, then one a division without a file"
    )
    findings: list[FindingEntry] = Field(description="sorted file, sheet, row, column")
    fiscal_year: int = Field(description="年度 of the survey")
    as_of: date = Field(description="判定日, the one clock")
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

    ja: str = Field(description="Japanese")
    en: str = Field(description="English")


class RuleEntry(BaseModel):
    """One rule with all its texts."""

    code: str = Field(description="never used again once given out")
    severity: Severity = Field(description="unless sysaudit.toml says otherwise")
    stage: TextEntry = Field(description="what the rule looks at")
    title: TextEntry = Field(description="its name")
    why: TextEntry = Field(description="why it matters")
    wrong: TextEntry = Field(description="an example of what it notices")
    right: TextEntry = Field(description="the same, put right")
    message: TextEntry = Field(description="with the names of its parts in braces")
    fix: TextEntry = Field(description="what to type instead")
    official_rule: str | None = Field(
        description="number in the government's rules, L2-01; null where it stands on none of them"
    )
    form: str | None = Field(
        description="id of the form whose rows it looks at; null where it looks at other things"
    )


class RulesEnvelope(BaseModel):
    """What ``sysaudit explain --format json`` prints."""

    version: Literal[1] = Field(default=1, description="of this shape")
    command: Literal["explain"] = Field(default="explain", description="what printed it")
    rules: list[RuleEntry] = Field(description="all, or the one whose CODE was given")
