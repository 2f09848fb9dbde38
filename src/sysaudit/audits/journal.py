"""The state file beside a sealed result: plan, commitments and draws, in the order they happened.

A line is only ever added. Its place in the list, not its time, says what came first: a clock can
be set. A file can be deleted all the same; so the witness keeps a printed receipt.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sysaudit.draw import ROLES
from sysaudit.errors import Misuse
from sysaudit.findings import Text

VERSION = "sysaudit-journal/1"
PLANNED, COMMITTED, DRAWN = "plan", "commit", "draw"
ROLE_NAMES = {"secretariat": Text("事務局", "secretariat"), "witness": Text("立会人", "witness")}

Event = Mapping[str, str]


@dataclass(frozen=True)
class Journal:
    """What happened so far in a draw; each step gives a new journal or refuses.

    Attributes:
        draw_id: Of the draw.
        events: Oldest first. The last plan begins the round in which we are.
    """

    draw_id: str
    events: tuple[Event, ...] = ()

    @property
    def round(self) -> tuple[Event, ...]:
        """Since the last plan."""
        starts = [n for n, each in enumerate(self.events) if each["event"] == PLANNED]
        return self.events[starts[-1] :] if starts else ()

    @property
    def plan(self) -> str | None:
        """The SHA-256 of the plan that holds."""
        return self.round[0]["plan"] if self.round else None

    @property
    def commitments(self) -> dict[str, str]:
        """By role, in this round."""
        return {e["role"]: e["commitment"] for e in self.round if e["event"] == COMMITTED}

    @property
    def every_commitment(self) -> frozenset[str]:
        """Of all roles and rounds."""
        return frozenset(e["commitment"] for e in self.events if e["event"] == COMMITTED)

    @property
    def opened_before(self) -> frozenset[str]:
        """Commitments to shares that were opened in an earlier round, and are no secret now."""
        opened: set[str] = set()
        current: list[str] = []
        for each in self.events[: len(self.events) - len(self.round)]:
            if each["event"] == PLANNED:
                current = []
            elif each["event"] == COMMITTED:
                current.append(each["commitment"])
            else:
                opened.update(current)
        return frozenset(opened)

    @property
    def reasons(self) -> str:
        """Why anything was planned or drawn again, in order."""
        told = (each.get("reason", "") for each in self.events)
        return "、".join(filter(None, told))

    @property
    def draws(self) -> tuple[Event, ...]:
        """Every draw so far, of all rounds."""
        return tuple(each for each in self.events if each["event"] == DRAWN)

    @property
    def is_drawn(self) -> bool:
        """Whether shares of this round have been opened."""
        return any(each["event"] == DRAWN for each in self.round)

    def planned(self, plan: str, at: str, reason: str = "") -> Journal:
        """With a plan; the same plan again changes nothing unless there is another reason.

        Raises:
            Misuse: There are commitments to another plan, or a draw, and no reason is given.
        """
        if self._ends_with(event=PLANNED, plan=plan, reason=reason):
            return self
        if reason and not (self.commitments or self.draws):
            raise _nothing_before()
        if plan == self.plan and not reason:
            return self
        if self.commitments and not reason:
            raise Misuse(
                Text(
                    "コミットメントの後で計画が変わっています。組織台帳などを元に戻すか、"
                    "--redraw に理由を付けて計画からやり直してください（記録に残ります）。",
                    "the plan changed after a commitment: put the inputs back, or plan anew with "
                    "--redraw REASON (it stays on record)",
                )
            )
        return self._with(event=PLANNED, plan=plan, at=at, reason=reason)

    def committed(self, role: str, commitment: str, plan: str, at: str) -> Journal:
        """With a role's commitment.

        Raises:
            Misuse: There is no plan or another, a share was opened, or the role has committed.
        """
        self._check_plan(plan)
        name = ROLE_NAMES[role]
        if self.is_drawn:
            raise Misuse(
                Text(
                    "この回の抽選は済んでおり、シェアが開かれています。やり直すときは "
                    "--plan --redraw 理由 から始めてください。",
                    "this round has been drawn and its shares are open: begin again with "
                    "--plan --redraw REASON",
                )
            )
        if role in self.commitments:
            raise Misuse(
                Text(
                    f"{name.ja}のコミットメントは済んでいます。シェアを失ったときは "
                    "--plan --redraw 理由 からやり直してください（記録に残ります）。",
                    f"the {name.en} has committed already: if the share is lost, begin again with "
                    "--plan --redraw REASON (it stays on record)",
                )
            )
        return self._with(event=COMMITTED, role=role, commitment=commitment, at=at)

    def is_cut_short(self, commitments: Mapping[str, str], plan: str, reason: str) -> bool:
        """Whether the last that happened is this very draw.

        Where its result is missing, a run was killed between the two: to finish it is no second
        draw, for plan and shares are the same.
        """
        same = self._ends_with(event=DRAWN, plan=plan, reason=reason)
        return same and self.commitments == commitments

    def drawn(
        self, commitments: Mapping[str, str], plan: str, leaves: str, at: str, reason: str
    ) -> Journal:
        """With a draw.

        Raises:
            Misuse: The plan is another, a commitment is missing or is not that of the share, or
                there was a draw before and no reason is given.
        """
        self.check_draw(commitments, plan, reason)
        return self._with(event=DRAWN, plan=plan, leaves=leaves, at=at, reason=reason)

    def check_draw(self, commitments: Mapping[str, str], plan: str, reason: str) -> None:
        """Whether there may be a draw now.

        Raises:
            Misuse: There may not; the message says what has to come first.
        """
        self._check_plan(plan)
        for role in ROLES:
            name = ROLE_NAMES[role]
            if role not in self.commitments:
                raise Misuse(
                    Text(
                        f"{name.ja}のコミットメントがありません。先に --commit {role} を"
                        "実行してください。",
                        f"the {name.en} has not committed: run --commit {role} first",
                    )
                )
            if self.commitments[role] != commitments[role]:
                raise Misuse(
                    Text(
                        f"{name.ja}のシェアがコミットメントと合いません。--commit で作られた"
                        "ファイルを指定してください。",
                        f"the share of the {name.en} is not the one committed to: give the file "
                        "that --commit made",
                    )
                )
        if not self.opened_before.isdisjoint(commitments.values()):
            raise Misuse(
                Text(
                    "前の抽選で開いたシェアは使えません。--plan --redraw 理由 から始めて、"
                    "両方のシェアを作り直してください。",
                    "a share that was opened in an earlier draw cannot be used again: begin with "
                    "--plan --redraw REASON and make both shares anew",
                )
            )
        if reason and not self.draws:
            raise _nothing_before()
        if self.draws and not reason:
            raise Misuse(
                Text(
                    f"抽選ID {self.draw_id} の抽選は済んでいます。もう一度抽選するときは "
                    "--redraw に理由を付けてください（前の結果とともに記録に残ります）。",
                    f"{self.draw_id} has been drawn: give --redraw REASON to draw again (it stays "
                    "on record beside the first)",
                )
            )

    def _check_plan(self, plan: str) -> None:
        if self.plan is None:
            raise Misuse(
                Text(
                    "計画の記録がありません。先に --plan を実行してください。",
                    "there is no plan on record: run --plan first",
                )
            )
        if self.plan != plan:
            raise Misuse(
                Text(
                    "計画（組織台帳、監査調書、監査結果、数、期間、設定）が --plan のときと"
                    "違います。元に戻すか、--plan --redraw 理由 からやり直してください。",
                    "the plan (roster, self-checks, results, size, window, settings) is not the "
                    "one on record: put it back, or begin again with --plan --redraw REASON",
                )
            )

    def _with(self, **event: str) -> Journal:
        told = {name: value for name, value in event.items() if value}
        return replace(self, events=(*self.events, told))

    def _ends_with(self, **event: str) -> bool:
        return bool(self.events) and all(
            self.events[-1].get(name, "") == value for name, value in event.items()
        )

    def as_json(self) -> str:
        """The file's content."""
        told = {"journal": VERSION, "draw_id": self.draw_id, "events": list(self.events)}
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _nothing_before() -> Misuse:
    return Misuse(
        Text(
            "やり直す前の抽選がありません。--redraw を外してください。",
            "there is nothing to do again: leave --redraw out",
        )
    )
