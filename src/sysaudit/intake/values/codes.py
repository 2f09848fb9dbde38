"""Codes, system ids and corporate numbers."""

from __future__ import annotations

import re
import unicodedata

from sysaudit.forms.field import Column
from sysaudit.intake.values.lists import read_list
from sysaudit.intake.values.reading import Note, Reading, as_typed, refused
from sysaudit.intake.values.spelling import plain_hyphens, squeezed
from sysaudit.intake.values.stand_ins import stand_in, undecided

LONGEST = 40
FEWEST = 2
"""So many parts make several values."""

_PLAIN = Note.PLAIN
_BETWEEN = re.compile(r"[;,、/\n]+")
_LETTER_OR_DIGIT = re.compile(r"[0-9A-Za-z]")
_SEVERAL = re.compile(r"[;,、\n]")
_INNER_DASH = re.compile(r"(?<=[0-9A-Za-z])[ー―─](?=[0-9A-Za-z])")  # サーバー keeps its ー
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_ID = re.compile(r"[A-Z0-9]+(?:[-_.][A-Z0-9]+)*", re.ASCII)
_PROVISIONAL = re.compile(r"新規-?0*(\d{1,3})", re.ASCII)
_PARTED = re.compile(r"[-_.]")
_SHAPE = re.compile(r"([0-9]+)|([A-Z]+)", re.ASCII)
_CORPORATE = re.compile(r"T?(\d{13})", re.ASCII)  # T before a 法人番号 makes an invoice number


def read_code(column: Column, raw: object) -> Reading:
    """A code: text, leading zeros kept."""
    if isinstance(raw, str):
        if raw.isascii() and raw.isalnum() and len(raw) <= LONGEST:
            return _legal(column, raw) or Reading(raw, _PLAIN, raw)
        return stand_in(column, raw) or undecided(column, raw) or _code_typed(raw)
    return _numeric(raw, Note.BAD_CODE)


def _legal(column: Column, raw: str) -> Reading | None:
    """A plain text that is a legal word all the same, such as N/A bent into a form."""
    return stand_in(column, raw) if raw in column.words else None


def _numeric(raw: object, fault: Note) -> Reading:
    """A code in a numeric cell: its digits, though leading zeros would be gone."""
    whole = isinstance(raw, float | int) and not isinstance(raw, bool) and raw == raw // 1
    typed = as_typed(raw)
    if whole and typed.isdigit():
        return Reading(typed, Note.CODE_AS_NUMBER, typed)
    return refused(fault, raw)


def _glued(raw: str) -> bool:
    """Whether several ids or codes stand below or beside each other; `1304` above `-S01` is one.

    Each part must be whole: all have a hyphen or the like, or all are of the same shape.
    """
    parts = [plain_hyphens(squeezed(part).upper()) for part in raw.split()]
    if len(parts) < FEWEST or not all(_LETTER_OR_DIGIT.search(part) for part in parts):
        return False
    if all(_PARTED.search(part.strip("-_.")) and part == part.strip("-_.") for part in parts):
        return True
    below = "\n" in raw or not any(part.isdigit() for part in parts)
    return below and len({_SHAPE.sub(_shape_of, part) for part in parts}) == 1


def _shape_of(found: re.Match[str]) -> str:
    return "0" * len(found[1]) if found[1] else "A" * len(found[2])


def _code_typed(raw: str) -> Reading:
    if _SEVERAL.search(squeezed(raw)) or _glued(raw):
        return refused(Note.SEVERAL_VALUES, raw)
    code = code_of(raw)
    if code is None:
        return refused(Note.BAD_CODE, raw)
    return Reading(code, _PLAIN if code == raw else Note.WIDTH, raw)


def code_of(text: str) -> str | None:
    """The code in one width, without spaces; None where no letter or digit is in it.

    >>> code_of("２０１５－ ０１２３")
    '2015-0123'
    """
    narrow = "".join(squeezed(text).translate(_DASHES).split())
    # what was taken out may have kept accents apart that now stand in another order
    code = unicodedata.normalize("NFC", _INNER_DASH.sub("-", narrow))
    return code if len(code) <= LONGEST and _LETTER_OR_DIGIT.search(code) else None


def read_system_id(column: Column, raw: object) -> Reading:
    """A system's id, or the provisional 新規-1."""
    if not isinstance(raw, str):
        return _numeric(raw, Note.BAD_ID)
    if _ID.fullmatch(raw) and len(raw) <= LONGEST:
        return _legal(column, raw) or Reading(raw, _PLAIN, raw)
    return stand_in(column, raw) or _id_typed(raw)


def _id_typed(raw: str) -> Reading:
    if _glued(raw):
        return refused(Note.SEVERAL_VALUES, raw)
    found = id_of(raw)
    if found is not None:
        return Reading(found, _PLAIN if found == raw else Note.WIDTH, raw)
    several = len(_BETWEEN.split(raw.strip())) > 1
    provisional = "新規-1" if squeezed(raw) == "新規" else None
    return refused(Note.SEVERAL_VALUES if several else Note.BAD_ID, raw, provisional)


def id_of(text: str) -> str | None:
    """The id in upper case, one width and with plain hyphens; None where it is none.

    >>> id_of("１３０４－ｓ０２"), id_of("新規①"), id_of("住基システム")
    ('1304-S02', '新規-1', None)
    """
    narrow = plain_hyphens("".join(squeezed(text).upper().split()))
    if provisional := _PROVISIONAL.fullmatch(narrow):
        return f"新規-{provisional[1]}"
    return narrow if len(narrow) <= LONGEST and _ID.fullmatch(narrow) else None


def read_codes(column: Column, raw: object) -> Reading:
    """Codes with `;` between."""
    return read_list(column, raw, read_code, _BETWEEN)


def read_system_ids(column: Column, raw: object) -> Reading:
    """System ids with `;` between."""
    return read_list(column, raw, read_system_id, _BETWEEN)


def read_corporate_number(column: Column, raw: object) -> Reading:
    """A 法人番号: 13 digits, of which the first checks the others."""
    instead = stand_in(column, raw) if isinstance(raw, str) else None
    return instead or _corporate_number(raw, as_typed(raw))


def _corporate_number(raw: object, typed: str) -> Reading:
    if isinstance(raw, bool) or not isinstance(raw, str | float | int):
        return refused(Note.BAD_CORPORATE_NUMBER, raw)
    text = re.sub(r"[\s-]", "", plain_hyphens(squeezed(typed)).upper())
    found = _CORPORATE.fullmatch(text)
    if found is None:
        return refused(Note.BAD_CORPORATE_NUMBER, raw, _with_check_digit(text))
    if found[1][0] != check_digit(found[1][1:]):
        return refused(Note.BAD_CORPORATE_NUMBER, raw)
    note = _PLAIN if found[1] == typed else Note.WIDTH
    return Reading(found[1], note, typed)


def _with_check_digit(text: str) -> str | None:
    """A company's 12-digit register number lacks but the check digit of its 法人番号."""
    return check_digit(text) + text if re.fullmatch(r"[0-9]{12}", text) else None


def check_digit(digits: str) -> str:
    """The check digit that stands before the 12 digits of a corporate number.

    Counted from the right, every second digit weighs 2, the others 1; the check digit is 9 less
    the sum's remainder by 9 (法人の番号の指定等に関する省令).

    >>> check_digit("000020130001")
    '8'
    """
    weighed = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return str(9 - sum(weighed) % 9)
