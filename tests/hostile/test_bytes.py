"""Each bad file ends in one finding that names it, soon, and harms no other."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.hostile import archives, kinds, markup, sizes
from tests.hostile.case import Case
from tests.hostile.checked import BAD, beside_a_good_one, findings_of_bad

CASES = (*archives.CASES, *sizes.CASES, *markup.CASES, *kinds.CASES)
GENEROUS = 20.0
"""Seconds; the benchmark holds each to two."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_bad_file_is_one_finding(tmp_path: Path, case: Case) -> None:
    """What it is read as, if it is read, is what the clean return says."""
    data = case.make()
    begun = time.monotonic()
    validation = beside_a_good_one(tmp_path, data)
    assert time.monotonic() - begun < GENEROUS
    found = [(each.code, each.address.file) for each in findings_of_bad(validation)]
    assert found == ([(case.code, BAD)] if case.code else [])
    assert len(validation.returned) == 2
    if case.sheet:
        assert validation.findings[0].address.sheet == case.sheet
