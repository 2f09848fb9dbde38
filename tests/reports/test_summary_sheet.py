"""概要 of 検証結果.xlsx: how far are we, who needs help, what is next."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.reports.test_advice_reports import needy
from tests.reports.validations import FINDINGS, SUBMISSIONS, made
from tests.rounds.playing import played

from sysaudit.config import Settings, Waiver
from sysaudit.reports.findings_workbook import write_report
from sysaudit.reports.findings_workbook.summary_sheet import facts, headline
from sysaudit.rounds import Comparison
from sysaudit.validation import Validation


def page(folder: Path, validation: Validation, comparison: Comparison | None = None) -> Worksheet:
    path = folder / "検証結果.xlsx"
    write_report(path, validation, comparison)
    return openpyxl.load_workbook(path)["概要"]


def rows(sheet: Worksheet) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(values_only=True))


def after(sheet: Worksheet, heading: str) -> list[tuple[object, ...]]:
    """The rows below a heading, up to the next blank one."""
    told = rows(sheet)
    start = next(n for n, row in enumerate(told) if str(row[0]).startswith(heading)) + 1
    end = next((n for n in range(start, len(told)) if not any(told[n])), len(told))
    return told[start:end]


def test_the_line_counts_divisions(tmp_path: Path) -> None:
    """Below the title, each division of the roster once."""
    line = "3課のうち 問題なし1・警告だけ0・エラーあり1・読取不可0・重複提出0・未提出1"
    assert headline(made()) == line
    assert rows(page(tmp_path, made()))[1][0] == line


def test_without_a_roster_the_line_says_whom_it_counts() -> None:
    """Nobody knows who is missing."""
    without = made(submissions=SUBMISSIONS[:2], roster=None)
    assert headline(without) == (
        "ファイルのある2課のうち 問題なし1・警告だけ0・エラーあり1・読取不可0・重複提出0"
    )


def test_departments(tmp_path: Path) -> None:
    """One row each, then the sum; no table without a roster."""
    assert after(page(tmp_path, made()), "部ごとの状況") == [
        (
            "部",
            "対象",
            "提出",
            "問題なし",
            "警告だけ",
            "エラーあり",
            "読めない・重複",
            "未提出",
        ),
        ("区民部", 3, 2, 1, 0, 1, 0, 1),
        ("計", 3, 2, 1, 0, 1, 0, 1),
    ]
    without = rows(page(tmp_path, made(roster=None)))
    assert not any(str(row[0]).startswith("部ごと") for row in without)


def test_progress_over_the_last_rounds(tmp_path: Path) -> None:
    """Five rows at most, numbered as in 提出状況."""
    edit = "1304 所管するシステム一覧!{利用者数}2 = 約20人"
    told = played(tmp_path, [edit], as_of=date(2019, 6, 1))
    for day in range(2, 8):
        told = played(tmp_path, [], told, as_of=date(2019, 6, day))
    header, *below = after(page(tmp_path, told.validation, told.comparison), "これまでの進み")
    assert header[:3] == ("回", "判定日", "提出")
    assert [row[0] for row in below] == [3, 4, 5, 6, 7]
    assert below[-1][2:] == (2, 2, 0, 0, 0, 0)


def test_order_of_the_parts(tmp_path: Path) -> None:
    """What one asks first stands first; what the words mean stands last."""
    firsts = [str(row[0]) for row in rows(page(tmp_path, needy(12)))]
    parts = ("部ごとの状況", "記入の助言", "次にすること", "重さの意味")
    places = [next(n for n, text in enumerate(firsts) if text.startswith(p)) for p in parts]
    assert places == sorted(places)


def test_whom_to_call(tmp_path: Path) -> None:
    """The ten neediest with 情報化推進員, 内線 and reason, and by what they are listed."""
    criteria, header, *below = after(page(tmp_path, needy(12)), "記入の助言が要りそうな課（12課")
    assert str(criteria[0]).startswith("どれかに当たる課: ")
    assert header[:5] == ("課", "情報化推進員", "内線", "エラー", "助言を要する理由")
    assert len(below) == 10
    assert below[0][:5] == ("1411 第11課", "見本　二郎", "2101", 16, "エラー16件")


def test_advice_sheet_says_by_what(tmp_path: Path) -> None:
    """Under the table, outside its filter, in print too."""
    page(tmp_path, needy(2))
    sheet = openpyxl.load_workbook(tmp_path / "検証結果.xlsx")["助言"]
    assert str(sheet.cell(sheet.max_row, 1).value).startswith("どれかに当たる課: ")
    assert str(sheet.auto_filter.ref).endswith("3")
    assert str(sheet.print_area).endswith(f"${sheet.max_row}")


def test_idle_waivers_do_not_fill_the_page() -> None:
    """Three are named."""
    waivers = tuple(Waiver(reason="既知", who="山田", id=f"{n:012x}") for n in range(5))
    told = dict(facts(made(settings=Settings(waivers=waivers))))["使われなかった認める指定"]
    assert told.split("\n")[-1] == "ほか2件。設定ファイルから外してください。"
    assert len(told.split("\n")) == 4


def test_one_page(tmp_path: Path) -> None:
    """A4 upright, for it is longer than wide."""
    sheet = page(tmp_path, needy(12))
    assert sheet.page_setup.orientation == "portrait"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, None)  # 1, 1
    assert not sheet.merged_cells.ranges


@pytest.mark.slow
def test_libreoffice_prints_it_on_one_page(tmp_path: Path) -> None:
    """Nothing of a full page runs over to a second one."""
    several = [replace(each, id=f"{n}", code=f"C{n:02}") for n, each in enumerate(FINDINGS * 3)]
    full = replace(needy(12), findings=tuple(several))
    page(tmp_path, full)
    book = openpyxl.load_workbook(tmp_path / "検証結果.xlsx")
    for name in book.sheetnames[1:]:
        del book[name]
    book.save(tmp_path / "概要.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = ["--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run(
        ["soffice", profile, *convert, str(tmp_path / "概要.xlsx")], check=True, capture_output=True
    )
    told = subprocess.run(
        ["pdfinfo", str(tmp_path / "概要.pdf")], check=True, capture_output=True, text=True
    )
    assert "Pages:           1\n" in told.stdout
