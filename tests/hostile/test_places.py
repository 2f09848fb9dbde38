"""What a folder may hold beside workbooks, and what may happen to a file while it is read."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.hostile.case import sound
from tests.hostile.checked import BAD, beside_a_good_one, findings_of_bad
from tests.hostile.places import PLACES, Place, locked

from sysaudit.intake.folder import Source, sources_in
from sysaudit.intake.grid import open_workbook
from sysaudit.intake.limits import Limits
from sysaudit.intake.refusal import Reason, Refusal

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has none of these")

as_root = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.title)
def test_what_lies_in_a_folder_is_one_finding_or_none(tmp_path: Path, place: Place) -> None:
    """Nothing is waited for, and the good file beside it is read."""
    if (place.posix and os.name == "nt") or (place.put is locked and as_root):
        pytest.skip("Windows has none of these, and root may read all")
    name = place.name or BAD
    assert len(os.fsencode(name)) <= 255
    place.put(tmp_path / name)
    found = findings_of_bad(beside_a_good_one(tmp_path), name)
    assert [(each.code, each.address.file) for each in found] == (
        [(place.code, name)] if place.code else []
    )


@posix
def test_folders_that_link_to_each_other_end(tmp_path: Path) -> None:
    for one, other in (("a", "b"), ("b", "a")):
        (tmp_path / one).mkdir()
        (tmp_path / one / "to").symlink_to(tmp_path / other)
    (tmp_path / "a" / "x.xlsx").write_bytes(b"x")
    found = [each.address.file for each in beside_a_good_one(tmp_path).findings]
    assert found == ["a/x.xlsx", "b/to/x.xlsx"]


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


Happens = Callable[[Path], None]


def rewritten(data: bytes) -> Happens:
    """Somebody saves other bytes under the name."""

    def save(path: Path) -> None:
        with io.open(path, "wb") as file:  # noqa: UP020 - Path.open is not to be had
            file.write(data)

    return save


def forbidden(path: Path) -> None:
    """Somebody takes away the right to read, or has it open for himself alone."""
    raise PermissionError(13, "Permission denied", str(path))


@pytest.mark.parametrize(
    ("happens", "reason"),
    [
        (forbidden, Reason.UNREADABLE),
        (Path.unlink, Reason.UNREADABLE),
        (rewritten(b""), Reason.EMPTY),
        (rewritten(sound()[:500]), Reason.DAMAGED),
        (rewritten(sound() + bytes(60_000_000)), Reason.TOO_LARGE),
    ],
    ids=["forbidden", "vanishes", "emptied", "cut", "grows"],
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
