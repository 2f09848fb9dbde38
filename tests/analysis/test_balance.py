"""No yen is lost: the account of the 分析書 against the cells of the returned files themselves."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest
from python_calamine import CalamineError, CalamineWorkbook
from tests.analysis.reading import Row, by_year, cells_of, table_of, without_total
from tests.analysis.samples import RETURNED, analysed
from tests.building import WardModel
from tests.cli.running import called

from sysaudit.analysis.balance import Unbalanced, balance_of, check
from sysaudit.findings import column_letters

YEARS = range(2018, 2025)
OTHERS = "ほかの年度"
AMOUNT = re.compile(r"(\d{4})年度(?:決算|予算|見積)")
FEWEST_YEARS = 5
"""So many columns of amounts make a header."""
TOTALS = ("合計", "計", "総計")
SECOND_TABLE = ("システム調査票_1203_契約課.xlsx", 32)
"""Where the headers stand again below a table: nothing below is read, and that is told."""
OLD_FORMAT = "システム調査票_1509_保健予防課.xls"
"""The reader here can open it; the program refuses it, and lists it as a file not read."""


class Cell(NamedTuple):
    """A cell in a column of amounts that is not blank."""

    file: str
    row: int
    column: int
    year: int
    value: Any


@cache
def raw_cells() -> tuple[Cell, ...]:
    """Every cell in a row of costs, out of every file that opens, read without the program."""
    found: list[Cell] = []
    for path in sorted(RETURNED.glob("*.xls*")):
        if path.name.startswith("~$") or path.name == OLD_FORMAT:
            continue
        try:
            with path.open("rb") as file:
                book = CalamineWorkbook.from_filelike(file)
                for name in book.sheet_names:
                    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                    found += cells_in(path.name, rows)
        except CalamineError:
            continue
    return tuple(found)


def cells_in(file: str, rows: list[list[Any]]) -> Iterator[Cell]:
    """The cells below the header that names years, down to a total row or a second header."""
    columns: dict[int, int] = {}
    for number, row in enumerate(rows, start=1):
        if headers := years_in(row):
            if columns:
                assert (file, number) == SECOND_TABLE
                return
            columns = headers
        elif columns and any(str(cell).strip() in TOTALS for cell in row):
            return
        else:
            for column, year in columns.items():
                if row[column] != "":
                    yield Cell(file, number, column + 1, year, row[column])


def years_in(row: list[Any]) -> dict[int, int]:
    """The fiscal years by column, where a row is the header of a table of amounts."""
    plain = [unicodedata.normalize("NFKC", str(cell)).replace("\n", "") for cell in row]
    found = {n: int(match[1]) for n, cell in enumerate(plain) if (match := AMOUNT.match(cell))}
    return found if len(found) >= FEWEST_YEARS else {}


def plain(value: object) -> bool:
    """Whether a cell holds what an amount is: whole yen, not below 0."""
    return isinstance(value, int | float) and value >= 0 and value == int(value)


def account(book: Path) -> dict[str, Row]:
    """検算 on 概要: its lines by name, each with its years."""
    rows = cells_of(book, "概要")
    header = next(n for n, row in enumerate(rows) if row[0] == "入力のまま・円")
    lines: dict[str, Row] = {}
    for row in rows[header + 1 : header + 8]:
        lines[row[0]] = dict(zip(map(str, rows[header][1:9]), row[1:9], strict=True))
    return lines


def told_years(line: Row) -> dict[int, Any]:
    return by_year(line)


def test_what_was_typed_is_what_stands_in_the_files(book: Path) -> None:
    """Each file's sums on 出典 are those of its plain numbers, year by year."""
    sums: dict[str, Counter[int]] = {}
    for cell in raw_cells():
        if plain(cell.value):
            sums.setdefault(cell.file, Counter())[cell.year] += int(cell.value)
    told = without_total(table_of(book, "出典", "SHA-256", "経費の行"), "ファイル")
    for row in told:
        of_it = sums.pop(row["ファイル"], Counter())
        assert by_year(row) == {year: of_it[year] for year in YEARS}, row["ファイル"]
        assert row[OTHERS] == of_it.total() - sum(of_it[year] for year in YEARS)
    assert not sums


def test_the_account_begins_with_those_sums(book: Path) -> None:
    """入力合計 on 概要 is the sum over all files, the years outside the survey included."""
    sums: Counter[int] = Counter()
    for cell in raw_cells():
        sums[cell.year] += int(cell.value) if plain(cell.value) else 0
    typed = account(book)["入力合計"]
    assert told_years(typed) == {year: sums[year] for year in YEARS}
    assert typed[OTHERS] == sum(yen for year, yen in sums.items() if year not in YEARS)


def test_the_account_balances(book: Path) -> None:
    """入力合計 = 反映 + 別掲 + 未反映 in every column, its 差 is 0, and the first sheet says so."""
    lines = account(book)
    parts = [lines[name] for name in ("反映", "別掲（職員作成ツール）", "未反映")]
    for column, typed in lines["入力合計"].items():
        assert typed == sum(part[column] for part in parts), column
        assert lines["差（0であること）"][column] == 0
    (heading,) = (str(row[0]) for row in cells_of(book, "概要") if str(row[0]).startswith("検算"))
    assert heading.endswith("（一致しています）")


