"""Whatever stands in a returned file, it gets a reason for a slip or a copy that holds together."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.intake.books import edited, packed, unpacked
from tests.reports.marking import books
from tests.reports.marking.samples import (
    assert_consistent,
    cells_of,
    finding,
    parts_of,
    remarks,
)

from sysaudit.findings import Text
from sysaudit.intake.refusal import Refused
from sysaudit.reports.marking import marked_copy, reason_for_slip
from sysaudit.reports.marking.boxes import Grid
from sysaudit.reports.marking.elements import tree, whole

SHEET, BOOK, TYPES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"
COMMENTS, BOXES = "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"
ASKED = remarks(finding("一覧!B4"), finding("一覧!A2:A5"), finding("一覧!F3"))
MARKED = marked_copy(books.by_xlsxwriter(), remarks(finding("一覧!B5")))
"""A copy that comes back, so that marks are taken off as well as put on."""

NUMBERS = ("nan", "inf", "-inf", "1e999", "-5", "9" * 5000, "4294967295", "１２", "1_0", "", "０")
PLACES = (
    (SHEET, r'<col min="[^"]*"', '<col min="{}"'),
    (SHEET, r'(<col [^>]*)max="[^"]*"', r'\1max="{}"'),
    (SHEET, r'(<col [^>]*)width="[^"]*"', r'\1width="{}"'),
    (SHEET, r'defaultRowHeight="[^"]*"', 'defaultRowHeight="{}"'),
    (SHEET, r'defaultRowHeight="', 'defaultColWidth="{}" defaultRowHeight="'),
    (SHEET, r'<row r="(\d+)"', r'<row ht="{}" r="\1"'),
    (SHEET, r'<row r="5"', '<row r="{}" hidden="1"'),
    (SHEET, r'priority="\d+"', 'priority="{}"'),
    (SHEET, r'<dimension ref="[^"]*"', '<dimension ref="A1:A{}"'),
    (SHEET, r'<mergeCell ref="[^"]*"', '<mergeCell ref="A1:A{}"'),
    (BOOK, r'sheetId="\d+"', 'sheetId="{}"'),
    (BOOK, r'localSheetId="\d+"', 'localSheetId="{}"'),
    (BOOK, r"<workbookView ", '<workbookView activeTab="{}" '),
    (COMMENTS, r'authorId="\d+"', 'authorId="{}"'),
    (COMMENTS, r'ref="[^"]*"', 'ref="A{}"'),
    (BOXES, r"_x0000_s\d+", "_x0000_s{}"),
    (BOXES, r"<x:Row>\d+", "<x:Row>{}"),
    (BOXES, r"<x:Column>\d+", "<x:Column>{}"),
)
DEPTHS = (
    (SHEET, "</worksheet>", "<extLst>{}</extLst></worksheet>"),
    (COMMENTS, "<text>", "<text>{}"),
    (BOXES, "</xml>", "{}</xml>"),
    (BOOK, "</workbook>", "<extLst>{}</extLst></workbook>"),
)


def assert_borne(data: bytes) -> None:
    """A reason, or a copy whose parts hold together and whose cells are those that were there."""
    reason = reason_for_slip(data)
    assert reason is None or isinstance(reason, Text)
    try:
        copy = marked_copy(data, ASKED)
    except Refused:
        assert reason
        return
    if reason is None:
        assert_consistent(copy)
        assert marked_copy(copy, ASKED) == copy
        assert cells_of(parts_of(copy)[SHEET]) == cells_of(parts_of(data)[SHEET])


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(("part", "pattern", "new"), PLACES)
def test_any_number_is_borne(part: str, pattern: str, new: str, number: str) -> None:
    """Not finite, negative, endless, of other digits or none."""
    assert_borne(edited(MARKED, part, pattern, new.format(number)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(PLACES),
    st.one_of(
        st.integers().map(str),
        st.floats().map(str),
        st.text("0123456789eE+-._ naif１²٣", max_size=12),
    ),
)
def test_what_is_drawn_is_borne(place: tuple[str, str, str], number: str) -> None:
    """No attribute's value makes an exception."""
    part, pattern, new = place
    assert_borne(edited(MARKED, part, pattern, new.format(number)))


@pytest.mark.parametrize("depth", [900, 5_000, 50_000])
@pytest.mark.parametrize(("part", "pattern", "new"), DEPTHS)
def test_any_depth_is_borne(part: str, pattern: str, new: str, depth: int) -> None:
    """Elements may lie in each other as deep as they like."""
    deep = "<r>" * depth + "<t>x</t>" + "</r>" * depth
    assert_borne(edited(MARKED, part, pattern, new.format(deep)))


def test_bytes_that_are_no_text_get_a_slip() -> None:
    """Nobody could open the sheet, and no copy of it either."""
    parts = unpacked(MARKED)
    for new in (b'<row ht="\xff" r="1"', b"<row <", b'<row x="&y;" r="1"'):
        data = packed({**parts, SHEET: parts[SHEET].replace(b'<row r="1"', new, 1)})
        assert reason_for_slip(data) is not None
        assert_borne(data)


def test_a_whole_number_is_short_and_of_plain_digits() -> None:
    """Zeros before it do not count, nor blanks around it."""
    told = ("12", " +007 ", "0" * 5000 + "1", "9" * 10, "-1", "1.0", "１", "")
    assert [whole(each) for each in told] == [12, 7, 1, None, None, None, None, None]


@pytest.mark.parametrize(
    "hidden",
    ["<!-- {} -->", "<?x {} ?>", "<sheetPr><a><![CDATA[{}]]></a></sheetPr>"],
)
def test_cells_are_found_beside_what_only_looks_like_them(hidden: str) -> None:
    """Comments, instructions and texts may hold tags, before, in and after the cells."""
    fake = hidden.format("<sheetData></sheetData>")
    xml = (
        f"<worksheet>{fake}<sheetData><row>{fake}</row></sheetData>{fake}<pageMargins/></worksheet>"
    )
    root = tree(xml.encode(), "sheet")
    data = root.first("sheetData")
    assert data is not None
    assert data.children == []
    assert xml[data.start : data.end] == f"<sheetData><row>{fake}</row></sheetData>"
    assert root.children[-1].name == "pageMargins"


def test_a_note_at_the_end_of_a_hidden_sheet_stays_on_it() -> None:
    """No box ends behind the last row and column, though none of them has a width or height."""
    xml = b'<worksheet><cols><col min="1" max="16384" width="0"/></cols></worksheet>'
    box = Grid(xml, tree(xml, "sheet")).box((1_048_576, 16_384), "空欄です。" * 99)
    assert box.right < 16_384
    assert box.bottom < 1_048_576
