"""Shares and the key: a seed that nobody holds alone.

One person who knows the list can try seeds until the draw suits: six wishes take some twenty
tries. So the key is made of two shares of 32 random bytes, one kept by the secretariat and one by
a witness. Both *commit* to theirs by a hash while neither is known, and only after the list is
fixed; whoever opens a share later is held to the commitment. A guess at a share is hopeless
(2**256), a guess at a date behind a hash takes a tenth of a second: a seed that somebody made up
serves for practice only.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Sequence

from sysaudit.draw.hashing import digest
from sysaudit.draw.texts import Undrawable, check_draw_id
from sysaudit.findings import Text

SECRETARIAT, WITNESS = "secretariat", "witness"
ROLES = (SECRETARIAT, WITNESS)
"""Who holds a share, in the order in which the shares enter the key."""
_SHARE = re.compile(r"[0-9a-f]{64}")


def new_share() -> str:
    """A share that nobody can guess: 32 bytes of the system's randomness in 64 digits."""
    return secrets.token_hex(32)


def share_of_seed(seed: str) -> str:
    """The share that a text stands for; spellings that NFKC makes equal are one.

    >>> share_of_seed("  ２０１９０４２６ ") == share_of_seed("20190426")
    True

    Raises:
        Undrawable: The text is blank, holds ``|``, or is no text in the terminal's encoding.
    """
    plain = unicodedata.normalize("NFKC", seed).strip()
    unreadable = any(unicodedata.category(each) == "Cs" for each in plain)
    if not plain or "|" in plain or unreadable:
        raise Undrawable(
            Text(
                "シードは空にできず、「|」も使えません。別の言葉を指定してください。",
                "the seed may not be blank nor hold '|': give another text",
            )
        )
    return digest("seed", plain)


def check_share(share: str) -> None:
    """Whether a text is a share.

    Raises:
        Undrawable: It is not 64 hexadecimal digits; the text itself is not repeated.
    """
    if not _SHARE.fullmatch(share):
        raise Undrawable(
            Text(
                "シェアの形が違います。--commit で作られたファイルをそのまま指定してください"
                "（0〜9とa〜fで64字）。",
                "that is no share: give the file that --commit made (64 digits 0-9 and a-f)",
            )
        )


def commitment(draw_id: str, role: str, share: str) -> str:
    """What is published of a share before it is opened."""
    check_draw_id(draw_id)
    check_share(share)
    return digest("commit", draw_id, role, share)


def key_of(draw_id: str, shares: Sequence[str]) -> str:
    """K, the key of a draw.

    Args:
        draw_id: By default the fiscal year.
        shares: In the order of `ROLES`, or the one share of a text seed.

    >>> key_of("2019", [share_of_seed("20190426")])
    '0653107185d0f7b34a69887ae16aa33d93336521754a091b367654f00b133ac2'

    Raises:
        Undrawable: The draw cannot be called so, or one is no share.
    """
    check_draw_id(draw_id)
    if not shares:
        raise Undrawable(
            Text(
                "シェアがありません。事務局と立会人のシェアを指定してください。",
                "there is no share: give those of the secretariat and the witness",
            )
        )
    for share in shares:
        check_share(share)
    return digest("key", draw_id, *shares)
