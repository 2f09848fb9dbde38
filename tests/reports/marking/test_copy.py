"""The marked copy: everything that was there is there, and our marks beside it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook
from tests.intake.books import edited, packed, plain, unpacked
from tests.reports.marking import books
from tests.reports.marking.samples import (
    FILE,
    NAMES,
    WARNING,
    assert_consistent,
    cells_of,
    colours_of,
    finding,
    notes_of,
    parts_of,
    read,
    remarks,
    sample,
    some_remarks,
    told_of,
)

from sysaudit.findings import Address
from sysaudit.intake.our_marks import NOTE_HEAD, NOTE_TAIL, PAGE_SHEET, TITLE
from sysaudit.intake.places import span_of
from sysaudit.intake.refusal import Refused
from sysaudit.reports.marking import Remarks, marked_copy
from sysaudit.reports.marking.elements import tree
from sysaudit.reports.marking.sheet import merged_around

MADE = (books.by_xlsxwriter, books.by_openpyxl, books.with_colours)


def odd_remarks() -> Remarks:
    """Remarks on both visible sheets of the made workbooks and on one that is hidden."""
    return remarks(
        finding("一覧!B3"),
        finding("一覧!B4", WARNING),
        finding("一覧!A2:A5", WARNING),
        finding(f"{books.ODD}!A2"),
        finding("隠し!A2"),
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_of_a_sample_is_as_it_was(name: str, tmp_path: Path) -> None:
    """Values, formulas, looks, lists, widths, print settings, names: all is as it was."""
    data = sample(name)
    copy = marked_copy(data, some_remarks())
    assert told_of(copy) == told_of(data)
    assert read(copy, tmp_path) == read(data, tmp_path)
    assert_consistent(copy)


@pytest.mark.parametrize("make", MADE)
def test_every_cell_of_a_made_workbook_is_as_it_was(
    make: Callable[[], bytes], tmp_path: Path
) -> None:
    """So it is where there are notes, colours, names and odd sheet names already."""
    data = make()
    copy = marked_copy(data, odd_remarks())
    assert told_of(copy) == told_of(data)
    assert read(copy, tmp_path) == read(data, tmp_path)
    assert_consistent(copy)


@pytest.mark.parametrize("name", NAMES)
def test_parts_are_copied_byte_for_byte(name: str) -> None:
    """Only the parts that list something new differ; the rows of no sheet do."""
    data = sample(name)
    before, after = parts_of(data), parts_of(marked_copy(data, some_remarks()))
    assert list(after)[: len(before)] == list(before)
    changed = {part for part in before if before[part] != after[part]}
    listing = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
    sheets = {part for part in changed if part.startswith("xl/worksheets/")}
    assert changed - sheets == listing | {"xl/styles.xml"}
    for part in sheets:
        assert cells_of(after[part]) == cells_of(before[part])


def test_calamine_reads_the_same_values() -> None:
    """The fast reader sees the same values in every sheet of the copy."""
    data = sample(NAMES[0])
    before = CalamineWorkbook.from_filelike(BytesIO(data))
    after = CalamineWorkbook.from_filelike(BytesIO(marked_copy(data, some_remarks())))
    assert after.sheet_names == [PAGE_SHEET, *before.sheet_names]
    for name in before.sheet_names:
        there, here = before.get_sheet_by_name(name), after.get_sheet_by_name(name)
        assert here.to_python() == there.to_python()


def test_the_page_is_first_and_open() -> None:
    """確認事項 stands first and is the one sheet that is selected, whichever was open before."""
    copy = marked_copy(books.by_xlsxwriter(), odd_remarks())
    book = openpyxl.load_workbook(BytesIO(copy))
    assert book.sheetnames[0] == PAGE_SHEET
    assert book.active is not None
    assert book.active.title == PAGE_SHEET
    assert [s.title for s in book.worksheets if s.sheet_view.tabSelected] == [PAGE_SHEET]
    assert book[PAGE_SHEET].print_title_rows is not None
    assert str(book[PAGE_SHEET]["A1"].value).startswith(TITLE)


def test_colours_lie_over_the_cells() -> None:
    """Errors are orange, warnings yellow, and the rule of an error comes first where both lie."""
    copy = marked_copy(
        plain(),
        remarks(
            finding("経費!B2"),
            finding("経費!B2", WARNING),
            finding("経費!B2:B4", WARNING),
            finding("経費!D1:E2"),
        ),
    )
    sheet = parts_of(copy)["xl/worksheets/sheet1.xml"].decode()
    rules = re.findall(
        r'sqref="([^"]*)"><cfRule type="expression" dxfId="(.)" priority="(.)"', sheet
    )
    assert rules == [
        ("B2", "0", "1"),
        ("D1:E2", "0", "2"),
        ("B2", "1", "3"),
        ("B2:B4", "1", "4"),
    ]


def test_a_list_of_areas_is_of_bounded_length() -> None:
    """Scattered findings stand in blocks of a thousand areas, neighbours in a column in one."""
    scattered = (finding(f"経費!A{2 * row}") for row in range(1, 2_502))
    joined = (finding(f"経費!C{row}") for row in range(1, 5_000))
    copy = marked_copy(plain(), remarks(*scattered, *joined))
    sheet = parts_of(copy)["xl/worksheets/sheet1.xml"]
    areas = [each.split() for each in re.findall(rb'g sqref="([^"]*)"', sheet)]
    assert [len(each) for each in areas] == [1000, 1000, 502]
    assert (areas[0][0], areas[-1][-1]) == (b"C1:C4999", b"A5002")


def test_twenty_thousand_scattered_remarks_take_seconds() -> None:
    """A sheet full of faults is no reason to wait: nothing grows with the square of them."""
    places = (f"{column}{row}" for row in range(1, 20_001, 2) for column in "AC")
    asked = remarks(*(finding(f"経費!{place}") for place in places))
    begun = time.process_time()
    assert len(marked_copy(plain(), asked)) > 0
    assert time.process_time() - begun < 30


def test_colours_yield_to_those_of_the_division() -> None:
    """Our conditional formats come after those that are there."""
    xml = parts_of(marked_copy(books.with_colours(), odd_remarks()))["xl/worksheets/sheet1.xml"]
    assert re.findall(rb'priority="(\d+)"', xml) == [b"1", b"2", b"3", b"4"]


def test_whole_rows_and_columns_are_coloured_as_far_as_the_sheet_is_used() -> None:
    """A finding on rows or columns colours no empty million of cells."""
    places = (Address(FILE, "経費", row=2), Address(FILE, "経費", column=3))
    spread = remarks(*(replace(finding("経費"), address=place) for place in places))
    assert list(colours_of(marked_copy(plain(), spread))) == [
        ("経費", "C1:C3"),
        ("経費", "A2:C2"),
    ]


def test_one_note_a_cell() -> None:
    """Two findings at a cell share its note, which begins and ends with words of ours."""
    copy = marked_copy(
        plain(), remarks(finding("経費!B2"), finding("経費!B2", WARNING), finding("経費!C3:C9"))
    )
    notes = notes_of(copy)
    assert list(notes) == ["経費!B2", "経費!C3"]
    assert notes["経費!B2"].startswith(f"{NOTE_HEAD}\n■必ず直す")
    assert "■確かめる" in notes["経費!B2"]
    assert notes["経費!B2"].endswith(f"\n{NOTE_TAIL}")
    assert "（C3:C9）" in notes["経費!C3"]


@pytest.mark.parametrize("make", MADE)
def test_a_note_of_the_division_stays(make: Callable[[], bytes]) -> None:
    """Where somebody's note is, none of ours goes; the others stand beside it in its part."""
    data = make()
    before, after = notes_of(data), notes_of(marked_copy(data, odd_remarks()))
    assert before.items() <= after.items()
    assert {place for place, text in after.items() if text.startswith(NOTE_HEAD)} == {
        "一覧!B3",
        "一覧!B4",
        "一覧!A2",
        f"{books.ODD}!A2",
        *(["隠し!A2"] if make is books.by_xlsxwriter else []),
    } - set(before)


