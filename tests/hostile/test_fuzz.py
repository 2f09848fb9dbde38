"""Mutants of a clean return: none kills its reader, none is read as something else in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from tests.hostile import fuzz

from sysaudit.intake.workers import run_isolated


def outcomes(of_chunk: Callable[[int], list[str]], chunks: int) -> Counter[str]:
    """How many mutants ended in which way."""
    answers = run_isolated(
        of_chunk, range(chunks), jobs=2, seconds=60, died=fuzz.lost, overdue=fuzz.lost
    )
    return Counter(each for answer in answers for each in answer)


@pytest.mark.slow
def test_a_damaged_archive_is_told_of_or_read_as_before() -> None:
    """Cut, flipped, lost, doubled or random bytes; a checksum guards what is read."""
    seen = outcomes(fuzz.damaged_chunk, 40)
    assert set(seen) == {fuzz.SAME, fuzz.TOLD}
    assert seen.total() == 40 * fuzz.CHUNK


@pytest.mark.slow
def test_a_damaged_part_is_told_of_or_read_as_a_plain_parser_does() -> None:
    """Broken XML under a right checksum."""
    seen = outcomes(fuzz.rewritten_chunk, 40)
    assert set(seen) == {fuzz.SAME, fuzz.TOLD}
    assert seen.total() == 40 * fuzz.CHUNK
