"""`sysaudit validate --baseline`, from one round's output to the next."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from tests.building import WardModel
from tests.cli.conftest import EDITS, Ward
from tests.cli.running import called


def saved(folder: Path, ward: Ward) -> Path:
    """A round's JSON in a file, as `>` would have put it there."""
    done = called("validate", ward.returned, "--roster", ward.roster, "--format", "json")
    path = folder / "前回.json"
    path.write_bytes(done.stdout)
    return path


def test_mended_in_the_next_round(clean: Ward, messy: Ward, tmp_path: Path) -> None:
    """The exit code follows this round's findings alone."""
    before = saved(tmp_path, messy)
    done = called("validate", clean.returned, "--roster", clean.roster, "--baseline", before)
    told = done.stdout.decode()
    assert done.returncode == 0
    assert "エラー 1→0件" in told
    assert "直った課: 1304 課税課 1件" in told


def test_still_there(messy: Ward, tmp_path: Path) -> None:
    """Text, JSON and workbook tell it."""
    before, report = saved(tmp_path, messy), tmp_path / "検証結果.xlsx"
    arguments = ("validate", messy.returned, "--roster", messy.roster, "--baseline", before)
    done = called(*arguments, "--report", report)
    assert done.returncode == 1
    assert "  エラー  まだ    C09" in done.stdout.decode()
    assert openpyxl.load_workbook(report)["指摘一覧"]["C2"].value == "まだ"
    told = json.loads(called(*arguments, "--format", "json").stdout)
    assert {finding["state"] for finding in told["findings"]} == {"still"}
    assert (told["mended"], told["unchecked"], len(told["rounds"])) == ([], [], 2)


def test_a_baseline_in_the_folder_of_returns_is_no_return(tmp_path: Path) -> None:
    """It is left out, as the report is."""
    ward = Ward(*WardModel().edited(EDITS).write(tmp_path))
    before = saved(ward.returned, ward)
    told = called("validate", ward.returned, "--baseline", before, "--format", "json").stdout
    assert json.loads(told)["summary"]["files"] == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "ファイルまたはフォルダーがありません"),
        ("", "ファイルが空です"),
        ("検証結果", "JSON として読めません"),
        ("{}", "検証結果の JSON ではありません"),
    ],
)
def test_exit_2_where_it_is_no_round(
    clean: Ward, tmp_path: Path, content: str | None, told: str
) -> None:
    """One line on the standard error output, nothing on the other, and no report."""
    path, report = tmp_path / "前回.json", tmp_path / "検証結果.xlsx"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    done = called("validate", clean.returned, "--baseline", path, "--report", report)
    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1
    assert not report.exists()


def test_exit_2_on_another_fiscal_year(clean: Ward, tmp_path: Path) -> None:
    """Last year's round is --previous, not --baseline."""
    before = tmp_path / "前年.json"
    arguments = ("validate", clean.returned, "--year", "2018", "--format", "json")
    before.write_bytes(called(*arguments).stdout)
    done = called("validate", clean.returned, "--year", "2019", "--baseline", before)
    assert done.returncode == 2
    assert "前回の結果は2018年度のもの" in done.stderr.decode()


def test_kept_result_is_what_json_prints(messy: Ward, tmp_path: Path) -> None:
    """--save writes, beside what is printed, the very JSON of --format json."""
    kept = tmp_path / "1回目.json"
    done = called("validate", messy.returned, "--save", kept)
    printed = called("validate", messy.returned, "--format", "json")
    assert (done.returncode, kept.read_bytes()) == (1, printed.stdout)
    assert "--baseline" in done.stderr.decode()


def test_kept_result_may_replace_the_round_it_was_compared_with(
    messy: Ward, tmp_path: Path
) -> None:
    """The chain goes on in one file: it is read before it is written."""
    kept = tmp_path / "結果.json"
    rounds = []
    compared: tuple[str | Path, ...] = ("--baseline", kept)
    for more in ((), compared, compared):
        called("validate", messy.returned, "--save", kept, *more)
        rounds.append(len(json.loads(kept.read_text(encoding="utf-8"))["rounds"]))
    assert rounds == [1, 2, 3]


def test_kept_result_never_replaces_another_file(messy: Ward, tmp_path: Path) -> None:
    """Something else of that name stays as it is."""
    other = tmp_path / "設定.json"
    other.write_text('{"大事": 1}', encoding="utf-8")
    done = called("validate", messy.returned, "--save", other)
    assert done.returncode == 2
    assert "--save に別の名前" in done.stderr.decode()
    assert other.read_text(encoding="utf-8") == '{"大事": 1}'
