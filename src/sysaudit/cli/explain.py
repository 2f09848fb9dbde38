"""`sysaudit explain`: what a rule does, why, and how to put right what it notices."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Annotated

import typer

from sysaudit.cli.console import put, put_json
from sysaudit.cli.language import language, say
from sysaudit.cli.options import one_of
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.nearest import did_you_mean, nearest

if TYPE_CHECKING:
    from sysaudit.rules.base import Rule

HELP = (
    "CODE を付けると、その規則の意味・理由・悪い例と良い例・直し方を表示します。"
    "付けないと、すべての規則を段階ごとに並べます。\n"
    "終了コード: 0 表示した、2 そのコードの規則がない。",
    "With CODE: what the rule notices, why it matters, an example of wrong and right, what to "
    "type. Without: all rules by stage.\n"
    "Exit codes: 0 shown, 2 there is no such rule.",
)


def run(
    code: Annotated[
        str | None,
        typer.Argument(metavar="[CODE]", help=say("規則のコード（C03 など）。", "A rule (C03).")),
    ] = None,
    output: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="text|json",
            parser=one_of("text", "json"),
            help=say("出力の形式。", "How to print."),
        ),
    ] = "text",
) -> None:
    """Print one rule or all of them."""
    from sysaudit.reports.rule_text import rule_lines, rules_lines
    from sysaudit.rules import RULES

    rules = RULES if code is None else (_rule(code),)
    if output == "json":
        from sysaudit.reports.json_output import rules_json

        put_json(rules_json(rules))
    elif code is None:
        put(rules_lines(rules, language()))
    else:
        put(rule_lines(rules[0], language()))


def _rule(code: str) -> Rule:
    """The rule of a code.

    Raises:
        Misuse: There is none; the nearest codes are asked for.
    """
    from sysaudit.rules import rule_of

    typed = unicodedata.normalize("NFKC", code).strip().upper()
    found = rule_of(typed)
    if found is not None:
        return found
    hint = did_you_mean(_near(typed))
    raise Misuse(
        Text(
            f"規則「{code}」はありません。{hint.ja}sysaudit explain の一覧で確かめてください。",
            f"there is no rule '{code}'{hint.en}: see the list of sysaudit explain",
        )
    )


def _near(typed: str) -> list[str]:
    """The codes that may be meant: C09 for C9, else those that are most alike."""
    from sysaudit.rules import RULES

    codes = [rule.code for rule in RULES]
    whole = typed[:1] + typed[1:].zfill(2)
    return [whole] if whole in codes else nearest(typed, codes)
