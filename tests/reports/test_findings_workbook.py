"""検証結果.xlsx, read back."""

from __future__ import annotations

import datetime
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.building import WardModel
from tests.reports.validations import FILE, FINDINGS, MANY, NOT_A_NUMBER, SUBMISSIONS, WAIVED, made

from sysaudit.checking import SHOWN_CHARACTERS
from sysaudit.config import Settings, Waiver
from sysaudit.findings import Address
from sysaudit.forms import SYSTEM_LIST
from sysaudit.intake.values.reading import Note, Reading
from sysaudit.reports.findings_workbook import is_report, write_report
from sysaudit.reports.findings_workbook.reading_sheet import understood
from sysaudit.reports.findings_workbook.summary_sheet import facts, heaviest, steps
from sysaudit.reports.links import Link, Links
from sysaudit.reports.words import SEVERITIES
from sysaudit.rules import RULES
from sysaudit.validation import Validation, validate


def written(folder: Path, validation: Validation) -> dict[str, Worksheet]:
    path = folder / "検証結果.xlsx"
    write_report(path, validation)
    sheets = openpyxl.load_workbook(path).worksheets
    return {sheet.title: sheet for sheet in sheets if sheet.sheet_state == "visible"}


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    """The rows below the header, by title."""
    header, *below = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in below]


def test_sheets_in_order(tmp_path: Path) -> None:
    """概要 comes first, for it is what one opens the report for."""
    sheets = ["概要", "提出状況", "助言", "指摘一覧", "読み替え", "ルール"]
    assert list(written(tmp_path, made())) == sheets


def test_findings_are_complete(tmp_path: Path) -> None:
    """Every finding stands in the list, waived ones with their reason, texts as texts."""
    listed = rows(written(tmp_path, made())["指摘一覧"])
    assert [row["ID"] for row in listed] == [finding.id for finding in FINDINGS]
    assert [row["認めた理由"] for row in listed if row["ID"] == WAIVED.id] == ["端数（山田）"]
    many = next(row for row in listed if row["ID"] == MANY.id)
    assert (many["重さ"], many["セル"], many["件数"]) == ("エラー", "E2:E57", 56)
    assert many["課コード"] == "1304"


def test_cells_link_to_the_returned_file(tmp_path: Path) -> None:
    """A click on the cell opens the file at the cell, by a path relative to the report."""
    validation = made(findings=[NOT_A_NUMBER], paths={FILE: tmp_path / "戻り #1 50%" / FILE})
    sheet = written(tmp_path, validation)["指摘一覧"]
    link = sheet.cell(2, 8).hyperlink
    assert link is not None
    assert link.target == f"戻り%20%231%2050%25\\{FILE}"  # as Excel writes it
    assert link.location == "'所管するシステム一覧'!AA2"


def test_findings_of_the_roster(tmp_path: Path) -> None:
    """They link to the roster, name no division, and 提出状況 adds up with a row for it."""
    name = "組織台帳.xlsx"
    finding = replace(NOT_A_NUMBER, id="r", address=Address(name, "組織台帳", 2, 4))
    paths = {FILE: tmp_path / FILE, name: tmp_path / name}
    rows_of_files = [each for each in SUBMISSIONS if each.division_code]
    validation = made(findings=[*FINDINGS, finding], submissions=rows_of_files, paths=paths)
    book = written(tmp_path, validation)
    sheet = book["指摘一覧"]
    listed = rows(sheet)[-1]
    assert (listed["課コード"], listed["課名"], listed["ファイル"]) == (None, "（組織台帳）", name)
    assert all(sheet.cell(sheet.max_row, column).hyperlink for column in (6, 8))
    states = rows(book["提出状況"])
    assert (states[-1]["課名"], states[-1]["ファイル"]) == ("（組織台帳）", name)
    for severity, word in SEVERITIES.items():
        assert sum(int(str(row[word.ja])) for row in states) == validation.counts[severity]


def test_division_codes_are_printed_before_the_names(tmp_path: Path) -> None:
    """課コード stands inside the print area."""
    sheet = written(tmp_path, made())["指摘一覧"]
    titles = [
        cell.value for cell in sheet[str(sheet.print_area).split("!")[-1].replace("$", "")][0]
    ]
    assert titles.index("課コード") + 1 == titles.index("課名")


