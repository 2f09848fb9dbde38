"""The JSON envelope."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.reports.validations import FINDINGS, NOT_A_NUMBER, SUBMISSIONS, made

from sysaudit.reports.json_output import rules_json, validation_json
from sysaudit.rules import RULES


def test_keys_of_the_envelope_in_order() -> None:
    """The promised keys come first, in the promised order; further ones follow."""
    told = json.loads(validation_json(made(), "ja"))
    assert list(told)[:5] == ["version", "command", "summary", "submissions", "findings"]
    assert told["version"] == 1
    assert told["command"] == "validate"
    assert list(told["summary"]) == [
        "files",
        "divisions",
        "missing",
        "errors",
        "warnings",
        "infos",
    ]
    assert list(told["submissions"][0])[:6] == [
        "file",
        "division_code",
        "division_name",
        "status",
        "errors",
        "warnings",
    ]
    assert list(told["findings"][0])[:14] == [
        "id",
        "code",
        "name",
        "severity",
        "file",
        "sheet",
        "cell",
        "key",
        "given",
        "expected",
        "difference",
        "message",
        "fix",
        "official_rule",
    ]


def test_summary_leaves_waived_findings_out() -> None:
    """Waived findings are listed with their reason and not counted."""
    told = json.loads(validation_json(made(), "ja"))
    assert told["summary"] == {
        "files": 3,
        "divisions": 3,
        "missing": 1,
        "errors": 3,
        "warnings": 1,
        "infos": 1,
    }
    assert [f["waived"] for f in told["findings"]].count("端数（山田）") == 1
    assert len(told["findings"]) == len(FINDINGS)


def test_a_finding_in_full() -> None:
    """Every key of a finding, unknown ones null."""
    told = json.loads(validation_json(made(findings=[NOT_A_NUMBER]), "ja"))
    assert told["findings"] == [
        {
            "id": "0123456789ab",
            "code": "C03",
            "name": "数として読めない値",
            "severity": "error",
            "file": "システム調査票_1304_課税課.xlsx",
            "sheet": "所管するシステム一覧",
            "cell": "AA2",
            "key": "1304-S01",
            "given": "約20人",
            "expected": None,
            "difference": None,
            "message": "「約20人」は数として読めません。",
            "fix": "「20」のように、数字だけを入力してください。",
            "official_rule": "L2-01",
            "division_code": "1304",
            "form": "system_list",
            "label": "利用者数",
            "count": 1,
            "waived": None,
            "members": [],
            "state": None,
        }
    ]


def test_further_keys_stand_behind() -> None:
    """What a next round needs, and what is null without an earlier one."""
    told = json.loads(validation_json(made(), "ja"))
    assert list(told)[5:] == [
        "fiscal_year",
        "as_of",
        "language",
        "rounds",
        "papers",
        "mended",
        "unchecked",
        "advice",
    ]
    assert (told["mended"], told["unchecked"]) == (None, None)
    assert told["rounds"] == [
        {
            "as_of": "2019-07-01",
            "returned": 2,
            "clean": 1,
            "open": 1,
            "missing": 1,
            "errors": 3,
            "warnings": 1,
        }
    ]


def test_a_missing_division_has_no_file() -> None:
    """Its file is null, its due date and lateness are told."""
    told = json.loads(validation_json(made(), "ja"))
    missing = told["submissions"][-1]
    assert (missing["file"], missing["status"]) == (None, "missing")
    assert (missing["due"], missing["days_late"]) == ("2019-06-28", 3)


def test_without_roster_the_number_of_divisions_is_unknown() -> None:
    """Unknown is null, not 0."""
    told = json.loads(validation_json(made(roster=None), "ja"))
    assert told["summary"]["divisions"] is None


def test_japanese_is_not_escaped() -> None:
    """A person can read the JSON."""
    assert '"division_name": "課税課"' in validation_json(made(), "ja")


def test_texts_follow_the_language() -> None:
    """Names, messages and fixes are in the language that the envelope states."""
    told = json.loads(validation_json(made(findings=[NOT_A_NUMBER]), "en"))
    assert told["language"] == "en"
    assert told["findings"][0]["name"] == "not a number"


def test_a_file_name_that_is_no_text() -> None:
    """Bytes that are no text are shown as an escape; JSON stays valid UTF-8."""
    submission = replace(SUBMISSIONS[0], file="\udc83.xlsx")
    text = validation_json(made(submissions=[submission]), "ja")
    assert json.loads(text.encode())["submissions"][0]["file"] == "\\udc83.xlsx"


def test_rules_in_both_languages() -> None:
    """`explain --format json` lists every rule with all its texts."""
    told = json.loads(rules_json())
    assert (told["version"], told["command"]) == (1, "explain")
    assert [rule["code"] for rule in told["rules"]] == [rule.code for rule in RULES]
    assert all(rule["why"]["ja"] and rule["why"]["en"] for rule in told["rules"])
