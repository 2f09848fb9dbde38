"""LibreOffice as a clerk's hands: opens a workbook, types into cells, saves it as .xlsx.

It is driven over a local pipe by the python that LibreOffice came with, which is why this file
is also a script: ``/usr/bin/python3 tests/office.py`` reads a job as JSON from stdin.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
SYSTEM_PYTHON = "/usr/bin/python3"
Typed = Mapping[str, Mapping[str, str]]
"""What is typed: sheet → cell → keystrokes."""
Deleted = Mapping[str, Sequence[int]]
"""Which rows are deleted before anything is typed: sheet → row numbers as they stood."""
Inserted = Mapping[str, Sequence[int]]
"""Where blank rows are put in: sheet → rows as the sheet counts them then, one after the other."""


def available() -> bool:
    """Whether LibreOffice and its bridge to Python are installed."""
    if shutil.which("soffice") is None or not Path(SYSTEM_PYTHON).exists():
        return False
    return subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True).returncode == 0


def type_into(
    source: Path,
    target: Path,
    typed: Typed,
    *,
    deleted: Deleted | None = None,
    inserted: Inserted | None = None,
) -> None:
    """Open ``source`` in LibreOffice, type into its cells, save as ``target``.

    Rows are deleted and put in first, so that what is typed goes by the new numbers.
    """
    job = {
        "source": source.resolve().as_uri(),
        "target": target.resolve().as_uri(),
        "typed": typed,
        "deleted": deleted or {},
        "inserted": inserted or {},
    }
    subprocess.run(
        [SYSTEM_PYTHON, __file__], input=json.dumps(job), text=True, check=True, timeout=180
    )


def recalculate(source: Path, target: Path) -> None:
    """Open ``source`` in LibreOffice, compute every formula anew, save as ``target``."""
    job = {
        "source": source.resolve().as_uri(),
        "target": target.resolve().as_uri(),
        "typed": {},
        "recalculate": True,
    }
    subprocess.run(
        [SYSTEM_PYTHON, __file__], input=json.dumps(job), text=True, check=True, timeout=300
    )


def to_pdf(source: Path, folder: Path) -> Path:
    """Print a workbook as PDF."""
    profile = tempfile.mkdtemp()
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", folder, source],
        capture_output=True,
        check=True,
        timeout=180,
    )
    shutil.rmtree(profile)
    return folder / f"{source.stem}.pdf"


def _main() -> None:
    job = json.load(sys.stdin)
    with_desktop(lambda office: _edit(office, job))


def with_desktop(work: Callable[[Any], T]) -> T:
    """Do the work with LibreOffice on a Japanese PC, which has a profile of its own and then ends.

    No ``with`` statement, for the exceptions of the bridge cannot be thrown into one.
    """
    with tempfile.TemporaryDirectory() as scratch:
        _speak_japanese(Path(scratch))
        pipe = f"sysaudit{abs(hash(scratch))}"
        profile = f"-env:UserInstallation=file://{scratch}"
        options = ["--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"]
        process = subprocess.Popen(["soffice", profile, *options])
        try:
            return _then_closed(_desktop(pipe), work)
        finally:
            process.wait(timeout=60)


def _then_closed(desktop: Any, work: Callable[[Any], T]) -> T:
    try:
        return work(desktop)
    finally:
        with suppress(Exception):  # it may be gone before it has answered; we wait for its end
            desktop.terminate()


def _speak_japanese(profile: Path) -> None:
    """Keystrokes mean what they mean on a Japanese PC: 2019/6/14 is a date."""
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(
        """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>ja-JP</value></prop></item></oor:items>""",
        encoding="utf-8",
    )


def _desktop(pipe: str) -> Any:
    import uno  # type: ignore[import-not-found]  # comes with LibreOffice, not with us

    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", context
    )
    for _ in range(120):
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001 - the bridge's exception has no importable class
            time.sleep(0.5)
        else:
            return there.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", there
            )
    raise TimeoutError


def _edit(office: Any, job: dict[str, Any]) -> None:
    document = opened(office, job["source"], option("Hidden", True))
    try:
        for sheet_name, rows in job.get("deleted", {}).items():
            for row in sorted(rows, reverse=True):
                document.Sheets.getByName(sheet_name).Rows.removeByIndex(row - 1, 1)
        for sheet_name, rows in job.get("inserted", {}).items():
            for row in rows:
                document.Sheets.getByName(sheet_name).Rows.insertByIndex(row - 1, 1)
        for sheet_name, cells in job["typed"].items():
            sheet = document.Sheets.getByName(sheet_name)
            for cell, keys in cells.items():
                sheet.getCellRangeByName(cell).FormulaLocal = keys
        if job.get("recalculate"):
            document.calculateAll()
        document.storeToURL(job["target"], (option("FilterName", "Calc MS Excel 2007 XML"),))
    finally:
        document.close(True)


def opened(office: Any, url: str, *options: Any) -> Any:
    """A document; an office that has only just started may answer with none at first."""
    for _ in range(20):
        document = office.loadComponentFromURL(url, "_blank", 0, options)
        if document is not None:
            return document
        time.sleep(0.5)
    raise TimeoutError


def option(name: str, value: object) -> Any:
    """A named value, as LibreOffice wants its options."""
    from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]  # as above

    told = PropertyValue()
    told.Name, told.Value = name, value
    return told


if __name__ == "__main__":
    _main()
