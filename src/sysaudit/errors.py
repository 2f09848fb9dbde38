"""What is raised when the program is called wrongly; faults in returned files are values."""

from __future__ import annotations

from sysaudit.findings import Text


class Misuse(Exception):
    """The program was called wrongly; the message ends with the remedy.

    Attributes:
        text: The message in both languages.
    """

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        """The message in English; the command line takes it from ``text`` in its language."""
        return self.text.en
