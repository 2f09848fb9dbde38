"""What became of a damaged workbook, from the bytes to the findings.

Every part has a checksum in its archive, so damage from outside cannot pass for what somebody
typed: such a file is refused, told of by a finding, or read to the very values it held before.
Damage inside a part under a right checksum is another matter, for then the file itself says
something else; there every value must be the one that a plain reader finds (`tests.hostile.plain`),
unless the file is refused or the cell told of. No damage may raise an exception, kill or stall.
"""

from __future__ import annotations

import random
import re
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from tests.building import BookModel, self_check, write_book
from tests.hostile import damage, plain
from tests.hostile.case import sound

from sysaudit.analysis import analyze
from sysaudit.checking import Seen, check_file
from sysaudit.config import Settings
from sysaudit.intake.folder import Source
from sysaudit.intake.grid import Workbook
from sysaudit.intake.returned import Reader, Returned, is_guidance
from sysaudit.intake.workers import run_isolated
from sysaudit.reports.analysis_workbook import write_analysis
from sysaudit.rules.base import Context
from sysaudit.validation import validate

SAME, TOLD, OTHER, WRONG = "same", "told", "other", "wrong"
LOT = 50
SAMPLES = Path(__file__).parents[2] / "samples" / "2019"
RETURNED = SAMPLES / "returned"
DAYS = date(1899, 12, 30)
OTHER_DAY_ZEROS = (0, 1462, -1462, -1)
"""Dates may count from 1904; and before March 1900, Excel counts a day that never was."""
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

NAMES = {
    "clean": "システム調査票_1305_納税課.xlsx",
    "self-check": "監査調書_1305_納税課.xlsx",
    "filled-in self-check": "監査調書_1101_企画課.xlsx",
    "costs": "経費見積入力シート_2003_指導室.xlsx",
    "list": "所管するシステム一覧_2003_指導室.xlsx",
    "evaluation": "システム評価_2003_指導室.xlsx",
    "unlike any": "システム調査票_1603_保育施設課.xlsx",
    "messy": "システム調査票_1304_課税課.xlsx",
    "large": "システム調査票_1104_情報管理課.xlsx",
    "analysis": "システム評価分析書.xlsx",
}
"""The samples by the file names that they bear, so that the division is the right one."""
SMALL = tuple(NAMES)[:7]


@cache
def sample(name: str) -> bytes:
    """The bytes of a sample."""
    if name == "clean":
        return sound()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAMES[name]
        if name == "self-check":
            write_book(path, BookModel(path.name, [self_check("1305", "納税課")]))
        elif name == "analysis":
            write_analysis(path, analyze(validate([RETURNED / NAMES["messy"]], year=2019)))
        else:
            folder_of_it = SAMPLES / "self-checks" if name.endswith("self-check") else RETURNED
            return (folder_of_it / NAMES[name]).read_bytes()
        return path.read_bytes()


