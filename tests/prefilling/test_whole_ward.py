"""The forms of the sample ward go out in one run, and come back untouched."""

from __future__ import annotations

from pathlib import Path

from tests.prefilling.sending import codes

from sysaudit.config import Settings
from sysaudit.forms.prefilled import is_unconfirmed
from sysaudit.forms.record import Record
from sysaudit.prefilling import Outgoing, prepare
from sysaudit.reports.templates import write_division_forms
from sysaudit.validation import Validation, validate

SAMPLES = Path(__file__).parents[2] / "samples"
ROSTER, PREVIOUS = SAMPLES / "2019" / "組織台帳.xlsx", SAMPLES / "2018" / "returned"
CARRIED = ("system_list", "cost_estimate")
WITHOUT_PAST = {"1708", "2008", "2103"}
"""Two divisions are new under their codes; the third had no system last year."""


def test_forms_of_the_whole_ward(tmp_path: Path) -> None:
    """A survey for each division of the roster, and all that is said of them untouched is true."""
    outgoing = prepare(ROSTER, previous=[PREVIOUS], jobs=2)
    list(write_division_forms(tmp_path, outgoing, Settings()))
    surveys = sorted(tmp_path.glob("システム調査票_*.xlsx"))
    checks = list(tmp_path.glob("監査調書_*.xlsx"))
    validation = validate(surveys, roster=ROSTER, previous=[PREVIOUS], jobs=2)
    assert len(surveys) == len(outgoing.divisions) == 66
    assert len(checks) == sum(d.checks is not None for d in outgoing.divisions)
    lack_only_this_year(validation)
    are_known_as_untouched(validation, outgoing)
    hold_no_yen_of_last_year(validation)


def lack_only_this_year(validation: Validation) -> None:
    """Not yet confirmed, blank, and one remark on the roster itself: nothing else."""
    assert set(codes(validation.findings)) == {"R21", "C01", "R02", "S23", "X11"}
    blank = {f.division_code for f in validation.findings if f.code == "S23"}
    assert blank == WITHOUT_PAST
    (roster,) = (f for f in validation.findings if f.code == "X11")
    assert roster.address.file == ROSTER.name


def are_known_as_untouched(validation: Validation, outgoing: Outgoing) -> None:
    """The fingerprints of writer and reader agree, row by row."""
    records: list[Record] = [
        record
        for file in validation.returned
        for form in CARRIED
        for table in file.tables_of(form)
        for record in table.records
    ]
    sent = sum(len(d.rows.get(form, ())) for d in outgoing.divisions for form in CARRIED)
    assert len(records) == sent > 1_700
    assert [r.at("system_id") for r in records if not is_unconfirmed(r)] == []


def hold_no_yen_of_last_year(validation: Validation) -> None:
    """The sums on every 表紙 are still 0."""
    totals = {
        total
        for file in validation.returned
        if (cover := file.cover)
        for total in (cover.budget_total, cover.estimate_total)
    }
    assert totals == {0}
