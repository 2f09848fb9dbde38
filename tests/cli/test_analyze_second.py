"""The second evaluation: 二次評価入力 of a 分析書, filled in and read back by `analyze`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests import office
from tests.analysis.reading import Row, cells_of, table_of, title
from tests.analysis.samples import PREVIOUS, RETURNED, ROSTER
from tests.building import WardModel
from tests.cli.conftest import Ward
from tests.cli.running import called
from tests.cli.test_analyze import analyzed

from sysaudit.findings import column_letters

SECOND = "二次評価入力"
A, B, D = "A 現状維持", "B 改善・見直し", "D 統合・廃止"
JUDGED = {
    **{f"Q{n}": "4" for n in range(1, 6)},
    "見積の妥当性": "妥当",
    "重複": "無",
    "共同利用・標準化の可能性": "無",
    "ヒアリング": "要",
    "判定日": "2019/8/30",
}
"""What a row must bear besides the letter."""
needs_office = pytest.mark.skipif(
    not office.available(), reason="needs LibreOffice and python3-uno"
)


def header_of(path: Path) -> dict[str, int]:
    """The columns of 二次評価入力 from 1, by the beginning of their headers."""
    return {title(cell): n for n, cell in enumerate(cells_of(path, SECOND)[0], start=1)}


def row_of(path: Path, system_id: str) -> int:
    """The row of a system on 二次評価入力, as Excel counts."""
    column = header_of(path)["システムID"]
    rows = cells_of(path, SECOND)
    return next(n for n, row in enumerate(rows, start=1) if row[column - 1] == system_id)


def typed_cells(path: Path, judged: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Keystrokes by cell: system → header (or its beginning) → what is typed."""
    headers = header_of(path)
    cells = {}
    for system_id, answers in judged.items():
        row = row_of(path, system_id)
        for name, keys in answers.items():
            column = headers.get(name) or next(
                n for told, n in headers.items() if told.startswith(f"{name} ")
            )
            cells[f"{column_letters(column)}{row}"] = keys
    return cells


def fill_in(path: Path, judged: Mapping[str, Mapping[str, str]]) -> None:
    """Type into 二次評価入力 of a workbook, without LibreOffice."""
    book = openpyxl.load_workbook(path)
    for cell, keys in typed_cells(path, judged).items():
        book[SECOND][cell] = value_of(keys)
    book.save(path)
    cells_of.cache_clear()


def value_of(keys: str) -> int | date | str:
    """What Excel makes of keystrokes."""
    if "/" in keys:
        return datetime.strptime(keys, "%Y/%m/%d").date()  # a date has no zone
    return int(keys) if keys.isdigit() else keys


def differing(path: Path) -> dict[str, Row]:
    return {
        row["システムID"]: row for row in table_of(path, "評価差", "システムID", "1次と異なる理由")
    }


def found_in(file: Path, ward: Ward) -> list[tuple[str, str | None]]:
    """Code and cell of all that `validate` finds in a workbook beside the returns."""
    done = called("validate", ward.returned, file, "--roster", ward.roster, "--format", "json")
    findings: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return [(each["code"], each["cell"]) for each in findings if each["file"] == file.name]


def test_a_second_evaluation_without_its_reason(clean: Ward, tmp_path: Path) -> None:
    """X24, told at once, and exit code 1 although the returns are clean; the letters are shown."""
    first, again = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    assert analyzed(clean, first).returncode == 0
    fill_in(first, {"1304-S01": {**JUDGED, "2次評価": D}})
    done = analyzed(clean, again, "--second-evaluation", first)
    assert done.returncode == 1
    assert "X24" in done.stdout.decode()
    assert [code for code, _ in found_in(first, clean)] == ["X24"]
    row = differing(again)["1304-S01"]
    assert (row["1次評価"], row["2次評価"]) == (A, D)
    assert row["1次と異なる理由"] == "（理由の記入なし）"


JUDGEMENT = {"1304-S01": {**JUDGED, "2次評価": D, "1次と異なる理由": "古いため"}}


def test_rows_that_nobody_began_are_no_findings(clean: Ward, tmp_path: Path) -> None:
    """With one row filled in wholly, the others are not asked for."""
    first, again = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    analyzed(clean, first)
    fill_in(first, JUDGEMENT)
    assert analyzed(clean, again, "--second-evaluation", first).returncode == 0
    assert found_in(first, clean) == []
    assert list(differing(again)) == ["1304-S01"]


def test_a_sheet_that_nobody_began_is_no_finding(clean: Ward, tmp_path: Path) -> None:
    """The 分析書 just as we wrote it is a second evaluation without any row."""
    first, again = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    analyzed(clean, first)
    assert found_in(first, clean) == []
    assert analyzed(clean, again, "--second-evaluation", first).returncode == 0


