"""docs/rules.md: every rule under fixed headings, written from its record."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from sysaudit.reports.words import SEVERITIES
from sysaudit.rules.base import STAGES, Rule

INTRODUCTION = """\
# 規則

<!-- src/sysaudit/rules から自動で作られます。直接書き換えないでください。 -->

`sysaudit validate` が確かめることの一覧です。`sysaudit explain コード` でも同じ説明が読めます。
重さは `sysaudit.toml` の `[rules]` で変えられ、`"off"` で止められます（[設定](settings.md)）。
1件だけ認めるときは、規則を止めずに `[[waivers]]` に理由を書いてください。
"""


def rules_page(rules: Sequence[Rule]) -> str:
    """The page in Japanese, stage by stage in the order in which the rules run."""
    sections = [
        f"## {STAGES[stage].ja}\n\n" + "\n".join(map(_rule_section, of_stage))
        for stage, of_stage in groupby(rules, key=lambda rule: rule.code[0])
    ]
    return "\n".join([INTRODUCTION, *sections])


def _rule_section(rule: Rule) -> str:
    official = f"（{rule.official}）" if rule.official else ""
    return "\n".join(
        [
            f"### {rule.code} {rule.title.ja}\n",
            f"- 重さ: {SEVERITIES[rule.severity].ja}{official}",
            f"- なぜ: {_one_line(rule.why.ja)}",
            f"- 誤りの例: {_one_line(rule.wrong.ja)}",
            f"- 正しい例: {_one_line(rule.right.ja)}",
            "",
        ]
    )


def _one_line(text: str) -> str:
    return text.replace("\n", " ")
