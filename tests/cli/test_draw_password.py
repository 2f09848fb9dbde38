"""`--password`: a result that is really encrypted."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from typing import Any

import msoffcrypto
import pytest
from tests.cli.drawings import drawn, drawn_in, fields_in, one_line, out_of, roster, verified
from tests.cli.sealing import SMALL, Sealed

SECRET = "ひみつ-Pass!2019"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small roster."""
    return roster(tmp_path_factory.mktemp("ward") / "台帳.xlsx", SMALL)


@pytest.fixture(scope="module")
def target(ward: Path) -> Path:
    """A locked result of it."""
    path = ward.with_name("監査対象.xlsx")
    done = drawn(ward, "--seed", "a", "-o", path, "--password", SYSAUDIT_PASSWORD=SECRET)
    assert done.returncode == 0, out_of(done)
    return path


def opened(path: Path, password: str) -> bytes:
    """The workbook within."""
    out = io.BytesIO()
    with path.open("rb") as file:
        office = msoffcrypto.OfficeFile(file)
        office.load_key(password=password, verify_password=True)
        office.decrypt(out)
    return out.getvalue()


def test_it_is_encrypted(target: Path) -> None:
    """An OLE file that holds nothing of the zip, nor of a name within."""
    data = target.read_bytes()
    assert data.startswith(OLE)
    assert not zipfile.is_zipfile(target)
    for plain in (b"PK\x03\x04", b"xl/worksheets", b"sharedStrings", "第A1課".encode()):
        assert plain not in data
    assert "第A1課".encode("utf-16-le") not in data


def test_it_opens_to_what_is_written_without(target: Path, ward: Path, tmp_path: Path) -> None:
    """With its password: byte by byte the workbook that is written without one."""
    plain = tmp_path / "plain.xlsx"
    drawn(ward, "--seed", "a", "-o", plain)
    assert opened(target, SECRET) == plain.read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_it_is_private_too(target: Path) -> None:
    """Mode 0600."""
    assert target.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("tongue", ["ja", "en"])
def test_verify_draw_with_the_password(target: Path, tongue: str) -> None:
    """It agrees, and the password is not printed."""
    done = verified(target, SYSAUDIT_PASSWORD=SECRET, SYSAUDIT_LANG=tongue)
    assert done.returncode == 0
    assert SECRET not in out_of(done)


def test_verify_draw_with_a_wrong_password(target: Path) -> None:
    """One line; neither password is printed."""
    done = verified(target, SYSAUDIT_PASSWORD="guess-1234")
    one_line(done, 2, "パスワードが違う")
    assert "guess-1234" not in out_of(done)


def test_verify_draw_without_a_password(target: Path) -> None:
    """Where there is no terminal to ask at: one line that names the variable."""
    for done in (verified(target), verified(target, SYSAUDIT_PASSWORD="")):
        one_line(done, 2, "SYSAUDIT_PASSWORD")


def test_a_new_password_needs_somebody_to_ask(ward: Path, tmp_path: Path) -> None:
    """Without a variable and without a terminal: one line, no file."""
    target = tmp_path / "a.xlsx"
    one_line(drawn(ward, "--seed", "a", "-o", target, "--password"), 2, "SYSAUDIT_PASSWORD")
    assert list(tmp_path.iterdir()) == []


def test_the_password_is_printed_nowhere(ward: Path, tmp_path: Path) -> None:
    """Not when the draw is made, with all that it can write."""
    done = drawn(
        *(ward, "--seed", "a", "-o", tmp_path / "a.xlsx", "--password", "--show"),
        *("--summary", tmp_path / "s.xlsx", "--leaves", tmp_path / "l.txt"),
        SYSAUDIT_PASSWORD=SECRET,
    )
    assert done.returncode == 0
    assert SECRET not in out_of(done)
    assert [p.name for p in tmp_path.iterdir() if SECRET.encode() in p.read_bytes()] == []


def test_a_prompt_asks_twice(ward: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Typed the same twice it locks; typed otherwise nothing is written."""
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    typed = iter(["abc", "abd", "abc", "abc"])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    target = tmp_path / "a.xlsx"
    one_line(drawn(ward, "--seed", "a", "-o", target, "--password"), 2, "2回")
    assert not target.exists()
    assert drawn(ward, "--seed", "a", "-o", target, "--password").returncode == 0
    assert zipfile.is_zipfile(io.BytesIO(opened(target, "abc")))


def test_a_locked_result_is_not_replaced_by_a_practice(target: Path, ward: Path) -> None:
    """Nobody knows what is in it."""
    before = target.read_bytes()
    one_line(drawn(ward, "--seed", "b", "-o", target), 2, "-o")
    assert target.read_bytes() == before


def test_a_sealed_draw_moved_and_verified_under_a_lock(tmp_path: Path) -> None:
    """--move keeps the lock and the password; the draw agrees with its shares."""
    sealed = Sealed(tmp_path).committed()
    key: dict[str, Any] = {"SYSAUDIT_PASSWORD": SECRET}
    assert sealed.draw("--password", **key).returncode == 0
    (tmp_path / "open.xlsx").write_bytes(opened(sealed.target, SECRET))
    code = str(drawn_in(tmp_path / "open.xlsx")[0]["課コード"])
    done = drawn("--move", code, "2019-10-16", "台風", "-o", sealed.target, **key)
    assert done.returncode == 0, out_of(done)
    assert sealed.target.read_bytes().startswith(OLE)
    shares = [each for r in ("witness", "secretariat") for each in ("--share", sealed.share(r))]
    assert sealed.verify(*shares, **key).returncode == 0
    assert fields_in(tmp_path / "open.xlsx")["抽選ID"] == "2019"
    assert SECRET.encode() not in sealed.record.read_bytes()


def test_a_redraw_keeps_the_locked_former(tmp_path: Path) -> None:
    """The former result stays beside, locked as it was."""
    sealed = Sealed(tmp_path).committed()
    assert sealed.draw("--password", SYSAUDIT_PASSWORD=SECRET).returncode == 0
    before = sealed.target.read_bytes()
    assert sealed.draw("--redraw", "試し", "--password", SYSAUDIT_PASSWORD="b").returncode == 0
    assert (tmp_path / "監査対象_旧1.xlsx").read_bytes() == before
