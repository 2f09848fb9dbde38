"""How fast what goes back to the divisions is written, beside what a library needs to save it.

    python benchmarks/copies.py [--divisions 300]

So many divisions returned a survey with faults; they have been checked, and then a marked copy is
written for each, with its mail text, by `sysaudit.reports.returning.write_packets`. The peers are
openpyxl saving as many workbooks of the same contents, alone and with the loading that marking up
by openpyxl would need. All run one after the other in this process. The issue asks for twice the
time of saving at most. Nothing is lost in our copies; openpyxl's lack every cached value.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl

from sysaudit import validate
from sysaudit.forms import QUESTIONNAIRE
from sysaudit.reports.returning import packets_of, write_packets
from sysaudit.reports.templates import write_workbook

SYSTEMS = 5
BUDGETS = (1000, "約100万円")


def faulty_returns(folder: Path, count: int) -> list[Path]:
    """So many returned surveys, in half of whose cost lines the budget is no number."""
    from benchmarks.forms import YEAR, division_forms

    paths = []
    for number in range(count):
        forms = division_forms(str(1000 + number), SYSTEMS)
        lines = forms.rows["cost_estimate"]
        faulty = [
            {**line, "budget": "約100万円" if n % 2 else 1000} for n, line in enumerate(lines)
        ]
        path = folder / f"システム調査票_{1000 + number}_課.xlsx"
        write_workbook(path, QUESTIONNAIRE, YEAR, {**forms.rows, "cost_estimate": faulty})
        paths.append(path)
    return paths


def timed(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _save(book: openpyxl.Workbook, path: Path, times: int) -> None:
    for _ in range(times):
        book.save(path)


def main() -> None:
    """Time all and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--divisions", type=int, default=300)
    count = parser.parse_args().divisions
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "returned"
        folder.mkdir()
        paths = faulty_returns(folder, count)
        validation = validate([folder])
        packets = packets_of(validation).packets
        remarks = sum(len(packet.findings) for packet in packets)
        back, saved = Path(scratch) / "back", Path(scratch) / "peer.xlsx"
        ours = timed(lambda: write_packets(back, packets, validation, None))
        copies = sum(1 for _ in back.glob("*/*.xlsx"))
        loading = timed(lambda: [openpyxl.load_workbook(path) for path in paths])
        books = openpyxl.load_workbook(paths[0])
        saving = timed(lambda: _save(books, saved, count))
    print(f"{count} returned surveys, {copies} copies with {remarks:,} remarks")
    print(f"{'':28}{'seconds':>9}{'ms each':>9}{'ours is':>9}")
    for name, seconds in (
        ("sysaudit", ours),
        ("openpyxl, saving alone", saving),
        ("openpyxl, loading and saving", loading + saving),
    ):
        print(f"{name:28}{seconds:9.1f}{1000 * seconds / count:9.1f}{ours / seconds:9.2f}")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    main()
