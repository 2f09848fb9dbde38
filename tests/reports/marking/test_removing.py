"""Marks are taken off again, and nothing else is."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from openpyxl.comments import Comment
from tests.intake.books import edited, plain
from tests.reports.marking import books
from tests.reports.marking.samples import (
    NAMES,
    assert_consistent,
    colours_of,
    finding,
    notes_of,
    parts_of,
    remarks,
    sample,
    some_remarks,
    told_of,
    without_marks,
)
from tests.reports.marking.test_copy import MADE, odd_remarks

from sysaudit.intake.our_marks import PAGE_SHEET
from sysaudit.reports.marking import marked_copy, slip


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_comes_back_as_it_was(name: str) -> None:
    """Without its marks a copy tells what the original tells, and is marked again equally."""
    data = sample(name)
    copy = marked_copy(data, some_remarks())
    bare = without_marks(copy)
    assert told_of(bare) == told_of(data)
    assert openpyxl.load_workbook(BytesIO(bare)).sheetnames[0] != PAGE_SHEET
    assert (colours_of(bare), notes_of(bare)) == ({}, {})
    assert set(parts_of(bare)) == set(parts_of(data))
    assert marked_copy(bare, some_remarks()) == copy
    assert_consistent(bare)


@pytest.mark.parametrize("make", MADE)
def test_a_made_workbook_keeps_its_own_notes_and_colours(make: Callable[[], bytes]) -> None:
    """Notes, boxes, authors and conditional formats of the division are as they were."""
    data = make()
    copy = marked_copy(data, odd_remarks())
    bare = without_marks(copy)
    assert told_of(bare) == told_of(data)
    assert notes_of(bare) == notes_of(data)
    before, after = parts_of(data), parts_of(bare)
    for part in before:
        if part.endswith(".vml") or "comments" in part.lower():
            assert after[part] == before[part]
    assert marked_copy(bare, odd_remarks()) == copy
    assert_consistent(bare)


def test_an_unmarked_workbook_is_given_back_as_it_is() -> None:
    """Not a byte changes where there is nothing to take off."""
    for data in (sample(NAMES[0]), books.by_xlsxwriter(), books.by_openpyxl()):
        assert without_marks(data) is data


def test_a_sheet_of_that_name_that_is_not_ours_stays() -> None:
    """確認事項 without our title is a sheet of the division."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = PAGE_SHEET
    sheet["A1"] = "課内の確認事項"
    book.create_sheet("一覧")
    data = books.saved(book)
    assert without_marks(data) is data


def test_a_slip_keeps_its_only_sheet() -> None:
    """A workbook must have a sheet, so the page of a slip is no mark."""
    data = slip(remarks())
    assert without_marks(data) is data


def test_the_page_may_have_been_moved() -> None:
    """A page that was dragged behind the others goes with its own names alone."""
    copy = marked_copy(books.by_xlsxwriter(), odd_remarks())
    moved = edited(
        copy, "xl/workbook.xml", r"(<sheets>)(<sheet [^>]*/>)(.*)(</sheets>)", r"\1\3\2\4"
    )
    names = {"0": "3", "1": "0", "2": "1", "3": "2"}
    for old, new in names.items():
        moved = edited_if(moved, f'localSheetId="{old}"', f'localSheetId="#{new}"')
    moved = edited_if(moved, 'localSheetId="#', 'localSheetId="')
    assert told_of(without_marks(moved)) == told_of(books.by_xlsxwriter())


def edited_if(data: bytes, old: str, new: str) -> bytes:
    """The workbook with a text of its workbook part replaced, if it is there."""
    if old.encode() not in parts_of(data)["xl/workbook.xml"]:
        return data
    return edited(data, "xl/workbook.xml", re.escape(old), new)


def test_a_copy_of_the_page_goes_too() -> None:
    """Somebody copied the page within the workbook: it is ours, and the Reader passes it over."""
    book = openpyxl.load_workbook(BytesIO(marked_copy(plain(), remarks(finding("経費!B2")))))
    book.copy_worksheet(book[PAGE_SHEET]).title = f"{PAGE_SHEET} (2)"
    bare = without_marks(books.saved(book))
    assert openpyxl.load_workbook(BytesIO(bare)).sheetnames == ["経費"]
    assert_consistent(bare)


def test_openpyxl_may_have_saved_it() -> None:
    """Marks are known by what they say, whatever writer has numbered them anew."""
    copy = marked_copy(plain(), remarks(finding("経費!B2"), finding("経費!C3:C5")))
    book = openpyxl.load_workbook(BytesIO(copy))
    book["経費"].insert_rows(1)
    bare = without_marks(books.saved(book))
    assert openpyxl.load_workbook(BytesIO(bare)).sheetnames == ["経費"]
    assert (colours_of(bare), notes_of(bare)) == ({}, {})
    assert_consistent(bare)


def test_a_note_that_the_clerk_wrote_into_stays() -> None:
    """An answer typed below our words makes the note the clerk's."""
    copy = marked_copy(plain(), remarks(finding("経費!B2"), finding("経費!C3")))
    book = openpyxl.load_workbook(BytesIO(copy))
    cell = book["経費"]["B2"]
    cell.comment = Comment(f"{cell.comment.text}\n来週決まります。", "課税課")
    answered = books.saved(book)
    bare = without_marks(answered)
    assert list(notes_of(bare)) == ["経費!B2"]
    again = marked_copy(answered, remarks(finding("経費!B2"), finding("経費!C3")))
    assert notes_of(again)["経費!B2"].endswith("来週決まります。")
    assert_consistent(again)


def test_a_colour_in_a_shared_block_goes_alone() -> None:
    """Excel puts conditional formats of equal cells into one block; only our rule leaves it."""
    data = edited(
        marked_copy(plain(), remarks(finding("経費!B2"))),
        "xl/worksheets/sheet1.xml",
        "(<cfRule )",
        r'<cfRule type="expression" priority="9"><formula>TRUE</formula></cfRule>\1',
    )
    sheet = parts_of(without_marks(data))["xl/worksheets/sheet1.xml"]
    assert sheet.count(b"<cfRule") == 1
    assert b'<conditionalFormatting sqref="B2"><cfRule type="expression" priority="9">' in sheet
