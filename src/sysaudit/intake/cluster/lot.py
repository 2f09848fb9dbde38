"""Some files that are sent together, and what is to be done with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sysaudit.intake.cluster.parcel import Parcel, packed
from sysaudit.intake.folder import File, Source
from sysaudit.intake.workers import run_isolated

Result = TypeVar("Result")

HEAVIEST_LOT = 8_000_000
"""Bytes; what is larger travels alone."""

START_SECONDS = 240.0
"""How long processes may take to come up on a machine that is busy."""


@dataclass(frozen=True)
class Work(Generic[Result]):
    """What is to be done with every file.

    Attributes:
        function: Makes the result of a file.
        seconds: How long one may take.
        died: Makes the result of a file that kills its process.
        overdue: Makes the result of a file that takes too long.
    """

    function: Callable[[File], Result]
    seconds: float
    died: Callable[[File], Result]
    overdue: Callable[[File], Result]


@dataclass(frozen=True)
class Lot(Generic[Result]):
    """Files with what is to be done with them.

    Attributes:
        start: The place of the first among all files; the others follow.
    """

    start: int
    files: tuple[Parcel, ...]
    work: Work[Result]

    @property
    def longest(self) -> float:
        """The seconds after which it must be done, even if every file in it hangs.

        One hangs until its time is up, and then each is tried alone.
        """
        return (len(self.files) + 1) * self.work.seconds + START_SECONDS

    def results(self) -> list[Result]:
        """The result of each file, made by a process that it may kill."""
        work = self.work
        return run_isolated(
            work.function,
            self.files,
            jobs=1,
            seconds=work.seconds,
            died=work.died,
            overdue=work.overdue,
        )


def lots(
    work: Work[Result], sources: Sequence[Source], longest: int, most: int
) -> Iterator[Lot[Result]]:
    """Neighbouring files in lots, read from the disk when they are asked for.

    Args:
        work: What is to be done with them.
        sources: All files.
        longest: The number of files in a lot.
        most: The bytes in a file that are still of use.
    """
    start, files, weight = 0, list[Parcel](), 0
    for position, source in enumerate(sources):
        parcel = packed(source, most)
        if files and (len(files) == longest or weight + parcel.weight > HEAVIEST_LOT):
            yield Lot(start, tuple(files), work)
            start, files, weight = position, [], 0
        files.append(parcel)
        weight += parcel.weight
    if files:
        yield Lot(start, tuple(files), work)
