"""Draws for tests of the command line: the samples, small rosters, results read back."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import openpyxl
from tests.analysis.reading import Row, table_of
from tests.analysis.samples import PREVIOUS_ROSTER, ROSTER, SAMPLES
from tests.cli.running import Done, called

from sysaudit.forms.audit_results import AUDIT_RESULTS
from sysaudit.forms.roster import ROSTER as ROSTER_FORM
from sysaudit.reports.templates import write_workbook

YEAR = 2019
SEED = "見本 20190426"
RESULTS = [SAMPLES / str(year) / "前年度監査結果.xlsx" for year in range(2015, 2019)]
SELF_CHECKS = SAMPLES / "2019" / "self-checks"
GIVEN: tuple[str | Path, ...] = (
    *("--self-checks", SELF_CHECKS, "--former-roster", PREVIOUS_ROSTER),
    *(each for path in RESULTS for each in ("--results", path)),
)
"""Everything that the samples hold for a draw, beside the roster."""
JAPANESE = re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff9f]+")


class Ran(NamedTuple):
    """A draw of the samples."""

    done: Done
    folder: Path
    target: Path


def drawn(*arguments: str | Path, folder: Path | None = None, **changed: str) -> Done:
    """`draw-audits` in this process, reading in it too."""
    return called("draw-audits", *arguments, "--jobs", "0", folder=folder, **changed)


def verified(*arguments: str | Path, folder: Path | None = None, **changed: str) -> Done:
    """`verify-draw` in this process."""
    return called("verify-draw", *arguments, "--jobs", "0", folder=folder, **changed)


def out_of(done: Done) -> str:
    """All that a run printed."""
    return done.stdout.decode() + done.stderr.decode()


def one_line(done: Done, code: int, *told: str) -> None:
    """The run ended with a code and one line of complaint, which holds all the words."""
    lines = done.stderr.decode().splitlines()
    complaints = [line for line in lines if line.startswith(("エラー: ", "error: "))]
    assert (done.returncode, len(complaints)) == (code, 1), out_of(done)
    assert "予期しない" not in out_of(done)
    assert "Traceback" not in out_of(done)
    assert [word for word in told if word not in complaints[0]] == [], complaints[0]


def division(code: str, department: str = "総務部", **more: object) -> Row:
    """A row of a roster, by the keys of its columns."""
    told = {
        "fiscal_year": YEAR,
        "division_code": code,
        "department": department,
        "division_name": f"第{unicodedata.normalize('NFKC', code)}課",
        "kind": "課",
        "in_scope": "○",
        "it_promoter": "見本　太郎",
        "extension": "1234",
    }
    return {**told, **more}


def divisions(*codes: str, department: str = "総務部") -> list[Row]:
    """Plain divisions of one department."""
    return [division(code, department) for code in codes]


def roster(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    """A workbook 組織台帳."""
    path.write_bytes(_roster(tuple(tuple(row.items()) for row in rows)))
    return path


@cache
def _roster(rows: tuple[tuple[tuple[str, Any], ...], ...]) -> bytes:
    told = [dict(row) for row in rows]
    years = {row["fiscal_year"] for row in told}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "台帳.xlsx"
        write_workbook(path, [ROSTER_FORM], max(years), {"roster": told}, rows=len(told) + 2)
        return path.read_bytes()


def serious(path: Path, *codes: str, year: int = YEAR - 1) -> Path:
    """A workbook 前年度監査結果 with an open 重大な不適合 of each division."""
    rows = [
        {
            "fiscal_year": year,
            "division_code": code,
            "division_name": f"第{code}課",
            "kind": "内部監査",
            "audited_on": f"{year}/11/6",
            "auditor": "見本　次郎",
            "finding_number": "1",
            "grade": "重大な不適合",
            "area": "端末・媒体",
            "text": "持出簿がない。",
            "due": f"{year + 1}/9/30",
            "progress": "未着手",
        }
        for code in codes
    ]
    write_workbook(path, [AUDIT_RESULTS], year, {AUDIT_RESULTS.id: rows}, rows=len(rows) + 2)
    return path


def shuffled(path: Path, source: Path, rows: slice, columns: slice) -> Path:
    """A roster with its rows and columns in another order, as slices of what they were."""
    sheet = openpyxl.load_workbook(source, data_only=True)["組織台帳"]
    header, *others = sheet.iter_rows(values_only=True)
    filled = [row for row in others if any(cell is not None for cell in row)]
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    page.title = "組織台帳"
    for row in (header, *filled[rows]):
        page.append(row[columns])
    made.save(path)
    return path


def sample_divisions() -> list[Row]:
    """The rows of the samples' roster."""
    return table_of(ROSTER, "組織台帳", "課コード", "部名")


def drawn_in(path: Path) -> list[Row]:
    """監査対象 of a result."""
    return table_of(path, "監査対象", "訪問日", "課コード")


def fields_in(path: Path) -> dict[str, Any]:
    """抽選のもと of a result."""
    return {row["項目"]: row["値"] for row in table_of(path, "検証", "項目", "値")}


def all_cells(path: Path) -> dict[tuple[str, str], Any]:
    """Every cell of a workbook as it stands there: sheet, cell → value."""
    told = path.stat()
    return _cells(path, told.st_mtime_ns, told.st_size)


@cache
def _cells(path: Path, *_: int) -> dict[tuple[str, str], Any]:
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in openpyxl.load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def named_in(text: str, rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Codes and names of divisions that a text holds; digits within a hash are no code."""
    found = [row["課名"] for row in rows if row["課名"] in text]
    codes = (str(row["課コード"]) for row in rows)
    return found + [c for c in codes if re.search(rf"(?<![0-9A-Za-z]){c}(?![0-9A-Za-z])", text)]


def tampered(source: Path, target: Path, sheet: str, cell: str, value: float | str) -> Path:
    """A result in which somebody changed one cell; all else stays as it was, byte by byte."""
    names = list(dict.fromkeys(name for name, _ in all_cells(source)))
    part = f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
    with zipfile.ZipFile(source) as archive:
        parts = {info: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, content in parts.items():
            told = content
            if info.filename == part:
                told, changed = re.subn(_cell(cell), _written(cell, value), content, count=1)
                assert changed == 1
            archive.writestr(info, told)
    return target


def _cell(name: str) -> bytes:
    return rf'<c r="{name}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)'.encode()


def _written(name: str, value: float | str) -> bytes:
    if isinstance(value, str):
        return rf'<c r="{name}"\1 t="inlineStr"><is><t>{value}</t></is></c>'.encode()
    return rf'<c r="{name}"\1><v>{value}</v></c>'.encode()


def at(path: Path, sheet: str, value: object) -> str:
    """The first cell of a sheet that holds a value."""
    return next(cell for (page, cell), v in all_cells(path).items() if (page, v) == (sheet, value))


def cell_of(path: Path, sheet: str, title: str, row: int) -> str:
    """The name of the cell below a heading of row 1, such as ``L4``."""
    found = (
        cell
        for (page, cell), value in all_cells(path).items()
        if page == sheet and str(value).replace("\n", "") == title
    )
    return f"{next(found).rstrip('1234567890')}{row}"
