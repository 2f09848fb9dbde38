"""`sysaudit analyze`, from its arguments to its exit code."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from tests.analysis.reading import cells_of, table_of
from tests.analysis.samples import PREVIOUS, PREVIOUS_ROSTER, RETURNED, ROSTER
from tests.building import WardModel
from tests.cli.conftest import Ward
from tests.cli.running import Done, called, started


def analyzed(ward: Ward, target: Path, *more: str | Path) -> Done:
    return called("analyze", ward.returned, "--roster", ward.roster, "-o", target, *more)


def test_exit_0_where_nothing_is_wrong(clean: Ward, tmp_path: Path) -> None:
    """In a process of its own: the workbook is there, and the terminal says where."""
    target = tmp_path / "分析書.xlsx"
    done = started("analyze", clean.returned, "--roster", clean.roster, "-o", target)
    assert done.returncode == 0
    assert str(target) in done.stderr.decode()
    assert cells_of(target, "概要")


def test_exit_1_with_errors_and_yet_written(messy: Ward, tmp_path: Path) -> None:
    """What is certain is told, although there is an error."""
    target = tmp_path / "分析書.xlsx"
    assert analyzed(messy, target).returncode == 1
    assert target.exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["RETURNED"], "-o"),
        (["RETURNED", "-o", "分析書.xls"], ".xlsx"),
        (["RETURNED", "-o", "."], "フォルダー"),
        (["nowhere", "-o", "a.xlsx"], "nowhere"),
        (["RETURNED", "-o", "a.xlsx", "--second-evaluation", "nowhere.xlsx"], "nowhere.xlsx"),
        (["RETURNED", "-o", "a.xlsx", "--previous", "nowhere"], "nowhere"),
        (["RETURNED", "-o", "a.xlsx", "--as-of", "13/45"], "--as-of"),
        ([], "提出されたファイルかフォルダーを指定してください"),
    ],
)
def test_exit_2_on_misuse(clean: Ward, tmp_path: Path, arguments: list[str], told: str) -> None:
    """A message with the remedy, no traceback, no file."""
    given = [str(clean.returned) if each == "RETURNED" else each for each in arguments]
    done = called("analyze", *given, folder=tmp_path)
    message = done.stderr.decode()
    assert done.returncode == 2
    assert told in message
    assert "予期しない" not in message
    assert list(tmp_path.iterdir()) == []


def test_strict_writes_nothing_where_there_is_an_error(messy: Ward, tmp_path: Path) -> None:
    """Exit code 2, and neither a workbook nor Parquet files."""
    done = analyzed(messy, tmp_path / "a.xlsx", "--strict", "--data", tmp_path / "data")
    assert done.returncode == 2
    assert "--strict" in done.stderr.decode()
    assert list(tmp_path.iterdir()) == []


def test_strict_writes_where_there_is_none(clean: Ward, tmp_path: Path) -> None:
    """--strict asks nothing of clean returns."""
    assert analyzed(clean, tmp_path / "a.xlsx", "--strict").returncode == 0
    assert (tmp_path / "a.xlsx").exists()


def test_two_processes_write_the_same_bytes(clean: Ward, tmp_path: Path) -> None:
    """Whatever Python's hashes are, and however many processes read."""
    written = []
    for seed, jobs in (("1", "1"), ("2", "2")):
        target = tmp_path / f"{seed}.xlsx"
        started(
            "analyze", clean.returned, "--roster", clean.roster, "-o", target, "--jobs", jobs,
            PYTHONHASHSEED=seed,
        )  # fmt: skip
        written.append(target.read_bytes())
    assert written[0] == written[1]


def test_a_workbook_of_ours_is_replaced(clean: Ward, tmp_path: Path) -> None:
    """The second run of the day takes the place of the first one."""
    target = tmp_path / "a.xlsx"
    assert [analyzed(clean, target).returncode for _ in range(2)] == [0, 0]


def test_a_workbook_among_the_returns_is_none_of_them(tmp_path: Path) -> None:
    """Written into the folder of the returns, it is not read as one on the next run."""
    returned, previous, roster = WardModel().write(tmp_path)
    ward, target = Ward(returned, previous, roster), returned / "分析書.xlsx"
    codes = [analyzed(ward, target).returncode for _ in range(2)]
    assert codes == [0, 0]
    files = {row["ファイル"] for row in table_of(target, "出典", "SHA-256", "経費の行")}
    assert target.name not in files


def test_parquet_holds_the_same_sums(messy: Ward, tmp_path: Path) -> None:
    """--data: pandas reads the rows, whose sums by treatment and year are those of 経費."""
    target, data = tmp_path / "a.xlsx", tmp_path / "data"
    analyzed(messy, target, "--data", data)
    costs = pd.read_parquet(data / "costs.parquet")
    kept = costs[costs["treatment"] != "left_out"]
    rows = table_of(target, "経費", "キー")
    assert len(kept) == len(rows)
    for year in range(2018, 2025):
        told = [row for row in rows if row["年度"] == year]
        own = kept[kept["year"] == year]
        assert own["typed"].sum() == sum(row["入力額（円）"] for row in told)
        assert own["yen"].sum() == sum(row["税込額（円）"] for row in told)
    assert costs["yen"].dtype == "int64"
    systems = pd.read_parquet(data / "systems.parquet")
    assert list(systems["system_id"]) == [
        row["システムID"] for row in table_of(target, "システム一覧", "キー")
    ]


def compared(path: Path) -> list[list[object]]:
    """前年度比較 without the column that tells where a row stands."""
    rows = cells_of(path, "前年度比較")
    sources = {n for row in rows for n, cell in enumerate(row) if cell == "出典"}
    return [[cell for n, cell in enumerate(row) if n not in sources] for row in rows]


@pytest.mark.slow
def test_last_years_workbook_instead_of_its_returns(tmp_path: Path) -> None:
    """--previous takes last year's 分析書: 前年度比較 is the same as with the folder."""
    last = tmp_path / "2018.xlsx"
    former = Ward(PREVIOUS, PREVIOUS, PREVIOUS_ROSTER)
    assert analyzed(former, last, "--as-of", "2018-07-02").returncode == 0
    ward = Ward(RETURNED, PREVIOUS, ROSTER)
    one, other = tmp_path / "folder.xlsx", tmp_path / "workbook.xlsx"
    analyzed(ward, one, "--previous", PREVIOUS)
    analyzed(ward, other, "--previous", last)
    assert compared(one) == compared(other)
    assert cells_of(one, "概要") == cells_of(other, "概要")
    sources = [row["ファイル"] for row in table_of(other, "出典", "ファイル", "種別")]
    assert last.name in sources
