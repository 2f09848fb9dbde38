"""The result of a draw as a workbook, and its summary, without the command line."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook

from sysaudit.audits import Result, book, draw_audits, sealed_by_seed
from sysaudit.audits.plan import Entry, Plan
from sysaudit.audits.reading import read_book
from sysaudit.audits.standing import Standing
from sysaudit.audits.verification import verified
from sysaudit.audits.window import Window
from sysaudit.config import Settings
from sysaudit.draw import Auditor
from sysaudit.findings import Text
from sysaudit.reports.draw_summary import write_summary
from sysaudit.reports.draw_workbook import draw_workbook
from sysaudit.reports.draw_workbook.division_sheet import RANKED_BY_FORMULA

HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "http://example.com/", "{=1}")
NOTHING = Text("", "")
WINDOW = Window(date(2019, 9, 1), date(2019, 12, 28), {date(2019, 9, 16): "敬老の日"}, 1)


def entry(code: str, department: str, **more: Any) -> Entry:
    """A division that may be drawn."""
    told = {
        "name": f"第{code}課",
        "standing": Standing.IN,
        "reasons": NOTHING,
        "points": NOTHING,
        "total": 0,
        "base": 1,
        "visited_last_year": False,
        "weight": 4,
        "blocked": (),
    }
    return Entry(code, department, **{**told, **more})


def result_of(entries: list[Entry], places: int, window: Window = WINDOW) -> Result:
    """A draw by a text."""
    ordered = tuple(sorted(entries, key=lambda each: each.code.encode()))
    auditors = (Auditor("見本 一郎", "総務部"),)
    plan = Plan("2019", 2019, ordered, places, window, auditors, (), 4, False)
    return draw_audits(plan, sealed_by_seed("2019", "a"))


@cache
def small() -> Result:
    """Nine divisions of two departments, of which one is out and three are drawn."""
    entries = [entry(f"A{n}", "総務部", weight=4 * (1 + n % 4)) for n in range(6)]
    entries += [entry(f"B{n}", "区民部") for n in range(2)]
    out = Text("学校のため", "a school")
    entries.append(entry("S1", "教育部", standing=Standing.OUT, reasons=out))
    return result_of(entries, 3)


def opened(result: Result) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(draw_workbook(result)))


def texts_of(made: Workbook) -> list[str]:
    return [
        cell.value
        for page in made.worksheets
        for row in page.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.data_type != "f"
    ]


def test_the_sheets_stand_in_their_order() -> None:
    """監査対象 is what one sees first; the stamp is hidden."""
    made = opened(small())
    visible = [page.title for page in made.worksheets if page.sheet_state == "visible"]
    assert visible == ["監査対象", "予備", "全課", "日程", "日程変更", "対象外", "検証"]
    assert made.active is not None
    assert made.active.title == "監査対象"


def test_days_stand_over_their_weekdays() -> None:
    """The heading of a month in 日程 is as high as two lines of it and no more."""
    sheet = opened(small())["日程"]
    at = next(c.row for c in sheet["A"] if c.value == "課コード")
    assert sheet.cell(at, 4).value == "1\n日"
    assert 2 * 15 < sheet.row_dimensions[at].height < 3 * 15


def test_equal_results_give_equal_bytes() -> None:
    """No clock and no chance in it."""
    assert draw_workbook(small()) == draw_workbook(small())


def test_what_is_written_reads_back_and_agrees(tmp_path: Path) -> None:
    """Nothing differs, none is taken for something else."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(draw_workbook(small()))
    told = verified(read_book(path, Settings().limits, str))
    assert told.differences == ()


