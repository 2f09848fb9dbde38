"""Makes the plan out of what was read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial

from sysaudit.audits.history import History
from sysaudit.audits.inputs import Inputs
from sysaudit.audits.plan import Entry, Plan
from sysaudit.audits.points import Risk, risk_of
from sysaudit.audits.standing import Judged, Standing, standing_of
from sysaudit.audits.window import Window, blocked_dates, window_of
from sysaudit.config import Settings
from sysaudit.config.draw import DrawPoints, DrawSettings
from sysaudit.draw import Auditor, Undrawable
from sysaudit.draw.texts import check_code, check_department, check_draw_id, check_name, tidied
from sysaudit.findings import Text
from sysaudit.forms.roster import OUT_OF_SCOPE, Division


@dataclass(frozen=True)
class Size:
    """How many divisions are visited: a number, or a fraction of those in scope."""

    count: int | None = None
    fraction: Fraction | None = None

    def of(self, in_scope: int, default: str) -> int:
        """The number; a fraction is rounded half up.

        >>> Size().of(100, "1/3"), Size(fraction=Fraction(1, 4)).of(10, "1/3"), Size(7).of(9, "1/3")
        (33, 3, 7)
        """
        if self.count is not None:
            return self.count
        part = (Fraction(default) if self.fraction is None else self.fraction) * in_scope
        return int(part + Fraction(1, 2))


def plan_of(
    inputs: Inputs,
    settings: Settings | None = None,
    *,
    size: Size | None = None,
    draw_id: str | None = None,
    first: date | None = None,
    last: date | None = None,
    per_date: int | None = None,
    carried: Collection[str] = (),
) -> Plan:
    """The plan of a draw.

    Args:
        inputs: Roster, self-checks, results.
        settings: What sysaudit.toml says.
        size: How many; by default the fraction in the settings.
        draw_id: By default the fiscal year.
        first: The first day of the window; by default that of the settings.
        last: Its last day.
        per_date: How many visits a day takes.
        carried: Last year's codes of divisions that last year's draw carried over.

    Raises:
        Undrawable: A code or name that cannot be hashed, or two that became equal.
        Misuse: The window is none.
    """
    settings = settings or Settings()
    rules = settings.draw
    draw_id = str(inputs.year) if draw_id is None else draw_id
    check_draw_id(draw_id)
    window = window_of(rules, inputs.year, first=first, last=last, per_date=per_date)
    history = History(
        inputs.year, {**inputs.former_rosters, inputs.year: inputs.roster}, inputs.results
    )
    make = partial(_entry, inputs=inputs, history=history, rules=rules, window=window)
    entries = [make(division, carried=carried) for division in inputs.roster]
    _refuse_doubles(entries)
    _refuse_alike(entries)
    ordered = tuple(sorted(entries, key=lambda each: each.code.encode()))
    in_scope = sum(each.standing in (Standing.IN, Standing.MUST) for each in ordered)
    return Plan(
        draw_id,
        inputs.year,
        ordered,
        (size or Size()).of(in_scope, rules.fraction),
        window,
        _auditors(rules, {each.department for each in ordered}),
        inputs.files,
        rules.max_gap_years,
        history.gap_known(rules.max_gap_years),
        _told(rules.points),
    )


def _entry(
    division: Division,
    *,
    inputs: Inputs,
    history: History,
    rules: DrawSettings,
    window: Window,
    carried: Collection[str],
) -> Entry:
    code = division.division_code or ""
    check_code(code)
    asked = inputs.checks is not None and division.in_scope != OUT_OF_SCOPE
    checks = inputs.checks.get(code, ()) if inputs.checks is not None and asked else None
    dates = window.dates
    blocked = blocked_dates(division, dates)
    judged = standing_of(
        division,
        history,
        rules,
        silent=checks is not None and not checks,
        carried=not history.codes(code, inputs.year - 1).isdisjoint(carried),
        visitable=len(blocked) < len(dates),
    )
    risk = risk_of(division, history, checks, inputs.as_of, rules.points)
    return _put_together(division, code, judged, risk, blocked)


def _put_together(
    division: Division, code: str, judged: Judged, risk: Risk, blocked: tuple[date, ...]
) -> Entry:
    department = tidied(division.department or "")
    check_department(department)
    return Entry(
        code,
        department,
        division.division_name or "",
        judged.standing,
        _joined(judged.reasons),
        _joined([each.told for each in risk.points]),
        risk.total,
        risk.base,
        risk.visited_last_year,
        risk.weight,
        blocked,
        division.it_promoter or "",
        division.extension or "",
    )


def _joined(texts: Sequence[Text]) -> Text:
    return Text("、".join(each.ja for each in texts), "; ".join(each.en for each in texts))


def _refuse_doubles(entries: list[Entry]) -> None:
    """Two codes that became equal are two divisions of which nobody knows which is which."""
    seen: dict[str, Entry] = {}
    for each in entries:
        other = seen.setdefault(each.code, each)
        if other is not each:
            raise Undrawable(
                Text(
                    f"組織台帳の「{other.name}」と「{each.name}」の課コードがどちらも"
                    f"「{each.code}」です。正しいコードに直してください。",
                    f"{other.name} and {each.name} both have the code {each.code} on the roster: "
                    "put them right",
                )
            )


def _refuse_alike(entries: list[Entry]) -> None:
    """A space in a name must not make a department of its own.

    Raises:
        Undrawable: Two departments differ by spaces alone.
    """
    seen: dict[str, str] = {}
    for each in entries:
        other = seen.setdefault(each.department.replace(" ", ""), each.department)
        if other != each.department:
            raise Undrawable(
                Text(
                    f"部名「{other}」と「{each.department}」は空白だけが違います。組織台帳で"
                    "同じ書き方にそろえてください。",
                    f"the departments {other} and {each.department} differ by spaces alone: "
                    "write them the same on the roster",
                )
            )


def _told(rules: DrawPoints) -> str:
    """How points become a weight, for whoever reads the result."""
    bounds = [0, *rules.steps]
    parts = []
    for base, (low, high) in enumerate(zip(bounds, [*bounds[1:], None], strict=True), start=1):
        span = f"{low}点以上" if high is None else f"{low}〜{high - 1}点"
        parts.append(f"{span}は{base}")
    return (
        f"基礎の重み: {'、'.join(parts)}。重みは基礎の重みの{rules.factor}倍、前年度に監査した課は"
        "基礎の重みのまま"
    )


def _auditors(rules: DrawSettings, departments: Collection[str]) -> tuple[Auditor, ...]:
    """The auditors of the settings; of a misspelt department somebody might visit the own one.

    Raises:
        Undrawable: A department is not on the roster.
    """
    found = []
    for each in rules.auditors:
        name, department = tidied(each.name), tidied(each.department)
        check_name(name)
        if department not in departments:
            raise Undrawable(
                Text(
                    f"設定の監査実施人「{name}」の部「{department}」が組織台帳にありません。"
                    "台帳の部名を書いてください。",
                    f"the department {department} of the auditor {name} in the settings is not on "
                    "the roster: write it as the roster does",
                )
            )
        found.append(Auditor(name, department))
    return tuple(found)
