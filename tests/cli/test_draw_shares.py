"""Shares, their files, and the receipt."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from tests.cli.drawings import one_line, out_of
from tests.cli.sealing import Sealed

from sysaudit.draw import ROLES, commitment

HASH = re.compile(r"[0-9a-f]{64}")
DIGITS = "ab" * 32
POSIX = pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")


@pytest.fixture
def sealed(tmp_path: Path) -> Sealed:
    """A ward with a plan and both commitments."""
    return Sealed(tmp_path).committed()


@POSIX
def test_owners_alone_can_read_what_is_secret(tmp_path: Path) -> None:
    """Shares, result and state file have the mode 0600, whatever the umask is."""
    former = os.umask(0)
    try:
        sealed = Sealed(tmp_path).committed(fresh=True)
        sealed.draw()
    finally:
        os.umask(former)
    private = (sealed.target, sealed.record, *map(sealed.share, ROLES))
    assert [oct(path.stat().st_mode & 0o777) for path in private] == ["0o600"] * 4


def test_a_share_is_what_was_committed_to(sealed: Sealed) -> None:
    """The file holds role, draw id and 64 digits; their hash is the commitment."""
    for role, event in zip(ROLES, sealed.events[1:], strict=True):
        told = dict(line.split(": ") for line in sealed.share(role).read_text("utf-8").splitlines())
        assert (told["role"], told["draw_id"]) == (role, "2019")
        assert commitment("2019", role, told["share"]) == event["commitment"]


def test_the_two_shares_differ(sealed: Sealed, tmp_path: Path) -> None:
    """Nor are those of two draws the same."""
    other = tmp_path / "other"
    other.mkdir()
    wards = (sealed, Sealed(other).committed(fresh=True))
    shares = {HASH.findall(each.share(r).read_text("utf-8"))[0] for each in wards for r in ROLES}
    assert len(shares) == 4


def test_a_share_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    """Nor is the commitment then on record."""
    sealed = Sealed(tmp_path)
    sealed.plan()
    for path in (sealed.share("witness"), tmp_path / "b.txt"):
        path.write_text("mine", "utf-8")
        one_line(sealed.commit("witness", "--share", path), 2, path.name)
        assert path.read_text("utf-8") == "mine"
    assert len(sealed.events) == 1


def test_a_share_may_be_put_elsewhere(tmp_path: Path) -> None:
    """--share with --commit says where to; that file is told on the terminal."""
    sealed = Sealed(tmp_path)
    sealed.plan()
    path = tmp_path / "USB" / "立会人.txt"
    done = sealed.commit("witness", "--share", path)
    assert done.returncode == 0
    assert str(path) in done.stderr.decode()
    assert HASH.search(path.read_text("utf-8"))


def test_two_places_for_one_share_are_refused(tmp_path: Path) -> None:
    """One line, and neither file is made."""
    sealed = Sealed(tmp_path)
    sealed.plan()
    done = sealed.commit("witness", "--share", tmp_path / "a", "--share", tmp_path / "b")
    one_line(done, 2, "--share")
    assert not (tmp_path / "a").exists()


def test_shares_may_stand_in_any_order(sealed: Sealed) -> None:
    """The role is in the file, not in the place on the command line."""
    assert sealed.draw(shares=tuple(sealed.share(role) for role in reversed(ROLES))).returncode == 0
    assert (
        sealed.verify(
            "--share", sealed.share("witness"), "--share", sealed.share("secretariat")
        ).returncode
        == 0
    )


def test_what_is_no_share_is_refused(sealed: Sealed) -> None:
    """The roster, the record, a file that is not there, a folder, an empty file."""
    empty = sealed.folder / "empty.txt"
    empty.write_bytes(b"")
    for path in (sealed.roster, sealed.record, Path("nowhere.txt"), sealed.folder, empty):
        one_line(sealed.draw(shares=(sealed.share("witness"), path)), 2, path.name, "--commit")
    assert not sealed.target.exists()


def test_the_wrong_share_is_refused(sealed: Sealed) -> None:
    """One digit changed: it is not what was committed to; nor is a share of 63 digits one."""
    path = sealed.share("witness")
    text = path.read_text("utf-8")
    last = text.rstrip()[-1]
    path.write_text(text.rstrip()[:-1] + ("0" if last != "0" else "1") + "\n", "utf-8")
    one_line(sealed.draw(), 2, "立会人", "コミットメントと合いません")
    path.write_text(text.rstrip()[:-1] + "\n", "utf-8")
    one_line(sealed.draw(), 2, "64")
    assert not sealed.target.exists()


def test_a_share_of_another_draw_is_refused(sealed: Sealed) -> None:
    """The message names both draws."""
    path = sealed.share("witness")
    path.write_text(path.read_text("utf-8").replace("2019", "2018"), "utf-8")
    one_line(sealed.draw(), 2, "2018", "2019")


def test_two_shares_of_one_role_are_refused(sealed: Sealed) -> None:
    """The witness's own twice is not two shares."""
    one_line(sealed.draw(shares=(sealed.share("witness"),) * 2), 2, "立会人", "2つ")


