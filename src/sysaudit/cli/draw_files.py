"""Which files a draw writes, and that none of them takes the place of another."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sysaudit.audits import Result
from sysaudit.audits.journal_file import journal_path
from sysaudit.cli.console import put_error
from sysaudit.cli.language import say
from sysaudit.cli.passwords import new_password
from sysaudit.cli.returns import refuse_foreign
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.intake.locked import is_locked
from sysaudit.reports.draw_summary import is_summary, write_summary
from sysaudit.reports.draw_workbook import draw_workbook, is_draw
from sysaudit.reports.files import replacing, write_privately
from sysaudit.reports.keeping import keep
from sysaudit.reports.lines import Line, Tone
from sysaudit.reports.locking import locked

RECEIPT = "_控え.txt"
_HASHES = re.compile(r"(?:[0-9a-f]{64}\n)*")


def receipt_path(target: Path) -> Path:
    """Where the receipt of a sealed draw stands."""
    return target.with_name(target.stem + RECEIPT)


@dataclass(frozen=True)
class Files:
    """What a draw writes.

    Attributes:
        locked: Whether the result is encrypted.
        opened: Whether it is opened in the end.
    """

    target: Path
    summary: Path | None
    leaves: Path | None
    locked: bool
    opened: bool = False

    def check(self, given: Iterable[Path]) -> None:
        """Whether each has a place of its own, where nothing else is lost.

        Raises:
            Misuse: Two are one, or one is a file that was given or that we did not write.
        """
        ours = [self.target, journal_path(self.target), receipt_path(self.target)]
        refuse_same([*ours, *filter(None, [self.summary, self.leaves])], given)
        refuse_other_than_draw(self.target)
        if self.summary is not None:
            refuse_foreign(self.summary, is_summary, "--summary")
        if self.leaves is not None:
            refuse_foreign(self.leaves, _is_list, "--leaves")

    def ask_password(self) -> str | None:
        """The password of the result to be written, before anything is; None for an open one."""
        return new_password() if self.locked else None

    @staticmethod
    def content(result: Result, password: str | None) -> bytes:
        """The result as a workbook, under the password that `ask_password` gave."""
        content = draw_workbook(result)
        return content if password is None else locked(content, password)

    @contextmanager
    def former_kept(self) -> Iterator[None]:
        """The result that stands there gets another name, unless the block fails."""
        kept = keep(self.target) if self.target.exists() else None
        try:
            yield
        except Misuse:
            if kept is not None:
                with suppress(OSError):
                    kept.rename(self.target)
                    kept = None
            raise
        finally:
            if kept is not None:
                told = f"前の結果を {kept} に残しました。"
                put_error([Line(say(told, f"the former is in {kept}"))])

    def write(self, content: bytes, result: Result, smallest: int) -> None:
        """The result and what was asked for beside it.

        Args:
            content: Of the workbook.
            result: The draw.
            smallest: Departments with fewer divisions are shown together in the summary.
        """
        tell_unless_private(self.target, write_privately(self.target, content))
        if self.summary is not None:
            write_summary(self.summary, result, smallest)
        if self.leaves is not None:
            with replacing(self.leaves) as temporary:
                temporary.write_text(result.leaf_list, encoding="ascii", newline="\n")


def refuse_same(written: Iterable[Path], given: Iterable[Path]) -> None:
    """One slip of the hand must not write a file over another.

    Raises:
        Misuse: Two are one.
    """
    taken = {_place(path) for path in given}
    for path in written:
        if _place(path) in taken:
            raise Misuse(
                Text(
                    f"{path} が2つの役に使われています。書き出すファイルには、それぞれ別の名前を"
                    "指定してください。",
                    f"{path} is used for two things: give each file that is written a name of "
                    "its own",
                )
            )
        taken.add(_place(path))


def _place(path: Path) -> str:
    """Where a path leads to, past links, dots and, on Windows, capitals."""
    return os.path.normcase(path.resolve())


def refuse_other_than_draw(target: Path) -> None:
    """Only a result of ours may be replaced; what a locked file holds nobody knows.

    Raises:
        Misuse: Something else stands there.
    """
    if not (target.is_file() and is_locked(target.read_bytes())):
        refuse_foreign(target, is_draw, "-o")


def tell_unless_private(path: Path, private: bool) -> None:
    """Say so where a disk knows no rights."""
    if not private:
        told = f"{path} は、この場所の制約でほかの人にも読める状態です。保管に注意してください。"
        english = f"{path} can be read by others, for this disk knows no rights: guard it"
        put_error([Line(say(told, english), Tone.WARNING)])


def _is_list(path: Path) -> bool:
    """Whether a file is a list of leaves, or empty."""
    try:
        return bool(_HASHES.fullmatch(path.read_text(encoding="ascii")))
    except (OSError, UnicodeDecodeError):
        return False
