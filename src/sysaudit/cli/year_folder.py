"""The folder of a year, in which a command finds what it was not told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sysaudit.cli.console import put_error
from sysaudit.cli.language import language
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.nearest import meant_path
from sysaudit.reports.lines import Line, Tone

if TYPE_CHECKING:
    from sysaudit.config import FolderSettings

_PLAIN = re.compile(r"[\w./\\:~+-]+")


def quoted(word: str) -> str:
    """A word as one types it, in quotation marks where a shell would take it apart.

    >>> quoted("提出"), quoted("戻り 分"), quoted("a(2).xlsx")
    ('提出', '"戻り 分"', '"a(2).xlsx"')
    """
    return word if _PLAIN.fullmatch(word) else f'"{word}"'


@dataclass
class YearFolder:
    """A folder as `sysaudit init` made it.

    Attributes:
        base: Where it is.
        names: What is called how in it, by sysaudit.toml.
        taken: The options that were filled in, as one would have typed them.
    """

    base: Path
    names: FolderSettings
    taken: list[str] = field(default_factory=list)

    @classmethod
    def here(cls, config: str | None, left_out: tuple[str, str]) -> YearFolder:
        """The folder of the settings file.

        Args:
            config: The settings, else those of this folder.
            left_out: What asks for the thing that was not given, in Japanese and English.

        Raises:
            Misuse: It is no folder of a year.
        """
        from sysaudit.config import load

        names = load(Path(config) if config else None).folder
        if names is None:
            ja, en = left_out
            found = _year_folder_near(Path(config).parent if config else Path())
            raise Misuse(
                Text(
                    "年度のフォルダー（sysaudit init で作ります）の中で実行するか、"
                    f"{ja}{found.ja}（使い方は --help で読めます）",
                    "run it in the folder of a year, which sysaudit init makes, or "
                    f"{en[0].lower()}{en[1:-1]}{found.en} (see --help)",
                )
            )
        return cls(Path(config).parent if config else Path(), names)

    def place(self, name: str) -> Path:
        """Where something stands, whether it is there or not."""
        return self.base / str(getattr(self.names, name))

    def required(self, name: str, option: str = "") -> str:
        """What must be there.

        Raises:
            Misuse: It is not.
        """
        path = self.place(name)
        if not path.exists():
            raise _missing(path, name)
        return self._take(option, path)

    def optional(self, name: str, option: str) -> str | None:
        """What is used where it is there."""
        path = self.place(name)
        return self._take(option, path) if path.exists() else None

    def whole(self, name: str, option: str = "") -> list[str]:
        """A folder of what comes in, to be read as a whole; nothing where it is empty.

        Raises:
            Misuse: It is not there, as where it was renamed.
        """
        return [self._take(option, self.place(name))] if self._files(name) else []

    def each(self, name: str, option: str) -> list[str]:
        """Every file in a folder of what comes in; its reader tells of one that is no workbook.

        Raises:
            Misuse: The folder is not there.
        """
        return [self._take(option, path) for path in self._files(name)]

    def _files(self, name: str) -> list[Path]:
        """What stands there, by name, without what systems leave behind."""
        from sysaudit.intake.folder import is_noise

        path = self.place(name)
        if not path.exists():
            raise _missing(path, name)
        inside = path.iterdir() if path.is_dir() else [path]
        return sorted(each for each in inside if not is_noise(each.name))

    def target(self, name: str, option: str = "") -> str:
        """Where something is written."""
        return self._take(option, self.place(name))

    def beside(self, path: Path, option: str) -> str | None:
        """A file that a command put beside another, where it is there."""
        return self._take(option, path) if path.exists() else None

    def tell(self) -> None:
        """Say on the standard error output what was filled in, as one would type it."""
        typed = " ".join(map(quoted, self.taken))
        told = Text(
            f"年度のフォルダー（sysaudit.toml）から使います: {typed}",
            f"Using, from sysaudit.toml: {typed}",
        )
        put_error([Line(told.in_language(language()), Tone.FAINT)])

    def _take(self, option: str, path: Path) -> str:
        self.taken += [*([option] if option else []), str(path)]
        return str(path)


def _year_folder_near(folder: Path) -> Text:
    """How to get to a folder of a year that is above this one or in it."""
    from sysaudit.config import FILE_NAME

    near = [folder / "..", *sorted(each.parent for each in folder.glob(f"*/{FILE_NAME}"))]
    found = next((each for each in near if (each / FILE_NAME).is_file()), None)
    if found is None:
        return Text("", "")
    typed = f"cd {quoted(str(found))}"
    return Text(f"（{typed} で移れます）", f" (go there by {typed})")


def _missing(path: Path, name: str) -> Misuse:
    hint = meant_path(path)
    return Misuse(
        Text(
            f"{path} がありません。{hint.ja}「はじめに.txt」の順に用意してください"
            f"（名前を変えたときは sysaudit.toml の [folder] の {name} を直します）。",
            f"{path} is not there{hint.en}: FIRST_STEPS.txt says which step makes it (if it was "
            f"renamed, mend {name} in [folder] of sysaudit.toml)",
        )
    )
