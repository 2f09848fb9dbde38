"""Which divisions need advice, as every report tells it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import openpyxl
from tests.reports.validations import DIVISIONS, SUBMISSIONS, made

from sysaudit.advice import Reason, advice_of, criteria
from sysaudit.config import Settings
from sysaudit.forms.roster import Division
from sysaudit.reports.findings_workbook import write_report
from sysaudit.reports.json_output import validation_json
from sysaudit.reports.lines import as_text
from sysaudit.reports.text import validation_lines
from sysaudit.submissions import Status
from sysaudit.validation import Validation


def needy(count: int) -> Validation:
    """So many divisions with ever more errors, from five on."""
    submissions = [
        replace(
            SUBMISSIONS[0],
            file=f"{1400 + n}.xlsx",
            division_code=str(1400 + n),
            division_name=f"第{n}課",
            errors=5 + n,
        )
        for n in range(count)
    ]
    divisions = [division(n) for n in range(count)]
    return made(findings=(), submissions=submissions, roster=divisions)


def division(number: int) -> Division:
    return DIVISIONS[0].model_copy(update={"division_code": str(1400 + number)})


def printed(validation: Validation, language: str = "ja") -> list[str]:
    return as_text(validation_lines(validation, language)).splitlines()


def test_few_are_named_and_the_rest_counted() -> None:
    """Five at most, the neediest first, with the reason and whom to call."""
    lines = printed(needy(7))
    start = lines.index("記入の助言が要りそうな課  7課")
    assert lines[start + 2] == "  1406 第6課  エラー11件  情報化推進員 見本　二郎（内線2101）"
    assert lines[start + 6].startswith("  1402 ")
    assert lines[start + 7] == "  ほか2課（--report の「助言」にすべてあります）"
    assert len(lines) == start + 8


def test_by_what_they_are_listed() -> None:
    """One line with the thresholds and the keys of the settings that move them."""
    settings = Settings.model_validate(
        {"analysis": {"help_errors": 3}, "thresholds": {"unknown_share": 0.25}}
    )
    told = criteria(settings)
    assert "エラー3件以上（設定 analysis.help_errors）" in told.ja
    assert "不明25%超（設定 thresholds.unknown_share）" in told.ja
    assert "3 errors or more (analysis.help_errors)" in told.en
    assert f"  {criteria(Settings()).ja}" in printed(needy(1))


def test_the_rest_stands_in_the_report_that_was_written() -> None:
    """By its name."""
    lines = as_text(validation_lines(needy(7), "ja", report="結果.xlsx")).splitlines()
    assert lines[-1] == "  ほか2課（結果.xlsx の「助言」にすべてあります）"


def test_twice_returned() -> None:
    """Neither file is looked at with the others, so somebody has to call."""
    twice = [
        replace(each, status=Status.DUPLICATE, errors=0, file=f"{n}.xlsx")
        for n, each in enumerate(SUBMISSIONS[:1] * 2)
    ]
    (advice,) = advice_of(made(findings=(), submissions=twice))
    assert advice.reasons == (Reason.DUPLICATE,)
    assert advice.why == ("重複提出（ファイル2件）", "returned twice: 2 files")


def test_in_english() -> None:
    """The same lines."""
    english = printed(needy(7), "en")
    assert "  1406 第6課  errors: 11  call 見本　二郎 (ext. 2101)" in english
    assert len(english) == len(printed(needy(7)))


def test_nothing_is_said_where_nobody_needs_any() -> None:
    """Nor is the rest counted where all are named."""
    assert not any("助言" in line for line in printed(made()))
    assert not any("ほか" in line for line in printed(needy(5)))


def test_the_sheet_has_them_all(tmp_path: Path) -> None:
    """助言 in order; 概要 the top of it."""
    path = tmp_path / "検証結果.xlsx"
    write_report(path, needy(12))
    book = openpyxl.load_workbook(path)
    header, *rows = book["助言"].iter_rows(values_only=True)
    assert header[:5] == ("順位", "部", "課コード", "課名", "助言を要する理由")
    rows = rows[:-2]  # behind them, by what they are listed
    assert [row[2] for row in rows] == [str(1400 + n) for n in range(11, -1, -1)]
    assert rows[0][-2:] == ("見本　二郎", "2101")
    texts = [str(row[0]) for row in book["概要"].iter_rows(values_only=True)]
    named = [text for text in texts if text.startswith("14")]
    assert (named[0], len(named)) == ("1411 第11課", 10)


def test_json_has_them_all() -> None:
    """With counts, reasons and whom to call."""
    told = json.loads(validation_json(needy(1), "ja"))["advice"]
    assert told == [
        {
            "division_code": "1400",
            "division_name": "第0課",
            "department": "区民部",
            "unreadable": 0,
            "errors": 5,
            "unknown": 0,
            "answers": 0,
            "unknown_share": None,
            "straight": 0,
            "reasons": ["errors"],
            "it_promoter": "見本　二郎",
            "extension": "2101",
            "duplicates": 0,
        }
    ]
