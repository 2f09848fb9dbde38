"""What the contract division knows already, so that 監査調書 need not ask it again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sysaudit.beside import GivenFaulty, errors_in, read_all
from sysaudit.calendar import fiscal_year_of
from sysaudit.config import Settings
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.forms.check_items import CONTRACT_CHECK_ITEM, item_rows
from sysaudit.forms.contract_checks import CONTRACT_CHECKS, ContractCheck
from sysaudit.forms.record import shown
from sysaudit.forms.roster import Division
from sysaudit.forms.self_check import DONE
from sysaudit.intake.folder import Source
from sysaudit.intake.returned import Reader
from sysaudit.nearest import meant_path
from sysaudit.prefilling.carrying import Row

WHAT = Text("履行確認チェックシート提出一覧", "list of contract checks")


def read_contract_checks(
    path: Path, settings: Settings, year: int, jobs: int
) -> dict[str, tuple[date, ...]]:
    """On which days each division gave in check sheets, by division code.

    Those of this fiscal year and the one before, for the self-check asks of the last year; older
    rows of a list that goes on from year to year say nothing of it.

    Raises:
        Misuse: The file is missing or holds no such list.
        GivenFaulty: It cannot be read or has errors; half a list is none.
    """
    if not path.is_file():
        hint = meant_path(path)
        raise Misuse(
            Text(
                f"{path} はファイルではありません。{hint.ja}{WHAT.ja}のファイルを指定して"
                "ください。",
                f"{path} is no file{hint.en}: give --contract-checks the workbook of the list",
            )
        )
    form = settings.form(CONTRACT_CHECKS.id)
    reader = Reader([form], settings.limits, settings.thresholds.similar_headers)
    source = Source(path, path.name)
    (returned,) = read_all(reader, [source], jobs=jobs, seconds=settings.limits.seconds)
    errors = errors_in(returned, settings, year)
    if errors and (returned.ours or returned.refusal):
        raise GivenFaulty(errors, WHAT)
    days: dict[str, set[date]] = defaultdict(set)
    listed = False
    for check in returned.records_of(form.id, ContractCheck):
        if check.division_code and check.submitted_on:
            listed = True
            if fiscal_year_of(check.submitted_on) in (year - 1, year):
                days[check.division_code].add(check.submitted_on)
    if not listed:
        raise Misuse(
            Text(
                f"{path} に「課コード」と「提出日」の表がありません。"
                f"様式「{WHAT.ja}」に書き入れて指定してください。",
                f"{path} holds no table of 課コード (code) and 提出日 (date): give "
                "--contract-checks the workbook that does",
            )
        )
    return {code: tuple(sorted(each)) for code, each in days.items()}


def check_rows(division: Division, checks: Mapping[str, tuple[date, ...]]) -> list[Row]:
    """The rows of 監査調書 of a division, with what the contract division answers for it."""
    rows: list[Row] = item_rows()
    rows[0] |= {
        "division_code": division.division_code,
        "division_name": division.division_name,
    }
    days = checks.get(division.division_code or "")
    if days:
        (row,) = (row for row in rows if row["number"] == CONTRACT_CHECK_ITEM)
        row["answer"] = DONE
        row["evidence"] = "履行確認チェックシート"
        row["supplement"] = f"{'、'.join(map(shown, days))} 提出（契約担当課の記録による）"
    return rows
