"""XML read with a parser that knows no document types and no entities of its own.

Names lose their prefix: writers bind the namespaces of spreadsheets as they like, and calamine
goes by local names too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from xml.parsers import expat

from sysaudit.findings import Text
from sysaudit.intake.refusal import Reason, Refused

Attributes = dict[str, str]
SMALL = 32_768
"""Bytes up to which what was made of a part is kept, for the next file that has the same."""

_WHOLE = re.compile("[0-9]{1,9}")
_ROOT = re.compile(rb"<(?P<name>[A-Za-z][\w.:-]*+)[^<>]*+(?<!/)>")
_ELEMENT = b"<element/>"
"""Stands in the place of one that is not looked at; where none may stand, it is an error."""
_COMMENT, _CDATA = (b"<!--", b"-->"), (b"<![CDATA[", b"]]>")


def tidy(data: bytes) -> bytes:
    """The same XML without comments and CDATA, of which calamine loses the text.

    In one pass: what is opened a thousand times and never closed must not be looked for as often.
    """
    if b"!" not in data or b"<!" not in data:
        return data
    pieces: list[bytes] = []
    done, at = 0, data.find(b"<!")
    while at >= 0:
        kind = next((k for k in (_COMMENT, _CDATA) if data.startswith(k[0], at)), None)
        if kind is None:
            at = data.find(b"<!", at + 2)
            continue
        begins, end = at + len(kind[0]), data.find(kind[1], at + len(kind[0]))
        if end < 0:
            break
        pieces.append(data[done:at])
        if kind is _CDATA:
            pieces.append(_escaped(data[begins:end]))
        done = end + len(kind[1])
        at = data.find(b"<!", done)
    return b"".join((*pieces, data[done:])) if pieces else data


def _escaped(text: bytes) -> bytes:
    return escape(text.decode(errors="replace"), quote=False).encode()


def new_parser(*, prefixes: bool = False) -> expat.XMLParserType:
    """A parser that gives up at the first declaration of a document type.

    Where ``prefixes`` are looked at, one that is not declared is an error, as it is for Excel, and
    a name begins with its namespace; else with its prefix.
    """
    parser = expat.ParserCreate(namespace_separator=":" if prefixes else None)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise Refused(Reason.UNSAFE, Text("DOCTYPE 宣言があります", "it declares a DOCTYPE"))


def feed(parser: expat.XMLParserType, data: bytes, part: str) -> None:
    """Parse a whole part.

    Raises:
        Refused: It is not well-formed.
    """
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Refused(
            Reason.DAMAGED,
            Text(f"部品 {part} が XML として壊れています", f"the part {part} is broken XML"),
        ) from error


def is_tidy_around(data: bytes, start: int, end: int) -> bool:
    """Whether a part is well-formed UTF-8 without comments, CDATA and instructions.

    What stands before and after is looked at apart: copies of one form differ in a few words
    before the rows, and share the much longer remainder byte for byte.

    Args:
        data: The part.
        start: Where an element begins that is known to be well-formed and is not looked at.
        end: Where it ends.
    """
    root = _ROOT.search(data, 0, start)
    return (
        root is not None
        and _is_tidy(data[:start] + _ELEMENT + b"</" + root["name"] + b">")
        and _is_tidy(data[: root.end()] + _ELEMENT + data[end:])
        and _is_text(data[start:end])
    )


def _is_tidy(data: bytes) -> bool:
    return _is_tidy_again(data) if len(data) <= SMALL else _is_tidy_anew(data)


def _is_tidy_anew(data: bytes) -> bool:
    untidy: list[object] = []

    def note(*told: object) -> None:
        untidy.append(told)

    parser = new_parser(prefixes=True)
    parser.CommentHandler = parser.ProcessingInstructionHandler = note
    parser.StartCdataSectionHandler = note
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        return False
    return not untidy


_is_tidy_again = lru_cache(maxsize=512)(_is_tidy_anew)


def _is_text(data: bytes) -> bool:
    """Whether bytes are UTF-8 with no code that XML forbids beyond those of ASCII."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    return "\ufffe" not in text and "\uffff" not in text


def local(name: str) -> str:
    """A name without its prefix or namespace."""
    return name.rpartition(":")[2]


def starts(data: bytes, part: str) -> Sequence[tuple[str, Attributes]]:
    """Every start tag in order: its local name, its attributes by local name."""
    return _starts_again(data, part) if len(data) <= SMALL else _starts(data, part)


def _starts(data: bytes, part: str) -> Sequence[tuple[str, Attributes]]:
    found: list[tuple[str, Attributes]] = []

    def start(name: str, attributes: Attributes) -> None:
        found.append((local(name), {local(key): value for key, value in attributes.items()}))

    parser = new_parser(prefixes=True)
    parser.StartElementHandler = start
    feed(parser, data, part)
    return found


_starts_again = lru_cache(maxsize=64)(_starts)
"""Copies of one form share their small parts, byte for byte."""


def whole_number(value: str | None) -> int | None:
    """An attribute's number, None for anything else; `int` refuses some thousand digits.

    >>> whole_number("12"), whole_number("-1"), whole_number("9" * 5000), whole_number(None)
    (12, None, None, None)
    """
    return int(value) if value is not None and _WHOLE.fullmatch(value) else None


def is_on(value: str | None) -> bool:
    """Whether an attribute of type boolean says yes; ``None`` is an attribute left out."""
    return value is not None and value.strip().lower() in ("1", "true", "on")
