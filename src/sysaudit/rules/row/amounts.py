"""The amounts of one row of 経費見積入力シート."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.findings import Severity, Text
from sysaudit.forms.cost_estimate import ALONE, AMOUNT_KEYS, BUNDLED, ESTIMATE_KEYS, CostLine
from sysaudit.forms.shared import UNDECIDED
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.words import counted


@rule(
    "R12",
    Subject.RECORD,
    Severity.ERROR,
    form="cost_estimate",
    title=Text("積算月数が1～12ではない", "Months outside 1 to 12"),
    why=Text(
        "1年分に直して前年度と比べるときに、積算月数を使います。",
        "It is used to compare the estimate with other years.",
    ),
    wrong=Text("「60」（契約全体の月数）", "60, the months of the whole contract"),
    right=Text("「12」、または空欄", "12, or blank"),
    message=Text(
        "積算月数が「{given}」です。翌年度1年のうち何か月分かを書く欄です。",
        "積算月数 is {given}; it tells how many months of next year the estimate covers.",
    ),
    fix=Text(
        "翌年度の見積が何か月分かを、1から12の数字で入力してください。1年分なら空欄で構いません。",
        "Type a number from 1 to 12; leave it blank for a whole year.",
    ),
)
def months_of_year(line: CostLine, context: Context) -> Iterator[Hit]:
    """積算月数 outside 1 to 12."""
    if line.months is not None and not 1 <= line.months <= 12:
        yield hit_on(line, "months", context)


@rule(
    "R13",
    Subject.RECORD,
    Severity.ERROR,
    form="cost_estimate",
    title=Text("行の合計が合わない", "Row total is wrong"),
    why=Text(
        "手で打った合計や、計算し直されていない数式の合計は、各年度の金額と食い違います。",
        "A total typed by hand, or a formula not computed again, differs from its parts.",
    ),
    wrong=Text("各年度の和は3,600,000円、合計は3,000,000円", "Parts 3,600,000, total 3,000,000"),
    right=Text("合計は3,600,000円", "Total 3,600,000"),
    message=Text(
        "合計は{given}円ですが、各年度の金額を足すと{expected}円です（差 {difference}円）。",
        "The total says {given} yen, the years add up to {expected} ({difference}).",
    ),
    fix=Text(
        "各年度の金額を確かめてください。正しければ、合計に「{expected}」と入力するか、"
        "Excelで開いてF9キーで計算し直し、保存してください。",
        "Check the amounts; if they are right, type {expected}, or open the file in Excel, press "
        "F9 and save it.",
    ),
)
def row_total(line: CostLine, context: Context) -> Iterator[Hit]:
    """合計 against the sum of the years; silent where a year was not read or has no column.

    A formula that leaves out a number typed as text is right: the text is the finding.
    """
    if line.row_total in (None, line.amounts_total):
        return
    readable = all(line.has_column(key) and not line.unread(key) for key in AMOUNT_KEYS)
    if readable and line.row_total != sum(counted(line, key) for key in AMOUNT_KEYS):
        yield hit_on(
            line,
            "row_total",
            context,
            expected=f"{line.amounts_total:,}",
            difference=(line.row_total or 0) - line.amounts_total,
            cause="total",  # totals that are stale, or typed by hand, stand below each other
        )


@rule(
    "R14",
    Subject.RECORD,
    Severity.ERROR,
    form="cost_estimate",
    title=Text("按分後の金額が按分前総額より大きい", "Share above the whole"),
    why=Text(
        "一括契約の自分の分は、契約全体の金額を超えません。",
        "A share of a contract cannot be more than the whole.",
    ),
    wrong=Text("見積3,000,000円、按分前総額1,000,000円", "Share 3,000,000 of 1,000,000"),
    right=Text("見積1,000,000円、按分前総額3,000,000円", "Share 1,000,000 of 3,000,000"),
    message=Text(
        "{year_label}（{share}円）が按分前総額（{given}円）より大きくなっています"
        "（差 {difference}円）。",
        "{year_label} ({share} yen) is above the 按分前総額 of {given} yen ({difference}).",
    ),
    fix=Text(
        "按分前総額には一括契約全体の翌年度の金額を、{year_label}にはこのシステムの分だけを、"
        "どちらも円で入力してください。",
        "Type the whole contract's amount of next year into 按分前総額 and this system's share "
        "into {year_label}.",
    ),
)
def share_above_total(line: CostLine, context: Context) -> Iterator[Hit]:
    """The estimate of FY+1 above 按分前総額."""
    share, whole = line.estimate_1, line.bundle_total
    if line.bundled == BUNDLED and share is not None and whole is not None and share > whole:
        yield hit_on(
            line,
            "bundle_total",
            context,
            difference=share - whole,
            share=f"{share:,}",
            year_label=line.place.labels.get("estimate_1", ""),
        )


@rule(
    "R15",
    Subject.RECORD,
    Severity.WARNING,
    form="cost_estimate",
    title=Text("確度が未定なのに見積額がある", "Undecided, yet estimated"),
    why=Text(
        "「未定」の行は見積の合計に入りません。目安でも金額があれば「概算」です。",
        "Rows that are 未定 stay out of the totals; a rough figure is 概算.",
    ),
    wrong=Text("見積3,000,000円、金額の確度「未定」", "3,000,000 yen, 未定"),
    right=Text("見積3,000,000円、金額の確度「概算」", "3,000,000 yen, 概算"),
    message=Text(
        "金額の確度は「未定」ですが、{stated}に金額があります。",
        "金額の確度 is 未定, but there is an amount for {stated}.",
    ),
    fix=Text(
        "金額が目安なら「金額の確度」を「概算」に改めてください。金額を出せないなら、"
        "見積の欄を空欄にします。",
        "Choose 概算 if the amount is rough; blank the estimates if there is none.",
    ),
)
def undecided_amount(line: CostLine, context: Context) -> Iterator[Hit]:
    """未定 with an estimate; what was spent and budgeted may well be known."""
    stated = [key for key in ESTIMATE_KEYS if getattr(line, key)]
    if line.certainty == UNDECIDED and stated:
        label = line.place.labels.get(stated[0], "")
        yield hit_on(line, "certainty", context, stated=label)


@rule(
    "R16",
    Subject.RECORD,
    Severity.WARNING,
    form="cost_estimate",
    title=Text("単独なのに按分の記入がある", "Apportioned, yet alone"),
    why=Text(
        "一括契約の分は、ほかの課の分と足して契約全体と照らし合わせます。",
        "Shares of a bundled contract are added up over the divisions.",
    ),
    wrong=Text("一括契約「単独」、按分前総額3,000,000円", "単独, 按分前総額 3,000,000"),
    right=Text("一括契約「他システムと一括」", "他システムと一括"),
    message=Text(
        "一括契約は「単独」ですが、{filled}が記入されています。",
        "一括契約 is 単独, but {filled} is filled in.",
    ),
    fix=Text(
        "1つの契約にほかのシステムの分も入っていれば「他システムと一括」を選んでください。"
        "単独の契約なら、按分方法と按分前総額を空欄にします。",
        "Choose 他システムと一括, or blank 按分方法 and 按分前総額.",
    ),
)
def apportioned_alone(line: CostLine, context: Context) -> Iterator[Hit]:
    """単独 with 按分方法 or an 按分前総額 that differs from its own amount."""
    own = line.bundle_total in (None, 0, line.estimate_1)
    if line.bundled == ALONE and (line.apportioned_by is not None or not own):
        filled = "按分方法" if own else "按分前総額"
        yield hit_on(line, "bundled", context, filled=filled)
