"""What a folder may hold beside workbooks, and what may happen to a file while it is read."""

from __future__ import annotations

import io
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.hostile.case import sound
from tests.hostile.checked import BAD, beside_a_good_one, findings_of_bad

from sysaudit.intake.folder import Source, sources_in
from sysaudit.intake.grid import open_workbook
from sysaudit.intake.limits import Limits
from sysaudit.intake.refusal import Reason, Refusal

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has none of these")

CANNOT_BE_READ = "F09"


def codes(folder: Path, name: str = BAD) -> list[str]:
    """The codes of the findings on the file that stands in the folder already."""
    return [each.code for each in findings_of_bad(beside_a_good_one(folder), name)]


@posix
def test_a_named_pipe_is_one_finding_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / BAD)
    assert codes(tmp_path) == [CANNOT_BE_READ]


@posix
@pytest.mark.parametrize("target", [BAD, "nowhere.xlsx"])
def test_a_link_to_itself_or_to_nothing_is_one_finding(tmp_path: Path, target: str) -> None:
    (tmp_path / BAD).symlink_to(target)
    assert codes(tmp_path) == [CANNOT_BE_READ]


@posix
def test_a_link_to_what_never_ends_is_one_finding(tmp_path: Path) -> None:
    (tmp_path / BAD).symlink_to("/dev/zero")
    assert codes(tmp_path) == [CANNOT_BE_READ]


@posix
def test_folders_that_link_to_each_other_end(tmp_path: Path) -> None:
    for one, other in (("a", "b"), ("b", "a")):
        (tmp_path / one).mkdir()
        (tmp_path / one / "to").symlink_to(tmp_path / other)
    (tmp_path / "a" / "x.xlsx").write_bytes(b"x")
    found = [each.address.file for each in beside_a_good_one(tmp_path).findings]
    assert found == ["a/x.xlsx", "b/to/x.xlsx"]


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_without_permission_is_one_finding(tmp_path: Path) -> None:
    (tmp_path / BAD).write_bytes(sound())
    (tmp_path / BAD).chmod(0)
    assert codes(tmp_path) == [CANNOT_BE_READ]


def test_a_file_that_cannot_even_be_asked_for_its_kind_is_a_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder may be listed and yet not be entered: ``is_dir`` raises."""
    (tmp_path / BAD).write_bytes(b"x")
    real = Path.is_dir

    def is_dir(path: Path) -> bool:
        if path.name == BAD:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "is_dir", is_dir)
    assert [source.name for source in sources_in([tmp_path])] == [BAD]


def test_a_folder_called_like_a_workbook_is_one_finding(tmp_path: Path) -> None:
    (tmp_path / BAD).mkdir()
    assert codes(tmp_path) == ["F10"]


@pytest.mark.parametrize("name", [f"~${BAD}", "Thumbs.db", "desktop.ini", ".DS_Store"])
def test_what_systems_leave_behind_is_no_finding(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x05user")
    assert codes(tmp_path) == []


@posix
@pytest.mark.parametrize(
    "name",
    [
        unicodedata.normalize("NFD", "システム調査票_1305_ガバナンス課.xlsx"),
        os.fsdecode("システム調査票_1305_納税課.xlsx".encode("cp932")),
        f"{'あ' * 82}_1.xlsx",
        "CON.xlsx",
        "nul",
        "COM1.xlsx",
        "a:b?.xlsx",
        "line\nbreak.xlsx",
        "-rf.xlsx",
        "[red]x.xlsx",
        "{given}.xlsx",
    ],
    ids=ascii,
)
def test_a_file_of_any_name_is_one_finding_under_that_name(tmp_path: Path, name: str) -> None:
    assert len(os.fsencode(name)) <= 255
    validation = beside_a_good_one(tmp_path, b"", name)
    found = findings_of_bad(validation, name)
    assert [(each.code, each.address.file) for each in found] == [("F01", name)]


@posix
@pytest.mark.parametrize(
    "name",
    [
        unicodedata.normalize("NFD", "システム調査票_1305_ガバナンス課.xlsx"),
        os.fsdecode("システム調査票_1305_納税課.xlsx".encode("cp932")),
    ],
    ids=ascii,
)
def test_a_clean_return_of_a_mangled_name_is_clean(tmp_path: Path, name: str) -> None:
    assert findings_of_bad(beside_a_good_one(tmp_path, sound(), name), name) == []


Happens = Callable[[Path], None]


def rewritten(data: bytes) -> Happens:
    """Somebody saves other bytes under the name."""

    def save(path: Path) -> None:
        with io.open(path, "wb") as file:  # noqa: UP020 - Path.open is not to be had
            file.write(data)

    return save


@pytest.mark.parametrize(
    ("happens", "reason"),
    [
        (Path.unlink, Reason.UNREADABLE),
        (rewritten(b""), Reason.EMPTY),
        (rewritten(sound()[:500]), Reason.DAMAGED),
        (rewritten(sound() + bytes(60_000_000)), Reason.TOO_LARGE),
    ],
    ids=["vanishes", "emptied", "cut", "grows"],
)
def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, happens: Happens, reason: Reason
) -> None:
    """It was asked for its size before."""
    path = tmp_path / BAD
    path.write_bytes(sound())

    def opened(self: Path, mode: str) -> object:
        happens(self)
        return io.open(self, mode)  # noqa: UP020

    monkeypatch.setattr(Path, "open", opened)
    refused = open_workbook(Source(path, BAD), Limits(), lambda _: False)
    assert isinstance(refused, Refusal)
    assert refused.reason is reason
