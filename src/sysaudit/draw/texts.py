"""Which texts may be hashed: those that look the same only where they are the same.

``Ａ1`` and ``A1``, が in one character or in two, a space that is no space: people cannot tell them
apart, a hash can. So a text must be equal to its own NFKC form, and what differs is refused with
the right form shown. Changing it silently is not for the method to do: ``Ａ1`` and ``A1`` might
both exist.
"""

from __future__ import annotations

import re
import unicodedata

from sysaudit.errors import Misuse
from sysaudit.findings import Text

LONGEST = 64
"""Bytes of UTF-8."""
_DRAW_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Unicode's categories of characters that show nothing."""


class Undrawable(Misuse):
    """What was given cannot be drawn from; the message says what to change."""


def check_code(code: str) -> None:
    """Whether a division code may be hashed.

    Raises:
        Undrawable: It may not; the message shows the form that may.
    """
    _check(code, Text(f"課コード「{_shown(code)}」", f"the division code {code!r}"), spaces=False)


def check_department(name: str) -> None:
    """Whether a department's name may be hashed; it may hold single spaces.

    Raises:
        Undrawable: It may not; the message shows the form that may.
    """
    _check(name, Text(f"部名「{_shown(name)}」", f"the department {name!r}"), spaces=True)


def check_name(name: str) -> None:
    """Whether an auditor's name may be hashed; it may hold single spaces.

    Raises:
        Undrawable: It may not; the message shows the form that may.
    """
    _check(name, Text(f"監査実施人「{_shown(name)}」", f"the auditor {name!r}"), spaces=True)


def check_draw_id(draw_id: str) -> None:
    """Whether a draw may be called so.

    Raises:
        Undrawable: It may not.
    """
    if not _DRAW_ID.fullmatch(draw_id):
        raise Undrawable(
            Text(
                f"抽選ID「{_shown(draw_id)}」は使えません。2019 のように、半角の英小文字、数字、"
                "「.」「_」「-」で32字まで、英小文字か数字から始めてください。",
                f"the draw id {draw_id!r} cannot be used: give up to 32 of a-z, 0-9, '.', '_' and "
                "'-', beginning with a letter or a digit, such as 2019",
            )
        )


def tidied(text: str) -> str:
    """The form of a text that may be hashed, where there is one.

    >>> tidied("Ａ０１"), tidied("健康　福祉部 ")
    ('A01', '健康 福祉部')
    """
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _check(text: str, what: Text, *, spaces: bool) -> None:
    fault = _fault(text, spaces=spaces)
    if fault is not None:
        raise Undrawable(
            Text(f"{what.ja}は使えません。{fault.ja}", f"{what.en} cannot be used: {fault.en}")
        )


def _fault(text: str, *, spaces: bool) -> Text | None:
    if not text:
        return Text("空欄です。入力してください。", "it is blank: type it")
    normal = unicodedata.normalize("NFKC", text)
    if text != normal:
        return Text(f"「{_shown(normal)}」と書いてください。", f"write {normal!r}")
    unseen = [c for c in text if unicodedata.category(c) in _UNSEEN]
    if unseen:
        rest = _shown("".join(c for c in text if c not in unseen))
        named = f"U+{ord(unseen[0]):04X}"
        return Text(
            f"見えない文字（{named}）があります。「{rest}」と書いてください。",
            f"it holds a character that is not seen ({named}): write {rest!r}",
        )
    if "|" in text:
        rest = text.replace("|", "-")
        return Text(
            f"「|」を除き、「{rest}」のように書いてください。",
            f"'|' cannot stand in it: write {rest!r}, say",
        )
    if text != (" ".join(text.split()) if spaces else "".join(text.split())):
        rest = tidied(text) if spaces else "".join(text.split())
        return Text(f"空白を除いて「{rest}」と書いてください。", f"without spaces: write {rest!r}")
    if len(text.encode()) > LONGEST:
        return Text(
            f"長すぎます（UTF-8 で{LONGEST}バイトまで）。短くしてください。",
            f"it is longer than {LONGEST} bytes of UTF-8: shorten it",
        )
    return None


def _shown(text: str) -> str:
    """A text as it can be printed; what is not seen by its number."""
    return "".join(
        c if unicodedata.category(c) not in _UNSEEN else f"\\u{ord(c):04x}" for c in text
    )
