"""Workbooks that sysaudit wrote itself, known again by their title."""

from __future__ import annotations

import zipfile
from pathlib import Path


def has_title(path: Path, title: str) -> bool:
    """Whether a file is a workbook of ours whose title begins so, or empty.

    Such a file may be replaced by a new one; anything else may be what somebody returned.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return f"<dc:title>{title}".encode() in archive.read("docProps/core.xml")
    except (OSError, KeyError, zipfile.BadZipFile):
        return path.is_file() and path.stat().st_size == 0
