"""What was answered in an evaluation: letters that differ, straight lines, 不明."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sysaudit.findings import Address, Severity, Text
from sysaudit.forms.evaluation import QUESTION_KEYS, Evaluation
from sysaudit.forms.field import Column
from sysaudit.forms.second_evaluation import SecondEvaluation
from sysaudit.forms.shared import UNKNOWN
from sysaudit.intake.records import Table
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.ward import Ward

ASKED_FOR_HELP = ("system_list", "evaluation", "self_check")
"""The forms on which many 不明 mean that a division needs help."""


@rule(
    "X24",
    Subject.WARD,
    Severity.ERROR,
    title=Text("2次評価が1次と違うのに理由がない", "2次評価 differs without a reason"),
    why=Text(
        "課の評価を変えるときは、課と本部に理由を説明します。",
        "A division is told why its evaluation was changed.",
    ),
    wrong=Text("1次「A 現状維持」、2次「D 統合・廃止」、理由が空欄", "A, then D, and no reason"),
    right=Text("「同じ機能のシステムが別の課にあるため」", "The reason in a sentence"),
    message=Text(
        "2次評価（{second}）が1次評価（{first}）と違いますが、「{label}」が空欄です。",
        "2次評価 is {second}, 1次評価 {first}, and {label} is blank.",
    ),
    fix=Text(
        "1次評価と違う理由を書いてください。同じ評価でよければ、2次評価を「{first}」に改めます。",
        "Give the reason, or change 2次評価 to {first}.",
    ),
)
def differs_without_reason(ward: Ward, context: Context) -> Iterator[Hit]:
    """Against the division's own 1次評価, else against the one copied beside it."""
    first_letters = {
        (code, row.system_id): row.first_letter
        for code, division in ward.divisions.items()
        for row in division.evaluations
    }
    for second in ward.second_evaluations:
        first = _first_letter(second, first_letters)
        if first is None or second.second_letter in (None, first):
            continue
        if second.blank("reason"):
            yield hit_on(second, "reason", context, first=first, second=second.second_letter)


def _first_letter(
    second: SecondEvaluation, letters: dict[tuple[str, str | None], str | None]
) -> str | None:
    own = letters.get((second.division_code or "", second.system_id))
    return own or second.first_letter


@rule(
    "X25",
    Subject.WARD,
    Severity.WARNING,
    title=Text("同じ点が続く評価", "The same mark again and again"),
    why=Text(
        "どの項目も同じ点では、よい所も直す所も分かりません。",
        "Where every mark is the same, neither strength nor weakness shows.",
    ),
    wrong=Text("V1からQ5まですべて3", "3 from V1 to Q5"),
    right=Text("項目ごとに考えた点。分からなければ「不明」", "A mark for each, or 不明"),
    message=Text(
        "「{label}」から{count}問続けて、すべて{given}点です。",
        "{count} questions in a row from {label} bear {given}.",
    ),
    fix=Text(
        "1・3・5の意味（記入要領）を見て、項目ごとにもう一度点を付けてください。分からない項目は"
        "「不明」で構いません。情報管理課が相談に応じます。",
        "See what 1, 3 and 5 mean in 記入要領 and mark each again; 不明 will do, and the IT "
        "division will help.",
    ),
)
def straight_answers(ward: Ward, context: Context) -> Iterator[Hit]:
    """The longest run of one mark in a row of システム評価, if it is long."""
    fewest = context.settings.thresholds.straight_answers
    for division in ward.divisions.values():
        for row in division.evaluations:
            start, count = _longest_run(row)
            if count >= fewest:
                yield hit_on(row, start, context, count=count)


def _longest_run(row: Evaluation) -> tuple[str, int]:
    """The key at which the longest run of one mark begins, and its length."""
    runs = [
        (keys[0], len(keys))
        for mark, group in groupby(QUESTION_KEYS, key=lambda key: getattr(row, key))
        if mark is not None and (keys := list(group))
    ]
    return max(runs, key=lambda run: run[1], default=(QUESTION_KEYS[0], 0))


@rule(
    "X26",
    Subject.WARD,
    Severity.INFO,
    title=Text("「不明」が多い", "Many answers 不明"),
    why=Text(
        "「不明」は正しい答えです。多い課には、情報管理課が一緒に調べる助けをします。",
        "不明 is a proper answer; where there are many, the IT division helps to find out.",
    ),
    wrong=Text("26項目のうち12項目が「不明」", "12 answers of 26 are 不明"),
    right=Text("業者や前任者に聞いて、分かる項目を埋める", "What can be found out, filled in"),
    message=Text(
        "「{form}」の答え{asked}件のうち、{unknown}件（{percent}%）が「不明」です。",
        "{unknown} of {asked} answers on {form} ({percent}%) are 不明.",
    ),
    fix=Text(
        "このままでも受け付けます。契約書や業者に当たっても分からないときは、情報管理課に"
        "相談してください。",
        "It is accepted as it is; the IT division will help to find out more.",
    ),
)
def many_unknown(ward: Ward, context: Context) -> Iterator[Hit]:
    """The share of 不明 among what was answered where 不明 may be answered, by form."""
    for division in ward.divisions.values():
        for table in (t for form in ASKED_FOR_HELP for t in division.tables_of(form)):
            unknown, asked = unknown_of(table)
            if asked and unknown / asked > context.settings.thresholds.unknown_share:
                values = {
                    "form": table.layout.form.title,
                    "unknown": unknown,
                    "asked": asked,
                    "percent": round(100 * unknown / asked),
                }
                yield Hit(Address(table.place.file, table.place.sheet), values=values)


def unknown_of(table: Table) -> tuple[int, int]:
    """How many answers of a sheet are 不明, and how many were given where they may be."""
    keys = [column.key for column in table.layout.form.columns if _allows_unknown(column)]
    unknown = asked = 0
    for record in table.records:
        values = [getattr(record, key) for key in keys]
        words = [word for key, word in record.origin.words.items() if key in keys]
        asked += len(values) - values.count(None) + len(words)
        unknown += values.count(UNKNOWN) + words.count(UNKNOWN)
    return unknown, asked


def _allows_unknown(column: Column) -> bool:
    return UNKNOWN in (*column.words, *column.choices) and not column.computed
