"""A marked copy that comes back reads as if it bore no marks."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.comments import Comment
from tests.reports.marking.books import saved
from tests.reports.marking.samples import NAMES, read, sample, some_remarks

from sysaudit.intake.our_marks import NOTE_HEAD, NOTE_TAIL, PAGE_SHEET, TITLE
from sysaudit.reports.marking import marked_copy


def test_a_marked_copy_reads_as_the_original(tmp_path: Path) -> None:
    """The page is no other sheet, our notes are no comments, colours mean nothing."""
    for name in NAMES:
        data = sample(name)
        assert read(marked_copy(data, some_remarks()), tmp_path) == read(data, tmp_path)


def test_a_sheet_of_that_name_without_our_title_is_read(tmp_path: Path) -> None:
    """A division's own 確認事項 is one of its sheets."""
    book = openpyxl.load_workbook(BytesIO(sample(NAMES[0])))
    book.create_sheet(PAGE_SHEET)["A1"] = "課内の確認"
    assert PAGE_SHEET in [sheet.name for sheet in read(saved(book), tmp_path).other_sheets]
    book[PAGE_SHEET]["A1"] = f"{TITLE} 2019年度）"
    assert PAGE_SHEET not in [sheet.name for sheet in read(saved(book), tmp_path).other_sheets]


def test_a_long_note_of_ours_is_known_by_its_end(tmp_path: Path) -> None:
    """Comments are cut when they are quoted; whose they are is asked before."""
    long = f"{NOTE_HEAD}\n{'空欄です。' * 100}\n{NOTE_TAIL}"
    book = openpyxl.load_workbook(BytesIO(sample(NAMES[0])))
    sheet = book["所管するシステム一覧"]
    sheet["B2"].comment = Comment(long, "sysaudit")
    sheet["C2"].comment = Comment(f"{long}\n来週決まります。", "課税課")
    tables = read(saved(book), tmp_path).tables_of("system_list")
    assert [(row, column) for row, column, _ in tables[0].facts.comments] == [(2, 3)]
