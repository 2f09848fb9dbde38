"""履行確認チェックシート提出一覧: which divisions gave the contract division their check sheets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated

from sysaudit.forms import shared
from sysaudit.forms.field import ALWAYS, OPTIONAL, Column, Form, Kind
from sysaudit.forms.record import Record


class ContractCheck(Record):
    """One check sheet that a division gave the contract division."""

    division_code: Annotated[str | None, shared.division_code()] = None
    division_name: Annotated[str | None, replace(shared.division_name(), required=OPTIONAL)] = None
    submitted_on: Annotated[
        date | None,
        Column(
            "提出日",
            Kind.DATE,
            "履行確認チェックシートが契約担当課へ提出された日です。例：2019/4/12",
            required=ALWAYS,
            synonyms=("提出年月日", "受付日"),
            width=13,
        ),
    ] = None
    remarks: Annotated[str | None, shared.remarks()] = None


CONTRACT_CHECKS = Form(
    id="contract_checks",
    title="履行確認チェックシート提出一覧",
    record=ContractCheck,
    key=("division_code",),
    purpose="契約担当課が受け取った履行確認チェックシートを、1行に1件ずつ書きます。"
    "監査調書で同じことを二度尋ねないために使います。",
    fewest=2,
    examples=(
        {
            "division_code": "0000",
            "division_name": "見本課",
            "submitted_on": "2019/4/12",
        },
    ),
)
