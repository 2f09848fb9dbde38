"""The 分析書 of the sample ward, written once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.samples import analysed

from sysaudit.reports.analysis_workbook import write_analysis


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where it stands."""
    path = tmp_path_factory.mktemp("analysis") / "分析書.xlsx"
    write_analysis(path, analysed())
    return path
