"""docs/json.md says what the JSON of the samples holds: no key less, and none that never comes."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.analysis.samples import PREVIOUS, RETURNED, ROSTER

from sysaudit.cli import validate as validate_command
from sysaudit.config import Settings
from sysaudit.reports.json_output import rules_json, validation_json
from sysaudit.rounds import compared
from sysaudit.rounds.baseline import Baseline
from sysaudit.validation import validate

PAGE = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
COMMANDS = ("validate", "explain")
KINDS = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    dict: "object",
    list: "list",
}
LATE = date(2019, 7, 1)
LATER = "システム調査票_1305_納税課.xlsx"
"""A file that comes in the second round."""
COVERLESS = "システム評価_2003_指導室.xlsx"
"""A file that tells no name of a division."""
ACCEPTING = {
    "waivers": [{"code": "C13", "division": "1306", "reason": "既知", "who": "見本"}],
    "analysis": {"help_errors": 1},
    "thresholds": {"unknown_share": 0.01},
}
"""One finding is accepted, and advice is given sooner."""


class Key(NamedTuple):
    """A row of the page."""

    kind: str
    meaning: str

    @property
    def nullable(self) -> bool:
        return self.kind.endswith(" or null")

    @property
    def options(self) -> set[str]:
        """The words that it may be, where it is one of several."""
        return {*re.findall("`(.+?)`", self.kind)}


Shape = dict[str, dict[str, Key]]
"""The keys of each object, by its path."""


@cache
def outputs() -> dict[str, list[Any]]:
    """The samples in a first round, in a second with less beside, then without a roster; rules."""
    every = [path for path in RETURNED.iterdir() if not path.name.startswith("~")]
    some = [path for path in every if path.name != LATER]
    first = validate(some, roster=ROSTER, previous=[PREVIOUS], as_of=LATE)
    baseline = Baseline.model_validate_json(validation_json(first, "ja"))
    settings = Settings.model_validate(ACCEPTING)
    second = validate(every, roster=ROSTER, settings=settings, as_of=LATE)
    alone = validate(every, settings=settings)
    bare = validate([RETURNED / COVERLESS], settings=settings)
    rounds = [
        validation_json(first, "ja"),
        validation_json(second, "en", compared(second, baseline)),
        validation_json(alone, "ja"),
        validation_json(bare, "ja"),
    ]
    return {
        "validate": [json.loads(each) for each in rounds],
        "explain": [json.loads(rules_json())],
    }


def section(heading: str) -> str:
    """What stands below a heading of the second level."""
    return PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]


@cache
def shape(command: str) -> Shape:
    """What the page says of a command's output; objects of several paths under the first."""
    found: Shape = {}
    for part in section(f"`sysaudit {command} --format json`").split("\n### "):
        rows = re.findall(r"^\| `(.+?)` \| (.+) \| (.+) \|$", part, re.MULTILINE)
        keys = {key: Key(kind, meaning) for key, kind, meaning in rows}
        paths = re.findall("`(.+?)`", part.splitlines()[0]) if part[0] == "`" else [""]
        found |= dict.fromkeys(paths, keys)
    return found


def objects(value: dict[str, Any], path: str, known: Shape) -> Iterator[tuple[str, dict[str, Any]]]:
    """An object and all within it that the page knows, with their paths."""
    yield path, value
    for key, held in value.items():
        below = f"{path}.{key}".removeprefix(".")
        if below in known:
            yield from objects(held, below, known)
        for each in held if isinstance(held, list) and f"{below}[]" in known else ():
            yield from objects(each, f"{below}[]", known)


@cache
def told(command: str) -> list[tuple[str, dict[str, Any]]]:
    """All objects of all outputs of a command, with their paths."""
    known = shape(command)
    return [each for output in outputs()[command] for each in objects(output, "", known)]


def fits(kind: str, value: Any) -> bool:
    """Whether a value is what the page says."""
    kind, nullable, _ = kind.partition(" or null")
    if value is None:
        return bool(nullable)
    if kind.startswith("`"):
        return f"`{value}`" in kind.split(" / ")
    if kind == "date":
        return isinstance(value, str) and str(date.fromisoformat(value)) == value
    outer, _, inner = kind.partition(" of ")
    held = value.values() if isinstance(value, dict) else value
    one = re.sub(r"^(\w+)s\b", r"\1", inner)
    return KINDS[type(value)] == outer and (not inner or all(fits(one, each) for each in held))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_key_is_documented_and_holds_what_the_page_says(command: str) -> None:
    """All keys that the page names, no others, in its order; each value is of the type told."""
    for path, value in told(command):
        keys = shape(command)[path]
        assert list(value) == list(keys), path
        for key, held in value.items():
            assert fits(keys[key].kind, held), (path, key, held)


@pytest.mark.parametrize("command", COMMANDS)
def test_everything_that_is_documented_comes(command: str) -> None:
    """Each object; each key that may be null in both ways; each word that a key may hold."""
    seen: dict[tuple[int, str], list[Any]] = defaultdict(list)
    for path, value in told(command):
        for key, held in value.items():
            seen[id(shape(command)[path]), key] += held if isinstance(held, list) else [held]
    assert {path for path, _ in told(command)} == set(shape(command))
    for path, keys in shape(command).items():
        for key, row in keys.items():
            values = seen[id(keys), key]
            assert any(value is not None for value in values), (path, key)
            assert not row.nullable or None in values, (path, key)
            if row.options:
                assert row.options == {str(each) for each in values if each is not None}, key


@pytest.mark.parametrize("command", COMMANDS)
def test_every_key_has_a_meaning(command: str) -> None:
    """One that may be null says when."""
    for path, keys in shape(command).items():
        for key, row in keys.items():
            assert row.meaning.strip(), (path, key)
            assert ("null" in row.meaning) is row.nullable, (path, key)


@pytest.mark.parametrize("key", ["severity", "status", "state", "reasons"])
def test_every_word_has_a_meaning(key: str) -> None:
    """In Japanese and in English."""
    rows = re.findall(
        r"^\| `(.+?)` \| (.+) \| (.+) \|$",
        section("Values").split(f"### `{key}`\n")[1].split("\n### ")[0],
        re.MULTILINE,
    )
    (options,) = {
        frozenset(keys[key].options) for keys in shape("validate").values() if key in keys
    }
    assert {value for value, _, _ in rows} == options


def test_the_page_tells_the_exit_codes() -> None:
    """Those of `validate`, in its own words."""
    assert f"Exit codes of `validate`: {validate_command.HELP[1].split('Exit codes: ')[1]}" in PAGE
