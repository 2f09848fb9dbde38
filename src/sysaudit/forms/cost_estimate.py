"""経費見積入力シート: one row per system and cost item, one column per fiscal year."""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import Annotated

from sysaudit.forms import shared
from sysaudit.forms.field import ALWAYS, OPTIONAL, Column, Form, Kind, Required
from sysaudit.forms.record import Record
from sysaudit.forms.shared import OTHER, UNDECIDED, UNKNOWN

LEASES = ("機器リース",)
TAX_INCLUDED, TAX_EXCLUDED, UNTAXED = "税込", "税抜", "非課税・不課税"
FIRM, QUOTED, ROUGH = "確定", "業者見積", "概算"
ALONE, BUNDLED = "単独", "他システムと一括"

ESTIMATE_KEYS = tuple(f"estimate_{n}" for n in range(1, 6))
AMOUNT_KEYS = ("actual", "budget", *ESTIMATE_KEYS)
"""The amount columns in order of their fiscal years, FY-1 to FY+5."""
_amounts_of = attrgetter(*AMOUNT_KEYS)


def amount(offset: int, what: str, required: Required = OPTIONAL) -> Column:
    """An amount of the fiscal year ``offset`` years from the form's own."""
    return Column(
        f"{{year}}年度{what}",
        Kind.YEN,
        "円単位の整数で入力してください。千円単位ではありません。0円なら0、"
        "分からないときは空欄にして「金額の確度」を「未定」にします。",
        unit="円",
        offset=offset,
        required=required,
        afresh=True,
        width=15,
    )


def former_amount(label: str, hint: str) -> Column:
    """An amount of last year's form, printed beside this year's to compare with."""
    return Column(
        label,
        Kind.YEN,
        f"{hint}参考のためのもので、入力は不要です。",
        computed=True,
        afresh=True,
        of_prefilled=True,
        width=16,
    )


UNLESS_UNDECIDED = Required(
    lambda line: line.certainty != UNDECIDED,
    "必須（金額の確度が未定のときを除く）",
    ("certainty",),
)


