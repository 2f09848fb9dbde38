"""One division goes round three times: faults, half mended, clean; LibreOffice is the clerk."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sysaudit.forms import ROSTER
from sysaudit.intake.our_marks import PAGE_SHEET
from tests import office
from tests.building import BookModel, roster_row, table, write_book
from tests.cli.running import called
from tests.reports.marking.samples import colours_of, notes_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not office.available(), reason="needs LibreOffice and python3-uno"),
]

SAMPLES = Path(__file__).parent.parent / "samples"
CODE, NAME = "1305", "納税課"
FILE = f"システム調査票_{CODE}_{NAME}.xlsx"
SYSTEMS, COSTS = "所管するシステム一覧", "経費見積入力シート"
ORANGE, YELLOW = "FFF8CBAD", "FFFFE699"

BEFORE = {SYSTEMS: {"AF2": "1305-S02"}, COSTS: {f"M{row}": "" for row in range(4, 9)}}
"""On top of the faults of the sample: a column left blank over five rows. The system of another
division that AF2 speaks of is not in this ward."""
FIRST = {
    (SYSTEMS, "H5"): "C05",
    (SYSTEMS, "AG5"): "X15",
    (COSTS, "M4:M8"): "C01",
    (COSTS, "R5"): "C08",
    (COSTS, "R16"): "C09",
    (COSTS, "Q18"): "C07",
    (COSTS, "O19"): "C05",
    (COSTS, "R22"): "C02",
    (COSTS, "Q27"): "C10",
    (COSTS, "S28"): "C06",
}

SECOND_NAME = "システム調査票_1305_納税課（修正版）(2).xlsx"
ROWS_PUT_IN = {SYSTEMS: [4], COSTS: [6, 20]}
"""Row 6 lies in the middle of M4:M8, row 20 between other faults."""
HALF = {
    SYSTEMS: {"H6": "預貯金の照会を電子データで行う。", "Y2": "約２２２人"},
    COSTS: {"M7": "税込", "R5": "3352800", "R17": "414400", "O21": "確定", "S30": "1397880"},
}
"""Five findings and one cell of the range are mended; in Y2 there is a new fault."""
STILL = {
    (SYSTEMS, "AG6"): "X15",
    (COSTS, "M4:M5"): "C01",
    (COSTS, "M8:M9"): "C01",
    (COSTS, "Q19"): "C07",
    (COSTS, "R24"): "C02",
    (COSTS, "Q29"): "C10",
}
NEW = {(SYSTEMS, "Y2"): "C09"}

THIRD_NAME = "【再提出】1305 最終.xlsx"
REST = {
    SYSTEMS: {"AG6": "2019/3/20", "Y2": "222"},
    COSTS: {
        "M4": "税込",
        "M5": "税抜",
        "M8": "税抜",
        "M9": "税抜",
        "Q19": "0",
        "R24": "693000",
        "Q29": "3120000",
    },
}


class Round:
    """One round through the command line: what it printed and what goes back."""

    def __init__(self, folder: Path, number: int, before: Round | None = None) -> None:
        self.folder, self.back = folder / str(number), folder / f"返送{number}"
        self.json = folder / f"{number}.json"
        compare = ("--baseline", before.json) if before else ()
        arguments = (self.folder, "--roster", folder / "組織台帳.xlsx", "--as-of", "2019-07-01")
        previous = ("--previous", SAMPLES / "2018" / "returned" / FILE)
        written = ("--format", "json", "--return-to", self.back)
        self.done = called("validate", *arguments, *previous, *compare, *written)
        self.json.write_bytes(self.done.stdout)
        self.told: dict[str, Any] = json.loads(self.done.stdout)

    @property
    def findings(self) -> list[dict[str, Any]]:
        return [each for each in self.told["findings"] if each["severity"] != "info"]

    def places(self, *states: str | None) -> dict[tuple[str, str], str]:
        """The codes of findings by sheet and cells."""
        return {
            (each["sheet"], each["cell"]): each["code"]
            for each in self.findings
            if not states or each["state"] in states
        }

    def mended(self) -> list[str]:
        """The codes of errors and warnings that are gone because they were put right."""
        gone = (each for each in self.told["mended"] if each["severity"] != "info")
        return sorted(each["code"] for each in gone)

    def ids(self) -> dict[str, str]:
        """Codes by the identifiers of findings."""
        return {each["id"]: each["code"] for each in self.findings}

    @cached_property
    def copy(self) -> Path:
        """The one marked copy."""
        (copy,) = self.back.glob("*/*.xlsx")
        assert copy.parent.name == f"{CODE}_{NAME}"
        return copy

    @property
    def mail(self) -> str:
        return (self.copy.parent / "メール文.txt").read_text(encoding="utf-8-sig")

    def listed(self) -> dict[tuple[str, str], str]:
        """The states by sheet and cells, as the page lists them; blank in the first round."""
        page = openpyxl.load_workbook(self.copy)[PAGE_SHEET]
        rows = list(page.values)
        header = next(number for number, row in enumerate(rows) if row[0] == "番号")
        named = (dict(zip(rows[header], row, strict=True)) for row in rows[header + 1 :])
        return {(str(n["シート"]), str(n["セル"])): str(n.get("状態", "")) for n in named}


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Round, Round, Round]:
    """The three rounds; each time the clerk works in the marked copy that came back."""
    folder = tmp_path_factory.mktemp("rounds")
    roster = BookModel("組織台帳.xlsx", [table(ROSTER, [roster_row(CODE, NAME)])])
    write_book(folder / roster.name, roster)
    for number in "123":
        (folder / number).mkdir()
    office.type_into(SAMPLES / "2019" / "returned" / FILE, folder / "1" / FILE, BEFORE)
    first = Round(folder, 1)
    office.type_into(first.copy, folder / "2" / SECOND_NAME, HALF, inserted=ROWS_PUT_IN)
    second = Round(folder, 2, first)
    office.type_into(second.copy, folder / "3" / THIRD_NAME, REST)
    return first, second, Round(folder, 3, second)


Rounds = tuple[Round, Round, Round]


def first_cells(places: dict[tuple[str, str], str]) -> set[str]:
    """Where notes stand: at the first cell of each place."""
    return {f"{sheet}!{cells.partition(':')[0]}" for sheet, cells in places}


def coloured(places: dict[tuple[str, str], str]) -> set[tuple[str, str]]:
    """The cells that our colours lie on."""
    return {(sheet, cell) for sheet, cells in places for cell in cells_of(cells)}


def cells_of(span: str) -> list[str]:
    """The cells of ``M4:M8`` or ``R5 R7``; spans here have one column."""
    found = []
    for part in span.split():
        first, _, last = part.partition(":")
        column = first.rstrip("0123456789")
        start, end = (int(cell[len(column) :]) for cell in (first, last or first))
        found += [f"{column}{row}" for row in range(start, end + 1)]
    return found


def painted(copy: Path) -> dict[tuple[str, str], str]:
    """Our colours by sheet and single cell."""
    colours = colours_of(copy.read_bytes())
    return {(sheet, c): rgb for (sheet, span), rgb in colours.items() for c in cells_of(span)}


def test_the_first_round_finds_and_marks_every_fault(rounds: Rounds) -> None:
    """Ten findings, one of them over five cells: each has its colour, its note, its line."""
    first = rounds[0]
    assert (first.done.returncode, first.places()) == (1, FIRST)
    assert first.copy.name == FILE
    assert set(painted(first.copy)) == coloured(FIRST)
    assert painted(first.copy)[COSTS, "S28"] == YELLOW
    assert painted(first.copy)[COSTS, "M6"] == ORANGE
    assert set(notes_of(first.copy.read_bytes())) == first_cells(FIRST)
    assert first.listed() == dict.fromkeys(FIRST, "")
    assert "・必ず直していただくところ: 9件\n" in first.mail
    assert "前回から" not in first.mail


def test_the_second_round_tells_new_still_and_mended(rounds: Rounds) -> None:
    """Rows put in and another file name hide nothing; half a range mended is still there."""
    second = rounds[1]
    assert second.done.returncode == 1
    assert second.places("still") == STILL
    assert second.places("new") == NEW
    assert second.mended() == ["C05", "C05", "C06", "C08", "C09"]
    assert second.told["unchecked"] == []


def test_what_is_still_there_keeps_its_identifier(rounds: Rounds) -> None:
    """Of each finding; the rest of a range that was split is known by the ids of its cells."""
    first, second, _ = rounds
    kept = {each["id"] for each in second.findings if each["state"] == "still"}
    assert [second.ids()[each] for each in kept - set(first.ids())] == ["C01"]
    (whole,) = (each for each in first.findings if each["code"] == "C01")
    left = [m for each in second.findings if each["code"] == "C01" for m in each["members"]]
    assert len(left) == 4
    assert set(left) < set(whole["members"])


def test_our_marks_are_no_findings_when_they_come_back(rounds: Rounds) -> None:
    """No comment (S14), no strange sheet, nothing read of our page: errors, warnings or infos."""
    first, *later = rounds
    known = {finding["code"] for finding in first.told["findings"]}
    for each in later:
        assert {finding["code"] for finding in each.told["findings"]} <= known
        assert PAGE_SHEET not in {finding["sheet"] for finding in each.told["findings"]}


def test_the_second_copy_bears_the_marks_of_the_second_round_alone(rounds: Rounds) -> None:
    """Mended cells are bare again, inserted rows took no colour, the others moved with theirs."""
    second = rounds[1]
    left = STILL | NEW
    assert second.copy.name == SECOND_NAME
    assert set(painted(second.copy)) == coloured(left)
    notes = notes_of(second.copy.read_bytes())
    assert set(notes) == first_cells(left)
    assert "■必ず直す（新しい） 利用者数" in notes[f"{SYSTEMS}!Y2"]
    assert "■必ず直す（まだ） 税区分（M4:M5）" in notes[f"{COSTS}!M4"]
    assert second.listed() == dict.fromkeys(STILL, "まだ") | dict.fromkeys(NEW, "新しい")
    assert openpyxl.load_workbook(second.copy).sheetnames.count(PAGE_SHEET) == 1


def test_the_second_mail_thanks_for_what_was_mended(rounds: Rounds) -> None:
    """It counts what is left, and what was mended since."""
    mail = rounds[1].mail
    assert (
        "・必ず直していただくところ: 7件\n"
        f"・このうち、前回お願いしてまだ残っているところ: {len(STILL)}件\n"
        "・前回から直ったところ: 5件\n"
    ) in mail
    assert f"・{SECOND_NAME}\n" in mail


def test_the_third_round_is_clean(rounds: Rounds) -> None:
    """All is mended: exit code 0 and nothing goes back to the division."""
    third = rounds[2]
    assert third.done.returncode == 0
    assert third.findings == []
    assert third.mended() == ["C01", "C01", "C02", "C07", "C09", "C10", "X15"]
    assert third.told["unchecked"] == []
    assert list(third.back.iterdir()) == []


def test_the_last_json_tells_all_three_rounds(rounds: Rounds) -> None:
    """Errors and warnings went 9 and 1, 7 and 0, 0 and 0; the division became clean."""
    told = rounds[2].told["rounds"]
    assert [(each["errors"], each["warnings"]) for each in told] == [(9, 1), (7, 0), (0, 0)]
    assert [(each["returned"], each["clean"], each["open"]) for each in told] == [
        *((1, 0, 1), (1, 0, 1), (1, 1, 0))
    ]
    assert [each["missing"] for each in told] == [0, 0, 0]
    assert [len(each.told["rounds"] or ()) for each in rounds[1:]] == [2, 3]


def test_nothing_is_left_beside_what_came(rounds: Rounds) -> None:
    """What came stands alone in its folder, no copy and no leftover beside it."""
    for each, name in zip(rounds, (FILE, SECOND_NAME, THIRD_NAME), strict=True):
        assert [path.name for path in each.folder.iterdir()] == [name]
        assert [told["file"] for told in each.told["submissions"]] == [name]
