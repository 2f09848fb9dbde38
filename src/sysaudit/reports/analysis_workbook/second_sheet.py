"""二次評価入力: what the IT division fills in; read back by ``--second-evaluation``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from xlsxwriter.worksheet import Worksheet

from sysaudit.analysis.scores import mean
from sysaudit.forms.evaluation import TECHNICAL_KEYS
from sysaudit.forms.field import Column, Form, Kind
from sysaudit.forms.second_evaluation import SecondEvaluation
from sysaudit.intake.analysis_book import SECOND_SHEET, START_KEYS
from sysaudit.reports.analysis_workbook.book import BASE, NEXT, Book
from sysaudit.reports.templates.contents import Contents, Row
from sysaudit.reports.templates.dropdowns import CHOICES_SHEET, Dropdowns
from sysaudit.reports.templates.tables import write_table

SHEET = SECOND_SHEET
HINTS = (
    ("参考：今年度予算（税込・円）", Kind.YEN, 16),
    ("参考：翌年度見積（税込・円）", Kind.YEN, 16),
    ("参考：5年間の計（税込・円）", Kind.YEN, 16),
    ("参考：最も早い期限", Kind.DATE, 13),
    ("参考：業務価値（1次）", Kind.TEXT, 11),
    ("参考：効率（1次）", Kind.TEXT, 11),
    ("参考：技術適合（1次）", Kind.TEXT, 11),
    ("参考：リスクの点数", Kind.COUNT, 11),
    ("参考：似たシステム", Kind.TEXT, 36),
    ("参考：課題（課の記入）", Kind.TEXT, 40),
)
"""What helps to judge, to the right of the form; not read back."""


def write_second(book: Book) -> None:
    """Write the form with a row for each system that was evaluated."""
    form = hinted(book.analysis.material.context.settings.form("second_evaluation"))
    contents = Contents((form,), book.year, {form.id: rows(book)}, 0)
    sheet = book.workbook.get_worksheet_by_name(SHEET)
    choices = _Kept()
    write_table(sheet, form, contents, book.styles, Dropdowns(book.workbook, choices))
    choices.write(book.workbook.get_worksheet_by_name(CHOICES_SHEET))


class _Kept:
    """Keeps the cells of the drop-downs, which are told column by column, and writes them by row.

    A workbook that is written as it goes takes whole rows alone.
    """

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], str | int] = {}

    def write_string(self, row: int, number: int, text: str) -> None:
        """Keep a text."""
        self._cells[row, number] = text

    def write_number(self, row: int, number: int, value: int) -> None:
        """Keep a number."""
        self._cells[row, number] = value

    def write(self, sheet: Worksheet) -> None:
        """Write what was kept."""
        for (row, number), value in sorted(self._cells.items()):
            sheet.write(row, number, value)


def hinted(form: Form) -> Form:
    """The form with the hints behind its own columns."""
    hints = tuple(
        Column(label, kind, computed=True, width=width, key=f"carried:{label}")
        for label, kind, width in HINTS
    )
    return replace(form, extra=(*form.extra, *hints))


def rows(book: Book) -> list[Row]:
    """A row per evaluated system in the order of the roster: 1次, the 2次 so far, hints."""
    analysis = book.analysis
    ends = analysis.renewals["earliest"].to_dict()
    points = analysis.risks["points"].to_dict()
    alike = _alike(book)
    seconds = _seconds(book)
    made: list[Row] = []
    for key, system in zip(
        analysis.systems.index, analysis.systems.to_dict("records"), strict=True
    ):
        first = analysis.material.evaluations.get(key)
        if first is None:
            continue
        values = (
            system[BASE],
            system[NEXT],
            system["five_years"],
            ends.get(key),
            *(_score(getattr(first, name) for name in names) for names in PARTS),
            points.get(key),
            alike.get(key),
            first.issues,
        )
        made.append(
            {
                "division_code": system["code"],
                "system_id": system["system_id"],
                "system_name": system["name"],
                "first_letter": first.first_letter or first.word("first_letter"),
                **_told(seconds.get((system["code"], system["system_id"]))),
                **{f"carried:{h[0]}": v for h, v in zip(HINTS, values, strict=True)},
            }
        )
    return [*made, *_without_system(seconds, made)]


def _without_system(
    seconds: Mapping[tuple[str, str], SecondEvaluation], made: Iterable[Row]
) -> Iterator[Row]:
    """What was typed of systems that are in no table this time, so that it is not lost."""
    there = {(row["division_code"], row["system_id"]) for row in made}
    for (code, own), second in seconds.items():
        if (code, own) not in there:
            yield {
                "division_code": code,
                "system_id": own,
                "system_name": second.system_name,
                "first_letter": second.first_letter,
                **_told(second),
            }


PARTS = (("v1", "v2", "v3", "v4", "v5"), ("e1", "e2", "e3"), TECHNICAL_KEYS)


def _score(marks: Iterable[int | None]) -> str | None:
    score = mean(marks)
    return None if score is None else f"{score:.1f}"


def _seconds(book: Book) -> dict[tuple[str, str], SecondEvaluation]:
    """What the IT division typed, taken over or not, by division code and ID: nothing is lost."""
    rows = book.analysis.material.ward.second_evaluations
    return {(row.division_code or "", row.system_id or ""): row for row in rows}


def _told(second: SecondEvaluation | None) -> dict[str, object]:
    """What the IT division has filled in so far, so that it need not be typed again."""
    if second is None:
        return {}
    told = {key: second.word(key) or getattr(second, key) for key in START_KEYS}
    kept = {key: second.typed(key) if second.unread(key) else told[key] for key in told}
    return {**kept, **{f"carried:{label}": text for label, text in second.carried.items()}}


def _alike(book: Book) -> dict[str, str]:
    """The systems of other divisions that each one resembles."""
    table = book.analysis.alike
    told = {}
    for _, group in table.groupby("group"):
        for key, code in zip(group.index, group["code"], strict=True):
            others = group[group["code"] != code]
            told[key] = "、".join(
                f"{own} {name}"
                for own, name in zip(others["system_id"], others["name"], strict=True)
            )
    return told
