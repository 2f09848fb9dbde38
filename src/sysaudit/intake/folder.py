"""The files that were returned, whatever they are, in the order of their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Protocol

from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.intake.content import bytes_of
from sysaudit.intake.limits import Limits
from sysaudit.intake.our_marks import MAIL_FILE
from sysaudit.nearest import meant_path

NOISE = (".*", "~$*", "__macosx", "thumbs.db", "desktop.ini")
"""What systems leave behind (owner files, folder settings), in small letters."""

BOOKS = (".xlsx", ".xlsm")
"""A folder with such a name was meant as a file."""


class File(Protocol):
    """A file to be read, wherever its bytes are."""

    @property
    def name(self) -> str:
        """How findings name it: relative to the folder that was given, with ``/``."""

    def bytes_within(self, limits: Limits) -> bytes:
        """What stands in it.

        Raises:
            Refused: It cannot be read, or is larger than the limit.
        """


@dataclass(frozen=True)
class Source:
    """A returned file.

    Attributes:
        path: Where it stands.
        name: How findings name it: relative to the folder that was given, with ``/``.
    """

    path: Path
    name: str

    def bytes_within(self, limits: Limits) -> bytes:
        """What stands there.

        Raises:
            Refused: It cannot be read, or is larger than the limit.
        """
        return bytes_of(self.path, limits)


def sources_in(paths: Sequence[Path]) -> list[Source]:
    """All files in files and folders, sorted by name; what systems leave behind is skipped.

    Where two arguments give equal names, the folder of the argument goes in front.

    Raises:
        Misuse: A path does not exist.
    """
    found: dict[Path, tuple[str, ...]] = {}
    for argument in paths:
        for path, names in _named(argument):
            found.setdefault(path.absolute(), names)
    shortest = Counter(names[0] for names in found.values())
    longer = Counter(names[1] for names in found.values())
    sources = [
        Source(path, short if shortest[short] == 1 else long if longer[long] == 1 else whole)
        for path, (short, long, whole) in found.items()
    ]
    return sorted(sources, key=lambda source: source.name)


def _named(argument: Path) -> Iterator[tuple[Path, tuple[str, str, str]]]:
    """Each file with its name, the same with its folder's name, the same with all folders."""
    if not argument.exists():
        hint = meant_path(argument)
        raise Misuse(
            Text(
                f"{argument} がありません。{hint.ja}ファイルまたはフォルダーの名前を確かめて"
                "ください。",
                f"{argument} does not exist{hint.en}: check the name of the file or folder",
            )
        )
    folder = argument if _is_folder(argument) else argument.parent
    alone = [] if is_noise(argument.name) else [argument]  # a wildcard takes in what it finds
    files = _walk(folder, frozenset()) if _is_folder(argument) else alone
    for path in files:
        short = path.relative_to(folder).as_posix()
        whole = path.absolute()
        yield path, (short, f"{folder.absolute().name}/{short}", whole.as_posix())


def _walk(folder: Path, above: frozenset[Path]) -> Iterator[Path]:
    """The files below; a link back to a folder ``above`` is not followed."""
    real = folder.resolve()
    if real in above:
        return
    for path in _entries(folder):
        if _is_folder(path):
            yield from _walk(path, above | {real})
        else:
            yield path


def _entries(folder: Path) -> list[Path]:
    """What stands in a folder, without noise.

    Raises:
        Misuse: The folder cannot be listed; to pass it over would hide what is in it.
    """
    try:
        return [path for path in folder.iterdir() if not _passed_over(path.name)]
    except OSError as error:
        raise Misuse(
            Text(
                f"フォルダー {folder} を開けません。読む権限を確かめてください。",
                f"cannot list the folder {folder}: check its permissions",
            )
        ) from error


def _passed_over(name: str) -> bool:
    """Whether nobody returned a file of that name: noise, our texts for mails, kept results."""
    return is_noise(name) or name == MAIL_FILE or name.lower().endswith(".json")


def is_noise(name: str) -> bool:
    """Whether a file of that name is one that systems leave behind."""
    return any(fnmatchcase(name.lower(), pattern) for pattern in NOISE)


def _is_folder(path: Path) -> bool:
    try:
        is_directory = path.is_dir()
    except OSError:  # before 3.14, where the folder around it may be listed and not entered
        return False
    return is_directory and not path.name.lower().endswith(BOOKS)
