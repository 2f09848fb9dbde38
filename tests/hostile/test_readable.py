"""Unusual workbooks that hold correct values: they are read, and told of where there is cause."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from tests.hostile.case import COSTS, changed, sound, with_part
from tests.hostile.checked import beside_a_good_one, findings_of_bad
from tests.intake.books import edited, packed, unpacked, without

from sysaudit.intake.places import place_of

STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    ),
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}
DECLARED = {b"worksheet ": b"worksheet xmlns:x='%s' " % next(iter(STRICT))}
CELL = re.compile(rb'<c r="(\w+)"(.*?(?:/>|</c>))')
STYLES = "xl/styles.xml"
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


def without_references() -> bytes:
    """No cell and no row says where it stands: blanks are written out, as some writers do."""

    def bare(match: re.Match[bytes]) -> bytes:
        cells = {place_of(name.decode()): rest for name, rest in CELL.findall(match[2])}
        columns = {place[1]: rest for place, rest in cells.items() if place}
        told = (columns.get(number, b"/>") for number in range(1, max(columns) + 1))
        return b"<row>" + b"".join(b"<c" + rest for rest in told) + b"</row>"

    return everywhere(rb"<row( [^>]*)>(.*?)</row>", bare)


def in_parts(change: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    """The clean return with each part, and its name, changed."""
    return packed(dict(change(name, part) for name, part in unpacked(sound()).items()))


def named_otherwise(old: str, new: str) -> bytes:
    """The clean return with a part under another name, which all that refer to it know."""
    base = (old.rpartition("/")[2].encode(), new.rpartition("/")[2].encode())
    rels = (f"/_rels/{base[0].decode()}.rels", f"/_rels/{base[1].decode()}.rels")
    return in_parts(lambda name, part: (name.replace(old, new).replace(*rels), part.replace(*base)))


def absolute(name: str, part: bytes) -> tuple[str, bytes]:
    """Targets of the workbook's relations from the root of the archive, as openpyxl and Google."""
    own = name == "xl/_rels/workbook.xml.rels"
    return name, part.replace(b'Target="', b'Target="/xl/') if own else part


def in_runs(name: str, part: bytes) -> tuple[str, bytes]:
    """Every text in two runs, with a reading that is no part of it."""
    reading = b'<rPh sb="0" eb="1"><t>\xe3\x82\xab\xe3\x83\x8a</t></rPh><phoneticPr fontId="1"/>'
    runs = (
        rb"<si><r><rPr><b/></rPr><t>\1</t></r><r><t xml:space='preserve'>\2</t></r>"
        + reading
        + b"</si>"
    )
    if name != "xl/sharedStrings.xml":
        return name, part
    return name, re.sub(rb"<si><t>([\xc0-\xff][\x80-\xbf]+|[^<&])([^<&]*)</t></si>", runs, part)


def streamed(data: bytes) -> bytes:
    """Sizes and checksums behind each part instead of before it, and words about the archive."""

    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = b"made elsewhere"
        archive.writestr(zipfile.ZipInfo("xl/"), b"")
        for name, part in unpacked(data).items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return pipe.getvalue()


READ = {
    "no references": without_references,
    "no dimension": lambda: everywhere(rb"<dimension [^>]*>", b""),
    "a wrong dimension": lambda: everywhere(rb"<dimension [^>]*>", b'<dimension ref="A1"/>'),
    "attributes in another order": lambda: everywhere(rb"<c (r=\S+) (t=[^ >]+)", rb"<c \2 \1"),
    "single quotes": lambda: everywhere(rb"([rts])=\"(\w+)\"", rb"\1='\2'"),
    "types told of numbers": lambda: everywhere(rb'(<c r="\w+")><v>', rb'\1 t="n"><v>'),
    "numbers with an exponent": lambda: everywhere(rb"<v>1200000</v>", b"<v>1.2E6</v>"),
    "blank cells with an empty value": lambda: everywhere(rb"</row>", b'<c r="AZ1"><v/></c></row>'),
    "absolute targets": lambda: in_parts(absolute),
    "no properties": lambda: without(without(sound(), "docProps/app.xml"), "docProps/core.xml"),
    "no theme": lambda: without(sound(), "xl/theme/theme1.xml"),
    "workbook of another name": lambda: named_otherwise("xl/workbook.xml", "xl/book2.xml"),
    "names in capitals": lambda: in_parts(lambda n, p: (n.replace("sheet", "Sheet"), p)),
    "names with backslashes": lambda: in_parts(lambda n, p: (n.replace("/", "\\"), p)),
    "a byte order mark": lambda: in_parts(lambda n, p: (n, b"\xef\xbb\xbf" + p)),
    "no declaration": lambda: in_parts(lambda n, p: (n, p.partition(b"?>")[2].lstrip())),
    "texts in runs": lambda: in_parts(in_runs),
    "parts not packed": lambda: packed(dict(unpacked(sound())), zipfile.ZIP_STORED),
    "parts in reverse order": lambda: packed(dict(reversed(list(unpacked(sound()).items())))),
    "a streamed archive": lambda: streamed(sound()),
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


def test_without_styles_a_date_is_a_number_and_told_as_such(tmp_path: Path) -> None:
    """Nothing else is lost with them."""
    rels = "xl/_rels/workbook.xml.rels"
    data = without(edited(sound(), rels, r'<Relationship [^>]*Target="styles.xml"/>', ""), STYLES)
    found = findings_of_bad(beside_a_good_one(tmp_path, data))
    assert {each.name.en for each in found} == {"Date as a bare number"}
