"""`sysaudit validate --return-to`, from its arguments to its exit code."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.building import WardModel
from tests.cli.conftest import EDITS, Ward
from tests.cli.running import Done, called, started

MAIL = "メール文.txt"
FOREIGN = "sysaudit が書いたものでないファイルがある"
ABSENT = "1305 absent"


def returning(ward: Ward, folder: Path, *more: str | Path, **changed: str) -> Done:
    """A run that writes what goes back."""
    given = (ward.returned, "--roster", ward.roster, "--return-to", folder)
    return called("validate", *given, *more, folder=None, **changed)


def ward_of(folder: Path, *edits: str) -> Ward:
    """A ward of its own."""
    return Ward(*WardModel().edited(edits).write(folder))


def told_by(done: Done) -> list[str]:
    """The lines of the standard error output."""
    return done.stderr.decode().splitlines()


def test_the_exit_code_follows_the_findings(messy: Ward, clean: Ward, tmp_path: Path) -> None:
    """As without --return-to: 1 on an error, 0 where it is asked never to fail or all is clean."""
    assert returning(messy, tmp_path / "a").returncode == 1
    assert returning(messy, tmp_path / "b", "--fail-on", "never").returncode == 0
    assert returning(clean, tmp_path / "c").returncode == 0


def test_the_findings_are_printed_as_without_it(messy: Ward, tmp_path: Path) -> None:
    """The standard output is the same, byte for byte; what was written is told on the other."""
    alone = called("validate", messy.returned, "--roster", messy.roster)
    done = returning(messy, tmp_path / "返送")
    assert done.stdout == alone.stdout
    assert told_by(done) == [
        f"課に返すものを {tmp_path / '返送'} に書きました"
        "（印を付けた写し1件、確認事項の一覧0件、提出のお願い0課）。"
    ]


def test_in_english(messy: Ward, tmp_path: Path) -> None:
    """The terminal speaks English; what the divisions read stays Japanese."""
    done = returning(messy, tmp_path / "back", SYSAUDIT_LANG="en")
    assert told_by(done) == [
        f"What goes back is in {tmp_path / 'back'} (1 marked copies, 0 slips, 0 reminders)."
    ]
    mail = (tmp_path / "back" / "1304_課税課" / MAIL).read_text(encoding="utf-8-sig")
    assert mail.startswith("件名: 【修正のお願い】")


def test_json_stays_one_document(messy: Ward, tmp_path: Path) -> None:
    """Nothing of what was written is mixed into it, in a process of its own too."""
    given = ("validate", messy.returned, "--roster", messy.roster, "--format", "json")
    alone = started(*given)
    done = started(*given, "--return-to", tmp_path / "返送")
    assert done.stdout == alone.stdout
    assert json.loads(done.stdout)["summary"]["errors"] == 1
    assert len(told_by(done)) == 1


def test_the_folder_of_the_earlier_run_is_kept_and_told(messy: Ward, tmp_path: Path) -> None:
    """In both languages, before the line on the new one."""
    folder = tmp_path / "返送"
    done = [returning(messy, folder, SYSAUDIT_LANG=tongue) for tongue in ("ja", "ja", "en")]
    assert told_by(done[1])[0] == f"前に書いたフォルダーは {folder}_旧1 として残しました。"
    assert told_by(done[2])[0] == f"the folder of the earlier run was kept as {folder}_旧2"
    assert {each.returncode for each in done} == {1}


def test_a_clean_ward_leaves_an_empty_folder(clean: Ward, tmp_path: Path) -> None:
    """Nothing goes back, and the line says so."""
    done = returning(clean, tmp_path / "返送")
    assert list((tmp_path / "返送").iterdir()) == []
    assert "写し0件" in told_by(done)[0]


def test_files_of_nobody_are_named(tmp_path: Path) -> None:
    """They go back to nobody, and somebody has to find out whose they are."""
    ward = ward_of(tmp_path, "1304 bytes 00", "1304 file 写真.xlsx")
    ja = told_by(returning(ward, tmp_path / "返送"))
    assert "確かでない" in ja[-1]
    assert ja[-1].endswith("写真.xlsx")
    en = told_by(returning(ward, tmp_path / "返送", SYSAUDIT_LANG="en"))
    assert en[-1].endswith("写真.xlsx")


def test_reminders_are_counted(tmp_path: Path) -> None:
    """A division that returned nothing has a folder with a mail alone."""
    ward = ward_of(tmp_path, *EDITS, ABSENT)
    done = returning(ward, tmp_path / "返送")
    assert "提出のお願い1課" in told_by(done)[0]
    assert [path.name for path in (tmp_path / "返送" / "1305_納税課").iterdir()] == [MAIL]


def test_with_report_and_baseline_in_one_run(messy: Ward, tmp_path: Path) -> None:
    """Each is told on a line of its own, and the mail counts what was mended."""
    both = ward_of(
        tmp_path, EDITS[0], "1304 所管するシステム一覧!{停止時の影響}2 =", "1304 file 1304.xlsx"
    )
    before, report = tmp_path / "前回.json", tmp_path / "検証結果.xlsx"
    before.write_bytes(called("validate", both.returned, "--format", "json").stdout)
    done = returning(messy, tmp_path / "返送", "--baseline", before, "--report", report)
    assert done.returncode == 1
    assert [line.partition(" ")[0] for line in told_by(done)] == ["検証結果を", "課に返すものを"]
    mail = (tmp_path / "返送" / "1304_課税課" / MAIL).read_text(encoding="utf-8-sig")
    assert "・前回から直ったところ: 1件\n" in mail


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["RETURNED", "--return-to"], "--return-to の後に値"),
        (["RETURNED", "--return-to", "INSIDE"], "の中にあります"),
        (["RETURNED", "--return-to", "RETURNED"], "の中にあります"),
        (["RETURNED", "--return-to", "FILE"], FOREIGN),
        (["RETURNED", "--return-to", "FOREIGN"], FOREIGN),
        (["RETURNED", "--previous", "FOREIGN", "--return-to", "BELOW"], "の中にあります"),
        (["RETURNED", "--return-to", "."], "今いるフォルダー"),
        (["RETURNED", "--return-to", "BACK", "--report", "REPORT"], "の中にあります"),
    ],
)
def test_exit_2_on_a_misuse(clean: Ward, tmp_path: Path, arguments: list[str], told: str) -> None:
    """One line on the standard error output, nothing on the other, and nothing was written."""
    work = tmp_path / "空"
    work.mkdir()
    (tmp_path / "他").mkdir()
    (tmp_path / "他" / "メモ.txt").touch()
    named = {
        "RETURNED": clean.returned,
        "INSIDE": clean.returned / "返送",
        "FILE": tmp_path / "他" / "メモ.txt",
        "FOREIGN": tmp_path / "他",
        "BELOW": tmp_path / "他" / "返送",
        "BACK": tmp_path / "返送",
        "REPORT": tmp_path / "返送" / "検証結果.xlsx",
    }
    before = sorted(tmp_path.rglob("*")), sorted(clean.returned.rglob("*"))
    for tongue in ("ja", "en"):
        replaced = [str(named.get(each, each)) for each in arguments]
        done = called("validate", *replaced, folder=work, SYSAUDIT_LANG=tongue)
        assert (done.returncode, done.stdout) == (2, b"")
        assert len(told_by(done)) == 1
        if tongue == "ja":
            assert told in told_by(done)[0]
        else:
            assert told_by(done)[0].isascii() or "/" in told_by(done)[0]
    assert (sorted(tmp_path.rglob("*")), sorted(clean.returned.rglob("*"))) == before


def test_findings_are_printed_although_nothing_can_be_written(messy: Ward, tmp_path: Path) -> None:
    """A place that is none: the findings, one line why, exit 2 whatever they are."""
    (tmp_path / "file").touch()
    done = returning(messy, tmp_path / "file" / "返送", "--fail-on", "never")
    assert done.returncode == 2
    assert "約20人" in done.stdout.decode()
    (line,) = told_by(done)
    assert "書き込めません" in line


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="root writes everywhere",
)
def test_a_parent_folder_that_is_read_only(messy: Ward, tmp_path: Path) -> None:
    """A share without the right to write: the findings, one line why, exit 2."""
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    done = returning(messy, locked / "返送")
    assert done.returncode == 2
    assert "約20人" in done.stdout.decode()
    (line,) = told_by(done)
    assert "書き込む権限" in line


def test_json_is_whole_although_nothing_can_be_written(messy: Ward, tmp_path: Path) -> None:
    """A script that reads it gets the findings; the exit code says that something went wrong."""
    (tmp_path / "file").touch()
    done = returning(messy, tmp_path / "file" / "返送", "--format", "json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["summary"]["errors"] == 1


def test_returned_files_are_left_as_they_are(messy: Ward, tmp_path: Path) -> None:
    """Neither bytes, nor times, nor names in the folder of returned files change."""

    def state() -> dict[Path, tuple[bytes, int]]:
        files = sorted(messy.returned.rglob("*"))
        return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}

    before = state()
    for _ in range(2):
        returning(messy, tmp_path / "返送")
    assert state() == before


def test_nothing_is_left_beside_the_folder(messy: Ward, tmp_path: Path) -> None:
    """No staging folder, no temporary file."""
    returning(messy, tmp_path / "返送")
    assert [path.name for path in tmp_path.iterdir()] == ["返送"]


def test_what_went_back_can_be_validated_again(messy: Ward, tmp_path: Path) -> None:
    """A copy that comes back unmended has the findings that it went out with, and no others."""
    first = called("validate", messy.returned, "--format", "json")
    returning(messy, tmp_path / "返送")
    (copy,) = (tmp_path / "返送").rglob("*.xlsx")
    again = called("validate", copy, "--format", "json")
    codes = [
        [
            finding["id"]
            for finding in json.loads(done.stdout)["findings"]
            if finding["division_code"] == "1304" and finding["severity"] != "info"
        ]
        for done in (first, again)
    ]
    assert codes[0]
    assert codes[0] == codes[1]
