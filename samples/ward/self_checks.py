"""監査調書 of 2019: what the divisions say of themselves before the audit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

from samples.ward import audit_results, people, tables
from samples.ward.faults.plan import Fault, Planted
from samples.ward.lives import SEED
from samples.ward.organisation import COUNTER, MY_NUMBER, OUTSOURCED
from samples.ward.tables import DivisionPlan

from sysaudit.findings import column_letters
from sysaudit.forms import audit_results as results_form
from sysaudit.forms.check_items import (
    AREAS,
    CHECK_ITEMS,
    CONTRACT_CHECK_ITEM,
    OUTSOURCING_ITEM,
    item_rows,
)
from sysaudit.forms.roster import SCHOOL
from sysaudit.forms.self_check import DONE, NOT_DONE, PARTLY, SELF_CHECK
from sysaudit.forms.shared import NOT_APPLICABLE, UNKNOWN
from sysaudit.reports.templates import write_workbook

Row = dict[str, object]

YEAR = 2019
NOT_RETURNED = (
    "1207",  # 職員研修所: two officials, away at the courses of July
    "1510",  # 中央保健センター: sent back to be filled in anew, and not seen since
    "1511",  # 地域包括ケア推進課: believed that 高齢福祉課 answers for it
    "1706",  # 土木管理課: its head never confirmed the answers
    "2004",  # 教育センター: the schools' summer consultations came first
    "2008",  # 学校支援課: new in 2019, on nobody's mailing list
)
"""They returned no questionnaire either; 1205, 1405 and 1606 returned this form alone."""

ANSWERS = (DONE, PARTLY, NOT_DONE, UNKNOWN)
ODDS = {
    "careful": (92, 5, 1, 2),
    "ordinary": (80, 11, 5, 4),
    "behind": (60, 19, 15, 6),
    "careless": (37, 24, 31, 8),
}
"""How likely each answer is, by how well a division keeps the rules."""

IMPROVED_ITEM, COUNTER_ITEM = "1-4", "6-2"
OTHER_STAFF_ITEMS = ("3-2", "3-5")
OUTSOURCING = tuple(item.number for item in CHECK_ITEMS if item.area == "委託")
MY_NUMBER_ITEMS = tuple(item.number for item in CHECK_ITEMS if item.area == "個人番号")
EVIDENCE = dict(
    zip(
        AREAS,
        (
            ("課の実施手順書", "事務分担表"),
            ("情報資産台帳", "廃棄記録簿"),
            ("研修受講簿", "誓約書綴り"),
            ("権限一覧表", "ID管理簿"),
            ("持出簿", "点検記録", "廃棄証明書"),
            ("点検記録", "鍵の管理簿"),
            ("委託契約書", "作業者名簿"),
            ("緊急連絡表", "例外許可書"),
            ("取扱者名簿", "取扱記録簿"),
        ),
        strict=True,
    )
)
CONFIRMED = tuple(date(YEAR, 7, day) for day in (1, 2, 3, 4, 5, 8, 9, 10, 11))
IMPROVED_BY = (date(YEAR, 9, 30), date(YEAR, 10, 31), date(YEAR, 12, 20))

DENIES_OUTSOURCING, CLAIMS_IMPROVED = "1503", "2006"
"""The two divisions whose answers are at odds with what else is known of them."""

_FAULTS = (
    (
        Fault(
            DENIES_OUTSOURCING,
            "X27",
            "no outsourcing, although a contractor runs one of its systems",
            lambda delivery: None,
        ),
        OUTSOURCING_ITEM,
    ),
    (
        Fault(
            CLAIMS_IMPROVED,
            "X28",
            "last year's 重大な不適合 put right, which the audit results deny",
            lambda delivery: None,
        ),
        IMPROVED_ITEM,
    ),
)


def write(folder: Path) -> Iterator[Path]:
    """Write a workbook for each division that returned one."""
    for division in returning():
        path = folder / str(YEAR) / "self-checks" / file_name(division)
        rows = answers(division)
        write_workbook(path, [SELF_CHECK], YEAR, {SELF_CHECK.id: rows}, len(rows))
        yield path


def returning() -> list[DivisionPlan]:
    """The divisions that returned 監査調書, in the order of the roster."""
    expected = (division for division in tables.divisions() if division.kind != SCHOOL)
    return [division for division in expected if division.code not in NOT_RETURNED]


def planted() -> list[Planted]:
    """The faults in the self-checks; they stand at the answers."""
    keys = [column.key for column in SELF_CHECK.columns]
    letters = column_letters(keys.index("answer") + 1)
    numbers = [item.number for item in CHECK_ITEMS]
    files = {division.code: file_name(division) for division in returning()}
    return [
        Planted(
            fault,
            files[fault.division],
            SELF_CHECK.title,
            f"{letters}{numbers.index(number) + 2}",
        )
        for fault, number in _FAULTS
    ]


def file_name(division: DivisionPlan) -> str:
    """The file of a division's self-check."""
    return f"監査調書_{division.code}_{division.name}.xlsx"


