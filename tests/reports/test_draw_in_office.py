"""LibreOffice works the result of a draw out anew, opens its lock, and prints it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from tests import office
from tests.analysis.reading import cells_of, table_of
from tests.analysis.samples import ROSTER
from tests.cli.drawings import (
    GIVEN,
    SEED,
    division,
    divisions,
    drawn,
    drawn_in,
    out_of,
    roster,
    verified,
)
from tests.reports.locked_office import opened
from tests.reports.test_analysis_in_office import ERROR, Recalculated, recalculated, told

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not office.available(), reason="needs LibreOffice and python3-uno"),
]

SECRET = "ひみつ-Pass!2019"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Recalculated:
    """The result of the samples, before and after."""
    path = tmp_path_factory.mktemp("office") / "監査対象.xlsx"
    assert drawn(ROSTER, *GIVEN, "--seed", SEED, "-o", path).returncode == 0
    return recalculated(path)


def test_every_formula_gives_what_stands_in_it(sample: Recalculated) -> None:
    """u, 順位値, 部内順位 and the sums on 検証: the same values to the ninth digit."""
    pairs = list(sample.pairs())
    columns = {(pair.sheet, pair.cell.rstrip("0123456789")) for pair in pairs}
    assert len(columns) >= 4
    assert len(pairs) == 72 + 2 * 53 + 3
    assert told([pair for pair in pairs if not pair.same]) == []


def test_no_cell_shows_an_error(sample: Recalculated) -> None:
    """Neither as written nor as computed, on any sheet."""
    names = openpyxl.load_workbook(sample.written, read_only=True).sheetnames
    found = [
        f"{path.stem} {name}: {cell}"
        for path in sample
        for name in names
        for row in cells_of(path, name)
        for cell in row
        if isinstance(cell, str) and ERROR.fullmatch(cell)
    ]
    assert found == []


def test_what_a_spreadsheet_program_saved_still_agrees(sample: Recalculated) -> None:
    """Somebody opens the result, types a remark and saves it: verify-draw has nothing to say."""
    done = verified(sample.computed)
    assert done.returncode == 0, out_of(done)


def test_what_was_typed_by_hand_is_no_difference(sample: Recalculated, tmp_path: Path) -> None:
    """実施日, 確認 and 備考 belong to the auditors."""
    rows = cells_of(sample.written, "監査対象")
    header = next(n for n, row in enumerate(rows, start=1) if "備考" in row)
    letters = {str(title): chr(65 + n) for n, title in enumerate(rows[header - 1])}
    typed = {"備考": "鍵は守衛室", "実施日": "2019/10/16", "確認": "済"}
    saved = tmp_path / "typed.xlsx"
    cells = {f"{letters[title]}{header + 1}": text for title, text in typed.items()}
    office.type_into(sample.written, saved, {"監査対象": cells})
    assert drawn_in(saved)[0]["備考"] == "鍵は守衛室"
    done = verified(saved)
    assert done.returncode == 0, out_of(done)


def test_the_edges_are_computed_too(tmp_path: Path) -> None:
    """Nobody drawn, everybody drawn, one who is busy always: no error, the same values."""
    rows = [*divisions("A1", "A2", "A3", "B1", "B2"), division("Z9", busy_seasons="9/1-12/31")]
    given = roster(tmp_path / "台帳.xlsx", rows)
    for count in ("0", "6"):
        (tmp_path / count).mkdir()
        path = tmp_path / count / "a.xlsx"
        drawn(given, "--seed", "a", "-o", path, "--count", count)
        pairs = list(recalculated(path).pairs())
        assert told([pair for pair in pairs if not pair.same]) == []
        assert [pair.cell for pair in pairs if ERROR.fullmatch(str(pair.computed))] == []


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A locked result of a small ward."""
    folder = tmp_path_factory.mktemp("locked")
    given = roster(folder / "roster.xlsx", divisions("A1", "A2", "A3"))
    target = folder / "draw.xlsx"
    done = drawn(given, "--seed", "a", "-o", target, "--password", SYSAUDIT_PASSWORD=SECRET)
    assert done.returncode == 0, out_of(done)
    return target


def test_a_locked_result_opens_with_its_password(locked: Path) -> None:
    """LibreOffice reads the first cell of 全課."""
    assert opened(locked, SECRET, "全課", "A2") == "A1"


@pytest.mark.parametrize("password", [None, "guess", ""])
def test_a_locked_result_does_not_open_otherwise(locked: Path, password: str | None) -> None:
    """Without one or with a wrong one there is no document."""
    assert opened(locked, password, "全課", "A2") is None


@pytest.fixture(scope="module")
def pages(sample: Recalculated, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The text of each printed page."""
    folder = tmp_path_factory.mktemp("pdf")
    printed = office.to_pdf(Path(shutil.copy2(sample.written, folder / "draw.xlsx")), folder)
    done = subprocess.run(
        ["pdftotext", "-layout", printed, "-"], capture_output=True, check=True, text=True
    )
    return done.stdout.split("\f")[:-1]


def squeezed(page: str) -> str:
    return re.sub(r"\s", "", page)


def test_no_number_is_too_wide_for_its_column(pages: list[str]) -> None:
    """No printed page shows ###."""
    assert [n for n, page in enumerate(pages, start=1) if "##" in page] == []


def test_the_first_sheet_is_one_page_wide(pages: list[str]) -> None:
    """Each page of 監査対象 has its first and its last heading, so the header row repeats."""
    own = pages[: next(n for n, page in enumerate(pages) if "予備（部ごとの順位）" in page)]
    assert own
    assert [n for n, page in enumerate(own) if "訪問日" not in page or "備考" not in page] == []


def test_all_who_are_drawn_are_on_its_pages(sample: Recalculated, pages: list[str]) -> None:
    """With code and telephone."""
    first = squeezed("".join(pages[: next(n for n, p in enumerate(pages) if "予備（部" in p)]))
    assert [r["課コード"] for r in drawn_in(sample.written) if r["課コード"] not in first] == []


def test_the_list_of_all_divisions_repeats_its_headings(
    sample: Recalculated, pages: list[str]
) -> None:
    """全課 is longer than a page; each of its pages begins with 課コード."""
    names = {row["課名"] for row in table_of(sample.written, "全課", "課コード", "券")}
    own = [page for page in pages if "基礎の" in page]
    assert len(own) > 1
    there = squeezed("".join(own))
    assert [name for name in names if name not in there] == []


def test_every_page_bears_its_number(pages: list[str]) -> None:
    """So that a page that fell out of the pile finds its place."""
    whole = len(pages)
    numbered = [re.search(rf"\b{n}\s*/\s*{whole}\b", page) for n, page in enumerate(pages, 1)]
    assert None not in numbered
