"""Rows that went out filled in from last year's form: have they been looked at?

A row that nobody touched still says what it said when it went out. So the workbook carries a
fingerprint of each such row, and a row whose fingerprint is among them was not changed, wherever
it stands by now. Where the fingerprints are lost, since somebody copied the sheet into a new
workbook, the word 未確認 beside the row still tells.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache

from sysaudit.forms.field import declared_columns
from sysaudit.forms.record import Record, is_blank, shown
from sysaudit.forms.shared import CONFIRMED, UNCONFIRMED

CONFIRMATION = "confirmation"
"""The field 確認 of the forms that are filled in from last year's."""
_EXTRA = "carried:"
"""How the keys of columns begin that the settings add."""


def is_unconfirmed(record: Record) -> bool:
    """Whether a row stands there as it went out, neither changed nor confirmed."""
    answer = getattr(record, CONFIRMATION, None)
    sent = record.place.sent
    if answer == CONFIRMED or record.unread(CONFIRMATION):
        return False
    if sent is None:
        return answer == UNCONFIRMED
    return bool(sent) and fingerprint(type(record), _texts_of(record)) in sent


def fingerprint(model: type[Record], texts: Mapping[str, str]) -> str:
    """A row's fingerprint: what stands in its cells, 確認 and computed cells apart.

    Columns that the settings add count like the others.

    Args:
        model: The form's record.
        texts: What stands in each cell, by key, as `text_of` tells it; blank ones left out.
    """
    keys = (*_keys(model), *sorted(key for key in texts if key.startswith(_EXTRA)))
    told = "\n".join(f"{key}={texts[key]}" for key in keys if texts.get(key))
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def text_of(value: object) -> str:
    """A value to fill in, in the words in which it will be read back.

    >>> text_of(1200), text_of(("1304-S01", "1305-S02")), text_of(None), text_of("不明")
    ('1,200', '1304-S01; 1305-S02', '', '不明')
    """
    return "" if is_blank(value) else shown(value)


def _texts_of(record: Record) -> dict[str, str]:
    extra = {f"{_EXTRA}{label}": text for label, text in record.carried.items()}
    return {key: _read(record, key) for key in _keys(type(record))} | extra


def _read(record: Record, key: str) -> str:
    word, value = record.word(key), getattr(record, key)
    if word is not None or not is_blank(value):
        return word or shown(value)
    return record.typed(key) or ""


@lru_cache
def _keys(model: type[Record]) -> tuple[str, ...]:
    columns = declared_columns(model)
    return tuple(c.key for c in columns if not c.computed and c.key != CONFIRMATION)
