"""docs/draw.md and docs/draw.ja.md: no number on them can differ from what the program gives."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from tests.draw.worked_example import Example
from tests.draw.worked_facts import BLOCK, Rows, blocks
from typer.main import get_command

from sysaudit.cli import app
from sysaudit.config.draw import DrawSettings
from sysaudit.draw.hashing import METHOD

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {name: (DOCS / name).read_text(encoding="utf-8") for name in ("draw.ja.md", "draw.md")}
GIVEN = {"facts", "shares", "busy"}
DEFAULT = re.compile(r"<!-- default: (\w+) -->\n((?:\|[^\n]*\n)+)")
NAMES = re.compile(rf"<!-- example: \w+ -->|{METHOD}|SHA-256|sha256sum")
"""What may hold a digit outside of the blocks."""
NUMBER = re.compile(r"[0-9a-f]{8,}|\d+")


def section(page: str) -> str:
    """The worked example: the last section of a page, without its heading."""
    return page.rsplit("\n## ", 1)[1].partition("\n")[2]


@cache
def expected() -> dict[str, Rows]:
    """Every block that follows from what the Japanese page gives."""
    given = blocks(PAGES["draw.ja.md"])
    return {name: given[name] for name in GIVEN} | Example(given).expected()


def faults(part: str) -> set[str]:
    """Blocks that are not as expected, and ``prose`` where a number stands outside of them."""
    shown = blocks(part)
    found = {name for name in shown | expected() if shown.get(name) != expected().get(name)}
    prose = NAMES.sub("", BLOCK.sub("", part))
    return found | ({"prose"} if re.search(r"\d", prose) else set())


@pytest.mark.parametrize("block", sorted(expected()))
@pytest.mark.parametrize("page", PAGES)
def test_a_block_is_what_the_program_gives(page: str, block: str) -> None:
    """Points, weights, chances, quotas, tickets, scores, ranks, dates, seals: computed anew."""
    assert blocks(PAGES[page])[block] == expected()[block]


@pytest.mark.parametrize("page", PAGES)
def test_every_number_stands_in_a_block(page: str) -> None:
    """No block is unknown, and the prose of the example holds no digits that nobody checks."""
    assert faults(section(PAGES[page])) == set()


@pytest.mark.parametrize("page", PAGES)
def test_no_number_can_be_changed_unnoticed(page: str) -> None:
    """Each number of the example in turn, with its last digit another."""
    part = section(PAGES[page])
    numbers = list(NUMBER.finditer(part))
    assert len(numbers) > 400
    for each in numbers:
        other = "2" if part[each.end() - 1] == "1" else "1"
        changed = part[: each.end() - 1] + other + part[each.end() :]
        assert faults(changed), part[each.start() - 40 : each.end() + 20]


def test_the_example_shows_what_its_words_say() -> None:
    """A must, a department without a place, a larger u that wins, a date that is given up."""
    example = Example(expected())
    draw = example.result.draw
    assert draw.must == ("1301",)
    assert max(example.plan.entries, key=lambda each: each.total).code == "1103"
    assert {each.name: each.quota for each in draw.departments} == {
        "区民部": 0,
        "総務部": 1,
        "福祉部": 1,
    }
    assert max(draw.departments, key=lambda each: each.weight).name == "区民部"
    assert draw.tickets["1103"] < draw.tickets["1101"]
    assert "1101" in draw.drawn
    days, *wishes = expected()["dates"]
    wanted = {code: days[hashes.index(min(hashes))] for code, *hashes, _ in wishes}
    assert wanted == {"1301": "10/4", "1101": "10/4", "1302": "10/4"}
    assert [(code, day) for code, *_, day in wishes] == [
        ("1301", "10/1"),
        ("1101", "10/3"),
        ("1302", "10/4"),
    ]


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
def test_the_line_for_the_terminal_prints_the_ticket() -> None:
    """Typed as it stands, it gives the fingerprint in the box of the tickets."""
    ((line,),) = expected()["terminal"]
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=True)
    lines = [each for (each,) in expected()["tickets"]]
    text = line.split("'")[3]
    assert f"= {done.stdout.split()[0]}" == dict(pairwise(lines))[text]


@pytest.mark.parametrize("page", PAGES)
def test_the_tables_of_defaults_say_what_the_settings_are(page: str) -> None:
    """Points, bases, size, guarantee, window: the numbers of each row's values, in order."""
    made = DrawSettings()
    points, steps = made.points, made.points.steps
    shown = {name: _numbers(table) for name, table in DEFAULT.findall(PAGES[page])}
    assert shown["points"] == [
        [points.minor, points.minor_most],
        [points.overdue],
        *([each.percent, each.points] for each in points.self_check),
        [points.not_returned],
        [points.my_number],
        [points.outsourced],
    ]
    spans = [[low, high - 1] for low, high in pairwise((0, *steps))]
    assert shown["bases"] == [
        *([*span, base] for base, span in enumerate(spans, start=1)),
        [steps[-1], len(steps) + 1],
    ]
    texts = (made.fraction, made.max_gap_years, f"{made.first_day}/{made.last_day}")
    numbers = (*texts, made.visits_per_date, points.factor)
    assert shown["settings"] == [[int(n) for n in f"{each}".split("/")] for each in numbers]


def _numbers(table: str) -> list[list[int]]:
    return [[int(n) for n in re.findall(r"\d+", row)] for row in table.splitlines()[2:]]


@pytest.mark.parametrize("page", PAGES)
def test_every_option_named_exists(page: str) -> None:
    """An option on the page is one of the two commands of the draw."""
    program = get_command(app.build())
    commands = [program.commands[name] for name in ("draw-audits", "verify-draw")]  # type: ignore[attr-defined]
    known = {option for each in commands for param in each.params for option in param.opts}
    named = set(re.findall(r"(?<![-\w])--[a-z][a-z-]+", PAGES[page]))
    assert "--share" in named
    assert named <= known
