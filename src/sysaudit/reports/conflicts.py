"""Divisions that compete for too few dates, told once for the terminal and the workbook."""

from __future__ import annotations

from collections.abc import Sequence

from sysaudit.audits import Plan
from sysaudit.draw import Conflict
from sysaudit.findings import Text

MOST_NAMES = 30
"""More names than these are counted."""


def conflict_text(conflict: Conflict, plan: Plan) -> Text:
    """Who competes for which dates."""
    names = _names(conflict.divisions, plan)
    if not conflict.dates:
        return Text(
            f"訪問できる日が期間中にありません: {names.ja}",
            f"no open date in the window: {names.en}",
        )
    days = [f"{day.month}/{day.day}" for day in conflict.dates]
    count = len(conflict.divisions)
    return Text(
        f"訪問できる日が {'、'.join(days)}（{conflict.room}課分）だけの課が{count}課あります: "
        f"{names.ja}",
        f"{count} divisions compete for {', '.join(days)} (room for {conflict.room}): {names.en}",
    )


WAYS_OUT = Text(
    "次のどれかで決まります: ①どれかの課に訪問できる日をもう1日ひらいてもらう ②これらの日のどれかで"
    "訪問をもう1課ふやす ③1課を日付なしのままとし、後から --move で決める",
    "open one more date for any of them, or one more visit on any of those dates, or leave one "
    "undated and date it later with --move",
)


def _names(codes: Sequence[str], plan: Plan) -> Text:
    shown = [f"{code} {plan.by_code[code].name}" for code in codes[:MOST_NAMES]]
    more = len(codes) - len(shown)
    return Text(
        "、".join(shown) + (f" ほか{more}課" if more else ""),
        ", ".join(shown) + (f" and {more} more" if more else ""),
    )
