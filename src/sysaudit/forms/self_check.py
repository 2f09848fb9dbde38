"""監査調書: a division's answers before the audit, one row per check item."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from sysaudit.forms import shared
from sysaudit.forms.check_items import AREAS, CHECK_ITEMS
from sysaudit.forms.field import ALWAYS, Column, Form, Kind, Required
from sysaudit.forms.record import Record
from sysaudit.forms.shared import NOT_APPLICABLE, UNDECIDED, UNKNOWN

DONE, PARTLY, NOT_DONE = "実施済", "一部実施", "未実施"


class SelfCheck(Record):
    """One answer of one division."""

    division_code: Annotated[str | None, shared.division_code()] = None
    division_name: Annotated[str | None, shared.division_name()] = None
    number: Annotated[
        str | None,
        Column(
            "項目番号",
            Kind.CODE,
            "変更しないでください。",
            required=ALWAYS,
            synonyms=("項番",),
            width=9,
        ),
    ] = None
    area: Annotated[
        str | None,
        Column("区分", Kind.CHOICE, "変更しないでください。", choices=AREAS, width=15),
    ] = None
    text: Annotated[
        str | None,
        Column(
            "点検項目",
            Kind.TEXT,
            "変更しないでください。",
            synonyms=("点検内容", "確認項目"),
            width=62,
        ),
    ] = None
    answer: Annotated[
        str | None,
        Column(
            "回答",
            Kind.CHOICE,
            "一覧から選んでください。分からなければ「不明」で構いません。",
            choices=(DONE, PARTLY, NOT_DONE, NOT_APPLICABLE, UNKNOWN),
            synonyms=("実施状況", "点検結果"),
            required=ALWAYS,
            width=11,
        ),
    ] = None
    evidence: Annotated[
        str | None,
        Column("根拠資料", Kind.TEXT, "確かめられる書類の名前です。", width=22),
    ] = None
    not_applicable_reason: Annotated[
        str | None,
        Column(
            "該当なしの理由",
            Kind.TEXT,
            "「該当なし」のときに、その理由を書いてください。",
            required=Required(lambda c: c.answer == NOT_APPLICABLE, "回答が該当なしのとき必須"),
            width=22,
        ),
    ] = None
    improve_by: Annotated[
        date | None,
        Column(
            "改善予定日",
            Kind.DATE,
            "「未実施」「一部実施」のときに、いつまでに行うかを書いてください。",
            words=(UNDECIDED,),
            synonyms=("改善予定",),
            required=Required(
                lambda c: c.answer in (NOT_DONE, PARTLY), "回答が未実施・一部実施のとき必須"
            ),
            width=13,
        ),
    ] = None
    supplement: Annotated[
        str | None,
        Column("補足", Kind.TEXT, "補足があれば書いてください。", width=26),
    ] = None
    filled_in_by: Annotated[str | None, shared.filled_in_by()] = None
    confirmed_on: Annotated[date | None, shared.confirmed_on()] = None


SELF_CHECK = Form(
    id="self_check",
    title="監査調書",
    record=SelfCheck,
    key=("number",),
    purpose="監査の前に、課が自ら点検した結果を、1行に1項目ずつ書きます。",
    examples=(
        {
            "division_code": "0000",
            "division_name": "見本課",
            "number": "3-2",
            "area": AREAS[2],
            "text": CHECK_ITEMS[9].text,
            "answer": PARTLY,
            "evidence": "研修受講簿",
            "improve_by": "2019/9/30",
            "supplement": "6人のうち2人が未受講。9月の回で受講予定。",
            "filled_in_by": "見本　花子",
            "confirmed_on": "2019/7/5",
        },
    ),
)
