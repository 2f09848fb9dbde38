"""Commands and options are filled in at the tab key."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.running import called, environment, started

from sysaudit.cli.commands import COMMANDS
from sysaudit.cli.completion import SHELLS, VARIABLE


def words(*typed: str) -> set[str]:
    """What bash is offered for the last of the words."""
    done = started(
        _SYSAUDIT_COMPLETE="complete_bash",
        COMP_WORDS=" ".join(typed),
        COMP_CWORD=str(len(typed) - 1),
    )
    assert done.returncode == 0, done.stderr.decode()
    return set(done.stdout.decode().split())


def test_commands() -> None:
    """All of them, and those that begin as was typed."""
    assert words("sysaudit", "") >= set(COMMANDS)
    assert words("sysaudit", "ver") == {"verify-draw"}


def test_options_of_a_command() -> None:
    """Also of one that is not named on the command line of the program itself."""
    assert words("sysaudit", "validate", "--re") == {"--report", "--return-to"}


def test_what_powershell_is_offered() -> None:
    """One line for each option, however long its help is."""
    typed = "sysaudit validate --re"
    done = started(
        _SYSAUDIT_COMPLETE="complete_powershell",
        _TYPER_COMPLETE_ARGS=typed,
        _TYPER_COMPLETE_WORD_TO_COMPLETE="--re",
    )
    lines = done.stdout.decode().splitlines()
    assert [line.split(":::")[0] for line in lines] == ["--report", "--return-to"]


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_has_its_script(shell: str) -> None:
    """Which names the program and asks it by its variable."""
    done = called("completion", shell)
    assert (done.returncode, done.stderr) == (0, b"")
    assert VARIABLE in done.stdout.decode()


@pytest.mark.parametrize("tongue", ["ja", "en"])
def test_another_shell_is_refused(tongue: str) -> None:
    """One line that names those there are."""
    done = called("completion", "tcsh", SYSAUDIT_LANG=tongue)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert all(shell in done.stderr.decode() for shell in SHELLS)
    assert ": :" not in done.stderr.decode()


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_reads_it(tmp_path: Path) -> None:
    """As the help says to write it into ~/.bashrc; then bash itself fills in."""
    program = tmp_path / "sysaudit"
    program.write_text(
        f"#!{sys.executable}\nfrom sysaudit.cli import main\nmain()\n", encoding="utf-8"
    )
    program.chmod(0o755)
    script = (
        f'PATH="{tmp_path}:$PATH"; eval "$(sysaudit completion bash)"; '
        "COMP_WORDS=(sysaudit verify-draw --rec); COMP_CWORD=2; "
        "$(complete -p sysaudit | sed 's/.*-F \\([^ ]*\\).*/\\1/') sysaudit; echo ${COMPREPLY[@]}"
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", script], capture_output=True, env=environment(), check=False
    )
    assert done.stdout.decode().strip() == "--receipt", done.stderr.decode()
