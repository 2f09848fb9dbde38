"""Tables for the pages in docs/."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""A table whose cells no text can break.

    >>> table(("a", "b"), [("text|json", "two\nlines")])
    '| a | b |\n| --- | --- |\n| text\\|json | two lines |\n'
    """
    lines = [headers, ["---"] * len(headers), *rows]
    return "".join(f"| {' | '.join(map(_in_cell, line))} |\n" for line in lines)


def _in_cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
