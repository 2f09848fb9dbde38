"""Names of files and folders made of what stands in cells: never a path, good on every system."""

from __future__ import annotations

import unicodedata

LONGEST = 60
"""Characters; with a folder and a suffix they stay below what any system takes, in bytes too."""

_FORBIDDEN = str.maketrans('\\/:*?"<>|', "＼／：＊？”＜＞｜")
"""What Windows refuses in a name, and what it looks like in full width."""
_RESERVED = frozenset(
    ("CON", "PRN", "AUX", "NUL", *(f"{kind}{n}" for kind in ("COM", "LPT") for n in "123456789¹²³"))
)


def safe_name(text: str) -> str:
    """A text as part of a file's name.

    >>> safe_name("システム調査票_1304_税/証明課"), safe_name("../x"), safe_name("con.表")
    ('システム調査票_1304_税／証明課', '．．／x', '_con.表')
    """
    visible = "".join(c if unicodedata.category(c)[0] not in "CZ" else " " for c in text)
    name = " ".join(visible.translate(_FORBIDDEN).split())[:LONGEST].strip()
    if name.startswith(".") or name.endswith("."):
        name = name.replace(".", "．")
    device = name.partition(".")[0].strip().upper()  # whatever ending is given to it
    return f"_{name}" if device in _RESERVED or not name else name
