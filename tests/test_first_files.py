"""The files that tell the fiscal year are read once, like all others."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from samples.ward.clean import write_clean_return

from sysaudit import Settings, validate
from sysaudit.first_files import AT_ONCE, FirstFiles
from sysaudit.intake import content, folder
from sysaudit.intake.folder import Source, sources_in
from sysaudit.intake.limits import Limits
from sysaudit.intake.returned import Reader
from sysaudit.kept import Kept
from sysaudit.rules.base import Context

FILES = AT_ONCE + 3


@pytest.fixture(scope="module")
def returns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("returned")
    for number in range(FILES):
        write_clean_return(made, number)
    return made


@pytest.mark.parametrize("year", [None, 2019])
def test_no_file_is_read_twice(
    returns: Path, year: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether or not the year is known; and the counter still comes to the number of files."""
    read: Counter[str] = Counter()
    really = content.bytes_of

    def counted(path: Path, limits: Limits) -> bytes:
        read[path.name] += 1
        return really(path, limits)

    monkeypatch.setattr(folder, "bytes_of", counted)
    told: list[int] = []
    validation = validate([returns], year=year, progress=told.append)
    assert validation.context.year == 2019
    assert read == Counter({path.name: 1 for path in returns.iterdir()})
    assert told == list(range(1, FILES + 1))


def test_the_findings_are_those_of_a_year_that_was_known() -> None:
    messy = Path(__file__).parents[1] / "samples" / "2019" / "returned"
    asked, known = validate([messy]), validate([messy], year=2019)
    assert asked.findings == known.findings
    assert asked.returned == known.returned


def test_a_file_that_changes_after_it_told_the_year_is_read_again(tmp_path: Path) -> None:
    path = write_clean_return(tmp_path, 1)
    (source,) = sources_in([tmp_path])
    settings = Settings()
    reader = Reader(settings.bent_forms, settings.limits, 90)
    again: list[Source] = []

    def read_and_check(sources: Sequence[Source], *, progress: object = None) -> list[object]:
        again.extend(sources)
        return [None for _ in sources]

    first = FirstFiles(lambda sources: [reader.read(each) for each in sources])
    assert first.year([source], Kept()) == 2019
    os.utime(path, ns=(1, 1))
    context = Context(settings, 2019, validate([tmp_path]).context.as_of)
    first.results(read_and_check, context, None, [source])  # type: ignore[arg-type]
    assert again == [source]
