"""The words that every report uses for severities, states and ways of reading."""

from __future__ import annotations

from collections.abc import Callable

from sysaudit.findings import Finding, Severity, Text
from sysaudit.intake.values.reading import Note
from sysaudit.rounds import State
from sysaudit.submissions import Status, Submission

SEVERITIES = {
    Severity.ERROR: Text("エラー", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.INFO: Text("情報", "info"),
}
OFF = Text("使わない", "off")
WAIVED = Text("認めた", "waived")
"""Stands for the severity of a finding that somebody has accepted with a reason."""

STATES = {
    State.NEW: Text("新しい", "new"),
    State.STILL: Text("まだ", "still"),
    State.MENDED: Text("直った", "mended"),
    State.UNCHECKED: Text("確認できず", "unchecked"),
}

STATUSES = {
    Status.CLEAN: Text("問題なし", "clean"),
    Status.FINDINGS: Text("指摘あり", "findings"),
    Status.UNREADABLE: Text("読取不可", "unreadable"),
    Status.DUPLICATE: Text("重複提出", "duplicate"),
    Status.NOT_OURS: Text("様式外", "not a form"),
    Status.MISSING: Text("未提出", "missing"),
}

READ_AS = {
    Note.WIDTH: "全角・半角、空白、大文字・小文字をそろえた",
    Note.UNIT: "単位を読み取った",
    Note.NUMBER_AS_TEXT: "文字列を数として読んだ",
    Note.CODE_AS_NUMBER: "数を文字（コード）として読んだ",
    Note.ERA_TEXT: "文字列を日付・年として読んだ",
    Note.SYNONYM: "同じ意味の言葉に読み替えた",
    Note.PLACEHOLDER: "空欄とみなした",
    Note.OTHER_ERA: "その年にない元号を読み替えた",
}
"""Ways of reading leniently, in the words of 読み替え."""


Say = Callable[[str, str], str]
"""Takes the Japanese and the English, gives the one that is wanted."""


def saying(language: str) -> Say:
    """The chooser for a language."""
    return lambda ja, en: en if language == "en" else ja


def division_of(submission: Submission) -> str:
    """``1304 課税課``; blank where neither is known."""
    return " ".join(filter(None, (submission.division_code, submission.division_name)))


def place_of(finding: Finding, language: str) -> str:
    """``所管するシステム一覧!D3:D58 (56件)``; the sheet alone, or blank for a whole file."""
    at = finding.address
    place = "!".join(filter(None, (at.sheet, at.cell)))
    if finding.count == 1:
        return place
    many = Text(f"({finding.count:,}件)", f"({finding.count:,} cells)")
    return f"{place} {many.in_language(language)}".strip()
