"""How long the program takes to begin, in starts of a bare interpreter.

    python benchmarks/start.py

Each is started 20 times in turn; the best time of each counts.
"""

from __future__ import annotations

import subprocess
import sys
import time

TIMES = 20
BARE = ("-c", "pass")
OURS = (
    ("-m", "sysaudit", "--version"),
    ("-m", "sysaudit", "--help"),
    ("-m", "sysaudit", "explain"),
)


def seconds(arguments: tuple[str, ...]) -> float:
    """One start, to the end."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def main() -> None:
    """Measure and print."""
    best = dict.fromkeys((BARE, *OURS), 60.0)
    for _ in range(TIMES):
        for arguments in best:
            best[arguments] = min(best[arguments], seconds(arguments))
    for arguments, took in best.items():
        print(f"{' '.join(arguments):24}{took * 1000:7.0f} ms{took / best[BARE]:7.1f}")


if __name__ == "__main__":
    main()