def test_long_file_names_wrap_and_stay_links(tmp_path: Path) -> None:
    """A name that does not fit on a line is not cut, neither by Excel nor by LibreOffice."""
    name = "2019_システム調査票_1304_区民部課税課管理係_再提出_最終版(2).xlsx"
    finding = replace(NOT_A_NUMBER, address=Address(name, "表紙", 2, 2))
    validation = made(findings=[finding], paths={name: tmp_path / name})
    cell = written(tmp_path, validation)["指摘一覧"]["F2"]
    assert cell.alignment.wrap_text
    assert cell.hyperlink is not None
    assert cell.value == f'="{name}"'
    values = openpyxl.load_workbook(tmp_path / "検証結果.xlsx", data_only=True)["指摘一覧"]
    assert values["F2"].value == name


def test_quotes_in_sheet_names_are_doubled(tmp_path: Path) -> None:
    """Excel finds the sheet ``課's`` only so."""
    links = Links(tmp_path / "a.xlsx", {FILE: tmp_path / FILE})
    link = links.to(Address(FILE, "課's", 3, 4), "D3")
    assert isinstance(link, Link)
    assert link.url.endswith("#'課''s'!D3")


def test_links_end_where_excel_ends_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the last link that a sheet takes, the text stands there without one."""
    monkeypatch.setattr("sysaudit.reports.links.MOST", 1)
    links = Links(tmp_path / "a.xlsx", {FILE: tmp_path / FILE})
    assert isinstance(links.to(NOT_A_NUMBER.address, "AA2"), Link)
    assert links.to(NOT_A_NUMBER.address, "AA2") == "AA2"


def test_no_link_where_none_can_be(tmp_path: Path) -> None:
    """A name that is no text has no URL, a division without a file no link."""
    links = Links(tmp_path / "a.xlsx", {"\udc83.xlsx": tmp_path / "\udc83.xlsx"})
    assert links.to(Address("\udc83.xlsx", "表紙", 1, 1), "A1") == "A1"
    assert links.to(Address(None), "") == ""


def test_submissions_in_the_order_of_the_roster(tmp_path: Path) -> None:
    """A missing division stands where the roster has it; files of nobody come last."""
    listed = rows(written(tmp_path, made())["提出状況"])
    assert [row["課コード"] for row in listed] == ["1304", "1305", "1306", None]
    missing = listed[2]
    assert (missing["状況"], missing["超過\n（日）"], missing["内線"]) == ("未提出", 3, "2101")
    assert missing["提出期限"] == datetime.datetime(2019, 6, 28)
    assert [row["認めた"] for row in listed] == [1, None, None, None]


def test_readings_show_both_values(tmp_path: Path) -> None:
    """What was typed and what was understood stand side by side, for every such cell."""
    edits = [
        "1304 所管するシステム一覧!{利用者数}2 = １，２００",
        "1304 所管するシステム一覧!{契約開始日}2 = H31.4.1",
    ]
    returned, _, roster = WardModel().edited(edits).write(tmp_path)
    listed = rows(written(tmp_path, validate([returned], roster=roster))["読み替え"])
    assert [(row["項目"], row["入力のまま"], row["読み取った内容"]) for row in listed] == [
        ("契約開始日", "H31.4.1", "2019/4/1"),
        ("利用者数", "１，２００", "1,200"),
    ]
    assert listed[0]["課名"] == "課税課"


@pytest.mark.parametrize(
    ("key", "value", "word", "text"),
    [
        ("started", datetime.date(2016, 4, 1), None, "2016/4"),
        ("contract_end", datetime.date(2019, 3, 31), None, "2019/3/31"),
        ("next_renewal", 2023, None, "2023"),
        ("users", 1200, None, "1,200"),
        ("support_end", None, "不明", "不明"),
        ("vendor_corporate_number", None, None, "（空欄）"),
        ("run_by_contractor", True, None, "○"),
    ],
)
def test_understood_values_in_the_words_of_the_form(
    key: str, value: object, word: str | None, text: str
) -> None:
    """Dates, months, years, numbers, marks, words and blanks as a person would type them."""
    reading = Reading(value, Note.WIDTH, "typed", None, word)
    assert understood(SYSTEM_LIST.column(key), reading) == text


def test_rules_show_what_was_switched_off_and_waived(tmp_path: Path) -> None:
    """Whoever reads the report sees what was not checked and what was accepted."""
    code, other = RULES[0].code, RULES[1].code
    settings = Settings(
        rules={code: "off"},
        waivers=(Waiver(reason="既知", who="山田", code=other, division="1304"),),
    )
    by_code = {
        row["コード"]: row for row in rows(written(tmp_path, made(settings=settings))["ルール"])
    }
    assert list(by_code) == [rule.code for rule in RULES]
    assert by_code[code]["重さ"] == "使わない"
    assert by_code[other]["認める指定（sysaudit.toml）"] == f"{other} 課 1304: 既知（山田）"


def test_waivers_that_nothing_answers_to_are_told() -> None:
    """A waiver whose finding is gone is to be taken out of the settings."""
    settings = Settings(waivers=(Waiver(reason="既知", who="山田", id="ffffffffffff"),))
    assert "使われなかった認める指定" in dict(facts(made(settings=settings)))


def test_summary_tells_how_things_stand() -> None:
    """Returns, findings and waived ones, in numbers."""
    told = dict(facts(made()))
    assert told["提出"] == "対象3課のうち、提出 2課、未提出 1課（うち期限超過 1課）"
    assert told["指摘"] == "エラー 3件、警告 1件、情報 1件"


def test_heaviest_findings_count_cells() -> None:
    """A finding that stands for 56 cells weighs 56; errors come before warnings."""
    assert [(h.finding.code, h.cells) for h in heaviest(made())] == [
        ("C01", 56),
        ("C03", 1),
        ("F05", 1),
        ("X08", 1),
    ]


def test_next_steps() -> None:
    """What the report advises follows from what was found."""
    assert len(list(steps(made()))) == 5
    clean = made(findings=(), submissions=SUBMISSIONS[1:2])
    assert list(steps(clean)) == ["直すところはありません。"]


def test_equal_validations_give_equal_bytes(tmp_path: Path) -> None:
    """Two runs can be compared."""
    paths = [tmp_path / name for name in ("a.xlsx", "b.xlsx")]
    for path in paths:
        write_report(path, made())
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_texts_never_come_alive(tmp_path: Path) -> None:
    """What a division typed is no formula and no link, however long or strange it is."""
    typed = ["=1+1", "http://example.com", "@SUM(A1)", "a\x00\x1b\ufffe", "\udc83", "課" * 40_000]
    findings = [replace(NOT_A_NUMBER, id=str(n), given=text) for n, text in enumerate(typed)]
    sheet = written(tmp_path, made(findings=findings))["指摘一覧"]
    cells = [sheet.cell(row, 12) for row in range(2, 2 + len(typed))]
    assert [cell.value for cell in cells[:3]] == typed[:3]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)
    assert cells[3].value == "a\\x00\\x1b\\ufffe"
    assert len(str(cells[5].value)) == SHOWN_CHARACTERS


def test_printed_on_a4(tmp_path: Path) -> None:
    """Every table: landscape A4, one page wide, header on every page, filter, frozen header."""
    for name, sheet in written(tmp_path, made()).items():
        orientation = "portrait" if name == "概要" else "landscape"
        assert sheet.page_setup.orientation == orientation, name
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.page_setup.fitToWidth in (1, None)
        assert sheet.page_setup.fitToHeight == (None if name == "概要" else 0)
        if name != "概要":
            assert sheet.freeze_panes == "A2"
            assert sheet.auto_filter.ref
            assert sheet.print_title_rows == "$1:$1"
        assert not sheet.merged_cells.ranges


def test_a_report_is_known_as_ours(tmp_path: Path) -> None:
    """Only a report, or an empty file, may be replaced by a report."""
    report, other, empty = (tmp_path / name for name in ("r.xlsx", "o.xlsx", "e.xlsx"))
    write_report(report, made())
    empty.touch()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("docProps/core.xml", "<title>システム調査票</title>")
    assert [is_report(path) for path in (report, other, empty)] == [True, False, True]


@pytest.mark.slow
def test_libreoffice_prints_it(tmp_path: Path) -> None:
    """LibreOffice opens the report and prints every sheet."""
    write_report(tmp_path / "検証結果.xlsx", made())
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "検証結果.xlsx"),
        ],
        check=True,
        capture_output=True,
    )
    assert (tmp_path / "検証結果.pdf").stat().st_size > 10_000
