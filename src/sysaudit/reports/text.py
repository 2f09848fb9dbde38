"""What `sysaudit validate` prints: who has returned, then one finding a line, then what to do.

Infos were understood and need no hand, so they are counted for each file and listed on request
only. No times are printed: two runs over the same files print the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from sysaudit import calendar
from sysaudit.findings import Finding, Severity
from sysaudit.reports.absence_text import absence_line, gathered
from sysaudit.reports.advice_text import advice_lines
from sysaudit.reports.finding_text import INDENT, finding_lines
from sysaudit.reports.lines import Line, Tone
from sysaudit.reports.returns import rows_in_order
from sysaudit.reports.round_text import change_lines, clock_lines, progress_line
from sysaudit.reports.submission_text import submission_lines
from sysaudit.reports.waivers import unused_waivers, waiver_words
from sysaudit.reports.width import printable
from sysaudit.reports.words import SEVERITIES, Say, saying
from sysaudit.rounds import Comparison
from sysaudit.submissions import Status
from sysaudit.validation import Validation


def validation_lines(
    validation: Validation,
    language: str,
    show: Severity | None = Severity.WARNING,
    *,
    as_of_given: bool = True,
    comparison: Comparison | None = None,
    report: str | None = None,
) -> Iterator[Line]:
    """Everything that is printed about a validation.

    Args:
        validation: What was noticed.
        language: ``"ja"`` or ``"en"``.
        show: Findings at least as grave are listed; None lists none.
        as_of_given: Whether somebody chose the day on which lateness is judged.
        comparison: What has changed since an earlier round, where one was given.
        report: The name of the workbook that was written beside, which has every finding.
    """
    say = saying(language)
    yield _title(validation, say)
    if comparison:
        yield progress_line(comparison, language)
        yield from clock_lines(comparison, language)
    yield Line("")
    yield from submission_lines(validation, language)
    yield from _file_lines(validation, show, language, comparison)
    yield Line("")
    yield totals_line(validation, language)
    yield from _closing(validation, show, language, report)
    if comparison:
        listed = show is Severity.INFO
        yield from change_lines(comparison, validation, language, listed=listed)
    yield from advice_lines(validation, language, report)
    if not as_of_given:
        yield from _judged_on(validation, say)


def _file_lines(
    validation: Validation, show: Severity | None, language: str, comparison: Comparison | None
) -> Iterator[Line]:
    """The findings, each file under its name."""
    listed = listed_findings(validation, show)
    together = gathered(listed)
    for file, findings in groupby(listed, key=lambda f: f.address.file):
        yield Line("")
        yield file_line(file, validation, saying(language))
        if file is None and together:
            yield absence_line(len(together), validation, language)
        for finding in findings:
            if finding.id not in together:
                yield from finding_lines(
                    finding, language, comparison.state_of(finding) if comparison else None
                )


def listed_findings(validation: Validation, show: Severity | None) -> list[Finding]:
    """File by file in the order of 提出状況; what was waived behind what is in force."""
    places = _places(validation)
    return sorted(
        (finding for finding in validation.findings if _is_shown(finding, show)),
        key=lambda f: (places[f.address.file, f.division_code], not f.in_force),
    )


def _places(validation: Validation) -> dict[tuple[str | None, str | None], int]:
    """Where the findings of a file stand: those without a file first, then as in 提出状況."""
    rows = rows_in_order(validation)
    codes = {each.division_code: number for number, each in enumerate(rows) if not each.file}
    files = {each.file: len(rows) + number for number, each in enumerate(rows) if each.file}
    return {
        (file, code): files.get(file, 2 * len(rows)) if file else codes.get(code, len(rows))
        for file, code in ((f.address.file, f.division_code) for f in validation.findings)
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


def file_line(file: str | None, validation: Validation, say: Say) -> Line:
    """A file's name and how many findings it has."""
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
    return Line(f"{printable(file)}  {told}".rstrip(), Tone.HEADING, None, len(INDENT))


def totals_line(validation: Validation, language: str) -> Line:
    """How many findings are in force, and how many were waived."""
    say = saying(language)
    totals = "  ".join(
        say(f"{word.ja}{validation.counts[s]:,}件", f"{word.en} {validation.counts[s]:,}")
        for s, word in SEVERITIES.items()
    )
    waived = [f for f in validation.findings if f.waived is not None]
    if waived:
        totals += say(f"  理由を付けて認めたもの{len(waived):,}件", f"  waived {len(waived):,}")
    return Line(say(f"合計  {totals}", f"Total  {totals}"), Tone.HEADING)


def _closing(
    validation: Validation, show: Severity | None, language: str, report: str | None
) -> Iterator[Line]:
    """What stands behind the totals, and what to do next."""
    say = saying(language)
    yield from _unused(validation, say)
    hidden = sum(n for s, n in validation.counts.items() if show is None or s.rank > show.rank)
    if hidden:
        yield _hidden_line(hidden, report, say)
    yield from _next_steps(validation.findings, language)


def _hidden_line(hidden: int, report: str | None, say: Say) -> Line:
    """How many findings are not listed here, and where they are, or how to get them."""
    if report is not None:
        name = printable(report)
        return Line(
            say(
                f"表示していない{hidden:,}件の指摘は、{name} にあります。",
                f"{hidden:,} findings are not listed here: see {name}",
            )
        )
    return Line(
        say(
            f"表示していない指摘が{hidden:,}件あります。"
            "見るには --show info か --report 検証結果.xlsx を付けてください。",
            f"{hidden:,} findings are not listed: add --show info or --report FILE.xlsx",
        )
    )


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
