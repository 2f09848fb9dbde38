"""Workbooks that say they are vast, and some that are."""

from __future__ import annotations

import random

from tests.hostile.case import COSTS, FORM, Case, changed, sound, with_part
from tests.intake.books import TEXTS, packed, unpacked

from sysaudit.findings import column_letters

MILLION = 1_000_000
STRUCK = "<r><rPr><strike/></rPr><t>#</t></r>"
COST_SHEET = "経費見積入力シート"
SHEET = "所管するシステム一覧"


def far(cell: str) -> bytes:
    """A dimension of the whole sheet, which one far cell fills."""
    row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    old = unpacked(sound())[FORM].replace(b'"A1:AH3"', b'"A1:XFD1048576"')
    end = f'<row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData>'
    return with_part(FORM, old.replace(b"</sheetData>", end.encode()))


def whole_dimension() -> bytes:
    """The same dimension, and nothing but the form in it."""
    return changed(FORM, '"A1:AH3"', '"A1:XFD1048576"')


def texts(count: int, *, inside: str = "<t>text #</t>") -> bytes:
    """So many shared texts that no cell shows, and their true number."""
    old = unpacked(sound())[TEXTS]
    more = "".join(f"<si>{inside.replace('#', str(n))}</si>" for n in range(count)).encode()
    return with_part(TEXTS, old.replace(b"</sst>", more + b"</sst>"))


def text_count(attribute: str) -> bytes:
    """As many shared texts as 32 bits can say."""
    return changed(TEXTS, rf'\b{attribute}="\d+"', f'{attribute}="4294967295"')


def number_format() -> bytes:
    """A number format of three kilobytes, over which a pattern can think for minutes."""
    codes = "[$-F800]" + "[" * 1500 + '"' * 1501
    code = codes.replace('"', "&quot;")
    formats = f'<numFmts count="1"><numFmt numFmtId="200" formatCode="{code}"/></numFmts>'
    return changed("xl/styles.xml", r"<fonts ", f"{formats}<fonts ")


def nested_elements() -> bytes:
    """A sheet of elements within elements, a hundred thousand deep."""
    deep = "<x>" * 100_000 + "</x>" * 100_000
    return changed(FORM, "</sheetData>", f"</sheetData>{deep}")


def attributes() -> bytes:
    """An element of a hundred thousand attributes."""
    told = " ".join(f'a{n}="1"' for n in range(100_000))
    return changed(FORM, "<sheetData>", f"<x {told}/><sheetData>")


def sheets(count: int) -> bytes:
    """A workbook of so many sheets."""
    parts: dict[str, str | bytes] = dict(unpacked(sound()))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    for name, end, piece in (
        ("xl/workbook.xml", "</sheets>", '<sheet name="s#" sheetId="1#" r:id="x#"/>'),
        (
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            f'<Relationship Id="x#" Type="{kind}" Target="worksheets/x#.xml"/>',
        ),
    ):
        more = "".join(piece.replace("#", str(n)) for n in range(count)) + end
        parts[name] = unpacked(sound())[name].replace(end.encode(), more.encode())
    parts |= {
        f"xl/worksheets/x{n}.xml": "<worksheet><sheetData/></worksheet>" for n in range(count)
    }
    return packed(parts)


def rows(count: int, row: str) -> bytes:
    """The cost estimate with so many rows more, in which # stands for the row's number."""
    more = "".join(row.replace("#", str(number)) for number in range(4, count + 4))
    return changed(COSTS, "</sheetData>", f"{more}</sheetData>")


JUNK = '<row r="#"><c r="A#" t="str"><v>a#</v></c><c r="Q#" t="str"><v>b#</v></c></row>'
ERRORS_APART = '<row r="#"><c r="Q#" t="e"><v>!#</v></c><c r="S#" t="e"><v>?#</v></c></row>'
UNREAD = f'<row r="#">{"".join(f"""<c r="{c}#" t="str"><v>x#</v></c>""" for c in "PQRSTUV")}</row>'


def filled(rows: int, columns: int, cell: str) -> bytes:
    """The clean return with so many cells more on one sheet; # stands for their reference."""
    chance = random.Random(1)
    row = "".join(cell.replace("#", f"{column_letters(n)}@") for n in range(40, 40 + columns))
    lines = (
        f'<row r="{n}">{row.replace("@", str(n)).replace("?", str(chance.randrange(10**6)))}</row>'
        for n in range(4, rows + 4)
    )
    return changed(FORM, "</sheetData>", f"{''.join(lines)}</sheetData>")


BLANK, NUMBER = '<c r="#" s="1"/>', '<c r="#"><v>?</v></c>'

CASES = (
    Case("cell in XFD1048576", "F07", lambda: far("XFD1048576"), SHEET),
    Case("cell in A1048576", "F07", lambda: far("A1048576"), SHEET),
    Case("cell in XFD1", "F07", lambda: far("XFD4"), SHEET),
    Case("cell in AAA4294967295", "F05", lambda: far("AAA4294967295"), SHEET),
    Case("cell in ZZZZZ9", "F05", lambda: far("ZZZZZ9"), SHEET),
    Case("dimension of the whole sheet", None, whole_dimension),
    Case("a million shared texts", "F06", lambda: texts(MILLION)),
    Case(
        "shared texts, struck out",
        "F06",
        lambda: texts(MILLION, inside=STRUCK),
    ),
    Case("shared text count of 32 bits", "F05", lambda: text_count("count")),
    Case("unique count of 32 bits", "F05", lambda: text_count("uniqueCount")),
    Case("number format of 3 KB", None, number_format),
    Case("elements 100,000 deep", None, nested_elements),
    Case("element of 100,000 attributes", None, attributes),
    Case("50,000 rows", "F07", lambda: rows(50_000, JUNK), COST_SHEET),
    Case("30,000 rows", "F06", lambda: rows(30_000, JUNK), COST_SHEET),
    Case("50,000 errors", "F06", lambda: rows(25_000, ERRORS_APART), COST_SHEET),
    Case("30,000 cells that cannot be read", "F06", lambda: rows(4_500, UNREAD), COST_SHEET),
    Case("two million formatted blanks", None, lambda: filled(40_000, 50, BLANK)),
    Case("six million formatted blanks", "F06", lambda: filled(99_000, 60, BLANK)),
    Case("1.2 million numbers", "F06", lambda: filled(20_000, 60, NUMBER), SHEET),
    Case("two million numbers", "F06", lambda: filled(20_000, 100, NUMBER)),
    Case("300 sheets", "F06", lambda: sheets(300)),
)
