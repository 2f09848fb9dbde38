"""`sysaudit validate`, from its arguments to its exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
from tests.building import WardModel
from tests.cli.conftest import Ward
from tests.cli.running import PROGRAM, called, environment, started


def test_exit_0_where_nothing_is_wrong(clean: Ward) -> None:
    """A clean ward: exit code 0, and the output says so."""
    done = started("validate", clean.returned, "--roster", clean.roster)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "直すところはありません。" in done.stdout.decode()


def test_exit_1_on_an_error(messy: Ward) -> None:
    """An error: exit code 1, with its address, what stands there and how to put it right."""
    done = started("validate", messy.returned, "--roster", messy.roster)
    assert done.returncode == 1
    assert "約20人" in done.stdout.decode()
    assert "直し方: " in done.stdout.decode()


@pytest.mark.parametrize(
    ("ward", "fail_on", "code"),
    [
        ("messy", "never", 0),
        ("messy", "info", 1),
        ("clean", "info", 0),
        ("clean", "warning", 0),
    ],
)
def test_fail_on(ward: str, fail_on: str, code: int, request: pytest.FixtureRequest) -> None:
    """The exit code follows --fail-on."""
    told: Ward = request.getfixturevalue(ward)
    assert called("validate", told.returned, "--fail-on", fail_on).returncode == code


def test_options_stand_before_or_after(clean: Ward) -> None:
    """The order of options and paths does not matter."""
    before = called("validate", "--roster", clean.roster, "--jobs", "1", clean.returned)
    after = called("validate", clean.returned, "--jobs", "1", "--roster", clean.roster)
    assert (
        (before.returncode, before.stdout)
        == (after.returncode, after.stdout)
        == (
            0,
            after.stdout,
        )
    )


@pytest.mark.parametrize("day", ["2019-07-01", "R1.7.1", "令和元年7月1日"])
def test_as_of_takes_western_and_era_dates(clean: Ward, day: str) -> None:
    """The clock is printed."""
    done = called("validate", clean.returned, "--as-of", day)
    assert "判定日 2019-07-01" in done.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere"], "nowhere がありません"),
        (["RETURNED", "--roster", "nowhere.xlsx"], "nowhere.xlsx はファイルではありません"),
        (["RETURNED", "--config", "nowhere.toml"], "nowhere.toml"),
        (["RETURNED", "--previous", "nowhere"], "nowhere がありません"),
        (["RETURNED", "--as-of", "13/45"], "--as-of"),
        (["RETURNED", "--as-of", "31.4.26"], "--as-of"),
        (["RETURNED", "--year", "x"], "--year"),
        (["RETURNED", "--jobs", "-1"], "--jobs"),
        (["RETURNED", "--format", "xml"], "text、json"),
        (["RETURNED", "--fail-on", "fatal"], "never"),
        (["RETURNED", "--report", "report.csv"], ".xlsx"),
        (["RETURNED", "--wrong"], "--wrong"),
        ([], "提出されたファイルかフォルダーを指定してください"),
        (["EMPTY"], "ファイルがありません"),
        (["RETURNED", "--config", "UNKNOWN"], "設定の規則「X99」はありません"),
        (["RETURNED", "--report", "EMPTY"], "はフォルダーです"),
        (["RETURNED", "--roster"], "--roster の後に値（FILE）を指定してください"),
    ],
)
def test_exit_2_where_it_cannot_run(
    clean: Ward, tmp_path: Path, arguments: list[str], told: str
) -> None:
    """What was wrong stands on the standard error output, and nothing on the other."""
    settings = tmp_path / "unknown.toml"
    settings.write_text('[rules]\nX99 = "off"\n', encoding="utf-8")
    (tmp_path / "empty").mkdir()
    named = {"RETURNED": clean.returned, "EMPTY": tmp_path / "empty", "UNKNOWN": settings}
    replaced = [str(named.get(each, each)) for each in arguments]
    done = called("validate", *replaced)
    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_roster_with_errors_is_told_finding_by_finding(tmp_path: Path) -> None:
    """Half a roster is none: exit 2, with what to mend."""
    edits = ["roster 組織台帳!{課コード}2 = 同上"]
    returned, _, roster = WardModel().edited(edits).write(tmp_path)
    done = called("validate", returned, "--roster", roster)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "組織台帳に誤りがあるため" in done.stderr.decode()
    assert "組織台帳!B2" in done.stderr.decode()


def test_json_is_one_document(messy: Ward) -> None:
    """The envelope, in UTF-8, whatever the console's encoding is."""
    done = started("validate", messy.returned, "--format", "json", PYTHONIOENCODING="")
    told = json.loads(done.stdout)
    assert done.returncode == 1
    assert told["summary"]["errors"] == 1
    assert "課税課" in done.stdout.decode("utf-8")


def test_json_in_another_encoding_stays_json(clean: Ward, tmp_path: Path) -> None:
    """JSON is UTF-8 even where PYTHONIOENCODING asks for cp932."""
    odd = tmp_path / "課税課 \xa0\u2014\U00020bb7.xlsx"
    odd.write_bytes(b"")
    done = started("validate", odd, "--year", "2019", "--format", "json", PYTHONIOENCODING="cp932")
    assert json.loads(done.stdout.decode("utf-8"))["submissions"][0]["file"] == odd.name


