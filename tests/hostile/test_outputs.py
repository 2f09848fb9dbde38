"""Nothing that somebody typed comes alive, leads away or leaks, in any output of any command."""

from __future__ import annotations

import html
import json
import os
import re
from pathlib import Path

import pytest
from tests.cli.drawings import out_of
from tests.cli.running import called
from tests.cli.sealing import Sealed
from tests.hostile.outputs import CANARY, Made, made_in

from sysaudit.forms.system_list import SYSTEM_LIST
from sysaudit.reports import locking
from sysaudit.reports.file_names import LONGEST

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no files of such names")
SECRET = "合言葉-canary-5Pq"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Everything, once."""
    return made_in(tmp_path_factory.mktemp("evil"))


def test_every_command_came_to_its_end(made: Made) -> None:
    """With the exit code of findings, or one line; never unexpectedly."""
    codes = {name: done.returncode for name, done in made.runs.items()}
    assert {name: code for name, code in codes.items() if code not in (0, 1)} == {
        "missing": 2,
        "unwritable": 2,
        "wrong option": 2,
    }, [out_of(done) for done in made.runs.values() if done.returncode == 2]
    assert [name for name, done in made.runs.items() if "予期しない" in out_of(done)] == []
    assert [name for name, done in made.runs.items() if "Traceback" in out_of(done)] == []


def test_no_text_becomes_a_formula(made: Made) -> None:
    """Neither in a cell, nor in a rule for cells, nor as a name; quoted within one it is data."""
    found = []
    for name, part in made.parts():
        for formula in re.findall(
            r"<(?:f|formula|formula1|formula2|definedName)\b[^>]*>([^<]+)<", part
        ):
            bare = re.sub(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'!', "", html.unescape(formula))
            if re.search(r"evil|cmd|HYPERLINK\(\"http|\||calc", bare):
                found.append((name, formula))
    assert found == []


def test_no_link_leads_out(made: Made) -> None:
    """Ours lead to files in the folders given, by relative paths."""
    targets = [
        (name, html.unescape(target))
        for name, part in made.parts()
        if name.endswith(".rels")
        for target in re.findall(r'Target="([^"]*)"[^>]*TargetMode="External"', part)
    ]
    assert targets
    ours = re.compile(r"(\.\.[\\/])+(returned[\\/]|組織台帳\.xlsx)")
    assert [each for each in targets if not ours.match(each[1])] == []
    assert [name for name, _ in made.parts() if "externalLink" in name or "ddeLink" in name] == []


def test_names_make_no_paths(made: Made) -> None:
    """All stands where it was asked for, under names that every system takes."""
    top = {path.name for path in made.folder.iterdir()}
    assert top == {"returned", "previous", "組織台帳.xlsx", "out"}
    for folder in (made.folder / "out" / "返却").iterdir():
        assert len(folder.name) <= LONGEST
        assert not re.search(r'[\\/:*?"<>|\x00-\x1f\u202a-\u202e]', folder.name)
    assert len(list((made.folder / "out" / "返却").iterdir())) == 4
    forms = [
        path.name for name in ("配布", "配布2") for path in (made.folder / "out" / name).iterdir()
    ]
    assert forms
    assert [each for each in forms if re.search(r'[\\/:*?"<>|\x00-\x1f\u202a-\u202e]', each)] == []


def test_nothing_reaches_the_terminal_raw(made: Made) -> None:
    """No escapes, no marks that turn the direction, no line that we did not end."""
    for name, done in made.runs.items():
        shown = out_of(done).replace("\n", "").replace("\u3000", "")
        assert [f"{name}: {c!a}" for c in set(shown) if not c.isprintable()] == []


def test_mails_hold_no_marks_that_turn_the_direction(made: Made) -> None:
    """Nor escapes: they are pasted as they are."""
    mails = list((made.folder / "out" / "返却").rglob("*.txt"))
    assert len(mails) == 4
    for mail in mails:
        text = re.sub(r"[\ufeff\n\r\u3000]", "", mail.read_bytes().decode("utf-8"))
        assert [ascii(c) for c in set(text) if not c.isprintable()] == []


def test_of_a_row_only_the_cells_at_fault_leave_the_workbook(made: Made) -> None:
    """In the JSON, the saved round, the terminal and the mails; cells of no finding stay."""
    saved = json.loads((made.folder / "out" / "1.json").read_text("utf-8"))
    about = {
        word
        for each in saved["findings"]
        for word in re.findall(rf"{CANARY}\w+", json.dumps(each, ensure_ascii=False))
    }
    told = "".join(out_of(done) for done in made.runs.values())
    seen = set(re.findall(rf"{CANARY}\w+", told))
    rows = {word for word in about | seen if word.startswith(f"{CANARY}所管するシステム一覧")}
    assert rows
    keys = [column.key for column in SYSTEM_LIST.bare.columns]
    unfaulted = {f"{CANARY}所管するシステム一覧{keys.index(key)}" for key in ("purpose", "vendor")}
    assert not unfaulted & (about | seen)


def test_confidential_files_are_private_at_every_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Result, record and shares, and what is under way to them, whatever the umask."""
    modes: list[str] = []
    opened, synced = os.open, os.fsync

    def watched(*given: object, **more: object) -> int:
        handle: int = opened(*given, **more)  # type: ignore[arg-type]
        modes.append(oct(os.fstat(handle).st_mode & 0o777))
        return handle

    def seen(handle: int) -> None:
        modes.append(oct(os.fstat(handle).st_mode & 0o777))
        synced(handle)

    sealed = Sealed(tmp_path).committed()
    monkeypatch.setattr(os, "fsync", seen)
    monkeypatch.setattr(os, "open", watched)
    former = os.umask(0)
    try:
        assert sealed.draw("--password", SYSAUDIT_PASSWORD=SECRET).returncode == 0
    finally:
        os.umask(former)
    assert len(modes) >= 4
    assert set(modes) == {"0o600"}


def test_the_password_is_told_nowhere_though_the_encryption_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither in the complaint nor, with SYSAUDIT_DEBUG, in the traceback; nothing is on record."""
    sealed = Sealed(tmp_path).committed()
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def fail(content: bytes, password: str) -> bytes:
        assert password == SECRET
        raise RuntimeError("the cipher failed")

    monkeypatch.setattr(locking, "unlocked", fail)
    for debug in ("", "1"):
        done = sealed.draw("--password", SYSAUDIT_PASSWORD=SECRET, SYSAUDIT_DEBUG=debug)
        assert done.returncode == 2
        assert SECRET not in out_of(done)
        assert ("Traceback" in out_of(done)) == bool(debug)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_the_password_is_in_no_file_and_no_argument(tmp_path: Path) -> None:
    """Neither as it is nor in another encoding; there is no option that takes one."""
    sealed = Sealed(tmp_path).committed()
    assert sealed.draw("--password", SYSAUDIT_PASSWORD=SECRET).returncode == 0
    for path in tmp_path.iterdir():
        for encoding in ("utf-8", "utf-16-le", "cp932"):
            assert SECRET.encode(encoding) not in path.read_bytes()
    refused = called("draw-audits", "--password", SECRET)
    assert refused.returncode == 2
