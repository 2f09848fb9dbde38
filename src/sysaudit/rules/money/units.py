"""Amounts typed in thousands of yen, or a thousand times too big: a row, a column, a sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sysaudit.findings import Address, Severity, Text
from sysaudit.forms.cost_estimate import AMOUNT_KEYS, CostLine
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.money.pairs import pairs
from sysaudit.rules.money.slips import RowSlips, Slip, row_slips, tells
from sysaudit.rules.ward import Ward

FEWEST_ROWS = 2
"""So many rows with the same slip are one cause: the column, or the whole sheet."""


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
    instance=Text(
        "2018年度決算は602円ですが、昨年度の調査票の2018年度は602,000円です。"
        "千円単位で入力していませんか。",
        "2018年度決算 is 602 yen, fiscal 2018 on last year's form is 602,000. "
        "Was it typed in thousands?",
    ),
    fix=Text("{how.ja}", "{how.en}"),
    official="L3-04",
)
def thousandfold(ward: Ward, context: Context) -> Iterator[Hit]:
    """One finding per row, or one for a column or sheet that is in thousands throughout."""
    known = row_slips(ward)
    for lines in _by_sheet(ward):
        rows = [known[id(line)] for line in lines if id(line) in known]
        slipped = [row for row in rows if row.slips]
        if slipped and _whole_sheet(rows, slipped):
            yield _sheet_hit(slipped)
        elif slipped:
            yield from _hits_in(rows, slipped, context)


def _whole_sheet(rows: list[RowSlips], slipped: list[RowSlips]) -> bool:
    """Whether every row that can be compared is wrong in every figure, in the same sense."""
    compared = [row for row in rows if row.compared or row.slips]
    senses = {slip.small for row in slipped for slip in row.slips}
    several = sum(row.compared for row in slipped) >= FEWEST_ROWS
    return several and len(senses) == 1 and all(row.whole for row in compared)


def _hits_in(rows: list[RowSlips], slipped: list[RowSlips], context: Context) -> Iterator[Hit]:
    """A column of which every figure is wrong is one finding, then each other row is one."""
    columns = set(_columns(rows, slipped))
    for key, small in sorted(columns):
        yield _column_hit(key, [(row.line, slip) for row, slip in _cells(slipped, key, small)])
    for row in slipped:
        left = [slip for slip in row.slips if (slip.key, slip.small) not in columns]
        if left:
            yield _row_hit(row.line, left[0], context)


def _columns(rows: list[RowSlips], slipped: list[RowSlips]) -> Iterator[tuple[str, bool]]:
    """The columns in thousands, or a thousandfold; not those that only rows in thousands fill."""
    for key in AMOUNT_KEYS:
        for small in (True, False):
            cells = [row for row, _ in _cells(slipped, key, small)]
            part = any(not row.whole for row in cells)
            if len(cells) >= FEWEST_ROWS and part and not any(key in row.right for row in rows):
                yield key, small


def _cells(slipped: list[RowSlips], key: str, small: bool) -> list[tuple[RowSlips, Slip]]:
    found = [(row, row.slip(key)) for row in slipped]
    return [(row, slip) for row, slip in found if slip is not None and slip.small is small]


def _by_sheet(ward: Ward) -> Iterator[list[CostLine]]:
    sheets: dict[tuple[str, str], list[CostLine]] = defaultdict(list)
    for _, line in ward.costs_of_year:
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


def _sheet_hit(slipped: list[RowSlips]) -> Hit:
    line, slip = slipped[0].line, slipped[0].slips[0]
    label = line.place.labels.get(slip.key, "")
    rows = len(slipped)
    unit = _unit(slip)
    return Hit(
        Address(line.place.file, line.place.sheet),
        given=f"{slip.figure:,}",
        expected=f"{slip.meant:,}",
        values={
            "what": Text(
                f"シート全体（{rows}行）が{unit.ja}のようです。{line.row}行目の{label}",
                f"The whole sheet ({rows} rows) seems {unit.en}: {label} in row {line.row}",
            ),
            "source": slip.source,
            "other": f"{slip.other:,}",
            "unit": Text("", ""),
            "how": Text(
                f"すべての金額を円単位で入力し直してください（{line.row}行目の{label}は"
                f"「{slip.meant}」）。",
                f"Type every amount in yen ({slip.meant} for {label} in row {line.row}).",
            ),
        },
    )


def _unit(slip: Slip) -> Text:
    return Text("千円単位", "in thousands") if slip.small else Text("1,000倍", "a thousandfold")


def _column_hit(key: str, cells: list[tuple[CostLine, Slip]]) -> Hit:
    """The range from the first to the last of the wrong figures."""
    (line, slip), (last, _) = cells[0], cells[-1]
    label, unit = line.place.labels.get(key, ""), _unit(slip)
    return Hit(
        line.at(key).through(last.row, line.place.columns[key]),
        field=key,
        label=label,
        given=f"{slip.figure:,}",
        expected=f"{slip.meant:,}",
        difference=slip.figure - slip.other,
        values={
            "what": Text(
                f"{label}の列（{len(cells)}行）だけが{unit.ja}のようです。{line.row}行目",
                f"The column {label} alone ({len(cells)} rows) seems {unit.en}: row {line.row}",
            ),
            "source": slip.source,
            "other": f"{slip.other:,}",
            "unit": Text("", ""),
            "how": Text(
                f"{label}の列の金額を円単位で入力し直してください（{line.row}行目は"
                f"「{slip.meant}」）。",
                f"Type the amounts of {label} in yen ({slip.meant} in row {line.row}).",
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
        greatest = max((amount or 0 for line in lines for amount in line.amounts), default=0)
        if not 0 < greatest < limit or _unread(lines):
            continue
        if not any(tells(before.get(id(line)), line, context.year) for line in lines):
            place = lines[0].place
            yield Hit(
                Address(place.file, place.sheet),
                given=f"{greatest:,}",
                values={"limit": f"{limit:,}"},
            )


def _unread(lines: Sequence[CostLine]) -> bool:
    return any(line.unread(key) for line in lines for key in AMOUNT_KEYS)
