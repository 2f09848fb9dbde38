"""Everything in sysaudit.toml, and the forms as it bends them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import Field

from sysaudit.config.draw import DrawSettings
from sysaudit.config.folder import FolderSettings
from sysaudit.config.mail import MailSettings
from sysaudit.config.section import Section
from sysaudit.config.sections import (
    AnalysisSettings,
    FormSettings,
    RiskPoints,
    SmallContractLimit,
    TaxRate,
    Thresholds,
    Waiver,
)
from sysaudit.forms import BESIDE_FORMS, FORMS
from sysaudit.forms.field import Column, Form, Kind
from sysaudit.intake.limits import Limits


class Settings(Section):
    """Everything in sysaudit.toml; without arguments the defaults (docs/settings.md)."""

    fiscal_year: int | None = Field(
        default=None, description="調査の年度。無ければ組織台帳、次に表紙から読み取ります"
    )
    folder: FolderSettings | None = Field(
        default=None,
        description="年度のフォルダーの中の置き場所（sysaudit init が書きます）。この表があれば、"
        "コマンドに指定しなかったものをここから探します",
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
    draw: DrawSettings = Field(
        default=DrawSettings(), description="監査対象の抽選（sysaudit draw-audits）"
    )
    mail: MailSettings = Field(
        default=MailSettings(), description="課へのメールの文（sysaudit validate --return-to）"
    )
    limits: Limits = Field(default=Limits(), description="受け付けるファイルの大きさの上限")
    waivers: tuple[Waiver, ...] = Field(
        default=(),
        description="理由を付けて認める指摘。id（「指摘一覧」のID）か、code と division で示します",
    )

    @cached_property
    def bent_forms(self) -> tuple[Form, ...]:
        """The forms that are looked for in what is returned, as these settings bend them."""
        return tuple(bend(form, self.forms.get(form.title)) for form in FORMS)

    @cached_property
    def beside_forms(self) -> tuple[Form, ...]:
        """The lists that others keep, as these settings bend them."""
        return tuple(bend(form, self.forms.get(form.title)) for form in BESIDE_FORMS)

    def with_busy(self, busy: str) -> Settings:
        """The same with another answer to what becomes of divisions without an open date."""
        return self.model_copy(update={"draw": self.draw.model_copy(update={"busy": busy})})

    def form(self, form_id: str) -> Form:
        """The form of that id, as these settings bend it."""
        return self._forms_by_id[form_id]

    @cached_property
    def _forms_by_id(self) -> dict[str, Form]:
        return {form.id: form for form in (*self.bent_forms, *self.beside_forms)}

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
