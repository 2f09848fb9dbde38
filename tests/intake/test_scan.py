"""What the pass over the XML sees that calamine does not, in files of several writers."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook as OpenpyxlBook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from tests.intake.books import (
    SHEET,
    at,
    edited,
    facts_of,
    handmade,
    is_plain,
    opened,
    packed,
    plain,
    relationships,
    saved,
    unpacked,
    written,
)

from sysaudit.intake.archive import Limits, Package, Refusal, look
from sysaudit.intake.scan import SheetFacts, scan

OFFICE = shutil.which("soffice")

CROWDED = SheetFacts(
    hidden_rows=((9, 10), (14, 14)),
    hidden_columns=((6, 7),),
    comments=((6, 3, "要確認"), (8, 4, "b")),
    struck=((6, 3),),
    uncomputed=((7, 4),),
    errors=((8, 4, "#N/A"),),
    linked=((11, 4),),
    merged=((1, 9, 2, 10),),
)
"""What is to be seen in the sheet that each writer below writes."""


def by_xlsxwriter(book: Any) -> None:
    sheet = book.add_worksheet("経費")
    struck = book.add_format({"font_strikeout": True})
    sheet.write("C5", "ID")
    sheet.write("C6", "S001", struck)
    sheet.write_blank("C7", None, struck)
    sheet.write_formula("D6", "=1+1", None, 2)
    sheet.write_formula("D7", "=SUM(D6)", None, "")
    sheet.write_formula("D8", "=NA()", None, "#N/A")
    sheet.write_formula("D11", "='[1]表 1'!A1", None, 3)
    sheet.write_formula("D12", '=D6&"[1]x!y"', None, "2[1]x!y")
    for row in (8, 9, 13):
        sheet.set_row(row, None, None, {"hidden": True})
    sheet.set_row(14, 0.75)
    sheet.set_column("F:G", None, None, {"hidden": True})
    sheet.write_comment("C6", "要確認")
    sheet.write_comment("D8", "b")
    sheet.merge_range("I1:J2", "m")


def by_openpyxl() -> bytes:
    book = OpenpyxlBook()
    sheet = book.worksheets[0]
    sheet["C5"] = "ID"
    sheet["C6"] = "S001"
    sheet["C6"].font = sheet["C7"].font = Font(strike=True)
    sheet["D7"] = "=SUM(D6)"
    sheet["D8"] = "#N/A"
    sheet["D11"] = "='[1]表 1'!A1"
    for row in (9, 10, 14):
        sheet.row_dimensions[row].hidden = True
    for column in "FG":
        sheet.column_dimensions[column].hidden = True
    sheet["C6"].comment = Comment("要確認", "me")
    sheet["D8"].comment = Comment("b", "me")
    sheet.merge_cells("I1:J2")
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_each_fact_of_a_sheet_by_xlsxwriter(tmp_path: Path) -> None:
    assert facts_of(tmp_path, written(by_xlsxwriter)) == CROWDED


def test_each_fact_of_a_sheet_by_openpyxl(tmp_path: Path) -> None:
    """It stores no values, so the formula that takes from elsewhere has none either."""
    facts = facts_of(tmp_path, by_openpyxl())
    assert facts.uncomputed == ((7, 4), (11, 4))
    assert (facts.hidden_rows, facts.hidden_columns) == (CROWDED.hidden_rows, ((6, 7),))
    assert (facts.comments, facts.struck) == (CROWDED.comments, CROWDED.struck)
    assert (facts.errors, facts.linked) == (CROWDED.errors, CROWDED.linked)
    assert facts.merged == CROWDED.merged


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_each_fact_of_a_sheet_by_libreoffice(tmp_path: Path) -> None:
    """It computes every formula; the one that takes from a file that is not there stays."""
    facts = facts_of(tmp_path, by_libreoffice(tmp_path, written(by_xlsxwriter)))
    assert (facts.hidden_rows, facts.hidden_columns) == (CROWDED.hidden_rows, ((6, 7),))
    assert (facts.comments, facts.struck) == (CROWDED.comments, CROWDED.struck)
    assert (facts.errors[0], facts.merged) == (CROWDED.errors[0], CROWDED.merged)
    assert facts.uncomputed == ()


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_a_clean_sheet_by_libreoffice_needs_no_parser(tmp_path: Path) -> None:
    assert is_plain(by_libreoffice(tmp_path, written(clean)))


def by_libreoffice(folder: Path, data: bytes) -> bytes:
    saved(folder, data, "in.xlsx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["--headless", "--convert-to", "xlsx", "--outdir", folder / "out", folder / "in.xlsx"]
    subprocess.run(
        [str(OFFICE), profile, *map(str, convert)], check=True, capture_output=True, timeout=120
    )
    return (folder / "out" / "in.xlsx").read_bytes()


def clean(book: Any) -> None:
    """What a good return holds: styles, dates, formulas with values, also empty texts."""
    sheet = book.add_worksheet("経費")
    bold = book.add_format({"bold": True, "num_format": "#,##0"})
    for row in range(60):
        sheet.write(row, 0, f"S{row}", bold)
        sheet.write(row, 1, row, bold)
        sheet.write_blank(row, 2, None, bold)
        sheet.write_boolean(row, 3, True)
        sheet.write_formula(row, 4, f"=SUM(B1:B{row + 1})", bold, 5)
    sheet.merge_range("H1:I2", "m", bold)
    sheet.autofilter("A1:E60")
    sheet.data_validation("A2:A60", {"validate": "custom", "value": "=LEN(A2)>0"})
    sheet.conditional_format("B2:B60", {"type": "cell", "criteria": ">", "value": 5})


def test_a_clean_sheet_by_xlsxwriter_needs_no_parser(tmp_path: Path) -> None:
    data = written(clean)
    assert is_plain(data)
    assert facts_of(tmp_path, data) == SheetFacts(merged=((1, 8, 2, 9),))


def test_a_clean_sheet_by_openpyxl_needs_no_parser(tmp_path: Path) -> None:
    book = OpenpyxlBook()
    sheet = book.worksheets[0]
    for row in range(1, 40):
        sheet.append([f"S{row}", row, None, True])
        sheet.cell(row, 3).font = Font(bold=True)
    buffer = BytesIO()
    book.save(buffer)
    assert is_plain(buffer.getvalue())
    assert facts_of(tmp_path, buffer.getvalue()) == SheetFacts()


def test_a_clean_sheet_by_excel_and_by_a_converter_needs_no_parser() -> None:
    """Excel's rows tell of fonts with a prefix; a converter marks texts with spaces in them."""
    sheet = (
        '<sheetData><row r="1" spans="1:20" ht="14.4" x14ac:dyDescent="0.2">'
        '<c r="A1" s="3" t="s"><v>0</v></c><c r="B1" s="4"/></row><row r="2">'
        '<c r="A2" t="str" xml:space="preserve"><v xml:space="preserve"> a</v></c></row>'
        "</sheetData></worksheet>"
    )
    assert is_plain(handmade(f'<worksheet xmlns:x14ac="urn:x">{sheet}'))
    assert not is_plain(handmade(f"<worksheet>{sheet}"))  # a prefix that nobody has declared


