"""A process that runs the program in forks, for the tests of one module."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.keeping.faults import Ended, Job

Runs = Callable[[Job], Ended]


@pytest.fixture(scope="module")
def run() -> Iterator[Runs]:
    """Runs a job and says what became of it."""
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.keeping.faults"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "OPENBLAS_NUM_THREADS": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        given, told = process.stdin, process.stdout
        assert given is not None
        assert told is not None

        def ended(job: Job) -> Ended:
            pickle.dump(job, given)
            given.flush()
            result = pickle.load(told)
            assert isinstance(result, Ended)
            return result

        yield ended
        given.close()
