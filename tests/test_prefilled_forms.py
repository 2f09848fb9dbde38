"""Prefilled forms, confirmed with LibreOffice as a clerk would, come back clean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from sysaudit.config import Settings
from sysaudit.findings import column_letters
from sysaudit.forms import COST_ESTIMATE, EVALUATION, SYSTEM_LIST
from sysaudit.forms.cost_estimate import CostLine
from sysaudit.forms.field import Form
from sysaudit.forms.shared import CONFIRMED
from sysaudit.forms.system_list import System
from sysaudit.prefilling import DivisionForms, Outgoing, prepare
from sysaudit.reports.templates import write_division_forms
from sysaudit.validation import Validation, validate
from tests import office

SAMPLES = Path(__file__).parent.parent / "samples"
ROSTER, PREVIOUS = SAMPLES / "2019" / "組織台帳.xlsx", SAMPLES / "2018" / "returned"
YEAR = 2019
FORMS = (SYSTEM_LIST, COST_ESTIMATE, EVALUATION)

KEPT = {
    "1101": ("1101-S01", "1101-S02", "1101-S03"),
    "1401": ("1401-S01", "1401-S02", "1401-S04"),
    "1405": ("1401-S03",),
}
"""Which systems each division says are its own: 1405 was split off from 1401."""

COVER = {
    "記入者": "見本　花子",
    "内線": "2104",
    "課長確認日": "2019/6/14",
    "提出日": "2019/6/17",
}
MARKS = {f"v{n}": "4" for n in range(1, 6)} | {
    "e1": "3",
    "e2": "3",
    "e3": "4",
    **{f"q{n}": "4" for n in range(1, 6)},
    "office_tools": "無",
    "before_approval": "不可",
    "first_letter": "A 現状維持",
    "confirmed_on": "2019/6/14",
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not office.available(), reason="needs LibreOffice and python3-uno"),
]

Row = Mapping[str, object]


def confirmed_system(row: Row) -> dict[str, str]:
    """○, and the dates of this year where the contract is made anew every year."""
    return {"confirmation": CONFIRMED} | renewed(row)


def renewed(row: Row) -> dict[str, str]:
    """A contract that ended with last year goes on under a new number."""
    if row.get("contract_end") != date(2019, 3, 31):
        return {}
    return {
        "contract_number": new_number(row),
        "contract_start": "2019/4/1",
        "contract_end": "2020/3/31",
    }


def new_number(row: Row) -> str:
    return str(row["contract_number"]).replace("2018-", "2019-")


def confirmed_line(row: Row) -> dict[str, str]:
    """○, this year's amounts near last year's estimate, and how sure they are."""
    budget = int(str(row["former_estimate"] or 0))
    number = str(row.get("contract_number") or "")
    anew = {"contract_number": new_number(row)} if number.startswith("2018-") else {}
    return (
        {
            "confirmation": CONFIRMED,
            "certainty": "確定" if number else "概算",
            "actual": str(row["former_budget"] or 0),
            "budget": str(budget),
            **{f"estimate_{n}": str(budget) for n in range(1, 6)},
        }
        | ({"change_reason": "同額で継続の見込み"} if budget else {})
        | ({"tax_rate": "混在"} if row.get("tax_basis") == "税抜" else {})
        | anew
    )


def marked(_: Row) -> dict[str, str]:
    return MARKS


ANSWERS = {
    SYSTEM_LIST.id: confirmed_system,
    COST_ESTIMATE.id: confirmed_line,
    EVALUATION.id: marked,
}


def fill_in(forms: DivisionForms, source: Path, target: Path) -> None:
    """As the clerk of a division does: rows of others deleted, the rest confirmed."""
    kept = KEPT[forms.division.division_code or ""]
    typed = {"表紙": dict(cover_cells(source))}
    deleted = {}
    for form in FORMS:
        rows = forms.rows[form.id]
        others = [n for n, row in enumerate(rows, start=2) if row["system_id"] not in kept]
        own = [ANSWERS[form.id](row) for row in rows if row["system_id"] in kept]
        typed[form.title], deleted[form.title] = dict(cells(form, own)), others
    office.type_into(source, target, typed, deleted=deleted)


def cells(form: Form, rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """What is typed into which cell, for rows from the second on."""
    prefilled = form if form is not EVALUATION else form.bare
    letters = {c.key: column_letters(n) for n, c in enumerate(prefilled.columns, start=1)}
    for number, row in enumerate(rows, start=2):
        yield from ((f"{letters[key]}{number}", keys) for key, keys in row.items())


def cover_cells(book: Path) -> Iterator[tuple[str, str]]:
    """What is typed into which cell of 表紙, found by its labels."""
    with book.open("rb") as file:
        rows = (
            CalamineWorkbook.from_filelike(file)
            .get_sheet_by_name("表紙")
            .to_python(skip_empty_area=False)
        )
    for number, row in enumerate(rows, start=1):
        if row[0] in COVER:
            yield f"B{number}", COVER[str(row[0])]


@pytest.fixture(scope="module")
def outgoing() -> Outgoing:
    """What goes out to the sample ward."""
    return prepare(ROSTER, previous=[PREVIOUS])


@pytest.fixture(scope="module")
def sent(outgoing: Outgoing, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The forms as they went out."""
    folder = tmp_path_factory.mktemp("sent")
    list(write_division_forms(folder, outgoing, Settings()))
    return folder