def test_two_runs_print_the_same_bytes(messy: Ward, tmp_path: Path) -> None:
    """Text, JSON and report are equal, whatever the number of processes."""
    runs = []
    for jobs in ("1", "2"):
        report = tmp_path / jobs / "検証結果.xlsx"
        outputs = [
            started("validate", messy.returned, "--jobs", jobs, *more).stdout
            for more in (["--report", report], ["--format", "json"])
        ]
        runs.append((outputs, report.read_bytes()))
    assert runs[0] == runs[1]


def test_report_is_written(messy: Ward, tmp_path: Path) -> None:
    """The findings stand in the workbook, and the terminal output says so of those it hides."""
    report = tmp_path / "new" / "検証結果.xlsx"
    done = called("validate", messy.returned, "--report", report)
    told, without = (
        each.stdout.decode().splitlines() for each in (done, called("validate", messy.returned))
    )
    changed = [lines for lines in zip(told, without, strict=True) if lines[0] != lines[1]]
    assert changed == [
        (
            "表示していない1件の指摘は、検証結果.xlsx にあります。",
            "表示していない指摘が1件あります。"
            "見るには --show info か --report 検証結果.xlsx を付けてください。",
        )
    ]
    assert openpyxl.load_workbook(report)["指摘一覧"].max_row >= 3


def test_report_in_the_returned_folder_is_not_taken_for_a_return(tmp_path: Path) -> None:
    """`validate . --report 検証結果.xlsx`, again and again."""
    returned, _, _ = WardModel().write(tmp_path)
    runs = [called("validate", ".", "--report", "検証結果.xlsx", folder=returned) for _ in range(2)]
    assert [run.returncode for run in runs] == [0, 0]
    assert runs[0].stdout == runs[1].stdout


def test_report_never_replaces_another_file(tmp_path: Path) -> None:
    """A slip of the hand must not cost a returned file."""
    returned, _, _ = WardModel().write(tmp_path)
    file = next(returned.iterdir())
    before = file.read_bytes()
    done = called("validate", returned, "--report", file)
    assert done.returncode == 2
    assert file.read_bytes() == before


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="root writes everywhere",
)
def test_findings_are_printed_although_the_report_cannot_be_written(
    messy: Ward, tmp_path: Path
) -> None:
    """A report that is open in Excel does not cost the work: findings first, then exit 2."""
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    done = called("validate", messy.returned, "--report", locked / "検証結果.xlsx")
    assert done.returncode == 2
    assert "約20人" in done.stdout.decode()
    assert "書き込めません" in done.stderr.decode()


def test_report_into_a_file_instead_of_a_folder(messy: Ward, tmp_path: Path) -> None:
    """The findings are printed, the failure is told, exit 2."""
    (tmp_path / "file").touch()
    done = called("validate", messy.returned, "--report", tmp_path / "file" / "検証結果.xlsx")
    assert done.returncode == 2
    assert "約20人" in done.stdout.decode()
    assert "書き込めません" in done.stderr.decode()


def test_returned_files_are_left_as_they_are(messy: Ward, tmp_path: Path) -> None:
    """`validate` never changes a file that was returned, nor when it was changed last."""
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in _files(messy)}
    called("validate", messy.returned, "--report", tmp_path / "r.xlsx")
    assert before == {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in _files(messy)}


def _files(ward: Ward) -> list[Path]:
    return sorted(ward.returned.iterdir())


