"""Which divisions need advice, and why: what the IT division looks at before it rings them up.

A division needs advice where one of five things holds: a file of it cannot be read, it returned
a form twice, it has many errors, it answers 不明 often, or it gives one mark again and again. They
are told in this order, the greater first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sysaudit.config import Settings
from sysaudit.contacts import Contact, contacts_of
from sysaudit.findings import Text
from sysaudit.forms import ANSWERED_BY_DIVISIONS, COVER
from sysaudit.intake.records import Table
from sysaudit.rules.portfolio.opinions import straight_answers, unknown_of
from sysaudit.submissions import Status, Submission
from sysaudit.validation import Validation


class Reason(StrEnum):
    """Why a division needs advice."""

    UNREADABLE = "unreadable"
    DUPLICATE = "duplicate"
    ERRORS = "errors"
    UNKNOWN = "unknown"
    STRAIGHT = "straight"


@dataclass(frozen=True)
class Advice:
    """A division that needs advice.

    Attributes:
        unreadable: How many of its files cannot be read.
        errors: In force.
        unknown: How many answers are 不明, of so many ``answers`` where that is allowed.
        straight: How many evaluations bear one mark again and again.
        reasons: Why, the gravest first; never blank.
        duplicates: How many of its files hold a form that another of them holds too.
    """

    division_code: str
    division_name: str | None
    department: str | None
    unreadable: int
    errors: int
    unknown: int
    answers: int
    straight: int
    reasons: tuple[Reason, ...]
    it_promoter: str | None
    extension: str | None
    duplicates: int = 0

    @property
    def unknown_share(self) -> float | None:
        """None where nothing was answered."""
        return self.unknown / self.answers if self.answers else None

    @property
    def why(self) -> Text:
        """The reasons with their numbers."""
        told = {
            Reason.UNREADABLE: Text(
                f"読み取れないファイル{self.unreadable}件", f"unreadable files: {self.unreadable}"
            ),
            Reason.DUPLICATE: Text(
                f"重複提出（ファイル{self.duplicates}件）",
                f"returned twice: {self.duplicates} files",
            ),
            Reason.ERRORS: Text(f"エラー{self.errors}件", f"errors: {self.errors}"),
            Reason.UNKNOWN: Text(
                f"不明{self.unknown_share or 0:.0%}", f"不明: {self.unknown_share or 0:.0%}"
            ),
            Reason.STRAIGHT: Text(
                f"同じ点が続く評価{self.straight}件", f"straight-line evaluations: {self.straight}"
            ),
        }
        return Text(
            "、".join(told[reason].ja for reason in self.reasons),
            ", ".join(told[reason].en for reason in self.reasons),
        )


def criteria(settings: Settings) -> Text:
    """What a division is listed by, one of them being enough, with the keys of the settings."""
    errors, share = settings.analysis.help_errors, f"{settings.thresholds.unknown_share:.0%}"
    return Text(
        f"どれかに当たる課: 読み取れないファイル、重複提出、"
        f"エラー{errors}件以上（設定 analysis.help_errors）、"
        f"不明{share}超（設定 thresholds.unknown_share）、同じ点が続く評価",
        f"one of: an unreadable file, a form returned twice, {errors} errors or more "
        f"(analysis.help_errors), more than {share} 不明 (thresholds.unknown_share), "
        "a straight-line evaluation",
    )


def advice_of(validation: Validation) -> tuple[Advice, ...]:
    """The divisions that need advice, the neediest first."""
    found = [each for each in _divisions(validation) if each.reasons]
    return tuple(sorted(found, key=_need))


def _need(advice: Advice) -> tuple[float | str, ...]:
    return (
        -advice.unreadable,
        -advice.duplicates,
        -advice.errors,
        -(advice.unknown_share or 0),
        -advice.straight,
        advice.division_code,
    )


def unknown_by_division(validation: Validation) -> dict[str, tuple[int, int]]:
    """How many answers are 不明, and how many were given where they may be, over all forms."""
    counts: dict[str, tuple[int, int]] = {}
    for file in validation.returned:
        for table in filter(_asks, file.read_tables if file.division_code else ()):
            code = file.division_code or ""
            before, now = counts.get(code, (0, 0)), unknown_of(table)
            counts[code] = (before[0] + now[0], before[1] + now[1])
    return counts


def _asks(table: Table) -> bool:
    """Whether divisions answer questions on the form."""
    return table.form_id in ANSWERED_BY_DIVISIONS and table.form_id != COVER.id


def _divisions(validation: Validation) -> Iterator[Advice]:
    """Every division that returned something, with what speaks for advice."""
    unknown, contacts = unknown_by_division(validation), contacts_of(validation)
    settings = validation.context.settings
    straight = Counter[str | None]()
    for finding in validation.findings:
        if finding.code == straight_answers.code and finding.in_force:
            straight[finding.division_code] += finding.count
    for code, several in _returned(validation).items():
        unreadable = sum(each.status is Status.UNREADABLE for each in several)
        duplicates = sum(each.status is Status.DUPLICATE for each in several)
        errors = sum(each.errors for each in several)
        counts = unknown.get(code, (0, 0))
        yield Advice(
            code,
            next((each.division_name for each in several if each.division_name), None),
            several[0].department,
            unreadable,
            errors,
            *counts,
            straight[code],
            tuple(_reasons(settings, (unreadable, duplicates), errors, counts, straight[code])),
            *contacts.get(code, Contact()),
            duplicates,
        )


def _returned(validation: Validation) -> dict[str, list[Submission]]:
    """Submissions by division; who has returned nothing is asked for it, not advised."""
    told: dict[str, list[Submission]] = defaultdict(list)
    for each in validation.submissions:
        if each.division_code and each.file is not None:
            told[each.division_code].append(each)
    return told


def _reasons(
    settings: Settings,
    files: tuple[int, int],
    errors: int,
    counts: tuple[int, int],
    straight: int,
) -> Iterator[Reason]:
    (unreadable, duplicates), (unknown, answers) = files, counts
    if unreadable:
        yield Reason.UNREADABLE
    if duplicates:
        yield Reason.DUPLICATE
    if errors >= settings.analysis.help_errors:
        yield Reason.ERRORS
    if answers and unknown / answers > settings.thresholds.unknown_share:
        yield Reason.UNKNOWN
    if straight:
        yield Reason.STRAIGHT
