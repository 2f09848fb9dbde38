"""前年度監査結果: one row per finding of an audit."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from sysaudit.forms import shared
from sysaudit.forms.check_items import AREAS
from sysaudit.forms.field import ALWAYS, Column, Form, Kind, Required
from sysaudit.forms.record import Record

NO_FINDING = "指摘なし"
SERIOUS, MINOR = "重大な不適合", "軽微な不適合"
DONE, UNDER_WAY, NOT_BEGUN, NO_REPORT = "完了", "対応中", "未着手", "報告なし"

IF_FOUND = Required(lambda r: r.grade != NO_FINDING, "必須（指摘なしを除く）", ("grade",))


class AuditResult(Record):
    """One finding of one audit; 指摘なし says that a division was audited and is clean."""

    fiscal_year: Annotated[
        int | None,
        Column("年度", Kind.FISCAL_YEAR, "監査した年度です。例：2018", required=ALWAYS, width=8),
    ] = None
    division_code: Annotated[str | None, shared.division_code()] = None
    division_name: Annotated[str | None, shared.division_name()] = None
    kind: Annotated[
        str | None,
        Column(
            "種別",
            Kind.CHOICE,
            "一覧から選んでください。",
            choices=("内部監査", "パトロール", "外部監査", "特命監査"),
            synonyms=("監査種別",),
            required=ALWAYS,
            width=12,
        ),
    ] = None
    audited_on: Annotated[
        date | None,
        Column("監査日", Kind.DATE, "監査した日です。例：2018/11/6", required=ALWAYS, width=13),
    ] = None
    auditor: Annotated[
        str | None,
        Column(
            "監査実施人",
            Kind.TEXT,
            "監査した方の氏名です。パトロールでは実施者です。",
            synonyms=("実施者", "監査人"),
            width=16,
        ),
    ] = None
    finding_number: Annotated[
        str | None,
        Column("指摘番号", Kind.CODE, "課ごとの通し番号です。", required=IF_FOUND, width=10),
    ] = None
    grade: Annotated[
        str | None,
        Column(
            "区分",
            Kind.CHOICE,
            "一覧から選んでください。監査して何もなければ「指摘なし」です。",
            choices=(SERIOUS, MINOR, "観察事項", "推奨事項", NO_FINDING),
            synonyms=("指摘区分",),
            required=ALWAYS,
            width=14,
        ),
    ] = None
    area: Annotated[
        str | None,
        Column(
            "領域",
            Kind.CHOICE,
            "監査調書の区分と同じものを選んでください。",
            choices=AREAS,
            synonyms=("監査領域",),
            required=IF_FOUND,
            width=18,
        ),
    ] = None
    text: Annotated[
        str | None,
        Column("指摘内容", Kind.TEXT, "指摘の内容です。", required=IF_FOUND, width=44),
    ] = None
    due: Annotated[
        date | None,
        Column(
            "改善期限",
            Kind.DATE,
            "改善の期限です。",
            words=(shared.NOT_APPLICABLE,),
            required=Required(lambda r: r.grade in (SERIOUS, MINOR), "不適合のとき必須"),
            width=13,
        ),
    ] = None
    progress: Annotated[
        str | None,
        Column(
            "改善状況",
            Kind.CHOICE,
            "一覧から選んでください。",
            choices=(DONE, UNDER_WAY, NOT_BEGUN, NO_REPORT),
            words=(shared.NOT_APPLICABLE,),
            required=IF_FOUND,
            width=12,
        ),
    ] = None
    confirmed_on: Annotated[
        date | None,
        Column(
            "改善確認日",
            Kind.DATE,
            "改善を確かめた日です。",
            required=Required(lambda r: r.progress == DONE, "改善状況が完了のとき必須"),
            width=13,
        ),
    ] = None


AUDIT_RESULTS = Form(
    id="audit_results",
    title="前年度監査結果",
    record=AuditResult,
    key=("division_code", "finding_number"),
    purpose="監査の指摘を1行に1件ずつ書きます。指摘がなかった課も「指摘なし」で1行書きます。",
    examples=(
        {
            "fiscal_year": "2018",
            "division_code": "0000",
            "division_name": "見本課",
            "kind": "内部監査",
            "audited_on": "2018/11/6",
            "auditor": "見本　次郎",
            "finding_number": "1",
            "grade": MINOR,
            "area": "端末・媒体",
            "text": "USBメモリの持出簿に返却日の記入がない。",
            "due": "2019/3/29",
            "progress": DONE,
            "confirmed_on": "2019/3/20",
        },
    ),
)
