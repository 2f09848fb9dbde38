"""What the system gives as a reason, in the words of who reads it."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from sysaudit import system_errors
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.intake.content import content_of
from sysaudit.intake.refusal import Refused
from sysaudit.reports.files import staging
from sysaudit.system_errors import reason_of


def failure(number: int, name: str = "表.xlsx") -> OSError:
    """As the system raises it."""
    return OSError(number, "in English", name)


@pytest.mark.parametrize("number", [errno.ENAMETOOLONG, errno.EINVAL, errno.EACCES, errno.ENOSPC])
def test_common_reasons_are_told_in_japanese(number: int) -> None:
    """A name that is too long or has a ``?`` in it too, which C tells in English on Windows."""
    assert reason_of(failure(number)).ja.isascii() is False
    assert reason_of(failure(number)).en.isascii()


def test_windows_tells_a_path_that_is_too_long_as_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """To say so sends people looking for a folder that is there."""
    monkeypatch.setattr(system_errors, "LONGEST_PATH", 247)
    missing = FileNotFoundError(errno.ENOENT, "No such file", f"/調査/{'課' * 300}/表.xlsx")
    reason = reason_of(missing)
    assert reason.ja == "パスが311文字あり、長すぎます"
    assert reason.en == "a path of 311 characters is too long"
    assert reason_of(failure(errno.ENOENT)).ja == "ファイルまたはフォルダーがありません"


def test_elsewhere_a_long_path_that_is_missing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """No other system takes the one for the other."""
    monkeypatch.setattr(system_errors, "LONGEST_PATH", None)
    missing = FileNotFoundError(errno.ENOENT, "No such file", f"/調査/{'課' * 300}/表.xlsx")
    assert reason_of(missing) == reason_of(failure(errno.ENOENT))


def test_a_file_in_a_new_folder_whose_path_is_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder that was to be written is named, and its place is what to look at."""
    monkeypatch.setattr(system_errors, "LONGEST_PATH", 1)

    def write_below() -> None:
        with staging(tmp_path, tmp_path / "返却") as folder:
            (folder / "ない" / "長い名前.xlsx").write_bytes(b"")

    with pytest.raises(Misuse, match=r"返却 .*too long") as caught:
        write_below()
    assert "長すぎます" in caught.value.text.ja
    assert "場所" in caught.value.text.ja


def test_a_file_that_cannot_be_read_says_why_in_japanese(tmp_path: Path) -> None:
    """The finding on it is read by people of the office."""
    with pytest.raises(Refused) as caught:
        content_of(tmp_path / ("長" * 300), 1)
    assert caught.value.refusal.detail == Text("名前が長すぎます", "the name is too long")
