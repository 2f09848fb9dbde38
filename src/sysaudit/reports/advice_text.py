"""Which divisions need advice, on the terminal: a few lines, for the findings matter more."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.advice import Advice, advice_of, criteria
from sysaudit.reports.finding_text import INDENT
from sysaudit.reports.lines import Line, Tone
from sysaudit.reports.width import printable
from sysaudit.reports.words import Say, saying
from sysaudit.validation import Validation

SHOWN = 5
"""So many divisions are named; the report has them all."""


def advice_lines(
    validation: Validation, language: str, report: str | None = None
) -> Iterator[Line]:
    """The neediest divisions with the reason and whom to call; nothing where none needs advice.

    Args:
        validation: What was noticed.
        language: ``"ja"`` or ``"en"``.
        report: The name of the workbook that was written, which has them all.
    """
    say, advice = saying(language), advice_of(validation)
    if not advice:
        return
    yield Line(
        say(
            f"記入の助言が要りそうな課  {len(advice):,}課",
            f"Divisions that seem to need advice  {len(advice):,}",
        ),
        Tone.HEADING,
    )
    listed_by = criteria(validation.context.settings).in_language(language)
    yield Line(INDENT + listed_by, Tone.FAINT, None, len(INDENT))
    for each in advice[:SHOWN]:
        yield Line(INDENT + printable(_told(each, language, say)), Tone.PLAIN, 0, 4)
    rest = len(advice[SHOWN:])
    if rest:
        where = printable(report or "--report")
        ja = f"ほか{rest:,}課（{where} の「助言」にすべてあります）"
        yield Line(INDENT + say(ja, f"and {rest:,} more: see the sheet 助言 (advice) of {where}"))


def _told(advice: Advice, language: str, say: Say) -> str:
    division = " ".join(filter(None, (advice.division_code, advice.division_name)))
    call = advice.it_promoter or ""
    if advice.extension:
        call += say(f"（内線{advice.extension}）", f" (ext. {advice.extension})")
    who = [say(f"情報化推進員 {call}", f"call {call}")] if call else []
    return "  ".join([division, advice.why.in_language(language), *who])
