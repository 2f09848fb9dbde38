"""Vendors: one name and one corporate number each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sysaudit.findings import Severity, Text
from sysaudit.forms.cost_estimate import CostLine
from sysaudit.forms.system_list import System
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.division_return import grouped
from sysaudit.rules.names import plain_vendor, several_vendors
from sysaudit.rules.ward import Ward
from sysaudit.rules.words import MOST_LISTED, listed, named

Contracted = System | CostLine
"""A row that names a vendor."""


def rows_with_vendor(ward: Ward) -> list[Contracted]:
    """Every row of lists and costs that names a vendor, in the order of the files."""
    rows: list[Contracted] = [system for _, system in ward.systems if system.vendor]
    rows += [line for _, line in ward.costs if line.vendor]
    return rows


@rule(
    "X16",
    Subject.WARD,
    Severity.INFO,
    title=Text("1つの事業者の書き方が分かれている", "One vendor written in several ways"),
    why=Text(
        "同じ事業者とみなして集計しますが、名前がそろっていれば確かめる手間がなくなります。",
        "They are counted as one; one spelling would spare everybody the check.",
    ),
    wrong=Text("「㈱見本ソフト」と「株式会社見本ソフト」", "㈱見本ソフト and 株式会社見本ソフト"),
    right=Text("どれも「株式会社見本ソフト」", "株式会社見本ソフト throughout"),
    message=Text(
        "区全体で同じ事業者が{count}通りに書かれています: {spellings.ja}。"
        "1つの事業者として扱います。",
        "One vendor is written in {count} ways: {spellings.en}. They are taken as one.",
    ),
    fix=Text(
        "契約書のとおり、「{expected}」のような正式名称にそろえてください。",
        "Type the name in the contract, such as {expected}.",
    ),
    official="L2-04",
)
def written_in_several_ways(ward: Ward, context: Context) -> Iterator[Hit]:
    """One finding per vendor in the ward, at the first row with a rarer spelling."""
    by_vendor = grouped(rows_with_vendor(ward), lambda row: plain_vendor(row.vendor or ""))
    for rows in by_vendor.values():
        spellings = Counter(row.vendor for row in rows if row.vendor)
        if len(spellings) == 1:
            continue
        best = max(spellings, key=lambda name: (spellings[name], len(name)))
        odd = next(row for row in rows if row.vendor != best)
        told = Text(
            listed(f"{name}（{count}）" for name, count in spellings.most_common()).ja,
            listed(f"{name} ({count})" for name, count in spellings.most_common()).en,
        )
        yield hit_on(odd, "vendor", context, expected=best, count=len(spellings), spellings=told)


@rule(
    "X17",
    Subject.WARD,
    Severity.WARNING,
    title=Text("1つの法人番号に2つの事業者", "One corporate number, two vendors"),
    why=Text(
        "法人番号は法人ごとに1つです。一方の行は番号か名前を写し間違えています。",
        "A corporate number belongs to one company: a number or a name was copied wrongly.",
    ),
    wrong=Text(
        "同じ番号が「見本ソフト」と「例示電算」の行にある", "One number in rows of two vendors"
    ),
    right=Text("番号は事業者ごとに1つ", "A number for each vendor"),
    message=Text(
        "法人番号「{given}」が、{vendors.ja}の行にあります。",
        "{given} stands in rows of {vendors.en}.",
    ),
    fix=Text(
        "国税庁の法人番号公表サイトや請求書で確かめ、正しい番号か事業者名を入力してください。"
        "社名が変わったのなら、新しい名前にそろえます。",
        "Look the number up and type the right one, or the vendor's present name.",
    ),
)
def one_number_two_vendors(ward: Ward, context: Context) -> Iterator[Hit]:
    """One finding per number, at the first row of the second vendor; branches are one vendor."""
    numbered = grouped(rows_with_vendor(ward), lambda row: row.vendor_corporate_number)
    for rows in numbered.values():
        vendors = several_vendors(row.vendor or "" for row in rows)
        if len(vendors) > 1:
            second = next(row for row in rows if row.vendor == vendors[1])
            yield hit_on(
                second, "vendor_corporate_number", context, vendors=named(vendors, MOST_LISTED)
            )


@rule(
    "X18",
    Subject.WARD,
    Severity.WARNING,
    title=Text("1つの事業者に2つの法人番号", "One vendor, two corporate numbers"),
    why=Text(
        "同じ名前の別の会社か、番号の写し間違いです。事業者別の集計が変わります。",
        "They are two companies of one name, or a number was copied wrongly.",
    ),
    wrong=Text("「見本ソフト」の行に2つの番号がある", "Two numbers in rows of 見本ソフト"),
    right=Text("どの行も同じ番号", "One number in all of them"),
    message=Text(
        "事業者「{vendor}」の法人番号が{count}通りあります: {numbers.ja}。",
        "{vendor} bears {count} corporate numbers: {numbers.en}.",
    ),
    fix=Text(
        "国税庁の法人番号公表サイトや請求書で番号を確かめてください。同じ名前の別の会社なら、"
        "事業者名に所在地などを添えて区別します（例：見本ソフト（大阪））。",
        "Look the numbers up; if these are two companies, tell them apart by name.",
    ),
)
def one_vendor_two_numbers(ward: Ward, context: Context) -> Iterator[Hit]:
    """One finding per vendor, at the first row with a second number."""
    by_vendor = grouped(rows_with_vendor(ward), lambda row: plain_vendor(row.vendor or ""))
    for rows in by_vendor.values():
        numbers = [row.vendor_corporate_number for row in rows if row.vendor_corporate_number]
        distinct = list(dict.fromkeys(numbers))
        if len(distinct) > 1:
            second = next(row for row in rows if row.vendor_corporate_number == distinct[1])
            yield hit_on(
                second,
                "vendor_corporate_number",
                context,
                vendor=second.vendor,
                count=len(distinct),
                numbers=listed(distinct),
            )
