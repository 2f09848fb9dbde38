"""Options that tests share."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-examples",
        action="store_true",
        help="write the findings of tests/broken anew, to be read before committing",
    )