def answers(division: DivisionPlan) -> list[Row]:
    """One row per item; who answered stands in the first."""
    rng = Random(f"{SEED}/{division.code}/self-check")
    rows: list[Row] = [dict(row) for row in item_rows()]
    rows[0] |= {
        "division_code": division.code,
        "division_name": division.name,
        "filled_in_by": people.full_name(rng),
        "confirmed_on": rng.choice(CONFIRMED),
    }
    for row in rows:
        row |= _told(str(row["number"]), str(row["area"]), division, rng)
    return rows


def _told(number: str, area: str, division: DivisionPlan, rng: Random) -> Row:
    """The answer to one item, with what goes with it."""
    reason = _why_not_applicable(number, division)
    if reason:
        return {"answer": NOT_APPLICABLE, "not_applicable_reason": reason}
    answer = _answer(number, division, rng)
    if answer in (PARTLY, NOT_DONE):
        return {"answer": answer, "improve_by": rng.choice(IMPROVED_BY)}
    if answer == UNKNOWN:
        return {"answer": answer}
    row: Row = {"answer": answer, "evidence": rng.choice(EVIDENCE[area])}
    if number == CONTRACT_CHECK_ITEM:
        row["supplement"] = f"4月{rng.randrange(8, 27)}日に提出"
    return row


def _why_not_applicable(number: str, division: DivisionPlan) -> str | None:
    """該当なしの理由, as the roster and the audits of the last years have it."""
    outsources = OUTSOURCED in division.marks and division.code != DENIES_OUTSOURCING
    if number in OUTSOURCING and not outsources:
        return "委託がないため"
    if number in MY_NUMBER_ITEMS and MY_NUMBER not in division.marks:
        return "個人番号を扱う事務がないため"
    if number == COUNTER_ITEM and COUNTER not in division.marks:
        return "窓口がないため"
    if number in OTHER_STAFF_ITEMS and not division.other:
        return "非正規職員がいないため"
    if number == IMPROVED_ITEM and not _progress(division):
        return "前回までの指摘がないため"
    return None


def _answer(number: str, division: DivisionPlan, rng: Random) -> str:
    """回答 of an item that applies."""
    if number == OUTSOURCING_ITEM:
        return DONE
    if number == IMPROVED_ITEM:
        return _improved(division)
    return rng.choices(ANSWERS, ODDS[division.care])[0]


def _improved(division: DivisionPlan) -> str:
    """What is true of the findings of the last audits, but for one division's claim."""
    progress = _progress(division)
    if division.code == CLAIMS_IMPROVED or progress == {results_form.DONE}:
        return DONE
    return PARTLY if results_form.UNDER_WAY in progress else NOT_DONE


def _progress(division: DivisionPlan) -> set[str]:
    """How far the findings of all audits were put right."""
    audits = audit_results.history(division)
    return {outcome.progress for audit in audits for outcome in audit.outcomes}