@pytest.mark.parametrize("encoding", ["cp932", "ascii"])
def test_any_encoding_of_the_output_will_do(messy: Ward, encoding: str) -> None:
    """What the encoding lacks is shown as an escape; the program does not stop."""
    done = started("validate", messy.returned, PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert "1304" in done.stdout.decode(encoding)


def test_a_plain_c_locale_speaks_english(messy: Ward) -> None:
    """Without a word on the language it is English."""
    done = started("validate", messy.returned, SYSAUDIT_LANG="", LC_ALL="C", PYTHONIOENCODING="")
    assert done.returncode == 1
    assert b"Total  error 1" in done.stdout


def test_a_pipe_gets_neither_colours_nor_progress(messy: Ward) -> None:
    """Escape sequences belong on terminals only."""
    done = called("validate", messy.returned)
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"\r" not in done.stdout.replace(b"\r\n", b"\n") + done.stderr


def test_a_reader_that_goes_away_is_no_failure(messy: Ward) -> None:
    """`sysaudit validate ... | head -1` ends without a word."""
    with subprocess.Popen(
        [*PROGRAM, "validate", str(messy.returned)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 1


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are Unix")
@pytest.mark.parametrize(("changed", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_gets_colours_unless_told(
    messy: Ward, changed: dict[str, str], coloured: bool
) -> None:
    """Colours on a terminal, none with NO_COLOR; the lines are wrapped in both."""
    shown = on_terminal("validate", str(messy.returned), **changed)
    assert ("\x1b[1;31m" in shown) == coloured
    assert "読み取り中…" in shown


def on_terminal(*arguments: str, **changed: str) -> str:
    """What a terminal of 60 columns shows."""
    import pty

    master, slave = pty.openpty()
    environs = environment(COLUMNS="60", TERM="xterm", **changed)
    with subprocess.Popen(
        [*PROGRAM, *arguments], stdout=slave, stderr=slave, env=environs, close_fds=True
    ) as process:
        os.close(slave)
        shown = b""
        while True:
            try:
                part = os.read(master, 65_536)
            except OSError:  # Linux's way of telling that the other side is closed
                break
            if not part:
                break
            shown += part
        process.wait()
    os.close(master)
    return shown.decode()


@pytest.mark.skipif(os.name == "nt", reason="signals are Unix")
def test_interrupted_with_ctrl_c(tmp_path: Path) -> None:
    """Exit code 130, no traceback, no report, nothing half-written."""
    returned, _, _ = WardModel().write(tmp_path)
    content = next(returned.iterdir()).read_bytes()
    for number in range(600):
        (returned / f"{number}.xlsx").write_bytes(content)
    reports = tmp_path / "reports"
    with subprocess.Popen(
        [*PROGRAM, "validate", str(returned), "--report", str(reports / "r.xlsx")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        start_new_session=True,
    ) as process:
        time.sleep(1.2)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert "Traceback" not in err.decode()
    assert "中断しました" in err.decode()
    assert not reports.exists()


def test_an_unexpected_error_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No traceback, exit 2, in the language; SYSAUDIT_DEBUG shows where it happened."""
    broken = "import sysaudit.validation as v; v.validate = lambda *a, **k: 1 / 0"
    program = [sys.executable, "-c", f"{broken}; from sysaudit.cli import main; main()"]
    for debug, tongue in (("", "ja"), ("1", "ja"), ("", "en")):
        done = subprocess.run(
            [*program, "validate", str(tmp_path)],
            capture_output=True,
            check=False,
            env=environment(SYSAUDIT_DEBUG=debug, SYSAUDIT_LANG=tongue),
        )
        assert done.returncode == 2
        told = done.stderr.decode()
        assert ("予期しない誤り" in told) == (tongue == "ja")
        assert ("unexpected error" in told) == (tongue == "en")
        assert "ZeroDivisionError" in told
        assert ("Traceback" in told) == bool(debug)


RENAMED = "previous/1304 表紙!B3 = 税務課"
"""Gives X11, which stands in the roster."""


def test_findings_of_the_roster_come_last_and_add_up(tmp_path: Path) -> None:
    """They stand under the roster's name, not the division's, and the rows sum up to the totals."""
    returned, previous, roster = WardModel().edited([RENAMED]).write(tmp_path)
    done = called("validate", returned, "--roster", roster, "--previous", previous)
    told = done.stdout.decode()
    rows = [line.split() for line in told.splitlines() if line.endswith(".xlsx")]
    assert rows[-1] == ["指摘あり", "-", "1", "-", "（組織台帳）", "組織台帳.xlsx"]
    assert "合計  エラー0件  警告1件" in told


def test_a_waiver_that_nothing_answers_to_is_told(clean: Ward, tmp_path: Path) -> None:
    """On the terminal too, for it may be mistyped."""
    settings = tmp_path / "s.toml"
    waiver = '[[waivers]]\ncode = "C03"\ndivision = "1304"\nreason = "既知"\nwho = "山田"\n'
    settings.write_text(waiver, encoding="utf-8")
    told = called("validate", clean.returned, "--config", settings).stdout.decode()
    (line,) = (line for line in told.splitlines() if "使われなかった認める指定" in line)
    assert line.endswith("C03 課 1304: 既知（山田）")


def test_the_day_of_judgement_is_told_where_nobody_chose_it(tmp_path: Path) -> None:
    """Missing divisions with a due date: judged on 1 April unless --as-of says otherwise."""
    due = "roster 組織台帳!{提出期限}2 = 2019/6/28"
    returned, _, roster = WardModel().edited([due]).write(tmp_path)
    next(returned.glob("*1305*")).unlink()
    told = [
        called("validate", returned, "--roster", roster, *more).stdout.decode().splitlines()[-1]
        for more in ([], ["--as-of", "2019-07-01"])
    ]
    assert told[0].startswith("提出の遅れは2019年4月1日の時点で判断しています。")
    assert "--as-of 2019-07-01" in told[0]
    assert "--as-of" not in told[1]


def test_why_the_system_refuses_is_told_in_both_languages(messy: Ward, tmp_path: Path) -> None:
    """In words of our own: those of the operating system are in its language."""
    (tmp_path / "file").touch()
    report = tmp_path / "file" / "検証結果.xlsx"
    told = [
        called("validate", messy.returned, "--report", report, SYSAUDIT_LANG=tongue).stderr.decode()
        for tongue in ("ja", "en")
    ]
    assert "途中の名前がフォルダーではありません" in told[0]
    assert "File exists" not in told[0]
    assert "a name on the way is no folder" in told[1]
