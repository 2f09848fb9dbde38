"""The page 確認事項: what to mend and how, for somebody who has no time to ask.

It is the first sheet of a marked copy, and all there is in a slip.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sysaudit.checking import quoted
from sysaudit.findings import Address, Finding, Severity
from sysaudit.intake.our_marks import ANSWER_HEADER, NUMBER_HEADER, TITLE
from sysaudit.reports.cell_text import safe
from sysaudit.reports.marking.remarks import WEIGHTS, Remark, Remarks
from sysaudit.reports.marking.styles import COLOURS
from sysaudit.reports.templates.paper import landscape
from sysaudit.reports.templates.styles import (
    EDGE,
    HEADER,
    LINE_HEIGHT,
    REQUIRED_FILL,
    Styles,
    lines_of,
)

Target = Callable[[Address], str | None]
"""Where a remark leads: an address that XlsxWriter takes, None where nothing can be opened."""

MOST = 5_000
"""Rows of the table: nobody works through more, and Excel takes no more than 65,530 links."""
SIZE = 10
"""Points of the font in the table."""
TALLEST = 409.0
"""Points that a row can be high."""
TIP = "クリックすると、この場所を開きます。"

_TEXT = {"font_size": 11, "valign": "vcenter"}
_CELL = {**EDGE, "valign": "top", "text_wrap": True, "font_size": SIZE}
_LINK = {"font_color": "#0563C1", "underline": 1}
_COLOURS = {Severity.ERROR: "うすいオレンジ色", Severity.WARNING: "うすい黄色"}
_ASKED = {Severity.ERROR: "必ず直すところ", Severity.WARNING: "確かめていただくところ"}


class _Heading(NamedTuple):
    title: str
    width: int
    centred: bool = False


_NUMBER = _Heading(NUMBER_HEADER, 5, centred=True)
_WEIGHT = _Heading("重さ", 9, centred=True)
_STATE = _Heading("状態", 8, centred=True)
_SHEET = _Heading("シート", 18)
_CELLS = _Heading("セル", 10, centred=True)
_KEY = _Heading("システムIDなど", 18)
_LABEL = _Heading("項目", 15)
_GIVEN = _Heading("今の入力", 20)
_MESSAGE = _Heading("お願い", 38)
_FIX = _Heading("直し方", 38)
_ANSWER = _Heading(ANSWER_HEADER, 18)
_ALWAYS = (_NUMBER, _WEIGHT, _SHEET, _CELLS, _KEY, _LABEL, _GIVEN, _MESSAGE, _FIX, _ANSWER)
_WITH_STATES = (*_ALWAYS[:2], _STATE, *_ALWAYS[2:])


class Page:
    """Writes the page of one file."""

    def __init__(self, sheet: Worksheet, styles: Styles, remarks: Remarks, target: Target) -> None:
        self._sheet, self._styles, self._remarks = sheet, styles, remarks
        self._target = target
        self._headings = _WITH_STATES if remarks.with_states else _ALWAYS
        self._row = 0

    def write(self) -> int:
        """Write it all; the number of the row with the headers, as Excel counts."""
        self._write_top()
        header = self._write_table()
        self._sheet.set_tab_color(f"#{COLOURS[Severity.ERROR]}")
        self._sheet.repeat_rows(header - 1)
        landscape(self._sheet)
        return header

    def _write_top(self) -> None:
        told = self._remarks
        self._line(f"{TITLE} {told.fiscal_year}年度）", bold=True, font_size=16, height=30)
        division = " ".join(filter(None, (told.division_code, told.division_name)))
        day = told.as_of
        self._line(f"{division or '（課名不明）'} 御中", bold=True, font_size=12)
        self._line(
            f"ファイル: {told.file}　　{day.year}年{day.month}月{day.day}日 確認　　情報管理課"
        )
        if told.reason is not None:
            self._paragraph(
                f"{told.reason.ja}、色や吹き出しを付けた写しは作らず、この一覧をお送りします。"
                "もとのファイルには手を加えていません。",
                bold=True,
                font_color="#C00000",
            )
        self._row += 1
        self._write_counts()
        self._row += 1
        for number, step in enumerate(self._steps(), start=1):
            self._paragraph(f"{number}. {step}")
        self._row += 1

    def _write_counts(self) -> None:
        told = self._remarks
        coloured = told.reason is None and told.at_cells
        for severity, asked in _ASKED.items():
            fill = self._styles.of(
                **_TEXT, **EDGE, align="center", bold=True, bg_color=f"#{COLOURS[severity]}"
            )
            self._sheet.merge_range(self._row, 0, self._row, 1, WEIGHTS[severity], fill)
            where = f"（シートの{_COLOURS[severity]}のセル）" if coloured else ""
            count = f"{asked} {told.count(severity):,}件"
            self._line(f"{count}{where}", column=2, bold=True, indent=1)
        if told.mended is not None:
            mended = f"前回から直ったところ {told.mended:,}件。ありがとうございました。"
            self._line(mended, column=2, indent=1)

    def _steps(self) -> Iterator[str]:
        if not self._remarks.rows:
            yield "直していただくところはありません。このままで結構です。"
            return
        copy = self._remarks.reason is None
        more = len(self._remarks.rows) - MOST
        if more > 0:
            rest = (
                "シートの色と吹き出しをご覧ください"
                if copy and self._remarks.at_cells
                else "これらを直していただいた後にお知らせします"
            )
            yield (
                f"下の表には、重いものから {MOST:,}件を載せています。ほかの {more:,}件は、{rest}。"
            )
        beside = "" if copy else "（もとのファイルと同じフォルダーに置いて開いてください）"
        if any(remark.finding.address.sheet for remark in self._remarks.rows):
            yield f"下の表の「セル」の青い文字をクリックすると、直す場所が開きます{beside}。"
        if copy and self._remarks.at_cells:
            yield (
                f"{_COLOURS[Severity.ERROR]}は必ず直すところ、{_COLOURS[Severity.WARNING]}は確かめて"
                "いただくところです。セルに重ねると説明の吹き出しが出ます。色は直しても消えませんが、"
                "そのままで構いません。"
            )
        yield (
            "「確かめる」は、確かめて正しければ直さなくて構いません。そのわけなど、伝えたいことは表の"
            "「課の回答」に書けます。"
        )
        same = "このファイル" if copy else "もとのファイル"
        marks = "このシート、色、吹き出し" if self._remarks.at_cells else "このシート"
        kept = f"{marks}は消さなくて構いません。" if copy else ""
        yield (
            f"直し終えたら、{same}を情報管理課へ返してください。ファイル名は、変えていただくよう"
            f"お願いした場合のほかは、そのままにしてください。{kept}"
        )
        yield "分からないことは、番号を添えて情報管理課へお尋ねください。"

    def _write_table(self) -> int:
        header = self._styles.of(**HEADER, **REQUIRED_FILL, font_size=SIZE)
        for number, heading in enumerate(self._headings):
            self._sheet.set_column(number, number, heading.width)
            self._sheet.write_string(self._row, number, heading.title, header)
        self._sheet.set_row(self._row, LINE_HEIGHT + 6)
        self._row += 1
        first = self._row
        for number, remark in enumerate(self._remarks.rows[:MOST], start=1):
            self._write_remark(number, remark)
        return first

    def _write_remark(self, number: int, remark: Remark) -> None:
        values = _values(number, remark)
        lines = 1
        for column, heading in enumerate(self._headings):
            value = safe(values[heading])
            lines = max(lines, lines_of(value[:2000], int(heading.width * 11 / SIZE)))
            target = self._target(remark.finding.address) if heading is _CELLS else None
            style = self._style(heading, remark.finding, linked=target is not None)
            if target is not None:
                self._sheet.write_url(self._row, column, target, style, value, TIP)
            elif heading is _NUMBER:
                self._sheet.write_number(self._row, column, number, style)
            else:
                self._sheet.write_string(self._row, column, value, style)
        self._sheet.set_row(self._row, min(LINE_HEIGHT * SIZE / 11 * lines + 4, TALLEST))
        self._row += 1

    def _style(self, heading: _Heading, finding: Finding, *, linked: bool) -> Format:
        looks: dict[str, object] = dict(_CELL)
        if heading.centred:
            looks["align"] = "center"
        if linked:
            looks |= _LINK
        if heading is _WEIGHT:
            looks |= {"bold": True, "bg_color": f"#{COLOURS[finding.severity]}"}
        return self._styles.of(**looks)

    def _line(self, text: str, column: int = 0, height: float = 20, **looks: object) -> None:
        """A text that runs over the blank cells to its right."""
        self._sheet.set_row(self._row, height)
        style = self._styles.of(**{**_TEXT, **looks})
        self._sheet.write_string(self._row, column, safe(text), style)
        self._row += 1

    def _paragraph(self, text: str, **looks: object) -> None:
        """A text over the width of the page, wrapped."""
        last = len(self._headings) - 1
        width = sum(heading.width for heading in self._headings)
        style = self._styles.of(**{**_TEXT, "text_wrap": True, "valign": "top", **looks})
        self._sheet.merge_range(self._row, 0, self._row, last, safe(text), style)
        self._sheet.set_row(self._row, LINE_HEIGHT * lines_of(text, width) + 2)
        self._row += 1


def _values(number: int, remark: Remark) -> dict[_Heading, str]:
    finding, at = remark.finding, remark.finding.address
    return {
        _NUMBER: str(number),
        _WEIGHT: WEIGHTS[finding.severity],
        _STATE: remark.state.ja if remark.state else "",
        _SHEET: at.sheet or "（ファイル全体）",
        _CELLS: at.cell or ("シート全体" if at.sheet else "-"),
        _KEY: finding.key or "",
        _LABEL: finding.label or "",
        _GIVEN: quoted(finding.given),
        _MESSAGE: finding.message.ja,
        _FIX: finding.fix.ja,
        _ANSWER: "",
    }
