"""The blank forms follow the declarations; forms with rows read back as they were filled in."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from sysaudit.config import Settings
from sysaudit.forms import BESIDE_FORMS, FORMS, QUESTIONNAIRE
from sysaudit.forms.check_items import item_rows
from sysaudit.forms.cost_estimate import COST_ESTIMATE
from sysaudit.forms.field import Column, Form
from sysaudit.forms.self_check import SELF_CHECK
from sysaudit.forms.system_list import SYSTEM_LIST
from sysaudit.intake.folder import Source
from sysaudit.intake.limits import Limits
from sysaudit.intake.returned import Reader
from sysaudit.reports.templates import TEMPLATES, write_templates, write_workbook
from sysaudit.reports.templates.dropdowns import choices_of, is_choice, message
from sysaudit.reports.templates.formulas import NOT_ON_LIST
from sysaudit.reports.templates.paper import READABLE_WIDTH

YEAR = 2019
DEFAULTS = Settings.model_validate({})
COMMITTED = Path(__file__).parents[2] / "templates"
BLANK = [form.bare for form in (*FORMS, *BESIDE_FORMS)]
COLUMNS = [pytest.param(f, c, id=f"{f.id}.{c.key}") for f in BLANK for c in f.columns]
TABLES = [form for form in BLANK if not form.downwards]
FILLED: dict[str, list[dict[str, Any]]] = {
    "cover": [{"fiscal_year": 2019, "division_code": "0130", "submitted_on": date(2019, 6, 17)}],
    "system_list": [
        {"division_code": "0130", "system_id": "0130-S01", "system_name": "見本受付システム"},
        {
            "division_code": "0130",
            "system_id": "新規-1",
            "system_name": "=見本予約",
            "run_by_contractor": True,
            "linked_systems": ("0130-S01", "0140-S02"),
            "started": "H31.4",
        },
    ],
    "cost_estimate": [
        {"system_id": "0130-s01", "budget": 1200, "estimate_1": 1300},
        {"system_id": "新規-1", "estimate_1": "約100万円", "estimate_2": 0},
        {"system_id": "9999-S09", "budget": 5, "row_total": 7},
        {"system_id": "合計", "budget": 1205, "estimate_1": None, "system_name": None},
    ],
    "evaluation": [{"system_id": "新規-1", "v1": 5, "q5": "不明", "confirmed_on": "6/14"}],
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("templates")
    write_templates(folder, DEFAULTS, YEAR)
    return folder


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "システム調査票_0130_見本課.xlsx"
    write_workbook(path, QUESTIONNAIRE, YEAR, FILLED)
    return path


@pytest.fixture(scope="module")
def books(written: Path) -> dict[str, Any]:
    """The openpyxl workbook in which each form stands, by form id."""
    opened = {name: openpyxl.load_workbook(written / name) for name in TEMPLATES}
    return {form_id: opened[name] for name, ids in TEMPLATES.items() for form_id in ids}


def rows_of(path: Path, sheet: str) -> list[list[Any]]:
    with path.open("rb") as file:
        return CalamineWorkbook.from_filelike(file).get_sheet_by_name(sheet).to_python()


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", TEMPLATES)
def test_committed_templates_equal_the_declaration(
    name: str, written: Path, request: pytest.FixtureRequest
) -> None:
    """`pytest tests/reports --rewrite-examples` or `sysaudit templates` writes them anew."""
    if request.config.getoption("--rewrite-examples"):
        shutil.copy(written / name, COMMITTED / name)
    assert parts(COMMITTED / name) == parts(written / name)


def test_every_form_has_a_template() -> None:
    assert sorted(i for ids in TEMPLATES.values() for i in ids) == sorted(
        f.id for f in (*FORMS, *BESIDE_FORMS)
    )


def test_equal_contents_make_equal_bytes(written: Path, tmp_path: Path) -> None:
    """Neither the clock nor the order of a set gets into a file."""
    for path in write_templates(tmp_path, DEFAULTS, YEAR):
        assert path.read_bytes() == (written / path.name).read_bytes()


@pytest.mark.parametrize(("form", "column"), COLUMNS)
def test_every_column_has_a_hint_that_excel_shows_whole(form: Form, column: Column) -> None:
    told = message(column, YEAR)
    assert column.hint
    assert str(told["input_message"]).startswith(column.hint)
    assert len(str(told["input_message"])) < 255
    assert str(told["input_title"]).startswith(column.label_in(YEAR))
    assert column.header(YEAR)


@pytest.mark.parametrize(("form", "column"), COLUMNS)
def test_every_column_has_its_message_and_drop_down(
    form: Form, column: Column, books: dict[str, Any]
) -> None:
    """The drop-down holds the choices and the legal ways out; only choices warn."""
    book = books[form.id]
    cell = input_cell(book[form.title], form, column)
    check = next(v for v in book[form.title].data_validations.dataValidation if cell in v.sqref)
    assert check.prompt.startswith(column.hint)
    if not choices_of(column):
        assert check.type in (None, "none", "whole")
        return
    assert check.type == "list"
    assert bool(check.showErrorMessage) is is_choice(column)
    assert not check.showErrorMessage or check.errorStyle == "warning"
    span_of = book.defined_names[check.formula1].attr_text
    sheet, _, span = span_of.partition("!")
    listed = [row[0].value for row in book[sheet.strip("'")][span.replace("$", "")]]
    assert [str(each) for each in listed] == list(choices_of(column))


def input_cell(sheet: Any, form: Form, column: Column) -> str:
    """The first cell in which the field is filled in."""
    if not form.downwards:
        return f"{sheet.cell(2, list(form.columns).index(column) + 1).coordinate}"
    return next(f"B{row[0].row}" for row in sheet["A1:A40"] if row[0].value == column.header(YEAR))


@pytest.mark.parametrize("form", TABLES, ids=lambda form: form.id)
def test_headers_stand_in_row_1(form: Form, books: dict[str, Any]) -> None:
    sheet = books[form.id][form.title]
    assert [cell.value for cell in sheet[1]] == [c.header(YEAR) for c in form.columns]
    assert sheet.freeze_panes.rstrip("0123456789") != "A"
    assert sheet.freeze_panes.endswith("2")
    assert not sheet.protection.sheet


@pytest.mark.parametrize("name", TEMPLATES)
def test_sheets(name: str, written: Path) -> None:
    """Nothing is merged; our own sheets are hidden or protected without a password."""
    book = openpyxl.load_workbook(written / name)
    assert not any(sheet.merged_cells.ranges for sheet in book)
    assert [s.title for s in book if s.sheet_state != "visible"] == ["選択肢", "_sysaudit"]
    assert [s.title for s in book if s.protection.sheet] == ["記入要領", "記入例"]
    assert not any(s.protection.password for s in book)
    told = {row[0]: row[1] for row in book["_sysaudit"].values}
    assert told["forms"] == ";".join(TEMPLATES[name])
    assert (told["fiscal_year"], told["reference_date"]) == (2019, "2019-04-01")


@pytest.mark.parametrize("name", TEMPLATES)
def test_print_set_up(name: str, written: Path) -> None:
    """A4 landscape, one page wide, sheet name and page at the foot, headers repeated."""
    book: Any = openpyxl.load_workbook(written / name)
    for sheet in book:
        if sheet.sheet_state != "visible":
            continue
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.oddFooter.left.text == "&A"
        assert sheet.oddFooter.right.text.replace(" ", "") == "&P/&N"
        if sheet.title in {form.title for form in TABLES}:
            assert sheet.print_title_rows == "$1:$1"
            width = sum(each.width for each in sheet.column_dimensions.values())
            assert width / (sheet.page_setup.fitToWidth or 1) <= READABLE_WIDTH


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_font_is_one_that_a_windows_pc_has(name: str, written: Path) -> None:
    styles = parts(written / name)["xl/styles.xml"].decode()
    assert set(re.findall(r'<name val="([^"]+)"', styles)) == {"游ゴシック"}
    assert "<scheme" not in styles


def test_codes_keep_their_zeros(books: dict[str, Any]) -> None:
    """Text format for whatever is no number, so that 0130 and 11/15 stay what was typed."""
    sheet = books["roster"]["組織台帳"]
    formats = {c.value: sheet.column_dimensions[c.column_letter] for c in sheet[1]}
    assert formats["課コード"].number_format == "@"
    assert formats["繁忙期"].number_format == "@"
    assert formats["提出期限"].number_format == "yyyy/m/d"


def uncomputed(path: Path) -> Iterator[str]:
    for name, part in parts(path).items():
        if "worksheets/" in name:
            for attributes, rest in re.findall(r"<c ([^>]*)><f>[^<]*</f>(.*?)</c>", part.decode()):
                if "<v>" not in rest or ("<v></v>" in rest and 't="str"' not in attributes):
                    yield f"{name} {attributes}"


def test_every_formula_carries_its_value(written: Path, filled: Path) -> None:
    """A text that is empty is a value too, and says so by its type."""
    assert not [cell for name in TEMPLATES for cell in uncomputed(written / name)]
    assert not list(uncomputed(filled))


def test_values_read_back(filled: Path) -> None:
    """Numbers, dates, marks and lists; text that looks like a formula stays text."""
    first, second = rows_of(filled, "所管するシステム一覧")[1:3]
    at = {c.key: n for n, c in enumerate(SYSTEM_LIST.bare.columns)}
    assert first[at["division_code"]] == "0130"
    assert second[at["system_name"]] == "=見本予約"
    assert second[at["run_by_contractor"]] == "○"
    assert second[at["linked_systems"]] == "0130-S01; 0140-S02"
    assert second[at["started"]] == "H31.4"
    cover = {row[0]: row[1] for row in rows_of(filled, "表紙") if row[0]}
    assert cover["提出日"] == date(2019, 6, 17)


def test_computed_fields_are_computed(filled: Path) -> None:
    """合計 over the numbers, names without regard to case, a total row counts for nothing."""
    at = {c.key: n for n, c in enumerate(COST_ESTIMATE.bare.columns)}
    rows = rows_of(filled, "経費見積入力シート")[1:6]
    assert [row[at["row_total"]] for row in rows] == [2500, 0, 7, 1205, ""]
    names = [row[at["system_name"]] for row in rows]
    assert names == ["見本受付システム", "=見本予約", NOT_ON_LIST, "", ""]
    cover = {row[0]: row[1] for row in rows_of(filled, "表紙") if row[0]}
    assert cover["システム数（件）"] == 2
    assert cover["2019年度予算の合計（円）"] == 1205
    assert cover["2020年度見積の合計（円）"] == 1300


@pytest.mark.parametrize("name", TEMPLATES)
def test_blank_templates_read_back_without_remarks(name: str, written: Path) -> None:
    """Our own reader finds each form by its headers, and nothing else, in what we send out."""
    beside = tuple(form for form in BESIDE_FORMS if form.id in TEMPLATES[name])
    reader = Reader(beside or FORMS, Limits.model_validate({}), 80)
    returned = reader.read(Source(written / name, name))
    assert [table.form_id for table in returned.tables] == list(TEMPLATES[name])
    assert not returned.other_sheets
    assert not any(table.noted for table in returned.tables)
    assert not any(t.facts.uncomputed or t.facts.linked for t in returned.tables)
    rows = {table.form_id: len(table.records) for table in returned.tables}
    assert {key: n for key, n in rows.items() if n} in ({}, {"cover": 1}, {"self_check": 42})
    assert returned.fiscal_year == YEAR


def test_self_check_repeats_its_first_row(tmp_path: Path) -> None:
    """課コード, 課名, 記入者 and 課長確認日 are typed once; the items stand there already."""
    rows = [dict(row) for row in item_rows()]
    rows[0] |= {"division_code": "0130", "confirmed_on": date(2019, 7, 5)}
    rows[2] |= {"division_code": None}
    write_workbook(tmp_path / "a.xlsx", [SELF_CHECK], YEAR, {"self_check": rows})
    read = rows_of(tmp_path / "a.xlsx", "監査調書")
    assert [row[0] for row in read[1:5]] == ["0130", "0130", "", "0130"]
    assert read[42][0] == "0130"
    assert read[42][-1] == date(2019, 7, 5)
    assert len(read) == 43


def test_guidance_explains_every_field(written: Path) -> None:
    """Field, when required, what to type, allowed words, unit; 1, 3 and 5 in words."""
    for name, ids in TEMPLATES.items():
        told = rows_of(written / name, "記入要領")
        for form in (form for form in BLANK if form.id in ids):
            start = next(n for n, row in enumerate(told) if row[:2] == [form.title, ""])
            below = told[start + 2 : start + 2 + len(form.columns)]
            assert [(row[0], row[2], row[4]) for row in below] == [
                (column.label_in(YEAR), column.hint, column.unit) for column in form.columns
            ]
    assert any(
        "ないと業務が止まる" in row for row in rows_of(written / "システム調査票.xlsx", "記入要領")
    )


def test_examples_show_every_field(written: Path) -> None:
    told = rows_of(written / "システム調査票.xlsx", "記入例")
    for form in (form.bare for form in QUESTIONNAIRE):
        start = next(n for n, row in enumerate(told) if row[0] == form.title)
        below = told[start + 1 : start + 1 + len(form.columns)]
        assert [row[0] for row in below] == [column.header(YEAR) for column in form.columns]


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("title", ["記入要領", "記入例"])
def test_every_printed_page_of_the_guidance_has_the_header(
    title: str, name: str, written: Path
) -> None:
    """The header of the tables is a print title; every further form begins a page."""
    sheet: Any = openpyxl.load_workbook(written / name)[title]
    first, last = sheet.print_title_rows.replace("$", "").split(":")
    assert first == last
    assert sheet[f"A{first}"].value == "項目"
    breaks = {each.id for each in sheet.row_breaks.brk}
    later = [form.title for form in FORMS if form.id in TEMPLATES[name][1:]]
    assert set(later) <= {sheet.cell(row + 1, 1).value for row in breaks}


def test_settings_bend_the_templates(tmp_path: Path) -> None:
    """Another label, a further choice and a further column, without touching Python."""
    bent = {
        "labels": {"備考": "特記事項"},
        "choices": {"対象業務": ("港湾",)},
        "columns": [{"label": "所管係", "hint": "担当する係です。"}],
    }
    settings = Settings.model_validate({"forms": {"所管するシステム一覧": bent}})
    write_templates(tmp_path, settings, YEAR)
    path = tmp_path / "システム調査票.xlsx"
    assert rows_of(path, "所管するシステム一覧")[0][-2:] == ["特記事項", "所管係"]
    assert any("港湾" in row for row in rows_of(path, "選択肢"))


def test_number_columns_warn_of_text(books: dict[str, Any]) -> None:
    """「約100万円」 is remarked on while it is typed; it is not refused."""
    sheet = books["cost_estimate"]["経費見積入力シート"]
    budget = [column.key for column in COST_ESTIMATE.bare.columns].index("budget") + 1
    cell = sheet.cell(2, budget).coordinate
    check = next(v for v in sheet.data_validations.dataValidation if cell in v.sqref)
    assert (check.type, check.errorStyle) == ("whole", "warning")


needs_soffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"
)


def convert(path: Path, kind: str, folder: Path) -> Path:
    """Have LibreOffice convert a file, with a profile of its own."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.{kind}"


@pytest.mark.slow
@needs_soffice
@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_print_on_few_pages(name: str, written: Path, tmp_path: Path) -> None:
    """A few pages side by side, so that it can be read: spilled cells would take dozens."""
    pdf = convert(written / name, "pdf", tmp_path).read_bytes()
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert 3 <= pages <= 30


@pytest.mark.slow
@needs_soffice
def test_libreoffice_computes_the_same_values(filled: Path, tmp_path: Path) -> None:
    """The values that we store are those that a spreadsheet program finds by itself."""
    bare = tmp_path / "bare.xlsx"
    with zipfile.ZipFile(bare, "w") as archive:
        for name, part in parts(filled).items():
            bared = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            archive.writestr(name, bared.replace(b' t="str"><f>', b"><f>"))
    (tmp_path / "out").mkdir()
    computed = convert(bare, "xlsx", tmp_path / "out")
    for form in QUESTIONNAIRE:
        assert rows_of(computed, form.title) == rows_of(filled, form.title)
