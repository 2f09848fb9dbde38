"""概要: one page that says how things stand and what is to be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from sysaudit import calendar
from sysaudit.advice import advice_of
from sysaudit.findings import Finding, Severity
from sysaudit.forms.record import shown
from sysaudit.reports.cell_text import safe
from sysaudit.reports.findings_workbook.page import CELL, SEVERITY_FILLS
from sysaudit.reports.returns import not_returned
from sysaudit.reports.templates.paper import landscape
from sysaudit.reports.templates.styles import (
    EDGE,
    HEADER,
    LINE_HEIGHT,
    REQUIRED_FILL,
    Styles,
    lines_of,
)
from sysaudit.reports.waivers import unused_waivers, waiver_words
from sysaudit.reports.words import SEVERITIES
from sysaudit.rounds import Comparison
from sysaudit.submissions import Status
from sysaudit.validation import Validation

WIDTHS = (22, 40, 12, 12, 12, 12)
HEAVIEST = 10
"""So many rules and divisions are named."""


MEANINGS = (
    (SEVERITIES[Severity.ERROR].ja, "そのままでは集計できません。課に直してもらいます。"),
    (
        SEVERITIES[Severity.WARNING].ja,
        "誤りかもしれません。正しければそのままで構いません。",
    ),
    (SEVERITIES[Severity.INFO].ja, "全角の数字などを読み替えました。直さなくて構いません。"),
)


class Heavy(NamedTuple):
    """A rule with its findings in force."""

    finding: Finding
    cells: int
    divisions: int


def write_summary(
    sheet: Worksheet,
    styles: Styles,
    validation: Validation,
    comparison: Comparison | None = None,
) -> None:
    """Write the page."""
    page = _Page(sheet, styles)
    page.heading(f"システム調査票 検証結果（{validation.context.year}年度）", 14)
    for label, text in facts(validation, comparison):
        page.fact(label, text)
    page.heading("次にすること")
    for number, step in enumerate(steps(validation), start=1):
        page.line(f"{number}. {step}")
    page.heading("重さの意味")
    for label, text in MEANINGS:
        page.fact(label, text)
    heavy = heaviest(validation)
    if heavy:
        page.heading("多い指摘")
        page.titles(("コード", "規則", "重さ", "箇所", "課の数"))
        for each in heavy:
            severity = SEVERITIES[each.finding.severity].ja
            page.cells(
                (each.finding.code, each.finding.name.ja, severity, each.cells, each.divisions)
            )
    advice = advice_of(validation)
    if advice:
        page.heading(
            "記入の助言が要りそうな課（読取不可、エラー、不明、同じ点の順。すべては「助言」）"
        )
        page.titles(("課", "理由", "エラー", "不明", "内線"))
        for division in advice[:HEAVIEST]:
            name = " ".join(filter(None, (division.division_code, division.division_name)))
            counts = (division.errors, division.unknown)
            page.cells((name, division.why.ja, *counts, division.extension or ""))
    page.finish()


def facts(
    validation: Validation, comparison: Comparison | None = None
) -> Iterator[tuple[str, str]]:
    """What was checked and how it came out."""
    context, counts = validation.context, validation.counts
    yield "年度", f"{context.year}年度（{calendar.era_year(context.year)}）"
    yield "判定日", f"{shown(context.as_of)}（期限や契約終了はこの日で判断しています）"
    yield "確かめたファイル", f"{len(validation.returned):,}件"
    yield "提出", _returns(validation)
    yield "指摘", "、".join(f"{word.ja} {counts[s]:,}件" for s, word in SEVERITIES.items())
    if comparison:
        yield "前回との比較", _changes(comparison)
    waived = sum(finding.waived is not None for finding in validation.findings)
    if waived:
        yield "認めた指摘", f"{waived:,}件（理由は「指摘一覧」。上の件数に含みません）"
    unused = "\n".join(map(waiver_words, unused_waivers(validation)))
    if unused:
        yield "使われなかった認める指定", f"{unused}\n設定ファイルから外してください。"


def _changes(comparison: Comparison) -> str:
    """Errors and warnings since the round before."""
    total = comparison.total
    told = (
        f"前回（判定日 {shown(comparison.before.as_of)}）から、新しい {total.new:,}件、"
        f"まだ {total.still:,}件、直った {total.mended:,}件（エラーと警告）"
    )
    if total.unchecked:
        told += f"\nファイルやシートがなく、今回は確かめられない前回の指摘 {total.unchecked:,}件"
    return told


def _returns(validation: Validation) -> str:
    if validation.roster is None:
        return "組織台帳の指定がないため、未提出の課は確かめていません。"
    missing = [each for each in validation.submissions if each.status is Status.MISSING]
    late = sum(bool(each.days_late) for each in missing)
    returned = validation.expected - len(missing)
    return (
        f"対象{validation.expected:,}課のうち、提出 {returned:,}課、"
        f"未提出 {len(missing):,}課（うち期限超過 {late:,}課）"
    )


def steps(validation: Validation) -> Iterator[str]:
    """What the IT division does next."""
    states = Counter(each.status for each in validation.submissions)
    counts = validation.counts
    if states[Status.MISSING]:
        yield f"未提出の{states[Status.MISSING]:,}課に連絡する（連絡先は「提出状況」）。"
    if states[Status.UNREADABLE]:
        yield f"読み取れなかった{states[Status.UNREADABLE]:,}件のファイルを、もう一度出してもらう。"
    if states[Status.DUPLICATE]:
        yield "同じ課から2つ以上戻っているファイルは、どれが正しいかを課に確かめる。"
    if counts[Severity.ERROR]:
        yield "「指摘一覧」をエラーで絞り込み、課に直してもらう。"
    if counts[Severity.WARNING]:
        yield "「指摘一覧」の警告を見る。正しければそのままでよい。"
    if counts[Severity.INFO]:
        yield "「読み替え」で、読み取った内容が入力の意味と合っているかを見る。"
    if not counts[Severity.ERROR] and not states[Status.MISSING]:
        yield "直すところはありません。"


def heaviest(validation: Validation) -> list[Heavy]:
    """The rules with most findings in force, errors first; infos are left out."""
    by_code: dict[str, list[Finding]] = {}
    for finding in validation.findings:
        if finding.waived is None and finding.severity is not Severity.INFO:
            by_code.setdefault(finding.code, []).append(finding)
    heavy = [
        Heavy(
            found[0],
            sum(f.count for f in found),
            len({f.division_code for f in found if not not_returned(f, validation)}),
        )
        for found in by_code.values()
    ]
    heavy.sort(key=lambda each: (each.finding.severity.rank, -each.cells, each.finding.code))
    return heavy[:HEAVIEST]


class _Page:
    """A sheet written from top to bottom."""

    def __init__(self, sheet: Worksheet, styles: Styles) -> None:
        self._sheet, self._styles, self._row = sheet, styles, 0
        for number, width in enumerate(WIDTHS):
            sheet.set_column(number, number, width)

    def heading(self, text: str, size: int = 12) -> None:
        """A heading, with a blank line above unless it is the first."""
        self._row += 1 if self._row else 0
        self.line(text, bold=True, font_size=size)

    def line(self, text: str, **looks: object) -> None:
        """A line that runs over the columns beside it."""
        self._sheet.write_string(self._row, 0, safe(text), self._styles.of(**looks))
        self._row += 1

    def fact(self, label: str, text: str) -> None:
        """A label and what it says; nothing is merged, the text runs on to the right."""
        self._sheet.write_string(self._row, 0, label, self._styles.of(bold=True, valign="vcenter"))
        for line in text.split("\n"):
            self._sheet.write_string(self._row, 1, safe(line), self._styles.of(valign="vcenter"))
            self._row += 1

    def titles(self, texts: Sequence[str]) -> None:
        """The header row of a table."""
        style = self._styles.of(**HEADER, **REQUIRED_FILL, font_size=10)
        for number, text in enumerate(texts):
            self._sheet.write_string(self._row, number, text, style)
        self._row += 1

    def cells(self, values: Sequence[str | int]) -> None:
        """A row of a table."""
        lines = 1
        for number, value in enumerate(values):
            looks: dict[str, object] = {**CELL, **EDGE}
            if isinstance(value, int):
                self._sheet.write_number(self._row, number, value, self._styles.of(**looks))
                continue
            if value in SEVERITY_FILLS:
                looks |= {"bg_color": SEVERITY_FILLS[value], "align": "center"}
            self._sheet.write_string(self._row, number, safe(value), self._styles.of(**looks))
            lines = max(lines, lines_of(value, WIDTHS[number]))
        self._sheet.set_row(self._row, LINE_HEIGHT * lines)
        self._row += 1

    def finish(self) -> None:
        """Set up the page: all on one."""
        landscape(self._sheet)
        self._sheet.fit_to_pages(1, 1)