def test_rows_hidden_by_a_filter_tell_it(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_column("A1", ["x", "a", "b"])
        sheet.autofilter("A1:A3")
        sheet.filter_column("A", "x == a")
        sheet.set_row(2, None, None, {"hidden": True})

    facts = facts_of(tmp_path, written(fill))
    assert (facts.hidden_rows, facts.autofilter) == (((3, 3),), True)


def test_rows_hidden_by_the_filter_of_a_table_tell_it(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.add_table("A1:A3", {"columns": [{"header": "x"}], "data": [["a"], ["b"]]})
        sheet.set_row(2, None, None, {"hidden": True})

    data = written(fill)
    assert facts_of(tmp_path, data).autofilter is False
    filtered = '<autoFilter ref="A1:A3"><filterColumn colId="0"/></autoFilter>'
    data = edited(data, "xl/tables/table1.xml", r"<autoFilter[^>]*/>", filtered)
    assert facts_of(tmp_path, data).autofilter is True


def test_text_struck_out_in_part_is_struck(tmp_path: Path) -> None:
    """見え消し: the old value struck out, the new one beside it in the same cell."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write("A1", "x")
        sheet.write_rich_string("B2", book.add_format({"font_strikeout": True}), "100", "120")

    assert facts_of(tmp_path, written(fill)).struck == ((2, 2),)


def test_text_struck_out_inside_the_sheet_is_struck(tmp_path: Path) -> None:
    book = OpenpyxlBook()
    old = TextBlock(InlineFont(strike=True), "100")
    book.worksheets[0]["B2"] = CellRichText(old, "120")
    buffer = BytesIO()
    book.save(buffer)
    assert facts_of(tmp_path, buffer.getvalue()).struck == ((2, 2),)


@pytest.mark.parametrize(("value", "struck"), [("0", ()), ("false", ()), ("1", ((6, 3),))])
def test_a_font_may_say_that_it_is_not_struck_out(
    tmp_path: Path, value: str, struck: tuple[Any, ...]
) -> None:
    data = edited(written(by_xlsxwriter), "xl/styles.xml", "<strike/>", f'<strike val="{value}"/>')
    assert facts_of(tmp_path, data).struck == struck


def test_a_thread_of_comments_is_read_in_place_of_the_note_for_older_programs(
    tmp_path: Path,
) -> None:
    office = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    data = written(by_xlsxwriter)
    parts = unpacked(data)
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    link = f'<Relationship Id="t" Type="{office}" Target="/xl/tc.xml"/></Relationships>'
    parts[rels] = parts[rels].replace(b"</Relationships>", link.encode())
    parts["xl/tc.xml"] = (
        "<ThreadedComments><threadedComment ref='C6'><text>確認中</text></threadedComment>"
        "<threadedComment ref='C6'><text>済み</text></threadedComment></ThreadedComments>"
    ).encode()
    facts = facts_of(tmp_path, packed(parts))
    assert facts.comments == ((6, 3, "確認中\n済み"), (8, 4, "b"))


def test_a_comment_is_cut_and_its_phonetic_guide_left_out(tmp_path: Path) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    note = f'<comment ref="B1"><text><r><t>{"長" * 300}</t></r></text></comment>'
    guided = "<comment ref='A1'><text><t>課税</t><rPh><t>カゼイ</t></rPh></text></comment>"
    more = {
        "xl/worksheets/_rels/sheet1.xml.rels": relationships(
            f'<Relationship Id="c" Type="{kind}" Target="../notes.xml"/>'
        ),
        "xl/notes.xml": f"<comments><commentList>{note}{guided}</commentList></comments>",
    }
    facts = facts_of(tmp_path, handmade("<sheetData/>", more))
    assert facts.comments == ((1, 1, "課税"), (1, 2, "長" * 200))


def test_sheets_to_skip_are_not_unpacked(tmp_path: Path) -> None:
    data = edited(plain(), SHEET, "</sheetData>", "")
    assert isinstance(opened(tmp_path, data), Refusal)
    package = look(at(saved(tmp_path, data)), Limits())
    assert isinstance(package, Package)
    (sheet,) = scan(package, Limits(), lambda name: name == "経費").sheets
    assert (sheet.xml, sheet.facts) == (None, SheetFacts())
