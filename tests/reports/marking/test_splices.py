"""Splices hit their place in whatever way the XML is written."""

from __future__ import annotations

import re
import struct
import zipfile
from io import BytesIO

import openpyxl
import pytest
from tests.intake.books import edited, packed, plain, unpacked
from tests.reports.marking import books
from tests.reports.marking.samples import (
    assert_consistent,
    colours_of,
    finding,
    notes_of,
    parts_of,
    remarks,
    without_marks,
)

from sysaudit.intake.our_marks import PAGE_SHEET
from sysaudit.reports.marking import marked_copy
from sysaudit.reports.marking.boxes import WIDTH, Grid, height_of
from sysaudit.reports.marking.elements import tree

SHEET, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"
ASKED = remarks(finding("経費!B2"))


@pytest.mark.parametrize(
    ("part", "pattern", "replacement"),
    [
        (STYLES, r'<dxfs count="0"/>', ""),
        (STYLES, r'<dxfs count="0"/>', "<dxfs></dxfs>"),
        (STYLES, r'<dxfs count="0"/>', '<dxfs count="1"><dxf/></dxfs>'),
        (STYLES, r'<fonts count="1">', '<fonts count = "1" >'),
        (SHEET, r"(<worksheet[^>]*>)", r"\1<!-- <sheetData><c/></sheetData> -->"),
        (SHEET, r"<sheetData>.*</sheetData>", "<sheetData/>"),
        (SHEET, r"<pageMargins[^>]*/>", ""),
        (SHEET, r'tabSelected="1"', "tabSelected = '1'"),
        (SHEET, r"(<worksheet[^>]*>)", r"\1<sheetPr codeName='a>b'/>"),
        (BOOK, r"(<calcPr)", r"<definedNames/>\1"),
        (BOOK, r"<bookViews>.*</bookViews>", ""),
        (BOOK, r"UTF-8", "US-ASCII"),
        (BOOK, r"^<\?xml", "\ufeff<?xml"),
    ],
)
def test_marks_go_in_and_out(part: str, pattern: str, replacement: str) -> None:
    """A container may be missing, empty, a single tag, or written with other quotes and blanks."""
    source = (
        plain() if "ASCII" not in replacement else edited(plain(), BOOK, "経費", "&#x7d4c;&#x8cbb;")
    )
    data = edited(source, part, pattern, replacement)
    copy = marked_copy(data, ASKED)
    assert_consistent(copy)
    assert openpyxl.load_workbook(BytesIO(copy)).sheetnames == [PAGE_SHEET, "経費"]
    assert list(colours_of(copy)) == [("経費", "B2")]
    assert list(notes_of(copy)) == ["経費!B2"]
    bare = without_marks(copy)
    assert_consistent(bare)
    assert openpyxl.load_workbook(BytesIO(bare)).sheetnames == ["経費"]
    assert marked_copy(bare, ASKED) == copy


def test_children_of_a_sheet_keep_the_order_of_the_schema() -> None:
    """Excel repairs a sheet whose children stand in another order, so ours stand in theirs."""
    tail = (
        '</sheetData><mergeCells count="1"><mergeCell ref="F1:G1"/></mergeCells>'
        '<dataValidations count="1"><dataValidation sqref="A1"/></dataValidations>'
        "<pageMargins/><tableParts/><extLst/></worksheet>"
    )
    data = edited(plain(), SHEET, r"</sheetData>.*</worksheet>", tail)
    root = tree(parts_of(marked_copy(data, ASKED))[SHEET], SHEET)
    assert [child.name for child in root.children][-7:] == [
        "mergeCells",
        "conditionalFormatting",
        "dataValidations",
        "pageMargins",
        "legacyDrawing",
        "tableParts",
        "extLst",
    ]


