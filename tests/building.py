"""Returned workbooks for tests, made of small text tables.

A test ward has two divisions, 1304 課税課 and 1305 納税課, whose returns are clean. An edit puts
a fault in, in one line:

    1304 所管するシステム一覧!E2 = 約100万円      what stands in a cell (numbers, dates, "text")
    1304 所管するシステム一覧!E2 =                 a cell made blank
    1304 所管するシステム一覧 merge A2:A4          and hide-row 3, hide-column C, comment E2 text,
                                                   strike E2, formula E2 A1*2 -> 12 (without
                                                   `-> value`: no computed value), error E2 #REF!,
                                                   garble E2 (no reader makes sense of it),
                                                   hide, rename 名前, delete, copy 名前,
                                                   empty (headers alone),
                                                   insert-rows 1 3, insert-column C, drop-column C,
                                                   copy-row 2 4, drop-row 3
    roster 組織台帳!C2 = …                          the roster
    previous/1304 …                                 last year's return
    1304 file 名前.xlsx                             another file name
    1304 absent                                     not returned
    1304 duplicate 名前.xlsx                        returned once more, as edited so far
    1304 1904                                       dates that count from 1904
    1304 bytes HEX / 1304 text …                    not a workbook at all
    1304 with 監査調書                              one more sheet, every item 実施済
    with 前年度監査結果                             one more file with one row: a serious finding
                                                    on 体制, 未着手; or システム評価（2次）, one
                                                    row for 1304-S01; edited by that name:
                                                    前年度監査結果 前年度監査結果!{改善状況}2 = 完了
    1304 folder / 1304 dangling                     a folder, or a link to nothing, of that name
    1304 sheet メモ                                  a further sheet

`{課コード}` names may be used for further divisions after ``add 1306 収納課``; with a year behind
it, the division returns the forms of that year. A label in braces stands for its column in a
sheet: ``1304 経費見積入力シート!{金額の確度}2 = 未定``.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol

from sysaudit.forms import (
    AUDIT_RESULTS,
    COST_ESTIMATE,
    COVER,
    EVALUATION,
    ROSTER,
    SECOND_EVALUATION,
    SELF_CHECK,
    SYSTEM_LIST,
)
from sysaudit.forms.check_items import CHECK_ITEMS
from sysaudit.forms.field import Form

YEAR = 2019
FORMS = {
    form.title: form.bare
    for form in (
        SYSTEM_LIST,
        COST_ESTIMATE,
        EVALUATION,
        SECOND_EVALUATION,
        ROSTER,
        SELF_CHECK,
        AUDIT_RESULTS,
    )
}
Cell = tuple[int, int]


@dataclass
class SheetModel:
    """A sheet as a grid of values with what lies on it; rows and columns count from 0."""

    name: str
    cells: dict[Cell, Any] = field(default_factory=dict)
    merges: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    comments: list[tuple[str, str]] = field(default_factory=list)
    struck: list[Cell] = field(default_factory=list)
    formulas: dict[Cell, tuple[str, Any]] = field(default_factory=dict)
    hidden: bool = False


@dataclass
class BookModel:
    """A workbook, or the bytes that stand under its name."""

    name: str
    sheets: list[SheetModel] = field(default_factory=list)
    raw: bytes | None = None
    date1904: bool = False
    folder: bool = False
    dangling: bool = False

    def sheet(self, name: str) -> SheetModel:
        return next(sheet for sheet in self.sheets if sheet.name == name)


def table(form: Form, rows: Sequence[dict[str, Any]], year: int = YEAR) -> SheetModel:
    """A sheet with the form's headers in row 1 and the rows below, values by key."""
    sheet = SheetModel(form.title)
    for number, column in enumerate(form.bare.columns):
        sheet.cells[0, number] = column.header(year)
        for row, values in enumerate(rows, start=1):
            if values.get(column.key) is not None:
                sheet.cells[row, number] = values[column.key]
    return sheet


