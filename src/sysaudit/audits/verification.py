"""Was that fair? The draw done again from what the result says, and compared with it.

Each difference is told with its cell and, where it would have changed the draw, with what it would
have changed: how many divisions would be in, out, or visited on another day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sysaudit.audits import book, contents
from sysaudit.audits.differences import Difference, changes, effect_of, same
from sysaudit.audits.journal import Journal
from sysaudit.audits.plan import Plan
from sysaudit.audits.plan_differences import of_plan
from sysaudit.audits.reading import Book
from sysaudit.audits.rebuilding import moves_in, odds_in, plan_in, seal_in
from sysaudit.audits.receipt import Receipt
from sysaudit.audits.result import Result, draw_audits
from sysaudit.audits.seal import Seal, sealed_by_seed
from sysaudit.audits.sheet_differences import of_rows
from sysaudit.draw import ROLES, Undrawable, fits
from sysaudit.findings import Address, Text


@dataclass(frozen=True)
class Verification:
    """What came of doing it again.

    Attributes:
        result: Done again from the plan and key that the result states; None where it cannot be.
        differences: None where all is as it should be.
        taken_on_trust: What could not be checked for want of shares or inputs.
    """

    result: Result | None
    differences: tuple[Difference, ...]
    taken_on_trust: tuple[Text, ...]


def verified(
    told: Book,
    *,
    seal: Seal | None = None,
    plan: Plan | None = None,
    receipt: Receipt | None = None,
    record: Journal | None = None,
) -> Verification:
    """Do a draw again and compare.

    Args:
        told: The result workbook.
        seal: Of the seed or the shares, as they were opened.
        plan: Made anew from the roster and the other inputs.
        receipt: What the witness kept.
        record: The state file beside a sealed result.

    Raises:
        Misuse: The workbook states no plan that could be read.
    """
    stated = plan_in(told)
    own = seal_in(told)
    try:
        result = draw_audits(stated, own, odds=odds_in(told), moves=moves_in(told))
    except Undrawable as undrawable:
        return Verification(None, (Difference(undrawable.text),), ())
    found = [
        *_of_key(told, result, own, seal),
        *_of_receipt(told, stated, own, receipt),
        *(of_plan(told, result, plan) if plan else ()),
        *_of_fields(told, result),
        *_of_record(told, result, record),
        *_of_moves(told, result),
        *_of_odds(told, result),
        *of_rows(told, result),
    ]
    return Verification(result, tuple(found), tuple(_trusted(stated, own, seal, plan, receipt)))


def _trusted(
    stated: Plan, own: Seal, seal: Seal | None, plan: Plan | None, receipt: Receipt | None
) -> Iterator[Text]:
    if seal is None and not own.plain:
        yield Text(
            "鍵は結果に書かれたものを使いました。--share に2つのシェアを指定すると、鍵も"
            "確かめます。",
            "the key was taken from the result: give both shares with --share to check it",
        )
    if plan is None:
        yield Text(
            "重みなどは結果に書かれたものを使いました。--roster、--self-checks、--results を"
            "指定すると、もとの資料からも確かめます。",
            "weights and dates were taken from the result: give --roster, --self-checks and "
            "--results to check them against their sources",
        )
    if receipt is None:
        window = stated.window
        text = Text(
            f"監査する課の数（{stated.places}）、期間（{window.first}〜{window.last}）、1日の数"
            f"（{window.per_date}）は結果に書かれたものです。",
            f"size ({stated.places}), window ({window.first} to {window.last}) and visits a day "
            f"({window.per_date}) are those of the result",
        )
        kept = Text(
            "立会人の控え（--receipt）があれば、計画が後から変えられていないことも確かめます。",
            ": the witness's receipt (--receipt) shows that the plan was not changed afterwards",
        )
        yield text if own.plain else Text(text.ja + kept.ja, text.en + kept.en)


def _of_key(told: Book, result: Result, own: Seal, seal: Seal | None) -> Iterator[Difference]:
    if own.seed is not None and seal is None:
        try:
            seal = sealed_by_seed(result.plan.draw_id, own.seed)
        except Undrawable as undrawable:
            yield Difference(undrawable.text, told.fields["seed"].at)
    if seal is None:
        return
    for role in ROLES:
        if own.commitments.get(role) != seal.commitments.get(role):
            yield Difference(
                Text(
                    f"{book.FIELDS[role]}が、示されたシェアのものと違います。",
                    f"the commitment of the {role} is not that of the share given",
                ),
                told.fields[role].at,
            )
    if own.key != seal.key:
        yield Difference(
            Text(
                "鍵 K が、示されたシードやシェアから作られるものと違います。",
                "the key K is not the one that this seed or these shares make",
            ),
            told.fields["key"].at,
            changes(result, draw_audits(result.plan, seal)),
        )


def _of_receipt(
    told: Book, stated: Plan, own: Seal, receipt: Receipt | None
) -> Iterator[Difference]:
    if receipt is None:
        return
    for key, kept, here in (
        ("draw_id", receipt.draw_id, stated.draw_id),
        ("plan", receipt.plan, stated.sha256),
        *((role, receipt.commitments[role], own.commitments.get(role, "")) for role in ROLES),
    ):
        if kept != here:
            label = book.FIELDS[key]
            yield Difference(
                Text(
                    f"結果の内容による{label}が、控えと違います。",
                    f"{key}, as it follows from the result, is not what the receipt says",
                ),
                told.fields[key].at,
            )


def _of_odds(told: Book, result: Result) -> Iterator[Difference]:
    """Odds are authoritative only where they give the chances that are printed."""
    weights = {each.code: each.weight for each in result.plan.entries}
    for each in result.draw.departments:
        free = each.quota - len(each.certain)
        given = {code: each.odds[code] for code in each.odds}
        if given and not fits(given, {code: weights[code] for code in given}, free):
            yield Difference(
                Text(
                    f"{each.name}の作業オッズが、印刷された確率に合いません。",
                    f"the working odds of {each.name} do not give the printed chances",
                ),
                Address(told.file, book.DIVISIONS),
                effect_of(result),
            )


def _of_fields(told: Book, result: Result) -> Iterator[Difference]:
    expected = contents.fields(result)
    for key in ("method", "must", "plan", "leaves"):
        if not same(told.fields[key], expected[key]):
            label = book.FIELDS[key]
            yield Difference(
                Text(
                    f"{label}が、結果の内容から計算したものと違います。",
                    f"{label} is not what follows from the result itself",
                ),
                told.fields[key].at,
            )


def _of_moves(told: Book, result: Result) -> Iterator[Difference]:
    """Each move must be of a drawn division, from the date that it had."""
    before = dict(result.dates)
    for row, move in zip(told.moves, result.moves, strict=True):
        if move.code not in result.draw.drawn:
            yield Difference(
                Text(
                    "監査の対象に選ばれていない課の日程変更です。",
                    "a date is moved of a division that was not drawn",
                ),
                row["code"].at,
            )
        elif move.before != before.get(move.code):
            yield Difference(
                Text(
                    f"{book.TITLES['before']}が、その前の日付と違います。",
                    "a date is moved from another date than it had",
                ),
                row["before"].at,
            )
        before[move.code] = move.after


def _of_record(told: Book, result: Result, record: Journal | None) -> Iterator[Difference]:
    """The state file must tell of this draw, and of every reason for doing anything again."""
    if record is None:
        return
    last = record.draws[-1] if record.draws else {}
    for key, here in (("plan", result.plan.sha256), ("leaves", result.leaf_list_sha256)):
        if last.get(key) != here:
            yield Difference(
                Text(
                    f"{book.FIELDS[key]}が、抽選の記録の最後の抽選と違います。",
                    f"{key} is not that of the last draw on record",
                ),
                told.fields[key].at,
            )
    if told.fields["redrawn"].text != record.reasons:
        yield Difference(
            Text(
                "再抽選の理由が、抽選の記録と違います。",
                "the reasons for drawing again are not those on record",
            ),
            told.fields["redrawn"].at,
        )
