"""The command line: one command a file, each parses, calls, renders and gives an exit code."""

from __future__ import annotations

import sys


def main() -> None:
    """What the program ``sysaudit`` runs."""
    try:
        sys.exit(_run())
    except KeyboardInterrupt:  # pressed while the program was still being loaded
        sys.exit(130)


def _run() -> int:
    if sys.argv[1:] == ["--version"] and _told_version():
        return 0
    from sysaudit.cli.app import run

    return run()


def _told_version() -> bool:
    """Needs nothing that is slow to load; False where it cannot be told, and why must be."""
    from sysaudit import __version__

    try:
        sys.stdout.write(f"sysaudit {__version__}\n")
        sys.stdout.flush()
    except (AttributeError, OSError):  # it is full, or was closed
        return False
    return True