def test_a_note_stands_at_the_seen_cell_of_a_merged_range() -> None:
    """A remark on a hidden cell of a merged range goes to the range."""
    copy = marked_copy(books.by_xlsxwriter(), remarks(finding("一覧!F3")))
    assert "一覧!E2" in notes_of(copy)
    assert ("一覧", "E2:F3") in colours_of(copy)


def test_cells_are_found_in_merged_ranges_of_any_shape() -> None:
    """Tall and wide ranges, side by side and below each other, and cells between them."""
    merges = ("A1:A9", "B2:D3", "F1:G2", "B5:C9", "E9:E10")
    listed = "".join(f'<mergeCell ref="{each}"/>' for each in merges)
    xml = f"<worksheet><sheetData/><mergeCells>{listed}</mergeCells></worksheet>".encode()
    cells = {(row, column) for row in range(1, 12) for column in range(1, 9)}
    spans = list(filter(None, map(span_of, merges)))
    around = {
        (row, column): span
        for row, column in cells
        for span in spans
        if span[0] <= row <= span[2] and span[1] <= column <= span[3]
    }
    assert merged_around(tree(xml, "sheet"), cells) == around


def test_remarks_take_the_place_of_those_before() -> None:
    """Marks whose cause is gone disappear, and equal remarks give equal bytes."""
    data = sample(NAMES[0])
    once = marked_copy(data, some_remarks())
    later = remarks(finding("表紙!B4"))
    assert marked_copy(once, some_remarks()) == once
    assert marked_copy(once, later) == marked_copy(marked_copy(once, later), later)
    assert list(notes_of(marked_copy(once, later))) == ["表紙!B4"]


def test_the_order_of_calculation_is_dropped() -> None:
    """Excel makes calcChain anew; with another sheet before it, it could be wrong."""
    data = edited(
        plain(),
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        '<Relationship Id="rId99" Target="calcChain.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/calcChain"/></Relationships>',
    )
    data = edited(
        data,
        "[Content_Types].xml",
        "</Types>",
        '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.calcChain+xml"/></Types>',
    )
    data = packed({**unpacked(data), "xl/calcChain.xml": "<calcChain/>"})
    copy = marked_copy(data, remarks(finding("経費!B2")))
    assert "xl/calcChain.xml" not in parts_of(copy)
    assert_consistent(copy)


def test_what_cannot_be_opened_is_refused() -> None:
    """A file that is no workbook has no copy."""
    with pytest.raises(Refused):
        marked_copy(b"no workbook", remarks())


def test_a_sheet_name_needs_escaping_in_links() -> None:
    """The link to a cell of a sheet with quotes and ampersands leads there."""
    copy = marked_copy(books.by_openpyxl(), odd_remarks())
    page = openpyxl.load_workbook(BytesIO(copy))[PAGE_SHEET]
    links = [cell.hyperlink.location for row in page for cell in row if cell.hyperlink]
    assert "'O''Neil & <課>'!A2" in links
    assert len(links) == 4  # the fifth would lead to a hidden sheet
