"""Texts as programs of Windows read them."""

from __future__ import annotations

import re
from collections.abc import Iterator

BOM = "\ufeff"
"""Without it, older Windows take a text for cp932."""
SIGNS = (
    (re.compile(r"^#+ "), "■ "),
    (re.compile(r"^- "), "・"),
    (re.compile(r"!?\[([^]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"`|\*\*"), ""),
)
"""What Markdown writes, and what stands for it in a plain text."""


def batch_file(text: str) -> bytes:
    """A batch file: cmd.exe reads line by line in the code page of the moment, which is set first.

    Raises:
        ValueError: A line before the code page is set is not ASCII, or one cannot be encoded.
    """
    before, chosen, _ = text.partition("chcp 932")
    if not chosen or not before.isascii():
        raise ValueError("the code page must be set before anything that is not ASCII")
    return text.replace("\n", "\r\n").encode("cp932")


def for_notepad(markdown: str) -> bytes:
    """A guide as plain text: UTF-8 with a mark and the line ends of Windows."""
    return (BOM + "\r\n".join(_plain(markdown)) + "\r\n").encode()


def _plain(markdown: str) -> Iterator[str]:
    r"""Lines without signs of Markdown; commands are indented.

    >>> list(_plain("<!-- x -->\n## 導入\n- `a.cmd` を[ここ](#x)で\n```\npy `x`\n```"))
    ['■ 導入', '・a.cmd をここで', '    py `x`']
    """
    inside = False
    for line in markdown.splitlines():
        if line.lstrip().startswith("```"):
            inside = not inside
        elif inside:
            yield f"    {line}"
        elif not line.startswith("<!--"):
            for sign, plain in SIGNS:
                line = sign.sub(plain, line)
            yield line
