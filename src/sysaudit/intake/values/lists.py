"""Several values in one cell, where the column allows them."""

from __future__ import annotations

import re
from collections.abc import Callable

from sysaudit.forms.field import Column
from sysaudit.intake.values.reading import Note, Reading
from sysaudit.intake.values.stand_ins import stand_in


def read_list(
    column: Column,
    raw: object,
    read_one: Callable[[Column, object], Reading],
    between: re.Pattern[str],
) -> Reading:
    """A tuple of values; the first that is not understood makes the whole cell so."""
    if not isinstance(raw, str):
        one = read_one(column, raw)
        return one._replace(value=(one.value,)) if one.note.understood else one
    parts = [part.strip() for part in between.split(_narrow(raw)) if part.strip()]
    as_asked = parts == [part.strip() for part in raw.split(";")]
    readings = [read_one(column, part) for part in parts]
    return stand_in(column, raw) or _joined(raw, readings, Note.PLAIN if as_asked else Note.WIDTH)


def _narrow(raw: str) -> str:
    """Separators of either width as one; the parts keep their own widths."""
    return raw.translate({ord("；"): ";", ord("，"): ",", ord("／"): "/"})


def _joined(raw: str, readings: list[Reading], otherwise: Note) -> Reading:
    """The values as one reading, with the first note that is worth telling."""
    for each in readings:
        if each.value is None:
            note = Note.SEVERAL_VALUES if each.note.understood else each.note
            return Reading(None, note, raw, each.suspected)
    if not readings:
        return Reading(None, Note.PLACEHOLDER, raw)
    notes = (each.note for each in readings if each.note is not Note.PLAIN)
    return Reading(tuple(each.value for each in readings), next(notes, otherwise), raw)