class CostLine(Record):
    """One cost item of one system over the years."""

    system_id: Annotated[
        str | None,
        shared.system_id("「所管するシステム一覧」と同じシステムIDを入力してください。"),
    ] = None
    system_name: Annotated[str | None, shared.system_name_by_formula()] = None
    confirmation: Annotated[str | None, shared.confirmation("なくなった経費の行は削除します。")] = (
        None
    )
    contract_number: Annotated[
        str | None,
        shared.contract_number(
            Required(
                lambda line: (
                    line.vendor is not None
                    or line.bundled == BUNDLED
                    or line.contract_start is not None
                    or line.contract_end is not None
                ),
                "契約があるとき必須",
            )
        ),
    ] = None
    vendor: Annotated[
        str | None,
        shared.vendor(hint="一覧の事業者と違うときだけ入力してください。空欄は一覧と同じです。"),
    ] = None
    vendor_corporate_number: Annotated[str | None, shared.corporate_number()] = None
    contract_method: Annotated[str | None, shared.contract_method()] = None
    contract_start: Annotated[
        date | None,
        shared.contract_day("契約開始日", OPTIONAL, "契約開始年月日", "契約開始"),
    ] = None
    contract_end: Annotated[
        date | None,
        shared.contract_day("契約終了日", OPTIONAL, "契約終了年月日", "契約満了日", "契約終了"),
    ] = None
    cost_kind: Annotated[
        str | None,
        Column(
            "経費区分",
            Kind.CHOICE,
            "新しく作るものは「整備」、直すものは「改修」、毎年かかるものは「運用」、"
            "入れ替えは「更新」です。",
            choices=("整備", "改修", "運用", "更新"),
            words=(UNKNOWN,),
            synonyms=("経費の区分", "費用区分"),
            required=ALWAYS,
            width=10,
        ),
    ] = None
    cost_item: Annotated[
        str | None,
        Column(
            "経費項目",
            Kind.CHOICE,
            "一覧から選んでください。当てはまらないときは「その他」を選び、内容を書きます。",
            choices=(
                "構築・開発",
                "データ移行",
                "機器購入",
                "機器リース",
                "ソフトウェア使用料",
                "ソフトウェア保守",
                "機器保守",
                "運用作業委託",
                "制度改正等改修",
                "通信回線",
                "データセンター利用",
                "クラウド利用料",
                "研修",
                "消耗品・印刷",
                "負担金",
                OTHER,
            ),
            words=(UNKNOWN,),
            synonyms=("費目", "費用項目", "項目"),
            other="other_item",
            required=ALWAYS,
            width=18,
        ),
    ] = None
    other_item: Annotated[
        str | None,
        Column(
            "その他の内容",
            Kind.TEXT,
            "経費項目が「その他」のときに、内容を書いてください。",
            words=(UNKNOWN,),
            synonyms=("その他内容",),
            required=Required(lambda line: line.cost_item == OTHER, "経費項目がその他のとき必須"),
            width=18,
        ),
    ] = None
    budget_line: Annotated[
        str | None,
        Column(
            "節",
            Kind.CHOICE,
            "予算書の節を名前で選んでください。番号は使いません。",
            choices=(
                "委託料",
                "使用料及び賃借料",
                "役務費",
                "需用費",
                "備品購入費",
                "工事請負費",
                "負担金、補助及び交付金",
                "報償費",
                "旅費",
                OTHER,
            ),
            words=(UNKNOWN,),
            synonyms=("予算科目", "科目(節)"),
            width=16,
        ),
    ] = None
    tax_basis: Annotated[
        str | None,
        Column(
            "税区分",
            Kind.CHOICE,
            "金額が税込か税抜かを選んでください。",
            choices=(TAX_INCLUDED, TAX_EXCLUDED, UNTAXED),
            words=(UNKNOWN,),
            synonyms=("消費税", "税込・税抜", "消費税区分"),
            required=ALWAYS,
            width=14,
        ),
    ] = None
    tax_rate: Annotated[
        str | None,
        Column(
            "税率",
            Kind.CHOICE,
            "税抜のときに選んでください。2019年10月に8%から10%に変わります。"
            "両方にまたがるときは「混在」です。",
            choices=("8%", "10%", "混在", UNKNOWN),
            synonyms=("消費税率",),
            required=Required(
                lambda line: line.tax_basis == TAX_EXCLUDED, "税区分が税抜のとき必須"
            ),
            afresh=True,
            width=8,
        ),
    ] = None
    certainty: Annotated[
        str | None,
        Column(
            "金額の確度",
            Kind.CHOICE,
            "契約済みは「確定」、見積書があれば「業者見積」、目安なら「概算」、"
            "出せなければ「未定」です。",
            choices=(FIRM, QUOTED, ROUGH, UNDECIDED),
            synonyms=("確度", "金額確度"),
            required=ALWAYS,
            afresh=True,
            width=12,
        ),
    ] = None
    former_budget: Annotated[
        int | None,
        former_amount("前年度予算（参考）", "前年度の調査票に書かれた、前年度の予算です（円）。"),
    ] = None
    former_estimate: Annotated[
        int | None,
        former_amount("前年度見積（参考）", "前年度の調査票に書かれた、今年度の見積です（円）。"),
    ] = None
    actual: Annotated[int | None, amount(-1, "決算")] = None
    budget: Annotated[int | None, amount(0, "予算", UNLESS_UNDECIDED)] = None
    estimate_1: Annotated[int | None, amount(1, "見積", UNLESS_UNDECIDED)] = None
    estimate_2: Annotated[int | None, amount(2, "見積")] = None
    estimate_3: Annotated[int | None, amount(3, "見積")] = None
    estimate_4: Annotated[int | None, amount(4, "見積")] = None
    estimate_5: Annotated[int | None, amount(5, "見積")] = None
    row_total: Annotated[
        int | None,
        Column(
            "合計",
            Kind.YEN,
            "自動で計算されます。入力は不要です。",
            synonyms=("行合計", "総額", "合計額"),
            computed=True,
            unit="円",
            width=16,
        ),
    ] = None
    bundled: Annotated[
        str | None,
        Column(
            "一括契約",
            Kind.CHOICE,
            "1つの契約に他のシステムの分も入っているときは「他システムと一括」です。",
            choices=(ALONE, BUNDLED),
            words=(UNKNOWN,),
            synonyms=("一括契約の有無", "契約の単位"),
            required=ALWAYS,
            width=16,
        ),
    ] = None
    apportioned_by: Annotated[
        str | None,
        Column(
            "按分方法",
            Kind.CHOICE,
            "一括契約の金額を、何で分けたかを選んでください。",
            choices=("利用者数", "端末数", "均等", "見積内訳", OTHER),
            words=(UNKNOWN,),
            synonyms=("按分の方法", "案分方法"),
            required=Required(lambda line: line.bundled == BUNDLED, "一括契約のとき必須"),
            width=12,
        ),
    ] = None
    bundle_total: Annotated[
        int | None,
        Column(
            "按分前総額",
            Kind.YEN,
            "一括契約全体の翌年度の金額（円）です。",
            words=(UNKNOWN,),
            synonyms=("案分前総額", "一括契約総額"),
            unit="円",
            required=Required(lambda line: line.bundled == BUNDLED, "一括契約のとき必須"),
            afresh=True,
            width=15,
        ),
    ] = None
    months: Annotated[
        int | None,
        Column(
            "積算月数",
            Kind.COUNT,
            "翌年度の見積が何か月分かです。空欄は12か月とみなします。",
            synonyms=("月数",),
            unit="月",
            afresh=True,
            width=10,
        ),
    ] = None
    quoted_by: Annotated[
        str | None,
        Column(
            "見積業者",
            Kind.TEXT,
            "見積書を出した事業者です。",
            words=(UNKNOWN,),
            synonyms=("見積事業者", "見積徴取先"),
            required=Required(
                lambda line: line.certainty == QUOTED, "金額の確度が業者見積のとき必須"
            ),
            afresh=True,
            width=20,
        ),
    ] = None
    quoted_on: Annotated[
        date | None,
        Column(
            "見積日",
            Kind.DATE,
            "見積書の日付です。例：2019/5/20",
            words=(UNKNOWN,),
            synonyms=("見積年月日", "見積書日付"),
            required=Required(
                lambda line: line.certainty == QUOTED, "金額の確度が業者見積のとき必須"
            ),
            afresh=True,
            width=13,
        ),
    ] = None
    change_reason: Annotated[
        str | None,
        Column(
            "増減理由",
            Kind.TEXT,
            "前年度から大きく増減するときに、その理由を書いてください。",
            words=(UNKNOWN,),
            synonyms=("増減の理由", "変動理由"),
            afresh=True,
            width=30,
        ),
    ] = None
    remarks: Annotated[str | None, shared.remarks(afresh=True)] = None

    @property
    def amounts(self) -> tuple[int | None, ...]:
        """FY-1 to FY+5 in order, None where not stated."""
        amounts: tuple[int | None, ...] = _amounts_of(self)
        return amounts

    @property
    def amounts_total(self) -> int:
        """The sum over the years of what is stated."""
        return sum(filter(None, self.amounts))


