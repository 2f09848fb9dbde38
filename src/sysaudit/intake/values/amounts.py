"""Yen, counts and ratings.

A number is taken where it has one reading: `１，２００円`, `1200千円`, `1億2千万円`. Hedged,
repeated, multiplied and ranged ones are named for what they are, with the reading we suspect.
"""

from __future__ import annotations

import re
from decimal import Decimal
from math import isfinite

from sysaudit.forms.field import Column, Kind
from sysaudit.intake.values.reading import Note, Reading, as_typed, number_text, refused
from sysaudit.intake.values.spelling import plain_hyphens, squeezed
from sysaudit.intake.values.stand_ins import likely_word, stand_in, undecided

MOST_YEN = 10_000_000_000
LONGEST = 60  # no number is longer; keeps the patterns below from whole pages

NOISE, NOISE_SHARE = 1e-6, 1e-12
"""So near to a whole number, absolutely or as a share, a fraction is what a formula left over."""

_PLAIN = Note.PLAIN
_PLAIN_DIGITS = len(str(MOST_YEN)) - 1

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_AMOUNT = rf"{_DIGITS}(?:[十百千]?[万億兆]{_DIGITS})*[十百千]?[万億兆]?"
_TERM = re.compile(rf"({_DIGITS})([十百千]?)([万億兆]?)", re.ASCII)
_SCALES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "億": 10**8, "兆": 10**12}
_MYRIAD = 10**4
_UNITS = {
    Kind.YEN: "円也?",
    Kind.COUNT: "人|名|台|件|個|本|校|回|課|組|式|端末|[かカヵヶケ箇]?月"
    "|ID|アカウント|ライセンス|ユ-?ザ",
}
_WHOLE = {
    kind: re.compile(
        rf"(?P<open>\()?[¥\\]?(?P<sign>[-▲△])?[¥\\]?(?P<amount>{_AMOUNT})"
        rf"(?P<unit>{unit})?-?(?(open)\))",
        re.ASCII,
    )
    for kind, unit in _UNITS.items()
}
_ANY = {kind: re.compile(rf"({_AMOUNT})({unit})?", re.ASCII) for kind, unit in _UNITS.items()}

_INCLUDED = re.compile(r"[にへ](?:含|計上|一括)|(?<![税見])込み?$")
_HEDGED = re.compile(
    r"約|およそ|概ね|おおむね|ほぼ|大体|だいたい|概算|見込|程度|前後|くらい|ぐらい|以上|以下|以内"
    r"|未満|頃|ころ|[~〜]$|(?<=[\d万億円人名台])[位弱強超余]"
)
_RANGE = re.compile(rf"^[¥\\]?{_AMOUNT}[円人名台件]?[~〜-][¥\\]?({_AMOUNT})", re.ASCII)
_PRODUCT = re.compile(rf"^[¥\\]?({_AMOUNT})[^\d×xX*]*[×xX*]({_AMOUNT})\D*$", re.ASCII)
_PER_MONTH = re.compile(r"/[1一]?[かカヵヶケ箇]?月|月額|毎月|月々")
_PER_YEAR = re.compile(r"/[1一]?年|年額|毎年|年間")
_OF_YEAR = re.compile(
    r"(?:年額|年間):?(?P<before>.+)|(?P<after>.+?)(?:/[1一]?年度?|\((?:年額|年間)\))"
)
_MIXED = re.compile(r"\d[A-Za-z]+\d", re.ASCII)
_LIKE_DIGITS = str.maketrans("OoIl", "0011")  # 41O000
_PER_OTHER = re.compile(r"/[^\d]|単価")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+円?", re.ASCII)  # 1.000 may be 1, or 1000
_SEPARATED = re.compile(r"[\d,.]+|\d{1,3}(?:[,.、\s]\d{3})+円?", re.ASCII)
_RATING = re.compile(r"([1-5])(?:点|\.0)?", re.ASCII)


def read_amount(column: Column, raw: object) -> Reading:
    """Yen or a count: whole, 0 or more."""
    if type(raw) is float and 0 <= raw <= MOST_YEN and raw == (whole := int(raw)):
        return Reading(whole, _PLAIN, str(whole))
    if isinstance(raw, str):
        if raw.isascii() and raw.isdigit() and len(raw) <= _PLAIN_DIGITS:
            return Reading(int(raw), Note.NUMBER_AS_TEXT, raw)
        return stand_in(column, raw) or _amount_typed(column, raw)
    if isinstance(raw, int | float) and not isinstance(raw, bool) and isfinite(raw):
        return _judged(column, raw, _without_noise(raw), Note.PLAIN)
    return refused(Note.NOT_NUMBER, raw)


def _without_noise(number: float) -> Decimal:
    """The number; the whole one where only a formula's noise parts it from that.

    >>> _without_noise(3000000 * 1.1), _without_noise(640000.5)
    (Decimal('3300000'), Decimal('640000.5'))
    """
    whole = round(number)
    noise = abs(number - whole) <= max(NOISE, abs(number) * NOISE_SHARE)
    return Decimal(whole) if noise else Decimal(number_text(number))


def _amount_typed(column: Column, raw: str) -> Reading:
    text = _of_year(column, plain_hyphens(squeezed(raw)))
    unclear = len(text) > LONGEST or _DOTTED.fullmatch(text)
    found = None if unclear else _WHOLE[column.kind].fullmatch(text)
    value = _amount(found["amount"], closed=bool(found["unit"])) if found else None
    if found is None or value is None:
        return _diagnosed(column, raw, text)
    if found["open"] or found["sign"]:
        value = -value
    has_unit = found["unit"] or re.search(r"[^\d.,]", text)
    other_width = Note.NUMBER_AS_TEXT if text == raw else Note.WIDTH
    return _judged(column, raw, value, Note.UNIT if has_unit else other_width)


