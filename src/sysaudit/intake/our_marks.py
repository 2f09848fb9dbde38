"""The marks that we put into a returned workbook, known again when it comes back.

A marked copy is mended and returned, so it must read as if it bore no marks. Each is known by what
survives a save in Excel or LibreOffice: never by an index, an identifier or a place.
"""

from __future__ import annotations

PAGE_SHEET = "確認事項"
TITLE = "確認していただきたいこと（システム調査票"
"""How cell A1 of the page begins; a sheet of that name without it is somebody else's."""

ANSWER_HEADER, NUMBER_HEADER = "課の回答（あれば）", "番号"
"""The column of our page in which a division may answer, and that of the remarks' numbers."""

MAIL_FILE = "メール文.txt"
"""The text for the mail, which may come back with the rest of its folder."""

AUTHOR = "sysaudit"
NOTE_HEAD = "【情報管理課からの確認】"
NOTE_TAIL = "（この吹き出しは消さなくて構いません）"

SIGNATURE = 'N("sysaudit")=0'
"""The condition of our colours: always true, and nobody else's."""


def may_be_our_page(sheet: str) -> bool:
    """Whether a sheet has the name of our page, or that of a copy made of it: ``確認事項 (2)``."""
    return sheet.strip().startswith(PAGE_SHEET)


def is_our_page(sheet: str, title: object) -> bool:
    """Whether a sheet is our list of remarks, from its name and its cell A1."""
    return may_be_our_page(sheet) and str(title).strip().startswith(TITLE)


def is_our_note(text: str) -> bool:
    r"""Whether a note begins and ends with words of ours: nobody has written below them.

    What somebody has typed between head and tail is not noticed.

    >>> is_our_note(f"{NOTE_HEAD}\n空欄です。\n{NOTE_TAIL}\n")
    True
    >>> is_our_note(f"{NOTE_HEAD}\n空欄です。\n{NOTE_TAIL}\n来週決まります。")
    False
    """
    plain = text.strip()
    return plain.startswith(NOTE_HEAD) and plain.endswith(NOTE_TAIL)


def added_to_note(text: str) -> str:
    r"""What somebody added below the text of a note of ours; the whole of any other note.

    >>> added_to_note(f"{NOTE_HEAD}\n空欄です。\n{NOTE_TAIL}\n来週決まります。")
    '来週決まります。'
    """
    plain = text.strip()
    if not plain.startswith(NOTE_HEAD):
        return text
    return plain.rpartition(NOTE_TAIL)[2].strip() or plain


def is_our_condition(formula: str) -> bool:
    """Whether the formula of a conditional format is the one of our colours."""
    return "".join(formula.split()).removeprefix("=").lower() == SIGNATURE.lower()
