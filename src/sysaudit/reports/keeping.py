"""Writing several files into a folder without ever losing what somebody has typed there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.reports.files import cannot_write, move, staging

KEPT = "_旧"
"""Stands with a number behind the name of a file that was kept."""
MOST_NAMED = 5
"""So many of the files that stand in the way are named; the forms of a ward are over a hundred."""


def write_keeping(
    write: Callable[[Path], Iterable[Path]], folder: Path, *, force: bool
) -> tuple[list[Path], list[Path]]:
    """Write files into ``folder``; one of the same name that differs is never lost.

    Args:
        write: Writes the files into the folder it is given and names them.
        folder: Where they shall stand.
        force: Keep a file that differs under another name instead of refusing.

    Returns:
        The files written, and the names under which former ones were kept.

    Raises:
        Misuse: A file cannot be written, or differs and ``force`` is not set; then none is.
    """
    kept = []
    with staging(folder, folder) as new:
        made = [(path, folder / path.name) for path in write(new)]
        differing = [target for path, target in made if target.exists() and not _same(path, target)]
        if differing and not force:
            raise _would_lose(differing)
        for path, target in made:
            if target in differing:
                kept.append(keep(target))
            _move(path, target)
    return [target for _, target in made], kept


def _move(path: Path, target: Path) -> None:
    try:
        move(path, target)
    except OSError as error:
        raise cannot_write(target, error) from error


def _same(path: Path, target: Path) -> bool:
    return target.is_file() and target.read_bytes() == path.read_bytes()


def keep(target: Path) -> Path:
    """Give a file a name that is free."""
    number = 1
    while (free := target.with_stem(f"{target.stem}{KEPT}{number}")).exists():
        number += 1
    try:
        return target.rename(free)
    except OSError as error:
        raise Misuse(
            Text(
                f"{target} を別名にできません。Excelで開いている場合は閉じてください。",
                f"cannot rename {target}: close it if it is open in Excel",
            )
        ) from error


def _would_lose(paths: list[Path]) -> Misuse:
    names = [path.name for path in paths[:MOST_NAMED]]
    more = len(paths) - len(names)
    ja = "、".join(names) + (f" ほか{more}件" if more else "")
    en = ", ".join(names) + (f" and {more} more" if more else "")
    return Misuse(
        Text(
            f"{paths[0].parent} に同じ名前で内容の違うファイルがあるため、何も書きませんでした: "
            f"{ja}。別のフォルダーを指定するか、--force を付けてください"
            "（もとのファイルは別名で残ります）。",
            f"nothing was written: {paths[0].parent} holds files of the same name that differ: "
            f"{en}. Give another folder, or --force (the old files are kept under another name)",
        )
    )
