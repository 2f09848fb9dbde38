"""docs/json.md: every key that `sysaudit.reports.json_shape` declares, and what it may hold."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from inspect import getdoc
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from sysaudit.advice import Reason
from sysaudit.config.section import model_in
from sysaudit.findings import Severity, Text
from sysaudit.reports.json_shape import RulesEnvelope, ValidationEnvelope
from sysaudit.reports.markdown import table
from sysaudit.reports.words import SEVERITIES, STATES, STATUSES
from sysaudit.rounds import State
from sysaudit.submissions import Status

INTRODUCTION = """\
# JSON

<!-- src/sysaudit/reports/json_shape.py から自動で作られます。直接書き換えないでください。 -->

`sysaudit validate --format json`（`--save` も同じ）と `sysaudit explain --format json` の出力の
項目です。プログラムで読む方のためのページなので、説明は英語です。様式の言葉は日本語のままです。

What `sysaudit validate --format json` prints, what `--save FILE.json` keeps (the same), and what
`sysaudit explain --format json` prints. The encoding is UTF-8 without a mark in front, whatever the
terminal's. stdout holds the JSON and nothing else; notes are on stderr.

- Every key is always there, in this order. What is unknown, or does not apply, is `null`; each key
  that may be so says when.
- `version` is the version of this shape. Within it keys keep their meaning; further keys may be
  added, so pass over those that you do not know.
- A date is a string like `2019-07-01`. Sums are whole yen.
- A file name with bytes that are no text has them as `\\udc83`; characters that no terminal shows
  are escapes of JSON.
- Exit codes of `validate`: {exit_codes} Look at the code first: with 2 there may be no JSON.
"""
HEADERS = ("Key", "Type", "Meaning")
NAMES = {str: "string", int: "integer", float: "number", bool: "boolean", date: "date"}
MEANINGS: Mapping[str, Mapping[StrEnum, Text]] = {
    "severity": {
        Severity.ERROR: Text(SEVERITIES[Severity.ERROR].ja, "must be mended"),
        Severity.WARNING: Text(SEVERITIES[Severity.WARNING].ja, "wants a look"),
        Severity.INFO: Text(SEVERITIES[Severity.INFO].ja, "was read leniently"),
    },
    "status": {
        Status.CLEAN: Text(STATUSES[Status.CLEAN].ja, "neither errors nor warnings in force"),
        Status.FINDINGS: Text(STATUSES[Status.FINDINGS].ja, "errors or warnings in force"),
        Status.UNREADABLE: Text(STATUSES[Status.UNREADABLE].ja, "a file that cannot be read"),
        Status.DUPLICATE: Text(
            STATUSES[Status.DUPLICATE].ja, "holds a form that another file of the division holds"
        ),
        Status.NOT_OURS: Text(STATUSES[Status.NOT_OURS].ja, "holds none of the forms"),
        Status.MISSING: Text(STATUSES[Status.MISSING].ja, "a division whose forms have not come"),
    },
    "state": {
        State.NEW: Text(STATES[State.NEW].ja, "not in the baseline"),
        State.STILL: Text(STATES[State.STILL].ja, "in the baseline already"),
        State.MENDED: Text(STATES[State.MENDED].ja, "gone"),
        State.UNCHECKED: Text(STATES[State.UNCHECKED].ja, "gone, but could not be looked for"),
    },
    "reasons": {
        Reason.UNREADABLE: Text("読み取れないファイル", "a file that cannot be read"),
        Reason.DUPLICATE: Text("重複提出", "a form in two files"),
        Reason.ERRORS: Text("エラーが多い", "at least analysis.help_errors of the settings"),
        Reason.UNKNOWN: Text("不明が多い", "more than thresholds.unknown_share of the settings"),
        Reason.STRAIGHT: Text("同じ点が続く評価", "one mark again and again in an evaluation"),
    },
}
"""What the values mean that are words, by their key."""


def json_page(exit_codes: str, command: str, example: str) -> str:
    """The page, in English.

    Args:
        exit_codes: Those of `validate`, in a sentence.
        command: What prints the example.
        example: JSON of `validate`.
    """
    return "\n".join(
        [
            INTRODUCTION.format(exit_codes=exit_codes),
            *_shape("sysaudit validate --format json", ValidationEnvelope),
            *_shape("sysaudit explain --format json", RulesEnvelope),
            "## Values\n",
            *map(_values, MEANINGS),
            f"## Example\n\n```\n{command}\n```\n\n```json\n{example}\n```\n",
        ]
    )


def _shape(command: str, envelope: type[BaseModel]) -> Iterator[str]:
    """The object that a command prints, and those within it; equal ones are told once."""
    yield f"## `{command}`\n\n{table(HEADERS, _keys(envelope))}"
    paths: dict[type[BaseModel], list[str]] = {}
    for path, model in _within(envelope, ""):
        paths.setdefault(model, []).append(f"`{path}`")
    for model, several in paths.items():
        yield f"### {', '.join(several)}\n\n{getdoc(model)}\n\n{table(HEADERS, _keys(model))}"


def _within(model: type[BaseModel], above: str) -> Iterator[tuple[str, type[BaseModel]]]:
    """The objects within an object, by their paths."""
    for name, info in model.model_fields.items():
        inner = model_in(info.annotation)
        if inner is not None:
            path = f"{above}{name}{'[]' if 'list' in type_name(info.annotation) else ''}"
            yield path, inner
            yield from _within(inner, f"{path}.")


def _keys(model: type[BaseModel]) -> Iterator[tuple[str, str, str]]:
    for name, info in model.model_fields.items():
        yield f"`{name}`", type_name(info.annotation), info.description or ""


def type_name(annotation: Any) -> str:
    """A type in the words of JSON.

    >>> type_name(int | None), type_name(list[str]), type_name(Literal["ja", "en"])
    ('integer or null', 'list of strings', '`ja` / `en`')
    """
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return type_name(arguments[0])
    if origin in (Union, types.UnionType):
        return f"{' or '.join(type_name(a) for a in arguments if a is not type(None))} or null"
    if origin in (list, tuple):
        return f"list of {_several(arguments[0])}"
    if origin is Literal or (isinstance(annotation, type) and issubclass(annotation, StrEnum)):
        return " / ".join(f"`{each}`" for each in arguments or annotation)
    if origin is not None and issubclass(origin, Mapping):
        return f"object of {_several(arguments[1])}"
    return NAMES.get(annotation, "object")


def _several(annotation: Any) -> str:
    """``strings``, ``lists of strings``; words that are values stay as they are."""
    one = type_name(annotation)
    first, _, others = one.partition(" ")
    return one if one.startswith("`") else " ".join(filter(None, (f"{first}s", others)))


def _values(key: str) -> str:
    rows = ((f"`{value}`", told.ja, told.en) for value, told in MEANINGS[key].items())
    return f"### `{key}`\n\n{table(('Value', '日本語', 'Meaning'), rows)}"
