"""Codes, system ids and corporate numbers."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.findings import Severity, Text
from sysaudit.forms.self_check import SelfCheck
from sysaudit.intake.records import Table
from sysaudit.intake.values import Note
from sysaudit.rules.base import Context, Hit, Subject, rule
from sysaudit.rules.cell.noted import cell_hit, noted_hits
from sysaudit.rules.sheet.items import item_of


@rule(
    "C19",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("番号・コードの形ではない", "Not a code"),
    why=Text(
        "番号やコードは、ほかの様式や台帳と結び付ける鍵になります。",
        "Codes are the keys by which forms and rosters are joined.",
    ),
    wrong=Text("課コードに「1304.5」", "1304.5 as a 課コード"),
    right=Text("課コードに「1304」", "1304 as a 課コード"),
    message=Text(
        "「{label}」の「{given}」は番号・コードとして読めません。{hint.ja}",
        "{given} in {label} is not a code.{hint.en}",
    ),
    fix=Text(
        "英数字だけの番号・コードを1つ入力し、説明は「備考」に書いてください。",
        "Type a single code of letters and digits; put explanations into 備考.",
    ),
    official="L3-02",
)
def bad_code(table: Table, context: Context) -> Iterator[Hit]:
    """A sentence, a date or a fraction where a code should be."""
    for cell in table.noted_as(Note.BAD_CODE):
        if not (isinstance(cell.record, SelfCheck) and item_of(cell.record)):
            yield cell_hit(cell, context)


@rule(
    "C20",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("システムIDの形ではない", "Not a system ID"),
    why=Text(
        "システムIDは、一覧・経費・評価の3つの様式を結び付ける鍵です。",
        "The system ID joins the three forms.",
    ),
    wrong=Text("「住基システム」", "住基システム"),
    right=Text("「1304-S01」または「新規-1」", "1304-S01 or 新規-1"),
    message=Text(
        "「{label}」の「{given}」はシステムIDとして読めません。{hint.ja}",
        "{given} in {label} is not a system ID.{hint.en}",
    ),
    fix=Text(
        "情報管理課が付けたID（例：1304-S01）を入力してください。新しいシステムは"
        "「新規-1」「新規-2」とし、3つの様式に同じものを書いてください。",
        "Type the ID that the IT division issued (1304-S01); a new system bears 新規-1 on all "
        "three forms.",
    ),
    official="L3-02",
)
def bad_system_id(table: Table, context: Context) -> Iterator[Hit]:
    """A name, or 新規 without its number."""
    return noted_hits(table, context, Note.BAD_ID)


@rule(
    "C21",
    Subject.TABLE,
    Severity.ERROR,
    title=Text("法人番号の誤り", "Wrong corporate number"),
    why=Text(
        "法人番号は13桁で、最初の1桁がほかの12桁から計算されます。合わなければ打ち間違いです。",
        "A corporate number has 13 digits, the first worked out from the others.",
    ),
    wrong=Text("「1234567890123」", "1234567890123"),
    right=Text("「7000012050002」", "7000012050002"),
    message=Text(
        "「{label}」の「{given}」は法人番号として正しくありません（13桁と検査数字を確かめました）。",
        "{given} in {label} is no corporate number: 13 digits with a check digit.",
    ),
    fix=Text(
        "国税庁の法人番号公表サイトや請求書で13桁を確かめてください。分からなければ空欄で"
        "構いません。",
        "Look the 13 digits up in the tax agency's register or on an invoice, or leave it blank.",
    ),
    official="L3-02",
)
def bad_corporate_number(table: Table, context: Context) -> Iterator[Hit]:
    """Not 13 digits, or the check digit is wrong."""
    return noted_hits(table, context, Note.BAD_CORPORATE_NUMBER)