def test_what_was_not_touched_is_copied_packed() -> None:
    """A part of no concern is the same run of packed bytes, in whatever way it was packed."""
    data = packed({**unpacked(plain()), "docProps/odd.bin": b"\0" * 1000}, compression=0)
    copy = marked_copy(data, ASKED)
    assert runs_of(copy)["docProps/odd.bin"] == b"\0" * 1000
    for name, run in runs_of(data).items():
        touched = parts_of(copy)[name] != parts_of(data)[name]
        assert touched or runs_of(copy)[name] == run
    tight = recompressed(plain(), level=9)
    loose = recompressed(plain(), level=1)
    name = "xl/theme/theme1.xml"
    assert runs_of(tight)[name] != runs_of(loose)[name]
    assert runs_of(marked_copy(tight, ASKED))[name] == runs_of(tight)[name]
    assert runs_of(marked_copy(loose, ASKED))[name] == runs_of(loose)[name]


def recompressed(data: bytes, level: int) -> bytes:
    """The workbook, packed more or less tightly."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in unpacked(data).items():
            archive.writestr(name, content)
    return file.getvalue()


def runs_of(data: bytes) -> dict[str, bytes]:
    """The parts as they lie packed in the archive."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = archive.infolist()
    starts = {
        each.filename: each.header_offset
        + 30
        + sum(struct.unpack_from("<HH", data, each.header_offset + 26))
        for each in members
    }
    return {each.filename: data[starts[each.filename] :][: each.compress_size] for each in members}


def test_shapes_are_numbered_apart() -> None:
    """No two boxes of a workbook have one number, also beside boxes that were there."""
    many = (finding(f"一覧!A{row}") for row in range(1, 1_200))
    asked = remarks(*many, finding(f"{books.ODD}!A2"), finding("隠し!A2"))
    data = books.by_xlsxwriter()
    before = parts_of(data)["xl/drawings/vmlDrawing1.vml"]
    boxes = [xml for name, xml in parts_of(marked_copy(data, asked)).items() if ".vml" in name]
    numbers = re.findall(rb'<v:shape [^>]*?id="_x0000_s(\d+)"', b"".join(boxes))
    assert re.search(rb'<v:shape id="_x0000_s(\d+)"', before)
    assert len(set(numbers)) == len(numbers) == 1 + 1_199 + 2


def test_a_box_is_as_wide_and_high_as_its_text_needs() -> None:
    """300 pixels over the columns to the right, whatever their widths; what is hidden has none."""
    xml = (
        b'<worksheet><sheetFormatPr defaultRowHeight="15"/><cols><col min="3" max="3" width="20"/>'
        b'<col min="4" max="4" width="9" hidden="1"/></cols><sheetData>'
        b'<row r="3" ht="30" customHeight="1"/><row r="4" hidden="1"/></sheetData></worksheet>'
    )
    grid = Grid(xml, tree(xml, "sheet"))
    text = "\n".join("六つの行" for _ in range(6))
    box = grid.box((3, 2), text)
    wide = sum(map(grid.width, range(box.left + 1, box.right + 1)))
    high = sum(map(grid.height, range(box.top + 1, box.bottom + 1)))
    assert (box.left, grid.width(3), grid.width(4)) == (2, 140, 0)
    assert wide - box.left_offset + box.right_offset == WIDTH
    assert high - box.top_offset + box.bottom_offset == height_of(text)
    assert (grid.height(3), grid.height(4), grid.height(9)) == (40, 0, 20)


def test_a_long_text_is_cut_in_the_note_and_not_on_the_page() -> None:
    """A box as high as the window helps nobody; the page has the rest."""
    long = [finding("経費!B2", id=str(n), key="鍵" * 300, label="項目" * 100) for n in range(9)]
    note = notes_of(marked_copy(plain(), remarks(*long)))["経費!B2"]
    assert len(note) < 2200
    assert "（続きは「確認事項」のシートにあります）" in note
    assert note.endswith("（この吹き出しは消さなくて構いません）")
