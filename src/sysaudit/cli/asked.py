"""Which one of the things that `draw-audits` does was asked for."""

from __future__ import annotations

from dataclasses import dataclass

from sysaudit.errors import Misuse
from sysaudit.findings import Text


@dataclass(frozen=True)
class Asked:
    """Which one of the things that the command does was asked for."""

    plan: bool
    commit: str | None
    move: tuple[str, str, str] | None
    seed: str | None
    shares: list[str] | None

    def check(self) -> None:
        """One thing at a time.

        Raises:
            Misuse: Several were asked for, or none.
        """
        several = [self.plan, self.commit is not None, self.move is not None]
        draws = self.seed is not None or (self.shares is not None and self.commit is None)
        if sum(several) + draws > 1 or (self.seed is not None and self.shares):
            raise Misuse(
                Text(
                    "--plan、--commit、--move、--seed、--share は、どれか1つだけを"
                    "指定してください（--commit には --share で書く場所を添えられます）。",
                    "give one of --plan, --commit, --move, --seed and --share (with --commit, "
                    "--share says where to write)",
                )
            )
        if not any(several) and not draws:
            raise Misuse(
                Text(
                    "--plan（計画）、--commit（コミットメント）、--share（抽選）、"
                    "--seed（練習の抽選）のどれかを指定してください。",
                    "give --plan, --commit, --share (to draw) or --seed (to practise)",
                )
            )