def test_the_number_of_formulas() -> None:
    """A u for each division, a key and a rank for each that is ranked, three sums."""
    result = small()
    formulas = [
        cell.value
        for page in opened(result).worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert len(formulas) == len(result.plan.entries) + 2 * len(result.draw.rank) + 3


def test_the_ticket_on_the_proof_can_be_redone_by_hand() -> None:
    """The text after printf hashes to the answer below it and to the ticket on 全課."""
    texts = texts_of(opened(small()))
    command = next(text for text in texts if "printf" in text)
    text = command.partition("printf '%s' '")[2].partition("' | sha256sum")[0]
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert any(each.startswith(f"答え: {digest}") for each in texts)
    assert digest == small().draw.tickets["A0"]


@cache
def hostile() -> Result:
    """Texts that a spreadsheet program would take for formulas, wherever they may stand."""
    entries = [
        entry(
            f"H{n}",
            f"部{n}",
            name=text,
            reasons=Text(text, text),
            points=Text(text, text),
            standing=Standing.MUST if n % 2 else Standing.OUT,
            promoter=text,
            extension=text,
        )
        for n, text in enumerate(HOSTILE)
    ]
    entries += [entry(f"R{n}", "部0", name=text, promoter=text) for n, text in enumerate(HOSTILE)]
    made = result_of(entries, 5)
    return made.with_move(next(iter(made.draw.must)), date(2019, 10, 22), "=1+1")


def test_no_formula_is_made_of_a_text() -> None:
    """Names, reasons, points, promoters, telephones and reasons of moves stay text."""
    made = opened(hostile())
    typed = ("{=1", *(f"={text.lstrip('=')}" for text in HOSTILE))
    formulas = [
        str(cell.value)
        for page in made.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert [each for each in formulas if each.startswith(typed)] == []
    assert [text for text in HOSTILE if text not in texts_of(made)] == []


def test_no_text_becomes_a_link() -> None:
    """A web address in a name opens nothing."""
    made = opened(hostile())
    found = [c for page in made.worksheets for row in page.iter_rows() for c in row if c.hyperlink]
    assert found == []


def test_strange_texts_read_back_and_agree(tmp_path: Path) -> None:
    """verify-draw does not stumble over them."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(draw_workbook(hostile()))
    told = verified(read_book(path, Settings().limits, str))
    assert [each.what.ja for each in told.differences] == []


@cache
def large() -> Result:
    """3,000 divisions in 30 departments, of which 90 are drawn."""
    entries = [
        entry(f"D{n:04}", f"部{n % 30:02}", weight=4 * (1 + n % 4), base=1 + n % 4)
        for n in range(3_000)
    ]
    return result_of(entries, 90, Window(WINDOW.first, WINDOW.last, WINDOW.closed, 2))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The large ward as a file."""
    path = tmp_path_factory.mktemp("large") / "a.xlsx"
    path.write_bytes(draw_workbook(large()))
    return path


@pytest.mark.slow
def test_a_large_ward_has_no_formula_for_ranks(written: Path) -> None:
    """Beyond the limit a rank is a number, for each formula would look at all the others."""
    assert len(large().plan.entries) > RANKED_BY_FORMULA
    with zipfile.ZipFile(written) as archive:
        content = archive.read("xl/worksheets/sheet3.xml").decode()
    assert "SUMPRODUCT" not in content
    assert content.count("<f>HEX2DEC") == 3_000


@pytest.mark.slow
def test_the_values_of_a_large_ward_are_right(written: Path) -> None:
    """What stands in its cells is the draw; reading it back agrees."""
    told = read_book(written, Settings().limits, str)
    ranks = {row["code"].text: row["rank"].number for row in told.divisions}
    assert ranks == {each.code: large().draw.rank.get(each.code) for each in large().plan.entries}
    assert verified(told).differences == ()
    assert len(told.drawn) == 90
    assert len(told.reserves) == 2_910


def test_an_empty_draw_is_written() -> None:
    """No division is drawn: every sheet is there."""
    made = opened(result_of([entry("A1", "総務部")], 0))
    assert len(made.worksheets) == 8


@pytest.mark.slow
@pytest.mark.parametrize("smallest", [1, 3])
def test_the_summary_adds_up(tmp_path: Path, smallest: int) -> None:
    """Whatever is told together, the sums are those of the draw."""
    path = tmp_path / "s.xlsx"
    write_summary(path, large(), smallest)
    rows = list(openpyxl.load_workbook(path, data_only=True)["集計"].iter_rows(values_only=True))
    start = next(n for n, row in enumerate(rows) if row[0] == "部")
    body = [row for row in rows[start + 1 :] if row[0] not in (None, "計")]
    assert sum(row[1] for row in body) == 3_000  # type: ignore[misc]
    assert sum(row[4] for row in body) == 90  # type: ignore[misc]
    assert len(body) > 1


def test_the_workbook_holds_no_path_and_no_user() -> None:
    """Its properties tell the title and 1 April, nothing of who made it."""
    with zipfile.ZipFile(io.BytesIO(draw_workbook(small()))) as archive:
        core = archive.read("docProps/core.xml").decode()
    assert "<dc:title>監査対象の抽選結果（2019年度）</dc:title>" in core
    assert "2019-04-01" in core
    assert "<dc:creator></dc:creator>" in core
    assert book.KIND == "draw"
