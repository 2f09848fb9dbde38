"""What `sysaudit validate --watch` prints after a change: what is new, then the new totals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from itertools import groupby

from sysaudit.findings import Finding, Severity
from sysaudit.reports.finding_text import finding_lines
from sysaudit.reports.lines import Line, Tone
from sysaudit.reports.round_text import progress_line
from sysaudit.reports.submission_text import submission_heading
from sysaudit.reports.text import file_line, listed_findings, totals_line
from sysaudit.reports.width import printable
from sysaudit.reports.words import saying
from sysaudit.rounds import Comparison
from sysaudit.validation import Validation


@dataclass(frozen=True)
class Change:
    """How a validation differs from the one before.

    Attributes:
        touched: Files that came or hold something else.
        gone: Files that were there before.
        fresh: Findings that were not there before.
        lost: Whether some that were there are not any more.
    """

    touched: frozenset[str]
    gone: tuple[str, ...]
    fresh: frozenset[str]
    lost: bool

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.touched or self.gone or self.fresh or self.lost)


def change_between(before: Validation | None, now: Validation) -> Change:
    """What has changed; everything where there was nothing before."""
    old = {each.file: (each.sha256, each.refusal) for each in before.returned} if before else {}
    new = {each.file: (each.sha256, each.refusal) for each in now.returned}
    known = {each.id for each in before.findings} if before else set()
    ids = {each.id for each in now.findings}
    return Change(
        frozenset(file for file in new if file not in old or old[file] != new[file]),
        tuple(sorted(set(old) - set(new))),
        frozenset(ids - known),
        not known <= ids,
    )


def change_lines(
    validation: Validation,
    change: Change,
    at: time,
    language: str,
    show: Severity | None,
    comparison: Comparison | None = None,
) -> Iterator[Line]:
    """The files that changed with their findings, what is new elsewhere, the totals.

    Args:
        validation: What was noticed now.
        change: What of it is to be told.
        at: When that was.
        language: ``"ja"`` or ``"en"``.
        show: Findings at least as grave are listed; None lists none.
        comparison: What has changed since an earlier round, where one was given.
    """
    say = saying(language)
    yield Line("")
    yield Line(f"{at:%H:%M:%S}", Tone.FAINT)
    for file in change.gone:
        yield Line(say(f"なくなりました: {printable(file)}", f"gone: {printable(file)}"))
    listed = [each for each in listed_findings(validation, show) if _is_told(each, change)]
    silent = change.touched - {each.address.file for each in listed}
    for file in sorted(silent):
        yield file_line(file, validation, say)
    for named, findings in groupby(listed, key=lambda each: each.address.file):
        yield file_line(named, validation, say)
        for finding in findings:
            state = comparison.state_of(finding) if comparison else None
            yield from finding_lines(finding, language, state)
    yield Line(submission_heading(validation, say))
    yield totals_line(validation, language)
    if comparison:
        yield progress_line(comparison, language)


def unsettled_line(files: frozenset[str], language: str) -> Line:
    """The files that will be tried again."""
    told = "、".join(map(printable, sorted(files)))
    return Line(
        saying(language)(
            f"開かれているか書き込み中のため、あとで読み直します: {told}",
            f"open or being written, tried again later: {told}",
        ),
        Tone.WARNING,
    )


def _is_told(finding: Finding, change: Change) -> bool:
    return finding.address.file in change.touched or finding.id in change.fresh
