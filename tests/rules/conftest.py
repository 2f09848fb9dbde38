"""What tests of single rules share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests import examples

from sysaudit.findings import Finding

Ward = Callable[..., list[Finding]]


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    """What is found in the test ward after edits; options as in an example's file."""

    def findings(*edits: str, **options: Any) -> list[Finding]:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        return examples.findings_after(edits, options, folder)

    return findings


@pytest.fixture
def codes(ward: Ward) -> Callable[..., list[str]]:
    """The codes of what is found in the test ward after edits."""

    def found(*edits: str, **options: Any) -> list[str]:
        return [finding.code for finding in ward(*edits, **options)]

    return found
