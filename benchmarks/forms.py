"""How fast prefilled forms are written, beside the library alone that writes them.

    python benchmarks/forms.py [--divisions 300] [--systems 5]

So many divisions are sent a survey filled in with the systems and cost lines of last year, written
by `sysaudit.reports.templates.write_division_forms`. The peer is XlsxWriter given the very same
calls, which were written down while the first division's survey was made: the same sheets, cells,
formulas, formats, drop-downs and print settings, with nothing left to decide. Both save as many
workbooks, one after the other, in this process. The issue asks for twice the peer's time at most.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest import mock

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sysaudit.config import Settings
from sysaudit.forms.prefilled import CONFIRMATION
from sysaudit.forms.roster import Division
from sysaudit.forms.shared import UNCONFIRMED
from sysaudit.prefilling import DivisionForms, Outgoing
from sysaudit.reports.templates import write_division_forms
from sysaudit.reports.templates.styles import WORKBOOK_OPTIONS

YEAR = 2019
LINES = 6
"""Cost lines of a system; the sample ward has about as many."""

SYSTEM = {
    "system_name": "窓口受付システム",
    "category": "個別システム",
    "business": "共通・その他",
    "purpose": "窓口と郵送で受け付けた申請の登録、進捗管理、通知書の発行を行う。",
    "status": "運用中",
    "delivery": "パッケージ(カスタマイズ有)",
    "hosting": "庁内サーバ室",
    "network": "LGWAN接続系",
    "started": date(2015, 10, 1),
    "vendor": "株式会社見本ソフト",
    "contract_number": "2015-0123",
    "contract_method": "プロポーザル",
    "contract_term": "長期継続契約",
    "contract_start": date(2015, 10, 1),
    "contract_end": date(2020, 9, 30),
    "users": 45,
    "personal_data": "有",
    "outage_impact": "当日中に影響",
    "staff_knowledge": "1人",
    CONFIRMATION: UNCONFIRMED,
}
COST = {
    "contract_number": "2015-0123",
    "cost_kind": "運用",
    "cost_item": "ソフトウェア保守",
    "budget_line": "委託料",
    "tax_basis": "税込",
    "bundled": "単独",
    "former_budget": 1_308_000,
    "former_estimate": 1_320_000,
    CONFIRMATION: UNCONFIRMED,
}
CALLS = (
    "write_string",
    "write_number",
    "write_blank",
    "write_formula",
    "set_column",
    "set_row",
    "data_validation",
    "conditional_format",
    "freeze_panes",
    "ignore_errors",
    "repeat_rows",
    "repeat_columns",
    "set_landscape",
    "set_paper",
    "fit_to_pages",
    "set_margins",
    "set_footer",
    "set_h_pagebreaks",
    "hide_gridlines",
    "protect",
    "hide",
)
Call = tuple[int, str, tuple[Any, ...], dict[str, Any]]
"""Number of the sheet, method, its arguments."""


def division_forms(code: str, systems: int) -> DivisionForms:
    """What goes out to one division; its 監査調書 is left out."""
    owner = {"division_code": code, "division_name": f"第{code}課"}
    ids = [f"{code}-S{number:02}" for number in range(1, systems + 1)]
    rows: dict[str, list[dict[str, object]]] = {
        "cover": [{"fiscal_year": YEAR, **owner}],
        "system_list": [{**SYSTEM, **owner, "system_id": each} for each in ids],
        "cost_estimate": [{**COST, "system_id": each} for each in ids for _ in range(LINES)],
        "evaluation": [{"division_code": code, "system_id": each} for each in ids],
    }
    return DivisionForms(Division.model_validate(owner), rows, ("前年度の内容です。",), None)


@dataclass(frozen=True)
class Look:
    """A format by its number."""

    number: int


@dataclass
class Score:
    """What XlsxWriter was told while a workbook was made: sheets, formats, names, calls."""

    sheets: list[str] = field(default_factory=list)
    formats: list[dict[str, Any]] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)


class Recorder:
    """Writes down what XlsxWriter is told; `patches` put it between us and the library."""

    def __init__(self) -> None:
        self.score = Score()
        self._numbers: dict[int, int] = {}
        self._inside: list[str] = []  # a method that calls another is one call

    @contextmanager
    def listening(self) -> Iterator[None]:
        """While it lasts, everything is written down."""
        with ExitStack() as patches:
            of_book = {"add_worksheet": self._sheet, "add_format": self._looks}
            of_book["define_name"] = self._name
            of_page = dict.fromkeys(CALLS, self._page)
            for owner, heard in ((Workbook, of_book), (Worksheet, of_page)):
                for name, note in heard.items():
                    method = note(name, getattr(owner, name))
                    patches.enter_context(mock.patch.object(owner, name, method))
            yield

    def _sheet(self, _: str, method: Any) -> Any:
        def noted(book: Workbook, name: str) -> Any:
            self.score.sheets.append(name)
            return method(book, name)

        return noted

    def _looks(self, _: str, method: Any) -> Any:
        def noted(book: Workbook, properties: dict[str, Any] | None = None) -> Any:
            told = dict(properties or {})
            made = method(book, properties)
            if not {"xf_index", "hyperlink"} & set(told):  # else it is XlsxWriter's own
                self._numbers[id(made)] = len(self.score.formats)
                self.score.formats.append(told)
            return made

        return noted

    def _name(self, _: str, method: Any) -> Any:
        def noted(book: Workbook, name: str, formula: str) -> Any:
            self.score.names.append((name, formula))
            return method(book, name, formula)

        return noted

    def _page(self, name: str, method: Any) -> Any:
        def noted(page: Worksheet, *arguments: Any, **named: Any) -> Any:
            if not self._inside:
                where = self.score.sheets.index(page.name)
                self.score.calls.append((where, name, tuple(map(self._number, arguments)), named))
            self._inside.append(name)
            try:
                return method(page, *arguments, **named)
            finally:
                self._inside.pop()

        return noted

    def _number(self, value: Any) -> Any:
        if isinstance(value, Format):
            return Look(self._numbers[id(value)])
        return {k: self._number(v) for k, v in value.items()} if isinstance(value, dict) else value


def replayed(score: Score) -> bytes:
    """A workbook made by the same calls."""
    file = BytesIO()
    with Workbook(file, WORKBOOK_OPTIONS) as workbook:
        looks = [workbook.add_format(dict(each)) for each in score.formats]
        pages = [workbook.add_worksheet(name) for name in score.sheets]
        for name, formula in score.names:
            workbook.define_name(name, formula)

        def own(value: Any) -> Any:
            if isinstance(value, Look):
                return looks[value.number]
            return {k: own(v) for k, v in value.items()} if isinstance(value, dict) else value

        for page, name, arguments, named in score.calls:
            getattr(pages[page], name)(*map(own, arguments), **named)
    return file.getvalue()


def timed(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    """Time both and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--divisions", type=int, default=300)
    parser.add_argument("--systems", type=int, default=5)
    told = parser.parse_args()
    codes = [str(1000 + number) for number in range(told.divisions)]
    outgoing = Outgoing(YEAR, tuple(division_forms(code, told.systems) for code in codes))
    first = Outgoing(YEAR, outgoing.divisions[:1])
    recorder = Recorder()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with recorder.listening():
            (path,) = write_division_forms(folder, first, Settings())
        size = path.stat().st_size
        ours = timed(lambda: list(write_division_forms(folder, outgoing, Settings())))
        alone = timed(
            lambda: [(folder / "peer.xlsx").write_bytes(replayed(recorder.score)) for _ in codes]
        )
        peer_size = (folder / "peer.xlsx").stat().st_size
    calls = len(recorder.score.calls)
    print(f"{told.divisions} surveys of {told.systems} systems, {calls:,} calls each")
    print(f"{'':24}{'seconds':>9}{'ms each':>9}{'bytes':>9}")
    for name, seconds, length in (("sysaudit", ours, size), ("XlsxWriter alone", alone, peer_size)):
        print(f"{name:24}{seconds:9.1f}{1000 * seconds / told.divisions:9.1f}{length:9,}")
    print(f"ratio {ours / alone:.2f}")


if __name__ == "__main__":
    main()
