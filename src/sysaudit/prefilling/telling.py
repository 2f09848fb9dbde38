"""What is told of prefilled forms: to the division on 表紙, to the IT division beside the run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sysaudit.findings import Text
from sysaudit.prefilling.issuing import Issued
from sysaudit.rules.division_return import DivisionReturn
from sysaudit.rules.names import bears_name
from sysaudit.rules.ward import Ward

MOST_NAMED = 10


TWICE, MOVED, NEVER = "twice", "moved", "never"
_BLANK = {
    TWICE: Text(
        "前年度に同じ様式を2つ提出しているため、前年度の内容を記入していない課: {}。"
        "--previous のフォルダーに正しい方だけを残すと、記入できます。",
        "left blank, for they returned a form twice last year: {}. Leave the right file alone in "
        "the folder of --previous to have it filled in",
    ),
    MOVED: Text(
        "課コードが別の課の「旧課コード」にあるため、前年度の内容を記入していない課: {}。"
        "この課も引き継いだなら、組織台帳の「旧課コード」に入力してください。",
        "left blank, for another division names the code as its former one: {}. If it took over "
        "too, fill in 旧課コード (former code) on the roster",
    ),
    NEVER: Text(
        "前年度の提出がないため、前年度の内容を記入していない課: {}",
        "left blank, for nothing was returned last year: {}",
    ),
}
"""Why a division begins with nothing, in the order in which it is told."""


def notice_for(ward: Ward, code: str, issued: Sequence[Issued]) -> Iterator[str]:
    """Lines for 表紙: until when, whose forms these were, who else got them, which IDs are new."""
    due = ward.expected[code].due
    if due is not None:
        yield f"提出期限は {due.year}年{due.month}月{due.day}日です。"
    formers = [each for each in ward.previous_codes(code) if each in ward.previous_divisions]
    if not any(ward.previous_divisions[each].systems for each in formers):
        return
    yield (
        f"「所管するシステム一覧」と「経費見積入力シート」には、{_source(ward, code, formers)}の"
        "内容を記入してあります。1行ずつ確かめて「確認」を○にしてください。"
    )
    others = dict.fromkeys(
        heir for each in formers for heir in ward.successors(each) if heir != code
    )
    if others:
        names = "、".join(f"「{ward.division_name(each)}」" for each in others)
        yield (
            f"同じ内容を{names}にも渡しています。この課が引き継いだシステムの行だけを残し、"
            "ほかの行は3つの様式から削除してください。"
        )
    given = [each for each in issued if each.former_code in formers]
    if given:
        told = "、".join(f"{e.provisional} → {e.system_id}（{e.system_name}）" for e in given)
        yield f"新しいシステムにシステムIDを付けました: {told}"


def _source(ward: Ward, code: str, formers: Sequence[str]) -> str:
    """Last year's return, by name where it was another division's."""
    if list(formers) == [code]:
        return "前年度の調査票"
    names = "、".join(f"「{_as_before(ward.previous_divisions[each])}」" for each in formers)
    return f"{names}の前年度の調査票"


def left_blank(ward: Ward) -> Iterator[Text]:
    """Which divisions begin with nothing, and why, where last year's returns were given."""
    if ward.previous is None:
        return
    names: dict[str, list[str]] = defaultdict(list)
    for code in ward.expected:
        for why, name in _lacking(ward, code):
            names[why].append(name)
    for why, told in _BLANK.items():
        if names[why]:
            listed = _listed(names[why])
            yield Text(told.ja.format(listed.ja), told.en.format(listed.en))


def _lacking(ward: Ward, code: str) -> Iterator[tuple[str, str]]:
    """Why a division, or the part of it that was another last year, begins with nothing."""
    formers, name = ward.previous_codes(code), ward.division_name(code)
    if not formers:
        yield MOVED, name
    for former in formers:
        part = f"{name}（旧{former}）" if len(formers) > 1 else name
        if former in ward.previous_duplicated:
            yield TWICE, part
        elif former not in ward.previous_divisions:
            yield NEVER, part


def in_doubt(ward: Ward) -> Iterator[Text]:
    """Whose rows went to nobody, or to a division of another name, since 旧課コード is blank."""
    if names := list(_without_heir(ward)):
        lost = _listed(names)
        yield Text(
            f"前年度のシステムをどの課にも記入していない課: {lost.ja}。引き継いだ課があれば、"
            "組織台帳の「旧課コード」に入力すると記入できます。",
            f"last year's systems of these are on nobody's form: {lost.en}. Name the codes as "
            "旧課コード of the divisions that took over",
        )
    if names := list(_named_otherwise(ward)):
        renamed = _listed(names)
        yield Text(
            f"前年度と課名の違う課に、同じ課コードの内容を記入しました: {renamed.ja}。別の課なら、"
            "組織台帳の「旧課コード」を入力して作り直してください。",
            f"filled in by the code although the name differs: {renamed.en}. If it is another "
            "division, fill in 旧課コード (former code) on the roster and write the forms again",
        )


def _without_heir(ward: Ward) -> Iterator[str]:
    for code, returned in ward.previous_divisions.items():
        if returned.systems and not ward.successors(code):
            yield _as_before(returned)


def _named_otherwise(ward: Ward) -> Iterator[str]:
    for code, division in ward.expected.items():
        returned = ward.previous_divisions.get(code)
        if division.former_codes or returned is None or code not in ward.previous_codes(code):
            continue
        if returned.systems and not bears_name(returned.name, division):
            yield f"{_as_before(returned)} → {ward.division_name(code)}"


def _as_before(returned: DivisionReturn) -> str:
    return f"{returned.code} {returned.name or ''}".strip()


def unknown_codes(ward: Ward, codes: Iterable[str]) -> Iterator[Text]:
    """Divisions of the list of contract checks that the roster does not have."""
    strange = [code for code in codes if code not in ward.roster_by_code]
    if strange:
        listed = _listed(strange)
        yield Text(
            f"履行確認チェックシート提出一覧の課コードが組織台帳にありません: {listed.ja}",
            f"codes on the list of contract checks that the roster lacks: {listed.en}",
        )


def not_read(ward: Ward) -> Iterator[Text]:
    """Last year's files that could not be read: what they held is in no form."""
    names = [file.file for file in ward.previous or () if file.refusal]
    if names:
        listed = _listed(names)
        yield Text(
            f"前年度のフォルダーに、読めないファイルがあります: {listed.ja}。調査票であれば、"
            "パスワードなしの .xlsx で保存し直すと記入できます。",
            f"files of last year that could not be read: {listed.en}. If they are surveys, save "
            "them as .xlsx without a password to have them filled in",
        )


def _listed(names: Sequence[str]) -> Text:
    """The first of many names, and how many more there are."""
    first, more = names[:MOST_NAMED], len(names) - MOST_NAMED
    return Text(
        "、".join(first) + (f" ほか{more}件" if more > 0 else ""),
        ", ".join(first) + (f" and {more} more" if more > 0 else ""),
    )
