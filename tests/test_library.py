"""`import sysaudit`: the same as the command line, as functions that print nothing."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import sysaudit
from tests.building import WardModel

HEAVY = ("pydantic", "openpyxl", "xlsxwriter", "python_calamine", "pandas", "rich", "rapidfuzz")


def test_every_name_is_there() -> None:
    """All that `__all__` promises can be had."""
    for name in sysaudit.__all__:
        assert getattr(sysaudit, name) is not None
    assert set(sysaudit.__all__) <= set(dir(sysaudit))


@pytest.mark.parametrize("name", sysaudit.__all__)
def test_every_name_has_a_docstring_with_its_parameters(name: str) -> None:
    """A function of several parameters explains each by name."""
    public = getattr(sysaudit, name)
    if isinstance(public, str | tuple):
        return
    told = inspect.getdoc(public) or ""
    assert told.splitlines()[0].endswith((".", ":"))
    names = list(inspect.signature(public).parameters) if inspect.isfunction(public) else []
    if len(names) > 1:
        explained = re.findall(r"^    (\w+): .", told.split("\nArgs:\n")[1], re.MULTILINE)
        assert explained[: len(names)] == names


def test_an_unknown_name() -> None:
    """As with any module."""
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = sysaudit.nothing


def test_validate_returns_and_prints_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A validation comes back; nothing is printed."""
    returned, _, roster = WardModel().write(tmp_path)
    validation = sysaudit.validate([returned], roster=roster)
    assert validation.findings == ()
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("arguments", ["['--version']", "['--help']"])
def test_version_and_help_load_nothing_heavy(arguments: str) -> None:
    """Start-up stays near that of bare typer."""
    script = (
        f"import sys; sys.argv[1:] = {arguments}\n"
        "from sysaudit.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([m for m in {HEAVY} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stderr.decode().strip() == "[]"


def test_validating_never_loads_openpyxl_or_pandas(tmp_path: Path) -> None:
    """Values come from calamine alone, whatever stands in the file."""
    returned, _, roster = WardModel().edited(["1304 表紙!B2 ="]).write(tmp_path)
    script = (
        "import sys; from pathlib import Path; from sysaudit import validate; "
        f"validate([Path({str(returned)!r})], roster=Path({str(roster)!r})); "
        "print({'openpyxl', 'pandas', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.strip() == "set()", done.stderr


def test_where_no_file_tells_the_year_the_clock_does(tmp_path: Path) -> None:
    """A file that is none of ours gets its finding without further options."""
    (tmp_path / "memo.xlsx").write_bytes(b"")
    validation = sysaudit.validate([tmp_path], as_of=date(2020, 3, 31))
    assert validation.context.year == 2019
    assert [finding.code for finding in validation.findings] == ["F01"]
