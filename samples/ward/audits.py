"""監査調書 of a few divisions, and what the audits of 2018 found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

from samples.ward import people, tables
from samples.ward.faults.plan import Fault, Planted
from samples.ward.lives import SEED

from sysaudit.findings import column_letters
from sysaudit.forms.audit_results import AUDIT_RESULTS
from sysaudit.forms.check_items import AREAS, CHECK_ITEMS, OUTSOURCING_ITEM
from sysaudit.forms.self_check import DONE, NOT_DONE, PARTLY, SELF_CHECK
from sysaudit.forms.shared import NOT_APPLICABLE, UNKNOWN
from sysaudit.reports.templates import check_rows, write_workbook

Row = dict[str, object]

YEAR = 2019
DIVISIONS = ("1102", "1301", "1304", "1402", "1503", "2006")
IMPROVED_ITEM = "1-4"
OUTSOURCING = tuple(item.number for item in CHECK_ITEMS if item.area == "委託")
MY_NUMBER = tuple(item.number for item in CHECK_ITEMS if item.area == "個人番号")
EVIDENCE = ("情報資産台帳", "研修受講簿", "持出簿", "点検記録", "課の実施手順書", "権限一覧表")

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
    """Write the self-checks of 2019 and the audit results of 2018."""
    for code in DIVISIONS:
        path = folder / str(YEAR) / "self-checks" / file_name(code)
        rows = answers(code)
        write_workbook(path, [SELF_CHECK], YEAR, {SELF_CHECK.id: rows}, len(rows))
        yield path
    path = folder / str(YEAR - 1) / "前年度監査結果.xlsx"
    results = list(_results())
    write_workbook(path, [AUDIT_RESULTS], YEAR - 1, {AUDIT_RESULTS.id: results}, len(results) + 20)
    yield path


def planted() -> list[Planted]:
    """The faults in the self-checks; they stand at the answers."""
    keys = [column.key for column in SELF_CHECK.columns]
    letters = column_letters(keys.index("answer") + 1)
    numbers = [item.number for item in CHECK_ITEMS]
    return [
        Planted(
            fault,
            file_name(fault.division),
            SELF_CHECK.title,
            f"{letters}{numbers.index(number) + 2}",
        )
        for fault, number in _FAULTS
    ]


def file_name(code: str) -> str:
    """The file of a division's self-check."""
    return f"監査調書_{code}_{_name(code)}.xlsx"


def _name(code: str) -> str:
    return next(division.name for division in tables.divisions() if division.code == code)


def answers(code: str) -> list[Row]:
    """One row per item; who answered stands in the first."""
    rng = Random(f"{SEED}/{code}/self-check")
    marks = next(d.marks for d in tables.divisions() if d.code == code)
    rows: list[Row] = [dict(row) for row in check_rows()]
    rows[0] |= {
        "division_code": code,
        "division_name": _name(code),
        "filled_in_by": people.full_name(rng),
        "confirmed_on": date(YEAR, 7, rng.randrange(1, 12)),
    }
    for row in rows:
        row |= _answer(str(row["number"]), code, marks, rng)
    return rows


def _answer(number: str, code: str, marks: str, rng: Random) -> Row:
    outsources = "委" in marks and code != DENIES_OUTSOURCING
    if number in OUTSOURCING and not outsources:
        return {"answer": NOT_APPLICABLE, "not_applicable_reason": "委託がないため"}
    if number in MY_NUMBER and "番" not in marks:
        return {"answer": NOT_APPLICABLE, "not_applicable_reason": "個人番号を扱う事務がないため"}
    if number in (IMPROVED_ITEM, OUTSOURCING_ITEM):
        return {"answer": DONE, "evidence": rng.choice(EVIDENCE)}
    answer = rng.choices((DONE, PARTLY, NOT_DONE, UNKNOWN), (80, 11, 5, 4))[0]
    if answer in (PARTLY, NOT_DONE):
        return {"answer": answer, "improve_by": date(YEAR, rng.choice((9, 10, 12)), 30)}
    return {"answer": answer, "evidence": rng.choice(EVIDENCE) if answer == DONE else ""}


_FOUND = (
    (
        "1301",
        "内部監査",
        (11, 6),
        "軽微な不適合",
        4,
        "端末のワイヤーの鍵が引出しに入れたままになっている。",
        "完了",
    ),
    ("1301", "内部監査", (11, 6), "観察事項", 5, "窓口の端末の画面が待合から見える。", "対応中"),
    ("1304", "内部監査", (11, 13), "軽微な不適合", 3, "異動した職員のIDが5件残っている。", "完了"),
    (
        "1305",
        "内部監査",
        (11, 14),
        "推奨事項",
        2,
        "非正規職員の研修を年度当初に行うとよい。",
        "完了",
    ),
    ("1503", "内部監査", (11, 20), "軽微な不適合", 6, "再委託の承認の記録がない。", "対応中"),
    (
        "1505",
        "内部監査",
        (11, 21),
        "重大な不適合",
        8,
        "個人番号の書かれた書類が施錠されていない棚にある。",
        "完了",
    ),
    (
        "1602",
        "内部監査",
        (11, 27),
        "観察事項",
        1,
        "情報資産台帳に保育園の端末が載っていない。",
        "対応中",
    ),
    (
        "2006",
        "内部監査",
        (12, 4),
        "重大な不適合",
        3,
        "委託先の従業員が1つのIDを共用している。",
        "未着手",
    ),
    (
        "2006",
        "内部監査",
        (12, 4),
        "軽微な不適合",
        4,
        "USBメモリの持出簿に返却日の記入がない。",
        "対応中",
    ),
    ("1402", "パトロール", (10, 9), "指摘なし", 0, "", ""),
    ("1102", "内部監査", (12, 11), "指摘なし", 0, "", ""),
    (
        "2102",
        "パトロール",
        (10, 10),
        "観察事項",
        4,
        "開票用端末の保管場所の鍵の管理者が決まっていない。",
        "報告なし",
    ),
    ("1401", "パトロール", (10, 16), "指摘なし", 0, "", ""),
)
"""Division, kind, day of 2018, grade, area, what was found, how far it was put right."""


def _results() -> Iterator[Row]:
    numbers: dict[str, int] = {}
    for code, kind, (month, day), grade, area, text, progress in _FOUND:
        numbers[code] = numbers.get(code, 0) + 1
        row: Row = {
            "fiscal_year": YEAR - 1,
            "division_code": code,
            "division_name": _name(code),
            "kind": kind,
            "audited_on": date(YEAR - 1, month, day),
            "auditor": people.full_name(Random(f"{SEED}/{code}/auditor")),
            "grade": grade,
        }
        if text:
            due = date(YEAR, 3, 29) if "不適合" in grade else NOT_APPLICABLE
            row |= {"finding_number": str(numbers[code]), "area": AREAS[area], "text": text}
            row |= {"progress": progress, "due": due}
        if progress == "完了":
            row["confirmed_on"] = date(YEAR, 3, 20)
        yield row