def _of_year(column: Column, text: str) -> str:
    """`640000円/年` in the column of a year is that amount; with its unit, to be told as such."""
    yearly = column.kind is Kind.YEN and column.offset is not None and len(text) <= LONGEST
    found = _OF_YEAR.fullmatch(text) if yearly else None
    if found is None:
        return text
    amount = found["before"] or found["after"]
    whole = _WHOLE[Kind.YEN].fullmatch(amount)
    return f"{amount}円" if whole and not whole["unit"] and not whole["open"] else amount


def _judged(column: Column, raw: object, value: Decimal, note: Note) -> Reading:
    """The reading of a number that was understood: it must be whole, and not below 0."""
    typed = as_typed(raw)
    if value < 0:
        return Reading(None, Note.NEGATIVE, typed, _digits(value))
    if value != value.to_integral_value():
        return Reading(None, Note.FRACTION, typed)
    if value > MOST_YEN and column.kind is Kind.YEN:
        return Reading(int(value), Note.HUGE, typed)
    return Reading(int(value), note, typed)


def _digits(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _amount(text: str, *, closed: bool) -> Decimal | None:
    """The value of `1億2千万`; None where it has two readings.

    `1億2千` may mean 2千万, and `120万5` 5千: each term must follow within a myriad of the one
    before, and a last one without a scale must be `closed` by its unit.
    """
    total, above = Decimal(0), 0
    for digits, small, big in _TERM.findall(text):
        scale = _SCALES[small] * _SCALES[big]
        value = Decimal(digits.replace(",", "")) * scale
        unclear = value >= above or scale * _MYRIAD < above or (scale == 1 and not closed)
        if above and unclear:
            return None
        total, above = total + value, _SCALES[big]
    return total


def _diagnosed(column: Column, raw: str, text: str) -> Reading:
    """Why a text is no number."""
    if len(text) > LONGEST:
        return refused(Note.NOT_NUMBER, raw)
    if waiting := undecided(column, raw):
        return waiting
    if _INCLUDED.search(text):
        return refused(Note.INCLUDED_ELSEWHERE, raw)
    found = _ANY[column.kind].findall(text)
    if not found or text.startswith("="):
        return refused(Note.NOT_NUMBER, raw, likely_word(column, raw))
    return _unclear(column, raw, text, found)


def _unclear(column: Column, raw: str, text: str, found: list[tuple[str, str]]) -> Reading:
    """A text that holds numbers without being one."""
    first = next((amount for amount, unit in found if unit), found[0][0])
    if upper := _RANGE.match(text):
        return refused(Note.APPROXIMATE, raw, _suspected(upper[1]))
    if _HEDGED.search(text):
        return refused(Note.APPROXIMATE, raw, _suspected(first))
    if product := _PRODUCT.match(text):
        return refused(Note.SEVERAL_VALUES, raw, _suspected(*product.groups()))
    if _MIXED.search(text):
        digits = text.translate(_LIKE_DIGITS)
        return refused(Note.NOT_NUMBER, raw, digits if digits.isdigit() else None)
    if _SEPARATED.fullmatch(text):
        return refused(Note.NOT_NUMBER, raw, re.sub(r"\D", "", text))
    if len(found) > 1:
        return refused(Note.SEVERAL_VALUES, raw, _suspected(first))
    return _single(column, raw, text, first)


def _single(column: Column, raw: str, text: str, amount: str) -> Reading:
    """One number with something else beside it."""
    if _PER_MONTH.search(text):
        months = "12" if column.kind is Kind.YEN else "1"  # twenty users a month are twenty
        return refused(Note.PER_PERIOD, raw, _suspected(amount, months))
    if _PER_YEAR.search(text):
        return refused(Note.PER_PERIOD, raw, _suspected(amount))
    if _PER_OTHER.search(text):
        return refused(Note.PER_PERIOD, raw)
    return refused(Note.NOT_NUMBER, raw, _suspected(amount))


def _suspected(amount: str, times: str = "1") -> str | None:
    """The digits of an amount, or of a product."""
    value, factor = _amount(amount, closed=True), _amount(times, closed=True)
    return None if value is None or factor is None else _digits(value * factor)


def read_rating(column: Column, raw: object) -> Reading:
    """A rating from 1 to 5."""
    if type(raw) is float and raw in (1.0, 2.0, 3.0, 4.0, 5.0):
        return Reading(int(raw), _PLAIN, str(int(raw)))
    if isinstance(raw, bool):
        return refused(Note.NOT_RATING, raw)
    if isinstance(raw, int) and 1 <= raw <= 5:
        return Reading(raw, _PLAIN, str(raw))
    if not isinstance(raw, str):
        return refused(Note.NOT_RATING, raw)
    return stand_in(column, raw) or _rating_typed(raw)


def _rating_typed(raw: str) -> Reading:
    text = squeezed(raw)
    found = _RATING.fullmatch(text)
    if found is None:
        return refused(Note.NOT_RATING, raw)
    same_width = Note.NUMBER_AS_TEXT if text == raw else Note.WIDTH
    return Reading(int(found[1]), Note.UNIT if "点" in text else same_width, raw)
