"""`sysaudit explain`."""

from __future__ import annotations

import json
import re
from string import Formatter

import pytest
from tests.cli.running import called

from sysaudit.reports.lines import as_text
from sysaudit.reports.rule_text import rule_lines, rules_lines
from sysaudit.rules import RULES, rule_of
from sysaudit.rules.base import Rule


def test_all_rules_by_stage() -> None:
    """Without a code every rule is listed under its stage."""
    text = called("explain").stdout.decode()
    assert [code for code in text.split() if code in {rule.code for rule in RULES}] == [
        rule.code for rule in RULES
    ]
    assert text.startswith("ファイル\n")


def test_one_rule_in_any_case() -> None:
    """A code may be typed in small letters."""
    code = RULES[0].code
    upper, lower = called("explain", code), called("explain", code.lower())
    assert upper.returncode == 0
    assert upper.stdout == lower.stdout
    assert RULES[0].why.ja in upper.stdout.decode()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_is_explained_in_full(rule: Rule, language: str) -> None:
    """What it says, why, wrong, right and what to type, with nothing left to fill in."""
    text = as_text(rule_lines(rule, language))
    for part in (rule.title, rule.why, rule.wrong, rule.right):
        assert part.in_language(language).split("\n")[0] in text
    assert "{" not in text.replace(rule.wrong.in_language(language), "")


def open_places(text: str) -> tuple[int, int]:
    """How many letters a rule's text has, and how many places that findings fill in."""
    parts = list(Formatter().parse(text))
    said = re.findall(r"\w", "".join(literal for literal, *_ in parts))
    return len(said), sum(name is not None for _, name, *_ in parts)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_message_of_open_places_has_an_instance(rule: Rule) -> None:
    """Where a message has hardly more letters than places, an instance is shown in its stead."""
    for language in ("ja", "en"):
        letters, places = open_places(rule.message.in_language(language))
        assert letters >= 2 * places or rule.instance is not None, language


@pytest.mark.parametrize("code", ["X33", "C01", "C04", "R02", "S25", "C09", "C10"])
def test_a_fix_of_open_places_says_that_each_finding_has_its_own(code: str) -> None:
    """「直し方」 is never followed by nothing."""
    japanese = as_text(rule_lines(rule_called(code), "ja"))
    english = as_text(rule_lines(rule_called(code), "en"))
    assert "直し方\n  指摘ごとに、何を入力すればよいかを示します。\n" in japanese
    assert "What to do\n  Each finding says what is to be typed.\n" in english


def test_an_instance_explains_more_than_open_places() -> None:
    """X33 is shown as one finding would say it."""
    assert "指摘の文\n  例：2018年度決算は602円ですが、" in as_text(
        rule_lines(rule_called("X33"), "ja")
    )


def rule_called(code: str) -> Rule:
    rule = rule_of(code)
    assert rule is not None
    return rule


def test_every_text_of_every_rule_encodes_in_cp932() -> None:
    """Redirected output on a Windows PC shows no escapes."""
    for language in ("ja", "en"):
        as_text(rules_lines(RULES, language)).encode("cp932")
        for rule in RULES:
            as_text(rule_lines(rule, language)).encode("cp932")


@pytest.mark.parametrize("typed", ["c09", "Ｃ０９", "ｃ０９"])
def test_a_code_in_full_width(typed: str) -> None:
    """A code may be typed with the Japanese input method on."""
    assert called("explain", typed).stdout == called("explain", "C09").stdout


def test_a_code_without_its_zero() -> None:
    """C9 is most likely C09."""
    assert "「C09」ではありませんか。" in called("explain", "C9").stderr.decode()


def test_unknown_code() -> None:
    """Exit 2, with the nearest codes."""
    done = called("explain", f"{RULES[0].code}9")
    assert (done.returncode, done.stdout) == (2, b"")
    assert RULES[0].code in done.stderr.decode()


@pytest.mark.parametrize("arguments", [[], [RULES[0].code]])
def test_json(arguments: list[str]) -> None:
    """All rules, or the one."""
    told = json.loads(called("explain", *arguments, "--format", "json").stdout)
    assert told["command"] == "explain"
    assert len(told["rules"]) == (1 if arguments else len(RULES))
