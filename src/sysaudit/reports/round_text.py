"""What has changed since an earlier round, on the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from sysaudit.findings import Severity
from sysaudit.reports.finding_text import INDENT
from sysaudit.reports.lines import Line, Tone
from sysaudit.reports.width import printable
from sysaudit.reports.words import STATES, Say, saying
from sysaudit.rounds import Comparison, Known, State
from sysaudit.rounds.comparison import counts_in_tally
from sysaudit.rules import rule_of
from sysaudit.validation import Validation


def progress_line(comparison: Comparison, language: str) -> Line:
    """How the ward stood in the round before, and how it stands now."""
    say, then, now = saying(language), comparison.before, comparison.now
    steps = (
        (say("提出", "returned"), then.returned, now.returned, say("課", "")),
        (say("問題なし", "clean"), then.clean, now.clean, say("課", "")),
        (say("指摘あり", "with findings"), then.open, now.open, say("課", "")),
        (say("エラー", "errors"), then.errors, now.errors, say("件", "")),
    )
    told = "  ".join(f"{word} {was:,}→{is_:,}{unit}" for word, was, is_, unit in steps)
    told += _not_progress(comparison, say)
    return Line(
        say(
            f"前回（{then.as_of}）→ 今回（{now.as_of}）  {told}",
            f"Last time ({then.as_of}) → now ({now.as_of})  {told}",
        )
    )


def _not_progress(comparison: Comparison, say: Say) -> str:
    """What is gone from the counts without anybody having mended it."""
    unchecked = comparison.total.unchecked
    if not unchecked:
        return ""
    return say(
        f"（ほか前回の{unchecked:,}件は今回確かめられず）",
        f" (another {unchecked:,} of last time could not be looked for)",
    )


def clock_lines(comparison: Comparison, language: str) -> Iterator[Line]:
    """A warning where this round is judged on an earlier day than the one before."""
    say, then, now = saying(language), comparison.before.as_of, comparison.now.as_of
    if now < then:
        yield Line(
            say(
                f"今回の判定日（{now}）が前回（{then}）より前です。"
                "--as-of を付け忘れていませんか。",
                f"This round is judged on {now}, before the last one ({then}): "
                "was --as-of forgotten?",
            ),
            Tone.WARNING,
        )


def change_lines(
    comparison: Comparison, validation: Validation, language: str, *, listed: bool
) -> Iterator[Line]:
    """How many findings are new, still there, mended and by whom.

    Args:
        comparison: What has changed.
        validation: Where the divisions' names stand.
        language: ``"ja"`` or ``"en"``.
        listed: Whether the mended ones are listed one by one.
    """
    say, total = saying(language), comparison.total
    yield Line(
        say(
            f"前回との比較（エラーと警告）  新しい{total.new:,}件  まだ{total.still:,}件  "
            f"直った{total.mended:,}件",
            f"Since last time (errors and warnings)  new {total.new:,}  still {total.still:,}  "
            f"mended {total.mended:,}",
        ),
        Tone.HEADING,
    )
    if total.mended:
        told = _by_division(comparison.mended, validation, say)
        yield Line(INDENT + say(f"直った課: {told}", f"mended by: {told}"), Tone.GOOD, None, 4)
    if listed:
        for known in comparison.mended:
            yield _known_line(known, language)
    if total.unchecked:
        told = _by_division(comparison.unchecked, validation, say)
        yield Line(
            INDENT
            + say(
                f"今回は確かめられなかった前回の指摘{total.unchecked:,}件"
                f"（課のファイルやシート、組織台帳、前年度の提出がないなど）: {told}",
                f"{total.unchecked:,} earlier findings could not be looked for "
                f"(no file or sheet, no roster, no returns of last year …): {told}",
            ),
            Tone.PLAIN,
            None,
            4,
        )


def _by_division(findings: Iterable[Known], validation: Validation, say: Say) -> str:
    """``1304 課税課 3件、1305 納税課 1件``."""
    names = {each.division_code: each.division_name for each in validation.submissions}
    counts = Counter(each.division_code for each in findings if counts_in_tally(each))
    nobody = say("課の分からないもの", "of no division")
    return say("、", ", ").join(
        printable(" ".join(filter(None, (code, names.get(code)))) if code else nobody)
        + say(f" {counts[code]:,}件", f" {counts[code]:,}")
        for code in sorted(counts, key=lambda code: code or "~")
    )


def _known_line(known: Known, language: str) -> Line:
    rule = rule_of(known.code)
    name = rule.title.in_language(language) if rule else known.name
    place = "!".join(filter(None, (known.sheet, known.cell)))
    parts = (known.code, known.division_code, place, known.key, name)
    word = STATES[State.MENDED].in_language(language)
    faint = known.severity is Severity.INFO
    head = INDENT + word
    text = "  ".join([head, *(printable(part) for part in parts if part)])
    return Line(text, Tone.FAINT if faint else Tone.GOOD, len(head), len(INDENT) + 8)
