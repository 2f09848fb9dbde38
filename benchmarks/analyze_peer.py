"""The script that people write: pandas over calamine, the two long tables, no checks.

python benchmarks/analyze_peer.py RETURNED OUT.xlsx
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

books = [
    pd.read_excel(path, sheet_name=None, engine="calamine")
    for path in sorted(Path(sys.argv[1]).glob("*.xlsx"))
]
systems = pd.concat([book["所管するシステム一覧"] for book in books])
costs = pd.concat([book["経費見積入力シート"] for book in books])
years = [column for column in costs.columns if "年度" in str(column)]
others = [column for column in costs.columns if column not in years]
long = costs.melt(id_vars=others, value_vars=years, var_name="年度", value_name="金額")
long = long.dropna(subset=["金額"])
with pd.ExcelWriter(sys.argv[2]) as out:
    systems.to_excel(out, sheet_name="システム一覧", index=False)
    long.to_excel(out, sheet_name="経費", index=False)
