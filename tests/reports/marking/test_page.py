"""The page 確認事項, from which a clerk works without asking."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from tests.intake.books import plain
from tests.reports.marking.samples import FILE, WARNING, finding, remarks

from sysaudit.findings import Severity, Text
from sysaudit.forms import FORMS
from sysaudit.intake.folder import Source
from sysaudit.intake.limits import Limits
from sysaudit.intake.our_marks import ANSWER_HEADER, PAGE_SHEET
from sysaudit.intake.returned import Reader
from sysaudit.reports.marking import Remarks, marked_copy, slip

REASON = Text("このファイルにはテキストボックス・図形があるため", "it has a text box")


def page_of(data: bytes) -> Any:
    """The sheet 確認事項 by openpyxl."""
    return openpyxl.load_workbook(BytesIO(data))[PAGE_SHEET]


def lines_of(page: Any) -> list[str]:
    """The texts of each row, joined by a bar."""
    return ["|".join(str(c.value) for c in row if c.value is not None) for row in page]


def told(told_of: Remarks) -> list[str]:
    """The page of a marked copy as lines."""
    return lines_of(page_of(marked_copy(plain(), told_of)))


def test_it_says_whose_when_and_how_many() -> None:
    """Title, division, file, day and counts stand at the top, with the colours' legend."""
    lines = told(remarks(finding("経費!B2"), finding("経費!C3", WARNING), mended=3))
    assert lines[:3] == [
        "確認していただきたいこと（システム調査票 2019年度）",
        "1304 課税課 御中",
        f"ファイル: {FILE}　　2019年7月1日 確認　　情報管理課",
    ]
    assert "必ず直す|必ず直すところ 1件（シートのうすいオレンジ色のセル）" in lines
    assert "確かめる|確かめていただくところ 1件（シートのうすい黄色のセル）" in lines
    assert any(line.startswith("前回から直ったところ 3件") for line in lines)


def test_a_row_tells_all_of_a_remark() -> None:
    """Number, weight, place, key, label, what was typed, what is asked, how to mend it."""
    asked = finding("経費!B2", key="1304-S01", label="予算額", given=" 約１０万円\n")
    assert told(remarks(asked))[-1] == (
        "1|必ず直す|経費|B2|1304-S01|予算額|∪約１０万円↓"
        "|経費!B2 が空欄です。|値を入力してください。|"
    )


def test_an_answer_beside_a_remark_is_read(tmp_path: Path) -> None:
    """What a clerk writes into 課の回答 reaches the IT division; the rest of the page is ours."""
    book = openpyxl.load_workbook(BytesIO(marked_copy(plain(), remarks(finding("経費!B2")))))
    page = book[PAGE_SHEET]
    (header,) = (c for row in page for c in row if c.value == ANSWER_HEADER)
    page.cell(header.row + 1, header.column).value = " 契約書のとおりです "
    page.cell(header.row + 1, 2).value = "直した"
    book.save(tmp_path / "a.xlsx")
    reader = Reader(FORMS, Limits(), 80)
    (answer,) = reader.read(Source(tmp_path / "a.xlsx", "a.xlsx")).answers
    assert (answer.number, answer.text) == ("1", "契約書のとおりです")
    assert (answer.row, answer.column) == (header.row + 1, header.column)


def test_states_have_a_column_where_they_are_known() -> None:
    """状態 stands there in a second round alone."""
    first, second = finding("経費!B2"), finding("経費!C3")
    lines = told(remarks(first, second, states={first.id: Text("まだ", "still")}))
    assert any("|状態|" in line for line in lines)
    assert lines[-2].startswith("1|必ず直す|まだ|経費")
    assert not any("状態" in line for line in told(remarks(first)))


def test_the_gravest_come_first_and_only_what_asks_for_something() -> None:
    """Warnings follow errors; waived findings, notices and those of other files are not there."""
    given = remarks(
        finding("経費!A1", WARNING),
        finding("経費!A2"),
        finding("経費!A3", Severity.INFO),
        finding("経費!A4", waived="対象外（監査役）"),
        finding("経費!A5", file="ほか.xlsx"),
    )
    assert [row.finding.address.cell for row in given.rows] == ["A2", "A1"]


def test_whole_sheets_and_files_are_listed() -> None:
    """A remark without a cell leads to the sheet where there is one."""
    page = page_of(marked_copy(plain(), remarks(finding("経費"), finding("ない"), finding(""))))
    places = [(row[2].value, row[3].value, bool(row[3].hyperlink)) for row in page][-3:]
    assert places == [
        ("経費", "シート全体", True),
        ("ない", "シート全体", False),
        ("（ファイル全体）", "-", False),
    ]


