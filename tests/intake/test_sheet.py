"""One sheet however it is written: formulas, errors, hidden rows, unusual shapes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.intake.books import (
    facts_of,
    first_grid,
    handmade,
    is_plain,
)

from sysaudit.intake.scan import SheetFacts

CELLS: dict[str, tuple[str, dict[str, Any]]] = {
    "no value": ("<f>1+1</f>", {"uncomputed": ((1, 1),)}),
    "empty value": ("<f>1+1</f><v></v>", {"uncomputed": ((1, 1),)}),
    "empty value, closed": ("<f>1+1</f><v/>", {"uncomputed": ((1, 1),)}),
    "value on a line of its own": ("<f>1+1</f>\n<v>2</v>\n", {}),
    "shared formula without a value": (
        '<f t="shared" si="0"/>',
        {"uncomputed": ((1, 1),)},
    ),
    "shared formula with a value": ('<f t="shared" si="0"/><v>2</v>', {}),
    "array formula without a value": (
        '<f t="array" ref="A1:A2">B1:B2</f>',
        {"uncomputed": ((1, 1),)},
    ),
    "link": ("<f>[1]表!A1</f><v>2</v>", {"linked": ((1, 1),)}),
    "link in quotes": ("<f>'[1]表 1'!A1+1</f><v>2</v>", {"linked": ((1, 1),)}),
    "link to a name": ("<f>[2]!合計</f><v>2</v>", {"linked": ((1, 1),)}),
    "link by a path": ("<f>'C:\\様式\\[予算.xlsx]表'!A1</f><v>2</v>", {"linked": ((1, 1),)}),
    "column of a table": ("<f>SUM(表1[2020])&amp;表1[[#This Row],[額]]</f><v>2</v>", {}),
    "column of a table before a sheet": ("<f>表1[2020]+他!A1</f><v>2</v>", {}),
    "brackets in a text": ("<f>&quot;[1]表!A1&quot;</f><v>2</v>", {}),
}


@pytest.mark.parametrize("case", CELLS)
def test_a_formula_in_a_cell(tmp_path: Path, case: str) -> None:
    content, facts = CELLS[case]
    sheet = f'<sheetData><row r="1"><c r="A1">{content}</c></row></sheetData>'
    assert facts_of(tmp_path, handmade(sheet)) == SheetFacts(**facts)


@pytest.mark.parametrize(
    ("content", "uncomputed"),
    [
        ("<f>T(1)</f><v></v>", ()),
        ("<f>T(1)</f><v/>", ()),
        ('<f t="shared" si="0"/><v></v>', ()),
        ("<f>T(1)</f>", ((1, 1),)),
    ],
)
def test_an_empty_text_is_a_value_of_a_formula_that_gives_a_text(
    tmp_path: Path, content: str, uncomputed: tuple[Any, ...]
) -> None:
    sheet = f'<sheetData><row r="1"><c r="A1" t="str">{content}</c></row></sheetData>'
    assert facts_of(tmp_path, handmade(sheet)).uncomputed == uncomputed


def test_a_shared_formula_that_takes_from_elsewhere_does_so_in_each_cell(tmp_path: Path) -> None:
    sheet = """<sheetData>
        <row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="3">[1]S!B1</f><v>1</v></c></row>
        <row r="2"><c r="A2"><f t="shared" si="3"/><v>1</v></c></row>
        <row r="3"><c r="A3"><f t="shared" si="4"/><v>1</v></c></row></sheetData>"""
    assert facts_of(tmp_path, handmade(sheet)).linked == ((1, 1), (2, 1))


@pytest.mark.parametrize("told", ['"1"', '"true"', "'1'", ' = "1"'])
def test_a_hidden_row_however_it_is_told(tmp_path: Path, told: str) -> None:
    hidden = f"hidden{told}" if "=" in told else f"hidden={told}"
    sheet = f'<sheetData><row r="3" {hidden}><c r="A3"><v>1</v></c></row></sheetData>'
    assert facts_of(tmp_path, handmade(sheet)).hidden_rows == ((3, 3),)


def test_rows_that_are_said_not_to_be_hidden_need_no_parser(tmp_path: Path) -> None:
    """LibreOffice says so of every row."""
    sheet = (
        '<cols><col min="1" max="3" hidden="false"/></cols>'
        '<sheetData><row r="1" hidden="false"><c r="A1"><v>1</v></c></row>'
        '<row r="2" hidden="0"><c r="A2"><v>1</v></c></row></sheetData>'
    )
    assert is_plain(handmade(sheet))
    assert facts_of(tmp_path, handmade(sheet)) == SheetFacts()


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#SPILL!", "#CALC!", "#新しい!"])
def test_an_error_is_told_and_its_sheet_read(tmp_path: Path, error: str) -> None:
    """calamine shows older errors as blank cells and gives up sheets with newer ones."""
    sheet = (
        '<sheetData><row r="1"><c r="A1" t="str"><v>#SPILL!</v></c>'
        f'<c r="B1" s="1" t="e"><f>X()</f><v>{error}</v></c><c r="C1"><v>7</v></c></row>'
        "</sheetData>"
    )
    grid = first_grid(tmp_path, handmade(sheet))
    assert grid.facts.errors == ((1, 2, error),)
    assert grid.rows == [["#SPILL!", "", 7.0]]


def with_prefix(xml: str) -> str:
    return re.sub(r"<(/?)(?=\w)", r"<\1x:", xml).replace("xmlns=", "xmlns:x=")


def without_references(xml: str) -> str:
    return re.sub(r'<(c|row) r="[A-Z0-9]+"', r"<\1", xml)


def in_single_quotes(xml: str) -> str:
    return xml.replace('"', "'")


def attributes_reversed(xml: str) -> str:
    return re.sub(r'<c (r="\w+") (t="\w+")', r"<c \2 \1", xml)


def with_comments(xml: str) -> str:
    return xml.replace("<row", "<!-- <c r='XFD9'><v>1</v></c> --><row")


@pytest.mark.parametrize(
    "shape",
    [with_prefix, without_references, in_single_quotes, attributes_reversed, with_comments],
)
def test_other_ways_to_write_the_same_sheet(tmp_path: Path, shape: Callable[[str], str]) -> None:
    """Values and facts do not depend on them; calamine alone loses columns without references."""
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="e"><v>#N/A</v></c></row>'
        '<row r="2" hidden="1"><c r="A2"><f>1</f></c><c r="B2"><v>4</v></c></row>'
        "</sheetData></worksheet>"
    )
    usual = first_grid(tmp_path, handmade(sheet))
    assert usual.rows == [["a", ""], ["", 4.0]]
    assert usual.facts.uncomputed == ((2, 1),)
    changed = shape(sheet)
    assert changed != sheet
    assert first_grid(tmp_path, handmade(changed)) == usual


def test_text_in_cdata_is_not_lost(tmp_path: Path) -> None:
    sheet = '<sheetData><row r="1"><c r="A1" t="str"><v><![CDATA[a<b&c]]></v></c></row></sheetData>'
    assert first_grid(tmp_path, handmade(sheet)).rows == [["a<b&c"]]


def test_merged_ranges_in_an_unusual_shape_are_parsed(tmp_path: Path) -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
        "<mergeCells><mergeCell ref='A1:B2'/><mergeCell x='1' ref='C1:D2'/></mergeCells>"
    )
    assert facts_of(tmp_path, handmade(sheet)).merged == ((1, 1, 2, 2), (1, 3, 2, 4))
