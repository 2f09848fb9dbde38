"""What rules on rows and across them ask of cells, and how they tell places, days and lists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sysaudit.findings import Text
from sysaudit.forms.record import Record

MOST_LISTED = 5


def counted(record: Record, key: str) -> int:
    """The amount in a cell as Excel's own formulas count it: a number typed as text is none."""
    return 0 if key in record.origin.typed else getattr(record, key) or 0


def day_text(day: date) -> str:
    """A day as people type it.

    >>> day_text(date(2019, 4, 1))
    '2019/4/1'
    """
    return f"{day.year}/{day.month}/{day.day}"


def year_typed(record: Record, key: str) -> str:
    """A fiscal year as typed; a number without the comma that other numbers are shown with."""
    typed = record.typed(key) or ""
    return typed if getattr(record, key) is None else typed.replace(",", "")


def month_typed(record: Record, key: str) -> str:
    """A month as typed; without its first day where it stands as a date."""
    month = getattr(record, key)
    return record.origin.typed.get(key) or (f"{month.year}/{month.month}" if month else "")


def where(record: Record, key: str, beside: Record | None = None) -> str:
    """The sheet and cell of a record's field; the file too where ``beside`` is in another."""
    at = record.at(key)
    place = f"{at.sheet}!{at.cell}" if at.cell else f"{at.sheet}"
    same_file = beside is not None and beside.place.file == record.place.file
    return place if same_file else f"{at.file} {place}"


def listed(texts: Iterable[str], most: int = MOST_LISTED) -> Text:
    """Texts with 、 between, in English a comma, the last ones of a long list left out.

    >>> listed(["a", "b", "c"], most=2)
    Text(ja='a、b、…', en='a, b, …')
    """
    several = list(texts)
    shown = [*several[:most], *(["…"] if len(several) > most else [])]
    return Text("、".join(shown), ", ".join(shown))


def named(names: Iterable[str], most: int, counter: str = "件") -> Text:
    """Names in brackets, in English without, the last ones of a long list counted.

    >>> named(["a", "b", "c"], 2, "列")
    Text(ja='「a」「b」ほか1列', en='a, b and 1 more')
    """
    every = list(names)
    more = len(every) - most
    shown = "".join(f"「{name}」" for name in every[:most])
    return Text(
        shown + (f"ほか{more}{counter}" if more > 0 else ""),
        ", ".join(every[:most]) + (f" and {more} more" if more > 0 else ""),
    )