def test_the_account_is_what_the_sheets_hold(book: Path) -> None:
    """Each line is a sum over 経費 or 未反映; the last one is the total of 経費集計."""
    lines = account(book)
    costs, left_out = table_of(book, "経費", "入力額（円）"), table_of(book, "未反映", "規則")
    total = table_of(book, "経費集計", "経費区分")[-1]
    for year in YEARS:
        of_year = [row for row in costs if row["年度"] == year]
        taken = [row for row in of_year if row["扱い"] == "反映"]
        apart = [row for row in of_year if row["扱い"] == "別掲"]
        name = f"{year}年度"
        assert lines["反映"][name] == sum(row["入力額（円）"] for row in taken)
        assert lines["別掲（職員作成ツール）"][name] == sum(row["入力額（円）"] for row in apart)
        assert lines["未反映"][name] == sum(
            row["入力額（円）"] or 0 for row in left_out if row["年度"] == year
        )
        with_tax = sum(row["税込額（円）"] for row in taken)
        assert lines["税込換算差額"][name] == with_tax - lines["反映"][name]
        assert lines["税込の合計"][name] == with_tax == by_year(total)[year]


def test_no_cell_of_the_files_is_passed_over(book: Path) -> None:
    """Every cell that is no plain number is in 経費 as read, or on 未反映 as an unknown amount."""
    odd = {place(cell) for cell in raw_cells() if not plain(cell.value)}
    unknown = [row for row in table_of(book, "未反映", "規則") if row["種類"] == "金額不明"]
    listed = {(row["ファイル"], row["セル"]) for row in unknown}
    read = {(row["ファイル"], row["セル"]) for row in table_of(book, "経費", "入力額（円）")}
    assert odd <= listed | read
    blank = listed - odd
    assert all(row["規則"] in ("S16", "S17") for row in unknown if told_at(row) in blank)
    assert all(row["入力額（円）"] == "" and row["理由"] for row in unknown)


def place(cell: Cell) -> tuple[str, str]:
    return cell.file, f"{column_letters(cell.column)}{cell.row}"


def told_at(row: Row) -> tuple[str, str]:
    return row["ファイル"], row["セル"]


def test_no_amount_stands_twice(book: Path) -> None:
    """A cell of a returned file is on 経費 or on 未反映, never on both, and never twice."""
    costs = [
        (row["ファイル"], row["シート"], row["セル"])
        for row in table_of(book, "経費", "入力額（円）")
    ]
    left_out = [
        (row["ファイル"], row["シート"], row["セル"])
        for row in table_of(book, "未反映", "規則")
        if row["種類"] in ("金額", "金額不明")
    ]
    assert max(Counter(costs + left_out).values()) == 1


def test_files_that_were_not_read_are_listed(book: Path) -> None:
    """Files that do not open, and what stands below a second header, are on 未反映."""
    left_out = [row for row in table_of(book, "未反映", "規則") if row["種類"] == "ファイル"]
    listed = {row["ファイル"]: row["規則"] for row in left_out}
    assert {OLD_FORMAT, SECOND_TABLE[0]} <= set(listed)
    states = without_total(table_of(book, "出典", "SHA-256", "経費の行"), "ファイル")
    unread = {row["ファイル"] for row in states if row["状況"] in ("読取不可", "様式外")}
    assert unread
    assert unread <= set(listed)
    assert all(listed.values())


def test_unknown_amounts_are_counted_on_the_first_page(book: Path) -> None:
    """Cells that hold an amount which nobody can read, and files that tell none."""
    rows = cells_of(book, "概要")
    at = next(n for n, row in enumerate(rows) if "金額不明（件）" in row)
    kinds = [row["種類"] for row in table_of(book, "未反映", "規則")]
    listed = [kind for kind in kinds if kind in ("金額不明", "ファイル")]
    assert rows[at + 1][rows[at].index("金額不明（件）")] == len(listed)


def test_the_check_is_one() -> None:
    """A yen too much or too little in any year is an exception that tells year and difference."""
    analysis = analysed()
    typed = analysis.typed.copy()
    typed.iloc[3, typed.columns.get_loc(2021)] += 1
    table = balance_of(typed, analysis.material.amounts, analysis.material.years)
    with pytest.raises(Unbalanced) as raised:
        check(table)
    assert "2021年度 +1円" in raised.value.text.ja


def test_nothing_is_written_where_yen_are_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2, a message that tells the difference, no workbook and no Parquet file."""
    returned, _, roster = WardModel().write(tmp_path)

    def other_sums(*_: object) -> pd.DataFrame:
        return pd.DataFrame({2020: [4_844_001]}, index=["システム調査票_1304_課税課.xlsx"])

    monkeypatch.setattr("sysaudit.analysis.balance.typed_by_file", other_sums)
    book, data = tmp_path / "分析書.xlsx", tmp_path / "data"
    done = called("analyze", returned, "--roster", roster, "-o", book, "--data", data)
    told = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b"")
    assert "入力合計" in told
    assert "2020年度 +1円" in told
    assert "プログラムの誤り" in told
    assert not book.exists()
    assert not data.exists()
    assert "予期しない" not in told


def test_an_older_workbook_stays_where_yen_are_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A 分析書 that was written before keeps its bytes."""
    returned, _, roster = WardModel().write(tmp_path)
    book = tmp_path / "分析書.xlsx"
    assert called("analyze", returned, "--roster", roster, "-o", book).returncode == 0
    before = book.read_bytes()
    monkeypatch.setattr(
        "sysaudit.analysis.balance.typed_by_file",
        lambda *_: pd.DataFrame({2019: [1]}, index=["a.xlsx"]),
    )
    assert called("analyze", returned, "--roster", roster, "-o", book).returncode == 2
    assert book.read_bytes() == before
