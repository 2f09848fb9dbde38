"""Writes what follows from the declarations: docs/*.md and the blank forms in templates/."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from sysaudit.cli.commands import COMMANDS
from sysaudit.config import Settings
from sysaudit.forms import BESIDE_FORMS, FORMS
from sysaudit.reports.docs import forms_page, settings_page
from sysaudit.reports.json_docs import json_page
from sysaudit.reports.json_output import validation_json
from sysaudit.reports.rule_docs import rules_page
from sysaudit.reports.templates import write_templates
from sysaudit.rules import RULES
from sysaudit.validation import validate

ROOT = Path(__file__).resolve().parent.parent
YEAR = 2019
"""The fiscal year of the committed templates and of the page on the forms."""
EXAMPLE = "samples/2019/returned/システム調査票_2001_総務課.xlsx"
"""A small file with findings."""


def exit_codes(command: str) -> str:
    """What the help of a command says of them, in English."""
    told: str = COMMANDS[command].module.HELP[1].splitlines()[-1]
    return told.removeprefix("Exit codes: ")


def example() -> str:
    """What `validate --format json` says of one file of the samples."""
    return validation_json(validate([ROOT / EXAMPLE]), "ja")


def commands_page(language: str) -> str:
    """The page on the commands; the program speaks the language in which it was started."""
    page = ROOT / "docs" / "commands_page.py"
    environment = os.environ | {"SYSAUDIT_LANG": language, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, page], env=environment, stdout=subprocess.PIPE, check=True
    )
    return done.stdout.decode().replace("\r\n", "\n")


PAGES: dict[str, Callable[[], str]] = {
    "forms.md": lambda: forms_page((*FORMS, *BESIDE_FORMS), YEAR),
    "settings.md": lambda: settings_page(Settings),
    "rules.md": lambda: rules_page(RULES),
    "json.md": lambda: json_page(
        exit_codes("validate"), f"sysaudit validate {EXAMPLE} --format json", example()
    ),
    "commands.md": lambda: commands_page("en"),
    "commands.ja.md": lambda: commands_page("ja"),
}
"""What makes each page, by the name of its file."""


def main() -> None:
    """Write the pages and the templates."""
    for name, page in PAGES.items():
        (ROOT / "docs" / name).write_text(page(), encoding="utf-8", newline="\n")
    write_templates(ROOT / "templates", Settings(), YEAR)


if __name__ == "__main__":
    main()
