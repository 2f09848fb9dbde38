"""Help, version, language and usage errors."""

from __future__ import annotations

import pytest
from tests.cli.running import called, started

from sysaudit.cli.commands import COMMANDS
from sysaudit.cli.language import language
from sysaudit.reports.width import columns_of

PAGES = [(), *((command,) for command in COMMANDS)]
LANGUAGES = ("ja", "en")


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
@pytest.mark.parametrize("tongue", LANGUAGES)
def test_help_encodes_in_cp932(page: tuple[str, ...], tongue: str) -> None:
    """Redirected help does not stop on a Windows PC, nor does it hold an escape."""
    done = called(*page, "--help", SYSAUDIT_LANG=tongue, PYTHONIOENCODING="cp932:strict")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "\\u" not in done.stdout.decode("cp932")


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
@pytest.mark.parametrize("columns", ["40", "60", "80"])
def test_help_fits_the_terminal(page: tuple[str, ...], columns: str) -> None:
    """Japanese characters are counted as two columns."""
    lines = called(*page, "--help", COLUMNS=columns).stdout.decode().splitlines()
    assert max(map(columns_of, lines)) < int(columns)


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_help_names_the_same_options_in_both_languages(page: tuple[str, ...]) -> None:
    """No option is documented in one language only."""
    terms = []
    for tongue in LANGUAGES:
        lines = called(*page, "--help", SYSAUDIT_LANG=tongue).stdout.decode().splitlines()
        terms.append([line.split("  ")[1] for line in lines if line.startswith("  -")])
    assert terms[0] == terms[1]
    assert terms[0][-1] == "-h, --help"


@pytest.mark.parametrize("tongue", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_the_tests_see_what_a_process_of_its_own_shows(command: str, tongue: str) -> None:
    """In whatever language the options were loaded before."""
    alone = started(command, "--help", SYSAUDIT_LANG=tongue, COLUMNS="80")
    assert called(command, "--help", SYSAUDIT_LANG=tongue, COLUMNS="80") == alone


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_h_is_help(page: tuple[str, ...]) -> None:
    """`-h` gives the same page as `--help`, for the program and every command."""
    short, long = called(*page, "-h"), called(*page, "--help")
    assert (short.returncode, short.stdout) == (0, long.stdout)


@pytest.mark.parametrize(
    ("arguments", "ja", "en"),
    [
        (
            ["validate", "x", "--roster"],
            "--roster の後に値（FILE）を指定してください。",
            "--roster needs a value after it",
        ),
        (
            ["validate"],
            "提出されたファイルかフォルダーを指定してください。",
            "give the returned files, or folders of them",
        ),
        (["templates"], "書き出すフォルダーを指定してください。", "give the folder to write to"),
    ],
)
def test_what_was_left_out_is_asked_for(arguments: list[str], ja: str, en: str) -> None:
    """In words of what is wanted, not of the program."""
    for tongue, told in (("ja", ja), ("en", en)):
        assert told in called(*arguments, SYSAUDIT_LANG=tongue).stderr.decode()


def test_program_alone_shows_its_help() -> None:
    """`sysaudit` tells which commands there are."""
    done = started()
    assert done.returncode == 0
    assert done.stdout == started("--help").stdout
    assert all(command in done.stdout.decode() for command in COMMANDS)


def test_version() -> None:
    """Alone, and with further words, which are then not looked at."""
    from sysaudit import __version__

    for arguments in (["--version"], ["--version", "validate"]):
        assert started(*arguments).stdout.decode().strip() == f"sysaudit {__version__}"


@pytest.mark.parametrize("tongue", LANGUAGES)
@pytest.mark.parametrize(
    "arguments", [["valdate"], ["explain", "a", "b"], ["templates"], ["validate", "x", "--roster"]]
)
def test_a_wrong_call_is_told_in_one_line(arguments: list[str], tongue: str) -> None:
    """Exit 2, one line, in the language, ending with where to read more."""
    done = called(*arguments, SYSAUDIT_LANG=tongue)
    told = done.stderr.decode()
    assert (done.returncode, done.stdout, told.count("\n")) == (2, b"", 1)
    assert "--help" in told
    assert told.startswith("エラー: " if tongue == "ja" else "error: ")


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"SYSAUDIT_LANG": "en", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"SYSAUDIT_LANG": "ja", "LANG": "C"}, "ja"),
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LC_ALL": "C", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"SYSAUDIT_LANG": "fr", "LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_language(settings: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """SYSAUDIT_LANG, else the locale; a language that is not spoken is passed over."""
    for name in ("SYSAUDIT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert language() == expected
