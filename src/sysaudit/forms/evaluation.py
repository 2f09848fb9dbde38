"""システム評価 (1次): how a division judges its own systems."""

from __future__ import annotations

from datetime import date
from typing import Annotated, NamedTuple

from sysaudit.forms import shared
from sysaudit.forms.field import ALWAYS, Column, Form, Kind
from sysaudit.forms.record import Record
from sysaudit.forms.shared import EVALUATION_LETTERS, UNKNOWN


class Question(NamedTuple):
    """One question of the evaluation and what 1, 3 and 5 mean."""

    key: str
    label: str
    group: str
    low: str
    middle: str
    high: str


QUESTIONS = (
    Question(
        "v1",
        "V1 業務に不可欠か",
        "業務価値",
        "なくても業務は回る",
        "ないと手間が増える",
        "ないと業務が止まる",
    ),
    Question(
        "v2",
        "V2 区民サービスへの効果",
        "業務価値",
        "区民には関わらない",
        "間接に役立つ",
        "区民が直接便利になる",
    ),
    Question(
        "v3",
        "V3 利用頻度",
        "業務価値",
        "年に数回",
        "週に数回",
        "毎日、常に使う",
    ),
    Question(
        "v4",
        "V4 機能の充足",
        "業務価値",
        "足りない機能が多い",
        "おおむね足りる",
        "必要な機能がそろう",
    ),
    Question(
        "v5",
        "V5 使いやすさ",
        "業務価値",
        "慣れた人しか使えない",
        "説明があれば使える",
        "初めてでも使える",
    ),
    Question(
        "e1",
        "E1 経費は効果に見合うか",
        "効率",
        "効果に比べ高い",
        "ほぼ見合う",
        "効果に比べ安い",
    ),
    Question(
        "e2",
        "E2 手作業・二重入力の少なさ",
        "効率",
        "手作業や二重入力が多い",
        "一部に残る",
        "ほとんどない",
    ),
    Question(
        "e3",
        "E3 経費削減の余地の少なさ",
        "効率",
        "大きく減らせる",
        "少し減らせる",
        "もう減らせない",
    ),
    Question(
        "q1",
        "Q1 障害の少なさ",
        "技術・運用",
        "月に1回以上止まる",
        "年に数回止まる",
        "この1年止まっていない",
    ),
    Question(
        "q2",
        "Q2 事業者の対応",
        "技術・運用",
        "遅く、直らないことがある",
        "求めれば対応する",
        "早く、先に知らせてくる",
    ),
    Question(
        "q3",
        "Q3 改修のしやすさ",
        "技術・運用",
        "小さな改修も難しい",
        "費用をかければできる",
        "設定だけでほぼできる",
    ),
    Question(
        "q4",
        "Q4 職員による仕様の把握",
        "技術・運用",
        "業者しか分からない",
        "1人が分かる",
        "2人以上が分かる",
    ),
    Question(
        "q5",
        "Q5 手順書の整備",
        "技術・運用",
        "ない、または古い",
        "一部ある",
        "そろい、最新である",
    ),
)
QUESTION_KEYS = tuple(question.key for question in QUESTIONS)
TECHNICAL_KEYS = tuple(key for key in QUESTION_KEYS if key.startswith("q"))


def rating(key: str, suffix: str = "") -> Column:
    """The 1 to 5 answer to a question."""
    question = next(each for each in QUESTIONS if each.key == key)
    return Column(
        question.label + suffix,
        Kind.RATING,
        f"1＝{question.low}、3＝{question.middle}、5＝{question.high}。分からなければ「不明」。",
        choices=("1", "2", "3", "4", "5"),
        words=(UNKNOWN,),
        synonyms=(question.label.split()[0] + suffix, question.label.split(" ", 1)[1] + suffix),
        required=ALWAYS,
        width=11,
    )


