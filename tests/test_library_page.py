"""docs/library.md: its examples run, and leave out nothing that is public."""

from __future__ import annotations

import doctest
import re
import shutil
from pathlib import Path

import pytest

import sysaudit

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "library.md"
TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLES = doctest.DocTestParser().get_examples(TEXT)


def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder with the samples beside, as in the repository."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples", ignore=shutil.ignore_patterns("*.py"))
    monkeypatch.chdir(tmp_path)
    done = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert done.attempted == len(EXAMPLES)
    assert done.failed == 0


@pytest.mark.parametrize("name", sysaudit.__all__)
def test_every_public_name_is_used_and_explained(name: str) -> None:
    """In an example, and in one row of the table at the end."""
    assert re.search(rf"\bsysaudit\.{name}\b", "".join(each.source for each in EXAMPLES))
    table = TEXT.split("\n## Every name\n")[1]
    assert len(re.findall(rf"^\| `{name}` \| .+ \|$", table, re.MULTILINE)) == 1


def test_no_other_names_are_promised() -> None:
    """Neither in the table nor in the examples."""
    table = TEXT.split("\n## Every name\n")[1]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == sorted(sysaudit.__all__)
    used = re.findall(r"\bsysaudit\.(\w+)", "".join(each.source for each in EXAMPLES))
    assert set(used) <= set(sysaudit.__all__)
