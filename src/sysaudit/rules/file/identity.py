"""Whether a file is one of our forms, and whether it agrees with itself on year and division."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sysaudit.calendar import era_year
from sysaudit.findings import Address, Severity, Text
from sysaudit.forms import FORM_VERSION
from sysaudit.intake.returned import Returned
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.file import stated
from sysaudit.rules.words import named

MOST_SHEETS_NAMED = 5


@rule(
    "F11",
    Subject.FILE,
    Severity.ERROR,
    title=Text("様式の見つからないファイル", "None of our forms"),
    why=Text(
        "様式は見出しの行で見分けます。見出しの見つからないファイルは読み取れません。",
        "Forms are recognised by their headers; a file without them cannot be read.",
    ),
    wrong=Text("課で独自に作った一覧表", "A list that the division made for itself"),
    right=Text("情報管理課が送った様式に記入したブック", "The form that was sent, filled in"),
    message=Text(
        "この調査の様式が見つかりませんでした{sheets.ja}。中身は確かめていません。",
        "None of the forms of this survey was found in it{sheets.en}; nothing was checked.",
    ),
    fix=Text(
        "情報管理課が送った様式のファイルか確かめてください。様式に記入したファイルなのに"
        "この指摘が出るときは、見出しの行（「システムID」など）を様式のとおりに戻してください。",
        "See whether it is the workbook that the IT division sent; if it is, restore the row of "
        "headers (システムID …) as it was.",
    ),
    official="L3-07",
)
def not_ours(returned: Returned, context: Context) -> Iterator[Hit]:
    """Readable, but without any of our headers."""
    by_us = returned.stamp.workbook is not None  # a 分析書 whose 2次評価 nobody has begun
    if returned.refusal is None and not (returned.ours or by_us or returned.unreadable_sheets):
        names = [sheet.name for sheet in returned.other_sheets]
        sheets = named(names, MOST_SHEETS_NAMED, "枚")
        told = Text(f"（シート: {sheets.ja}）", f" (sheets: {sheets.en})")
        blank = Text("（どのシートも空です）", " (every sheet is blank)")
        yield Hit(Address(returned.file), values={"sheets": told if names else blank})


@rule(
    "F20",
    Subject.FILE,
    Severity.WARNING,
    title=Text("確認事項の一覧だけが戻った", "Only our list of remarks came back"),
    why=Text(
        "一覧は情報管理課が書いたもので、課の回答は調査票にあります。",
        "The list is what the IT division wrote; a division's answers stand in its forms.",
    ),
    wrong=Text(
        "「システム調査票_1304_課税課_確認事項.xlsx」だけを提出する",
        "システム調査票_1304_課税課_確認事項.xlsx returned alone",
    ),
    right=Text("直した「システム調査票_1304_課税課.xlsx」", "The mended workbook itself"),
    message=Text(
        "情報管理課の確認事項の一覧だけが戻っています。調査票は戻っていません。",
        "It is our own list of remarks; the forms that it is about have not come back.",
    ),
    fix=Text(
        "一覧のとおりに直した調査票を送ってもらってください。",
        "Ask the division for the forms, mended as the list says.",
    ),
)
def list_alone(returned: Returned, context: Context) -> Iterator[Hit]:
    """A slip that came back without the file that it is about; beside it, it is passed over."""
    if returned.is_slip:
        yield Hit(Address(returned.file))


@rule(
    "F16",
    Subject.FILE,
    Severity.ERROR,
    title=Text("別の年度の様式", "Form of another year"),
    why=Text(
        "年度の異なる様式では、金額がどの年度のものか取り違えます。",
        "On the form of another year, amounts land in the wrong fiscal years.",
    ),
    wrong=Text(
        "2019年度の調査に「2018年度予算」で始まる経費見積入力シート",
        "A cost sheet that begins with the budget of 2018 in the survey of 2019",
    ),
    right=Text("「2019年度予算」のある今年度の様式", "This year's form with the budget of 2019"),
    message=Text(
        "{was.ja}の様式です。今回の調査は{now.ja}の様式を使います。",
        "It is the form of {was.en}; this survey uses that of {now.en}.",
    ),
    fix=Text(
        "今回の様式に書き写して提出してください。金額は年度の見出しに合わせて移してください。",
        "Copy the answers into this year's form, each amount under its own fiscal year.",
    ),
    official="L3-07",
)
def form_of_another_year(returned: Returned, context: Context) -> Iterator[Hit]:
    """Headers, hidden sheet or 表紙 of another fiscal year, or an older version of the form."""
    return _other_year(returned, context)


def _other_year(returned: Returned, context: Context) -> Iterator[Hit]:
    sheets = list(stated.years_of_sheets(returned))
    others = [(sheet, year) for sheet, year in sheets if year != context.year]
    told = returned.stamp.fiscal_year or stated.cover_year(returned)
    if others:
        at = Address(returned.file, others[0][0] if len(others) == 1 else None)
        yield _used(at, _year_name(others[0][1]), _year_name(context.year))
    elif stated.answers(returned) and not sheets and told not in (None, context.year):
        yield _used(Address(returned.file), _year_name(told), _year_name(context.year))
    elif version := _older_version(returned):
        yield _used(Address(returned.file), version, _version_name(FORM_VERSION))


def _used(at: Address, was: Text, now: Text) -> Hit:
    return Hit(at, given=was.ja, expected=now.ja, values={"was": was, "now": now})


def _year_name(year: int) -> Text:
    return Text(f"{year}年度（{era_year(year)}）", f"fiscal {year}")


def _older_version(returned: Returned) -> Text | None:
    version = returned.stamp.form_version or FORM_VERSION
    older = version.isdecimal() and int(version) < int(FORM_VERSION)
    return _version_name(version) if older else None


def _version_name(version: str) -> Text:
    return Text(f"第{version}版", f"version {version}")


@rule(
    "F17",
    Subject.FILE,
    Severity.WARNING,
    title=Text("年度の食い違い", "Fiscal years disagree"),
    why=Text(
        "ファイル名・表紙・見出しの年度が違うと、どの年度の回答か分かりません。",
        "Where file name, 表紙 and headers name different years, nobody knows which is meant.",
    ),
    wrong=Text("2019年度の様式の表紙に「2018」", "2018 on the 表紙 of the form of 2019"),
    right=Text("すべて2019年度", "2019 everywhere"),
    message=Text(
        "{where.ja}は{given}年度ですが、様式は{expected}年度です。",
        "{where.en} says fiscal {given}, the form is that of {expected}.",
    ),
    fix=Text(
        "内容が{expected}年度の回答であれば、{where.ja}の年度を「{expected}」に直してください。",
        "If these are the answers of fiscal {expected}, write {expected} there.",
    ),
    official="L3-05",
)
def years_disagree(returned: Returned, context: Context) -> Iterator[Hit]:
    """表紙 or file name of another year than the form itself; the first of them."""
    if not stated.answers(returned) or any(_other_year(returned, context)):
        return
    expected = str(context.year)
    typed, in_name = stated.cover_year(returned), stated.year_in_name(returned.file)
    if returned.cover and typed not in (None, context.year):
        where = Text("表紙の「年度」", "表紙")
        hit = hit_on(returned.cover, "fiscal_year", context, expected=expected, where=where)
        yield replace(hit, given=str(typed))
    elif in_name not in (None, context.year):
        where = Text("ファイル名", "The file name")
        at = Address(returned.file)
        yield Hit(at, given=str(in_name), expected=expected, values={"where": where})


@rule(
    "F18",
    Subject.FILE,
    Severity.ERROR,
    title=Text("課コードの食い違い", "Division codes disagree"),
    why=Text(
        "別の課のファイルを写して使うと、他の課の回答として数えられてしまいます。",
        "A file copied from another division would be counted as that division's answers.",
    ),
    wrong=Text("ファイル名は1305、表紙は1304", "1305 in the file's name, 1304 on its 表紙"),
    right=Text("どちらも1305", "1305 in both"),
    message=Text(
        "課コードが食い違っています（{codes.ja}）。{taken}の回答として扱います。",
        "The division codes disagree ({codes.en}); it is counted as the return of {taken}.",
    ),
    fix=Text(
        "正しい課コードを確かめ、ファイル名・表紙・各シートの「課コード」を同じにしてください。",
        "See which code is right, and make file name, 表紙 and every 課コード the same.",
    ),
    official="L3-02",
)
def codes_disagree(returned: Returned, context: Context) -> Iterator[Hit]:
    """The codes in the template's file name, on 表紙 and in most of the rows."""
    if not stated.answers(returned):
        return
    told = {
        Text("ファイル名", "file name"): stated.code_of_template_name(returned.file),
        Text("表紙", "表紙"): stated.cover_code(returned),
        Text("各シートの行", "rows of the sheets"): returned.code_of_rows,
    }
    codes = {where: code for where, code in told.items() if code}
    if len({code.lstrip("0").upper() for code in codes.values()}) > 1:
        listed = Text(
            "、".join(f"{where.ja}: {code}" for where, code in codes.items()),
            ", ".join(f"{where.en}: {code}" for where, code in codes.items()),
        )
        values = {"codes": listed, "taken": returned.division_code}
        cover = returned.cover
        on_cover = cover is not None and cover.division_code != returned.division_code
        at = cover.at("division_code") if cover and on_cover else Address(returned.file)
        yield Hit(at, given=listed.ja, values=values)


