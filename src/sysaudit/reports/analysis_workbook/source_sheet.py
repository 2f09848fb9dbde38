"""出典: the files with their hashes, what was typed in each, version, settings, rules, waivers."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version

import pandas as pd
from pydantic import BaseModel

from sysaudit.checking import OFF
from sysaudit.config import Settings
from sysaudit.findings import Address, Severity
from sysaudit.forms.cost_estimate import CostLine
from sysaudit.forms.system_list import System
from sysaudit.intake.returned import Returned
from sysaudit.reports.analysis_workbook.book import Book
from sysaudit.reports.sheets.block import Column
from sysaudit.reports.sheets.page import Page
from sysaudit.reports.waivers import waiver_words
from sysaudit.reports.words import SEVERITIES, STATUSES

SHEET = "出典"
WIDTHS = (40, 19, 10, 9, 9, *[13.5] * 8, 36)
UNREAD = "（読み取れない）"
ROSTER, PREVIOUS = "組織台帳", "前年度"
SHOWN = ("thresholds", "analysis", "risk", "consumption_tax")
"""The settings by which the tables are made."""


def write_sources(book: Book) -> None:
    """Write the files of this year with what was typed in them, then all else that was used."""
    page = book.page(SHEET, WIDTHS)
    context = book.analysis.material.context
    page.title(
        SHEET,
        f"sysaudit {version('sysaudit')}　年度 {context.year}　判定日 {context.as_of:%Y/%m/%d}",
    )
    page.heading("提出されたファイルと、入力された経費の合計（入力のまま・円）")
    _files(book, page)
    page.gap()
    page.heading("ほかに使ったファイル")
    _others(book, page)
    page.gap()
    _settings(page, context.settings)
    page.finish(repeat=(0, 0))


def _files(book: Book, page: Page) -> None:
    validation = book.analysis.validation
    typed = book.analysis.typed
    status = {each.file: each for each in validation.submissions if each.file}
    links, rows = book.links(), []
    outside = [year for year in typed.columns if year not in book.years]
    for file in validation.returned:
        sums = typed.loc[file.file]
        state = status.get(file.file)
        rows.append(
            (
                links.to(Address(file.file), file.file),
                _division(book, file),
                STATUSES[state.status].ja if state else "",
                sum(1 for _ in file.records_of("system_list", System)),
                sum(1 for _ in file.records_of("cost_estimate", CostLine)),
                *(int(sums.get(year, 0)) for year in book.years),
                sum(int(sums[year]) for year in outside),
                file.sha256 or UNREAD,
            )
        )
    years = [
        Column(f"y{n}", f"{year}年度", 14, "yen", total=True) for n, year in enumerate(book.years)
    ]
    columns = [
        Column("file", "ファイル", 44),
        Column("division", "課", 19),
        Column("state", "状況", 10, "centre"),
        Column("systems", "システム", 9, "count", total=True),
        Column("lines", "経費の行", 9, "count", total=True),
        *years,
        Column("other", "ほかの年度", 14, "yen", total=True),
        Column("sha256", "SHA-256", 36),
    ]
    table = pd.DataFrame(rows, columns=[column.key for column in columns], dtype=object)
    book.placed[SHEET] = page.table(columns, table, total="計")


def _division(book: Book, file: Returned) -> str:
    owner = book.analysis.material.owners.get(file.division_code or "")
    return owner.division if owner else ""


def _others(book: Book, page: Page) -> None:
    validation = book.analysis.validation
    roster = [(ROSTER, validation.roster_file)] if validation.roster_file else []
    files = [*roster, *((PREVIOUS, file) for file in validation.previous or ())]
    table = pd.DataFrame(
        list(dict.fromkeys((file.file, role, file.sha256 or UNREAD) for role, file in files)),
        columns=["file", "role", "sha256"],
        dtype=object,
    )
    page.table(
        [
            Column("file", "ファイル", 44),
            Column("role", "種別", 19, "centre"),
            Column("sha256", "SHA-256", 10, "line"),
        ],
        table,
    )


def _settings(page: Page, settings: Settings) -> None:
    """What the settings changed, then the thresholds in force."""
    page.heading("設定ファイルで変えた規則")
    for code, severity in sorted(settings.rules.items()):
        page.note(f"{code}　{'使わない' if severity == OFF else SEVERITIES[Severity(severity)].ja}")
    if not settings.rules:
        page.note("なし")
    page.gap()
    page.heading("理由を付けて認めた指摘")
    for waiver in settings.waivers:
        page.note(waiver_words(waiver))
    if not settings.waivers:
        page.note("なし")
    page.gap()
    page.heading("しきい値と点数")
    for told in _thresholds(settings):
        page.note(told)


def _thresholds(settings: Settings) -> Iterator[str]:
    yield f"no_forms_from ＝ {_shown(settings.no_forms_from)}"
    for title, bent in settings.forms.items():
        yield f"forms.{title} ＝ {bent.model_dump_json(exclude_defaults=True)}"
    for name in SHOWN:
        section = getattr(settings, name)
        if isinstance(section, BaseModel):
            for key, info in type(section).model_fields.items():
                yield f"{name}.{key} ＝ {_shown(getattr(section, key))}　{info.description}"
        else:
            for rate in section:
                yield f"{name}　{rate.begins:%Y/%m/%d} から {rate.percent}%"


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "、".join(map(str, value)) or "なし"
    return f"{value:,}" if isinstance(value, int) else str(value)
