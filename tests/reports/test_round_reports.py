"""What has changed since an earlier round, as text and in 検証結果.xlsx."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.rounds.playing import SYSTEMS, Played, played

from sysaudit.findings import Severity
from sysaudit.reports.findings_workbook import write_report
from sysaudit.reports.lines import as_text
from sysaudit.reports.text import validation_lines
from sysaudit.reports.width import columns_of

ABOUT = f"1304 {SYSTEMS}!{{利用者数}}2 = 約20人"
MORE = f"1304 {SYSTEMS}!{{利用者数}}3 = 約30人"
OTHER = f"1305 {SYSTEMS}!{{利用者数}}2 = 約40人"


@pytest.fixture
def second(tmp_path: Path) -> Played:
    """One finding new, one still there, one mended, one that cannot be looked for."""
    first = played(tmp_path, [ABOUT, MORE, OTHER], as_of=date(2019, 6, 20))
    edits = [MORE, f"1304 {SYSTEMS}!{{対象業務}}2 = 港湾", "1305 absent"]
    return played(tmp_path, edits, first, as_of=date(2019, 6, 27))


def printed(
    round_: Played, language: str = "ja", show: Severity | None = Severity.WARNING, columns: int = 0
) -> str:
    lines = validation_lines(round_.validation, language, show, comparison=round_.comparison)
    return as_text(lines, columns or None)


def test_progress_and_states_in_japanese(second: Played) -> None:
    """The line of progress, a mark at each finding, and who has mended how much."""
    text = printed(second)
    assert text.splitlines()[1] == (
        "前回（2019-06-20）→ 今回（2019-06-27）  提出 2→1課  問題なし 0→0課  指摘あり 2→1課  "
        "エラー 3→2件（ほか前回の1件は今回確かめられず）"
    )
    assert "  エラー  新しい  C04  所管するシステム一覧!" in text
    assert "  エラー  まだ    C09  所管するシステム一覧!Y3" in text
    assert "  警告    新しい  F13  1305" in text
    assert "新しい2件  まだ1件  直った1件" in text
    assert "  直った課: 1304 課税課 1件\n" in text
    assert "今回は確かめられなかった前回の指摘1件" in text
    assert "前年度の提出がないなど）: 1305 納税課 1件\n" in text
    assert "  直った  C09" not in text


def test_mended_findings_are_listed_on_request(second: Played) -> None:
    """One line each, with --show info alone."""
    assert "  直った  C09  1304  所管するシステム一覧!Y2  1304-S01  おおよその数\n" in printed(
        second, show=Severity.INFO
    )


def test_english_tells_the_same(second: Played) -> None:
    """Line by line."""
    english = printed(second, "en", Severity.INFO)
    assert "Last time (2019-06-20) → now (2019-06-27)  returned 2→1" in english
    assert "  error    still  C09" in english
    assert "mended by: 1304 課税課 1\n" in english
    assert "errors 3→2 (another 1 of last time could not be looked for)" in english
    assert len(english.splitlines()) == len(printed(second, show=Severity.INFO).splitlines())


def test_progress_counts_nothing_as_unchecked_that_was_looked_for(tmp_path: Path) -> None:
    """The line of progress has no note where everything could be looked for again."""
    first = played(tmp_path, [ABOUT])
    assert "確かめられず" not in printed(played(tmp_path, [MORE], first))


def test_an_earlier_clock_than_last_time_is_told(tmp_path: Path) -> None:
    """One line, for --as-of may have been forgotten; none where the days are the same."""
    first = played(tmp_path, [ABOUT], as_of=date(2019, 7, 1))
    again = played(tmp_path, [ABOUT], first, as_of=date(2019, 7, 1))
    assert "--as-of" not in printed(again)
    forgotten = played(tmp_path, [ABOUT], first, as_of=date(2019, 4, 1))
    assert printed(forgotten).splitlines()[2] == (
        "今回の判定日（2019-04-01）が前回（2019-07-01）より前です。--as-of を付け忘れていませんか。"
    )
    assert printed(forgotten, "en").splitlines()[2] == (
        "This round is judged on 2019-04-01, before the last one (2019-07-01): "
        "was --as-of forgotten?"
    )


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_line_is_wider_than_the_terminal(language: str, second: Played) -> None:
    """Nor is anything cut."""
    narrow = printed(second, language, Severity.INFO, columns=40)
    assert max(map(columns_of, narrow.splitlines())) <= 40
    assert "".join(narrow.split()) == "".join(printed(second, language, Severity.INFO).split())


def written(folder: Path, round_: Played) -> dict[str, Worksheet]:
    path = folder / "検証結果.xlsx"
    write_report(path, round_.validation, round_.comparison)
    return {sheet.title: sheet for sheet in openpyxl.load_workbook(path).worksheets}


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    """The rows of the table, as far as its filter goes."""
    header, *below = sheet[str(sheet.auto_filter.ref)]
    return [{str(h.value): c.value for h, c in zip(header, row, strict=True)} for row in below]


def test_states_in_the_list_of_findings(second: Played, tmp_path: Path) -> None:
    """状態 stands behind 重さ and can be filtered."""
    listed = rows(written(tmp_path, second)["指摘一覧"])
    assert [(row["コード"], row["状態"]) for row in listed] == [
        ("F13", "新しい"),
        ("C04", "新しい"),
        ("C09", "まだ"),
    ]
    assert [row["重さ"] for row in listed] == ["警告", "エラー", "エラー"]


def test_what_is_gone_has_a_sheet_of_its_own(second: Played, tmp_path: Path) -> None:
    """Mended findings as they stood, then those that could not be looked for."""
    listed = rows(written(tmp_path, second)["直った指摘"])
    told = [(row["状態"], row["課コード"], row["課名"], row["前回の入力内容"]) for row in listed]
    assert told == [
        ("直った", "1304", "課税課", "約20人"),
        ("確認できず", "1305", "納税課", "約40人"),
    ]


def test_submissions_count_states_and_tell_the_rounds(second: Played, tmp_path: Path) -> None:
    """New, still and mended by division; below the table one row per round, in print too."""
    sheet = written(tmp_path, second)["提出状況"]
    told = [(row["課コード"], row["新しい"], row["まだ"], row["直った"]) for row in rows(sheet)]
    assert told == [("1304", 1, 1, 1), ("1305", 1, None, None)]
    last = list(sheet.iter_rows(values_only=True))[-3:]
    assert [row[:8] for row in last] == [
        ("回", "判定日", "提出", "問題なし", "指摘あり", "未提出", "エラー", "警告"),
        (1, datetime(2019, 6, 20), 2, 0, 2, 0, 3, 0),
        (2, datetime(2019, 6, 27), 1, 0, 1, 1, 2, 1),
    ]
    assert str(sheet.print_area).endswith(f"${sheet.max_row}")


def test_two_files_of_a_division_add_up(tmp_path: Path) -> None:
    """What was mended stands in the first of its rows alone."""
    first = played(tmp_path, [ABOUT])
    second = played(tmp_path, ["1304 duplicate 1304(2).xlsx"], first)
    listed = rows(written(tmp_path, second)["提出状況"])
    change = second.change.total
    for word, count in zip(("新しい", "まだ", "直った"), change, strict=False):
        assert sum(int(str(row[word] or 0)) for row in listed) == count
    assert change.mended == 1


def test_the_summary_tells_what_changed(second: Played, tmp_path: Path) -> None:
    """One fact, in two lines where something could not be looked for."""
    cells = [row[1] for row in written(tmp_path, second)["概要"].iter_rows(values_only=True)]
    assert "前回（判定日 2019/6/20）から、新しい 2件、まだ 1件、直った 1件（エラーと警告）" in cells
    assert "ファイルやシートがなく、今回は確かめられない前回の指摘 1件" in cells


def test_without_an_earlier_round_nothing_of_it_is_shown(tmp_path: Path) -> None:
    """Neither a column nor a sheet nor a line."""
    first = played(tmp_path, [ABOUT])
    book = written(tmp_path, first)
    assert "直った指摘" not in book
    assert "状態" not in rows(book["指摘一覧"])[0]
    assert "新しい" not in rows(book["提出状況"])[0]
    assert not {"新しい", "前回"} & set(printed(first).split())


def test_equal_rounds_give_equal_bytes(second: Played, tmp_path: Path) -> None:
    """Two runs can be compared."""
    paths = [tmp_path / name for name in ("a.xlsx", "b.xlsx")]
    for path in paths:
        write_report(path, second.validation, second.comparison)
    assert paths[0].read_bytes() == paths[1].read_bytes()
