"""Parts whose XML is a trap: document types, entities, broken or missing parts."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile.case import COSTS, FORM, Case, changed, replaced, sound, with_part
from tests.intake.books import TEXTS, packed, relationships, unpacked, without

LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "lol">' for n in range(10)
)
INTERNAL = f"<!DOCTYPE x [{LAUGHS}]>"
EXTERNAL = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
REMOTE = '<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">'


SELDOM = (
    *("xl/drawings/vmlDrawing1.vml", "xl/drawings/_rels/drawing1.xml.rels", "xl/charts/chart1.xml"),
    *("xl/pivotTables/p1.xml", "xl/pivotCache/d1.xml", "xl/connections.xml", "xl/calcChain.xml"),
    *("xl/threadedComments/t1.xml", "xl/persons/person.xml", "xl/queryTables/q1.xml"),
    *("xl/chartsheets/sheet1.xml", "xl/metadata.xml", "docProps/custom.xml", "odd/part.xml"),
)
"""Parts that nobody reads here; one kind of entity in each will do."""
LONG = f"<!--{'x' * 5000}-->"


def parts_of_all_kinds() -> dict[str, bytes]:
    """The parts of the clean return with some that it lacks."""
    parts = unpacked(sound())
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="{kind}" Type="{office}/{kind}" Target="../{kind}1.xml"/>'
        for kind in ("comments", "table", "drawing")
    )
    parts["xl/worksheets/_rels/sheet2.xml.rels"] = relationships(links).encode()
    more = dict.fromkeys(("xl/comments1.xml", "xl/table1.xml", "xl/drawing1.xml"), b"<x/>")
    others = dict.fromkeys((*SELDOM, "customXml/item1.xml", "xl/externalLinks/e1.xml"), b"<x/>")
    return parts | more | others


def with_document_type(part: str, declared: str) -> bytes:
    """A document type in front of a part's root."""
    content = parts_of_all_kinds()[part].decode()
    head, end, body = content.rpartition("?>") if content.startswith("<?xml") else ("", "", content)
    parts: dict[str, str | bytes] = dict(parts_of_all_kinds())
    return packed({**parts, part: f"{head}{end}{declared}{body}"})


def entities() -> tuple[Case, ...]:
    """Entities of each kind in each part."""
    kinds = {"internal": INTERNAL, "external": EXTERNAL, "remote": REMOTE}
    return tuple(
        Case(f"{kind} entities in {part}", "F06", _maker(part, declared))
        for part in parts_of_all_kinds()
        for kind, declared in kinds.items()
        if kind == "external" or part not in SELDOM
    )


def _maker(part: str, declared: str) -> Callable[[], bytes]:
    return lambda: with_document_type(part, declared)


def in_utf_16() -> bytes:
    """A sheet in UTF-16, in which no pattern of bytes finds a DOCTYPE."""
    text = unpacked(sound())[FORM].decode().replace("UTF-8", "UTF-16")
    return with_part(FORM, text.replace("<worksheet", f"{INTERNAL}<worksheet", 1).encode("utf-16"))


DIGITS = "9" * 5000
"""More than Python makes a number of."""
ROW = f"<row r='{DIGITS}'><c r='A2'"
FONTS = f'<fonts><font><strike/></font></fonts><cellXfs count="2"><xf fontId="{DIGITS}"/>'


def at_c2(cell: str) -> Callable[[], bytes]:
    """The clean return with another cell C2 in the list."""
    return lambda: changed(FORM, f'<c r="C2" t="s">{FOLLOWED}', cell)


BOOK = "xl/workbook.xml"
NAME = "納税課".encode()
FOLLOWED = "<v>49</v></c>"

