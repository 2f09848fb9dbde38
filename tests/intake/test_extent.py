"""Sheets that would kill calamine, or make it show something else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.intake.books import (
    SHEET,
    TEXTS,
    edited,
    first_grid,
    handmade,
    is_plain,
    packed,
    plain,
    refusal,
    unpacked,
    written,
)

from sysaudit.intake.archive import Limits, Reason
from sysaudit.intake.markup import starts
from sysaudit.intake.refusal import Refused


@pytest.mark.parametrize("cell", ["AB1048576", "XFD5", "XFD1048576", "ALM3", "C100001"])
def test_a_stray_far_cell_is_refused_by_its_name(tmp_path: Path, cell: str) -> None:
    data = edited(plain(), SHEET, 'r="C3"', f'r="{cell}"')
    refused = refusal(tmp_path, data)
    assert (refused.reason, refused.sheet, refused.cell) == (Reason.FAR_CELL, "経費", cell)


def test_a_far_cell_in_a_row_that_tells_its_place_is_refused(tmp_path: Path) -> None:
    near = '<row r="1"><c><v>1</v></c></row>'
    sheet = f"<sheetData>{near}{near.replace('1', '999999', 1)}</sheetData>"
    assert refusal(tmp_path, handmade(sheet)).cell == "A999999"


@pytest.mark.parametrize(
    "sheet",
    [
        '<sheetData><row r="1"><c r="A1"><v>1</v></c>{}</row></sheetData>',
        "<x:sheetData>{}</x:sheetData>",
    ],
)
def test_a_far_cell_behind_a_prefix_is_refused(tmp_path: Path, sheet: str) -> None:
    """calamine goes by local names, so it would see it."""
    far = '<x:c r="XFD1048576"><v>1</v></x:c>'
    assert refusal(tmp_path, handmade(sheet.format(far))).cell == "XFD1048576"


def test_a_far_cell_that_is_only_formatted_is_no_matter(tmp_path: Path) -> None:
    sheet = (
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    )
    assert first_grid(tmp_path, handmade(sheet)).rows == [[1.0]]


def test_cells_that_span_more_than_the_limit_name_the_lowest(tmp_path: Path) -> None:
    refused = refusal(tmp_path, plain(), Limits(cells=8))
    assert (refused.reason, refused.cell) == (Reason.FAR_CELL, "C3")
    assert first_grid(tmp_path, plain(), Limits(cells=9)).value(3, 3) == 5.0


def test_a_long_sheet_is_measured_without_a_parser(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        book.add_worksheet().write_column("B1", range(3000))

    data = written(fill)
    assert is_plain(data)
    refused = refusal(tmp_path, data, Limits(last_row=2999))
    assert refused.cell == "B3000"


@pytest.mark.parametrize(
    "reference", ["A0", "ZZZZ3", "C4294967295", "C99999999999999", "XFE1", "A1048577", "3C", ""]
)
def test_a_cell_outside_of_excel_is_damage(tmp_path: Path, reference: str) -> None:
    refused = refusal(tmp_path, edited(plain(), SHEET, 'r="C3"', f'r="{reference}"'))
    assert (refused.reason, refused.sheet) == (Reason.DAMAGED, "経費")


@pytest.mark.parametrize("row", ["0", "1048577", "99999999999999999999"])
def test_a_row_outside_of_excel_is_damage(tmp_path: Path, row: str) -> None:
    sheet = f'<sheetData><row r="{row}"><c><v>1</v></c></row></sheetData>'
    assert refusal(tmp_path, handmade(sheet)).reason is Reason.DAMAGED


@pytest.mark.parametrize("attribute", ["uniqueCount", "count"])
def test_more_shared_texts_than_there_are_is_damage(tmp_path: Path, attribute: str) -> None:
    data = edited(plain(), TEXTS, rf'\b{attribute}="\d+"', f'{attribute}="4294967295"')
    assert refusal(tmp_path, data).reason is Reason.DAMAGED


@pytest.mark.parametrize("index", ["-1", "x1", "1.0", ""])
def test_a_shared_text_without_a_number_is_damage(tmp_path: Path, index: str) -> None:
    """calamine shows another cell's text instead."""
    refused = refusal(tmp_path, edited(plain(), SHEET, 't="s"><v>0', f't="s"><v>{index}'))
    assert (refused.reason, refused.cell) == (Reason.DAMAGED, "B2")


@pytest.mark.parametrize("keep", [0.5, 0.9])
def test_a_sheet_whose_xml_breaks_off_is_damage(tmp_path: Path, keep: float) -> None:
    parts = unpacked(plain())
    parts[SHEET] = parts[SHEET][: int(len(parts[SHEET]) * keep)]
    assert refusal(tmp_path, packed(parts)).reason is Reason.DAMAGED


def test_more_shared_texts_than_cells_are_allowed_are_too_many(tmp_path: Path) -> None:
    data = edited(plain(), TEXTS, "</sst>", "<si><t>x</t></si>" * 20 + "</sst>")
    assert refusal(tmp_path, data, Limits(cells=15)).reason is Reason.TOO_LARGE


def test_a_document_type_is_refused_by_the_parser_too() -> None:
    with pytest.raises(Refused) as caught:
        starts(b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "x.xml")
    assert caught.value.refusal.reason is Reason.UNSAFE


@pytest.mark.parametrize("index", ["18446744073709551616", "4294967296", "0000000000"])
def test_a_shared_text_of_a_number_beyond_counting_is_damage(tmp_path: Path, index: str) -> None:
    """calamine lets it run over, and shows another cell's text."""
    refused = refusal(tmp_path, edited(plain(), SHEET, 't="s"><v>0', f't="s"><v>{index}'))
    assert (refused.reason, refused.cell) == (Reason.DAMAGED, "B2")


@pytest.mark.parametrize(
    ("pattern", "instead"),
    [("</row></sheetData>", "</sheetData>"), ("</worksheet>", "</worksheet><worksheet/>")],
)
def test_xml_that_calamine_forgives_is_damage(tmp_path: Path, pattern: str, instead: str) -> None:
    """A row that is never closed, a second root: no Excel opens it."""
    assert refusal(tmp_path, edited(plain(), SHEET, pattern, instead)).reason is Reason.DAMAGED
