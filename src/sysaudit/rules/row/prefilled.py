"""Rows that were filled in from last year's form and that nobody has looked at."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.findings import Address, Severity, Text
from sysaudit.forms.prefilled import CONFIRMATION, is_unconfirmed
from sysaudit.intake.records import Table
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule

NOTHING = Text("", "")
NO_COLUMN = Text("（「確認」の列がありません）", " (the column 確認 is missing)")
PUT_IN = Text(
    "「システム名」の右に列を挿入し、見出しを「確認」としてください。",
    "Insert a column to the right of システム名 and head it 確認. ",
)


@rule(
    "R21",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("前年度の内容が未確認", "Last year's row not yet confirmed"),
    why=Text(
        "前年度から記入してある行は、今年度も正しいと誰かが確かめるまで、今年度の答えではありません。",
        "A row that went out filled in is no answer of this year until somebody has confirmed it.",
    ),
    wrong=Text("記入済みの行を変えず、「確認」も「未確認」のまま", "Unchanged, and still 未確認"),
    right=Text("内容を見て「確認」を「○」にする", "○ in 確認 once it was looked at"),
    message=Text(
        "前年度の内容を記入した行が、まだ確認されていません{lacking.ja}。",
        "A row filled in from last year is neither confirmed nor changed{lacking.en}.",
    ),
    fix=Text(
        "{first.ja}今年度も正しければ「確認」の列で○を選んでください。違うところは直します。"
        "使わなくなったシステムは「状況」を「廃止済」に、なくなった経費は行を削除してください。",
        "{first.en}Choose ○ in 確認 if it is still right, and correct it if it is not. Set 状況 of "
        "a system out of use to 廃止済; delete the row of a cost that is no more.",
    ),
)
def unconfirmed(table: Table, context: Context) -> Iterator[Hit]:
    """Rows that stand there as they went out; one finding where the column itself is gone."""
    rows = [record for record in table.records if is_unconfirmed(record)]
    if rows and CONFIRMATION not in table.place.columns:
        place = table.place
        at = Address(place.file, place.sheet, rows[0].row, last_row=rows[-1].row)
        yield Hit(at, values={"lacking": NO_COLUMN, "first": PUT_IN}, field=CONFIRMATION)
        return
    for record in rows:
        yield hit_on(
            record,
            CONFIRMATION,
            context,
            cause="unconfirmed",
            lacking=NOTHING,
            first=NOTHING,
        )