def cover(code: str, name: str, year: int = YEAR, **values: Any) -> SheetModel:
    """表紙: labels in column A, values in column B."""
    stated = {
        "fiscal_year": year,
        "division_code": code,
        "division_name": name,
        "filled_in_by": "見本　一郎",
        "extension": "2101",
        "it_promoter": "見本　二郎",
        "confirmed_on": datetime.date(year, 6, 10),
        "submitted_on": datetime.date(year, 6, 14),
        **values,
    }
    sheet = SheetModel(COVER.title)
    for row, column in enumerate(COVER.columns):
        sheet.cells[row, 0] = column.header(year)
        if stated.get(column.key) is not None:
            sheet.cells[row, 1] = stated[column.key]
    return sheet


def system(
    code: str, name: str, number: int = 1, year: int = YEAR, **values: Any
) -> dict[str, Any]:
    """A clean row of 所管するシステム一覧."""
    return {
        "division_code": code,
        "division_name": name,
        "system_id": f"{code}-S{number:02}",
        "system_name": f"{name}第{number}システム",
        "category": "個別システム",
        "business": "税",
        "purpose": "申告の受付と台帳の管理を行う。",
        "status": "運用中",
        "delivery": "パッケージ(カスタマイズ無)",
        "hosting": "庁内サーバ室",
        "network": "LGWAN接続系",
        "started": datetime.date(2016, 4, 1),
        "vendor": "株式会社見本ソフト",
        "contract_number": f"{code}-{number:03}",
        "contract_method": "プロポーザル",
        "contract_term": "長期継続契約",
        "contract_start": datetime.date(year, 4, 1),
        "contract_end": datetime.date(year + 4, 3, 31),
        "support_end": "不明",
        "next_renewal": year + 4,
        "users": 20,
        "daily_users": 10,
        "terminals": 12,
        "personal_data": "有",
        "outage_impact": "当日中に影響",
        "staff_knowledge": "2人以上",
        **values,
    }


def cost(code: str, number: int = 1, budget: int = 1_200_000, **values: Any) -> dict[str, Any]:
    """A clean row of 経費見積入力シート."""
    row = {
        "system_id": f"{code}-S{number:02}",
        "contract_number": f"{code}-{number:03}",
        "cost_kind": "運用",
        "cost_item": "ソフトウェア保守",
        "budget_line": "委託料",
        "tax_basis": "税込",
        "certainty": "確定",
        "actual": budget - 12_000,
        "budget": budget,
        "estimate_1": budget + 11_000,
        "estimate_2": budget + 15_000,
        "bundled": "単独",
        **values,
    }
    amounts = ("actual", "budget", *(f"estimate_{n}" for n in range(1, 6)))
    numbers = [row[k] for k in amounts if isinstance(row.get(k), int)]
    return {"row_total": sum(numbers), **row}


def evaluation(code: str, number: int = 1, **values: Any) -> dict[str, Any]:
    """A clean row of システム評価."""
    answers = dict(
        zip(
            [f"v{n}" for n in range(1, 6)] + ["e1", "e2", "e3"] + [f"q{n}" for n in range(1, 6)],
            "5453443245334",
            strict=True,
        )
    )
    return {
        "division_code": code,
        "system_id": f"{code}-S{number:02}",
        **{key: int(answer) for key, answer in answers.items()},
        "office_tools": "無",
        "before_approval": "不可",
        "first_letter": "A 現状維持",
        **values,
    }


def division_book(code: str, name: str, year: int = YEAR, systems: int = 2) -> BookModel:
    """The clean return of one division."""
    numbers = range(1, systems + 1)
    return BookModel(
        f"システム調査票_{code}_{name}.xlsx",
        [
            cover(code, name, year),
            table(SYSTEM_LIST, [system(code, name, n, year) for n in numbers], year),
            table(COST_ESTIMATE, [cost(code, n) for n in numbers], year),
            table(EVALUATION, [evaluation(code, n) for n in numbers], year),
        ],
    )


