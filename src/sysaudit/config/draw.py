"""The table [draw] of sysaudit.toml: who is drawn, how often, and what weighs how much."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from sysaudit.config.section import Section

FRACTION = r"^[1-9]\d{0,3}/[1-9]\d{0,3}$"
MONTH_DAY = r"^(1[0-2]|[1-9])/(3[01]|[12]\d|[1-9])$"


class AuditorSettings(Section):
    """An auditor, who never visits the own department."""

    name: str = Field(description="監査実施人の氏名")
    department: str = Field(description="所属の部（組織台帳の部名）。自分の部には割り当てません")


class ShareClass(Section):
    """From which share on a self-check gives points."""

    percent: int = Field(ge=0, le=100, description="未実施などの割合（%）がこれ以上のとき")
    points: int = Field(ge=0, le=1000, description="加える点数")


class DrawPoints(Section):
    """What raises a division's chance, and by how much."""

    minor: int = Field(default=1, ge=0, le=1000, description="前年度の軽微な不適合、1件につき")
    minor_most: int = Field(
        default=3, ge=0, le=1000, description="前年度の軽微な不適合の点数の上限"
    )
    overdue: int = Field(
        default=2, ge=0, le=1000, description="改善期限を過ぎて完了していない指摘がある"
    )
    self_check: tuple[ShareClass, ...] = Field(
        default=(
            ShareClass(percent=10, points=1),
            ShareClass(percent=20, points=2),
            ShareClass(percent=35, points=3),
        ),
        description="監査調書の未実施（1）、一部実施・不明（0.5）の、重みを付けた割合による点数",
    )
    not_returned: int = Field(
        default=4, ge=0, le=1000, description="監査調書が未提出（黙っていて得をしないように）"
    )
    my_number: int = Field(default=1, ge=0, le=1000, description="個人番号を利用する")
    outsourced: int = Field(default=1, ge=0, le=1000, description="民間に委託している")
    steps: tuple[int, ...] = Field(
        default=(2, 4, 6),
        description="基礎の重みが1つ上がる点数。既定では0〜1点が1、2〜3点が2、4〜5点が3、6点以上が4",
    )
    factor: int = Field(
        default=4,
        ge=1,
        le=1000,
        description="重み＝基礎の重み×この数。前年度に監査した課は基礎の重みのまま",
    )


class DrawSettings(Section):
    """How `sysaudit draw-audits` draws."""

    @field_validator("fraction")
    @classmethod
    def _is_part(cls, fraction: str) -> str:
        if Fraction(fraction) > 1:
            raise PydanticCustomError("above_one", "write a part of the whole, such as 1/3")
        return fraction

    fraction: str = Field(
        default="1/3", pattern=FRACTION, description="対象の課のうち監査する割合（四捨五入）"
    )
    first_day: str = Field(
        default="9/1", pattern=MONTH_DAY, description="訪問の期間の始まり（月/日、年度のうち）"
    )
    last_day: str = Field(default="12/28", pattern=MONTH_DAY, description="訪問の期間の終わり")
    visits_per_date: int = Field(default=1, ge=1, description="1日に訪問できる課の数")
    closed_dates: tuple[date, ...] = Field(
        default=(), description="どの課も訪問しない日（祝日と12/29〜1/3のほか）"
    )
    max_gap_years: int = Field(
        default=4, ge=2, description="この年数のあいだ監査のなかった課は必ず監査する"
    )
    busy: Literal["draw", "exclude"] = Field(
        default="draw",
        description='訪問できる日のない課: "draw" 抽選し日付なしとする、"exclude" 翌年度へ繰り越す',
    )
    not_returned: Literal["points", "must"] = Field(
        default="points",
        description='監査調書が未提出の課: "points" 点数を加える、"must" 必ず監査する',
    )
    smallest_department: int = Field(
        default=3,
        ge=1,
        description="公表用の集計（--summary）で、くじの対象の課（必須を除く）がこの数より少ない部をまとめる",
    )
    points: DrawPoints = Field(default=DrawPoints(), description="抽選の重みを決める点数")
    auditors: tuple[AuditorSettings, ...] = Field(
        default=(), description="監査実施人。書かなければ割り当てません"
    )
