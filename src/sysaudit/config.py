"""sysaudit.toml: what a municipality bends without touching Python.

Every key has a default; `docs/settings.md` is written from the descriptions here.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.forms import FORMS
from sysaudit.forms.field import Column, Form, Kind
from sysaudit.intake.archive import Limits

FILE_NAME = "sysaudit.toml"


class Section(BaseModel):
    """A table of sysaudit.toml: unknown keys are refused, so that no typing error passes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


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
    """A finding that is accepted with a reason."""

    reason: str = Field(description="認める理由")
    who: str = Field(description="認めた人")
    id: str | None = Field(default=None, description="指摘のID（1件だけ認めるとき）")
    code: str | None = Field(default=None, description="規則のコード（課と組み合わせて使う）")
    division: str | None = Field(default=None, description="課コード")


class Settings(Section):
    """Everything in sysaudit.toml."""

    fiscal_year: int | None = Field(
        default=None, description="調査の年度。無ければ組織台帳、次に表紙から読み取ります"
    )
    no_forms_from: tuple[str, ...] = Field(
        default=("学校",), description="調査票を求めない組織の種別（組織台帳の種別）"
    )
    forms: dict[str, FormSettings] = Field(
        default={}, description="様式ごとの変更。様式の名前は「所管するシステム一覧」など"
    )
    rules: dict[str, Literal["error", "warning", "info", "off"]] = Field(
        default={}, description='規則の重さの変更。コード = "error"・"warning"・"info"・"off"'
    )
    thresholds: Thresholds = Field(default=Thresholds(), description="しきい値")
    small_contract_limits: tuple[SmallContractLimit, ...] = Field(
        default=(
            SmallContractLimit(
                begins=date(1982, 10, 1), services=500_000, hire=400_000, purchase=800_000
            ),
            SmallContractLimit(
                begins=date(2025, 4, 1), services=1_000_000, hire=800_000, purchase=1_500_000
            ),
        ),
        description="少額随意契約の上限額（地方自治法施行令 別表第5の市町村・特別区の額）",
    )
    consumption_tax: tuple[TaxRate, ...] = Field(
        default=(
            TaxRate(begins=date(1997, 4, 1), percent=5),
            TaxRate(begins=date(2014, 4, 1), percent=8),
            TaxRate(begins=date(2019, 10, 1), percent=10),
        ),
        description="消費税率。税率の分からない税抜の金額を、年度の月数で平均して税込にします",
    )
    analysis: AnalysisSettings = Field(
        default=AnalysisSettings(), description="分析（sysaudit analyze）のしきい値"
    )
    risk: RiskPoints = Field(default=RiskPoints(), description="リスクの点数")
    limits: Limits = Field(default=Limits(), description="受け付けるファイルの大きさの上限")
    waivers: tuple[Waiver, ...] = Field(default=(), description="理由を付けて認める指摘")

    @cached_property
    def bent_forms(self) -> tuple[Form, ...]:
        """All forms as these settings bend them."""
        return tuple(bend(form, self.forms.get(form.title)) for form in FORMS)

    def form(self, form_id: str) -> Form:
        """The form of that id, as these settings bend it."""
        return next(form for form in self.bent_forms if form.id == form_id)

    def small_contract_limit(self, on: date) -> SmallContractLimit:
        """The limits in force on a day; the oldest ones for days before all of them."""
        ordered = sorted(self.small_contract_limits, key=lambda limit: limit.begins)
        in_force = [limit for limit in ordered if limit.begins <= on]
        return in_force[-1] if in_force else ordered[0]


def bend(form: Form, settings: FormSettings | None) -> Form:
    """The form with its labels, synonyms and choices changed and columns added."""
    if settings is None:
        return form
    bent = {
        column.key: _bend_column(column, settings)
        for column in form.columns
        if column.label in (*settings.labels, *settings.synonyms, *settings.choices)
    }
    extra = tuple(
        Column(each.label, Kind.TEXT, each.hint, width=each.width, key=f"carried:{each.label}")
        for each in settings.columns
    )
    return replace(form, bent=bent, extra=extra)


def _bend_column(column: Column, settings: FormSettings) -> Column:
    label = settings.labels.get(column.label, column.label)
    former = (column.label,) if label != column.label else ()
    return replace(
        column,
        label=label,
        synonyms=(*column.synonyms, *former, *settings.synonyms.get(column.label, ())),
        choices=(*column.choices, *settings.choices.get(column.label, ())),
    )


def load(path: Path | None = None) -> Settings:
    """The settings in ``path``, or in ``sysaudit.toml`` of this folder, or the defaults.

    Raises:
        Misuse: The file is missing, is not TOML, or has an unknown key or a wrong value.
    """
    if path is None:
        path = Path(FILE_NAME)
        if not path.exists():
            return Settings()
    try:
        settings = Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise Misuse(
            Text(
                f"設定ファイルが読めません: {path}。--config の指定を確かめてください。",
                f"cannot read the settings {path}: check --config",
            )
        ) from error
    except UnicodeDecodeError as error:
        raise _unusable(path, "UTF-8 で保存してください", "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise _unusable(
            path, f"TOML の書き方が違います（{_place_in(error)}）", str(error)
        ) from error
    except ValidationError as error:
        ja, en = ("; ".join(told) for told in zip(*map(_told, error.errors()), strict=True))
        raise _unusable(path, ja, en) from error
    _refuse_unknown_names(path, settings)
    return settings


_WORDS = {
    "extra_forbidden": "知らないキーです",
    "missing": "必ず書いてください",
    "literal_error": "{expected} のどれかにしてください",
    "greater_than": "{gt:g} より大きくしてください",
    "greater_than_equal": "{ge:g} 以上にしてください",
    "less_than_equal": "{le:g} 以下にしてください",
}
"""What pydantic tells in English only, by the type of the error."""


def _told(error: ErrorDetails) -> tuple[str, str]:
    """An error with its key, in both languages; entries of a list count from 1."""
    key = ".".join(str(each + 1) if isinstance(each, int) else each for each in error["loc"])
    words = _WORDS.get(error["type"], "値の種類が違います").format(**error.get("ctx", {}))
    return f"{key}: {words}", f"{key}: {error['msg']}"


def _place_in(error: tomllib.TOMLDecodeError) -> str:
    """Line and column, out of the words of the parser."""
    at = re.search(r"line (\d+), column (\d+)", str(error))
    return f"{at[1]}行目の{at[2]}文字目" if at else str(error)


def _unusable(path: Path, ja: str, en: str) -> Misuse:
    return Misuse(
        Text(
            f"設定ファイル {path} を直してください: {ja}（キーの一覧は docs/settings.md）",
            f"mend the settings {path}: {en} (docs/settings.md lists the keys)",
        )
    )


def _refuse_unknown_names(path: Path, settings: Settings) -> None:
    """Form titles and labels are keys too: a wrong one would change nothing, silently."""
    titles = {form.title: form for form in FORMS}
    for title, bent in settings.forms.items():
        if title not in titles:
            ja = f"様式「{title}」はありません。様式は {'、'.join(titles)} です"
            raise _unusable(path, ja, f"no form is called {title}")
        labels = {column.label: column for column in titles[title].columns}
        for label in bent.labels.values():
            if label in labels:
                raise _unusable(
                    path,
                    f"様式「{title}」には「{label}」という項目がもうあります",
                    f"the form {title} has a field {label} already",
                )
        for label in (*bent.labels, *bent.synonyms, *bent.choices):
            if label not in labels:
                raise _unusable(
                    path,
                    f"様式「{title}」に項目「{label}」はありません",
                    f"the form {title} has no field {label}",
                )
