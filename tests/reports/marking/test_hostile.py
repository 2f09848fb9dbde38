"""Whatever stands in a returned file, it gets a reason for a slip or a copy that holds together."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.intake.books import edited, packed, plain, relationships, unpacked
from tests.reports.marking import books
from tests.reports.marking.samples import (
    assert_consistent,
    cells_of,
    copy_or_reason,
    finding,
    parts_of,
    reason_for_slip,
    remarks,
)

from sysaudit.intake.refusal import Refused
from sysaudit.reports.marking import marked_copy
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
    copy = copy_or_reason(data, ASKED)
    if isinstance(copy, bytes):
        assert_consistent(copy)
        assert copy_or_reason(copy, ASKED) == copy
        assert cells_of(parts_of(copy)[SHEET]) == cells_of(parts_of(data)[SHEET])
    with suppress(Refused):
        marked_copy(data, ASKED)


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


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK_RELS, SHEET_RELS = "xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels"


@pytest.mark.parametrize(
    ("part", "pattern", "new"),
    [
        (COMMENTS, r"<authors>.*</authors>", ""),
        (COMMENTS, r"(?s)<commentList>.*</commentList>", ""),
        (BOOK, r"<sheets>.*</sheets>", "<sheets/>"),
        (BOOK, r"<sheets>.*</sheets>", ""),
        (BOOK, r"<sheets>(<sheet [^>]*>)", r"<sheets>\1\1"),
        (
            BOOK_RELS,
            "</Rel",
            f'<Relationship Id="x" Type="{OFFICE}/calcChain" Target="workbook.xml"/></Rel',
        ),
        (
            BOOK_RELS,
            "</Rel",
            f'<Relationship Id="x" Type="{OFFICE}/calcChain" Target="styles.xml"/></Rel',
        ),
        (
            SHEET_RELS,
            "</Rel",
            f'<Relationship Id="x" Type="{OFFICE}/vmlDrawing" Target="no"/></Rel',
        ),
        (SHEET_RELS, 'Id="[^"]*"', 'Id="twice"'),
        (SHEET, "(<legacyDrawing r:id=)", r'\1"no" x='),
    ],
)
def test_parts_that_a_splice_would_break_get_a_slip(part: str, pattern: str, new: str) -> None:
    """Lists that are missing, relations to nowhere, parts of two owners."""
    data = edited(MARKED, part, pattern, new)
    reason = reason_for_slip(data)
    assert reason is not None
    assert reason.ja == "このファイルには確かめられない部品があるため"
    assert_borne(data)


@pytest.mark.parametrize("name", ["xl/comments1.xml", "xl/worksheets/Sheet2.xml"])
def test_a_name_that_is_spoken_of_is_not_free(name: str) -> None:
    """Types and relations of parts that are gone would be those of ours."""
    told = f'<Override PartName="/{name}" ContentType="application/x"/>'
    declared = edited(plain(), TYPES, "</Types>", f"{told}</Types>")
    folder, _, base = name.rpartition("/")
    related = packed({**unpacked(plain()), f"{folder}/_rels/{base}.rels": relationships("")})
    for data in (declared, related):
        copy = copy_or_reason(data, remarks(finding("経費!B2")))
        assert isinstance(copy, bytes)
        assert name.lower() not in {part.lower() for part in parts_of(copy)}


def test_a_sheet_has_the_lowest_free_number() -> None:
    """The next after the highest may be more than Excel takes."""
    data = edited(plain(), BOOK, 'sheetId="1"', 'sheetId="4294967295"')
    listed = parts_of(marked_copy(data, remarks()))[BOOK]
    assert re.findall(rb'sheetId="(\d+)"', listed) == [b"1", b"4294967295"]
