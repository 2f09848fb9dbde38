"""The folder that goes back: whole or not at all, never over anything, never over an original."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.building import BookModel, roster_row, table, write_book
from tests.intake.books import plain
from tests.reports.marking import test_fitness as fitness
from tests.reports.marking.samples import RETURNED, colours_of, finding
from tests.reports.returning.wards import ABOUT, OTHER, checked, of_files

from sysaudit.errors import Misuse
from sysaudit.forms import ROSTER
from sysaudit.intake.our_marks import PAGE_SHEET, is_our_page
from sysaudit.intake.refusal import Reason, Refused
from sysaudit.reports.marking import marked_copy
from sysaudit.reports.returning import Written, file, packets_of, write_packets
from sysaudit.validation import Validation, validate

MAIL = "メール文.txt"
FILE = "システム調査票_1304_課税課.xlsx"


def written(folder: Path, validation: Validation) -> Written:
    """What goes back, written."""
    return write_packets(folder, packets_of(validation).packets, validation, None)


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def mail_of(folder: Path) -> str:
    """The text for the one division."""
    (path,) = folder.glob(f"*/{MAIL}")
    return path.read_text(encoding="utf-8-sig")


def page_lines(path: Path) -> list[str]:
    """The texts of column A of the page."""
    page = openpyxl.load_workbook(path)[PAGE_SHEET]
    return [str(row[0]) for row in page.iter_rows(values_only=True)]


def test_one_folder_a_division(tmp_path: Path) -> None:
    """Marked workbook and mail for each with a fault, the mail alone for whoever is missing."""
    validation = checked(tmp_path, [ABOUT, "1305 absent"])
    told = written(tmp_path / "返送", validation)
    assert set(tree(tmp_path / "返送")) == {
        f"1304_課税課/{FILE}",
        f"1304_課税課/{MAIL}",
        f"1305_納税課/{MAIL}",
    }
    assert told == Written(tmp_path / "返送", None, copies=1, slips=0, reminders=1)
    copy = tmp_path / "返送" / "1304_課税課" / FILE
    assert list(colours_of(copy.read_bytes())) == [("所管するシステム一覧", "Y2")]


def test_the_mail_opens_in_old_editors(tmp_path: Path) -> None:
    """UTF-8 with a mark, and the line ends of Windows."""
    written(tmp_path / "返送", checked(tmp_path, [ABOUT]))
    data = (tmp_path / "返送" / "1304_課税課" / MAIL).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") > 10


def test_missing_folders_above_are_made(tmp_path: Path) -> None:
    """As for every file that we write."""
    written(tmp_path / "7月" / "第2回" / "返送", checked(tmp_path, [ABOUT]))
    assert (tmp_path / "7月" / "第2回" / "返送" / "1304_課税課" / MAIL).is_file()


def test_equal_returns_give_equal_bytes(tmp_path: Path) -> None:
    """Twice the same, byte for byte."""
    validation = checked(tmp_path, [ABOUT, OTHER])
    for name in ("a", "b"):
        written(tmp_path / name, validation)
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_a_second_run_keeps_the_first(tmp_path: Path) -> None:
    """Under another name, with what somebody put there; then the next one too."""
    validation, folder = checked(tmp_path, [ABOUT]), tmp_path / "返送"
    written(folder, validation)
    (folder / "1304_課税課" / "電話メモ.txt").write_text("来週", encoding="utf-8")
    before = tree(folder)
    kept = [written(folder, validation).kept for _ in range(2)]
    assert kept == [tmp_path / "返送_旧1", tmp_path / "返送_旧2"]
    assert tree(tmp_path / "返送_旧1") == before
    assert tree(folder) == tree(tmp_path / "返送_旧2")


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    """Nothing is to be kept of it."""
    (tmp_path / "返送").mkdir()
    assert written(tmp_path / "返送", checked(tmp_path, [ABOUT])).kept is None
    assert not (tmp_path / "返送_旧1").exists()


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Marking fails at the second workbook."""
    made: list[bytes] = []

    def marking(*given: Any) -> bytes:
        if made:
            raise error
        made.append(marked_copy(*given))
        return made[-1]

    monkeypatch.setattr(file, "marked_copy", marking)


