"""`make wheelhouse-check`: that what `make wheelhouse` makes can be installed without an index.

No Windows is needed: the folder for Windows is built, which proves each wheel by name, tag, hash
and needs; then the same folder is built for this machine, and its installer is run for real. Both
need a network; the tests in `tests/wheelhouse` do not.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from wheelhouse.build import ROOT, build, told, zipped
from wheelhouse.lock import WINDOWS_PYTHONS, Target, this_machine

FINDINGS = 1
STOPPED = 2
SAMPLE = ROOT / "samples" / "2019"


def main() -> None:
    """Build both, install one, run it on the samples, and see a changed wheel refused."""
    with tempfile.TemporaryDirectory() as made:
        there = build([Target(python) for python in WINDOWS_PYTHONS], Path(made) / "windows")
        print(told(there, zipped(there)))
        here = build([this_machine()], Path(made) / "here")
        if _own_wheel(there) != _own_wheel(here):
            sys.exit("our own wheel differs from one build to the next")
        _install_and_run(here, Path(made) / "窓口 PC")
        _change_a_byte(next((here / "files" / "wheels").glob("pandas-*.whl")))
        _expect(STOPPED, *_installer(here), str(Path(made) / "changed"))


def _own_wheel(folder: Path) -> bytes:
    (wheel,) = (folder / "files" / "wheels").glob("sysaudit-*.whl")
    return wheel.read_bytes()


def _install_and_run(folder: Path, place: Path) -> None:
    _expect(0, *_installer(folder), str(place))
    command = str(place / "venv" / "bin" / "sysaudit")
    _expect(0, command, "--version")
    roster = ("--roster", str(SAMPLE / "組織台帳.xlsx"))
    _expect(FINDINGS, command, "validate", str(SAMPLE / "returned"), *roster)


def _installer(folder: Path) -> tuple[str, str]:
    return sys.executable, str(folder / "files" / "install.py")


def _change_a_byte(wheel: Path) -> None:
    content = bytearray(wheel.read_bytes())
    content[len(content) // 2] ^= 1
    wheel.write_bytes(content)


def _expect(code: int, *command: str) -> None:
    print("$", *command, flush=True)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    print("\n".join((done.stdout + done.stderr).splitlines()[-9:]), flush=True)
    if done.returncode != code:
        sys.exit(f"exit code {done.returncode} where {code} was expected")


if __name__ == "__main__":
    main()
