"""A returned ward for the command line."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from tests.analysis.samples import ROSTER
from tests.building import WardModel
from tests.cli.drawings import GIVEN, SEED, Ran, drawn

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


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The samples drawn with everything that they hold; not to be changed."""
    folder = tmp_path_factory.mktemp("draw")
    done = drawn(ROSTER, *GIVEN, "--seed", SEED, "-o", "監査対象.xlsx", folder=folder)
    return Ran(done, folder, folder / "監査対象.xlsx")


@pytest.fixture(scope="session")
def plan() -> str:
    """What the plan of the samples prints."""
    done = drawn(ROSTER, *GIVEN, "--plan")
    assert done.returncode == 0
    return done.stdout.decode()