@dataclass(frozen=True)
class Mutant:
    """A damaged sample; its seed says which sample, and how it is damaged."""

    seed: int

    @property
    def sample(self) -> str:
        """Small ones three times as often: they are soon read, and damage weighs more there."""
        names = (*NAMES, *SMALL, *SMALL)
        return names[self.seed % len(names)]

    @property
    def kind(self) -> str:
        """From outside in a quarter of the cases."""
        return ("damaged", "rewritten", "restructured", "restructured")[self.seed // 17 % 4]

    @property
    def data(self) -> bytes:
        """The bytes."""
        return damage.KINDS[self.kind](sample(self.sample), random.Random(self.seed))

    @property
    def file(self) -> str:
        """A name that is its own and leaves the division in it."""
        stem, dot, ending = NAMES[self.sample].rpartition(".")
        return f"{stem}({self.seed}){dot}{ending}"


class KeepingReader(Reader):
    """The reader, which keeps the workbook of which it made the tables."""

    workbook: Workbook | None = None

    def _sorted_sheets(self, file: str, workbook: Workbook) -> Returned:
        self.workbook = workbook
        return super()._sorted_sheets(file, workbook)


@cache
def reader_and_context() -> tuple[KeepingReader, Context]:
    """What a worker is given."""
    settings = Settings()
    similar = settings.thresholds.similar_headers
    reader = KeepingReader(settings.bent_forms, settings.limits, similar)
    return reader, Context(settings, 2019, date(2019, 4, 1))


def read(data: bytes, name: str) -> tuple[Returned, list[Seen], Workbook | None]:
    """What a worker makes of a file, and the values of which it did."""
    reader, context = reader_and_context()
    reader.workbook = None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        path.write_bytes(data)
        returned = reader.read(Source(path, name))
    return returned, check_file(returned, context), reader.workbook


@cache
def before(name: str) -> Workbook:
    """The values of a sample."""
    _, _, workbook = read(sample(name), NAMES[name])
    assert workbook
    return workbook


def outcome(seed: int) -> str:
    """What became of a mutant; all but the first three words are failures."""
    mutant = Mutant(seed)
    data = mutant.data
    try:
        returned, seen, workbook = read(data, mutant.file)
    except Exception:  # noqa: BLE001 - whatever it is, it must be told with the seed
        return f"{WRONG}: seed {seed} raised {traceback.format_exc(limit=-2)}"
    refused = [each.rule.code for each in seen if each.rule.code[0] == "F"]
    if returned.refusal is not None:
        return TOLD if len(refused) == len(seen) == 1 else f"{WRONG}: seed {seed}, {refused}"
    assert workbook
    unreadable = {each.hit.given for each in seen if each.rule.code == "S22"}
    if missing := {name for name, _ in returned.unreadable_sheets} - unreadable:
        return f"{WRONG}: seed {seed}, nothing said of {missing}"
    as_it_was = workbook.grids == before(mutant.sample).grids
    if mutant.kind == "damaged":
        return SAME if as_it_was else f"{WRONG}: seed {seed}, other values, right checksums"
    try:
        told = plain.sheets_of(data)
    except (plain.Unreadable, KeyError) as error:
        return SAME if as_it_was else f"{WRONG}: seed {seed}, read what cannot be: {error!r}"
    differences = list(_differences(workbook, told))
    if differences:
        return f"{WRONG}: seed {seed}, " + "; ".join(differences[:3])
    return SAME if as_it_was else OTHER


def _differences(workbook: Workbook, told: dict[str, plain.Sheet | None]) -> Iterator[str]:
    """Where the values are not those of the plain reader and nothing is told of it."""
    if {grid.name for grid in workbook.grids} != set(told):
        yield f"sheets {sorted(told)}"
        return
    for grid in workbook.grids:
        if grid.unreadable or is_guidance(grid.name):
            continue  # told by S22; nobody fills it in
        known = set(grid.facts.uncomputed) | {(row, col) for row, col, _ in grid.facts.errors}
        cells = told[grid.name]
        if cells is None:
            yield f"{grid.name}: read what makes no sense"
            continue
        for place, several in cells.items():
            value = grid.value(*place)
            if not all(_agree(each, value, place in known) for each in several):
                yield f"{grid.name} {place}: {several!r:.200} read as {value!r:.80}"
        for row, values in grid:
            for column, value in enumerate(values, start=grid.left):
                if value != "" and (row, column) not in cells:
                    yield f"{grid.name} {(row, column)}: made-up {value!r:.80}"


def _agree(told: plain.Told, value: object, known: bool) -> bool:
    """Whether a value is what the cell says, or the cell is known to have none."""
    if told.kind in ("e", "uncomputed"):
        return known
    if told.kind == "text":
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), told.text)
        same = isinstance(value, str) and value.strip() == text.strip()
        return same or (known and not text)
    if told.kind == "b":
        return value is (told.text.strip() in ("1", "true"))
    if told.kind == "d":
        return _days(value) is not None or value == told.text
    try:
        number = float(told.text)
    except ValueError:
        return value == told.text
    if isinstance(value, bool | str):
        return value == told.text
    if isinstance(value, int | float):
        return value == number or (value != value and number != number)
    days = _days(value)
    if days is not None and number != number:
        return value == datetime.combine(DAYS, time())  # which is told as a year too far away
    return days is not None and any(abs(days + off - number) < 1e-5 for off in OTHER_DAY_ZEROS)


def _days(value: object) -> float | None:
    """The number under a date or a time."""
    if isinstance(value, datetime):
        return (value - datetime.combine(DAYS, time())) / timedelta(days=1)
    if isinstance(value, date):
        return float((value - DAYS).days)
    if isinstance(value, time):
        return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second) / timedelta(
            days=1
        )
    return value / timedelta(days=1) if isinstance(value, timedelta) else None


def outcomes(seeds: range) -> list[str]:
    """What became of several mutants."""
    return [outcome(seed) for seed in seeds]


def lost(seeds: range) -> list[str]:
    """The stand-in for mutants of which one killed or stopped its reader."""
    return [f"{WRONG}: one of {seeds} killed or stopped its reader"]


def tried(seeds: range, jobs: int) -> Counter[str]:
    """How many mutants ended in which way; each failure with its seed."""
    lots = [seeds[start : start + LOT] for start in range(0, len(seeds), LOT)]
    answers = run_isolated(outcomes, lots, jobs=jobs, seconds=120, died=lost, overdue=lost)
    return Counter(each for answer in answers for each in answer)
