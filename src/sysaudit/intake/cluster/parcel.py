"""A file on its way to a machine that does not see it."""

from __future__ import annotations

from dataclasses import dataclass

from sysaudit.intake.content import Content, content_of
from sysaudit.intake.folder import Source
from sysaudit.intake.limits import Limits
from sysaudit.intake.refusal import Refusal, Refused


@dataclass(frozen=True)
class Parcel:
    """A file with what stands in it; no path, which another system could not even unpickle.

    Attributes:
        name: How findings name it.
        content: Its bytes, or why they cannot be had.
    """

    name: str
    content: Content | Refusal

    @property
    def weight(self) -> int:
        """How many bytes are sent."""
        return len(self.content.data) if isinstance(self.content, Content) else 0

    def bytes_within(self, limits: Limits) -> bytes:
        """What stood in the file when it was packed.

        Raises:
            Refused: It could not be read, or is larger than the limit.
        """
        if isinstance(self.content, Refusal):
            told = self.content
            raise Refused(told.reason, told.detail, told.sheet, told.cell)
        return self.content.within(limits)


def packed(source: Source, most: int) -> Parcel:
    """A file with its bytes, unless there are more than ``most``."""
    try:
        return Parcel(source.name, content_of(source.path, most))
    except Refused as refused:
        return Parcel(source.name, refused.refusal)
