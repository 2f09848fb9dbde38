"""The plan that a result states, against the one that its inputs give."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sysaudit.audits import book, contents
from sysaudit.audits.differences import Difference, effect_of
from sysaudit.audits.plan import Entry, Plan
from sysaudit.audits.reading import Book, ToldRow
from sysaudit.audits.result import Result
from sysaudit.findings import Address, Text

NOT_SHOWN = frozenset({"name", "promoter", "extension"})
"""What may tell a drawn division on a terminal that others see."""
ONE, OTHER = Text("（表示しません）", "(not shown)"), Text("（別の内容）", "something else")
MOST_DAYS = 5
WORKED_OUT = 30
"""For so many differences of the plan the effect of each is worked out."""


def of_plan(told: Book, result: Result, plan: Plan) -> Iterator[Difference]:
    """Where the inputs give another plan than the result states."""
    stated = result.plan
    here, there = contents.plan_fields(stated), contents.plan_fields(plan)
    for key in ("draw_id", "year", "places", "max_gap_years", "gap_known", "weighing"):
        if here[key] != there[key]:
            effect = effect_of(result, places=plan.places) if key == "places" else None
            label = _as_it_stands(book.FIELDS[key])
            differs = _differs(told.fields[key].at, label, here[key], there[key])
            yield replace(differs, changes=effect)
    if stated.window != plan.window:
        yield Difference(
            Text(
                "訪問の期間か休日が、資料と設定から作られるものと違います。",
                "the window or its closed days are not those of the inputs and settings",
            ),
            told.fields["first"].at,
            effect_of(result, window=plan.window),
        )
    if stated.auditors != plan.auditors:
        yield Difference(
            Text("監査実施人が設定と違います。", "the auditors are not those of the settings"),
            told.fields["places"].at,
        )
    yield from _of_files(told, plan)
    yield from _of_entries(told, result, plan)


def _of_files(told: Book, plan: Plan) -> Iterator[Difference]:
    """The files that the result names against those that were given now."""
    given = {(each.what.ja, each.sha256) for each in plan.files}
    for name, sha256, what in told.files:
        if (what.text, sha256.text) not in given:
            yield Difference(
                Text(
                    f"{what.text}のファイルが、抽選のときと中身が違うか、指定されていません。",
                    "this file is not among those given, or has other contents",
                ),
                name.at,
            )


def _of_entries(told: Book, result: Result, plan: Plan) -> Iterator[Difference]:
    rows = {row["code"].text: row for row in told.divisions}
    found = list(_entry_differences(rows, result.plan, plan))
    for key, label, code, here, there in found:
        at = rows[code][key].at if code in rows else Address(told.file, book.DIVISIONS)
        effect = None
        if len(found) <= WORKED_OUT:
            effect = effect_of(result, entries=_with(result.plan, plan.by_code.get(code), code))
        yield replace(_differs(at, label, here, there), changes=effect)
    if len(found) > WORKED_OUT:
        yield Difference(
            Text("これらをすべて資料どおりにすると:", "with all of these as the inputs have them:"),
            None,
            effect_of(result, entries=plan.entries, places=plan.places),
        )


_COMPARED: tuple[tuple[str, Callable[[Entry], Any]], ...] = (
    ("name", lambda entry: entry.name),
    ("department", lambda entry: entry.department),
    ("standing", lambda entry: book.STANDINGS[entry.standing]),
    ("reasons", lambda entry: entry.reasons.ja),
    ("total", lambda entry: entry.total),
    ("base", lambda entry: entry.base),
    ("last_year", lambda entry: book.YES if entry.visited_last_year else ""),
    ("weight", lambda entry: entry.weight),
    ("points", lambda entry: entry.points.ja),
    ("blocked", lambda entry: entry.blocked),
    ("promoter", lambda entry: entry.promoter),
    ("extension", lambda entry: entry.extension),
)


def _entry_differences(
    rows: Mapping[str, ToldRow], stated: Plan, plan: Plan
) -> Iterator[tuple[str, Text, str, Any, Any]]:
    """Key, label, code, what the result says, what the inputs say."""
    for code in sorted(stated.by_code.keys() | plan.by_code.keys(), key=str.encode):
        here, there = stated.by_code.get(code), plan.by_code.get(code)
        if here is None or there is None:
            yield "code", Text("課の行", "the row"), code, _there(here), _there(there)
            continue
        for key, value in _COMPARED:
            if value(here) == value(there):
                continue
            if key in NOT_SHOWN:
                yield key, _as_it_stands(book.TITLES[key]), code, ONE, OTHER
            else:
                yield key, _as_it_stands(book.TITLES[key]), code, value(here), value(there)


def _there(entry: Entry | None) -> Text:
    """Without the code, which may be that of a drawn division."""
    return Text("なし", "not there") if entry is None else Text("あり", "there")


def _with(plan: Plan, entry: Entry | None, code: str) -> tuple[Entry, ...]:
    """The entries with one put in the place of what the result says; without it where None."""
    others = [each for each in plan.entries if each.code != code]
    several = others if entry is None else [*others, entry]
    return tuple(sorted(several, key=lambda each: each.code.encode()))


def _as_it_stands(label: str) -> Text:
    """A heading of the workbook, which is Japanese."""
    return Text(label, label)


def _differs(at: Address, label: Text, here: object, there: object) -> Difference:
    if not isinstance(here, Text) and isinstance(here, tuple) and isinstance(there, tuple):
        told = _days(here, there), _days(there, here)
    else:
        told = _shown(here), _shown(there)
    (here_ja, here_en), (there_ja, there_en) = told
    return Difference(
        Text(
            f"{label.ja}: 結果では「{here_ja}」、資料からは「{there_ja}」",
            f"{label.en}: {here_en} in the result, {there_en} by the inputs",
        ),
        at,
    )


def _days(own: tuple[date, ...], other: tuple[date, ...]) -> Text:
    """The days of one that the other lacks; a few of them."""
    alone = sorted(set(own) - set(other))
    shown = [str(day) for day in alone[:MOST_DAYS]]
    more = len(alone) - len(shown)
    return Text(
        "、".join(shown) + (f" ほか{more}日" if more else "") or "なし",
        ", ".join(shown) + (f" and {more} more" if more else "") or "none",
    )


def _shown(value: object) -> Text:
    if isinstance(value, Text):
        return value
    return Text(str(value), str(value)) if value != "" else Text("なし", "none")
