"""How wide a text is on a screen, and how it is wrapped.

Japanese consoles draw East-Asian ambiguous characters (○, ①, →) two columns wide, so they count
as two. Japanese may break between any two characters; a word in Latin letters or katakana, a
number or a cell range stays whole; a line never begins with 。 or ） and never ends with （. What
two spaces set apart is kept on one line where a line can hold it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

NOT_FIRST = frozenset(
    "、。，．）」』】〉》〕］｝：；！？…ー々っゃゅょッャュョ,.:;)]}!?%％円件人年月日"
)
NOT_LAST = frozenset("（「『【〈《〔［｛([{")
_FIELD = re.compile(r"( {2,})")
_PIECE = re.compile(r"\s+|[\u0021-\u007e\u00c0-\u024f]+|[\u30a1-\u30fa\u30fc]+|.", re.DOTALL)


def columns_of(text: str) -> int:
    """The columns that a text takes on a screen.

    >>> columns_of("課A"), columns_of("○"), columns_of("か\u3099")
    (3, 2, 2)
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def padded(text: str, columns: int) -> str:
    """The text with spaces behind it up to a width."""
    return text + " " * (columns - columns_of(text))


def wrapped(text: str, columns: int, hanging: int = 0) -> list[str]:
    """The text in lines of at most so many columns; lines after the first are indented.

    Nothing is cut away; only what is longer than a whole line is split inside a word.

    >>> wrapped("  システムID 1304-S01 を確かめる。", 16, 4)
    ['  システムID', '    1304-S01 を', '    確かめる。']
    """
    hanging = min(hanging, columns // 3)
    lines = [""]
    for field in _FIELD.split(text):
        whole = columns - hanging >= columns_of(field)
        for piece in [field] if whole else _unbroken(field):
            _put(piece, lines, columns, hanging)
    return [line.rstrip() for line in lines if line.strip()] or [""]


def _put(piece: str, lines: list[str], columns: int, hanging: int) -> None:
    """Put a piece on the last line, or on new ones where it does not fit."""
    if columns_of(lines[-1] + piece) <= columns:
        if lines[-1].strip() or len(lines) == 1 or not piece.isspace():
            lines[-1] += piece
    elif piece.isspace():
        lines.append(" " * hanging)
    else:
        if not lines[-1].strip():
            lines.pop()
        lines.extend(" " * hanging + part for part in _parts(piece, columns - hanging))


def _unbroken(text: str) -> Iterator[str]:
    """The pieces between which a line may end."""
    held = ""
    for piece in _PIECE.findall(text):
        follows = piece[0] in NOT_FIRST and not held.isspace()
        if held and not follows and held[-1] not in NOT_LAST:
            yield held
            held = ""
        held += piece
    if held:
        yield held


def _parts(piece: str, columns: int) -> Iterator[str]:
    """A piece cut where not even a whole line can hold it."""
    part = ""
    for character in piece:
        if part and columns_of(part + character) > columns:
            yield part
            part = ""
        part += character
    yield part


def printable(text: str) -> str:
    r"""The text with what would disturb a terminal or a file made visible.

    File names hold whatever their writer likes: escape sequences, line breaks, bytes that are no
    text, marks that turn the direction of reading.

    >>> printable("a\x1b[31m\n\udc83")
    'a\\x1b[31m\\x0a\\udc83'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\u3000" else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
