"""Cells that must be filled in because of what another cell of the row says."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sysaudit.findings import Severity, Text
from sysaudit.forms.field import Column, Form
from sysaudit.forms.record import Record
from sysaudit.forms.shared import SOLE_SOURCE
from sysaudit.forms.system_list import System
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.cell.noted import ways_out

SPOKEN_OF_ELSEWHERE = {
    ("system_list", "sole_source_reason"),  # R01
    ("second_evaluation", "reason"),  # X24, which knows the division's own evaluation
}


@rule(
    "R01",
    Subject.RECORD,
    Severity.ERROR,
    form="system_list",
    title=Text("特命随意契約の理由がない", "Single tender without a reason"),
    why=Text(
        "1社だけと契約するときは、その理由を説明できなければなりません。",
        "A contract with one vendor alone has to be accounted for.",
    ),
    wrong=Text(
        "契約方法が「特命随意契約」で「随意契約の理由」が空欄",
        "特命随意契約 with 随意契約の理由 blank",
    ),
    right=Text(
        "「パッケージの著作権をこの会社だけが持つため」",
        "The reason, such as: this company alone holds the rights to the package",
    ),
    message=Text(
        "契約方法が「特命随意契約」ですが、「{label}」が空欄です。",
        "The contract method is 特命随意契約, but {label} is blank.",
    ),
    fix=Text(
        "契約の起案文書にある理由を短く書いてください。分からないときは「不明」と入力します。",
        "Type the reason in the contract's papers in a few words, or 不明 where nobody knows.",
    ),
)
def sole_source_reason(system: System, context: Context) -> Iterator[Hit]:
    """特命随意契約 and no reason."""
    if system.contract_method == SOLE_SOURCE and system.blank("sole_source_reason"):
        yield hit_on(system, "sole_source_reason", context)


@rule(
    "R02",
    Subject.RECORD,
    Severity.ERROR,
    title=Text("条件に当てはまるのに空欄", "Required here and blank"),
    why=Text(
        "ほかの欄の答えによって必要になる項目です。空欄のままでは集計や確認ができません。",
        "What another cell says makes this one necessary.",
    ),
    wrong=Text("税区分が「税抜」で「税率」が空欄", "税抜 with 税率 blank"),
    right=Text("「税率」に「10%」または「不明」", "10%, or 不明, in 税率"),
    message=Text(
        "{blanks.ja}が空欄です。{condition}の欄です。",
        "Blank, though required here: {blanks.en} ({condition}).",
    ),
    fix=Text("{how.ja}", "{how.en}"),
    official="L1-09",
)
def blank_on_condition(record: Record, context: Context) -> Iterator[Hit]:
    """One hit for each condition that holds while cells that it asks for are blank."""
    form = context.settings.form(record.place.form)
    blanks = [column for column in form.required_on_condition if _asked_for(record, column)]
    if not blanks or _mostly_blank(record, form):
        return
    blanks.sort(key=lambda column: column.required.words)
    for words, group in groupby(blanks, key=lambda column: column.required.words):
        columns = list(group)
        labels = [record.place.labels.get(column.key, column.label) for column in columns]
        yield hit_on(
            record,
            columns[0].key,
            context,
            blanks=Text(f"「{'」「'.join(labels)}」", ", ".join(labels)),
            condition=words,
            how=_how(columns),
        )


def _asked_for(record: Record, column: Column) -> bool:
    required = column.required
    return (
        required.when(record)
        and record.blank(column.key)
        and all(_answered(record, key) for key in required.decided_by)
        and (record.place.form, column.key) not in SPOKEN_OF_ELSEWHERE
    )


def _answered(record: Record, key: str) -> bool:
    return getattr(record, key) is not None or record.word(key) is not None


def _mostly_blank(record: Record, form: Form) -> bool:
    """Whether half of what every row needs is blank, which is a finding of its own."""
    needed = form.always_required
    return 2 * sum(record.blank(column.key) for column in needed) >= len(needed)


def _how(columns: list[Column]) -> Text:
    """What to type: the form's own hint for one cell, and the legal ways out."""
    out = ways_out(columns[0])
    if len(columns) > 1:
        return Text(f"それぞれの欄に入力してください。{out.ja}", f"Fill in each of them.{out.en}")
    hint = columns[0].hint or "入力してください。"
    return Text(hint + out.ja, f"Fill it in.{out.en}")
