"""Damage to a workbook: to the bytes of its archive, or inside its parts under right checksums."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.intake.books import packed, unpacked
from tests.intake.mutants import PIECES

Tokens = list[bytes]
_TOKEN = re.compile(rb"<[^>]*>|[^<]+")
_ATTRIBUTE = re.compile(rb' ([\w:]+)="([^"]*)"')
_NAME = re.compile(rb"</?([\w:]+)")
_REFERENCE = re.compile(rb"[A-Z]{1,3}[1-9][0-9]*")

VALUES = (
    *(b"", b"0", b"1", b"-1", b"2", b"7", b"999999999999", b"4294967296", b"-0.5", b"1e308"),
    *(b"1e999", b"nan", b"0x10", b"1_0", b" 5 ", b"+5", b"5.", b"true", b"#REF!", b"#SPILL!"),
    *(b"A1", b"B2", b"XFD1048576", b"a1", b"$A$1", b"A0", b"A01", b"1A", b"R1C1", b"A1:B2"),
    *(b"s", b"str", b"inlineStr", b"e", b"b", b"d", b"n", b"hidden", b"9" * 5000, b"0" * 5000),
    *("１２".encode(), "同上".encode(), b"&lt;", b"_x0041_", b"x" * 40_000, b"2019-04-01"),
)
"""What comes instead of a text or of an attribute's value."""


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The archive cut off, with bits flipped, or with a stretch lost, doubled or made random."""
    spoiled = bytearray(data)
    start = chance.randrange(len(spoiled))
    length = chance.choice((1, 2, 8, 64, 512))
    kind = chance.randrange(5)
    if kind == 0:
        del spoiled[start:]
    elif kind == 1:
        del spoiled[start : start + length]
    elif kind == 2:
        spoiled[start:start] = spoiled[start : start + length]
    elif kind == 3:
        spoiled[start : start + length] = chance.randbytes(length)
    else:
        for _ in range(chance.randint(1, 8)):
            spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


def rewritten(data: bytes, chance: random.Random) -> bytes:
    """Pieces of XML and random bytes put into a part, wherever that is."""

    def rewrite(content: bytes) -> bytes:
        for _ in range(chance.randint(1, 3)):
            start = chance.randrange(len(content) + 1)
            end = start + chance.choice((0, 0, 1, 2, 5, 10))
            piece = chance.choice((*PIECES, *VALUES, chance.randbytes(3)))
            content = content[:start] + piece + content[end:]
        return content

    return _with_damaged_part(data, chance, rewrite)


def restructured(data: bytes, chance: random.Random) -> bytes:
    """Tags, whole elements, attributes and values dropped, doubled, swapped, moved or changed."""

    def restructure(content: bytes) -> bytes:
        tokens = _TOKEN.findall(content)
        for _ in range(chance.choice((1, 1, 1, 2, 3)) if tokens else 0):
            chance.choice(OPERATIONS)(tokens, chance)
        return b"".join(tokens)

    return _with_damaged_part(data, chance, restructure)


def _with_damaged_part(
    data: bytes, chance: random.Random, damage: Callable[[bytes], bytes]
) -> bytes:
    parts: dict[str, str | bytes] = dict(unpacked(data))
    sheets = [name for name in parts if "/worksheets/sheet" in name]
    rest = [name for name in parts if name not in sheets and name.endswith((".xml", ".rels"))]
    name = chance.choice(sheets if chance.random() < 0.6 else rest)
    content = parts[name]
    assert isinstance(content, bytes)
    return packed({**parts, name: damage(content)})


def _drop(tokens: Tokens, chance: random.Random) -> None:
    at = _any(tokens, chance)
    del tokens[at : at + 1]


def _double(tokens: Tokens, chance: random.Random) -> None:
    at = _any(tokens, chance)
    tokens[at:at] = tokens[at : at + 1]


def _swap(tokens: Tokens, chance: random.Random) -> None:
    one, other = _any(tokens, chance), _any(tokens, chance)
    tokens[one], tokens[other] = tokens[other], tokens[one]


def _drop_element(tokens: Tokens, chance: random.Random) -> None:
    start, end = _element(tokens, chance)
    del tokens[start:end]


def _double_element(tokens: Tokens, chance: random.Random) -> None:
    start, end = _element(tokens, chance)
    tokens[end:end] = tokens[start:end]


def _move_element(tokens: Tokens, chance: random.Random) -> None:
    start, end = _element(tokens, chance)
    element = tokens[start:end]
    del tokens[start:end]
    at = _any(tokens, chance)
    tokens[at:at] = element


def _swap_neighbours(tokens: Tokens, chance: random.Random) -> None:
    start, end = _element(tokens, chance)
    after = _end_of(tokens, end)
    tokens[start:after] = tokens[end:after] + tokens[start:end]


def _unwrap(tokens: Tokens, chance: random.Random) -> None:
    start, end = _element(tokens, chance)
    tokens[start:end] = tokens[start + 1 : end - 1]


def _wrap(tokens: Tokens, chance: random.Random) -> None:
    start, end = _element(tokens, chance)
    tag = chance.choice((b"x", b"c", b"v", b"row", b"is", b"r", b"t", b"sheetData", b"rPh"))
    tokens[start:end] = [b"<%s>" % tag, *tokens[start:end], b"</%s>" % tag]


def _rename(tokens: Tokens, chance: random.Random) -> None:
    start, end = _element(tokens, chance)
    old = _NAME.match(tokens[start])
    new = chance.choice((b"x", b"c", b"v", b"f", b"is", b"t", b"row", b"si", b"x:c", b"V", b"C"))
    if old:
        for at in {start, end - 1}:
            tokens[at] = tokens[at].replace(old[1], new, 1)


def _change_text(tokens: Tokens, chance: random.Random) -> None:
    texts = [at for at, token in enumerate(tokens) if not token.startswith(b"<")]
    if texts:
        tokens[chance.choice(texts)] = chance.choice((*VALUES, *PIECES))


def _change_attribute(tokens: Tokens, chance: random.Random) -> None:
    """Its value is another, or it goes, comes twice, or bears another name."""
    tagged = [at for at, token in enumerate(tokens) if b'="' in token and token.startswith(b"<")]
    if not tagged:
        return
    at = chance.choice(tagged)
    found = list(_ATTRIBUTE.finditer(tokens[at]))
    if not found:
        return
    match = chance.choice(found)
    name, value = match[1], match[2]
    instead = chance.choice(
        (
            *(b' %s="%s"' % (name, _other_value(value, chance)) for _ in range(5)),
            b"",
            match[0] * 2,
            b' %s="%s"' % (chance.choice((b"x", b"r", b"t", b"s", b"x:r", b"hidden")), value),
            b" %s='%s'" % (name, value),
            b' %s = "%s"' % (name, value),
        )
    )
    tokens[at] = tokens[at][: match.start()] + instead + tokens[at][match.end() :]


def _other_value(value: bytes, chance: random.Random) -> bytes:
    if _REFERENCE.fullmatch(value) and chance.random() < 0.5:
        letters = chance.choice((b"A", b"B", b"E", b"Z", b"AB", b"ZZ"))
        return letters + str(chance.choice((1, 2, 3, 4, 9, 99, 5000))).encode()
    return chance.choice(VALUES)


def _any(tokens: Tokens, chance: random.Random) -> int:
    return chance.randrange(len(tokens)) if tokens else 0


def _element(tokens: Tokens, chance: random.Random) -> tuple[int, int]:
    """Where some element begins and where what follows it does."""
    starts = [at for at, token in enumerate(tokens) if _opens(token)]
    start = chance.choice(starts) if starts else 0
    return start, _end_of(tokens, start)


def _end_of(tokens: Tokens, start: int) -> int:
    depth = 0
    for at in range(start, len(tokens)):
        token = tokens[at]
        if token.startswith(b"</"):
            depth -= 1
        elif _opens(token) and not token.endswith(b"/>"):
            depth += 1
        if depth <= 0:
            return at + 1
    return len(tokens)


def _opens(token: bytes) -> bool:
    return token.startswith(b"<") and token[1:2] not in (b"/", b"?", b"!")


OPERATIONS = (
    *(_drop, _double, _swap),
    *(_drop_element, _double_element, _move_element, _swap_neighbours),
    *(_unwrap, _wrap, _rename),
    *(_change_text, _change_text, _change_text),
    *(_change_attribute,) * 5,
)

KINDS = {"damaged": damaged, "rewritten": rewritten, "restructured": restructured}
