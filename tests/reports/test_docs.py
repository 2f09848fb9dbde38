"""The documentation in docs/ says what the declarations say."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from docs.generate import PAGES
from pydantic import BaseModel

from sysaudit.config import Settings, load
from sysaudit.forms import BESIDE_FORMS, FORMS
from sysaudit.reports.docs import example_settings
from sysaudit.rules import RULES

DOCS = Path(__file__).parents[2] / "docs"


def committed(name: str) -> str:
    """A page as it stands in docs/."""
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_committed_page_is_up_to_date(name: str) -> None:
    """`make docs` writes the pages anew."""
    assert committed(name) == PAGES[name]()


def test_every_page_is_in_the_table_of_contents() -> None:
    """Once, with a line on what it holds; and what the table names is there."""
    rows = re.findall(r"^\| \[(.+)\]\((.+)\) \| (.+) \|$", committed("README.md"), re.MULTILINE)
    assert sorted(target for _, target, _ in rows) == sorted(
        path.name for path in DOCS.glob("*.[mh]*") if path.name != "README.md"
    )
    assert all(name == target and told.strip() for name, target, told in rows)


def anchor(heading: str) -> str:
    """How a heading is linked to where the pages are shown as Markdown."""
    return "#" + re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.md")), ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    """To a file or folder of the repository, or a heading of the page; others are not followed."""
    text = path.read_text(encoding="utf-8")
    headings = {anchor(heading) for heading in re.findall(r"^##+ (.+)$", text, re.MULTILINE)}
    for target in re.findall(r"\]\(([^)]+)\)", text):
        known = target in headings or target.startswith("https://")
        assert known or (DOCS / target).exists(), target


def test_every_rule_is_documented() -> None:
    """Code and title in a heading; reason and examples below it."""
    for rule in RULES:
        section = committed("rules.md").split(f"\n### {rule.code} {rule.title.ja}\n")[1]
        for text in (rule.why, rule.wrong, rule.right):
            assert text.ja.replace("\n", " ") in section.split("\n### ")[0]


def test_every_field_is_documented() -> None:
    """Label, key and hint of every field stand in one row."""
    page = committed("forms.md")
    for form in (*FORMS, *BESIDE_FORMS):
        section = page.split(f"（`{form.id}`）")[1].split("\n## ")[0]
        for column in form.columns:
            row = re.escape(f"| {column.header(2019)} | `{column.key}` |")
            assert re.search(rf"^{row}.*{re.escape(column.hint)}", section, re.MULTILINE)


def test_rows_have_as_many_cells_as_headers() -> None:
    """No text breaks a table."""
    for path in DOCS.glob("*.md"):
        for table in re.findall(r"(?:^\|.*\n)+", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


def all_keys(model: type[BaseModel], page: str) -> None:
    for name, info in model.model_fields.items():
        assert f"| `{name}` |" in page, f"{model.__name__}.{name}"
        assert info.description, f"{model.__name__}.{name}"


def test_every_key_of_every_table_is_documented() -> None:
    """With a description, also for the tables within tables."""
    page = committed("settings.md")
    todo: list[type[BaseModel]] = [Settings]
    models = {model.__name__: model for model in BaseModel.__subclasses__()}
    models |= {m.__name__: m for model in models.values() for m in model.__subclasses__()}
    while todo:
        model = todo.pop()
        all_keys(model, page)
        for info in model.model_fields.values():
            inner = re.findall(r"\w+", str(info.annotation))
            todo += [models[name] for name in inner if name in models]


def test_the_example_loads(tmp_path: Path) -> None:
    """Every top-level key stands in it, labels and titles exist, defaults are the defaults."""
    example = example_settings(Settings)
    (tmp_path / "sysaudit.toml").write_text(example, encoding="utf-8")
    settings = load(tmp_path / "sysaudit.toml")
    assert set(tomllib.loads(example)) == set(Settings.model_fields)
    defaults = Settings.model_validate({})
    assert settings.thresholds == defaults.thresholds
    assert settings.limits == defaults.limits
    assert settings.small_contract_limits == defaults.small_contract_limits
    assert settings.forms
    assert settings.waivers
