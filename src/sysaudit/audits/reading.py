"""The result workbook, read back: what it says, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from sysaudit.audits import book
from sysaudit.errors import Misuse
from sysaudit.findings import Address, Text
from sysaudit.intake.content import bytes_of
from sysaudit.intake.grid import Grid, Workbook, open_bytes
from sysaudit.intake.limits import Limits
from sysaudit.intake.locked import is_locked, unlocked
from sysaudit.intake.places import LAST_ROW
from sysaudit.intake.refusal import Reason, Refusal, Refused
from sysaudit.intake.stamp import STAMP_SHEET, stamp_of
from sysaudit.nearest import meant_path

WHY = {
    Reason.EMPTY: Text("空のファイル", "an empty file"),
    Reason.DIRECTORY: Text("フォルダー", "a folder"),
    Reason.PASSWORD: Text("ほかのパスワード", "another password"),
    Reason.LEGACY_XLS: Text("古い形式のExcel", "an old format of Excel"),
    Reason.DAMAGED: Text("壊れたファイル", "a damaged file"),
}
"""Why a file is not read, where the refusal has no words of its own."""
NOTHING = "（該当なし）"
"""What stands in a table without rows."""
AskPassword = Callable[[], str]


class Told(NamedTuple):
    """What stands in a cell, and where."""

    value: object
    at: Address

    @property
    def text(self) -> str:
        """As text; a whole number without its point."""
        value = self.value
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return "" if value is None else str(value)

    @property
    def number(self) -> int | None:
        """A whole number, None for anything else."""
        value = self.value
        whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        return int(value) if whole and not isinstance(value, bool) else None  # type: ignore[call-overload]

    @property
    def day(self) -> date | None:
        """A day, None for anything else."""
        value = self.value
        if isinstance(value, datetime):
            return value.date()
        return value if isinstance(value, date) else None


ToldRow = Mapping[str, Told]


@dataclass(frozen=True)
class Book:
    """A result workbook.

    Attributes:
        file: Its name.
        fields: 検証 by key.
        divisions, drawn, reserves, excluded, moves: The rows of the sheets, by key.
        jotted: What people filled in on 監査対象, by code and key.
        grids: The sheets by name.
        closed: 訪問しない日 with their names.
        auditors: 監査実施人 with their departments.
        files: Name, kind and SHA-256 of what the draw was given.
    """

    file: str
    fields: ToldRow
    divisions: tuple[ToldRow, ...]
    drawn: tuple[ToldRow, ...]
    reserves: tuple[ToldRow, ...]
    excluded: tuple[ToldRow, ...]
    moves: tuple[ToldRow, ...]
    jotted: Mapping[str, Mapping[str, object]]
    grids: Mapping[str, Grid]
    closed: tuple[tuple[Told, ...], ...]
    auditors: tuple[tuple[Told, ...], ...]
    files: tuple[tuple[Told, ...], ...]


def read_book(path: Path, limits: Limits, password: AskPassword) -> Book:
    """A result of `sysaudit draw-audits`, whatever somebody has done to it since.

    Args:
        path: The workbook.
        limits: How large it may be.
        password: Asked where it is locked.

    Raises:
        Misuse: It cannot be read, or is none.
    """
    workbook = _opened(path, limits, password)
    if stamp_of(workbook).workbook != book.KIND:
        raise _no_result(path)
    sheets = {grid.name: grid for grid in workbook.grids}
    rows = {
        name: tuple(_rows(_sheet(sheets, name, path), path.name, keys))
        for name, keys in (
            (book.DIVISIONS, book.DIVISION_KEYS),
            (book.DRAWN, book.DRAWN_KEYS),
            (book.RESERVES, book.RESERVE_KEYS),
            (book.EXCLUDED, book.EXCLUDED_KEYS),
            (book.MOVES, book.MOVE_KEYS),
        )
    }
    proof = _sheet(sheets, book.PROOF, path)
    return Book(
        path.name,
        _fields(proof, path.name),
        rows[book.DIVISIONS],
        rows[book.DRAWN],
        rows[book.RESERVES],
        rows[book.EXCLUDED],
        rows[book.MOVES],
        dict(_jotted(sheets[book.DRAWN])),
        sheets,
        tuple(_block(proof, path.name, book.CLOSED_HEADER)),
        tuple(_block(proof, path.name, book.AUDITOR_HEADER)),
        tuple(_block(proof, path.name, book.FILE_HEADER)),
    )


def read_fields(path: Path, limits: Limits, password: AskPassword) -> ToldRow:
    """検証 alone, by key, also of a result that an earlier version wrote; see `read_book`.

    Raises:
        Misuse: It cannot be read, or is none.
    """
    workbook = _opened(path, limits, password)
    if stamp_of(workbook).workbook != book.KIND:
        raise _no_result(path)
    sheets = {grid.name: grid for grid in workbook.grids}
    return _fields(_sheet(sheets, book.PROOF, path), path.name)


def _fields(proof: Grid, file: str) -> ToldRow:
    told = {row[0].text: row[1] for row in _block(proof, file, book.FIELD_HEADER)}
    blank = Told("", Address(file, book.PROOF))
    return {key: told.get(label, blank) for key, label in book.FIELDS.items()}


def _opened(path: Path, limits: Limits, password: AskPassword) -> Workbook:
    try:
        data = bytes_of(path, limits)
    except Refused as refused:
        raise _unreadable(path, refused.refusal) from refused
    if is_locked(data):
        data = unlocked(data, password())
    opened = open_bytes(data, path.name, limits.model_copy(update={"last_row": LAST_ROW}), _never)
    if isinstance(opened, Refusal):
        raise _unreadable(path, opened)
    return opened


def _never(sheet: str) -> bool:
    return False


def _unreadable(path: Path, refusal: Refusal) -> Misuse:
    detail = refusal.detail or WHY.get(refusal.reason) or Text("読取不可", "unreadable")
    hint = meant_path(path)
    return Misuse(
        Text(
            f"{path} が読めません（{detail.ja}）。{hint.ja}draw-audits が書いたファイルを指定して"
            "ください。",
            f"cannot read {path} ({detail.en}){hint.en}: give a file that draw-audits wrote",
        )
    )


def _no_result(path: Path) -> Misuse:
    return Misuse(
        Text(
            f"{path} は draw-audits の結果ではありません。抽選結果のファイルを指定してください。",
            f"{path} is no result of draw-audits: give the file that it wrote",
        )
    )


def _sheet(sheets: Mapping[str, Grid], name: str, path: Path) -> Grid:
    if name not in sheets or name == STAMP_SHEET:
        raise Misuse(
            Text(
                f"{path} にシート「{name}」がありません。元のファイルを指定してください。",
                f"{path} lacks the sheet {name}: give the original file",
            )
        )
    return sheets[name]


def _rows(grid: Grid, file: str, keys: Sequence[str]) -> Iterator[ToldRow]:
    """The rows of the first table whose headings are those of the keys, in whatever order.

    Raises:
        Misuse: There is none.
    """
    titles = {book.TITLES[key]: key for key in keys}
    header = next((n for n, row in grid if titles.keys() <= set(map(_plain, row))), None)
    if header is None:
        raise Misuse(
            Text(
                f"{file} のシート「{grid.name}」の見出しが変わっています。"
                "元のファイルを指定してください。",
                f"the headings of the sheet {grid.name} in {file} have been changed: give the "
                "original file",
            )
        )
    headings = [_plain(title) for title in grid.rows[header - grid.top]]
    twice = next((title for title in titles if headings.count(title) > 1), None)
    if twice is not None:
        raise Misuse(
            Text(
                f"{file} のシート「{grid.name}」に見出し「{twice}」が2つあります。"
                "元のファイルを指定してください。",
                f"the heading {twice} stands twice on the sheet {grid.name} in {file}: give the "
                "original file",
            )
        )
    places = {key: grid.left + headings.index(title) for title, key in titles.items()}
    for number, _ in grid:
        cells = [grid.value(number, column) for column in places.values()]
        told = [_plain(cell) for cell in cells if _plain(cell)]
        if number <= header or not told or told == [NOTHING]:
            continue
        yield {
            key: Told(grid.value(number, column), Address(file, grid.name, number, column))
            for key, column in places.items()
        }


def _jotted(grid: Grid) -> Iterator[tuple[str, Mapping[str, object]]]:
    """What stands in the columns that are filled in by hand, by division code."""
    code = book.TITLES["code"]
    for number, row in grid:
        headings = [_plain(each) for each in row]
        if code in headings:
            keys = book.JOTTED.items()
            wanted = {k: headings.index(t) + grid.left for t, k in keys if t in headings}
            for below in range(number + 1, grid.top + len(grid.rows)):
                told = {key: grid.value(below, column) for key, column in wanted.items()}
                yield _plain(grid.value(below, grid.left + headings.index(code))), told
            return


def _block(grid: Grid, file: str, titles: Sequence[str]) -> Iterator[tuple[Told, ...]]:
    """The rows of a small table below its headings, until a blank one."""
    header = next(
        (n for n, row in grid if [_plain(each) for each in row[: len(titles)]] == list(titles)),
        None,
    )
    if header is None:
        return
    for number, _ in grid:
        if number <= header:
            continue
        row = tuple(
            Told(grid.value(number, column), Address(file, grid.name, number, column))
            for column in range(grid.left, grid.left + len(titles))
        )
        if not row[0].text or row[0].text == NOTHING:
            return
        yield row


def _plain(value: object) -> str:
    return str(value).replace("\n", "").strip()
