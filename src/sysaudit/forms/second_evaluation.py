"""システム評価（2次）: how the IT division judges the systems after the divisions did."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from sysaudit.forms import shared
from sysaudit.forms.evaluation import rating
from sysaudit.forms.field import ALWAYS, Column, Form, Kind, Required
from sysaudit.forms.record import Record
from sysaudit.forms.shared import EVALUATION_LETTERS, UNKNOWN


class SecondEvaluation(Record):
    """The IT division's evaluation (2次) of one system."""

    division_code: Annotated[str | None, shared.division_code()] = None
    system_id: Annotated[
        str | None, shared.system_id("「所管するシステム一覧」と同じシステムIDです。")
    ] = None
    system_name: Annotated[str | None, shared.system_name_by_formula()] = None
    first_letter: Annotated[
        str | None,
        Column(
            "1次評価",
            Kind.CHOICE,
            "課の評価です。入力は不要です。",
            choices=EVALUATION_LETTERS,
            words=(UNKNOWN,),
            synonyms=("一次評価",),
            computed=True,
            width=16,
        ),
    ] = None
    q1: Annotated[int | None, rating("q1", "（2次）")] = None
    q2: Annotated[int | None, rating("q2", "（2次）")] = None
    q3: Annotated[int | None, rating("q3", "（2次）")] = None
    q4: Annotated[int | None, rating("q4", "（2次）")] = None
    q5: Annotated[int | None, rating("q5", "（2次）")] = None
    estimate_opinion: Annotated[
        str | None,
        Column(
            "見積の妥当性",
            Kind.CHOICE,
            "見積書と根拠を見て選んでください。",
            choices=("妥当", "要精査", "過大の疑い", "根拠不足"),
            words=(UNKNOWN,),
            required=ALWAYS,
            width=13,
        ),
    ] = None
    overlap: Annotated[
        str | None,
        Column(
            "重複",
            Kind.CHOICE,
            "同じ業務のシステムがほかにあるかを選んでください。",
            choices=("無", "有", "要確認"),
            required=ALWAYS,
            width=10,
        ),
    ] = None
    sharing: Annotated[
        str | None,
        Column(
            "共同利用・標準化の可能性",
            Kind.CHOICE,
            "ほかの課や自治体と共同で使えるかを選んでください。",
            choices=("無", "有", "要確認"),
            synonyms=("共同利用の可能性",),
            required=ALWAYS,
            width=14,
        ),
    ] = None
    procurement_opinion: Annotated[
        str | None,
        Column("調達方法の意見", Kind.TEXT, "契約方法についての意見を書いてください。", width=30),
    ] = None
    second_letter: Annotated[
        str | None,
        Column(
            "2次評価",
            Kind.CHOICE,
            "情報管理課としての総合評価を選んでください。",
            choices=EVALUATION_LETTERS,
            words=(UNKNOWN,),
            synonyms=("二次評価", "2次評価結果"),
            required=ALWAYS,
            width=16,
        ),
    ] = None
    reason: Annotated[
        str | None,
        Column(
            "1次と異なる理由",
            Kind.TEXT,
            "1次評価と違うときに、その理由を書いてください。",
            synonyms=("一次と異なる理由",),
            required=Required(
                lambda e: (
                    e.first_letter is not None
                    and e.second_letter is not None
                    and e.first_letter != e.second_letter
                ),
                "1次評価と異なるとき必須",
            ),
            width=36,
        ),
    ] = None
    hearing: Annotated[
        str | None,
        Column(
            "ヒアリング",
            Kind.CHOICE,
            "課に話を聞く必要があるかを選んでください。",
            choices=("要", "不要"),
            required=ALWAYS,
            width=10,
        ),
    ] = None
    judged_on: Annotated[
        date | None,
        Column(
            "判定日",
            Kind.DATE,
            "2次評価を決めた日です。例：2019/8/30",
            required=ALWAYS,
            width=13,
        ),
    ] = None


SECOND_EVALUATION = Form(
    id="second_evaluation",
    title="システム評価（2次）",
    record=SecondEvaluation,
    key=("system_id",),
    purpose="情報管理課が、課の1次評価を受けて1行に1システムずつ評価します（2次評価）。",
    examples=(
        {
            "division_code": "0000",
            "system_id": "0000-S01",
            "system_name": "見本申請受付システム",
            "first_letter": "B 改善・見直し",
            "q1": "5",
            "q2": "4",
            "q3": "2",
            "q4": "2",
            "q5": "2",
            "estimate_opinion": "要精査",
            "overlap": "要確認",
            "sharing": "有",
            "procurement_opinion": "次期更新は提案方式とし、2社以上から見積りをとること。",
            "second_letter": "D 統合・廃止",
            "reason": "同じ機能のシステムが別の課にあり、統合の効果が大きいため。",
            "hearing": "要",
            "judged_on": "2019/8/30",
        },
    ),
)
