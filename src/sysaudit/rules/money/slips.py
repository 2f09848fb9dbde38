"""Amounts typed in thousands of yen, or a thousand times too big."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sysaudit.findings import Address, Severity, Text
from sysaudit.forms.cost_estimate import AMOUNT_KEYS, CostLine
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.money.pairs import by_year, pairs, year_of
from sysaudit.rules.ward import Ward

THOUSAND = 1000
LEAST = 100_000
"""The greater of two figures is at least this, in yen, where a slip is suspected."""
FEWEST_ROWS = 2
"""So many rows, all of them a thousandth, are one cause: the whole sheet."""
RUNNING = "運用"


@dataclass(frozen=True)
class Slip:
    """A figure that is a thousandth or a thousandfold of another one.

    Attributes:
        key: The amount that looks wrong.
        figure, other: It, and what it is compared with, in yen.
        source: Where the other one stands.
    """

    key: str
    figure: int
    other: int
    source: Text

    @property
    def small(self) -> bool:
        """Whether the figure is the thousandth."""
        return self.figure < self.other

    @property
    def meant(self) -> int:
        """The figure put right."""
        return self.figure * THOUSAND if self.small else self.figure // THOUSAND


def slip_of(line: CostLine, last: CostLine | None, context: Context) -> Slip | None:
    """The first slip in a row: against last year's figures, else within the row."""
    tolerance = context.settings.thresholds.change_ratio
    for slip in (*_against_last(line, last, context.year), *_within(line)):
        if _thousandfold(slip.figure, slip.other, tolerance):
            return slip
    return None


def comparable(line: CostLine, last: CostLine | None, survey: int) -> bool:
    """Whether last year's row tells a figure for a year of this row."""
    return any(True for _ in _against_last(line, last, survey))


def _against_last(line: CostLine, last: CostLine | None, survey: int) -> Iterator[Slip]:
    """Each amount beside last year's for the same year; the budget also beside last year's."""
    if last is None:
        return
    before = by_year(last, survey - 1)
    for key in AMOUNT_KEYS:
        figure = getattr(line, key)
        year = year_of(line, key, survey)
        if figure and year in before:
            yield Slip(key, figure, before[year], _last_year(f"{year}年度", f"fiscal {year}"))
        elif figure and key == "budget" and last.budget:
            yield Slip(key, figure, last.budget, _last_year("予算", "the budget"))


def _last_year(ja: str, en: str) -> Text:
    return Text(f"昨年度の調査票の{ja}", f"{en} on last year's form")


def _within(line: CostLine) -> Iterator[Slip]:
    """Neighbouring amounts of a running cost; the smaller is the likelier slip."""
    stated = [key for key in AMOUNT_KEYS if getattr(line, key)]
    for one, other in pairwise(stated) if line.cost_kind == RUNNING else ():
        small, great = sorted((one, other), key=lambda key: int(getattr(line, key)))
        label = line.place.labels.get(great, "")
        source = Text(f"同じ行の{label}", f"{label} in this row")
        yield Slip(small, getattr(line, small), getattr(line, great), source)


def _thousandfold(one: int, other: int, tolerance: float) -> bool:
    """Whether a thousand times the smaller is the greater, give or take an ordinary change."""
    small, great = sorted((one, other))
    return great >= LEAST and abs(small * THOUSAND - great) <= tolerance * great


@rule(
    "X33",
    Subject.WARD,
    Severity.ERROR,
    title=Text("1,000倍または1,000分の1の金額", "A thousandfold or a thousandth"),
    why=Text(
        "千円単位と円単位を取り違えた1行で、区全体の合計が大きく変わります。",
        "One row in thousands of yen changes the total of the ward.",
    ),
    wrong=Text("「1,200」（昨年度は1,200,000円）", "1,200, last year 1,200,000"),
    right=Text("「1200000」", "1200000"),
    message=Text(
        "{what.ja}は{given}円ですが、{source.ja}は{other}円です。{unit.ja}",
        "{what.en} is {given} yen, {source.en} is {other}.{unit.en}",
    ),
    fix=Text("{how.ja}", "{how.en}"),
    official="L3-04",
)
def thousandfold(ward: Ward, context: Context) -> Iterator[Hit]:
    """One finding per row, or one for a sheet of which every row is in thousands."""
    before = pairs(ward)
    for lines in _by_sheet(ward):
        slips = [(line, slip_of(line, before.get(id(line)), context)) for line in lines]
        found = [(line, slip) for line, slip in slips if slip is not None]
        compared = [x for x in lines if comparable(x, before.get(id(x)), context.year)]
        in_thousands = [line for line, slip in found if slip.small and line in compared]
        if len(in_thousands) >= max(FEWEST_ROWS, len(compared)):
            yield _sheet_hit(*found[0], len(found))
        else:
            for line, slip in found:
                yield _row_hit(line, slip, context)


