"""`sysaudit completion`: what makes a shell fill in commands and options at the tab key."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from sysaudit.cli.language import say
from sysaudit.cli.options import one_of

VARIABLE = "_SYSAUDIT_COMPLETE"
"""By it the shell asks the program what could come next."""
SHELLS = ("bash", "zsh", "fish", "powershell")
LEFT_OUT = (
    f"シェルの名前（{'、'.join(SHELLS)}）を指定してください。",
    f"Give the shell: {', '.join(SHELLS)}.",
)
HELP = (
    "タブキーでコマンドとオプションを補えるようにする設定を表示します。シェルの起動時に読み込ませて"
    "ください。\n"
    'bash: eval "$(sysaudit completion bash)" を ~/.bashrc に書きます。zsh は ~/.zshrc です。\n'
    "fish: sysaudit completion fish | source を ~/.config/fish/config.fish に書きます。\n"
    "PowerShell: sysaudit completion powershell | Out-String | Invoke-Expression を $PROFILE の"
    "ファイルに書きます。\n"
    "終了コード: 0 表示した、2 できなかった。",
    "Prints what makes a shell complete commands and options at the tab key; have the shell read "
    "it when it starts.\n"
    'bash: put eval "$(sysaudit completion bash)" into ~/.bashrc; zsh likewise into ~/.zshrc.\n'
    "fish: put sysaudit completion fish | source into ~/.config/fish/config.fish.\n"
    "PowerShell: put sysaudit completion powershell | Out-String | Invoke-Expression into the "
    "file $PROFILE.\n"
    "Exit codes: 0 printed, 2 could not.",
)


def run(
    shell: Annotated[
        str,
        typer.Argument(
            metavar="SHELL",
            parser=one_of(*SHELLS),
            help=say("bash、zsh、fish、powershell のどれか。", "bash, zsh, fish or powershell."),
        ),
    ],
) -> None:
    """Print the script of the shell."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    typer.echo(get_completion_script(prog_name="sysaudit", complete_var=VARIABLE, shell=shell))


def is_asked() -> bool:
    """Whether a shell asks what could come next; then all commands have to be built."""
    if not os.environ.get(VARIABLE):
        return False
    os.environ["COLUMNS"] = "9999"  # else help is wrapped, and a shell offers its second line
    from typer.completion import completion_init  # type: ignore[attr-defined]

    completion_init()
    return True
