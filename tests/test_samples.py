"""The samples: made the same every time, every planted fault found where it stands."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from samples.ward import items
from samples.ward.faults.plan import Planted
from samples.ward.making import clean_returns, make, planted_faults
from samples.ward.readme import in_other_papers

from sysaudit.findings import Finding, Severity, column_letters
from sysaudit.forms.cost_estimate import CostLine
from sysaudit.forms.roster import SCHOOL
from sysaudit.forms.system_list import System
from sysaudit.validation import Validation, validate

HERE = Path(__file__).resolve().parents[1] / "samples"
AFTER_DUE = date(2019, 7, 1)

SHARES = {
    "software rental": ((items.SOFTWARE, items.CLOUD), 35),
    "operation": ((items.OPERATION,), 24),
    "hardware rental": ((items.LEASE,), 17),
    "software maintenance": ((items.MAINTENANCE,), 11),
    "data centre": ((items.CENTRE,), 4),
}
"""Items and their share of all costs in percent, as the Digital Agency found it."""
TOLERANCE = 3


@cache
def validated() -> Validation:
    return validate(
        [
            HERE / "2019" / "returned",
            HERE / "2019" / "self-checks",
            HERE / "2019" / "second-evaluation",
            HERE / "2018/前年度監査結果.xlsx",
        ],
        roster=HERE / "2019" / "組織台帳.xlsx",
        previous=[HERE / "2018" / "returned"],
        as_of=AFTER_DUE,
    )


def parts_of(path: Path) -> dict[str, bytes]:
    """A workbook's parts, which no version of zlib changes; other files as they are."""
    if not zipfile.is_zipfile(path):
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def made(folder: Path) -> Iterator[Path]:
    """What the script makes; not the script itself."""
    for name in ("2018", "2019"):
        yield from (path for path in (folder / name).rglob("*") if path.is_file())
    yield folder / "README.md"


def test_a_fresh_run_makes_what_is_committed(tmp_path: Path) -> None:
    """The script makes the same files with the same contents."""
    list(make(tmp_path))
    fresh = {path.relative_to(tmp_path) for path in made(tmp_path)}
    committed = {path.relative_to(HERE) for path in made(HERE)}
    assert fresh == committed
    different = [p for p in sorted(fresh) if parts_of(tmp_path / p) != parts_of(HERE / p)]
    assert different == []


def told(planted: Planted) -> str:
    fault = planted.fault
    return f"{fault.code} {fault.division} {planted.sheet or ''} {planted.cell or ''} {fault.told}"


@pytest.mark.parametrize("planted", planted_faults(), ids=told)
def test_a_planted_fault_is_found_where_it_stands(planted: Planted) -> None:
    """A finding of the rule covers the cell; where there is no file, it names the division."""
    found = [finding for finding in validated().findings if matches(finding, planted)]
    assert found, "\n".join(nearby(planted))


def test_the_plain_command_finds_what_stands_in_the_questionnaires() -> None:
    """The returned folder, the roster and last year's folder are all that most faults need."""
    validation = validate(
        [HERE / "2019" / "returned"],
        roster=HERE / "2019" / "組織台帳.xlsx",
        previous=[HERE / "2018" / "returned"],
    )
    planted = [each for each in planted_faults() if each.file and not in_other_papers(each)]
    missed = [told(p) for p in planted if not any(matches(f, p) for f in validation.findings)]
    assert missed == []
    missing = {p.fault.division for p in planted_faults() if p.file is None}
    assert {f.division_code for f in validation.findings if f.code == "F13"} == missing


def matches(finding: Finding, planted: Planted) -> bool:
    if finding.code != planted.fault.code or finding.address.file != planted.file:
        return False
    if planted.file is None:
        return finding.division_code == planted.fault.division
    return finding.address.sheet == planted.sheet and covers(finding, planted.cell)


def covers(finding: Finding, cell: str | None) -> bool:
    """Whether the finding's cell or range holds the cell, row (``5:5``) or column (``C:C``)."""
    at = finding.address
    if cell is None:
        return at.row is None and at.column is None
    place = re.fullmatch(r"([A-Z]*)(\d*)(?::.*)?", cell)
    assert place is not None
    letters, digits = place.groups()
    inside = True
    if digits:
        inside &= at.row is not None and at.row <= int(digits) <= (at.last_row or at.row)
    if letters:
        first = at.column or 1
        columns = range(first, (at.last_column or at.column or 16384) + 1)
        inside &= letters in map(column_letters, columns)
    return inside


def nearby(planted: Planted) -> Iterator[str]:
    """What was found instead, for the one who mends it."""
    for each in validated().findings:
        same_code = each.code == planted.fault.code
        same_file = each.address.file == planted.file
        if same_code or (same_file and each.address.sheet == planted.sheet):
            yield f"{each.code} {each.address.file} {each.address.sheet} {each.address.cell}"


def test_clean_files_are_clean() -> None:
    """A careful person's return gives neither an error nor a warning."""
    names = {told.file_name for told in clean_returns()}
    grave = (Severity.ERROR, Severity.WARNING)
    found = [
        f"{f.code} {f.severity} {f.address.file} {f.address.sheet} {f.address.cell} {f.message.ja}"
        for f in validated().findings
        if f.address.file in names and f.severity in grave
    ]
    assert found == []


def test_last_years_returns_are_clean() -> None:
    """What this year is compared with has no faults of its own."""
    last = validate(
        [HERE / "2018" / "returned"], roster=HERE / "2018" / "組織台帳.xlsx", as_of=date(2018, 7, 2)
    )
    assert [f"{f.code} {f.address.file} {f.address.cell}" for f in last.findings] == []


def test_about_half_of_the_files_are_clean() -> None:
    """Clean and messy returns are to be seen in like numbers."""
    files = [path for path in (HERE / "2019" / "returned").iterdir() if "~$" not in path.name]
    assert len(files) >= 40
    assert 0.4 <= len(clean_returns()) / len(files) <= 0.6


def test_the_ward_is_large_enough() -> None:
    """Divisions, departments, systems and cost lines."""
    validation = validated()
    divisions = [d for d in validation.roster or () if d.kind != SCHOOL]
    assert len(divisions) >= 60
    assert len({division.department for division in divisions}) == 10
    returned = validation.returned
    assert sum(len(list(f.records_of("system_list", System))) for f in returned) >= 150
    assert sum(len(list(f.records_of("cost_estimate", CostLine))) for f in returned) >= 1_000


def test_costs_have_the_shares_of_real_municipalities() -> None:
    """This year's budget by item, of the clean returns."""
    names = {told.file_name for told in clean_returns()}
    budgets: Counter[str] = Counter()
    for file in validated().returned:
        if file.file in names:
            for line in file.records_of("cost_estimate", CostLine):
                budgets[line.cost_item or ""] += line.budget or 0
    for name, (of_it, share) in SHARES.items():
        actual = 100 * sum(budgets[item] for item in of_it) / budgets.total()
        assert abs(actual - share) <= TOLERANCE, f"{name}: {actual:.1f} %"