def test_a_table_without_end_is_cut_and_says_so() -> None:
    """Five thousand rows, errors first; each bears its link, and the rest is in the colours."""
    warnings = (finding(f"経費!A{row}", WARNING) for row in range(1, 5_000))
    asked = remarks(*warnings, *(finding(f"経費!B{row}") for row in range(1, 4)))
    page = page_of(marked_copy(plain(), asked))
    rows = [row for row in page if isinstance(row[0].value, int)]
    assert [rows[0][1].value, rows[3][1].value] == ["必ず直す", "確かめる"]
    assert (len(rows), rows[-1][0].value) == (5_000, 5_000)
    assert all(row[3].hyperlink for row in rows)
    told = "下の表には、重いものから 5,000件を載せています。ほかの 2件は、"
    assert any(f"{told}シートの色と吹き出しをご覧ください。" in line for line in lines_of(page))
    alone = page_of(slip(replace(asked, reason=REASON)))
    assert any(f"{told}これらを直していただいた後に" in line for line in lines_of(alone))


def test_nothing_to_mend_is_said() -> None:
    """A division without remarks is not asked to click anything."""
    assert "1. 直していただくところはありません。このままで結構です。" in told(remarks())


def test_texts_stay_texts() -> None:
    """What somebody typed is no formula and no link on the page."""
    asked = finding("経費!B2", given="=1+1", key="http://example.invalid")
    row = page_of(marked_copy(plain(), remarks(asked)))
    cells = {cell.value: cell for line in row for cell in line}
    assert cells["=1+1"].data_type != "f"
    assert cells["http://example.invalid"].hyperlink is None


def test_the_slip_says_why_and_leads_to_the_file_beside_it() -> None:
    """A slip has the same rows, the reason, and links that open the file that was left alone."""
    name = "調査票 #1_課税課.xlsx"
    asked = finding("一覧 '甲'!B2", file=name)
    page = page_of(slip(remarks(asked, file=name, reason=REASON)))
    lines = lines_of(page)
    assert lines[3].startswith(REASON.ja)
    assert not any("色は直しても消えません" in line for line in lines)
    link = next(cell.hyperlink for row in page for cell in row if cell.hyperlink)
    assert (link.target, link.location) == ("調査票%20%231_課税課.xlsx", "'一覧 ''甲'''!B2")


def test_a_slip_and_a_copy_have_the_same_rows() -> None:
    """One function writes both pages."""
    asked = remarks(finding("経費!B2"), finding("経費!C3", WARNING))
    copied = page_of(marked_copy(plain(), asked))
    alone = page_of(slip(replace(asked, reason=REASON)))
    for here, there in zip(list(copied)[-2:], list(alone)[-2:], strict=True):
        assert [c.value for c in here] == [c.value for c in there]
        assert [c.fill.fgColor.rgb for c in here] == [c.fill.fgColor.rgb for c in there]
        assert [c.font.name for c in here] == [c.font.name for c in there]


def test_equal_remarks_give_equal_bytes() -> None:
    """Nothing in a slip or a copy depends on the clock."""
    asked = remarks(finding("経費!B2"), as_of=date(2019, 6, 3))
    assert slip(asked) == slip(asked)
    returned = plain()
    assert marked_copy(returned, asked) == marked_copy(returned, asked)


def test_it_is_printed_on_landscape_pages() -> None:
    """A4 landscape, one page wide, the headers on every page."""
    page = page_of(marked_copy(plain(), remarks(finding("経費!B2"))))
    assert (page.page_setup.orientation, str(page.page_setup.paperSize)) == ("landscape", "9")
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_title_rows == f"${page.max_row - 1}:${page.max_row - 1}"


def test_no_colours_are_promised_where_no_cell_has_one() -> None:
    """A remark on the whole file or sheet colours nothing, in a copy as in a slip."""
    lines = told(remarks(finding("経費"), finding("", WARNING)))
    assert "必ず直す|必ず直すところ 1件" in lines
    assert not any("うすい" in line or "吹き出し" in line for line in lines)


def test_a_name_that_is_to_be_changed_may_be_changed() -> None:
    """Some remarks ask for another name of the file; what the page says of it must allow that."""
    lines = told(remarks(finding("経費!B2")))
    assert any("変えていただくようお願いした場合のほかは" in line for line in lines)


def test_links_are_spoken_of_where_there_are_any() -> None:
    """A list about a whole file has nothing to click on."""
    whole = told(remarks(finding("")))
    assert not any("クリック" in line for line in whole)
    assert any("クリック" in line for line in told(remarks(finding("経費!B2"))))
