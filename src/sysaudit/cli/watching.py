"""`sysaudit validate --watch`: validates again whatever changes in the folders, until Ctrl-C."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sysaudit.cli.console import complain, put, put_error
from sysaudit.cli.language import language
from sysaudit.cli.returns import COULD_NOT_RUN
from sysaudit.cli.validation_files import Targets
from sysaudit.errors import Misuse
from sysaudit.findings import Severity, Text
from sysaudit.kept import Kept, State, state_of
from sysaudit.reports.lines import Line

if TYPE_CHECKING:
    from sysaudit.rounds import Comparison
    from sysaudit.validation import Validation

QUIET = 500
"""Milliseconds without a change after which a change counts as settled; Excel saves in steps."""
LONGEST = 5_000
"""After so many milliseconds a change is told even where others follow."""
LOOK_AGAIN = 5_000
"""Shared folders do not always tell of changes, so they are looked at every so many."""


def refuse_unwatchable(paths: Sequence[Path], output: str, return_to: str | None) -> None:
    """What cannot be watched, or cannot be made again and again.

    Raises:
        Misuse: A file was given, JSON was asked for, or copies for the divisions were.
    """
    for option, wanted in (("--format json", output == "json"), ("--return-to", return_to)):
        if wanted:
            raise Misuse(
                Text(
                    f"--watch と {option} は同時に指定できません。どちらかを外してください。",
                    f"--watch and {option} exclude each other: leave one out",
                )
            )
    for path in paths:
        if path.exists() and not path.is_dir():
            raise Misuse(
                Text(
                    f"{path} はフォルダーではありません。"
                    "--watch にはフォルダーを指定してください。",
                    f"{path} is no folder: --watch needs folders",
                )
            )


def settled(folders: Sequence[Path]) -> Iterator[None]:
    """One each time that a change has settled, and one every few seconds."""
    from watchfiles import watch

    try:
        for _ in watch(
            *folders,
            watch_filter=None,
            debounce=LONGEST,
            step=QUIET,
            rust_timeout=LOOK_AGAIN,
            yield_on_timeout=True,
        ):
            yield
    except (OSError, RuntimeError):  # a system out of watches, or a disk that knows none
        while True:
            time.sleep(LOOK_AGAIN / 1000)
            yield


@dataclass
class Watch:
    """The rounds over folders.

    Attributes:
        folders: Those of the returned files.
        beside: Further files on which the result depends.
        leave_out: Files in those folders that were not returned.
        targets: What is written after each round.
        validated: Validates; what has not changed is kept.
        compared: Compares with the round before, where one was given.
        print_all: Prints the first round.
        show: Findings at least as grave are listed.
        fails: Whether the exit code shall be 1.
    """

    folders: Sequence[Path]
    beside: Sequence[Path]
    leave_out: Sequence[Path]
    targets: Targets
    validated: Callable[[Kept], Validation]
    compared: Callable[[Validation], Comparison | None]
    print_all: Callable[[Validation, Comparison | None], bool]
    show: Severity | None
    fails: Callable[[Validation], bool]
    _kept: Kept = field(default_factory=Kept)
    _states: dict[Path, State] = field(default_factory=dict)
    _told: Validation | None = None
    _unsettled: frozenset[str] = frozenset()
    _complaint: Text | None = None
    _code: int = 0

    def run(self, changes: Callable[[Sequence[Path]], Iterator[None]] = settled) -> int:
        """Validate now and after each change; the exit code of the last round.

        Raises:
            Misuse: The first round cannot be run, or a folder is gone.
            KeyboardInterrupt: Before the first round was over.
        """
        going = self._first()
        try:
            put_error([Line(_WAITING.in_language(language()))])
            coming = changes(self.folders)
            while going:
                next(coming)
                going = self._again()
        except (KeyboardInterrupt, StopIteration):
            pass
        return self._code

    def _first(self) -> bool:
        from sysaudit.validation import NothingReturned

        self._states = self._seen()
        try:
            return self._round()
        except NothingReturned as nothing:
            self._told_nothing(nothing)
        return True

    def _again(self) -> bool:
        """A round where something has changed; what goes wrong is told once and tried again."""
        from sysaudit.validation import NothingReturned

        self._refuse_gone()
        try:
            states = self._seen()
            if states == self._states and not self._kept.may_be_tried:
                return True
            self._states = states
            return self._round()
        except NothingReturned as nothing:
            self._told_nothing(nothing)
        except Misuse as error:
            self._refuse_gone()
            self._complain_once(error.text)
        except typer.Exit as faulty:  # the roster's faults have been told
            self._code = faulty.exit_code
        return True

    def _round(self) -> bool:
        """Validate, print what is new, write; whether somebody still reads what is printed."""
        from sysaudit.reports.watch_text import change_between, change_lines

        validation = self.validated(self._kept)
        self._complaint = None
        change = change_between(self._told, validation)
        going = True
        if self._told is None or change:
            self._code = int(self.fails(validation))  # first: Ctrl-C may come while it is told
            comparison = self.compared(validation)
            if self._told is None:
                going = self.print_all(validation, comparison)
            else:
                now = datetime.now().time()
                going = put(
                    change_lines(validation, change, now, language(), self.show, comparison)
                )
            self._told = validation
            if self.targets.write(validation, comparison):
                self._code = COULD_NOT_RUN
        self._tell_unsettled()
        return going

    def _tell_unsettled(self) -> None:
        from sysaudit.reports.watch_text import unsettled_line

        unsettled = frozenset(each.name for each in self._kept.unsettled)
        if unsettled - self._unsettled:
            put_error([unsettled_line(unsettled, language())])
        self._unsettled = unsettled

    def _told_nothing(self, nothing: Misuse) -> None:
        """An empty folder is no slip here: the first file is waited for."""
        self._told, self._kept, self._code = None, Kept(), 0
        if self._complaint != nothing.text:
            put_error([Line(_EMPTY.in_language(language()))])
        self._complaint = nothing.text

    def _complain_once(self, text: Text) -> None:
        self._code = COULD_NOT_RUN
        if self._complaint != text:
            complain(text)
        self._complaint = text

    def _seen(self) -> dict[Path, State]:
        """How everything stands on which the result depends."""
        from sysaudit.validation import returned_in

        paths = [each.path for each in returned_in(self.folders, self.leave_out)]
        return {path: state_of(path) for path in (*paths, *self.beside)}

    def _refuse_gone(self) -> None:
        for folder in self.folders:
            if not folder.is_dir():
                raise Misuse(
                    Text(
                        f"フォルダー {folder} がなくなったため、終わります。"
                        "場所を確かめて、もう一度実行してください。",
                        f"the folder {folder} is gone: look where it is, and start again",
                    )
                )


_WAITING = Text(
    "変更を待っています。終わるには Ctrl+C を押してください。",
    "Waiting for changes. Press Ctrl+C to end.",
)
_EMPTY = Text("ファイルはまだありません。", "No file is there yet.")
