"""Rows that were filled in from last year's form and that nobody has looked at."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.findings import Severity, Text
from sysaudit.forms.prefilled import CONFIRMATION, is_unconfirmed
from sysaudit.forms.record import Record
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule


@rule(
    "R21",
    Subject.RECORD,
    Severity.ERROR,
    title=Text("前年度の内容が未確認", "Last year's row not yet confirmed"),
    why=Text(
        "前年度から記入してある行は、今年度も正しいと誰かが確かめるまで、今年度の答えではありません。",
        "A row that went out filled in is no answer of this year until somebody has confirmed it.",
    ),
    wrong=Text("記入済みの行を変えず、「確認」も「未確認」のまま", "Unchanged, and still 未確認"),
    right=Text("内容を見て「確認」を「○」にする", "○ in 確認 once it was looked at"),
    message=Text(
        "前年度の内容を記入した行が、まだ確認されていません。",
        "A row filled in from last year is neither confirmed nor changed.",
    ),
    fix=Text(
        "今年度も正しければ「確認」の列で○を選んでください。違うところは直し、なくなったものは行を"
        "削除してください。",
        "Choose ○ in 確認 if it is still right; correct it or delete the row if it is not.",
    ),
)
def unconfirmed(record: Record, context: Context) -> Iterator[Hit]:
    """Rows that stand there as they went out; neighbours are one finding."""
    if is_unconfirmed(record):
        yield hit_on(record, CONFIRMATION, context, cause="unconfirmed")
