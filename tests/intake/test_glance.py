"""What is taken for sound at a glance is sound: else a parser looks, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.books import facts_of, first_grid, handmade, is_plain, refusal

from sysaudit.intake.refusal import Reason

ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'


def rows(inside: str) -> str:
    return f"<sheetData>{inside}</sheetData>"


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1" hidden="false" outlineLevel="0"><c r="A1" t="n"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><f aca="false">1+1</f><v>2</v></c></row>',
        '<row r="1"><c r="A1"><f>A2&lt;&gt;&amp;&quot;&#10;</f><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="str"><f>""</f><v></v></c></row>',
        '<row r="1"><c r="A1" s="1" t="n"/><c r="B1" s="1"></c></row>',
        '<row r="1" spans="1:2"/>',
    ],
)
def test_rows_as_spreadsheets_write_them_need_no_parser(row: str) -> None:
    assert is_plain(handmade(rows(row)))


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1"><c r="A1"><v>1</v></row></c>',
        '<row r="1"><c r="A1"><v>1</v></c>',
        '<row r="1"><c r="A1"><v>&nothing;</v></c></row>',
        '<row r="1"><c r="A1"><v>]]></v></c></row>',
        '<row r="1"><c r="A1"><v>&#0;</v></c></row>',
        '<row r="1"><c r="A1"><v>\x01</v></c></row>',
        '<row r="1" r="2"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" s="1" s="2"><v>1</v></c></row>',
        '<row r="1"><c r="A1" s="0" t="str" s="5"><v>1</v></c></row>',
        '<row r="0"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>\uffff</v></c></row>',
        '<row r="1"><c r="A1"><f>1+1<v>2</v></c></row>',
    ],
)
def test_rows_that_are_no_xml_are_refused(tmp_path: Path, row: str) -> None:
    data = handmade(rows(row))
    assert not is_plain(data)
    assert refusal(tmp_path, data).reason is Reason.DAMAGED


@pytest.mark.parametrize("around", ["{}<pageMargins", "<cols>{}", "{}</cols>", "{}<x a=1/>"])
def test_what_is_no_xml_around_sound_rows_is_refused(tmp_path: Path, around: str) -> None:
    data = handmade(around.format(rows(ROW)))
    assert not is_plain(data)
    assert refusal(tmp_path, data).reason is Reason.DAMAGED


def test_rows_that_are_no_utf8_are_refused(tmp_path: Path) -> None:
    row = '<row r="1"><c r="A1" t="str"><v>@@</v></c></row>'
    sheet = f"<worksheet>{rows(row)}</worksheet>".encode().replace(b"@@", b"\x83\x4c")
    data = handmade("<worksheet/>", {"xl/worksheets/sheet1.xml": sheet.decode("latin-1")})
    assert is_plain(data)  # in Latin-1 it is
    broken = handmade("<worksheet/>", {"xl/worksheets/sheet1.xml": sheet})
    assert not is_plain(broken)
    assert refusal(tmp_path, broken).reason is Reason.DAMAGED


@pytest.mark.parametrize(
    "sheet",
    [
        "<!-- <sheetData></sheetData> -->{}",
        "<?x <sheetData></sheetData> ?>{}",
        "<sheetPr><![CDATA[<sheetData></sheetData>]]></sheetPr>{}",
        "{}<!-- <sheetData/> -->",
    ],
)
def test_rows_that_only_look_like_rows_are_not_taken_for_them(tmp_path: Path, sheet: str) -> None:
    """A comment may hold anything: what stands in it is not what the sheet says."""
    data = handmade(sheet.format(rows(ROW)))
    assert not is_plain(data)
    assert first_grid(tmp_path, data).value(1, 1) == 1.0


def test_rows_after_the_sheet_are_no_rows_of_it(tmp_path: Path) -> None:
    data = handmade(f"<worksheet/>{rows(ROW)}")
    assert not is_plain(data)
    assert refusal(tmp_path, data).reason is Reason.DAMAGED


def test_merged_cells_are_seen_before_the_rows_too(tmp_path: Path) -> None:
    merged = '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'
    assert facts_of(tmp_path, handmade(merged + rows(ROW))).merged == ((1, 1, 2, 2),)
    assert facts_of(tmp_path, handmade(rows(ROW) + merged)).merged == ((1, 1, 2, 2),)


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c><c r="B1" t="str">{}</c>',
        '<c r="A1" t="str">{}</c><c r="A1" t="str"><v>2</v></c>',
    ],
)
@pytest.mark.parametrize("value", ['<v xml:space="preserve">x</v>', "<v >x</v>", "<v>x</v>"])
def test_of_two_values_in_one_cell_none_is_lost(tmp_path: Path, cells: str, value: str) -> None:
    """However the values beside them are written."""
    data = handmade(rows(f'<row r="1">{cells.format(value)}</row>'))
    assert refusal(tmp_path, data).reason is Reason.DAMAGED


@pytest.mark.parametrize("value", ["v", 'v xml:space="preserve"', "v "])
def test_a_number_of_which_a_part_would_be_read_is_refused(tmp_path: Path, value: str) -> None:
    number = f'<row r="1"><c r="A1"><{value}>1&#50;3</v></c></row>'
    assert refusal(tmp_path, handmade(rows(number))).reason is Reason.DAMAGED
    prefixed = rows(number).replace("<", "<x:").replace("<x:/", "</x:")
    sheet = f'<x:worksheet xmlns:x="urn:x">{prefixed}</x:worksheet>'
    assert refusal(tmp_path, handmade(sheet)).reason is Reason.DAMAGED
