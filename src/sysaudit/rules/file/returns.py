"""Who has returned what: files against the roster, and against each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from sysaudit.findings import Address, Severity, Text
from sysaudit.forms.roster import Division
from sysaudit.intake.returned import Returned
from sysaudit.rules.base import Context, Hit, Subject, rule
from sysaudit.rules.file import stated
from sysaudit.rules.ward import Ward
from sysaudit.rules.words import listed

SIMILAR_NAME = 80
"""From here on (0 to 100) a division's name is near enough to be suggested."""
SIMILAR_CODE = 75
"""The same for codes: 1340 for 1304."""


@rule(
    "F12",
    Subject.WARD,
    Severity.ERROR,
    title=Text("同じ課から2つのファイル", "Two files of one division"),
    why=Text(
        "どちらが正しいか分からないまま選ぶと、古い回答を集計してしまいます。",
        "To pick one of them unasked may mean to count the older answers.",
    ),
    wrong=Text(
        "「調査票_1304.xlsx」と「調査票_1304（最終版）(2).xlsx」の両方",
        "Both 調査票_1304.xlsx and 調査票_1304（最終版）(2).xlsx",
    ),
    right=Text("最終版の1つだけ", "The final one alone"),
    message=Text(
        "同じ課（{code}）の同じ様式が{count}つのファイルにあります: {files.ja}{same.ja}。"
        "どれが正しいか決まるまで、ほかの課や様式との突き合わせはしません。",
        "The same form of division {code} stands in {count} files: {files.en}{same.en}. Until it "
        "is known which counts, it is not compared with other forms and divisions.",
    ),
    fix=Text(
        "どれが最終版かを、ファイル名で情報管理課へお知らせください"
        "（情報管理課は、ほかのファイルを提出フォルダーから外します）。",
        "The division says which file is the final one; the others are taken out of the folder of "
        "returns.",
    ),
)
def returned_twice(ward: Ward, context: Context) -> Iterator[Hit]:
    """One finding per division, at the first of its files, naming all of them."""
    for code, files in ward.duplicated.items():
        same = Text("（中身は同じです）", " (with the same contents)")
        different = Text("", "")
        copies = len({file.sha256 for file in files}) == 1
        yield Hit(
            Address(files[0].file),
            given="、".join(file.file for file in files),
            division_code=code,
            values={
                "code": code,
                "count": len(files),
                "files": listed((file.file for file in files), len(files)),
                "same": same if copies else different,
            },
        )


def named_codes(ward: Ward) -> set[str]:
    """Division codes that some returned file bears in one place or another."""
    codes: set[str | None] = set()
    surveyed = any(stated.surveys(file) for file in ward.returned)
    for file in ward.returned:
        if file.is_slip:
            continue
        if surveyed and file.ours and not stated.surveys(file):
            continue  # 監査調書 beside the forms of the survey is no answer to the survey
        codes.add(stated.code_of_template_name(file.file))
        if file.refusal is not None or stated.answers(file):
            codes |= {file.division_code, stated.cover_code(file), file.code_of_rows}
    return {code for code in codes if code}


def absent(ward: Ward) -> Iterator[Division]:
    """Divisions of the roster without a file, by code; not those whose file bears a wrong code."""
    found = named_codes(ward)
    meant = [plainly_meant(file, ward) for file in unknown(ward)]
    found |= {division.division_code or "" for division in meant if division}
    for code, division in sorted(ward.expected.items()):
        if code not in found:
            yield division


def _absence(division: Division, **values: object) -> Hit:
    """A hit on a division that has no file."""
    told = {"division": division_text(division), "due": _day(division.due), **values}
    return Hit(Address(None), division_code=division.division_code, values=told)


def division_text(division: Division) -> str:
    """Code and name."""
    return f"{division.division_code} {division.division_name or ''}".strip()


def _day(day: date | None) -> str:
    return f"{day.year}/{day.month}/{day.day}" if day else ""


@rule(
    "F13",
    Subject.WARD,
    Severity.WARNING,
    title=Text("未提出（期限前）", "Not returned yet"),
    why=Text(
        "どの課がまだ提出していないかを、期限の前から見えるようにします。",
        "Who has not returned yet is to be seen before it is late.",
    ),
    wrong=Text("組織台帳にある課のファイルがない", "No file of a division on the roster"),
    right=Text("課ごとに1つのファイルがある", "One file per division"),
    message=Text(
        "{division}からまだ提出がありません{due_on.ja}。",
        "Nothing was returned by {division} yet{due_on.en}.",
    ),
    fix=Text(
        "{division}に提出を依頼してください。提出済みなら、ファイルが提出フォルダーにあるか、"
        "表紙の「課コード」が正しいかを確かめてください。",
        "Ask {division} for it; if it was returned, see that it is in the folder and that the "
        "課コード on its 表紙 is right.",
    ),
)
def not_yet_returned(ward: Ward, context: Context) -> Iterator[Hit]:
    """A division without a file whose due date has not passed, or is unknown."""
    for division in absent(ward):
        if division.due is None:
            yield _absence(division, due_on=Text("", ""))
        elif context.as_of <= division.due:
            due = _day(division.due)
            yield _absence(division, due_on=Text(f"（提出期限 {due}）", f" (due {due})"))


