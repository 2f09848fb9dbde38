"""Rows of システム評価: what a division thinks of its systems."""

from __future__ import annotations

from datetime import date
from random import Random

from samples.ward.lives import Life
from samples.ward.system_rows import status_in

from sysaudit.forms.evaluation import QUESTION_KEYS, TECHNICAL_KEYS
from sysaudit.forms.shared import UNKNOWN
from sysaudit.forms.system_list import BEING_RENEWED, IN_USE, TO_BE_ABOLISHED

Row = dict[str, object]

LETTERS = (
    (4.2, "S 拡充"),
    (3.4, "A 現状維持"),
    (3.0, "A' 経過観察"),
    (2.3, "B 改善・見直し"),
    (1.9, "C 縮小"),
    (0.0, "D 統合・廃止"),
)
ISSUES = (
    "統計の作成に時間がかかり、Excelで集計し直している。",
    "担当者が異動すると、設定の内容が分からなくなる。",
    "画面の表示が遅く、窓口でお待たせすることがある。",
    "保守の費用が高いが、ほかの事業者と比べる方法が分からない。",
    "機器が古くなり、部品の供給が終わると聞いている。",
    "同じ内容を2つのシステムに入力している。",
    "手順書が古く、新しい職員が使い方に迷っている。",
)
WISHES = (
    "次期の更新に向けて、仕様書の作り方を相談したい。",
    "ほかの課の同じようなシステムと一緒に調達したい。",
    "見積りが妥当かどうかを見てほしい。",
    "制度改正の情報を早めに知らせてほしい。",
    "操作研修を年に1回開いてほしい。",
)
STRAIGHT = 8
"""No more than this many answers in a row are the same."""


def to_be_evaluated(life: Life, year: int) -> bool:
    """Whether the form asks for an evaluation of the system."""
    in_use = (IN_USE, BEING_RENEWED, TO_BE_ABOLISHED)
    return not life.plan.staff_made and status_in(life, year) in in_use


def evaluation_row(life: Life, code: str, year: int, people: tuple[str, date]) -> Row:
    """One row; ``people`` is who filled it in and when the head of the division confirmed it."""
    rng = life.rng(f"evaluation {year}")
    answers = _answers(rng)
    told = [answer for answer in answers.values() if isinstance(answer, int)]
    mean = sum(told) / len(told)
    row: Row = {
        "division_code": code,
        "system_id": life.system_id,
        **answers,
        "office_tools": rng.choice(("有", "無", "無")),
        "before_approval": rng.choice(("不可", "不可", "不可", "可能", UNKNOWN)),
        "first_letter": _letter(life, year, mean),
        "filled_in_by": people[0],
        "confirmed_on": people[1],
    }
    if rng.random() < 0.35:
        row["issues"] = rng.choice(ISSUES)
    if rng.random() < 0.25:
        row["wishes"] = rng.choice(WISHES)
    return row


def _letter(life: Life, year: int, mean: float) -> str:
    if status_in(life, year) == TO_BE_ABOLISHED:
        return LETTERS[-1][1]
    return next(letter for least, letter in LETTERS if mean >= least)


def _answers(rng: Random) -> dict[str, object]:
    """Thirteen answers about a level of their own, now and then 不明; never all the same."""
    level = rng.choice((2.2, 2.8, 3.2, 3.6, 3.6, 4.1, 4.4))
    answers: dict[str, object] = {
        key: min(5, max(1, round(rng.gauss(level, 0.9)))) for key in QUESTION_KEYS
    }
    if rng.random() < 0.2:
        answers[rng.choice(TECHNICAL_KEYS)] = UNKNOWN
    longest = max(sum(a == b for a in answers.values()) for b in answers.values())
    return answers if longest <= STRAIGHT else _answers(rng)
