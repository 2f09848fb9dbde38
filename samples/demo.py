"""`make demo`: the commands of sysaudit on the sample ward, and where the results are.

The samples are messy on purpose, so exit code 1 (findings) is what is expected here.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent
RESULTS = Path("demo")
FINDINGS = 1


def run(*arguments: str, expected: int) -> None:
    """Show a command, run it, and stop where it ends otherwise than expected."""
    print("\n$ sysaudit", *arguments, flush=True)
    code = subprocess.call([sys.executable, "-m", "sysaudit", *arguments])
    if code != expected:
        sys.exit(f"exit code {code} where {expected} was expected")


def main() -> None:
    """Run every command on the samples."""
    RESULTS.mkdir(exist_ok=True)
    year = SAMPLES / "2019"
    report = RESULTS / "検証結果.xlsx"
    run("templates", str(RESULTS / "様式"), "--year", "2019", "--force", expected=0)
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
    print("\n結果 / results:")
    for path in sorted(RESULTS.rglob("*.xlsx")):
        print(f"  {path}")


if __name__ == "__main__":
    main()
