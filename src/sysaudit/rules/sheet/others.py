"""Sheets that are hidden, are none of our forms, or could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sysaudit.findings import Address, Severity, Text
from sysaudit.forms import FORMS
from sysaudit.intake.returned import OtherSheet, Returned
from sysaudit.rules.base import Context, Hit, Subject, rule
from sysaudit.rules.sheet.forms import same_form_sheets, sheets_titled
from sysaudit.rules.words import named

MOST_NAMED = 8
_ERROR_VALUE = re.compile(r"#[A-Z][A-Z0-9_/]*[!?]?")


@rule(
    "S13",
    Subject.FILE,
    Severity.WARNING,
    title=Text("非表示のシート", "Hidden sheet"),
    why=Text(
        "見えないシートの内容は、提出する人も確かめる人も見落とします。",
        "Neither who returns nor who checks a file sees what a hidden sheet holds.",
    ),
    wrong=Text("前年度の一覧を非表示のシートに残す", "Last year's list kept on a hidden sheet"),
    right=Text(
        "様式のシートだけを残し、すべて表示する", "The sheets of the form alone, all visible"
    ),
    message=Text(
        "シート「{given}」は非表示ですが、記入があります{read.ja}。",
        "The sheet {given} is hidden but holds something{read.en}.",
    ),
    fix=Text(
        "シート見出しを右クリックして［再表示］し、不要なら削除してください。",
        "Right-click a sheet's tab, choose Unhide, and delete the sheet if it is not needed.",
    ),
    official="L1-13",
)
def hidden_sheet(returned: Returned, context: Context) -> Iterator[Hit]:
    """A form or other contents on a hidden sheet; our own hidden sheets never come here."""
    if not returned.ours:
        return
    twice = {table.place.sheet for tables in same_form_sheets(returned) for table in tables}
    for table in returned.tables:
        sheet = table.place.sheet
        if not table.visible and table.records and sheet not in twice:
            read = Text("。様式として読み取りました", "; it was read as a form")
            yield Hit(Address(returned.file, sheet), given=sheet, values={"read": read})
    for other in returned.other_sheets:
        if not other.visible:
            read = Text("。読み取っていません", "; it was not read")
            yield Hit(Address(returned.file, other.name), given=other.name, values={"read": read})


@rule(
    "S26",
    Subject.FILE,
    Severity.INFO,
    title=Text("確認事項への回答", "Answer to a remark"),
    why=Text(
        "課が「正しい」と答えたところは、理由を付けて認めるかどうかを情報管理課が決めます。",
        "Where a division says that it is right, the IT division decides whether to waive it.",
    ),
    wrong=Text("返事を電話だけで済ませる", "An answer by telephone alone"),
    right=Text(
        "「確認事項」の「課の回答」に「契約書のとおりです」と書く",
        "契約書のとおりです beside the remark on 確認事項",
    ),
    message=Text(
        "確認事項の{number}番への課の回答: {given}",
        "The division answers remark {number}: {given}",
    ),
    fix=Text(
        "回答のとおりでよければ、設定の waivers にその指摘を理由を付けて認めてください。",
        "If that will do, accept the finding under waivers in the settings, with the reason.",
    ),
)
def answer(returned: Returned, context: Context) -> Iterator[Hit]:
    """What stands in the column of answers of our list of remarks."""
    for each in returned.answers:
        at = Address(returned.file, each.sheet, each.row, each.column)
        values = {"number": each.number}
        yield Hit(at, key=each.number, given=each.text, values=values, cause=str(each.row))


@rule(
    "S21",
    Subject.FILE,
    Severity.INFO,
    title=Text("様式ではないシート", "Sheet that is no form"),
    why=Text(
        "様式にないシートは読み取らないため、書いたことが集計に入りません。",
        "A sheet that is no form is not read, so nothing on it is counted.",
    ),
    wrong=Text("「メモ」のシートに経費の内訳を書く", "A breakdown of costs on a sheet メモ"),
    right=Text("様式の「備考」に書く", "The same in the column 備考"),
    message=Text(
        "次のシートは様式ではないため、読み取っていません: {sheets.ja}。",
        "These sheets are none of the forms and were not read: {sheets.en}.",
    ),
    fix=Text(
        "必要な内容は様式の「備考」に書き、シートを削除してください。",
        "Put what matters into 備考 of the form and delete the sheet.",
    ),
    official="L1-02",
)
def other_sheet(returned: Returned, context: Context) -> Iterator[Hit]:
    """Visible sheets with contents beside our forms; one finding for all of them."""
    if not returned.ours:
        return
    lost = set(sheets_titled(returned, _lacking(returned)))
    names = [s.name for s in _visible(returned) if s.name not in lost]
    if names:
        only = names[0] if len(names) == 1 else None
        sheets = named(names, MOST_NAMED, "枚")
        yield Hit(Address(returned.file, only), given=sheets.ja, values={"sheets": sheets})


def _visible(returned: Returned) -> Iterator[OtherSheet]:
    return (sheet for sheet in returned.other_sheets if sheet.visible)


def _lacking(returned: Returned) -> list[str]:
    """The titles of forms that the file does not hold."""
    return [form.title for form in FORMS if not returned.tables_of(form.id)]


@rule(
    "S22",
    Subject.FILE,
    Severity.ERROR,
    title=Text("読み取れないシート", "Sheet that cannot be read"),
    why=Text(
        "読み取れない値が1つでもあると、シート全体を確かめられません。",
        "A single value that cannot be read keeps the whole sheet from being checked.",
    ),
    wrong=Text(
        "「#SPILL!」のような新しいエラー値のあるシート", "A sheet with an error such as #SPILL!"
    ),
    right=Text("値だけが入ったシート", "A sheet that holds values alone"),
    message=Text(
        "シート「{given}」を読み取れません。中身は確かめていません{why.ja}。",
        "The sheet {given} cannot be read and was not checked{why.en}.",
    ),
    fix=Text(
        "「#」で始まるエラー値を直すか消し、数式は［値の貼り付け］で値にして保存してください。",
        "Mend or clear every error value that begins with #, turn formulas into values and save.",
    ),
    official="L2-06",
)
def sheet_unreadable(returned: Returned, context: Context) -> Iterator[Hit]:
    """A sheet that the reader gave up, with the value at which it did."""
    for name, told in returned.unreadable_sheets:
        value = _ERROR_VALUE.search(told)
        why = Text(f"（値「{value[0]}」のため）", f" for {value[0]}") if value else Text("", "")
        yield Hit(Address(returned.file, name), given=name, values={"why": why})
