"""Where something is struck out: in cell styles, and inside the texts that cells share."""

from __future__ import annotations

from dataclasses import dataclass

from sysaudit.intake.markup import is_on, starts, whole_number

_STRIKE = b"strike"


@dataclass(frozen=True, slots=True)
class Struck:
    """The numbers of cell styles and of shared texts that are struck out."""

    styles: frozenset[int] = frozenset()
    texts: frozenset[int] = frozenset()


def struck_styles(data: bytes, part: str) -> frozenset[int]:
    """The cell styles whose font is struck out."""
    if _STRIKE not in data:
        return frozenset()
    section = ""
    fonts: list[bool] = []
    styles: list[bool] = []
    for name, attributes in starts(data, part):
        if name in ("fonts", "cellStyleXfs", "cellXfs", "dxfs"):
            section = name
        elif section == "fonts" and name == "font":
            fonts.append(False)
        elif section == "fonts" and name == "strike" and fonts:
            fonts[-1] = is_on(attributes.get("val", "1"))
        elif section == "cellXfs" and name == "xf":
            styles.append(_is_struck(fonts, attributes.get("fontId", "0")))
    return frozenset(number for number, struck in enumerate(styles) if struck)


def _is_struck(fonts: list[bool], font: str) -> bool:
    number = whole_number(font)
    return number is not None and number < len(fonts) and fonts[number]


def struck_texts(data: bytes, part: str) -> frozenset[int]:
    """The shared texts of which some run is struck out."""
    if _STRIKE not in data:
        return frozenset()
    found: set[int] = set()
    number = -1
    for name, attributes in starts(data, part):
        if name == "si":
            number += 1
        elif name == "strike" and is_on(attributes.get("val", "1")):
            found.add(number)
    return frozenset(found)
