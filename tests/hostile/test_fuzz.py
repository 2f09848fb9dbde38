"""Mutants of returned workbooks: none is a traceback, a hang, or read wrongly in silence."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from tests.hostile import fuzz

from sysaudit.findings import Finding
from sysaudit.intake.folder import Source
from sysaudit.validation import validate

A_TEST = 1150
BATCH = 100


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 4 * A_TEST, A_TEST))
def test_a_mutant_is_told_of_or_read_as_a_plain_reader_does(start: int) -> None:
    """By the reader and the rules for files, in a process that may die; every value compared."""
    seen = fuzz.tried(range(start, start + A_TEST), jobs=1)
    assert set(seen) == {fuzz.SAME, fuzz.TOLD, fuzz.OTHER}
    assert seen.total() == A_TEST


def mutants_in(folder: Path, start: int) -> dict[str, bytes]:
    """A hundred mutants, by their names."""
    mutants = {each.file: each.data for each in map(fuzz.Mutant, range(start, start + BATCH))}
    for name, data in mutants.items():
        (folder / name).write_bytes(data)
    return mutants


@pytest.mark.slow
@pytest.mark.parametrize("start", range(10_000, 10_000 + 4 * BATCH, BATCH))
def test_a_folder_of_mutants_is_read_as_each_alone(tmp_path: Path, start: int) -> None:
    """No file is left out, none harms another, and what cannot be read is one finding."""
    mutants = mutants_in(tmp_path, start)
    validation = validate([tmp_path], year=2019, jobs=2)
    assert {each.file for each in validation.returned} == set(mutants)
    reader, _ = fuzz.reader_and_context()
    for each in validation.returned:
        alone = reader.read(Source(tmp_path / each.file, each.file))
        assert each == alone.without_cells()
        if each.refusal:
            (finding,) = findings_on(each.file, validation.findings)
            assert finding.code[0] == "F"
    assert any(each.refusal for each in validation.returned)


def findings_on(file: str, findings: tuple[Finding, ...]) -> list[Finding]:
    """What is said of a file."""
    return [each for each in findings if each.address.file == file]


@pytest.mark.slow
def test_the_command_says_of_a_folder_of_mutants_what_the_library_says(tmp_path: Path) -> None:
    """It ends with 1, and prints nothing but findings."""
    mutants_in(tmp_path, 20_000)
    command = (sys.executable, "-m", "sysaudit", "validate", str(tmp_path), "--year", "2019")
    run = subprocess.run(
        (*command, "--jobs", "2", "--format", "json"), capture_output=True, check=False
    )
    assert run.returncode == 1
    assert b"Traceback" not in run.stderr
    told = Counter(finding["code"] for finding in json.loads(run.stdout)["findings"])
    assert told == Counter(each.code for each in validate([tmp_path], year=2019, jobs=2).findings)
