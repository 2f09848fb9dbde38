"""The installer, as far as it runs without wheels; `make wheelhouse-check` runs it for real."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from wheelhouse.build import CARRIED, carried
from wheelhouse.carried import install
from wheelhouse.lock import this_machine

NOT_CP932 = "𠮷"


def fits() -> dict[str, object]:
    """What a folder for this machine says."""
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return {"pythons": [python], "machine": sysconfig.get_platform()}


def test_a_python_for_which_wheels_are_there() -> None:
    """The folder for this machine is for this Python."""
    install.check_python(fits())


@pytest.mark.parametrize("wrong", [{"pythons": ["3.10"]}, {"machine": "win32"}])
def test_a_python_for_which_none_are(wrong: dict[str, object]) -> None:
    """Of another version or with 32 bits: before anything is written."""
    with pytest.raises(install.Stopped, match="64ビット版"):
        install.check_python({**fits(), **wrong})


def test_the_python_of_the_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows redirects what it writes below LOCALAPPDATA, so that nothing would be found."""
    monkeypatch.setattr(sys, "base_prefix", r"C:\Program Files\WindowsApps\Python.3.13")
    with pytest.raises(install.Stopped, match="Microsoft Store"):
        install.check_python(fits())


def test_a_folder_with_something_else_in_it(tmp_path: Path) -> None:
    """Nothing of the user's is mixed with ours, for the folder is deleted as a whole later."""
    (tmp_path / "予算.xlsx").touch()
    with pytest.raises(install.Stopped, match="別のファイル"):
        install.check_place(tmp_path)


def test_our_own_folder_is_taken_again(tmp_path: Path) -> None:
    """A newer version, or a second try."""
    (tmp_path / "venv").mkdir()
    (tmp_path / "venv" / "pyvenv.cfg").touch()
    install.check_place(tmp_path)


def with_texts(folder: Path) -> Path:
    """A carried folder with its texts alone."""
    (folder / "files").mkdir()
    shutil.copy(CARRIED / install.CONSOLE, folder)
    text = (folder / install.CONSOLE).read_text(encoding="utf-8")
    (folder / "files" / install.CONSOLE).write_bytes(text.encode("cp932"))
    return folder / "files"


def test_the_console_knows_where_the_program_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its own name; a per cent sign in a folder's name is doubled, or cmd.exe drops it."""
    monkeypatch.setattr(install, "HERE", with_texts(tmp_path))
    place = tmp_path / "100%確認"
    place.mkdir()
    install.leave_texts(place)
    console = (place / install.CONSOLE).read_bytes().decode("cp932")
    assert f'set "PLACE={tmp_path}{os.sep}100%%確認"' in console


def test_in_the_users_own_folder_the_console_can_be_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It names no user, so that it works for a colleague who installed too."""
    monkeypatch.setattr(install, "HERE", with_texts(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    place = install.default_place(os.environ)
    place.mkdir()
    install.leave_texts(place)
    console = (place / install.CONSOLE).read_bytes().decode("cp932")
    assert 'set "PLACE=%LOCALAPPDATA%\\sysaudit"' in console


def test_a_folder_that_a_batch_file_cannot_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said in words, not by a traceback."""
    monkeypatch.setattr(install, "HERE", with_texts(tmp_path))
    with pytest.raises(install.Stopped, match="使えない文字"):
        install.leave_texts(tmp_path / NOT_CP932)


def test_a_folder_for_another_machine_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    """As an official sees it: what happened, what to ask for, exit code 2."""
    shutil.copy(CARRIED / "install.py", tmp_path)
    told = carried([this_machine()]).replace(sysconfig.get_platform(), "win-amd65")
    (tmp_path / "carried.json").write_text(told, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, tmp_path / "install.py", tmp_path / "place"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "cp932"},
    )
    assert done.returncode == 2
    assert "64ビット版の Python を頼んでください" in done.stdout.decode("cp932")
    assert not (tmp_path / "place").exists()


def test_the_installer_speaks_cp932() -> None:
    """Its output may be redirected on a Japanese PC."""
    (CARRIED / "install.py").read_text(encoding="utf-8").encode("cp932")
