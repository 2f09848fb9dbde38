"""Many more mutants of returned workbooks than the tests try: all must be told of or read rightly.

    python benchmarks/fuzz.py 10000 60000 [JOBS]

The two numbers are the first seed and the one after the last. Each failure is printed with its
seed; `tests.hostile.fuzz.Mutant(seed).data` is the file, and `outcome(seed)` what became of it.
The script ends with 1 if there is any.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
CHUNK = 1000


def main(first: int, end: int, jobs: int = 2) -> int:
    """Try the mutants, a thousand at a time."""
    from tests.hostile.fuzz import WRONG, tried

    failures = 0
    for start in range(first, end, CHUNK):
        seen = tried(range(start, min(start + CHUNK, end)), jobs)
        wrong = [each for each in seen if each.startswith(WRONG)]
        failures += len(wrong)
        print("\n".join(wrong), end="\n" if wrong else "")
        counts = ", ".join(f"{count} {what}" for what, count in seen.items() if what not in wrong)
        print(f"{start}: {counts}", flush=True)
    return int(failures > 0)


if __name__ == "__main__":
    sys.path[:0] = [str(HERE / "src"), str(HERE)]
    os.environ["PYTHONPATH"] = os.pathsep.join((str(HERE / "src"), str(HERE)))
    sys.exit(main(*map(int, sys.argv[1:])))
