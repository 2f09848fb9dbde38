"""The contract division's list of 履行確認チェックシート, as the self-checks speak of it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from samples.ward import self_checks

from sysaudit.forms.check_items import CONTRACT_CHECK_ITEM
from sysaudit.forms.contract_checks import CONTRACT_CHECKS
from sysaudit.forms.self_check import DONE
from sysaudit.reports.templates import write_workbook

YEAR = 2019
_DAY = re.compile(r"(\d+)月(\d+)日")


def write(folder: Path) -> Path:
    """Write the list: one row for each sheet that was given in, by division."""
    path = folder / str(YEAR) / "履行確認チェックシート提出一覧.xlsx"
    rows = []
    for division in self_checks.returning():
        (answer,) = (
            row for row in self_checks.answers(division) if row["number"] == CONTRACT_CHECK_ITEM
        )
        told = _DAY.search(str(answer.get("supplement", "")))
        if answer["answer"] == DONE and told:
            day = date(YEAR, int(told[1]), int(told[2]))
            owner = {"division_code": division.code, "division_name": division.name}
            rows.append({**owner, "submitted_on": day})
    write_workbook(path, [CONTRACT_CHECKS], YEAR, {CONTRACT_CHECKS.id: rows}, len(rows))
    return path
