"""The table [folder] of sysaudit.toml: where things stand in the folder of a year."""

from __future__ import annotations

from pydantic import Field

from sysaudit.config.section import Section


class FolderSettings(Section):
    """Where a command that is not told looks for what it reads, and puts what it writes."""

    roster: str = Field(default="組織台帳.xlsx", min_length=1, description="今年度の組織台帳")
    returned: str = Field(default="提出", min_length=1, description="各課から戻った調査票")
    previous: str = Field(
        default="前年度", min_length=1, description="前年度に戻った調査票、または前年度の分析書"
    )
    self_checks: str = Field(default="監査調書", min_length=1, description="各課から戻った監査調書")
    results: str = Field(default="監査結果", min_length=1, description="前年度までの監査結果")
    former_rosters: str = Field(
        default="以前の組織台帳", min_length=1, description="前年度までの組織台帳"
    )
    previous_draw: str = Field(
        default="前年度の監査対象.xlsx", min_length=1, description="前年度の抽選の結果"
    )
    contract_checks: str = Field(
        default="履行確認チェックシート提出一覧.xlsx",
        min_length=1,
        description="契約担当課の履行確認チェックシート提出一覧",
    )
    outgoing: str = Field(
        default="配布", min_length=1, description="課ごとの様式（templates が書く）"
    )
    report: str = Field(
        default="検証結果.xlsx", min_length=1, description="検証結果（validate が書く）"
    )
    analysis: str = Field(
        default="システム評価分析書.xlsx", min_length=1, description="分析書（analyze が書く）"
    )
    draw: str = Field(
        default="監査対象.xlsx", min_length=1, description="抽選の結果（draw-audits が書く）"
    )