def self_check(code: str, name: str, year: int = YEAR) -> SheetModel:
    """監査調書 with every item 実施済."""
    rows = [
        {
            "division_code": code,
            "division_name": name,
            "number": item.number,
            "area": item.area,
            "text": item.text,
            "answer": "実施済",
            "filled_in_by": "見本　一郎",
            "confirmed_on": datetime.date(year, 7, 5),
        }
        for item in CHECK_ITEMS
    ]
    return table(SELF_CHECK, rows, year)


def audit_result(code: str, name: str, year: int = YEAR, **values: Any) -> dict[str, Any]:
    """A row of 前年度監査結果: a serious finding that nobody has begun to put right."""
    return {
        "fiscal_year": year - 1,
        "division_code": code,
        "division_name": name,
        "kind": "内部監査",
        "audited_on": datetime.date(year - 1, 11, 6),
        "auditor": "見本　三郎",
        "finding_number": "1",
        "grade": "重大な不適合",
        "area": "体制",
        "text": "責任者が決まっていない。",
        "due": datetime.date(year, 3, 29),
        "progress": "未着手",
        **values,
    }


def second_evaluation(code: str, number: int = 1, **values: Any) -> dict[str, Any]:
    """A clean row of システム評価（2次）, which agrees with the division's."""
    return {
        "division_code": code,
        "system_id": f"{code}-S{number:02}",
        "first_letter": "A 現状維持",
        "q1": 4,
        "q2": 4,
        "q3": 3,
        "q4": 3,
        "q5": 4,
        "estimate_opinion": "妥当",
        "overlap": "無",
        "sharing": "無",
        "second_letter": "A 現状維持",
        "hearing": "不要",
        "judged_on": datetime.date(YEAR, 8, 30),
        **values,
    }


EXTRA_BOOKS = {
    AUDIT_RESULTS.title: (AUDIT_RESULTS, audit_result("1304", "課税課")),
    SECOND_EVALUATION.title: (SECOND_EVALUATION, second_evaluation("1304")),
}
"""Books of the IT division that a test may put beside the returns."""


def roster_row(code: str, name: str, year: int = YEAR, **values: Any) -> dict[str, Any]:
    """A clean row of 組織台帳."""
    return {
        "fiscal_year": year,
        "division_code": code,
        "department": "区民部",
        "division_name": name,
        "kind": "課",
        "in_scope": "○",
        "regular_staff": 20,
        "other_staff": 5,
        "due": datetime.date(year, 6, 28),
        "it_promoter": "見本　二郎",
        "extension": "2101",
        **values,
    }


class WardModel:
    """The test ward: this year's books, the roster, last year's books."""

    def __init__(self) -> None:
        names = {"1304": "課税課", "1305": "納税課"}
        self.books = {code: division_book(code, name) for code, name in names.items()}
        self.previous = {code: division_book(code, name, YEAR - 1) for code, name in names.items()}
        rows = [roster_row(code, name) for code, name in names.items()]
        self.roster = BookModel("組織台帳.xlsx", [table(ROSTER, rows)])
        self.more: list[BookModel] = []

    def edited(self, edits: Iterable[str]) -> WardModel:
        """The ward with edits made in order."""
        for edit in edits:
            self.edit(edit.strip())
        return self

    def edit(self, edit: str) -> None:
        target, _, what = edit.partition(" ")
        if target == "add":
            code, name, *year = what.split()
            self.books[code] = division_book(code, name, *map(int, year))
            return
        if target == "with":
            form, row = EXTRA_BOOKS[what]
            self.books[what] = BookModel(f"{what}.xlsx", [table(form, [row])])
            return
        books, code = (
            (self.previous, target.removeprefix("previous/"))
            if target.startswith("previous/")
            else (self.books, target)
        )
        if what == "absent":
            del books[code]
        elif what == f"with {SELF_CHECK.title}":
            name = str(books[code].sheet(COVER.title).cells[2, 1])
            books[code].sheets.append(self_check(code, name))
        elif what.startswith("duplicate "):
            copy = deepcopy(books[code])
            copy.name = what.removeprefix("duplicate ")
            self.more.append(copy)
        else:
            edit_book(self.roster if target == "roster" else books[code], what)

    def write(self, folder: Path) -> tuple[Path, Path, Path]:
        """Write it all; the folders of this year and last, and the roster."""
        returned, previous = folder / "returned", folder / "previous"
        for where, books in ((returned, self.books), (previous, self.previous)):
            where.mkdir()
            for book in books.values():
                write_book(where / book.name, book)
        for book in self.more:
            write_book(returned / book.name, book)
        roster = folder / self.roster.name
        write_book(roster, self.roster)
        return returned, previous, roster


