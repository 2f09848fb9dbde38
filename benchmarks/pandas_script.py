"""The script that people write: pandas over openpyxl, a few checks, no addresses."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

REQUIRED = ("システムID", "システム名", "状況", "契約方法")

for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
    book = pd.read_excel(path, sheet_name=None, engine="openpyxl")
    systems = book["所管するシステム一覧"]
    costs = book["経費見積入力シート"]
    for column in REQUIRED:
        for row in systems.index[systems[column].isna()]:
            print(path.name, row + 2, column, "is blank")
    unknown = costs[~costs["システムID"].isin(systems["システムID"])].dropna(subset=["システムID"])
    for row in unknown.index:
        print(path.name, row + 2, "cost without system")
    years = [column for column in costs.columns if "年度" in str(column)]
    sums = costs[years].apply(pd.to_numeric, errors="coerce").sum(axis=1)
    typed = pd.to_numeric(costs["合計（円）"], errors="coerce").fillna(0)
    for row in costs.index[sums != typed]:
        print(path.name, row + 2, "total differs")
