"""The folder of a year, as it is begun: settings, an empty roster, blank forms, what to do next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from sysaudit.config import FILE_NAME, FolderSettings, Settings
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.reports.docs import table_text
from sysaudit.reports.files import replacing
from sysaudit.reports.first_steps import first_steps
from sysaudit.reports.templates import BLANK_ROSTER, TEMPLATES, write_template

FORMS = "様式"
GUIDE = Text("はじめに.txt", "FIRST_STEPS.txt")
FOLDERS = ("returned", "previous", "self_checks", "results", "former_rosters")
"""What is a folder of its own, by its key in the table [folder]."""
HEADING = """\
# {year}年度のフォルダーの設定です。ここに書けるものの一覧: docs/settings.md
fiscal_year = {year}

# どこに何があるか。フォルダーやファイルの名前を変えたら、ここも変えてください。
"""
BOM = "\ufeff"
"""For Notepad, which takes a file without it for cp932."""


def write_year_folder(folder: Path, year: int, language: str) -> list[Path]:
    """Begin the folder of the fiscal year ``year``; what stands there already is left alone.

    The settings come last: they make it a folder of a year, so that one that was cut short can be
    begun again.

    Args:
        folder: Made where it is missing.
        year: The fiscal year.
        language: Of the text that says what to do next, "ja" or "en".

    Returns:
        The files that were written.

    Raises:
        Misuse: It is the folder of a year already, or something cannot be written.
    """
    _refuse_begun(folder / FILE_NAME)
    written = []
    for path, write in _contents(folder, year, language):
        if not path.exists():
            write(path)
            written.append(path)
    return written


def _refuse_begun(settings: Path) -> None:
    if settings.exists():
        raise Misuse(
            Text(
                f"{settings} がもうあります。年度ごとに別のフォルダーを指定してください。",
                f"{settings} is there already: give each year a folder of its own",
            )
        )


def _contents(
    folder: Path, year: int, language: str
) -> Iterator[tuple[Path, Callable[[Path], None]]]:
    """Each file with what writes it."""
    names, settings = FolderSettings(), Settings()

    def form(path: Path) -> None:
        write_template(path, settings, year)

    def guide(path: Path) -> None:
        with replacing(path) as temporary:
            _write(temporary, BOM + first_steps(names, year, language))

    def table(path: Path) -> None:
        with replacing(path) as temporary:
            for key in FOLDERS:
                (folder / getattr(names, key)).mkdir(exist_ok=True)
            _write(temporary, HEADING.format(year=year) + table_text("folder", names))

    yield folder / names.roster, form
    for name in TEMPLATES:
        if name != BLANK_ROSTER:
            yield folder / FORMS / name, form
    yield folder / GUIDE.in_language(language), guide
    yield folder / FILE_NAME, table


def _write(path: Path, text: str) -> None:
    """A text for Notepad."""
    path.write_text(text, encoding="utf-8", newline="\r\n")