@rule(
    "F19",
    Subject.FILE,
    Severity.WARNING,
    title=Text("1904年から数える日付", "Dates that count from 1904"),
    why=Text(
        "古いMacの設定のブックでは、日付を写すと4年と1日ずれます。",
        "Dates copied from a workbook with the old Mac setting shift by four years and a day.",
    ),
    wrong=Text("［1904年から計算する］が選ばれている", "Use 1904 date system is ticked"),
    right=Text("［1904年から計算する］を外したブック", "A workbook without that setting"),
    message=Text(
        "1904年から日付を数える設定のブックです。日付はその設定で正しく読み取りましたが、"
        "写すと4年ずれます。",
        "The workbook counts its dates from 1904. They were read as such; copied elsewhere, they "
        "shift by four years.",
    ),
    fix=Text(
        "新しい様式のファイルに記入し直すか、［ファイル］→［オプション］→［詳細設定］の"
        "［1904年から計算する］を外し、すべての日付を確かめてください。",
        "Use a fresh copy of the form, or clear Use 1904 date system in the options and check "
        "every date.",
    ),
    official="L3-05",
)
def dates_from_1904(returned: Returned, context: Context) -> Iterator[Hit]:
    """The workbook's date system."""
    if returned.date1904 and returned.ours:
        yield Hit(Address(returned.file))