def _by_sheet(ward: Ward) -> Iterator[list[CostLine]]:
    sheets: dict[tuple[str, str], list[CostLine]] = defaultdict(list)
    for _, line in ward.costs:
        sheets[line.place.file, line.place.sheet].append(line)
    yield from sheets.values()


def _row_hit(line: CostLine, slip: Slip, context: Context) -> Hit:
    label = line.place.labels.get(slip.key, "")
    unit = Text("千円単位で入力していませんか。", " Was it typed in thousands?")
    too_great = Text("桁が3つ多くありませんか。", " Are there three digits too many?")
    return hit_on(
        line,
        slip.key,
        context,
        given=f"{slip.figure:,}",
        expected=f"{slip.meant:,}",
        difference=slip.figure - slip.other,
        what=Text(label, label),
        source=slip.source,
        other=f"{slip.other:,}",
        unit=unit if slip.small else too_great,
        how=Text(
            f"円単位で「{slip.meant}」と入力してください。本当にこの金額なら、情報管理課に知らせて"
            "ください（この指摘を認める設定があります）。",
            f"Type {slip.meant}, in yen; if the amount is right all the same, tell the IT "
            "division, which can waive this finding.",
        ),
    )


def _sheet_hit(line: CostLine, slip: Slip, rows: int) -> Hit:
    place = line.place
    label = place.labels.get(slip.key, "")
    return Hit(
        Address(place.file, place.sheet),
        given=f"{slip.figure:,}",
        expected=f"{slip.meant:,}",
        values={
            "what": Text(
                f"シート全体（{rows}行）が千円単位のようです。{line.row}行目の{label}",
                f"The whole sheet ({rows} rows) seems in thousands: {label} in row {line.row}",
            ),
            "source": slip.source,
            "other": f"{slip.other:,}",
            "unit": Text("", ""),
            "how": Text(
                "すべての金額を円単位で入力し直してください（1,200千円なら「1200000」）。",
                "Type every amount in yen (1200000 for 1,200 thousand).",
            ),
        },
    )


@rule(
    "X34",
    Subject.WARD,
    Severity.WARNING,
    title=Text("シートの金額がすべて小さい", "Every amount on the sheet is small"),
    why=Text(
        "すべての金額が1万円に満たないときは、千円単位の記入が疑われます。",
        "Where no amount reaches 10,000 yen, they may be in thousands.",
    ),
    wrong=Text("「1,200」「850」「3,000」", "1,200, 850 and 3,000"),
    right=Text("「1200000」「850000」「3000000」", "1200000, 850000 and 3000000"),
    message=Text(
        "金額がすべて{limit}円未満です（最大 {given}円）。千円単位で入力していませんか。",
        "No amount reaches {limit} yen (the greatest is {given}). Are they in thousands?",
    ),
    fix=Text(
        "千円単位なら、すべて円単位で入力し直してください。円単位で正しければ、このままで構いません。",
        "Type them in yen if they are in thousands; leave them if they are in yen.",
    ),
    official="L3-04",
)
def small_sheet(ward: Ward, context: Context) -> Iterator[Hit]:
    """A sheet without any amount of some size, where last year tells nothing of its rows."""
    limit = context.settings.thresholds.smallest_sheet
    before = pairs(ward)
    for lines in _by_sheet(ward):
        if any(comparable(x, before.get(id(x)), context.year) for x in lines) or _unread(lines):
            continue
        greatest = max((amount or 0 for line in lines for amount in line.amounts), default=0)
        slipped = any(slip_of(line, None, context) for line in lines)
        if 0 < greatest < limit and not slipped:
            place = lines[0].place
            yield Hit(
                Address(place.file, place.sheet),
                given=f"{greatest:,}",
                values={"limit": f"{limit:,}"},
            )


def _unread(lines: Sequence[CostLine]) -> bool:
    return any(line.unread(key) for line in lines for key in AMOUNT_KEYS)


def slipped_rows(ward: Ward, before: Mapping[int, CostLine]) -> set[int]:
    """The ``id`` of each row with a slip, of which other rules say nothing."""
    rows = (line for _, line in ward.costs)
    return {id(row) for row in rows if slip_of(row, before.get(id(row)), ward.context)}
