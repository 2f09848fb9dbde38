"""Whether 監査調書 still holds the items that it was printed with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sysaudit.findings import Address, Severity, Text
from sysaudit.forms.check_items import CHECK_ITEMS
from sysaudit.forms.self_check import SelfCheck
from sysaudit.intake.headers import plain
from sysaudit.intake.records import Table
from sysaudit.rules.base import Context, Hit, Subject, rule

MOST_NAMED = 6
BLANK_NUMBER = "番号なし"

_NUMBERS = tuple(item.number for item in CHECK_ITEMS)
_BY_TEXT = {plain(item.text): item.number for item in CHECK_ITEMS}
_DATE = re.compile(r"[0-9]{4}-0?([0-9]{1,2})-0?([0-9]{1,2})(?: .*)?")


def item_of(record: SelfCheck) -> str | None:
    """The number of the item that a row answers; by its text where the number is gone."""
    if record.number in _NUMBERS:
        return record.number
    if record.number is None:
        return _from_date(record) or _BY_TEXT.get(plain(record.text or ""))
    return None


def _from_date(record: SelfCheck) -> str | None:
    """The item whose number Excel turned into a date: 2019-01-02 was 1-2."""
    found = _DATE.fullmatch(record.typed("number") or "") if record.unread("number") else None
    number = f"{found[1]}-{found[2]}" if found else None
    return number if number in _NUMBERS else None


@rule(
    "S25",
    Subject.TABLE,
    Severity.ERROR,
    form="self_check",
    title=Text("点検項目の増減", "Check items changed"),
    why=Text(
        "項目の行が減ったり増えたりすると、課の間で比べられません。",
        "Divisions cannot be compared once items are missing or were added.",
    ),
    wrong=Text("項目「3-2」の行を削除した", "The row of item 3-2 was deleted"),
    right=Text("様式のとおりの項目が1行ずつ並ぶ", "Every item of the form, once"),
    message=Text("{what.ja}。", "{what.en}."),
    instance=Text(
        "点検項目3-2の行がありません。",
        "The items 3-2 are missing.",
    ),
    fix=Text("{how.ja}", "{how.en}"),
    official="L3-07",
)
def items_changed(table: Table, context: Context) -> Iterator[Hit]:
    """Missing, repeated, unknown items, and numbers that became dates: one finding for each."""
    rows = [record for record in table.records if isinstance(record, SelfCheck)]
    if rows and "number" in table.place.columns:
        yield from _missing(table, rows)
        seen = [item_of(row) for row in rows]
        again = [n for at, n in enumerate(seen) if n is not None and n in seen[:at]]
        first = next((r for at, r in enumerate(rows) if seen[at] and seen[at] in seen[:at]), None)
        yield from _hit(first, again, _REPEATED)
        unknown = [r for r in rows if item_of(r) is None and not r.unread("number")]
        yield from _hit(_first(unknown), [r.number or BLANK_NUMBER for r in unknown], _UNKNOWN)
        dated = [r for r in rows if _from_date(r)]
        yield from _hit(_first(dated), [_from_date(r) or "" for r in dated], _DATED)


def _first(rows: list[SelfCheck]) -> SelfCheck | None:
    return rows[0] if rows else None


def _missing(table: Table, rows: list[SelfCheck]) -> Iterator[Hit]:
    """Items without a row; silent where a number that cannot be read may be one of them."""
    found = {item_of(row) for row in rows}
    unsure = any(item_of(row) is None and row.unread("number") for row in rows)
    absent = [number for number in _NUMBERS if number not in found]
    if absent and not unsure:
        at = Address(table.place.file, table.place.sheet)
        yield Hit(at, field="number", values=_told(absent, _MISSING), cause="missing")


def _hit(row: SelfCheck | None, numbers: list[str], kind: tuple[Text, Text]) -> Iterator[Hit]:
    if row is not None:
        given = row.typed("number")
        yield Hit(row.at("number"), given, "number", given=given, values=_told(numbers, kind))


def _told(numbers: Iterable[str], kind: tuple[Text, Text]) -> dict[str, object]:
    """What is wrong with the listed numbers, and what to do."""
    named = list(dict.fromkeys(numbers))
    more = len(named) - MOST_NAMED
    japanese = "".join(f"「{number}」" for number in named[:MOST_NAMED])
    english = ", ".join(named[:MOST_NAMED])
    what, how = kind
    japanese += f"など{len(named)}項目" if more > 0 else ""
    english += f" and {more} more" if more > 0 else ""
    return {"what": Text(what.ja.format(japanese), what.en.format(english)), "how": how}


_MISSING = (
    Text("点検項目{0}の行がありません", "The items {0} are missing"),
    Text(
        "配布した様式から、その項目の行をコピーして戻し、回答を入力してください。",
        "Copy their rows back from the form that was sent out, and answer them.",
    ),
)
_REPEATED = (
    Text("点検項目{0}の行が2つ以上あります", "The items {0} stand in several rows"),
    Text(
        "正しい回答の行を1つだけ残し、ほかの行を削除してください。",
        "Keep the row with the right answer and delete the others.",
    ),
)
_UNKNOWN = (
    Text("様式にない項目{0}の行があります", "The items {0} are not on the form"),
    Text(
        "この行を削除し、伝えたいことは近い項目の「補足」に書いてください。番号を書き換えたときは、"
        "元の番号に戻してください。",
        "Delete the row and say what matters in 補足 of the nearest item; put a changed number "
        "back.",
    ),
)
_DATED = (
    Text("項目番号{0}が日付に変わっています", "The numbers {0} were turned into dates"),
    Text(
        "列の表示形式を［文字列］にしてから、番号を様式のとおりに入力し直してください。",
        "Give the column the format Text and type the numbers again as on the form.",
    ),
)