class Evaluation(Record):
    """The division's own evaluation (1次) of one system."""

    division_code: Annotated[str | None, shared.division_code()] = None
    system_id: Annotated[
        str | None, shared.system_id("「所管するシステム一覧」と同じシステムIDです。")
    ] = None
    system_name: Annotated[str | None, shared.system_name_by_formula()] = None
    v1: Annotated[int | None, rating("v1")] = None
    v2: Annotated[int | None, rating("v2")] = None
    v3: Annotated[int | None, rating("v3")] = None
    v4: Annotated[int | None, rating("v4")] = None
    v5: Annotated[int | None, rating("v5")] = None
    e1: Annotated[int | None, rating("e1")] = None
    e2: Annotated[int | None, rating("e2")] = None
    e3: Annotated[int | None, rating("e3")] = None
    q1: Annotated[int | None, rating("q1")] = None
    q2: Annotated[int | None, rating("q2")] = None
    q3: Annotated[int | None, rating("q3")] = None
    q4: Annotated[int | None, rating("q4")] = None
    q5: Annotated[int | None, rating("q5")] = None
    office_tools: Annotated[
        str | None,
        Column(
            "Excel・Access補完",
            Kind.CHOICE,
            "システムで足りない分をExcelやAccessで補っているかを選んでください。",
            choices=("有", "無", UNKNOWN),
            synonyms=("Excel・Accessによる補完", "補完ツールの有無"),
            required=ALWAYS,
            width=12,
        ),
    ] = None
    before_approval: Annotated[
        str | None,
        Column(
            "決裁前処理",
            Kind.CHOICE,
            "決裁が終わる前に契約や支出などの処理を進められるかを選んでください。",
            choices=("可能", "不可", UNKNOWN),
            synonyms=("決裁前の処理",),
            required=ALWAYS,
            width=11,
        ),
    ] = None
    first_letter: Annotated[
        str | None,
        Column(
            "1次評価",
            Kind.CHOICE,
            "課としての総合評価を選んでください。",
            choices=EVALUATION_LETTERS,
            words=(UNKNOWN,),
            synonyms=("一次評価", "1次評価結果"),
            required=ALWAYS,
            width=16,
        ),
    ] = None
    issues: Annotated[
        str | None,
        Column(
            "課題", Kind.TEXT, "困っていることを書いてください。", synonyms=("課題等",), width=36
        ),
    ] = None
    wishes: Annotated[
        str | None,
        Column("要望", Kind.TEXT, "情報管理課への要望を書いてください。", width=36),
    ] = None
    merge_with: Annotated[
        tuple[str, ...],
        Column(
            "統合候補システムID",
            Kind.SYSTEM_IDS,
            "統合できそうなシステムのIDです。複数あるときは「;」で区切ってください。",
            words=(UNKNOWN, shared.NOT_APPLICABLE),
            synonyms=("統合候補", "統合候補ID"),
            width=18,
        ),
    ] = ()
    filled_in_by: Annotated[str | None, shared.filled_in_by()] = None
    confirmed_on: Annotated[date | None, shared.confirmed_on()] = None


EVALUATION = Form(
    id="evaluation",
    title="システム評価",
    record=Evaluation,
    key=("system_id",),
    purpose="運用中・更新中・廃止予定のシステムを、1行に1つずつ課が評価します（1次評価）。",
    examples=(
        {
            "division_code": "0000",
            "system_id": "0000-S01",
            "system_name": "見本申請受付システム",
            "v1": "5",
            "v2": "4",
            "v3": "5",
            "v4": "3",
            "v5": "3",
            "e1": "3",
            "e2": "2",
            "e3": "4",
            "q1": "5",
            "q2": "4",
            "q3": "2",
            "q4": "3",
            "q5": "不明",
            "office_tools": "有",
            "before_approval": "不可",
            "first_letter": "B 改善・見直し",
            "issues": "統計を出すためにExcelへ手で写している。",
            "wishes": "統計機能の追加について相談したい。",
            "filled_in_by": "見本　花子",
            "confirmed_on": "2019/6/14",
        },
    ),
)