def test_half_of_it_is_never_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills up at the second division leaves nothing, at the place or beside it."""
    validation = checked(tmp_path, [ABOUT, OTHER])
    before = sorted(tmp_path.iterdir())
    failing(monkeypatch, OSError(28, "No space left on device"))
    with pytest.raises(Misuse, match=r"cannot write .*返送"):
        written(tmp_path / "返送", validation)
    assert sorted(tmp_path.iterdir()) == before


def test_a_failure_leaves_the_earlier_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At its place, under its name."""
    validation, folder = checked(tmp_path, [ABOUT, OTHER]), tmp_path / "返送"
    written(folder, validation)
    before, around = tree(folder), sorted(tmp_path.iterdir())
    failing(monkeypatch, PermissionError(13, "Permission denied"))
    with pytest.raises(Misuse):
        written(folder, validation)
    assert tree(folder) == before
    assert sorted(tmp_path.iterdir()) == around


def test_any_other_error_leaves_no_half_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even a fault of our own, or Ctrl+C."""
    validation = checked(tmp_path, [ABOUT, OTHER])
    before = sorted(tmp_path.iterdir())
    for error in (ZeroDivisionError(), KeyboardInterrupt()):
        with monkeypatch.context() as patch:
            failing(patch, error)
            with pytest.raises(type(error)):
                written(tmp_path / "返送", validation)
        assert sorted(tmp_path.iterdir()) == before


def test_where_the_new_folder_cannot_take_its_place_the_earlier_one_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scanner that holds a file open (Windows) must not leave the place empty."""
    validation, folder = checked(tmp_path, [ABOUT]), tmp_path / "返送"
    written(folder, validation)
    before, around = tree(folder), sorted(tmp_path.iterdir())

    def held(self: Path, target: Path) -> Path:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(Misuse, match="cannot write"):
        written(folder, validation)
    assert tree(folder) == before
    assert sorted(tmp_path.iterdir()) == around


