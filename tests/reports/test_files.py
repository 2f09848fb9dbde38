"""Files are written whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from sysaudit.errors import Misuse
from sysaudit.reports.files import replacing


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


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    """Any other failure to write names the reason."""
    (tmp_path / "file").write_text("")
    with pytest.raises(Misuse, match="cannot write"), replacing(tmp_path / "file" / "a.xlsx"):
        pass


def test_writing_nothing_is_told(tmp_path: Path) -> None:
    """A block that wrote no file has failed to write."""
    with pytest.raises(Misuse, match="cannot write"), replacing(tmp_path / "a.xlsx"):
        pass