def edit_book(book: BookModel, what: str) -> None:
    """Make one edit in a workbook."""
    word, _, rest = what.partition(" ")
    if word == "file":
        book.name = rest
    elif word == "1904":
        book.date1904 = True
    elif word in ("folder", "dangling"):
        setattr(book, word, True)
    elif word == "sheet":
        book.sheets.append(SheetModel(rest))
    elif word == "bytes":
        book.raw = bytes.fromhex(rest)
    elif word == "text":
        book.raw = rest.encode()
    elif "!" in word:
        sheet_name, _, cell = word.partition("!")
        sheet = book.sheet(sheet_name)
        _put(sheet, _spot(sheet, cell), rest.removeprefix("=").strip())
    else:
        _edit_sheet(book, book.sheet(word), *_split(rest))


def _split(rest: str) -> tuple[str, str]:
    verb, _, argument = rest.partition(" ")
    return verb, argument


def _edit_sheet(book: BookModel, sheet: SheetModel, verb: str, argument: str) -> None:
    first, _, rest = argument.partition(" ")
    match verb:
        case "merge":
            sheet.merges.append(argument)
        case "hide-row":
            sheet.hidden_rows.append(int(first) - 1)
        case "hide-column":
            sheet.hidden_columns.append(_spot(sheet, f"{first}1")[1])
        case "comment":
            sheet.comments.append((first, rest))
        case "strike":
            sheet.struck.append(_spot(sheet, first))
        case "formula":
            text, arrow, value = rest.partition(" -> ")
            sheet.formulas[_spot(sheet, first)] = (text, _value(value) if arrow else None)
        case "error":
            sheet.formulas[_spot(sheet, first)] = ("NA()", rest)
        case "garble":
            sheet.cells[_spot(sheet, first)] = GARBLED
        case "hide":
            sheet.hidden = True
        case "empty":
            sheet.cells = {spot: value for spot, value in sheet.cells.items() if spot[0] == 0}
        case "rename":
            sheet.name = argument
        case "delete":
            book.sheets.remove(sheet)
        case "copy":
            copy = deepcopy(sheet)
            copy.name = argument
            book.sheets.append(copy)
        case "insert-rows":
            _shift(sheet, int(first) - 1, int(rest), 0)
        case "insert-column":
            _shift(sheet, _spot(sheet, f"{first}1")[1], 1, 1)
        case "copy-row":
            source, target = int(first) - 1, int(rest) - 1
            row = {c: value for (r, c), value in sheet.cells.items() if r == source}
            sheet.cells |= {(target, c): value for c, value in row.items()}
        case "drop-row":
            _drop_row(sheet, int(first) - 1)
        case "drop-column":
            _drop_column(sheet, _spot(sheet, f"{first}1")[1])
        case _:
            raise ValueError(verb)


def _spot(sheet: SheetModel, cell: str) -> Cell:
    """``E2`` or ``{label}2`` as row and column from 0."""
    match = re.fullmatch(r"\{(.+)\}(\d+)", cell)
    if match is None:
        row, column = xl_cell_to_rowcol(cell)
        return row, column
    headers = {str(v).partition("（")[0]: c for (r, c), v in sheet.cells.items() if r == 0}
    return int(match[2]) - 1, headers[match[1]]


def _put(sheet: SheetModel, spot: Cell, text: str) -> None:
    if text == "":
        sheet.cells.pop(spot, None)
    else:
        sheet.cells[spot] = _value(text)