@pytest.fixture(scope="module")
def returned(outgoing: Outgoing, sent: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The forms of a plain division and of both parts of a split one, filled in."""
    folder = tmp_path_factory.mktemp("returned")
    for forms in outgoing.divisions:
        code = forms.division.division_code or ""
        if code in KEPT:
            (source,) = sent.glob(f"システム調査票_{code}_*.xlsx")
            fill_in(forms, source, folder / source.name)
    return folder


@pytest.fixture(scope="module")
def validation(returned: Path) -> Validation:
    return validate([returned], roster=ROSTER, previous=[PREVIOUS], as_of=date(2019, 6, 20))


def told(validation: Validation) -> list[str]:
    """The findings on these divisions in short."""
    return [
        f"{f.code} {f.severity} {f.address.file} {f.address.sheet}!{f.address.cell} {f.message.ja}"
        for f in validation.findings
        if f.division_code in KEPT
    ]


def test_confirmed_forms_are_clean(validation: Validation) -> None:
    """A plain division, and both parts of a split one."""
    assert told(validation) == []


def test_what_was_confirmed_arrives(validation: Validation) -> None:
    """Each part of the split division has its own systems and nobody else's, and all are ○."""
    systems = {
        file.division_code: {
            system.system_id: system.confirmation
            for system in file.records_of(SYSTEM_LIST.id, System)
        }
        for file in validation.returned
    }
    assert systems == {code: dict.fromkeys(ids, CONFIRMED) for code, ids in KEPT.items()}


def test_sums_and_names_follow_the_rows_that_stayed(validation: Validation) -> None:
    """The template's own formulas still count after rows were deleted."""
    for file in validation.returned:
        assert file.cover is not None
        lines = list(file.records_of(COST_ESTIMATE.id, CostLine))
        assert file.cover.budget_total == sum(line.budget or 0 for line in lines) > 0
        assert file.cover.system_count == len(KEPT[file.division_code or ""])
        assert all(line.system_name for line in lines)


@pytest.mark.parametrize("code", ["1104", "1506", "2006"])
def test_saving_alone_confirms_nothing(
    code: str, outgoing: Outgoing, sent: Path, tmp_path: Path
) -> None:
    """Another program writes dates, codes and long texts anew, and every row is still known."""
    (source,) = sent.glob(f"システム調査票_{code}_*.xlsx")
    office.type_into(source, tmp_path / source.name, {})
    (forms,) = (d for d in outgoing.divisions if d.division.division_code == code)
    findings = validate([tmp_path]).findings
    unconfirmed = sum(f.count for f in findings if f.code == "R21")
    assert unconfirmed == sum(len(forms.rows[f.id]) for f in (SYSTEM_LIST, COST_ESTIMATE)) > 20
    assert {f.code for f in findings} <= {"R21", "C01", "R02"}
