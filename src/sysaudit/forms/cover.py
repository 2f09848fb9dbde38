"""表紙: who returns the workbook, and its totals."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from sysaudit.forms import shared
from sysaudit.forms.field import ALWAYS, Column, Form, Kind
from sysaudit.forms.record import Record


class Cover(Record):
    """The one record of 表紙."""

    fiscal_year: Annotated[
        int | None,
        Column(
            "年度",
            Kind.FISCAL_YEAR,
            "この調査の年度です。例：2019",
            required=ALWAYS,
            synonyms=("調査年度", "対象年度"),
        ),
    ] = None
    division_code: Annotated[str | None, shared.division_code()] = None
    division_name: Annotated[str | None, shared.division_name()] = None
    filled_in_by: Annotated[
        str | None,
        Column(
            "記入者",
            Kind.TEXT,
            "お尋ねする際の窓口となる方の氏名です。",
            required=ALWAYS,
            synonyms=("記入者名", "担当者", "担当者名"),
        ),
    ] = None
    extension: Annotated[
        str | None,
        Column(
            "内線",
            Kind.TEXT,
            "記入者の内線番号です。",
            required=ALWAYS,
            synonyms=("内線番号", "電話番号"),
        ),
    ] = None
    it_promoter: Annotated[
        str | None,
        Column("情報化推進員", Kind.TEXT, "課の情報化推進員の氏名です。", required=ALWAYS),
    ] = None
    confirmed_on: Annotated[
        date | None,
        Column(
            "課長確認日",
            Kind.DATE,
            "課長が内容を確認した日です。例：2019/6/14",
            required=ALWAYS,
            synonyms=("課長確認",),
        ),
    ] = None
    submitted_on: Annotated[
        date | None,
        Column(
            "提出日",
            Kind.DATE,
            "情報管理課へ提出する日です。例：2019/6/17",
            required=ALWAYS,
            synonyms=("提出年月日",),
        ),
    ] = None
    no_systems: Annotated[
        bool,
        Column(
            "所管システムなし（○）",
            Kind.MARK,
            "所管するシステムが1つもないときだけ○を付けてください。表紙だけで提出は完了です。",
            synonyms=("システムなし", "該当システムなし"),
        ),
    ] = False
    system_count: Annotated[
        int | None,
        Column(
            "システム数",
            Kind.COUNT,
            "自動で計算されます。入力は不要です。",
            computed=True,
            unit="件",
        ),
    ] = None
    budget_total: Annotated[
        int | None,
        Column(
            "{year}年度予算の合計",
            Kind.YEN,
            "自動で計算されます。入力は不要です。",
            computed=True,
            unit="円",
            offset=0,
        ),
    ] = None
    estimate_total: Annotated[
        int | None,
        Column(
            "{year}年度見積の合計",
            Kind.YEN,
            "自動で計算されます。入力は不要です。",
            computed=True,
            unit="円",
            offset=1,
        ),
    ] = None


COVER = Form(
    id="cover",
    title="表紙",
    record=Cover,
    key=("division_code",),
    purpose="どの課の、いつの調査票かを示します。はじめにご記入ください。",
    downwards=True,
    examples=(
        {
            "fiscal_year": "2019",
            "division_code": "0000",
            "division_name": "見本課",
            "filled_in_by": "見本　花子",
            "extension": "9999",
            "it_promoter": "見本　太郎",
            "confirmed_on": "2019/6/14",
            "submitted_on": "2019/6/17",
        },
    ),
)