COST_ESTIMATE = Form(
    id="cost_estimate",
    title="経費見積入力シート",
    record=CostLine,
    key=("system_id", "contract_number", "cost_kind", "cost_item", "other_item"),
    purpose="システムごと、経費項目ごとに1行ずつ、年度別の金額を円で書きます。",
    examples=(
        {
            "system_id": "0000-S01",
            "system_name": "見本申請受付システム",
            "contract_number": "2015-0123",
            "cost_kind": "運用",
            "cost_item": "ソフトウェア保守",
            "budget_line": "委託料",
            "tax_basis": "税込",
            "certainty": "確定",
            "actual": "1296000",
            "budget": "1308000",
            "estimate_1": "1320000",
            "estimate_2": "1320000",
            "estimate_3": "1320000",
            "estimate_4": "1320000",
            "estimate_5": "1320000",
            "row_total": "9204000",
            "bundled": "単独",
        },
        {
            "system_id": "新規-1",
            "system_name": "見本相談予約システム",
            "cost_kind": "整備",
            "cost_item": "構築・開発",
            "budget_line": "委託料",
            "tax_basis": "税抜",
            "tax_rate": "10%",
            "certainty": "業者見積",
            "budget": "0",
            "estimate_1": "2500000",
            "row_total": "2500000",
            "bundled": "単独",
            "quoted_by": "株式会社見本クラウド",
            "quoted_on": "2019/5/20",
            "change_reason": "新規導入のため",
        },
        {
            "system_id": "新規-1",
            "system_name": "見本相談予約システム",
            "cost_kind": "運用",
            "cost_item": "クラウド利用料",
            "budget_line": "使用料及び賃借料",
            "tax_basis": "税込",
            "certainty": "未定",
            "bundled": "単独",
        },
    ),
)