@rule(
    "F14",
    Subject.WARD,
    Severity.ERROR,
    title=Text("未提出（期限後）", "Not returned in time"),
    why=Text(
        "提出のない課のシステムと経費は、区全体の集計から漏れます。",
        "The systems and costs of a division that returns nothing are missing from the totals.",
    ),
    wrong=Text("期限の10日後にファイルがない", "No file ten days after it was due"),
    right=Text("期限までにファイルがある", "A file by the due date"),
    message=Text(
        "{division}から提出がありません。提出期限（{due}）を{days}日過ぎています。",
        "Nothing was returned by {division}, {days} days after it was due ({due}).",
    ),
    fix=Text(
        "{division}に至急の提出を依頼してください。提出済みなら、ファイルが提出フォルダーに"
        "あるか、表紙の「課コード」が正しいかを確かめてください。",
        "Ask {division} for it; if it was returned, see that it is in the folder and that the "
        "課コード on its 表紙 is right.",
    ),
)
def late(ward: Ward, context: Context) -> Iterator[Hit]:
    """A division without a file whose due date has passed."""
    for division in absent(ward):
        if division.due is not None and context.as_of > division.due:
            yield _absence(division, days=(context.as_of - division.due).days)


@rule(
    "F15",
    Subject.WARD,
    Severity.ERROR,
    title=Text("組織台帳にない課", "Division that is not on the roster"),
    why=Text(
        "台帳にない課コードの回答は、どの課のものとしても集計できません。",
        "Answers under a code that is not on the roster belong to no division.",
    ),
    wrong=Text("課コード「1340」（台帳には1304）", "Code 1340 where the roster has 1304"),
    right=Text("課コード「1304」", "Code 1304"),
    message=Text(
        "{who.ja}{hint.ja}",
        "{who.en}{hint.en}",
    ),
    instance=Text(
        "課コード「1340」は組織台帳にありません。",
        "Code 1340 is not on the roster.",
    ),
    fix=Text(
        "表紙と各シートの「課コード」を、組織台帳のとおりに（先頭の0も含めて）入力してください。"
        "課コードが分からないときは、情報管理課へ課名をお知らせください。",
        "Type the 課コード as on the roster, with its leading zeros, on 表紙 and every sheet.",
    ),
    official="L3-02",
)
def not_on_roster(ward: Ward, context: Context) -> Iterator[Hit]:
    """A file whose division code is blank or unknown; silent where its own codes disagree."""
    taken = named_codes(ward)
    for file in unknown(ward):
        near = plainly_meant(file, ward) or _most_alike(file, ward, taken)
        yield Hit(
            Address(file.file),
            given=file.division_code,
            expected=division_text(near) if near else None,
            values={"who": _who(file), "hint": _hint(near)},
        )


def unknown(ward: Ward) -> Iterator[Returned]:
    """Files that bear no code of the roster; none where no roster was given."""
    for file in ward.returned if ward.roster else ():
        codes = {file.division_code, stated.code_of_template_name(file.file)}
        codes.add(file.code_of_rows)
        if stated.answers(file) and not any(code in ward.roster_by_code for code in codes):
            yield file


def _who(file: Returned) -> Text:
    code = file.division_code
    if code is None:
        return Text(
            "課コードがどこにもなく、どの課の回答か分かりません。",
            "No division code stands anywhere in it, so nobody knows whose answers they are.",
        )
    return Text(f"課コード「{code}」は組織台帳にありません。", f"Code {code} is not on the roster.")


def _hint(near: Division | None) -> Text:
    if near is None:
        return Text("", "")
    name = division_text(near)
    return Text(f"「{name}」のことではありませんか。", f" Is {name} meant?")


def plainly_meant(file: Returned, ward: Ward) -> Division | None:
    """The division with this name or former code, or whose code lost its leading zeros."""
    code, name = file.division_code, _name_on(file)
    for division in ward.roster or ():
        own = division.division_code or ""
        same_code = code is not None and code.lstrip("0") == own.lstrip("0")
        if same_code or code in division.former_codes or (name and name == division.division_name):
            return division
    return None


def _most_alike(file: Returned, ward: Ward, taken: Collection[str]) -> Division | None:
    """The division with a similar name, or else a similar code, of which there is no file."""
    from rapidfuzz import fuzz, process  # only a wrong code needs it

    free = {code: each for code, each in ward.roster_by_code.items() if code not in taken}
    names = {code: each.division_name or "" for code, each in free.items()}
    for text, among, least in (
        (_name_on(file), names, SIMILAR_NAME),
        (file.division_code, {code: code for code in free}, SIMILAR_CODE),
    ):
        found = process.extractOne(text, among, scorer=fuzz.ratio) if text else None
        if found is not None and found[1] >= least:
            return free[found[2]]
    return None


def _name_on(file: Returned) -> str | None:
    return file.cover.division_name if file.cover else None
