"""More cost rows than a worksheet holds."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from tests.analysis.reading import cells_of, table_of
from tests.analysis.wards import analysed

from sysaudit.analysis import Analysis
from sysaudit.errors import Misuse
from sysaudit.reports.analysis_workbook import cost_sheet, needs_data, write_analysis
from sysaudit.reports.parquet import write_data

ROWS = 16
"""Amounts of the test ward: four rows of four years."""


@pytest.fixture
def outgrown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Analysis:
    """An analysis with a row more than a sheet holds below its header."""
    monkeypatch.setattr(cost_sheet, "LAST_ROW", ROWS)
    return analysed(tmp_path)


def test_a_full_sheet_is_not_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last row of a sheet may be filled."""
    monkeypatch.setattr(cost_sheet, "LAST_ROW", ROWS + 1)
    assert not needs_data(analysed(tmp_path))


def test_rows_are_never_cut_silently(tmp_path: Path, outgrown: Analysis) -> None:
    """Without --data nothing is written, and the message says what to do."""
    path = tmp_path / "分析書.xlsx"
    with pytest.raises(Misuse) as raised:
        write_analysis(path, outgrown)
    assert "--data" in raised.value.text.ja
    assert not path.exists()


def test_the_summaries_stay_in_the_workbook(tmp_path: Path, outgrown: Analysis) -> None:
    """The rows go to Parquet, the sheet and the first page say so, the sums are those of before."""
    path = tmp_path / "分析書.xlsx"
    write_analysis(path, outgrown, data=True)
    costs = pd.read_parquet(write_data(tmp_path / "data", outgrown)[0])
    assert len(costs) == ROWS
    assert "Parquet" in cells_of(path, "経費")[1][0]
    assert any("Parquet" in str(row[0]) for row in cells_of(path, "概要"))
    (total,) = [r for r in table_of(path, "経費集計", "経費区分") if r["経費区分"] == "計"]
    assert total["2019年度予算"] == costs.loc[costs["year"] == 2019, "yen"].sum()


def test_without_the_library_for_parquet(
    tmp_path: Path, outgrown: Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line that names what to install."""
    monkeypatch.setattr("sysaudit.reports.parquet.find_spec", lambda _: None)
    with pytest.raises(Misuse) as raised:
        write_data(tmp_path, outgrown)
    assert "sysaudit[parquet]" in raised.value.text.en
