"""Slips of the hand in what a draw is given, which would change who is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.forms.audit_results import AuditResult
from sysaudit.forms.roster import Division


def refuse_twice(results: Iterable[AuditResult]) -> None:
    """A copy of last year's results must not make everybody's findings twice as many.

    Raises:
        Misuse: A finding stands in two rows.
    """
    seen: dict[tuple[object, ...], AuditResult] = {}
    for each in results:
        key = (each.fiscal_year, each.division_code, each.kind, each.audited_on)
        if each.finding_number is None:
            continue
        first = seen.setdefault((*key, each.finding_number), each)
        if first is not each:
            one, other = (
                f"{r.place.file} {r.place.sheet}!{r.at('finding_number').cell}"
                for r in (first, each)
            )
            raise Misuse(
                Text(
                    f"同じ指摘が2か所にあります（{one} と {other}）。同じ監査結果を2度指定して"
                    "いないか、指摘番号が重複していないかを確かめてください。",
                    f"one finding stands twice ({one} and {other}): give each year's results once, "
                    "and see that no number is used twice",
                )
            )


def refuse_stray_years(register: Sequence[Division], year: int) -> None:
    """A slip in one cell of 年度 must not take a division off the roster.

    A roster may hold several years; one of which it has but a few rows is no year of its own.

    Raises:
        Misuse: There are a few rows of another year.
    """
    rows = [each for each in register if each.fiscal_year not in (None, year)]
    others = Counter(each.fiscal_year for each in rows)
    for each in rows:
        if others[each.fiscal_year] * 2 < len(register) - len(rows):
            place = each.at("fiscal_year")
            raise Misuse(
                Text(
                    f"{place.file} {place.sheet}!{place.cell} の年度が{each.fiscal_year}です。"
                    f"{year}の誤りなら直し、{each.fiscal_year}年度の課ならこの行を除いて"
                    "ください。",
                    f"{place.file} {place.sheet}!{place.cell} says {each.fiscal_year}: put "
                    f"{year}, or take the row out",
                )
            )


def refuse_no_former(path: Path, divisions: Sequence[Division], year: int) -> None:
    """A roster of this year tells nothing of earlier ones.

    Raises:
        Misuse: It lists no division of an earlier year.
    """
    if not any(each.fiscal_year and each.fiscal_year < year for each in divisions):
        raise Misuse(
            Text(
                f"{path} に{year}年度より前の課がありません。前年度までの組織台帳を"
                "指定してください。",
                f"{path} lists no division before {year}: give an earlier roster",
            )
        )
