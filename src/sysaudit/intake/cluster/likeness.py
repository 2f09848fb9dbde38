"""Whether two installations find the same in the same file."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import sysaudit

PACKAGES = ("sysaudit", "python-calamine", "pydantic", "rapidfuzz", "jpholiday", "msoffcrypto-tool")
"""Those whose versions findings may depend on."""


def python_of(told: str) -> str:
    """The part of a version of Python that matters.

    >>> python_of("3.11.7.final.0")
    '3.11'
    """
    return ".".join(told.split(".")[:2])


def versions() -> dict[str, str | None]:
    """What is installed here, by name; None where it is not."""
    python = python_of(".".join(map(str, sys.version_info)))
    return {"python": python} | {name: _version_of(name) for name in PACKAGES}


@cache
def likeness() -> str:
    """A word that is the same only where versions and every line of our program are.

    Between two releases the version alone would say too little.
    """
    digest = hashlib.sha256(repr(versions()).encode())
    home = Path(sysaudit.__file__).parent
    for path in sorted(home.rglob("*.py"), key=lambda path: path.relative_to(home).as_posix()):
        digest.update(path.relative_to(home).as_posix().encode())
        digest.update(path.read_text(encoding="utf-8").encode())  # the same on Windows
    return digest.hexdigest()


def _version_of(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