def test_what_was_filled_in_is_carried_on(clean: Ward, tmp_path: Path) -> None:
    """The next 分析書 holds it on its own 二次評価入力, so that nobody types it twice."""
    first, again = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    analyzed(clean, first)
    fill_in(first, JUDGEMENT)
    analyzed(clean, again, "--second-evaluation", first)
    before, after = (told_of(path, "1304-S01") for path in (first, again))
    assert before["2次評価"] == D
    assert before == after


def told_of(path: Path, system_id: str) -> Row:
    row = cells_of(path, SECOND)[row_of(path, system_id) - 1]
    return {title(name): cell for name, cell in zip(cells_of(path, SECOND)[0], row, strict=True)}


@pytest.mark.parametrize("absolute", [False, True], ids=["as typed", "by its whole path"])
def test_the_same_file_read_and_written(clean: Ward, tmp_path: Path, absolute: bool) -> None:
    """What the IT division typed is in the workbook that takes the old one's place."""
    target = Path("分析書.xlsx")
    common = ("analyze", clean.returned, "--roster", clean.roster, "-o", target)
    assert called(*common, folder=tmp_path).returncode == 0
    fill_in(tmp_path / target, JUDGEMENT)
    second = tmp_path / target if absolute else target
    assert called(*common, "--second-evaluation", second, folder=tmp_path).returncode == 0
    cells_of.cache_clear()
    assert told_of(tmp_path / target, "1304-S01")["2次評価"] == D


def test_what_was_typed_is_not_overwritten_unread(clean: Ward, tmp_path: Path) -> None:
    """Without --second-evaluation, a workbook in which somebody typed stays as it is."""
    target = tmp_path / "a.xlsx"
    analyzed(clean, target)
    fill_in(target, JUDGEMENT)
    before = target.read_bytes()
    done = analyzed(clean, target)
    assert done.returncode == 2
    assert "--second-evaluation" in done.stderr.decode()
    assert target.read_bytes() == before


def test_what_was_typed_outlives_a_second_return(tmp_path: Path) -> None:
    """A division returns twice, so that its systems are left out: its 2次 must not be lost."""
    ward, target = Ward(*WardModel().write(tmp_path)), tmp_path / "a.xlsx"
    analyzed(ward, target)
    fill_in(target, JUDGEMENT)
    (form,) = ward.returned.glob("*1304*")
    (ward.returned / f"{form.stem}(2).xlsx").write_bytes(form.read_bytes())
    done = analyzed(ward, target, "--second-evaluation", target)
    cells_of.cache_clear()
    kept = [row for row in cells_of(target, SECOND) if "1304-S01" in row and D in row]
    assert kept or done.returncode == 2


@pytest.mark.slow
@needs_office
def test_the_second_evaluation_of_the_sample(tmp_path: Path) -> None:
    """Filled in with LibreOffice: letters, matrix, reason; the row without one is X24."""
    ward = Ward(RETURNED, PREVIOUS, ROSTER)
    first, filled, again = (tmp_path / name for name in ("a.xlsx", "記入済.xlsx", "b.xlsx"))
    assert analyzed(ward, first).returncode == 1
    assert table_of(first, "評価差", "システムID", "1次と異なる理由") == []
    rows = {row["システムID"]: row for row in table_of(first, SECOND, "2次評価")}
    firm = [own for own, row in rows.items() if row["1次評価"] == A][:2]
    judged = {
        firm[0]: {**JUDGED, "2次評価": B},
        firm[1]: {**JUDGED, "2次評価": D, "1次と異なる理由": "同じものが別の課にある。"},
    }
    office.type_into(first, filled, {SECOND: typed_cells(first, judged)})
    assert analyzed(ward, again, "--second-evaluation", filled).returncode == 1
    told = differing(again)
    assert set(told) == set(firm)
    assert [told[own]["2次評価"] for own in firm] == [B, D]
    assert [told[own]["差（段階）"] for own in firm] == [2, 4]
    assert told[firm[0]]["1次と異なる理由"] == "（理由の記入なし）"
    assert told[firm[1]]["1次と異なる理由"] == "同じものが別の課にある。"
    matrix = {row["1次＼2次"]: row for row in table_of(again, "評価差", "1次＼2次")}
    assert (matrix[A][B], matrix[A][D], matrix["計"][B]) == (1, 1, 1)
    reason = column_letters(header_of(filled)["1次と異なる理由"])
    assert found_in(filled, ward) == [("X24", f"{reason}{row_of(filled, firm[0])}")]
    scored = {row["システムID"]: row for row in table_of(again, "評価", "打ち手", "キー")}
    assert [scored[firm[0]][f"2次Q{n}"] for n in range(1, 6)] == [4] * 5
    assert scored[firm[0]]["技術適合"] == 4
