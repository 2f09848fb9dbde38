"""未反映: what was not taken over, its amount, its place, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from sysaudit.analysis.amounts import Amounts, Treatment
from sysaudit.analysis.doubt import Reason, reason_of
from sysaudit.findings import Finding, column_letters
from sysaudit.forms.cost_estimate import COST_ESTIMATE
from sysaudit.forms.record import Record
from sysaudit.intake.returned import Returned
from sysaudit.rules.ward import Ward

NOT_READ = Reason("", "読み取れないファイル")
UNREADABLE_SHEET, SECOND_TABLE, MISSING_FORM = map(reason_of, ("S22", "S09", "S01"))


class Kind(StrEnum):
    """What was left out."""

    AMOUNT = "amount"  # a figure that is known
    UNKNOWN = "unknown"  # an amount that nobody could read
    SYSTEM = "system"
    EVALUATION = "evaluation"
    FILE = "file"  # everything in a file or a part of it


class LeftOut(NamedTuple):
    """One thing that was not taken over; ``yen`` as typed, None where no amount is known."""

    kind: Kind
    division_code: str
    system_id: str
    what: str
    year: int | None
    yen: int | None
    given: str
    reason: Reason
    file: str
    sheet: str
    cell: str


def left_out_record(kind: Kind, code: str, record: Record, what: str, why: Reason) -> LeftOut:
    """A row of a form that was not taken over; its amounts, if any, are told one by one."""
    at = record.at("system_id")
    given = record.typed("system_id") or ""
    cell = at.cell or ""
    return LeftOut(
        kind, code, given, what, None, None, given, why, at.file or "", at.sheet or "", cell
    )


def left_out_amounts(amounts: Amounts) -> Iterator[LeftOut]:
    """Amounts under doubt, then those that could not be read."""
    lines = amounts.lines
    known = amounts.cells[amounts.cells["treatment"] == Treatment.LEFT_OUT]
    for cell in known.itertuples(index=False):
        line = lines.iloc[cell.line]
        yield _amount(Kind.AMOUNT, line, cell, cell.typed, "")
    for cell in amounts.unknown.itertuples(index=False):
        line = lines.iloc[cell.line]
        yield _amount(Kind.UNKNOWN, line, cell, None, cell.given)


def _amount(kind: Kind, line: Any, cell: Any, yen: int | None, given: str) -> LeftOut:
    """From a row of the lines and one of the amounts, which have no types of their own."""
    return LeftOut(
        kind,
        line.division_code,
        line.system_id,
        " / ".join(filter(None, (line.cost_kind, line.cost_item, line.other_item, cell.measure))),
        int(cell.year),
        None if yen is None else int(yen),
        given,
        Reason(cell.code, cell.reason),
        line.file,
        line.sheet,
        f"{column_letters(int(cell.column))}{line.row}",
    )


def left_out_files(ward: Ward, findings: Iterable[Finding]) -> Iterator[LeftOut]:
    """Files and parts of files from which nothing was read: their amounts are not known."""
    findings = list(findings)
    refused = _refusals(findings)
    yield from _missing_costs(findings)
    for file in ward.returned:
        code = file.division_code or ""
        by_us = file.stamp.workbook is not None  # a 分析書 of ours holds no money of the ward's
        if file.refusal is not None or not (file.ours or by_us):
            yield _whole(file, code, "ファイル全体", refused.get(file.file, NOT_READ))
        for name, _ in file.unreadable_sheets:
            yield _whole(file, code, "シート全体", UNREADABLE_SHEET)._replace(sheet=name)
        for table in file.tables:
            if row := table.layout.second_table:
                told = _whole(file, code, f"{row}行目から下", SECOND_TABLE)
                yield told._replace(sheet=table.place.sheet, cell=f"{row}:{row}")


def _missing_costs(findings: Iterable[Finding]) -> Iterator[LeftOut]:
    """Divisions whose cost sheet was not found: nobody knows what would have stood there."""
    for finding in findings:
        titles = (finding.given or "").split("、")
        if finding.code == MISSING_FORM.code and COST_ESTIMATE.title in titles:
            code, file = finding.division_code or "", finding.address.file or ""
            what = f"様式「{COST_ESTIMATE.title}」"
            yield LeftOut(Kind.FILE, code, "", what, None, None, "", MISSING_FORM, file, "", "")


def _whole(file: Returned, code: str, what: str, why: Reason) -> LeftOut:
    return LeftOut(Kind.FILE, code, "", what, None, None, "", why, file.file, "", "")


def _refusals(findings: Iterable[Finding]) -> dict[str, Reason]:
    """What was said of each file as a whole, by its name."""
    told: dict[str, Reason] = {}
    for finding in findings:
        if finding.code.startswith("F") and finding.address.file:
            told.setdefault(finding.address.file, Reason(finding.code, finding.name.ja))
    return told
