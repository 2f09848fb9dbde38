"""Files are written whole, or not at all."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

from sysaudit.errors import Misuse
from sysaudit.intake.folder import sources_in
from sysaudit.reports import files
from sysaudit.reports.files import LEFT_BEHIND, UNDER_WAY, move, replacing, write_privately


def test_success_puts_the_file_in_place(tmp_path: Path) -> None:
    """The temporary file is gone and missing folders are made."""
    path = tmp_path / "新しい" / "表.xlsx"
    with replacing(path) as temporary:
        assert temporary.parent == path.parent
        assert temporary.suffix == ".xlsx"
        temporary.write_bytes(b"whole")
    assert path.read_bytes() == b"whole"
    assert list(path.parent.iterdir()) == [path]


def write_half(path: Path, failure: type[BaseException]) -> None:
    with replacing(path) as temporary:
        temporary.write_bytes(b"ha")
        raise failure


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt, SystemExit])
def test_failure_leaves_the_former_file(tmp_path: Path, failure: type[BaseException]) -> None:
    """Half a file never takes the place of a whole one, not even when somebody presses Ctrl+C."""
    path = tmp_path / "表.xlsx"
    path.write_bytes(b"former")
    with pytest.raises(failure):
        write_half(path, failure)
    assert path.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_open_in_excel_is_told_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to replace an open file with PermissionError."""

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(Misuse) as caught, replacing(tmp_path / "表.xlsx") as temporary:
        temporary.write_bytes(b"whole")
    assert "Excelで開いている場合は閉じてください" in caught.value.text.ja
    assert "close it" in caught.value.text.en
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("folder", [False, True])
def test_what_a_virus_scanner_holds_is_moved_when_it_lets_go(
    folder: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows it opens what was just written; a folder of a hundred workbooks too."""
    new, place = tmp_path / "新", tmp_path / "表"
    new.mkdir() if folder else new.write_bytes(b"whole")
    held = [PermissionError(13, "held"), PermissionError(13, "held")]
    really = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if held:
            raise held.pop()
        return really(self, target)

    monkeypatch.setattr(files, "PATIENCE", (0.0, 0.0, 0.0))
    monkeypatch.setattr(Path, "replace", replace)
    move(new, place)
    assert list(tmp_path.iterdir()) == [place]


def test_patience_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that Excel holds open stays so, and is told."""
    tried: list[Path] = []

    def refuse(self: Path, target: Path) -> None:
        tried.append(self)
        raise PermissionError(13, "held")

    monkeypatch.setattr(files, "PATIENCE", (0.0, 0.0))
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        move(tmp_path / "a", tmp_path / "b")
    assert len(tried) == 3


def test_on_windows_the_rights_go_to_the_user_of_the_domain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A local account may have the same name, and the file would be that one's alone."""
    ran: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        ran.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setenv("USERDOMAIN", "MIHON")
    monkeypatch.setenv("USERNAME", "yamada")
    assert files._restrict_on_windows(tmp_path / "a.xlsx")
    monkeypatch.delenv("USERDOMAIN")
    assert files._restrict_on_windows(tmp_path / "a.xlsx")
    assert [command[-1] for command in ran] == ["MIHON\\yamada:F", "yamada:F"]
    monkeypatch.delenv("USERNAME")
    assert not files._restrict_on_windows(tmp_path / "a.xlsx")


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    """Any other failure to write names the reason."""
    (tmp_path / "file").write_text("")
    with pytest.raises(Misuse, match="cannot write"), replacing(tmp_path / "file" / "a.xlsx"):
        pass


def test_writing_nothing_is_told(tmp_path: Path) -> None:
    """A block that wrote no file has failed to write."""
    with pytest.raises(Misuse, match="cannot write"), replacing(tmp_path / "a.xlsx"):
        pass


def test_what_killed_runs_left_is_removed_and_never_read(tmp_path: Path) -> None:
    """Once it is old: a young one may be that of a run that is at work there."""
    old, young, folder = (tmp_path / f"{UNDER_WAY}{name}.xlsx" for name in ("a", "b", "c"))
    folder.mkdir()
    for path in (old, young, folder / "d.xlsx"):
        path.write_bytes(b"half")
    before = time.time() - LEFT_BEHIND - 60
    for path in (old, folder):
        os.utime(path, (before, before))
    assert sources_in([tmp_path]) == []
    with replacing(tmp_path / "表.xlsx") as temporary:
        temporary.write_bytes(b"whole")
    assert {path.name for path in tmp_path.iterdir()} == {"表.xlsx", young.name}


def test_a_name_as_long_as_the_disk_takes(tmp_path: Path) -> None:
    """The name of the temporary file is not longer."""
    path = tmp_path / f"{'あ' * 83}a.xlsx"
    assert len(os.fsencode(path.name)) == 255
    with replacing(path) as temporary:
        temporary.write_bytes(b"whole")
    assert path.read_bytes() == b"whole"


def test_it_is_on_the_disk_before_it_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a power cut could leave a name that stands for nothing."""
    path = tmp_path / "表.xlsx"
    seen: list[bool] = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.append(path.exists()))
    with replacing(path) as temporary:
        temporary.write_bytes(b"whole")
    assert seen == [False]


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_folders_made_for_a_confidential_file_are_private_too(tmp_path: Path) -> None:
    """Whatever the umask is; a folder that was there keeps its rights."""
    former = os.umask(0)
    try:
        write_privately(tmp_path / "a" / "b" / "c.xlsx", b"secret")
        with replacing(tmp_path / "open" / "d.xlsx") as temporary:
            temporary.write_bytes(b"open")
    finally:
        os.umask(former)
    rights = [oct((tmp_path / name).stat().st_mode & 0o777) for name in ("a", "a/b", "a/b/c.xlsx")]
    assert rights == ["0o700", "0o700", "0o600"]
    assert (tmp_path / "open").stat().st_mode & 0o777 == 0o777
