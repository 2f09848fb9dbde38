"""LibreOffice opens marked copies, and what it saves is still known for ours."""

from __future__ import annotations

import re
import subprocess
import tempfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests import office
from tests.intake.books import written
from tests.reports.marking import books
from tests.reports.marking.samples import (
    NAMES,
    WARNING,
    assert_consistent,
    colours_of,
    finding,
    notes_of,
    read,
    reason_for_slip,
    remarks,
    sample,
    some_remarks,
    told_of,
    without_marks,
)
from tests.reports.marking.test_copy import odd_remarks

from sysaudit.intake.our_marks import PAGE_SHEET
from sysaudit.reports.marking import marked_copy

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not office.available(), reason="needs LibreOffice and python3-uno"),
]


@cache
def resaved(data: bytes, typed: tuple[tuple[str, str, str], ...] = ()) -> bytes:
    """The workbook, opened and saved by LibreOffice, with what was typed meanwhile."""
    keys: dict[str, dict[str, str]] = {}
    for sheet, cell, text in typed:
        keys.setdefault(sheet, {})[cell] = text
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "a.xlsx", Path(folder) / "b.xlsx"
        source.write_bytes(data)
        office.type_into(source, target, keys)
        return target.read_bytes()


def test_what_libreoffice_wrote_can_be_marked(tmp_path: Path) -> None:
    """A workbook by LibreOffice, notes and all, is as it was in its copy and after it."""
    for data, asked in (
        (resaved(sample(NAMES[1])), some_remarks()),
        (resaved(books.by_xlsxwriter()), odd_remarks()),
    ):
        assert reason_for_slip(data) is None
        copy = marked_copy(data, asked)
        assert told_of(copy) == told_of(data)
        assert read(copy, tmp_path) == read(data, tmp_path)
        assert told_of(without_marks(copy)) == told_of(data)
        assert notes_of(without_marks(copy)) == notes_of(data)
        assert marked_copy(copy, asked) == copy
        assert_consistent(copy)


def test_a_copy_that_libreoffice_saved_reads_as_the_original(tmp_path: Path) -> None:
    """Its tables equal those of the original saved in the same way; the marks come off."""
    data = sample(NAMES[1])
    copy = resaved(marked_copy(data, some_remarks()))
    assert PAGE_SHEET in openpyxl.load_workbook(BytesIO(copy)).sheetnames
    assert colours_of(copy)
    assert read(copy, tmp_path).tables == read(resaved(data), tmp_path).tables
    assert read(copy, tmp_path).other_sheets == ()
    bare = without_marks(copy)
    assert PAGE_SHEET not in openpyxl.load_workbook(BytesIO(bare)).sheetnames
    assert (colours_of(bare), notes_of(bare)) == ({}, {})
    assert told_of(bare)["システム評価"]["cells"].keys() == (
        told_of(resaved(data))["システム評価"]["cells"].keys()
    )
    assert_consistent(bare)


def test_what_was_mended_in_libreoffice_is_kept() -> None:
    """A clerk mends a cell; the value is there when the marks are taken off and put on again."""
    typed = (("所管するシステム一覧", "H3", "税の計算"),)
    copy = resaved(marked_copy(sample(NAMES[1]), some_remarks()), typed)
    again = marked_copy(copy, some_remarks())
    assert openpyxl.load_workbook(BytesIO(again))["所管するシステム一覧"]["H3"].value == "税の計算"
    assert openpyxl.load_workbook(BytesIO(again)).sheetnames.count(PAGE_SHEET) == 1
    assert_consistent(again)


def test_notes_of_others_survive_both() -> None:
    """Saved by LibreOffice, our notes go and the division's stay."""
    copy = resaved(marked_copy(books.by_xlsxwriter(), odd_remarks()))
    assert notes_of(without_marks(copy)).keys() == notes_of(books.by_xlsxwriter()).keys()
    assert_consistent(without_marks(copy))


def test_an_error_is_seen_where_a_warning_lies_too(tmp_path: Path) -> None:
    """Cells and areas that overlap have the colour of the gravest, as LibreOffice shows them."""
    asked = remarks(
        *(finding(f"経費!{place}", WARNING) for place in ("B2", "B2:B4", "E2:F6", "C4:C7")),
        *(finding(f"経費!{place}") for place in ("B2", "D1:E3", "A5:E5")),
    )
    full = written(lambda book: _fill(book.add_worksheet("経費")))
    path = tmp_path / "copy.xlsx"
    path.write_bytes(marked_copy(full, asked))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "html", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(path)], capture_output=True, check=True, timeout=180)
    html = (tmp_path / "copy.html").read_text(encoding="utf-8").rpartition("<em>経費</em>")[2]
    cells = re.findall(r'<td[^>]*?bgcolor="#(\w+)".*?>([A-F]\d)\b', html, re.DOTALL)
    orange = {cell for colour, cell in cells if colour == "F8CBAD"}
    yellow = {cell for colour, cell in cells if colour == "FFE699"}
    assert orange == {"B2", "D1", "E1", "D2", "E2", "D3", "E3", "A5", "B5", "C5", "D5", "E5"}
    assert yellow == {"B3", "B4", "F2", "F3", "E4", "F4", "F5", "E6", "F6", "C4", "C6", "C7"}


def _fill(sheet: Any) -> None:
    for row in range(8):
        sheet.write_row(row, 0, [f"{column}{row + 1}" for column in "ABCDEF"])


def test_the_page_is_printed_first(tmp_path: Path) -> None:
    """The printed copy begins with the page, complete with the last remark's advice."""
    path = tmp_path / "copy.xlsx"
    path.write_bytes(marked_copy(sample(NAMES[1]), some_remarks()))
    pdf = office.to_pdf(path, tmp_path)
    printed = subprocess.run(
        ["pdftotext", "-l", "1", "-layout", pdf, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "確認していただきたいこと（システム調査票 2019年度）" in printed
    assert printed.count("値を入力してください。") == len(some_remarks().rows)
