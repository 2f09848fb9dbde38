"""XML read with a parser that knows no document types and no entities of its own.

Names lose their prefix: writers bind the namespaces of spreadsheets as they like, and calamine
goes by local names too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.parsers import expat
from xml.sax.saxutils import escape

from sysaudit.findings import Text
from sysaudit.intake.refusal import Reason, Refused

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]


_MARKED = re.compile(rb"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


def tidy(data: bytes) -> bytes:
    """The same XML without comments and CDATA, of which calamine loses the text."""
    if b"!" not in data or b"<!" not in data:
        return data
    return _MARKED.sub(lambda m: escape((m[1] or b"").decode(errors="replace")).encode(), data)


def new_parser() -> expat.XMLParserType:
    """A parser that gives up at the first declaration of a document type."""
    parser = expat.ParserCreate()
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


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def starts(data: bytes, part: str) -> list[tuple[str, Attributes]]:
    """Every start tag in order: its local name, its attributes by local name."""
    found: list[tuple[str, Attributes]] = []

    def start(name: str, attributes: Attributes) -> None:
        found.append((local(name), {local(key): value for key, value in attributes.items()}))

    parser = new_parser()
    parser.StartElementHandler = start
    feed(parser, data, part)
    return found


def is_on(value: str | None) -> bool:
    """Whether an attribute of type boolean says yes; ``None`` is an attribute left out."""
    return value is not None and value.strip().lower() in ("1", "true", "on")
