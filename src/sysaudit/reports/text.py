"""What `sysaudit validate` prints: who has returned, then one finding a line, then what to do.

Infos were understood and need no hand, so they are counted for each file and listed on request
only. No times are printed: two runs over the same files print the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from sysaudit import calendar
from sysaudit.findings import Finding, Severity
from sysaudit.reports.lines import Line, Tone
from sysaudit.reports.returns import rows_in_order
from sysaudit.reports.waivers import unused_waivers, waiver_words
from sysaudit.reports.width import columns_of, padded, printable
from sysaudit.reports.words import SEVERITIES, STATUSES, division_of, place_of
from sysaudit.submissions import Status, Submission
from sysaudit.validation import Validation

TONES = {Severity.ERROR: Tone.ERROR, Severity.WARNING: Tone.WARNING, Severity.INFO: Tone.INFO}
INDENT = "  "
WIDEST_CELL = 24
"""Columns are aligned up to this width."""

Say = Callable[[str, str], str]
"""Takes the Japanese and the English, gives the one that is wanted."""


def saying(language: str) -> Say:
    """The chooser for a language."""
    return lambda ja, en: en if language == "en" else ja


def validation_lines(
    validation: Validation,
    language: str,
    show: Severity | None = Severity.WARNING,
    *,
    as_of_given: bool = True,
) -> Iterator[Line]:
    """Everything that is printed about a validation.

    Args:
        validation: What was noticed.
        language: ``"ja"`` or ``"en"``.
        show: Findings at least as grave are listed; None lists none.
        as_of_given: Whether somebody chose the day on which lateness is judged.
    """
    say = saying(language)
    yield _title(validation, say)
    yield Line("")
    yield from _submission_lines(validation, language)
    listed = [f for f in validation.findings if f.waived is None and _is_shown(f, show)]
    places = _places(validation)
    listed.sort(key=lambda finding: places[finding.address.file, finding.division_code])
    for file, findings in groupby(listed, key=lambda finding: finding.address.file):
        yield Line("")
        yield _file_line(file, validation, say)
        for finding in findings:
            yield from finding_lines(finding, language)
    yield Line("")
    yield from _closing(validation, show, language)
    if not as_of_given:
        yield from _judged_on(validation, say)


def _places(validation: Validation) -> dict[tuple[str | None, str | None], int]:
    """Where the findings of a file stand: those without a file first, then as in 提出状況."""
    rows = rows_in_order(validation)
    codes = {each.division_code: number for number, each in enumerate(rows) if not each.file}
    files = {each.file: len(rows) + number for number, each in enumerate(rows) if each.file}
    return {
        (file, code): files[file] if file else codes.get(code, len(rows))
        for file, code in ((f.address.file, f.division_code) for f in validation.findings)
        if file is None or file in files
    }


def _is_shown(finding: Finding, show: Severity | None) -> bool:
    return show is not None and finding.severity.rank <= show.rank


def _title(validation: Validation, say: Say) -> Line:
    year, day = validation.context.year, validation.context.as_of
    return Line(
        say(
            f"検証結果  {year}年度（{calendar.era_year(year)}）  判定日 {day}",
            f"Validation  fiscal {year}  as of {day}",
        ),
        Tone.HEADING,
    )


def _submission_lines(validation: Validation, language: str) -> Iterator[Line]:
    say = saying(language)
    yield Line(_submission_heading(validation, say), Tone.HEADING)
    titles = (
        say("状況", "state"),
        *(SEVERITIES[severity].in_language(language) for severity in Severity),
        say("課", "division"),
        say("ファイル", "file"),
    )
    submissions = rows_in_order(validation, language)
    rows = [_cells(each, say, language) for each in submissions]
    widths = [
        min(max(map(columns_of, column)), WIDEST_CELL) for column in zip(titles, *rows, strict=True)
    ]
    hanging = len(INDENT) + widths[0] + 2
    yield Line(_row(titles, widths), Tone.FAINT, None, hanging)
    for row, each in zip(rows, submissions, strict=True):
        yield Line(_row(row, widths), _state_tone(each), len(INDENT + row[0]), hanging)


def _cells(submission: Submission, say: Say, language: str) -> tuple[str, ...]:
    counts = (submission.errors, submission.warnings, submission.infos)
    return (
        STATUSES[submission.status].in_language(language),
        *(str(count or "-") for count in counts),
        printable(division_of(submission)),
        _file(submission, say),
    )


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Cells side by side: numbers to the right, the rest to the left, nothing cut."""
    sides = []
    for number, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        right = 0 < number <= len(Severity)
        sides.append(" " * (width - columns_of(cell)) + cell if right else padded(cell, width))
    return (INDENT + "  ".join(sides)).rstrip()


def _file(submission: Submission, say: Say) -> str:
    parts = [printable(submission.file or "")]
    if submission.file is None and submission.due is not None:
        parts.append(say(f"期限 {submission.due}", f"due {submission.due}"))
    if late := submission.days_late:
        parts.append(say(f"{late}日超過", f"{late} days late"))
    return "  ".join(filter(None, parts))


