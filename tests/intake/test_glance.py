"""What is taken for sound at a glance is sound: else a parser looks, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.books import first_grid, handmade, is_plain, refusal

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
