"""The samples: made the same every time, every planted fault found where it stands."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from samples.ward import audit_results, items, self_checks, tables
from samples.ward.faults.plan import Planted
from samples.ward.making import clean_returns, make, planted_faults
from samples.ward.readme import OTHER_PAPERS, in_other_papers

from sysaudit.calendar.periods import parse_periods
from sysaudit.findings import Finding, Severity, column_letters
from sysaudit.forms.audit_results import DONE, MINOR, NO_REPORT, SERIOUS, UNDER_WAY
from sysaudit.forms.check_items import CHECK_ITEMS
from sysaudit.forms.cost_estimate import CostLine
from sysaudit.forms.roster import SCHOOL
from sysaudit.forms.self_check import NOT_DONE, PARTLY, SelfCheck
from sysaudit.forms.shared import NOT_APPLICABLE, UNKNOWN
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

GAPS = {NOT_DONE: 2, PARTLY: 1, UNKNOWN: 1}
"""Halves of an item's weight that are lacking, by the answer."""
HOLIDAYS = """
2015-09-21 2015-09-22 2015-09-23 2015-10-12 2015-11-03 2015-11-23 2015-12-23
2016-09-19 2016-09-22 2016-10-10 2016-11-03 2016-11-23 2016-12-23
2017-09-18 2017-10-09 2017-11-03 2017-11-23 2018-09-17 2018-09-24 2018-10-08 2018-11-23
2018-12-24 2019-09-16 2019-09-23 2019-10-14 2019-10-22 2019-11-04
"""
"""From September to December, as far as they are no Saturdays and Sundays."""


@cache
def plainly_validated(as_of: date | None = None) -> Validation:
    """The returned folder, the roster and last year's folder alone."""
    return validate(
        [HERE / "2019" / "returned"],
        roster=HERE / "2019" / "組織台帳.xlsx",
        previous=[HERE / "2018" / "returned"],
        as_of=as_of,
    )


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
    for name in map(str, range(2015, 2020)):
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
    validation = plainly_validated()
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


def test_the_papers_beside_the_questionnaires_have_the_planted_faults_alone() -> None:
    """監査調書, the second evaluation and the audit results: three findings, and no others."""
    planted = {(p.fault.code, p.file) for p in planted_faults() if in_other_papers(p)}
    grave = (Severity.ERROR, Severity.WARNING)
    found = [
        (f.code, f.address.file)
        for f in validated().findings
        if f.severity in grave and (f.address.file or "").startswith((*OTHER_PAPERS, "前年度"))
    ]
    assert sorted(found) == sorted(planted)


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


def lacking(checks: list[SelfCheck]) -> float:
    """The share of what the items ask for that a division does not do, in percent."""
    weights = {item.number: item.weight for item in CHECK_ITEMS}
    asked = [(weights[c.number or ""], c.answer) for c in checks if c.answer != NOT_APPLICABLE]
    gaps = sum(weight * GAPS.get(answer or "", 0) for weight, answer in asked)
    return 100 * gaps / (2 * sum(weight for weight, _ in asked))


def test_self_checks_come_from_almost_all_divisions_with_few_gaps_or_many() -> None:
    """Six divisions are missing; below 10 %, 20 % and 35 % of gaps and above are all to be seen."""
    files = [list(file.records_of("self_check", SelfCheck)) for file in validated().returned]
    checks = {str(rows[0].division_code): rows for rows in files if rows}
    expected = {d.code for d in tables.divisions() if d.kind != SCHOOL}
    assert expected - checks.keys() == set(self_checks.NOT_RETURNED)
    classes = Counter(sum(lacking(c) >= least for least in (10, 20, 35)) for c in checks.values())
    assert classes == {0: 32, 1: 13, 2: 10, 3: 5}


def test_who_lets_a_contractor_run_a_system_with_personal_data_outsources_work() -> None:
    """The roster agrees with the systems."""
    marks = {division.code: division.marks for division in tables.divisions()}
    run = {s.division for s in tables.systems() if "run" in s.flags and s.personal != "無"}
    assert [code for code in sorted(run) if "委" not in marks[code]] == []


def is_busy(busy: str, day: date) -> bool:
    """Whether a day lies in one of the seasons; they may go over New Year."""
    at = (day.month, day.day)
    seasons = (parse_periods(busy).value or ()) if busy else ()
    return any(a <= at <= b if a <= b else (at >= a or at <= b) for a, b in seasons)


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day.isoformat() not in HOLIDAYS


def test_every_division_has_a_free_day_in_the_months_of_audits() -> None:
    """Nobody is busy on all working days from 1 September to 28 December."""
    working = list(filter(is_working_day, (date(2019, 9, 1) + timedelta(n) for n in range(119))))
    assert [d.code for d in tables.divisions() if all(is_busy(d.busy, x) for x in working)] == []


def test_audits_were_on_working_days_when_the_division_was_not_busy() -> None:
    """September to December; each code is one of the time, and neither a school's nor 2003's."""
    plans = {d.code_in(2018): d for d in tables.divisions() if d.kind != SCHOOL}
    for audit in audit_results.audits():
        assert audit.code in plans.keys() - {"2003"}
        assert is_working_day(audit.day), audit
        assert date(audit.year, 9, 1) <= audit.day <= date(audit.year, 12, 28)
        assert not is_busy(plans[audit.code].busy, audit.day), audit


def test_a_third_of_the_ward_is_visited_a_year_and_ten_divisions_are_due_again() -> None:
    """A patrol is no visit; a division that was split off or renamed has its former one's."""
    visits = [(a.year, a.code) for a in audit_results.audits() if a.is_visit]
    assert len(visits) == len(set(visits))
    assert Counter(year for year, _ in visits) == {2015: 22, 2016: 21, 2017: 23, 2018: 22}
    divisions = [d for d in tables.divisions() if d.kind != SCHOOL]
    last = {d.code: audit_results.last_visit(d) for d in divisions}
    due = "1101 1206 1303 1401 1405 1508 1606 1705 1709 2005"
    assert [code for code, year in last.items() if year == 2015] == due.split()
    assert [code for code, year in last.items() if year is None] == ["1708", "2003", "2008"]


def test_findings_differ_and_some_remedies_are_late() -> None:
    """One serious finding is open, that of 2018; a few minor ones are past the end of March."""
    found = [(a.year, a.code, o) for a in audit_results.audits() for o in a.outcomes]
    assert len({o.text for _, _, o in found}) >= 40
    serious = [(y, c) for y, c, o in found if o.grade == SERIOUS and o.progress != DONE]
    assert serious == [(2018, "2006")]
    late = [o for _, _, o in found if o.grade == MINOR and o.progress in (UNDER_WAY, NO_REPORT)]
    assert len([o for o in late if o.due is None]) >= 6
