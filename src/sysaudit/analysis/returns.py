"""提出状況: who has returned, in which state, and who needs help."""

from __future__ import annotations

from collections import Counter, defaultdict

import pandas as pd

from sysaudit.advice import advice_of, unknown_by_division
from sysaudit.analysis.material import Material
from sysaudit.forms.cover import Cover
from sysaudit.submissions import Status, Submission

RETURNED = (Status.CLEAN, Status.FINDINGS, Status.DUPLICATE)


def returns(material: Material) -> pd.DataFrame:
    """One row per division, in the order of the roster; index: its code.

    Columns: department, division, expected (bool), status, returned (bool), due, returned_on,
    days_late, systems, errors, warnings, unknown, answers (how many may be 不明), unknown_share,
    help (why it needs advice, "" where it does not), it_promoter, extension, files.
    """
    ward = material.ward
    told = _by_code(material)
    counts = material.systems["code"].value_counts()
    expected = ward.expected
    codes = [c for c in material.owners if c in told or c in expected]
    unknown_counts = unknown_by_division(material.validation)
    advised = {each.division_code: each.why.ja for each in advice_of(material.validation)}
    rows = {}
    for code in codes:
        several = told.get(code, [])
        unknown, answers = unknown_counts.get(code, (0, 0))
        errors = sum(each.errors for each in several)
        share = unknown / answers if answers else None
        states = [each.status for each in several]
        status = min(states, key=list(Status).index) if states else Status.MISSING
        if Status.DUPLICATE in states:
            status = Status.DUPLICATE
        owner, division = material.owners[code], ward.roster_by_code.get(code)
        cover = _cover(material, code)
        first = several[0] if several else None
        rows[code] = (
            owner.department,
            owner.division,
            code in expected or ward.roster is None,
            status,
            any(state in RETURNED for state in states),
            first.due if first else None,
            next((each.returned_on for each in several if each.returned_on), None),
            max((each.days_late for each in several if each.days_late is not None), default=None),
            int(counts.get(code, 0)),
            errors,
            sum(each.warnings for each in several),
            unknown,
            answers,
            share,
            advised.get(code, ""),
            (division and division.it_promoter) or (cover and cover.it_promoter) or "",
            (division and division.extension) or (cover and cover.extension) or "",
            "、".join(each.file for each in several if each.file),
        )
    return pd.DataFrame.from_dict(rows, orient="index", columns=COLUMNS, dtype=object)


COLUMNS = [
    "department", "division", "expected", "status", "returned", "due", "returned_on", "days_late",
    "systems", "errors", "warnings", "unknown", "answers", "unknown_share", "help", "it_promoter",
    "extension", "files",
]  # fmt: skip


def _by_code(material: Material) -> dict[str, list[Submission]]:
    """The submissions of each division."""
    told: dict[str, list[Submission]] = defaultdict(list)
    for each in material.validation.submissions:
        if each.division_code:
            told[each.division_code].append(each)
    return told


def _cover(material: Material, code: str) -> Cover | None:
    returned = material.ward.divisions.get(code)
    return returned.cover if returned else None


def by_department(table: pd.DataFrame) -> pd.DataFrame:
    """Sums over departments, in order: expected, returned, missing, late, systems, errors, …."""
    rows = {}
    for department, of_it in table.groupby("department", sort=False):
        asked = of_it[of_it["expected"].astype(bool)]
        status = Counter(asked["status"])
        unknown, answers = int(of_it["unknown"].sum()), int(of_it["answers"].sum())
        rows[department] = (
            len(asked),
            int(asked["returned"].sum()),
            status[Status.MISSING],
            len(asked) - int(asked["returned"].sum()) - status[Status.MISSING],
            sum(1 for days in asked["days_late"] if days),
            int(of_it["systems"].sum()),
            int(of_it["errors"].sum()),
            unknown / answers if answers else None,
            sum(1 for why in of_it["help"] if why),
        )
    names = [
        "expected",
        "returned",
        "missing",
        "unreadable",
        "late",
        "systems",
        "errors",
        "unknown_share",
        "help",
    ]
    return pd.DataFrame.from_dict(rows, orient="index", columns=names, dtype=object)
