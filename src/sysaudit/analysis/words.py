"""What stands in a table where a form says nothing, and keys that formulas can compare."""

from __future__ import annotations

import hashlib
import re

from sysaudit.forms.record import Record, is_blank

UNSTATED = "（記入なし）"
"""Stands where a form has no value, so that no group is without a name."""
NO_ROSTER = "（組織台帳の指定なし）"
NOT_ON_ROSTER = "（組織台帳にない課）"

LONGEST_KEY = 200
"""Units of UTF-16; a spreadsheet program compares with texts of up to 255."""
_WILD = str.maketrans("*?~", "＊？～")
"""A spreadsheet program takes these as wildcards where it compares."""


def answer(record: Record, key: str) -> str:
    """What stands in a field in the words of the form: its value, or 不明 …, or `UNSTATED`."""
    value = getattr(record, key)
    return record.word(key) or (UNSTATED if is_blank(value) else str(value))


def group_key(text: str) -> str:
    """A text by which formulas may group: one line, no wildcards, short enough to be compared.

    >>> group_key("見本*部"), len(group_key("長" * 300))
    ('見本＊部', 109)
    """
    plain = re.sub(r"\s+", " ", text.translate(_WILD)).strip() or UNSTATED
    if len(plain) + sum(character > "\uffff" for character in plain) <= LONGEST_KEY:
        return plain
    digest = hashlib.sha256(plain.encode()).hexdigest()[:8]
    return f"{plain[: LONGEST_KEY // 2]}…{digest}"


def system_key(division_code: str, system_id: str) -> str:
    """What a system is called across divisions, since 新規-1 is one in each of them.

    >>> system_key("1305", "新規-1")
    '1305_新規-1'
    """
    return group_key(f"{division_code}_{system_id}")
