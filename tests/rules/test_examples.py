"""Every rule notices its bad example, says exactly what it should, and keeps quiet otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import examples

from sysaudit.rules import RULES
from sysaudit.rules.base import STAGES, Rule


def by_code(rule: Rule) -> str:
    return rule.code


def test_a_ward_without_faults_gives_no_finding(tmp_path: Path) -> None:
    """The ward in which the examples plant their faults is clean."""
    assert examples.findings_after([], {}, tmp_path / "clean") == []


@pytest.mark.parametrize("rule", RULES, ids=by_code)
def test_example(rule: Rule, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The bad example gives exactly its findings, the good one none of this rule."""
    example = examples.load(rule.code)
    bad = [
        examples.line(f) for f in examples.findings_after(example["bad"], example, tmp_path / "bad")
    ]
    good_found = examples.findings_after(example["good"], example, tmp_path / "good")
    good = [examples.line(f) for f in good_found]
    if request.config.getoption("--rewrite-examples"):
        examples.rewrite(rule.code, example, bad, good)
    assert rule.code in {line.split()[0] for line in bad}
    assert rule.code not in {f.code for f in good_found}
    assert bad == examples.load(rule.code)["findings"]
    assert good == examples.load(rule.code)["good_findings"]


@pytest.mark.parametrize("rule", RULES, ids=by_code)
def test_record_is_complete_in_both_languages(rule: Rule) -> None:
    """No text of a rule is empty, and no Japanese text was left in the English one's place."""
    for text in (rule.title, rule.why, rule.wrong, rule.right, rule.message, rule.fix):
        assert text.ja.strip()
        assert text.en.strip()
        assert text.ja != text.en or text.ja.isascii()


def test_codes_are_ordered_and_given_once() -> None:
    """The tuple is in the order in which the stages run, and no code stands twice."""
    codes = [rule.code for rule in RULES]
    order = "".join(STAGES)
    assert codes == sorted(set(codes), key=lambda code: (order.index(code[0]), code))


def test_no_example_without_a_rule() -> None:
    """tests/broken holds examples of rules that exist."""
    assert {path.stem for path in examples.FOLDER.glob("*.toml")} == {rule.code for rule in RULES}
