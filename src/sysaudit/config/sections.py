"""The tables of sysaudit.toml, each with its keys, defaults and words."""

from __future__ import annotations

from datetime import date

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from sysaudit.config.section import Section
from sysaudit.findings import Finding


class ExtraColumn(Section):
    """A column that the municipality adds to a form."""

    label: str = Field(description="見出し")
    hint: str = Field(default="", description="入力時に表示する説明")
    width: int = Field(default=16, description="列の幅（半角文字数）")


class FormSettings(Section):
    """How one form is bent."""

    labels: dict[str, str] = Field(
        default={}, description="見出しの変更。もとの見出し = 新しい見出し"
    )
    synonyms: dict[str, tuple[str, ...]] = Field(
        default={}, description="同じ項目とみなす見出し。見出し = [別の書き方, …]"
    )
    choices: dict[str, tuple[str, ...]] = Field(
        default={}, description="選択肢の追加。見出し = [追加する選択肢, …]"
    )
    columns: tuple[ExtraColumn, ...] = Field(
        default=(), description="追加する列。内容は確かめず、そのまま引き継ぎます"
    )


class Thresholds(Section):
    """Where a rule begins to speak."""

    change_ratio: float = Field(
        default=0.30, ge=0, description="増減理由を求める増減の割合（0.30 = 30%）"
    )
    change_amount: int = Field(
        default=1_000_000, ge=0, description="増減理由を求める増減の額（円）"
    )
    largest_amount: int = Field(
        default=10_000_000_000, ge=0, description="これを超える金額は誤りを疑う（円）"
    )
    smallest_sheet: int = Field(
        default=10_000,
        ge=0,
        description="金額がすべてこれ未満なら千円単位の記入を疑う（円）",
    )
    similar_names: float = Field(
        default=90, ge=0, le=100, description="似たシステム名とみなす類似度（0〜100）"
    )
    similar_headers: float = Field(
        default=80, ge=0, le=100, description="似た見出しとみなす類似度（0〜100）"
    )
    unknown_share: float = Field(
        default=0.30, ge=0, le=1, description="「不明」がこの割合を超えたら助言を勧める"
    )
    straight_answers: int = Field(
        default=10, ge=0, description="同じ点がこの数以上続く評価は見直しを勧める"
    )
    longest_contract_years: int = Field(
        default=5, ge=0, description="長期継続契約の上限（年）。条例による"
    )
    renewal_months: int = Field(
        default=24, ge=0, description="契約終了の何か月前から更新の計画を求めるか"
    )


class SmallContractLimit(Section):
    """The limits of 少額随意契約 that begin on a date."""

    begins: date = Field(description="適用開始日")
    services: int = Field(description="委託その他の上限（円）")
    hire: int = Field(description="借入れの上限（円）")
    purchase: int = Field(description="買入れの上限（円）")


class TaxRate(Section):
    """The rate of 消費税 that begins on a date."""

    begins: date = Field(description="適用開始日")
    percent: int = Field(ge=0, le=100, description="税率（%）")


class RiskPoints(Section):
    """What a system's risks count for, and from how many points on it is marked."""

    support_ended: int = Field(default=3, ge=0, description="サポートが終了している")
    support_ends: int = Field(default=1, ge=0, description="サポートが期限内に終了する")
    support_unknown: int = Field(default=1, ge=0, description="サポート終了日が不明・空欄")
    nobody_knows: int = Field(default=3, ge=0, description="仕様を把握する職員が0人")
    one_knows: int = Field(default=2, ge=0, description="仕様を把握する職員が1人")
    knowledge_unknown: int = Field(default=1, ge=0, description="仕様を把握する職員が不明・空欄")
    no_manual: int = Field(default=1, ge=0, description="手順書が新しくない（Q5が2以下）")
    outage_at_once: int = Field(default=3, ge=0, description="停止すると即時に区民へ影響")
    outage_same_day: int = Field(default=2, ge=0, description="停止すると当日中に影響")
    my_number: int = Field(default=2, ge=0, description="特定個人情報がある")
    personal_data: int = Field(default=1, ge=0, description="個人情報がある")
    no_plan: int = Field(default=2, ge=0, description="契約が期限内に終了し、更新の予定がない")
    long_sole_source: int = Field(
        default=1, ge=0, description="同じ事業者との特命随意契約が長く続いている"
    )
    before_approval: int = Field(default=2, ge=0, description="決裁前に処理を進められる")
    office_tools: int = Field(default=1, ge=0, description="Excel・Accessで補っている")
    red: int = Field(default=8, ge=1, description="この点数以上は「高」（赤）")
    amber: int = Field(default=5, ge=1, description="この点数以上は「中」（橙）")
    sole_source_years: int = Field(
        default=5, ge=0, description="特命随意契約が「長く続いている」とみなす年数（これを超える）"
    )


class AnalysisSettings(Section):
    """How `sysaudit analyze` judges and how much it shows."""

    similar_systems: float = Field(
        default=80, ge=0, le=100, description="別の課の似たシステムとみなす名前の類似度（0〜100）"
    )
    high_score: float = Field(
        default=3.0, ge=1, le=5, description="業務価値・技術適合を「高い」とみなす平均点"
    )
    outlier: float = Field(
        default=3.5, gt=0, description="単価の外れ値とみなすロバストzスコアの絶対値"
    )
    smallest_group: int = Field(
        default=4, ge=3, description="この数以上のシステムがある対象業務で外れ値を調べる"
    )
    top_systems: int = Field(default=30, ge=1, description="上位システムに載せる数")
    help_errors: int = Field(
        default=5, ge=1, description="エラーがこの件数以上の課に記入の助言を勧める"
    )
    cost_classes: tuple[int, ...] = Field(
        default=(1_000_000, 10_000_000, 50_000_000),
        description="年間経費の区分の境（円、小さい順）",
    )
    doubted: tuple[str, ...] = Field(
        default=("C17", "X34"),
        description="警告でも、その金額を集計に入れない規則（確かめたら waivers で認める）",
    )
    native_table_cells: int = Field(
        default=1_500_000,
        ge=0,
        description="明細がこのセル数以下ならテーブルにする。超えたら少ないメモリーで書く",
    )


class Waiver(Section):
    """A finding that is accepted with a reason: one by its id, or those of a rule in a division.

    Everything that is given must hold, so that an id with the wrong code accepts nothing.
    """

    reason: str = Field(description="認める理由")
    who: str = Field(description="認めた人")
    id: str | None = Field(default=None, description="指摘のID（1件だけ認めるとき）")
    code: str | None = Field(default=None, description="規則のコード（課と組み合わせて使う）")
    division: str | None = Field(default=None, description="課コード")

    @field_validator("reason", "who")
    @classmethod
    def _is_told(cls, text: str) -> str:
        """A waiver without a reason or a name is none: nobody could answer for it."""
        if not text.strip():
            raise PydanticCustomError("blank", "must not be blank")
        return text

    @model_validator(mode="after")
    def _says_what(self) -> Waiver:
        """A rule for the whole ward is switched off under [rules], not waived."""
        if not self.id and not (self.code and self.division):
            raise PydanticCustomError("waives_nothing", "give id, or code and division together")
        return self

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is the one, or one of those, that it accepts."""
        return (
            self.id in (None, finding.id)
            and self.code in (None, finding.code)
            and self.division in (None, finding.division_code)
        )
