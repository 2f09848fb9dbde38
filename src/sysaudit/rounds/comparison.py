"""A validation set against an earlier one: 新しい, まだ, 直った."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from sysaudit.checking import OFF
from sysaudit.errors import Misuse
from sysaudit.findings import Finding, Severity, Text
from sysaudit.rounds.baseline import Baseline, Known
from sysaudit.rounds.papers import Papers, papers_of
from sysaudit.rounds.placing import placed
from sysaudit.rounds.round import Round, round_of
from sysaudit.rounds.sight import ABSENCE, Sight
from sysaudit.validation import Validation


class State(StrEnum):
    """What became of a finding since the round before."""

    NEW = "new"
    STILL = "still"
    MENDED = "mended"
    UNCHECKED = "unchecked"


class Tally(NamedTuple):
    """Errors and warnings in force by state; infos need no hand and are not counted."""

    new: int = 0
    still: int = 0
    mended: int = 0
    unchecked: int = 0


@dataclass(frozen=True)
class Comparison:
    """What has changed since the round before.

    Attributes:
        mended: Findings of then that are gone although they would have been seen.
        unchecked: Findings of then that are gone because nobody could look for them.
        rounds: All rounds in order; this one is the last, that of the baseline the one before.
        papers: What the rules of this round and the earlier ones were given.
        findings: Those of this round.
        states: The state of each finding of this round, by its id.
    """

    mended: tuple[Known, ...]
    unchecked: tuple[Known, ...]
    rounds: tuple[Round, ...]
    papers: Papers
    findings: tuple[Finding, ...] = field(repr=False)
    states: Mapping[str, State] = field(repr=False)

    def state_of(self, finding: Finding) -> State:
        """NEW where none of its hits was known, else STILL."""
        return self.states[finding.id]

    @property
    def before(self) -> Round:
        """The round that this one is compared with."""
        return self.rounds[-2]

    @property
    def now(self) -> Round:
        """This round."""
        return self.rounds[-1]

    def mended_of(self, division_code: str | None) -> tuple[Known, ...]:
        """What a division has mended, under whatever name its file came."""
        return tuple(each for each in self.mended if each.division_code == division_code)

    def tally_of(self, division_code: str | None) -> Tally:
        """How a division's findings stand; None for what belongs to no division."""
        return self.tallies.get(division_code, Tally())

    @cached_property
    def tallies(self) -> dict[str | None, Tally]:
        """How the findings of each division stand, by its code."""
        counts = Counter((code, state) for code, state in self._by_division())
        codes = dict.fromkeys(code for code, _ in counts)
        return {code: Tally(*(counts[code, state] for state in State)) for code in codes}

    @cached_property
    def total(self) -> Tally:
        """How the findings of the whole ward stand."""
        counts = Counter(state for _, state in self._by_division())
        return Tally(*(counts[state] for state in State))

    def _by_division(self) -> Iterator[tuple[str | None, State]]:
        for finding in self.findings:
            if counts_in_tally(finding):
                yield finding.division_code, self.state_of(finding)
        for state, gone in ((State.MENDED, self.mended), (State.UNCHECKED, self.unchecked)):
            for known in gone:
                if counts_in_tally(known):
                    yield known.division_code, state


def counts_in_tally(finding: Finding | Known) -> bool:
    """Whether somebody has, or had, to put it right or look at it."""
    return finding.waived is None and finding.severity is not Severity.INFO


def compared(validation: Validation, baseline: Baseline) -> Comparison:
    """What has changed since the baseline.

    Args:
        validation: This round.
        baseline: An earlier one, as `read_baseline` gave it.

    Raises:
        Misuse: The baseline is of another fiscal year.
    """
    _refuse_another_year(validation, baseline)
    known = [*baseline.findings, *_owned(baseline.unchecked or (), validation)]
    now = papers_of(validation)
    sight = Sight(validation, baseline.given, now)
    here = _Traces(validation.findings)
    gone = [each for each in known if each.waived is None and not here.of_earlier(each)]
    seen = {id(each) for each in gone if sight.covers(each)}
    mended = tuple(placed((e for e in gone if id(e) in seen), known, validation.findings))
    then = _Traces(known)
    states = {f.id: State.STILL if then.of_later(f) else State.NEW for f in validation.findings}
    return Comparison(
        mended,
        tuple(each for each in gone if id(each) not in seen),
        (*baseline.history, round_of(validation)),
        now.after(baseline.given),
        validation.findings,
        states,
    )


class _Traces:
    """By what the findings of a round are known again."""

    def __init__(self, findings: Iterable[Finding | Known]) -> None:
        self.hits: set[str] = set()
        self.bare_ids: set[str] = set()
        self.ids: set[str] = set()
        for each in findings:
            self.hits.update(each.members, _absence(each))
            self.ids.add(each.id)
            if not each.members:  # written by an earlier version
                self.bare_ids.add(each.id)

    def of_earlier(self, finding: Finding | Known) -> bool:
        """Whether something of an earlier finding is left in these."""
        if finding.members:
            return not self.hits.isdisjoint((*finding.members, *_absence(finding)))
        known = finding.id in self.ids or finding.id in self.hits
        return known or not self.hits.isdisjoint(_absence(finding))

    def of_later(self, finding: Finding) -> bool:
        """Whether something of a later finding was known in these."""
        hits = finding.members or (finding.id,)
        return not (
            self.hits.isdisjoint((*hits, *_absence(finding)))
            and self.bare_ids.isdisjoint((finding.id, *hits))
        )


def _absence(finding: Finding | Known) -> tuple[str, ...]:
    """A division without a file stays the same finding when its due date has passed."""
    if finding.code in ABSENCE and finding.division_code:
        return (f"absent {finding.division_code}",)
    return ()


def _owned(unchecked: Iterable[Known], validation: Validation) -> Iterator[Known]:
    """What earlier rounds could not look for and somebody could still mend.

    The rest was told once: what belongs to no division, and rules that were switched off.
    """
    switched, roster = validation.context.settings.rules, validation.ward.roster_by_code
    for each in unchecked:
        has_owner = each.division_code in roster if roster else each.division_code is not None
        if has_owner and switched.get(each.code) != OFF:
            yield each


def _refuse_another_year(validation: Validation, baseline: Baseline) -> None:
    then, now = baseline.fiscal_year, validation.context.year
    if then != now:
        raise Misuse(
            Text(
                f"前回の結果は{then}年度のもので、今回（{now}年度）とは比べられません。"
                "同じ年度の結果を --baseline に指定してください。",
                f"the earlier result is of fiscal {then}, this one of {now}: "
                "give --baseline a result of the same year",
            )
        )