def _submission_heading(validation: Validation, say: Say) -> str:
    files = len(validation.returned)
    if validation.roster is None:
        return say(
            f"提出状況  ファイル{files:,}件（組織台帳の指定がないため、未提出の課は分かりません）",
            f"Returns  {files:,} files (no roster given, so missing ones are unknown)",
        )
    missing = sum(each.status is Status.MISSING for each in validation.submissions)
    return say(
        f"提出状況  対象{validation.expected:,}課  ファイル{files:,}件  未提出{missing:,}課",
        f"Returns  {validation.expected:,} divisions, {files:,} files, {missing:,} missing",
    )


def _state_tone(submission: Submission) -> Tone:
    if submission.status is Status.CLEAN:
        return Tone.GOOD
    grave = submission.errors or submission.status is Status.UNREADABLE
    return Tone.ERROR if grave else Tone.WARNING


def _file_line(file: str | None, validation: Validation, say: Say) -> Line:
    if file is None:
        return Line(say("ファイルのない課", "Divisions without a file"), Tone.HEADING)
    counts = Counter(
        f.severity for f in validation.findings if f.address.file == file and f.waived is None
    )
    told = "  ".join(
        say(f"{SEVERITIES[s].ja}{counts[s]}", f"{SEVERITIES[s].en} {counts[s]}")
        for s in Severity
        if counts[s]
    )
    return Line(f"{printable(file)}  {told}", Tone.HEADING, None, len(INDENT))


def finding_lines(finding: Finding, language: str) -> Iterator[Line]:
    """A finding in one line, and how to put it right in the next."""
    say = saying(language)
    words = [SEVERITIES[severity].in_language(language) for severity in Severity]
    severity = SEVERITIES[finding.severity].in_language(language)
    hanging = len(INDENT) + max(map(columns_of, words)) + 2
    place = place_of(finding, language)
    if finding.address.file is None:
        place = finding.division_code or ""
    parts = [finding.code, place, finding.key, finding.message.in_language(language)]
    text = "  ".join(printable(part) for part in parts if part)
    head = INDENT + padded(severity, hanging - len(INDENT))
    yield Line(head + text, TONES[finding.severity], len(INDENT + severity), hanging)
    fix = say("直し方: ", "fix: ") + printable(finding.fix.in_language(language))
    yield Line(" " * hanging + fix, Tone.PLAIN, 0, hanging + 2)


def _closing(validation: Validation, show: Severity | None, language: str) -> Iterator[Line]:
    """The totals, and what to do next."""
    say = saying(language)
    counts = validation.counts
    totals = "  ".join(
        say(f"{word.ja}{counts[s]:,}件", f"{word.en} {counts[s]:,}")
        for s, word in SEVERITIES.items()
    )
    waived = [f for f in validation.findings if f.waived is not None]
    if waived:
        totals += say(f"  理由を付けて認めたもの{len(waived):,}件", f"  waived {len(waived):,}")
    yield Line(say(f"合計  {totals}", f"Total  {totals}"), Tone.HEADING)
    yield from _unused(validation, say)
    hidden = sum(n for s, n in counts.items() if show is None or s.rank > show.rank)
    if hidden:
        yield Line(
            say(
                f"表示していない指摘が{hidden:,}件あります。"
                "見るには --show info か --report 検証結果.xlsx を付けてください。",
                f"{hidden:,} findings are not listed: add --show info or --report FILE.xlsx",
            ),
        )
    yield from _next_steps(validation.findings, language)


def _unused(validation: Validation, say: Say) -> Iterator[Line]:
    """Waivers that have become idle are told, for they may be mistyped."""
    waivers = [printable(waiver_words(waiver)) for waiver in unused_waivers(validation)]
    if waivers:
        told = "、".join(waivers)
        yield Line(
            say(
                f"使われなかった認める指定があります。設定ファイルを確かめてください: {told}",
                f"Waivers that match no finding, look at the settings: {told}",
            ),
            Tone.WARNING,
        )


def _judged_on(validation: Validation, say: Say) -> Iterator[Line]:
    """Where it matters and nobody chose the day: which it is, and how to choose another."""
    due = any(division.due for division in validation.roster or ())
    if due and any(each.status is Status.MISSING for each in validation.submissions):
        year, day = validation.context.year, validation.context.as_of
        yield Line(
            say(
                f"提出の遅れは{day.year}年4月1日の時点で判断しています。別の日で判断するには "
                f"--as-of {year}-07-01 のように指定してください。",
                f"Lateness is judged on {day}: for another day give --as-of, "
                f"as in --as-of {year}-07-01",
            )
        )


def _next_steps(findings: Sequence[Finding], language: str) -> Iterator[Line]:
    say = saying(language)
    in_force = [f for f in findings if f.waived is None and f.severity is not Severity.INFO]
    if not in_force:
        yield Line(say("直すところはありません。", "Nothing has to be put right."), Tone.GOOD)
        return
    gravest = min(in_force, key=lambda f: f.severity.rank).severity
    codes = Counter(f.code for f in in_force if f.severity is gravest)
    code = min(codes, key=lambda c: (-codes[c], c))
    if gravest is Severity.ERROR:
        yield Line(
            say(
                "エラーは、課に直してもらってください。警告は、正しければそのままで構いません。",
                "Errors go back to the division. Warnings may stay where they are right.",
            )
        )
    yield Line(
        say(
            f"指摘の説明と直し方の例は「sysaudit explain {code}」で見られます。",
            f"What a finding means: sysaudit explain {code}",
        )
    )
