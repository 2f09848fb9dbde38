"""Unusual workbooks that hold correct values: they are read, and told of where there is cause."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.hostile.case import COSTS, changed, sound, with_part
from tests.hostile.checked import beside_a_good_one, findings_of_bad
from tests.intake.books import packed, unpacked

STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    ),
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}
DECLARED = {b"worksheet ": b"worksheet xmlns:x='%s' " % next(iter(STRICT))}
BUDGET = r'<c r="(\w+)2"><v>1200000</v></c>'


def everywhere(pattern: bytes, instead: bytes | Callable[[re.Match[bytes]], bytes]) -> bytes:
    """The clean return with a pattern replaced in every sheet."""
    return packed(
        {
            name: re.sub(pattern, instead, part) if "/sheet" in name else part
            for name, part in unpacked(sound()).items()
        }
    )


def strict() -> bytes:
    """Excel's Strict Open XML."""
    parts = unpacked(sound())
    for old, new in STRICT.items():
        parts = {name: part.replace(old, new) for name, part in parts.items()}
    return packed(parts)


def inline() -> bytes:
    """Every text in its cell, as other writers than Excel put it."""
    parts = unpacked(sound())
    texts: list[bytes] = re.findall(rb"<si>(.*?)</si>", parts["xl/sharedStrings.xml"], re.DOTALL)

    def shown(match: re.Match[bytes]) -> bytes:
        return b't="inlineStr"><is>' + texts[int(match[1])] + b"</is>"

    return packed(
        {
            name: re.sub(rb't="s"><v>(\d+)</v>', shown, part) if "/sheet" in name else part
            for name, part in parts.items()
        }
    )


READ = {
    "strict": strict,
    "inline texts": inline,
    "rows without numbers": lambda: everywhere(rb'<row r="\d+"', b"<row"),
    "a prefix": lambda: everywhere(
        rb"<(/?)(worksheet (?=xmlns)|\w)", lambda m: b"<%sx:%s" % (m[1], DECLARED.get(m[2], m[2]))
    ),
    "macros": lambda: with_part("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(3000)),
    "blanks between tags": lambda: everywhere(rb"><(row|c|/row)\b", rb">\n  <\1"),
}


@pytest.mark.parametrize("make", READ.values(), ids=READ)
def test_other_ways_to_write_the_clean_return_are_clean(tmp_path: Path, make: object) -> None:
    """Strict, inline texts, no references, macros that nobody runs."""
    assert callable(make)
    assert findings_of_bad(beside_a_good_one(tmp_path, make())) == []


@pytest.mark.parametrize("formula", ["[1]S!A1", "cmd|&apos;/C calc&apos;!A0", "[1]!&apos;x&apos;"])
def test_a_link_out_of_the_workbook_is_told(tmp_path: Path, formula: str) -> None:
    """Another workbook, or another program by DDE; nothing is followed, the value is kept."""
    data = changed(COSTS, BUDGET, rf'<c r="\g<1>2"><f>{formula}</f><v>1200000</v></c>')
    found = findings_of_bad(beside_a_good_one(tmp_path, data))
    assert [(each.code, each.address.row) for each in found] == [("S18", 2)]


def test_a_very_hidden_sheet_is_told(tmp_path: Path) -> None:
    """Excel's own menu cannot show it."""
    data = changed("xl/workbook.xml", 'sheetId="4"', 'sheetId="4" state="veryHidden"')
    found = findings_of_bad(beside_a_good_one(tmp_path, data))
    assert [(each.code, each.address.sheet) for each in found] == [("S13", "システム評価")]


def test_a_formula_dragged_down_too_far_is_one_remark(tmp_path: Path) -> None:
    """However many rows show the error, they are one mistake, and the form is read."""
    dragged = "".join(
        f'<row r="{n}"><c r="Q{n}" t="e"><v>#N/A</v></c></row>' for n in range(4, 20_004)
    )
    data = changed(COSTS, "</sheetData>", f"{dragged}</sheetData>")
    found = findings_of_bad(beside_a_good_one(tmp_path, data))
    assert [(each.code, each.address.cell, each.count) for each in found] == [
        ("S17", "Q4:Q20003", 20_000)
    ]
