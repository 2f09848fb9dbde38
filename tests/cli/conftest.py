"""A returned ward for the command line."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from tests.building import WardModel

EDITS = (
    "1304 所管するシステム一覧!{利用者数}2 = 約20人",
    "1305 所管するシステム一覧!{利用者数}2 = １，２００",
)


class Ward(NamedTuple):
    """Where a ward was written."""

    returned: Path
    previous: Path
    roster: Path


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Ward:
    """A ward without faults."""
    return Ward(*WardModel().write(tmp_path_factory.mktemp("clean")))


@pytest.fixture(scope="session")
def messy(tmp_path_factory: pytest.TempPathFactory) -> Ward:
    """A ward with one error and one info."""
    return Ward(*WardModel().edited(EDITS).write(tmp_path_factory.mktemp("messy")))
