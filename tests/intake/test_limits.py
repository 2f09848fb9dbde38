"""The limits are settings: each is documented, obeyed, checked, and named where it refuses."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.building import (
    BookModel,
    WardModel,
    cost,
    cover,
    table,
    write_book,
)
from tests.cli.running import called
from tests.hostile.archives import tight_sheet
from tests.intake import errands

from sysaudit.config import load
from sysaudit.forms.cost_estimate import COST_ESTIMATE
from sysaudit.intake.limits import Limits

TOO_LITTLE = {
    "file_bytes": "100",
    "unpacked_bytes": "1000",
    "xml_bytes": "1000",
    "members": "3",
    "sheets": "2",
    "cells": "20",
    "last_row": "2",
    "last_column": "2",
    "seconds": "0.05",
    "ratio": "1",
    "rows": "1",
    "unread": "1",
}
ROWS = 30_000
"""With the columns of a form, nearly as many cells as a file may have."""
ALONE = ("seconds", "ratio", "rows", "unread")
"""Those that the small ward is not in the way of."""
WRONG = ("0", "-1", '"many"', "1e30", "99999999999999999999999", "inf", "nan")


def checked(folder: Path, setting: str, value: str, tongue: str = "ja", jobs: str = "0") -> str:
    """What is said of a ward of which one file is in the way of a limit."""
    (folder / "sysaudit.toml").write_text(f"[limits]\n{setting} = {value}\n")
    return called(
        *("validate", "returned", "--jobs", jobs), folder=folder, SYSAUDIT_LANG=tongue
    ).stdout.decode()


def test_every_limit_is_tried_here() -> None:
    assert set(TOO_LITTLE) == set(Limits.model_fields)


@pytest.mark.parametrize("setting", [each for each in TOO_LITTLE if each not in ALONE])
def test_a_limit_is_obeyed_and_named(setting: str, tmp_path: Path) -> None:
    """The refusal says by which setting the file would be read, in both languages."""
    WardModel().write(tmp_path)
    for tongue in ("ja", "en"):
        told = checked(tmp_path, setting, TOO_LITTLE[setting], tongue)
        assert re.search(r"F0[67]", told)
        assert f"limits.{setting}" in re.sub(r"\s", "", told)


def test_the_ratio_is_obeyed_and_named(tmp_path: Path) -> None:
    """It matters for large parts alone."""
    (tmp_path / "returned").mkdir()
    (tmp_path / "returned" / "1305.xlsx").write_bytes(tight_sheet())
    assert "limits.ratio" in checked(tmp_path, "ratio", "200")
    assert "F06" not in checked(tmp_path, "ratio", "100_000")


@pytest.mark.parametrize("setting", ["rows", "unread"])
def test_rows_and_unreadable_cells_are_limited_and_named(setting: str, tmp_path: Path) -> None:
    """A form of which thousands of cells cannot be read went wrong as a whole."""
    (tmp_path / "returned").mkdir()
    lines = [cost("1304", number, budget_line="xyz", tax_basis="xyz") for number in (1, 2)]
    sheets = [cover("1304", "課税課"), table(COST_ESTIMATE, lines)]
    write_book(tmp_path / "returned" / "1304.xlsx", BookModel("1304.xlsx", sheets))
    for tongue in ("ja", "en"):
        told = checked(tmp_path, setting, "1", tongue)
        assert f"limits.{setting}" in re.sub(r"\s", "", told)
        assert "limits." not in checked(tmp_path, setting, "4", tongue)


def test_the_time_is_obeyed_and_named(tmp_path: Path) -> None:
    """Where workers read, for only another process can stop one."""
    WardModel().write(tmp_path)
    told = checked(tmp_path, "seconds", "0.0001", jobs="1")
    assert "F08" in told
    assert "limits.seconds" in told


@pytest.mark.parametrize("setting", Limits.model_fields)
def test_a_wrong_value_is_told_in_one_line(setting: str, tmp_path: Path) -> None:
    """Zero, below it, no number, or more than any machine can bear."""
    (tmp_path / "returned").mkdir()
    for value in WRONG:
        for tongue in ("ja", "en"):
            (tmp_path / "sysaudit.toml").write_text(f"[limits]\n{setting} = {value}\n")
            done = called("validate", "returned", folder=tmp_path, SYSAUDIT_LANG=tongue)
            lines = done.stderr.decode().splitlines()
            assert (done.returncode, len(lines)) == (2, 1), (value, lines)
            assert f"limits.{setting}" in lines[0]


def test_the_largest_values_are_borne(tmp_path: Path) -> None:
    """What the settings take, the readers take."""
    WardModel().write(tmp_path)
    most = {
        name: next(bound.le for bound in field.metadata if hasattr(bound, "le"))
        for name, field in Limits.model_fields.items()
    }
    text = "".join(f"{name} = {value}\n" for name, value in most.items())
    (tmp_path / "sysaudit.toml").write_text(f"[limits]\n{text}")
    assert load(tmp_path / "sysaudit.toml").limits == Limits(**most)
    assert called("validate", "returned", "--jobs", "1", folder=tmp_path).returncode == 0


def test_every_limit_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "settings.md").read_text("utf-8")
    section = page.partition("## `[limits]`")[2].partition("\n## ")[0]
    for name, field in Limits.model_fields.items():
        row = next(line for line in section.splitlines() if line.startswith(f"| `{name}`"))
        assert str(field.default).removesuffix(".0") in row.replace("_", "").replace(",", "")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="it asks Linux for the peak")
def test_a_form_at_the_limits_is_read_in_less_than_300_mib(tmp_path: Path) -> None:
    """In a fresh process; it is not refused."""
    path = tmp_path / "1304.xlsx"
    rows = [cost("1304", contract_number=f"1304-{n:07}") for n in range(ROWS)]
    sheets = [cover("1304", "課税課"), table(COST_ESTIMATE, rows)]
    write_book(path, BookModel(path.name, sheets))
    command = [sys.executable, "-m", errands.__name__, "peak", str(path)]
    root = Path(__file__).parents[2]
    told = subprocess.run(command, cwd=root, capture_output=True, check=True, text=True).stdout
    rows_read, mebibytes = map(int, told.split())
    assert rows_read == ROWS + 1
    assert mebibytes < 300
