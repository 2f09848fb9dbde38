"""Where values seem to be missing in a sheet, a look tells whether any is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.books import first_grid, refusal, with_texts

CELLS = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>5</v></c></row>'


@pytest.mark.parametrize(
    "item",
    [
        "<si/>",
        "<si></si>",
        "<si><t/></si>",
        "<si><t></t></si>",
        '<si><t xml:space="preserve"/></si>',
        "<si><t> </t></si>",
        '<si><t/><phoneticPr fontId="1"/></si>',
        '<si><phoneticPr fontId="1"/></si>',
        "<si><r><t/></r></si>",
        '<si><t/><rPh sb="0" eb="0"><t>x</t></rPh></si>',
    ],
)
def test_a_blank_text_is_no_lost_value(tmp_path: Path, item: str) -> None:
    """Excel writes such items where a cell was emptied in some ways."""
    grid = first_grid(tmp_path, with_texts(CELLS, item))
    assert grid.value(1, 2) == 5


def test_a_blank_result_of_a_formula_is_no_lost_value(tmp_path: Path) -> None:
    """A space that the XML does not tell to keep."""
    cells = '<row r="1"><c r="A1" t="str"><f>X</f><v> </v></c><c r="B1"><v>5</v></c></row>'
    assert first_grid(tmp_path, with_texts(cells, "<si><t>x</t></si>")).value(1, 2) == 5


def test_a_lost_value_is_named_by_its_cell(tmp_path: Path) -> None:
    """A text in the wrong element."""
    cells = CELLS.replace("<v>0</v>", "<is><v>0</v></is>")
    refused = refusal(tmp_path, with_texts(cells, "<si><t>x</t></si>"))
    assert (refused.sheet, refused.cell) == ("S", "A1")
