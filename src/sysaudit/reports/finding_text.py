"""A finding on the terminal: one line that says what is wrong, one that says what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sysaudit.findings import Finding, Severity, Text
from sysaudit.reports.lines import Line, Tone
from sysaudit.reports.width import columns_of, padded, printable
from sysaudit.reports.words import SEVERITIES, STATES, WAIVED, place_of, saying
from sysaudit.rounds import State

TONES = {Severity.ERROR: Tone.ERROR, Severity.WARNING: Tone.WARNING, Severity.INFO: Tone.INFO}
INDENT = "  "


def finding_lines(finding: Finding, language: str, state: State | None = None) -> Iterator[Line]:
    """A finding in one line, and how to put it right, or why it is accepted, in the next.

    Args:
        finding: What was noticed.
        language: ``"ja"`` or ``"en"``.
        state: What has become of it since an earlier round, where there is one.
    """
    say = saying(language)
    word = SEVERITIES[finding.severity] if finding.in_force else WAIVED
    severity = word.in_language(language)
    head = INDENT + padded(severity, _widest(SEVERITIES.values(), language)) + "  "
    hanging = columns_of(head)
    if state is not None:
        shown = (STATES[State.NEW], STATES[State.STILL])
        head += padded(STATES[state].in_language(language), _widest(shown, language)) + "  "
    place = place_of(finding, language)
    if finding.address.file is None:
        place = finding.division_code or ""
    parts = [finding.code, place, finding.key, finding.message.in_language(language)]
    text = "  ".join(printable(part) for part in parts if part)
    tone = TONES[finding.severity] if finding.in_force else Tone.FAINT
    yield Line(head + text, tone, len(INDENT + severity), hanging)
    if finding.waived is None:
        told = say("直し方: ", "fix: ") + printable(finding.fix.in_language(language))
    else:
        told = say("認めた理由: ", "waived: ") + printable(finding.waived)
    yield Line(" " * hanging + told, Tone.PLAIN, 0, hanging + 2)


def _widest(words: Iterable[Text], language: str) -> int:
    return max(columns_of(word.in_language(language)) for word in words)
