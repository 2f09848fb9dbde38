"""The table [folder] of sysaudit.toml: where things stand in the folder of a year."""

from __future__ import annotations

from pydantic import Field

from sysaudit.config.section import Section

NAME = r"\S"
WORKBOOK = r"(?i)\S.*\.xlsx$"


def _place(default: str, description: str) -> str:
    """A file or folder, by its name from the folder of the settings."""
    pattern = WORKBOOK if default.endswith(".xlsx") else NAME
    name: str = Field(default=default, pattern=pattern, description=description)
    return name


class FolderSettings(Section):
    """Where a command that is not told looks for what it reads, and puts what it writes."""

    roster: str = _place("組織台帳.xlsx", "今年度の組織台帳")
    returned: str = _place("提出", "各課から戻った調査票")
    previous: str = _place("前年度", "前年度に戻った調査票、または前年度の分析書")
    self_checks: str = _place("監査調書", "各課から戻った監査調書")
    results: str = _place("監査結果", "前年度までの監査結果")
    former_rosters: str = _place("以前の組織台帳", "前年度までの組織台帳")
    previous_draw: str = _place("前年度の監査対象.xlsx", "前年度の抽選の結果")
    contract_checks: str = _place(
        "履行確認チェックシート提出一覧.xlsx", "契約担当課の履行確認チェックシート提出一覧"
    )
    outgoing: str = _place("配布", "課ごとの様式（templates が書く）")
    report: str = _place("検証結果.xlsx", "検証結果（validate が書く）")
    analysis: str = _place("システム評価分析書.xlsx", "分析書（analyze が書く）")
    draw: str = _place("監査対象.xlsx", "抽選の結果（draw-audits が書く）")
    practice: str = _place("練習.xlsx", "練習の抽選の結果（draw-audits --seed が書く）")


INCOMING = ("returned", "previous", "self_checks", "results", "former_rosters")
"""Folders for what comes in, which `sysaudit init` makes; an empty one means that there is none."""
