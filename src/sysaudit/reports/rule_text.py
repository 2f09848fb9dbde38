"""What `sysaudit explain` prints about rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from string import Formatter
from typing import Any

from sysaudit.findings import Text
from sysaudit.reports.finding_text import TONES
from sysaudit.reports.lines import Line, Tone
from sysaudit.reports.width import columns_of, padded
from sysaudit.reports.words import SEVERITIES, saying
from sysaudit.rules.base import STAGES, Rule

OPEN = "…"
"""Stands in a rule's texts for what differs from finding to finding."""
FIX_OF_EACH = Text(
    "指摘ごとに、何を入力すればよいかを示します。", "Each finding says what is to be typed."
)
"""Stands for a fix that is nothing but open places."""
SAID = re.compile(r"\w")


def rules_lines(rules: Sequence[Rule], language: str) -> Iterator[Line]:
    """All rules, one a line, by stage."""
    say = saying(language)
    words = {severity: word.in_language(language) for severity, word in SEVERITIES.items()}
    width = max(map(columns_of, words.values()))
    for stage, members in groupby(rules, key=lambda rule: rule.code[0]):
        yield Line(STAGES[stage].in_language(language), Tone.HEADING)
        for rule in members:
            severity = padded(words[rule.severity], width)
            head = f"  {rule.code}  {severity}  "
            text = head + rule.title.in_language(language)
            yield Line(text, TONES[rule.severity], len(head), columns_of(head))
        yield Line("")
    yield Line(say("くわしくは「sysaudit explain コード」。", "More: sysaudit explain CODE"))


def rule_lines(rule: Rule, language: str) -> Iterator[Line]:
    """One rule: what it notices, why, an example of wrong and right, what to type."""
    say = saying(language)
    stage = STAGES[rule.code[0]].in_language(language)
    severity = SEVERITIES[rule.severity].in_language(language)
    yield Line(f"{rule.code}  {rule.title.in_language(language)}", Tone.HEADING)
    yield Line(say(f"重さ: {severity}  段階: {stage}", f"severity: {severity}  stage: {stage}"))
    yield Line("")
    yield from _part(say("指摘の文", "What it says"), _message(rule), language)
    yield from _part(say("なぜ確かめるか", "Why it matters"), rule.why, language)
    yield from _part(say("悪い例", "Wrong"), rule.wrong, language)
    yield from _part(say("良い例", "Right"), rule.right, language)
    yield from _part(say("直し方", "What to do"), _fix(rule), language)
    if rule.official:
        yield from _part(
            say("よりどころ", "Stands on"),
            Text(
                f"行政データにおける機械可読性に関するルール {rule.official}",
                f"the government's rules on machine-readable data, {rule.official}",
            ),
            language,
        )
    yield Line(
        say(
            f'重さの変更・停止: sysaudit.toml の [rules] に {rule.code} = "warning"'
            "（error, warning, info, off）。1件だけ認めるときは [[waivers]]。",
            f'Change or stop it: {rule.code} = "warning" (error, warning, info, off) under '
            "[rules] in sysaudit.toml. Accept a single finding: [[waivers]].",
        ),
        Tone.FAINT,
    )


def _part(title: str, text: Text, language: str) -> Iterator[Line]:
    yield Line(title, Tone.HEADING)
    for line in text.in_language(language).splitlines():
        yield Line(f"  {line}", hanging=2)
    yield Line("")


def _message(rule: Rule) -> Text:
    if rule.instance is None:
        return _opened(rule.message)
    return Text(f"例：{rule.instance.ja}", f"For example: {rule.instance.en}")


def _fix(rule: Rule) -> Text:
    opened = _opened(rule.fix)
    return opened if SAID.search(opened.ja) else FIX_OF_EACH


class _Opened(Formatter):
    """Fills every placeholder, whatever its format, with the sign for an open place."""

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[Any, str]:
        return OPEN, field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        return str(value)


def _opened(text: Text) -> Text:
    return Text(_Opened().format(text.ja), _Opened().format(text.en))