def test_one_share_alone_asks_for_the_other(sealed: Sealed) -> None:
    """Without a terminal to ask at, that is one line."""
    one_line(sealed.draw(shares=(sealed.share("witness"),)), 2, "--share")
    one_line(sealed.draw(shares=(Path("-"),)), 2, "--share")


@pytest.mark.parametrize("given", [DIGITS, DIGITS.upper(), f" {DIGITS}"])
def test_a_share_itself_is_refused_without_repeating_it(sealed: Sealed, given: str) -> None:
    """64 digits where a file belongs: drawing with it, the terminal does not keep it."""
    done = sealed.draw(shares=(Path(given), sealed.share("witness")))
    one_line(done, 2)
    assert DIGITS not in out_of(done).lower()


def test_a_share_itself_is_refused_by_verify_draw(sealed: Sealed) -> None:
    """The same there."""
    sealed.draw()
    done = sealed.verify("--share", DIGITS, "--share", sealed.share("witness"))
    one_line(done, 2)
    assert DIGITS not in out_of(done)


def test_a_share_itself_is_no_name_for_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --commit: no file is called by 64 digits, and they are not repeated."""
    monkeypatch.chdir(tmp_path)
    sealed = Sealed(tmp_path)
    sealed.plan()
    done = sealed.commit("witness", "--share", DIGITS)
    assert DIGITS not in sealed.names
    assert DIGITS not in out_of(done)
    one_line(done, 2)


def test_the_receipt_is_printed_with_the_second_commitment(tmp_path: Path) -> None:
    """Draw id, plan and both commitments, as they are on record; then it is in a file."""
    sealed = Sealed(tmp_path)
    sealed.plan()
    first = sealed.commit("witness")
    assert not sealed.receipt.exists()
    assert len(HASH.findall(first.stdout.decode())) == 1
    second = sealed.commit("secretariat").stdout.decode()
    text = sealed.receipt.read_text("utf-8")
    assert second.endswith(text)
    told = {event["event"] + event.get("role", ""): event for event in sealed.events}
    assert "抽選ID / draw id: 2019\n" in text
    assert f"計画 / plan: {told['plan']['plan']}\n" in text
    for role, name in zip(ROLES, ("事務局", "立会人"), strict=True):
        assert f"{name} / {role}: {told['commit' + role]['commitment']}\n" in text


def test_the_receipt_holds_no_share(sealed: Sealed) -> None:
    """It may lie on a desk."""
    text = sealed.receipt.read_text("utf-8")
    assert [r for r in ROLES if HASH.findall(sealed.share(r).read_text("utf-8"))[0] in text] == []


def test_the_receipt_of_another_round_is_told(sealed: Sealed) -> None:
    """verify-draw --receipt names the fields that differ, and their cells."""
    sealed.draw()
    text = sealed.receipt.read_text("utf-8")
    plan = sealed.events[0]["plan"]
    other = sealed.folder / "other.txt"
    other.write_text(text.replace(plan, "0" * 64), "utf-8")
    done = sealed.verify("--receipt", other)
    assert done.returncode == 1
    told = r"検証!B\d+  結果の内容による計画の SHA-256が、控えと違います。"
    assert re.search(told, done.stdout.decode())


def test_a_receipt_typed_off_paper_is_read(sealed: Sealed) -> None:
    """Capital digits, a full-width colon, one of the two languages of a label."""
    sealed.draw()
    lines = sealed.receipt.read_text("utf-8").splitlines()
    typed = [
        line.replace(": ", "： ").upper().replace("抽選ID / DRAW ID", "抽選ID") for line in lines
    ]
    typed = [line.replace(" / PLAN", "").replace(" / SECRETARIAT", "") for line in typed]
    path = sealed.folder / "typed.txt"
    path.write_text("\n".join(line.replace(" / WITNESS", "") for line in typed), "utf-8")
    assert sealed.verify("--receipt", path).returncode == 0


def test_what_is_no_receipt_is_refused(sealed: Sealed) -> None:
    """A missing file, and one without its lines."""
    sealed.draw()
    for path in (Path("nowhere.txt"), sealed.share("witness"), sealed.roster):
        one_line(sealed.verify("--receipt", path), 2)
