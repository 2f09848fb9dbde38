"""The page for division clerks says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sysaudit.findings import Severity
from sysaudit.reports.marking.styles import COLOURS
from sysaudit.validation import validate
from tests.building import WardModel

PAGE = (Path(__file__).parent.parent / "docs" / "clerk.ja.html").read_text("utf-8")
ROWS = re.findall(r"<tr><td>(.*?)</td><td>(.*?)</td>", PAGE)
ERROR = Severity.ERROR
COSTS, SYSTEMS = "経費見積入力シート", "所管するシステム一覧"
PLACES = {
    "約100万円": f"{COSTS}!{{2020年度見積}}2",
    "12万円/月": f"{COSTS}!{{2020年度見積}}2",
    "（金額が空欄）": f"{COSTS}!{{2020年度見積}}2",
    "2019年4月から5年": f"{SYSTEMS}!{{契約開始日}}2",
    "20人くらい": f"{SYSTEMS}!{{利用者数}}2",
}
"""Where each example of the page is typed."""


def errors_with(typed: str, where: str, folder: Path) -> list[str]:
    """The errors that speak of the cell's column."""
    returned, _, roster = WardModel().edited([f"1304 {where} = {typed}"]).write(folder)
    column = "「{}」".format(*re.findall(r"\{(.*)\}", where))
    errors = [f for f in validate([returned], roster=roster).findings if f.severity is ERROR]
    return [each.code for each in errors if each.message.ja.startswith(column)]


def test_every_example_is_tried() -> None:
    """Those of the page and those of this test are the same."""
    assert [wrong for wrong, _ in ROWS] == list(PLACES)


@pytest.mark.parametrize(("wrong", "right"), ROWS)
def test_what_comes_back_and_what_does_not(wrong: str, right: str, tmp_path: Path) -> None:
    """The left column is sent back, the right one is not."""
    where = PLACES[wrong]
    for name, typed in (("a", "" if wrong.startswith("（") else wrong), ("b", right)):
        (tmp_path / name).mkdir()
        codes = errors_with(typed, where, tmp_path / name)
        assert bool(codes) == (name == "a"), codes


def test_the_colours_are_those_of_the_marks() -> None:
    """What is to be mended, what is to be confirmed."""
    found = re.findall(r"\.(orange|yellow) \{ background: #(\w{6})", PAGE)
    assert {name: colour.upper() for name, colour in found} == {
        "orange": COLOURS[ERROR],
        "yellow": COLOURS[Severity.WARNING],
    }
