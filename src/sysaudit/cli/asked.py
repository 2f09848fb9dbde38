"""Which one of the things that `draw-audits` does was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

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
    roster: str | None
    part: Fraction | None
    count: int | None

    @property
    def draws(self) -> bool:
        """Whether it is the draw itself, sealed or for practice."""
        return self.seed is not None or (self.shares is not None and self.commit is None)

    @property
    def is_nothing(self) -> bool:
        """Whether none of them was."""
        return not (self.plan or self.commit or self.move or self.draws)

    def check(self, redraw: str | None, others: Mapping[str, object]) -> None:
        """One thing at a time, and nothing that belongs to another.

        Args:
            redraw: The reason given, which belongs to a plan or a sealed draw.
            others: Options that belong to a draw alone, with what was given.

        Raises:
            Misuse: Several were asked for, or none.
        """
        several = [self.plan, self.commit is not None, self.move is not None]
        if sum(several) + self.draws > 1 or (self.seed is not None and self.shares):
            raise Misuse(
                Text(
                    "--plan、--commit、--move、--seed、--share は、どれか1つだけを"
                    "指定してください（--commit には --share で書く場所を添えられます）。",
                    "give one of --plan, --commit, --move, --seed and --share (with --commit, "
                    "--share says where to write)",
                )
            )
        if self.is_nothing:
            raise Misuse(
                Text(
                    "--plan（計画）、--commit（コミットメント）、--share（抽選）、"
                    "--seed（練習の抽選）のどれかを指定してください。",
                    "give --plan, --commit, --share (to draw) or --seed (to practise)",
                )
            )
        if self.move is not None and self.roster is not None:
            raise Misuse(
                Text(
                    "--move に組織台帳は要りません。課コード、日付、理由の順に指定してください。",
                    "--move takes no roster: give code, date and reason",
                )
            )
        if self.part is not None and self.count is not None:
            raise Misuse(
                Text(
                    "--fraction と --count は、どちらか1つを指定してください。",
                    "give either --fraction or --count",
                )
            )
        self._refuse_ignored(redraw, others)

    def _refuse_ignored(self, redraw: str | None, others: Mapping[str, object]) -> None:
        ignored = [] if self.draws else [name for name, given in others.items() if given]
        if redraw is not None and not (self.plan or (self.draws and self.seed is None)):
            ignored.append("--redraw")
        if ignored:
            raise Misuse(
                Text(
                    f"{ignored[0]} は、ここでは使えません（--summary、--leaves、--password、--open "
                    "は抽選に、--redraw は --plan と --share の抽選に付けます）。外してください。",
                    f"{ignored[0]} does not belong here: leave it out (--summary, --leaves, "
                    "--password and --open go with a draw, --redraw with --plan or a draw by "
                    "--share)",
                )
            )
