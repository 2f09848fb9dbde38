"""`make demo`: the commands of sysaudit on the sample ward, and where the results are.

The samples are messy on purpose, so exit code 1 (findings) is what is expected here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent
RESULTS = Path("demo")
FINDINGS = 1
RESULT_YEARS = range(2015, 2019)
MADE = {
    "検証結果.xlsx": "指摘の一覧 / what was found",
    "返却": "課に返すもの / what goes back to each division",
    "2019システム評価分析書.xlsx": "本部に出す分析書 / the analysis for the board",
    "監査対象.xlsx": "抽選の結果 / the draw",
    "配布": "課ごとの様式 / the forms of each division",
    "様式": "記入前の様式 / the blank forms",
}
"""What is made, in the order in which README.md looks at it."""


def run(*arguments: str, expected: int, listed: bool = True) -> None:
    """Show a command, run it, and stop where it ends otherwise than expected.

    Args:
        arguments: Of the command.
        expected: Its exit code.
        listed: Whether to show what it prints; else only how many lines that were.
    """
    print("\n$ sysaudit", *arguments, flush=True)
    command = [sys.executable, "-m", "sysaudit", *arguments]
    done = subprocess.run(command, stdout=None if listed else subprocess.PIPE, check=False)
    if not listed:
        count = len(done.stdout.splitlines())
        print(f"（{count}ファイル / {count} files）", flush=True)
    if done.returncode != expected:
        sys.exit(f"exit code {done.returncode} where {expected} was expected")
    if expected == FINDINGS:
        print("（終了コード 1: エラーあり / exit code 1: errors, as planted）", flush=True)


def results_of(year: int) -> str:
    """The results of the audits of a year."""
    return str(SAMPLES / str(year) / "前年度監査結果.xlsx")


def main() -> None:
    """Run every command on the samples."""
    RESULTS.mkdir(exist_ok=True)
    year = SAMPLES / "2019"
    report = RESULTS / "検証結果.xlsx"
    run("templates", str(RESULTS / "様式"), "--year", "2019", "--force", expected=0)
    run(
        "templates",
        str(RESULTS / "配布"),
        "--roster",
        str(year / "組織台帳.xlsx"),
        "--previous",
        str(SAMPLES / "2018" / "returned"),
        "--contract-checks",
        str(year / "履行確認チェックシート提出一覧.xlsx"),
        "--force",
        expected=0,
        listed=False,
    )
    shutil.rmtree(RESULTS / "返却", ignore_errors=True)  # else each demo keeps the one before
    run(
        "validate",
        str(year / "returned"),
        "--roster",
        str(year / "組織台帳.xlsx"),
        "--previous",
        str(SAMPLES / "2018" / "returned"),
        "--as-of",
        "2019-07-01",
        "--report",
        str(report),
        "--return-to",
        str(RESULTS / "返却"),
        expected=FINDINGS,
    )
    run(
        "analyze",
        str(year / "returned"),
        "--roster",
        str(year / "組織台帳.xlsx"),
        "--previous",
        str(SAMPLES / "2018" / "returned"),
        "--second-evaluation",
        str(year / "second-evaluation" / "システム評価_2次.xlsx"),
        "--as-of",
        "2019-07-01",
        "-o",
        str(RESULTS / "2019システム評価分析書.xlsx"),
        expected=FINDINGS,
    )
    given = [
        str(year / "組織台帳.xlsx"),
        *("--self-checks", str(year / "self-checks")),
        *(part for each in RESULT_YEARS for part in ("--results", results_of(each))),
        *("--former-roster", str(SAMPLES / "2018" / "組織台帳.xlsx")),
    ]
    drawn = str(RESULTS / "監査対象.xlsx")
    run("draw-audits", *given, "--plan", expected=0)
    run("draw-audits", *given, "--seed", "2019年4月26日の抽選", "-o", drawn, expected=0)
    run("verify-draw", drawn, expected=0)
    print("\n結果 / results:")
    for name, told in MADE.items():
        path = RESULTS / name
        inside = sum(each.is_file() for each in path.rglob("*")) if path.is_dir() else 0
        print(f"  {path}" + (f"{os.sep} ({inside})" if inside else "") + f"  {told}")


if __name__ == "__main__":
    main()
