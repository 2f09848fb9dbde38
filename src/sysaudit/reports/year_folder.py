"""The folder of a year, as it is begun: settings, an empty roster, blank forms, what to do next."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from sysaudit.config import FILE_NAME, FolderSettings, Settings, load
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.reports.docs import table_text
from sysaudit.reports.files import OWNER_ONLY, replacing
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
Made = tuple[Path, Callable[[Path], None]]
"""A file, and what writes it."""
BOM = "\ufeff"
"""For Notepad, which takes a file without it for cp932."""


def write_year_folder(
    folder: Path, year: int, language: str, before: Path | None = None
) -> list[Path]:
    """Begin the folder of the fiscal year ``year``; what stands there already is left alone.

    The settings come last: they make it a folder of a year, so that one that was cut short can be
    begun again.

    Args:
        folder: Made where it is missing.
        year: The fiscal year.
        language: Of the text that says what to do next, "ja" or "en".
        before: The folder of the year before, from which is taken what this one needs of it.

    Returns:
        The files that were written.

    Raises:
        Misuse: It is the folder of a year already, ``before`` is none or of no earlier year, or
            something cannot be read or written.
    """
    _refuse_begun(folder / FILE_NAME)
    taken = [] if before is None else list(_taken_over(before, folder, year))
    written = []
    for path, write in (*taken, *_contents(folder, year, language)):
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


def _taken_over(before: Path, folder: Path, year: int) -> Iterator[Made]:
    """Last year's 分析書 and draw, and the rosters and results of all years so far.

    Raises:
        Misuse: ``before`` is not the folder of an earlier year.
    """
    begun = (before / FILE_NAME).is_file()
    settings = load(before / FILE_NAME) if begun else Settings()
    former, was = settings.folder, settings.fiscal_year
    if former is None or was is None or was >= year:
        raise Misuse(
            Text(
                f"{before} は{year}年度より前の年度のフォルダーではありません。"
                "sysaudit init で作った前年度のフォルダーを指定してください。",
                f"{before} is not the folder of a year before {year}: give one that sysaudit "
                "init made",
            )
        )
    names = FolderSettings()
    analysis = before / former.analysis
    rosters, results = folder / names.former_rosters, folder / names.results
    copies = [
        (analysis, folder / names.previous / analysis.name),
        (before / former.draw, folder / names.previous_draw),
        (before / former.roster, rosters / f"組織台帳_{was}.xlsx"),
        *((each, rosters / each.name) for each in _workbooks(before / former.former_rosters)),
        *((each, results / each.name) for each in _workbooks(before / former.results)),
    ]
    for source, target in copies:
        if source.is_file():
            yield target, partial(_copy, source)


def _workbooks(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.xlsx"))


def _copy(source: Path, target: Path) -> None:
    """With the rights of the source: the result of a draw is for its owner alone."""
    with replacing(target) as temporary:
        temporary.touch(OWNER_ONLY)
        shutil.copyfile(source, temporary)
        shutil.copymode(source, temporary)


def _contents(folder: Path, year: int, language: str) -> Iterator[Made]:
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
