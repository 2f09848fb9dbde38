"""What the folder's texts are on Windows, where these tests need not run."""

from __future__ import annotations

import codecs
import re
import zipfile
from pathlib import Path

import pytest
from tests.cli.running import called
from wheelhouse.build import CARRIED, PAPERS, write_texts, zipped
from wheelhouse.lock import WINDOWS_PYTHONS
from wheelhouse.texts import batch_file, for_notepad

GUIDE = PAPERS["はじめに.txt"]
BATCH_FILES = ["インストール.cmd", "files/sysaudit コマンド画面.cmd"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The carried folder without the wheels."""
    made = tmp_path_factory.mktemp("carried")
    (made / "files").mkdir()
    write_texts(made, WINDOWS_PYTHONS)
    return made


@pytest.mark.parametrize("name", BATCH_FILES)
def test_batch_files_are_read_in_the_code_page_that_they_set(name: str, folder: Path) -> None:
    """cp932 and CR LF; what comes before ``chcp`` is ASCII, whatever code page a PC begins with."""
    content = (folder / name).read_bytes()
    before, _, after = content.partition(b"chcp 932")
    assert before.isascii()
    assert not after.isascii()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert content.decode("cp932").startswith("@echo off\r\n")


@pytest.mark.parametrize("name", BATCH_FILES)
def test_every_label_that_a_batch_file_goes_to_is_there(name: str, folder: Path) -> None:
    """cmd.exe ends without a word where one is missing."""
    text = (folder / name).read_bytes().decode("cp932")
    wanted = set(re.findall(r"(?:goto|call :)\s*(\w+)", text))
    assert wanted
    assert wanted == set(re.findall(r"^:(\w+)\r$", text, re.MULTILINE))


@pytest.mark.parametrize("name", BATCH_FILES)
def test_no_text_of_a_batch_file_is_taken_for_a_command(name: str, folder: Path) -> None:
    """``& | < > ^`` in an echo would begin a command or a file of that name."""
    text = (folder / name).read_bytes().decode("cp932")
    told = re.findall(r"echo ([^\r\n]*)", text.replace("@echo off", ""))
    assert told
    assert not [line for line in told if re.search(r"[&|<>^!]", line)]


def test_the_installer_looks_for_the_carried_pythons_alone(folder: Path) -> None:
    """In their order; nothing is left to be filled in."""
    text = (folder / "インストール.cmd").read_bytes().decode("cp932")
    assert f"for %%V in ({' '.join(WINDOWS_PYTHONS)}) do" in text
    assert "{pythons}" not in text


def test_a_batch_file_must_set_its_code_page_first() -> None:
    """Japanese before that would be read in whatever code page the PC has."""
    with pytest.raises(ValueError, match="code page"):
        batch_file("rem 日本語\nchcp 932 >nul\n")


@pytest.mark.parametrize("name", PAPERS)
def test_the_guides_open_in_notepad(name: str, folder: Path) -> None:
    """UTF-8 with a mark, CR LF, and no signs of Markdown."""
    content = (folder / name).read_bytes()
    assert content.startswith(codecs.BOM_UTF8)
    assert content.count(b"\n") == content.count(b"\r\n")
    assert not re.search(r"`|\*\*|\]\(", content.decode())
    assert content.decode("utf-8-sig").startswith("■ ")


def test_a_command_of_the_guide_is_set_off() -> None:
    """A reader sees where it begins and ends."""
    assert for_notepad("次:\n\n```\nmake x\n```\n").decode() == "\ufeff次:\r\n\r\n    make x\r\n"


def test_the_guide_and_the_installer_name_the_same_things(folder: Path) -> None:
    """Files, messages and place are called what they are called on the PC."""
    guide = GUIDE.read_text(encoding="utf-8")
    installer = (CARRIED / "install.py").read_text(encoding="utf-8")
    for name in BATCH_FILES:
        assert Path(name).name in guide
    assert (folder / "見本" / "2019" / "組織台帳.xlsx").is_file()
    assert "見本\\2019\\組織台帳.xlsx" in guide
    assert "インストールが終わりました" in guide
    assert "インストールが終わりました" in installer


def test_the_zip_is_the_same_each_time(folder: Path) -> None:
    """So that its hash can be told to others; Explorer reads its names, which are UTF-8."""
    first = zipped(folder).read_bytes()
    (folder / "はじめに.txt").touch()
    archive = zipped(folder)
    assert archive.read_bytes() == first
    with zipfile.ZipFile(archive) as file:
        guide = file.getinfo(f"{folder.name}/はじめに.txt")
    assert guide.flag_bits & 0x800


@pytest.mark.slow
def test_the_commands_of_the_guide_run_in_the_carried_folder(folder: Path) -> None:
    """As somebody types them who has nothing but the folder; the samples have faults."""
    typed = re.findall(r"^sysaudit ([a-z].*)$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    codes = {}
    for line in typed:
        name, *given = line.replace("\\", "/").split()
        codes[name] = called(name, *given, folder=folder).returncode
    assert codes == {"validate": 1, "init": 0}
    assert (folder / "検証結果.xlsx").is_file()


def test_what_excel_left_behind_is_not_carried(folder: Path) -> None:
    """The samples hold such a file on purpose; on a PC it would be hidden and puzzling."""
    assert not list(folder.rglob("~$*"))
