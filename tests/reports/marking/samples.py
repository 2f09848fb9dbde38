"""Workbooks, remarks on them, and what can be asked of a workbook before and after."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl

from sysaudit.config import Settings
from sysaudit.findings import Address, Finding, Severity, Text
from sysaudit.intake.folder import Source
from sysaudit.intake.our_marks import PAGE_SHEET, SIGNATURE
from sysaudit.intake.places import place_of, span_of
from sysaudit.intake.returned import Reader, Returned
from sysaudit.reports.marking import Remarks, marked_copy, prepared, remarks_of
from sysaudit.reports.marking.copy import stripped

RETURNED = Path(__file__).resolve().parents[3] / "samples" / "2019" / "returned"
NAMES = (
    "システム調査票_1304_課税課.xlsx",
    "システム調査票_1305_納税課.xlsx",
    "システム調査票_1503_介護保険課.xlsx",
    "システム調査票_1702_建築指導課.xlsx",
    "システム調査票_1101_企画課.xlsx",
)
FILE = "調査票.xlsx"
ERROR, WARNING = Severity.ERROR, Severity.WARNING


def sample(name: str) -> bytes:
    """A returned workbook of the sample ward."""
    return (RETURNED / name).read_bytes()


def finding(place: str, severity: Severity = ERROR, file: str = FILE, **more: Any) -> Finding:
    """A finding at ``シート!D3``, ``シート!D3:D9``, ``シート`` or, blank, at the whole file."""
    sheet, _, cell = place.rpartition("!") if "!" in place else (place, "", "")
    span = span_of(cell) or (*(place_of(cell) or (None, None)), None, None)
    address = Address(file, sheet or None, *span)
    told: dict[str, Any] = {
        "id": f"id-{place}-{severity}",
        "code": "C01",
        "name": Text("空欄", "blank"),
        "message": Text(f"{place} が空欄です。", "it is blank"),
        "fix": Text("値を入力してください。", "type it"),
        **more,
    }
    return Finding(severity=severity, address=address, **told)


def remarks(*findings: Finding, file: str = FILE, **more: Any) -> Remarks:
    """Remarks of 課税課."""
    told: dict[str, Any] = {"fiscal_year": 2019, "as_of": date(2019, 7, 1), **more}
    return remarks_of(file, findings, division_code="1304", division_name="課税課", **told)


def some_remarks() -> Remarks:
    """Remarks on each form of a returned workbook."""
    return remarks(
        finding("表紙!B3"),
        finding("所管するシステム一覧!H3"),
        finding("所管するシステム一覧!H3", WARNING),
        finding("所管するシステム一覧!J3:J5", WARNING),
        finding("経費見積入力シート!R4"),
        finding("経費見積入力シート", WARNING),
        finding("システム評価!C2", WARNING),
        finding("ないシート!C2", WARNING),
        finding("", WARNING),
    )


def copy_or_reason(data: bytes, asked: Remarks) -> bytes | Text:
    """The marked copy, or why none is made."""
    workbook = prepared(data)
    return workbook if isinstance(workbook, Text) else marked_copy(workbook, asked)


def reason_for_slip(data: bytes) -> Text | None:
    """Why no marked copy is made; None where one can be."""
    workbook = prepared(data)
    return workbook if isinstance(workbook, Text) else None


def without_marks(data: bytes) -> bytes:
    """The workbook without our page, colours and notes; unmarked, the bytes as they are."""
    return stripped(data).packed()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of an archive."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def cells_of(sheet: bytes) -> bytes:
    """The rows of a sheet as they are written."""
    found = re.search(rb"<sheetData.*</sheetData>|<sheetData/>", sheet, re.DOTALL)
    assert found
    return found[0]


def told_of(data: bytes) -> dict[str, Any]:
    """What openpyxl tells of a workbook, our page, colours and notes left out."""
    book = openpyxl.load_workbook(BytesIO(data))
    values = openpyxl.load_workbook(BytesIO(data), data_only=True)
    told: dict[str, Any] = {"names": {n: d.attr_text for n, d in book.defined_names.items()}}
    for sheet in book.worksheets:
        if sheet.title != PAGE_SHEET:
            told[sheet.title] = _sheet(sheet, values[sheet.title])
    return told


def _sheet(sheet: Any, values: Any) -> dict[str, Any]:
    return {
        "cells": {c.coordinate: _cell(c) for row in sheet for c in row},
        "values": [[c.value for c in row] for row in values],
        "validations": sorted(
            (str(v.sqref), v.type, str(v.formula1), str(v.prompt), str(v.error))
            for v in sheet.data_validations.dataValidation
        ),
        "colours": sorted(
            (str(block.sqref), rule.type, rule.priority, str(rule.formula))
            for block in sheet.conditional_formatting
            for rule in block.rules
            if rule.formula != [SIGNATURE]
        ),
        "columns": {k: (d.width, d.hidden) for k, d in sheet.column_dimensions.items()},
        "rows": {k: (d.height, d.hidden) for k, d in sheet.row_dimensions.items()},
        "frozen": sheet.freeze_panes,
        "state": sheet.sheet_state,
        "merged": sorted(map(str, sheet.merged_cells.ranges)),
        "filter": sheet.auto_filter.ref,
        "titles": (sheet.print_title_rows, sheet.print_title_cols, sheet.print_area),
        "page": _page(sheet),
    }


def _page(sheet: Any) -> tuple[Any, ...]:
    setup, margins = sheet.page_setup, sheet.page_margins
    return (
        setup.orientation,
        setup.paperSize,
        setup.fitToHeight,
        setup.fitToWidth,
        setup.scale,
        margins.left,
        margins.top,
        sheet.oddFooter.left.text,
        sheet.protection.sheet,
        sheet.print_options.gridLines,
    )


def _cell(cell: Any) -> tuple[Any, ...]:
    looks = (cell.font, cell.fill, cell.border, cell.alignment, cell.protection)
    return (
        cell.value,
        cell.number_format,
        *map(repr, looks),
        cell.hyperlink and cell.hyperlink.ref,
    )


def notes_of(data: bytes) -> dict[str, str]:
    """The notes by place."""
    book = openpyxl.load_workbook(BytesIO(data))
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in book.worksheets
        for row in sheet
        for cell in row
        if cell.comment
    }


def colours_of(data: bytes) -> dict[tuple[str, str], str]:
    """Our fills by sheet and cells."""
    book = openpyxl.load_workbook(BytesIO(data))
    return {
        (sheet.title, str(block.sqref)): rule.dxf.fill.bgColor.rgb
        for sheet in book.worksheets
        for block in sheet.conditional_formatting
        for rule in block.rules
        if rule.formula == [SIGNATURE]
    }


def read(data: bytes, folder: Path, name: str = FILE) -> Returned:
    """The workbook as the intake reads it."""
    path = folder / name
    path.write_bytes(data)
    settings = Settings()
    similar = settings.thresholds.similar_headers
    reader = Reader(settings.bent_forms, settings.limits, similar)
    return replace(reader.read(Source(path, name)), sha256=None)


def assert_consistent(data: bytes) -> None:
    """Every part is XML, has a type, and every relation leads to a part."""
    parts = parts_of(data)
    types = ElementTree.fromstring(parts["[Content_Types].xml"])
    endings = {each.get("Extension", "").lower() for each in types if each.tag.endswith("Default")}
    named = [each.get("PartName", "") for each in types if each.tag.endswith("Override")]
    assert len(set(named)) == len(named)
    assert {name.lstrip("/") for name in named} <= set(parts)
    for name, content in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            ElementTree.fromstring(content)
        if name != "[Content_Types].xml":
            assert f"/{name}" in named or name.rpartition(".")[2].lower() in endings
        if name.endswith(".rels"):
            owner = name.replace("_rels/", "").removesuffix(".rels")
            for target in _targets(content, owner):
                assert target in parts, (name, target)


def _targets(rels: bytes, owner: str) -> Iterator[str]:
    links = list(ElementTree.fromstring(rels))
    assert len({link.get("Id") for link in links}) == len(links)
    for link in links:
        if link.get("TargetMode") != "External":
            base = posixpath.join("/", posixpath.dirname(owner), link.get("Target", ""))
            yield posixpath.normpath(base).lstrip("/")
