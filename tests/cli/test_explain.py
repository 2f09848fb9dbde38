"""`sysaudit explain`."""

from __future__ import annotations

import json

import pytest
from tests.cli.running import called

from sysaudit.reports.lines import as_text
from sysaudit.reports.rule_text import rule_lines, rules_lines
from sysaudit.rules import RULES
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
    assert "近いコード: C09" in called("explain", "C9").stderr.decode()


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
