"""LibreOffice before a locked workbook: opens it with a password, or does not.

A script too, as `tests/office.py`: the python that LibreOffice came with reads a job from stdin.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

SYSTEM_PYTHON = "/usr/bin/python3"
HERE = Path(__file__).resolve()


def opened(source: Path, password: str | None, sheet: str, cell: str) -> str | None:
    """What stands in a cell of a locked workbook; None where LibreOffice does not open it."""
    job = {"source": source.as_uri(), "password": password, "sheet": sheet, "cell": cell}
    done = subprocess.run(
        [SYSTEM_PYTHON, HERE],
        input=json.dumps(job),
        text=True,
        check=True,
        timeout=180,
        capture_output=True,
    )
    told: str | None = json.loads(done.stdout.splitlines()[-1])
    return told


def _main() -> None:
    sys.path.insert(0, str(HERE.parents[1]))
    import office  # type: ignore[import-not-found]  # a script has no package around it

    job = json.load(sys.stdin)
    told = office.with_desktop(lambda desktop: _read(desktop, office.option, job))
    sys.stdout.write("\n" + json.dumps(told) + "\n")


def _read(desktop: Any, option: Any, job: dict[str, Any]) -> str | None:
    options = [option("Hidden", True)]
    if job["password"] is not None:
        options.append(option("Password", job["password"]))
    try:
        document = desktop.loadComponentFromURL(job["source"], "_blank", 0, tuple(options))
    except Exception:  # noqa: BLE001 - the bridge's exceptions have no importable class
        return None
    if document is None:
        return None
    text = str(document.Sheets.getByName(job["sheet"]).getCellRangeByName(job["cell"]).String)
    document.close(True)
    return text


if __name__ == "__main__":
    _main()
