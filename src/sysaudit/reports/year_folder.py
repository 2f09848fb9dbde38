"""The folder of a year, as it is begun: settings, an empty roster, blank forms, what to do next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from sysaudit.config import FILE_NAME, INCOMING, FolderSettings, Settings, load
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.intake.folder import sources_in
from sysaudit.nearest import meant_path
from sysaudit.reports.docs import table_text
from sysaudit.reports.files import cannot_write, replacing, write_privately
from sysaudit.reports.first_steps import first_steps
from sysaudit.reports.templates import BLANK_ROSTER, TEMPLATES, write_template
from sysaudit.system_errors import cannot_use

FORMS = "様式"
GUIDE = Text("はじめに.txt", "FIRST_STEPS.txt")
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
        Misuse: It is the folder of a year already, ``before`` is not that of the year before, or
            something cannot be read or written.
    """
    _refuse_begun(folder / FILE_NAME)
    taken = [] if before is None else list(_taken_over(before, folder, year))
    written = []
    for path, write in (*taken, *_contents(folder, year, language)):
        if not path.is_file():
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


def year_of(folder: Path) -> int:
    """The fiscal year of a folder that `write_year_folder` began.

    Raises:
        Misuse: It is none.
    """
    return _begun(folder)[1]


def own_settings(folder: Path) -> list[str]:
    """The keys that somebody added to the settings of a folder of a year."""
    path = folder / FILE_NAME
    written = load(path).model_fields_set if path.is_file() else set()
    return sorted(written - {"fiscal_year", "folder"})


def _begun(folder: Path) -> tuple[FolderSettings, int]:
    path = folder / FILE_NAME
    settings = load(path) if path.is_file() else Settings()
    if settings.folder is None or settings.fiscal_year is None:
        hint = meant_path(folder)
        raise Misuse(
            Text(
                f"{folder} は年度のフォルダーではありません。{hint.ja}"
                "sysaudit init で作ったフォルダーを指定してください。",
                f"{folder} is not the folder of a year{hint.en}: give one that sysaudit init made",
            )
        )
    return settings.folder, settings.fiscal_year


def _taken_over(before: Path, folder: Path, year: int) -> Iterator[Made]:
    """Last year's 分析書 and draw, and the rosters and results of all years so far.

    Raises:
        Misuse: ``before`` is not the folder of the year before, or cannot be read.
    """
    former, was = _begun(before)
    if was != year - 1:
        raise Misuse(
            Text(
                f"{before} は{was}年度のフォルダーです。{year}年度には{year - 1}年度のフォルダーを"
                "指定してください。",
                f"{before} is the folder of {was}: for {year} give that of {year - 1}",
            )
        )
    names = FolderSettings()
    analysis = before / former.analysis
    rosters, results = folder / names.former_rosters, folder / names.results
    copies = [
        (analysis, folder / names.previous / analysis.name),
        (before / former.roster, rosters / f"組織台帳_{was}.xlsx"),
        *((each, rosters / each.name) for each in _files_in(before / former.former_rosters)),
        *((each, results / each.name) for each in _files_in(before / former.results)),
    ]
    for source, target in copies:
        if source.is_file():
            yield target, partial(_copy, _content(source))
    draw = before / former.draw
    if draw.is_file():
        yield folder / names.previous_draw, partial(_copy_privately, _content(draw))


def _files_in(path: Path) -> list[Path]:
    """The files of a folder and of those in it, or the file itself; nothing that is missing."""
    return [each.path for each in sources_in([path])] if path.exists() else []


def _content(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except OSError as error:
        raise Misuse(cannot_use(error)) from error


def _copy(content: bytes, target: Path) -> None:
    with replacing(target) as temporary:
        temporary.write_bytes(content)


def _copy_privately(content: bytes, target: Path) -> None:
    """The result of a draw is for its owner alone."""
    write_privately(target, content)


def _contents(folder: Path, year: int, language: str) -> Iterator[Made]:
    """Each file with what writes it."""
    names, settings = FolderSettings(), Settings()

    def form(path: Path) -> None:
        write_template(path, settings, year)

    def guide(path: Path) -> None:
        with replacing(path) as temporary:
            _write(temporary, BOM + first_steps(names, year, language))

    def table(path: Path) -> None:
        for key in INCOMING:
            _make(folder / getattr(names, key))
        with replacing(path) as temporary:
            _write(temporary, HEADING.format(year=year) + table_text("folder", names))

    yield folder / names.roster, form
    for name in TEMPLATES:
        if name != BLANK_ROSTER:
            yield folder / FORMS / name, form
    yield folder / GUIDE.in_language(language), guide
    yield folder / FILE_NAME, table


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from error


def _write(path: Path, text: str) -> None:
    """A text for Notepad."""
    path.write_text(text, encoding="utf-8", newline="\r\n")
