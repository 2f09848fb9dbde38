"""The commands by name: where each is, and what it does in a line.

A command's file has a function `run` and, for its help, `HELP`; where it takes an argument that
must be there, `LEFT_OUT` asks for it. Only the file of the command that is called is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Listed:
    """A command as the help of the program lists it, in Japanese and in English."""

    home: str
    japanese: str
    english: str

    @property
    def module(self) -> Any:
        """Its file, loaded."""
        return import_module(self.home)


COMMANDS = {
    "init": Listed(
        "sysaudit.cli.init",
        "年度のフォルダーを用意します（はじめはここから）。",
        "Make the folder of a year (begin here).",
    ),
    "templates": Listed(
        "sysaudit.cli.templates",
        "記入前の様式（Excel）を作ります。",
        "Write the forms (Excel) that go out.",
    ),
    "validate": Listed(
        "sysaudit.cli.validate",
        "各課から戻った様式を確かめます。",
        "Check the forms that divisions returned.",
    ),
    "analyze": Listed(
        "sysaudit.cli.analyze",
        "本部に出すシステム評価分析書を作ります。",
        "Write the evaluation analysis for the board.",
    ),
    "draw-audits": Listed(
        "sysaudit.cli.draw_audits",
        "抜打ち監査の対象を抽選し、訪問日を決めます。",
        "Draw the divisions for surprise audits, and their dates.",
    ),
    "verify-draw": Listed(
        "sysaudit.cli.verify_draw",
        "抽選をやり直し、結果と比べます。",
        "Do a draw again and compare.",
    ),
    "explain": Listed(
        "sysaudit.cli.explain",
        "規則の一覧、または1つの規則の説明を表示します。",
        "List the rules, or explain one.",
    ),
    "completion": Listed(
        "sysaudit.cli.completion",
        "タブキーによる入力補完の設定を表示します。",
        "Print what completes commands at the tab key.",
    ),
}
