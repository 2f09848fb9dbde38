"""openpyxl reading every value of every sheet, and doing nothing with it."""

from __future__ import annotations

import sys
from pathlib import Path

from openpyxl import load_workbook

for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
    for sheet in load_workbook(path).worksheets:
        for _ in sheet.iter_rows(values_only=True):
            pass
