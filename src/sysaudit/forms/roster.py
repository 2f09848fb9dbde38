"""組織台帳: one row per division and fiscal year."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from sysaudit.forms import shared
from sysaudit.forms.field import ALWAYS, Column, Form, Kind, Required
from sysaudit.forms.record import Record

SCHOOL = "学校"
IN_SCOPE, OUT_OF_SCOPE = "○", "×"


def yes_no(label: str, hint: str, *synonyms: str) -> Column:
    """A column marked ○ where it applies."""
    return Column(label, Kind.MARK, hint, synonyms=synonyms, width=9)


class Division(Record):
    """One division in one fiscal year; its code is valid within that year only."""

    fiscal_year: Annotated[
        int | None,
        Column(
            "年度",
            Kind.FISCAL_YEAR,
            "台帳の年度です。例：2019",
            synonyms=("対象年度",),
            required=ALWAYS,
            width=8,
        ),
    ] = None
    division_code: Annotated[str | None, shared.division_code()] = None
    department: Annotated[
        str | None,
        Column(
            "部名",
            Kind.TEXT,
            "部の名前です。",
            synonyms=("部", "部局", "部局名"),
            required=ALWAYS,
            width=16,
        ),
    ] = None
    division_name: Annotated[str | None, shared.division_name()] = None
    kind: Annotated[
        str | None,
        Column(
            "種別",
            Kind.CHOICE,
            "一覧から選んでください。",
            choices=("課", "室", "所", "センター", "事務局", SCHOOL),
            synonyms=("組織種別",),
            required=ALWAYS,
            width=10,
        ),
    ] = None
    former_codes: Annotated[
        tuple[str, ...],
        Column(
            "旧課コード",
            Kind.CODES,
            "改称・分割・統合の前のコードです。複数あるときは「;」で区切ってください。",
            synonyms=("旧コード", "前年度課コード"),
            width=14,
        ),
    ] = ()
    in_scope: Annotated[
        str | None,
        Column(
            "監査対象",
            Kind.CHOICE,
            "○か×を選んでください。",
            choices=(IN_SCOPE, OUT_OF_SCOPE),
            required=ALWAYS,
            width=9,
        ),
    ] = None
    out_of_scope_reason: Annotated[
        str | None,
        Column(
            "対象外の理由",
            Kind.TEXT,
            "監査対象が×のときに、その理由を書いてください。",
            required=Required(lambda d: d.in_scope == OUT_OF_SCOPE, "監査対象が×のとき必須"),
            width=26,
        ),
    ] = None
    has_counter: Annotated[bool, yes_no("窓口", "区民の窓口があれば○です。", "窓口の有無")] = False
    outsourced: Annotated[
        bool, yes_no("民間委託", "業務を民間に委託していれば○です。", "民間委託の有無")
    ] = False
    uses_my_number: Annotated[
        bool, yes_no("個人番号利用", "マイナンバーを使う事務があれば○です。", "マイナンバー利用")
    ] = False
    regular_staff: Annotated[
        int | None,
        Column("正規職員数", Kind.COUNT, "4月1日現在の人数です。", unit="人", width=10),
    ] = None
    other_staff: Annotated[
        int | None,
        Column("非正規職員数", Kind.COUNT, "4月1日現在の人数です。", unit="人", width=11),
    ] = None
    busy_seasons: Annotated[
        tuple[tuple[tuple[int, int], tuple[int, int]], ...],
        Column(
            "繁忙期",
            Kind.PERIODS,
            "「11/15-12/5」のように書きます。月全体は「3月」、複数は「;」で区切ります。",
            width=22,
        ),
    ] = ()
    closed_dates: Annotated[
        tuple[date, ...],
        Column(
            "訪問不可日",
            Kind.DATES,
            "訪問を受けられない日です。複数あるときは「;」で区切ってください。",
            width=22,
        ),
    ] = ()
    due: Annotated[
        date | None,
        Column(
            "提出期限",
            Kind.DATE,
            "調査票の提出期限です。例：2019/6/28",
            synonyms=("締切", "締切日"),
            width=13,
        ),
    ] = None
    it_promoter: Annotated[
        str | None,
        Column(
            "担当者（情報化推進員）",
            Kind.TEXT,
            "情報化推進員の氏名です。",
            synonyms=("情報化推進員", "担当者名"),
            width=16,
        ),
    ] = None
    extension: Annotated[
        str | None,
        Column("内線", Kind.TEXT, "内線番号です。", synonyms=("内線番号",), width=9),
    ] = None


ROSTER = Form(
    id="roster",
    title="組織台帳",
    record=Division,
    key=("division_code",),
    purpose="その年度のすべての課を、1行に1つずつ書きます。",
    examples=(
        {
            "fiscal_year": "2019",
            "division_code": "0000",
            "department": "見本部",
            "division_name": "見本課",
            "kind": "課",
            "former_codes": "0009",
            "in_scope": "○",
            "has_counter": "○",
            "regular_staff": "18",
            "other_staff": "6",
            "busy_seasons": "3月;11/15-12/5",
            "closed_dates": "2019/10/1",
            "due": "2019/6/28",
            "it_promoter": "見本　太郎",
            "extension": "9999",
        },
    ),
)
