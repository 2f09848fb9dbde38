"""A result that nobody touched agrees with itself; whatever is changed by hand is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.audits.books import Place, at, changed, differences, edited, places, read, untouched
from tests.audits.wards import drawn_twelve

from sysaudit.audits import book
from sysaudit.audits.differences import Difference, changes
from sysaudit.audits.verification import verified
from sysaudit.draw import key_of, share_of_seed
from sysaudit.reports.draw_workbook import draw_workbook

OTHER_KEY = key_of("2019", [share_of_seed("another")])


def test_untouched(tmp_path: Path) -> None:
    """No difference, neither as written nor as saved by another program."""
    for content in (untouched(), edited(lambda _: None)):
        verification = verified(read(content, tmp_path))
        assert verification.differences == ()
        assert verification.result is not None
        assert verification.result.leaf_list == drawn_twelve().leaf_list


def test_what_was_taken_on_trust(tmp_path: Path) -> None:
    """Weights, until the inputs are given, size and window; the key of a seed is made again."""
    weights, size = verified(read(untouched(), tmp_path)).taken_on_trust
    assert "--roster" in weights.en
    assert "size (4)" in size.en
    assert "receipt" not in size.en


def test_rows_in_another_order(tmp_path: Path) -> None:
    """Whoever sorts 全課 changes nothing."""

    def turn(opened: Workbook) -> None:
        sheet = opened[book.DIVISIONS]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=13)]
        for number, row in enumerate(reversed(rows), start=2):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value

    assert differences(turn, tmp_path) == ()


@pytest.mark.parametrize("redrawn", ["", "台帳の誤り"])
@pytest.mark.parametrize("moves", [0, 2])
def test_moved_dates_do_not_disturb(redrawn: str, moves: int, tmp_path: Path) -> None:
    """They stand beside the sealed ones."""
    result = drawn_twelve()
    code = next(iter(result.dates))
    for n in range(moves):
        result = result.with_move(code, date(2019, 12, 2 + n), "台風")
    assert verified(read(draw_workbook(result), tmp_path)).differences == ()


ODDS = "作業オッズ（百万分の1）"
What = tuple[str, ...]
"""Sheet and field, or sheet, heading and code."""
PLAN, LEAVES = (book.PROOF, "plan"), (book.PROOF, "leaves")
OTHER_DAY = date(2019, 10, 30)
CHANGED: list[tuple[What, object, list[What]]] = [
    ((book.DIVISIONS, "重み", "1202"), 4, [(book.DIVISIONS, "確率", "1202"), PLAN]),
    ((book.DIVISIONS, "区分", "1302"), "対象外", [(book.DIVISIONS, "結果", "1302"), PLAN]),
    ((book.DIVISIONS, "部名", "1401"), "総務部", [PLAN]),
    ((book.DIVISIONS, "訪問できない期間", "1202"), "", [PLAN]),
    ((book.DIVISIONS, "確率", "1101"), 0.3, []),
    ((book.DRAWN, "確率", "1203"), 0.5, []),
    ((book.RESERVES, "確率", "1304"), 0.28, []),
    ((book.DRAWN, "課名", "1202"), "納税課", []),
    ((book.DRAWN, "課コード", "1202"), "1201", []),
    ((book.DRAWN, "部名", "1202"), "総務部", []),
    ((book.DRAWN, "理由", "1203"), "", []),
    ((book.DRAWN, "監査実施人", "1202"), "見本 一郎", []),
    ((book.DRAWN, "訪問日", "1202"), OTHER_DAY, []),
    ((book.DRAWN, "訪問日", "1203"), None, []),
    ((book.DIVISIONS, "訪問日", "1202"), OTHER_DAY, []),
    ((book.RESERVES, "順位", "1304"), 2, []),
    ((book.RESERVES, "課名", "1304"), "健康推進課", []),
    ((book.EXCLUDED, "理由", "1103"), "都合", []),
    ((book.DIVISIONS, "結果", "1304"), "抽選", []),
    ((book.DIVISIONS, ODDS, "1202"), "#REF!", []),
    ((book.DIVISIONS, "券", "1304"), "0" * 64, []),
    ((book.DIVISIONS, "ノンス", "1304"), "0" * 64, []),
    ((book.DIVISIONS, "葉", "1304"), "0" * 64, []),
    ((book.DIVISIONS, "部内順位", "1304"), 1, []),
    ((book.DIVISIONS, "u", "1304"), 0.01, []),
    ((book.DIVISIONS, "順位値", "1304"), 0.01, []),
    (PLAN, "0" * 64, []),
    (LEAVES, "0" * 64, []),
    ((book.PROOF, "method"), "sysaudit-draw/2", []),
    ((book.PROOF, "must"), 2, []),
    ((book.PROOF, "per_date"), 2, [PLAN]),
    ((book.PROOF, "first"), date(2019, 10, 1), [PLAN]),
    ((book.PROOF, "draw_id"), "2020", [(book.PROOF, "key"), PLAN, LEAVES]),
    ((book.PROOF, "places"), 5, [PLAN]),
    ((book.PROOF, "seed"), "20190427", [(book.PROOF, "key")]),
    ((book.PROOF, "key"), OTHER_KEY, [(book.DIVISIONS, "券", "1101"), LEAVES]),
]
"""What is rewritten, and what else must be told of it; of what hangs on nothing, the cell alone."""
OF_INPUTS = ("重み", "区分", "部名", "訪問できない期間")
STATED = ("per_date", "first", "draw_id", "places", "seed")
"""Whether such a cell itself is wrong, only inputs can tell: what follows from it is told."""


def after(what: What, value: object, folder: Path) -> tuple[Difference, ...]:
    """What verification says where one cell is rewritten."""
    return verified(read(changed(untouched(), at(untouched(), *what), value), folder)).differences


@pytest.mark.parametrize(("what", "value", "others"), CHANGED)
def test_changed_cell_is_told(
    what: What, value: object, others: list[What], tmp_path: Path
) -> None:
    """With its sheet and cell, or those of what follows from it."""
    stated = what[1] in STATED or (what[0] == book.DIVISIONS and what[1] in OF_INPUTS)
    due = others if stated else [what, *others]
    assert due
    assert {at(untouched(), *each) for each in due} <= places(after(what, value, tmp_path))


def test_only_the_changed_cell_is_told(tmp_path: Path) -> None:
    """One date is one difference; it says nothing of the name of the division."""
    what = (book.DRAWN, "訪問日", "1202")
    (found,) = after(what, date(2019, 10, 30), tmp_path)
    assert places((found,)) == {at(untouched(), *what)}
    assert "課税課" not in found.what.ja
    assert found.changes is None


def test_another_key_tells_what_it_changed(tmp_path: Path) -> None:
    """Who was dropped, who was added, who has another day."""
    several = after((book.PROOF, "key"), OTHER_KEY, tmp_path)
    (found,) = [each for each in several if "鍵 K" in each.what.ja]
    right, other = drawn_twelve(), drawn_twelve("another")
    assert found.changes == changes(other, right)
    assert found.changes.dropped == tuple(sorted(other.draw.drawn - right.draw.drawn))
    assert found.changes.added == tuple(sorted(right.draw.drawn - other.draw.drawn))
    assert found.changes.dated


def test_another_seed_tells_what_it_would_have_changed(tmp_path: Path) -> None:
    """At the key, which it does not make."""
    (found,) = after((book.PROOF, "seed"), "another", tmp_path)
    assert found.changes == changes(drawn_twelve(), drawn_twelve("another"))


def test_odds_that_do_not_give_the_chances(tmp_path: Path) -> None:
    """A thousandfold: told by department, with whom the right odds would have drawn."""
    several = after((book.DIVISIONS, ODDS, "1302"), 253_848_000, tmp_path)
    (found,) = [each for each in several if "作業オッズ" in each.what.ja]
    assert found.what.ja.startswith("健康福祉部")
    assert places((found,)) == {Place(book.DIVISIONS, None)}
    assert found.changes is not None
    assert (found.changes.dropped, found.changes.added) == (("1302",), ("1301",))


def test_odds_off_by_their_last_digit_agree(tmp_path: Path) -> None:
    """Another machine's fit may differ by a millionth, which changes no printed chance."""
    found = after((book.DIVISIONS, ODDS, "1201"), 595_814, tmp_path)
    assert not [each for each in found if "作業オッズ" in each.what.ja]


def test_undrawable(tmp_path: Path) -> None:
    """More places than divisions: there is no result, and one difference that says so."""
    content = changed(untouched(), at(untouched(), book.PROOF, "places"), 50)
    verification = verified(read(content, tmp_path))
    assert verification.result is None
    (found,) = verification.differences
    assert "50 places, but only 11" in found.what.en