def _value(text: str) -> Any:
    """A number, a date 2019-04-26, true/false, or text (in quotes where it looks like those)."""
    if len(text) > 1 and text[0] == text[-1] == '"':
        return (
            text[1:-1].encode().decode("unicode_escape").encode("latin1").decode()
            if "\\" in text
            else text[1:-1]
        )
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return datetime.date.fromisoformat(text)
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return float(text) if "." in text else int(text)
    return {"true": True, "false": False}.get(text, text)


def _shift(sheet: SheetModel, start: int, by: int, axis: int) -> None:
    def moved(spot: Cell) -> Cell:
        at = [*spot]
        at[axis] += by if at[axis] >= start else 0
        return at[0], at[1]

    sheet.cells = {moved(spot): value for spot, value in sheet.cells.items()}


def _drop_column(sheet: SheetModel, column: int) -> None:
    sheet.cells = {
        (r, c - (c > column)): value for (r, c), value in sheet.cells.items() if c != column
    }


def _drop_row(sheet: SheetModel, row: int) -> None:
    sheet.cells = {(r - (r > row), c): v for (r, c), v in sheet.cells.items() if r != row}


def write_book(path: Path, book: BookModel) -> None:
    """Write the workbook."""
    if book.raw is not None:
        path.write_bytes(book.raw)
        return
    if book.folder:
        path.mkdir()
        return
    if book.dangling:
        path.symlink_to(path.with_suffix(".gone"))
        return
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, {**options, "date_1904": book.date1904}) as out:
        out.set_properties({"created": datetime.datetime(YEAR, 4, 1)})  # same book, same bytes
        day = out.add_format({"num_format": "yyyy/m/d"})
        struck = out.add_format({"font_strikeout": True})
        for sheet in book.sheets:
            _write_sheet(out, sheet, day, struck)
    _spoil(path)


def _write_sheet(out: Any, sheet: SheetModel, day: Any, struck: Any) -> None:
    page = out.add_worksheet(sheet.name)
    for span in sheet.merges:
        page.merge_range(span, "", None)
    for spot, value in sorted(sheet.cells.items()):
        _write_cell(page, spot, value, day, struck if spot in sheet.struck else None)
    for (row, column), (formula, value) in sheet.formulas.items():
        page.write_formula(row, column, f"={formula}", None, UNCOMPUTED if value is None else value)
    for row in sheet.hidden_rows:
        page.set_row(row, None, None, {"hidden": True})
    for column in sheet.hidden_columns:
        page.set_column(column, column, None, None, {"hidden": True})
    for cell, text in sheet.comments:
        page.write_comment(cell, text)
    if sheet.hidden:
        page.hide()


def _write_cell(page: Any, spot: Cell, value: Any, day: Any, style: Any) -> None:
    if isinstance(value, datetime.date):
        page.write_datetime(*spot, datetime.datetime.combine(value, datetime.time()), day)
    elif isinstance(value, bool):
        page.write_boolean(*spot, value, style)
    elif isinstance(value, int | float):
        page.write_number(*spot, value, style)
    else:
        page.write_string(*spot, str(value), style)


def _spoil(path: Path) -> None:
    """Put into the file what XlsxWriter never writes.

    Formulas lose the values that mark them as uncomputed, as other writers leave them; garbled
    cells are of a type that does not exist.
    """
    spoilt = {
        f"<v>{UNCOMPUTED}</v>".encode(): b"",
        f"><v>{GARBLED}</v>".encode(): b' t="?"><v>1</v>',
    }
    with zipfile.ZipFile(path) as archive:
        parts = {info: archive.read(info) for info in archive.infolist()}
    if any(mark in part for part in parts.values() for mark in spoilt):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for info, part in parts.items():
                for mark, instead in spoilt.items():
                    part = part.replace(mark, instead)
                archive.writestr(info, part)


UNCOMPUTED, GARBLED = 987654321, 987654322
"""Stand for "no computed value" and "no type of cell" until the file is written."""