def test_a_workbook_that_refuses_the_marks_gets_a_slip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One odd file does not cost the others their copies."""
    validation = checked(tmp_path, [ABOUT, OTHER])
    failing(monkeypatch, Refused(Reason.DAMAGED))
    told = written(tmp_path / "返送", validation)
    assert (told.copies, told.slips) == (1, 1)
    assert "ファイルを開けないため" in (tmp_path / "返送" / "1305_納税課" / MAIL).read_text("utf-8")


@pytest.mark.parametrize(
    ("code", "name", "folder"),
    [
        ("1304", "税/証明課", "1304_税／証明課"),
        ("1304", "../../外", "1304_..／..／外"),
        ("..", "", "．．_"),
        ("CON", "", "CON_"),
        ("1304", "a:b*c?", "1304_a：b＊c？"),
        ("1304", "区民\n生活課", "1304_区民 生活課"),
        ("1304", "課" * 300, "1304_" + "課" * 55),
        ("1304", "税務課.", "1304_税務課．"),
    ],
)
def test_names_from_cells_make_no_paths(code: str, name: str, folder: str, tmp_path: Path) -> None:
    """Whatever stands in the roster or on 表紙: one folder below the place, good on Windows."""
    validation = of_files(tmp_path / "returned", {"a.xlsx": plain()}, name, code)
    written(tmp_path / "返送", validation)
    assert [path.name for path in (tmp_path / "返送").iterdir()] == [folder]
    assert {path.name for path in tmp_path.iterdir()} == {"returned", "返送"}


def test_divisions_that_make_one_name_get_two_folders(tmp_path: Path) -> None:
    """Codes that differ in what no name can hold do not cost the whole run."""
    first = of_files(tmp_path / "a", {"a.xlsx": plain()}, "", "13/4")
    second = of_files(tmp_path / "b", {"b.xlsx": plain()}, "", "13／4")
    both = Validation(
        first.context,
        first.returned + second.returned,
        first.submissions + second.submissions,
        first.findings + second.findings,
        (),
        first.paths | second.paths,
    )
    written(tmp_path / "返送", both)
    folders = sorted(path.name for path in (tmp_path / "返送").iterdir())
    assert folders == ["13／4_", "13／4_ (2)"]


def test_two_files_of_one_name_from_two_folders(tmp_path: Path) -> None:
    """Both go back, the second with a number; capitals make no difference, nor does a slip."""
    files = {"a/調査票.xlsx": plain(), "b/調査票.xlsx": b"", "c/調査票.XLSX": plain()}
    written(tmp_path / "返送", of_files(tmp_path, files))
    assert set(tree(tmp_path / "返送" / "1304_課税課")) == {
        "調査票.xlsx",
        "調査票 (2).xlsx",
        "調査票 (2)_確認事項.xlsx",
        "調査票 (3).XLSX",
        MAIL,
    }
    page = page_lines(tmp_path / "返送" / "1304_課税課" / "調査票 (2)_確認事項.xlsx")
    assert page[2].startswith("ファイル: 調査票 (2).xlsx　")
    assert "・調査票 (2)_確認事項.xlsx\n" in mail_of(tmp_path / "返送")


def test_a_return_that_has_the_name_of_our_mail(tmp_path: Path) -> None:
    """It does not lose its place to the mail, nor the mail to it."""
    written(tmp_path / "返送", of_files(tmp_path, {MAIL: b"text"}))
    told = tree(tmp_path / "返送" / "1304_課税課")
    assert told["メール文 (2).txt"] == b"text"
    assert "件名" in told[MAIL].decode("utf-8")


def test_a_return_that_has_the_name_of_the_slip(tmp_path: Path) -> None:
    """Somebody returned a slip under its own name, beside the file that it is about."""
    written(tmp_path / "返送", of_files(tmp_path, {"a.xlsx": b"", "a_確認事項.xlsx": plain()}))
    told = tree(tmp_path / "返送" / "1304_課税課")
    assert len(told) == 4
    assert told["a.xlsx"] == b""


def test_a_file_that_vanished_since(tmp_path: Path) -> None:
    """A slip says so in a whole sentence; the rest of the run goes on."""
    validation = of_files(tmp_path, {"a.xlsx": plain(), "b.xlsx": plain()})
    (tmp_path / "a.xlsx").unlink()
    told = written(tmp_path / "返送", validation)
    assert (told.copies, told.slips) == (1, 1)
    own = tmp_path / "返送" / "1304_課税課"
    assert set(tree(own)) == {"a_確認事項.xlsx", "b.xlsx", MAIL}
    line = "ファイルを読み取れなくなったため、色や吹き出しを付けた写しは作らず、"
    assert any(each.startswith(line) for each in page_lines(own / "a_確認事項.xlsx"))


def test_a_file_that_was_changed_since(tmp_path: Path) -> None:
    """Its cells may have moved: it gets a slip beside the bytes of now."""
    validation = checked(tmp_path, [ABOUT])
    path = validation.paths[FILE]
    path.write_bytes(plain())
    written(tmp_path / "返送", validation)
    own = tmp_path / "返送" / "1304_課税課"
    assert (own / FILE).read_bytes() == plain()
    assert "確かめている間にファイルが書き換えられたため、" in mail_of(tmp_path / "返送")


UNREADABLE = {
    "システム調査票_1307_西部区民事務所.xlsx": "パスワードがかかっているため",
    "システム調査票_1404_消費生活センター.xlsx": "ファイルを開けないため",
    "システム調査票_1509_保健予防課.xls": "古い形式（.xls）のため",
    "システム調査票_2104_議会事務局.xlsx": "ファイルを開けないため（CSV・テキスト）",
    "システム調査票_1604_児童青少年課.xlsx": "ファイルを開けないため",
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_opened_goes_back_untouched(name: str, tmp_path: Path) -> None:
    """Locked, empty, old, no workbook, damaged: a slip with the reason beside the same bytes."""
    shutil.copy(RETURNED / name, tmp_path / name)
    _, code, division = Path(name).stem.split("_")
    roster = BookModel("組織台帳.xlsx", [table(ROSTER, [roster_row(code, division)])])
    write_book(tmp_path / roster.name, roster)
    validation = validate([tmp_path / name], roster=tmp_path / roster.name)
    told = written(tmp_path / "返送", validation)
    assert (told.copies, told.slips) == (0, 1)
    (own,) = (tmp_path / "返送").iterdir()
    files = tree(own)
    slip = f"{Path(name).stem}_確認事項.xlsx"
    assert set(files) == {name, slip, MAIL}
    assert files[name] == (RETURNED / name).read_bytes()
    reason = UNREADABLE[name]
    assert any(
        line.startswith(reason) and "写しは作らず" in line for line in page_lines(own / slip)
    )
    assert f"提出されたままのファイルです（{reason}" in mail_of(tmp_path / "返送")


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _with(kind: str, part: str) -> bytes:
    return fitness.related(plain(), kind, part, "<x/>")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (fitness.with_shape, "このファイルにはテキストボックス・図形があるため"),
        (fitness.with_newer_list, "新しい形式の入力規則があるため"),
        (
            lambda: _with(
                "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
                "xl/threadedComments/threadedComment1.xml",
            ),
            "スレッド形式のコメント",
        ),
        (
            lambda: _with(
                "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
                "xl/vbaProject.bin",
            ),
            "マクロ",
        ),
    ],
)
def test_what_could_be_lost_goes_back_untouched(
    make: Callable[[], bytes], reason: str, tmp_path: Path
) -> None:
    """A workbook with something that we do not copy gets a slip that names it."""
    data = make()
    told = written(tmp_path / "返送", of_files(tmp_path, {"a.xlsx": data}))
    own = tmp_path / "返送" / "1304_課税課"
    assert (told.copies, told.slips) == (0, 1)
    assert (own / "a.xlsx").read_bytes() == data
    assert any(reason in line for line in page_lines(own / "a_確認事項.xlsx"))
    assert reason in mail_of(tmp_path / "返送")


def test_the_slip_is_known_for_ours_when_it_comes_back(tmp_path: Path) -> None:
    """By its title, as the page of a marked copy is."""
    written(tmp_path / "返送", of_files(tmp_path, {"a.xlsx": b""}))
    data = (tmp_path / "返送" / "1304_課税課" / "a_確認事項.xlsx").read_bytes()
    book = openpyxl.load_workbook(BytesIO(data))
    assert book.sheetnames == [PAGE_SHEET]
    assert is_our_page(PAGE_SHEET, book[PAGE_SHEET]["A1"].value)


def test_returned_files_never_change(tmp_path: Path) -> None:
    """Neither their bytes nor the time of their last change, whatever goes back."""
    names = [*UNREADABLE, "システム調査票_1305_納税課.xlsx", "システム調査票_1503_介護保険課.xlsx"]
    returned = tmp_path / "returned"
    returned.mkdir()
    for name in names:
        shutil.copy(RETURNED / name, returned / name)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in returned.iterdir()}
    validation = validate([returned], roster=RETURNED.parent / "組織台帳.xlsx")
    for _ in range(2):
        told = written(tmp_path / "返送", validation)
    assert (told.copies, told.slips) == (2, 5)
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in returned.iterdir()}
    assert after == before


def test_findings_of_another_file_are_not_in_the_copy(tmp_path: Path) -> None:
    """Each file bears its own remarks alone."""
    validation = of_files(tmp_path, {"a.xlsx": plain(), "b.xlsx": plain()})
    moved = finding("経費!C3", file="b.xlsx", division_code="1304")
    told = Validation(
        validation.context,
        validation.returned,
        validation.submissions,
        (validation.findings[0], moved),
        (),
        validation.paths,
    )
    written(tmp_path / "返送", told)
    own = tmp_path / "返送" / "1304_課税課"
    assert list(colours_of((own / "a.xlsx").read_bytes())) == [("経費", "B2")]
    assert list(colours_of((own / "b.xlsx").read_bytes())) == [("経費", "C3")]