CASES = (
    *entities(),
    Case("DOCTYPE after a long comment", "F06", _maker("odd/part.xml", LONG + EXTERNAL)),
    Case(
        "DOCTYPE behind a comment with a tag", "F06", _maker("odd/part.xml", f"<!--<x>-->{REMOTE}")
    ),
    Case("long comment in a part that nobody reads", "F06", _maker("odd/part.xml", LONG)),
    Case("DOCTYPE in UTF-16", "F05", in_utf_16),
    Case("missing styles", "F05", lambda: without(sound(), "xl/styles.xml")),
    Case("missing shared texts", "F05", lambda: without(sound(), TEXTS)),
    Case("missing sheet", "F05", lambda: without(sound(), FORM)),
    Case("missing workbook", "F05", lambda: without(sound(), "xl/workbook.xml")),
    Case("missing relations", "F05", lambda: without(sound(), "xl/_rels/workbook.xml.rels")),
    Case("shared text beyond the last", "S22", lambda: changed(FORM, "<v>49<", "<v>9999<")),
    Case("shared text number -1", "F05", lambda: changed(FORM, "<v>49<", "<v>-1<")),
    Case("shared text number of 64 bits", "F05", lambda: changed(FORM, "<v>49<", f"<v>{2**64}<")),
    Case("style beyond the last", None, lambda: changed(COSTS, '<c r="A2"', '<c r="A2" s="9999"')),
    Case("sheet that breaks off", "F05", lambda: with_part(FORM, unpacked(sound())[FORM][:2500])),
    Case("row never closed", "F05", lambda: changed(FORM, "</row></sheetData>", "</sheetData>")),
    Case("cell never closed", "F05", lambda: changed(FORM, FOLLOWED, FOLLOWED[:-4])),
    Case("rows closed by another name", "F05", lambda: changed(FORM, "</sheetData>", "</x>")),
    Case("byte that is no UTF-8", "F05", lambda: replaced(TEXTS, NAME, b"\xff\xfe")),
    Case("control character in a text", "F05", lambda: replaced(TEXTS, NAME, b"\1")),
    Case("row of 5,000 digits", "F05", lambda: changed(FORM, '<row r="2".*?"A2"', ROW)),
    Case("style of 5,000 digits", None, at_c2(f"<c r='C2' s='{DIGITS}' t='s'>{FOLLOWED}")),
    Case("font of 5,000 digits", None, lambda: changed("xl/styles.xml", "<cellXfs.*?/>", FONTS)),
    Case(
        "column of 5,000 digits",
        None,
        lambda: changed(COSTS, "<sheetD", f'<cols><col hidden="1" min="{DIGITS}"/></cols><sheetD'),
    ),
    Case("amount without end", "C02", lambda: changed(COSTS, "<v>1200000<", "<v>1e999<")),
    Case("amount that is none", "C02", lambda: changed(COSTS, "<v>1200000<", "<v>nan<")),
    Case("number written as a character", "F05", at_c2('<c r="C2"><v>&#65;</v></c>')),
    Case("number that ends in a character", "F05", at_c2('<c r="C2"><v>1&#50;</v></c>')),
    Case("rows within rows", "F05", at_c2('<sheetData><c r="C2" t="s"><v>9</v></c></sheetData>')),
    Case("cell that comes twice", "F05", at_c2('<c r="C2"><v>1</v></c><c r="C2"><v>2</v></c>')),
    Case("cell with two values", "F05", at_c2('<c r="C2"><v>1</v><v>2</v></c>')),
    Case("value within a value", "F05", at_c2('<c r="C2"><v>1<v>2</v></v></c>')),
    Case("cell within a cell", "F05", at_c2("<c r='C2'><c r='AZ2'><v>1</v></c></c>")),
    Case("value beside the cells", "F05", at_c2('<c r="C2"/><v>1</v>')),
    Case("value before its formula", "F05", at_c2('<c r="C2"><v>1</v><f>2</f></c>')),
    Case("value inside a text", "F05", at_c2('<c r="C2" t="s"><is><v>1</v></is></c>')),
    Case("text number around an element", "F05", at_c2('<c r="C2" t="s"><v><x/>49</v></c>')),
    Case("value around an element", "F05", at_c2('<c r="C2"><v><x/>1</v></c>')),
    Case(
        "two texts in a cell",
        "F05",
        at_c2('<c r="C2" t="inlineStr"><is><t>a</t></is><is><t>b</t></is></c>'),
    ),
    Case("text within a text", "F05", lambda: changed(TEXTS, "(納税課)<", r"\1<t>1</t><")),
    Case("item within an item", "F05", lambda: changed(TEXTS, "<t>(納税課)</t>", r"<si>\1</si>")),
    Case("prefix of a tag undeclared", "F05", at_c2(f'<x:c r="C2" t="s">{FOLLOWED[:-4]}</x:c>')),
    Case("prefix of an attribute undeclared", "F05", at_c2(f'<c r="C2" x:t="" t="s">{FOLLOWED}')),
    Case(
        "prefix of a text undeclared",
        "F05",
        lambda: changed(TEXTS, "<t>(納税課)<", r"<t x:a='1'>\1<"),
    ),
    Case("prefix of a sheet undeclared", "F05", lambda: changed(BOOK, " r:id=", " x:id=")),
    Case(
        "prefix declared where it is used",
        None,
        at_c2(f'<c r="C2" x:t="" xmlns:x="x" t="s">{FOLLOWED}'),
    ),
    Case("a second root", "F05", lambda: changed(FORM, "</worksheet>", "</worksheet><worksheet/>")),
    Case("empty sheet part", "F05", lambda: with_part(FORM, b"")),
    Case("sheet part of another root", "S01", lambda: with_part(FORM, b"<html/>")),
)
