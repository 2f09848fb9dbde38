"""From a result workbook back to plan and key: enough to do the draw again."""

from __future__ import annotations

from datetime import date

from sysaudit.audits import book
from sysaudit.audits.inputs import InputFile
from sysaudit.audits.plan import Entry, Plan
from sysaudit.audits.reading import Book, Told, ToldRow
from sysaudit.audits.result import Move
from sysaudit.audits.seal import Seal
from sysaudit.audits.window import LONGEST, Window
from sysaudit.draw import ROLES, Auditor
from sysaudit.errors import Misuse
from sysaudit.findings import Text

STANDINGS = {word: standing for standing, word in book.STANDINGS.items()}


def plan_in(told: Book) -> Plan:
    """The plan that a result workbook states.

    Raises:
        Misuse: A cell that it hangs on holds something else than we write there.
    """
    fields = told.fields
    closed = {_day(day): name.text for day, name in told.closed}
    first, last = _day(fields["first"]), _day(fields["last"])
    if not 0 <= (last - first).days < LONGEST:
        raise _wrong(fields["last"], "始まりから1年以内の日付")
    window = Window(first, last, closed, _number(fields["per_date"]))
    dates = window.dates
    entries = [_entry(row, dates) for row in told.divisions]
    return Plan(
        fields["draw_id"].text,
        _number(fields["year"]),
        tuple(sorted(entries, key=lambda each: each.code.encode())),
        _number(fields["places"]),
        window,
        tuple(Auditor(name.text, department.text) for name, department in told.auditors),
        tuple(InputFile(Text(k.text, k.text), n.text, sha.text) for n, sha, k in told.files),
        _number(fields["max_gap_years"]),
        fields["gap_known"].text == book.GAP_KNOWN,
        fields["weighing"].text,
    )


def seal_in(told: Book) -> Seal:
    """The key that a result workbook states."""
    commitments = {role: told.fields[role].text for role in ROLES if told.fields[role].text}
    seed = told.fields["seed"].text
    return Seal(told.fields["key"].text, seed if not commitments else None, commitments)


def odds_in(told: Book) -> dict[str, int]:
    """The working odds that a result workbook states, by code.

    Raises:
        Misuse: One is no whole number above 0.
    """
    return {
        row["code"].text: _odds(row["odds"])
        for row in told.divisions
        if row["odds"].value not in (None, "")
    }


def _odds(told: Told) -> int:
    odds = _number(told)
    if odds < 1:
        raise _wrong(told, "1以上の整数")
    return odds


def moves_in(told: Book) -> tuple[Move, ...]:
    """The dates that were moved since.

    Raises:
        Misuse: 変更後 is no date.
    """
    return tuple(
        Move(row["code"].text, row["before"].day, _day(row["after"]), row["reason"].text)
        for row in told.moves
    )


def _entry(row: ToldRow, dates: tuple[date, ...]) -> Entry:
    standing = STANDINGS.get(row["standing"].text)
    if standing is None:
        raise _wrong(row["standing"], "、".join(STANDINGS))
    return Entry(
        row["code"].text,
        row["department"].text,
        row["name"].text,
        standing,
        Text(row["reasons"].text, row["reasons"].text),
        Text(row["points"].text, row["points"].text),
        _number(row["total"]),
        _number(row["base"]),
        row["last_year"].text == book.YES,
        _number(row["weight"]),
        _blocked(row["blocked"], dates),
        row["promoter"].text,
        row["extension"].text,
    )


def _blocked(told: Told, dates: tuple[date, ...]) -> tuple[date, ...]:
    try:
        return book.read_runs(told.text, dates)
    except ValueError as error:
        raise _wrong(told, "2019-10-15〜2019-11-29") from error


def _number(told: Told) -> int:
    number = told.number
    if number is None:
        raise _wrong(told, "整数")
    return number


def _day(told: Told) -> date:
    day = told.day
    if day is None:
        raise _wrong(told, "日付")
    return day


def _wrong(told: Told, expected: str) -> Misuse:
    place = f"{told.at.file} {told.at.sheet}!{told.at.cell}"
    return Misuse(
        Text(
            f"{place} の「{told.text}」が読めません（{expected}のはずです）。書き換えられていない"
            "元のファイルを指定してください。",
            f"{place} holds {told.text!r}, which cannot be read: give the original file",
        )
    )
