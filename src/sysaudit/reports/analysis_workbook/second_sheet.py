"""二次評価入力: what the IT division fills in; read back by ``--second-evaluation``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sysaudit.analysis.scores import mean
from sysaudit.forms.evaluation import TECHNICAL_KEYS
from sysaudit.forms.field import Column, Form, Kind
from sysaudit.forms.second_evaluation import SecondEvaluation
from sysaudit.intake.analysis_book import SECOND_SHEET, START_KEYS
from sysaudit.reports.analysis_workbook.book import BASE, NEXT, Book
from sysaudit.reports.templates.contents import Contents, Row
from sysaudit.reports.templates.dropdowns import Dropdowns
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
    choices = book.workbook.get_worksheet_by_name("選択肢")
    write_table(sheet, form, contents, book.styles, Dropdowns(choices))


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
                **_told(analysis.material.seconds.get(key)),
                **{f"carried:{h[0]}": v for h, v in zip(HINTS, values, strict=True)},
            }
        )
    return made


PARTS = (("v1", "v2", "v3", "v4", "v5"), ("e1", "e2", "e3"), TECHNICAL_KEYS)


def _score(marks: Iterable[int | None]) -> str | None:
    score = mean(marks)
    return None if score is None else f"{score:.1f}"


def _told(second: SecondEvaluation | None) -> dict[str, object]:
    """What the IT division has filled in so far, so that it need not be typed again."""
    if second is None:
        return {}
    told = {key: second.word(key) or getattr(second, key) for key in START_KEYS}
    return {key: second.typed(key) if second.unread(key) else value for key, value in told.items()}


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
