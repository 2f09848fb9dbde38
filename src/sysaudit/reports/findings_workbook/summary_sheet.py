"""概要: one page that says how far the ward is, who needs help and what is to be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from sysaudit import calendar
from sysaudit.advice import advice_of, criteria
from sysaudit.findings import Finding, Severity
from sysaudit.forms.record import shown
from sysaudit.reports.findings_workbook.progress import PROGRESS, progress
from sysaudit.reports.findings_workbook.summary_page import Page, Wide
from sysaudit.reports.returns import not_returned
from sysaudit.reports.templates.styles import Styles
from sysaudit.reports.waivers import unused_waivers, waiver_words
from sysaudit.reports.words import SEVERITIES, STATUSES
from sysaudit.rounds import Comparison
from sysaudit.standing import Department, Standing, by_department, ward
from sysaudit.submissions import Status
from sysaudit.validation import Validation

HEAVIEST = 5
"""So many rules are named."""
NEEDIEST = 10
"""So many divisions are named."""
ROUNDS = 5
"""So many rounds are shown, the last ones; 提出状況 has them all."""
UNUSED = 3
"""So many waivers that match nothing are named."""

STANDINGS = {
    Standing.CLEAN: "問題なし",
    Standing.WARNINGS: "警告だけ",
    Standing.ERRORS: "エラーあり",
    Standing.UNREADABLE: STATUSES[Status.UNREADABLE].ja,
    Standing.DUPLICATE: STATUSES[Status.DUPLICATE].ja,
    Standing.MISSING: STATUSES[Status.MISSING].ja,
}
DEPARTMENTS = (
    "部",
    "対象",
    "提出",
    *(STANDINGS[each] for each in (Standing.CLEAN, Standing.WARNINGS, Standing.ERRORS)),
    "読めない・重複",
    STANDINGS[Standing.MISSING],
)

MEANINGS = (
    (SEVERITIES[Severity.ERROR].ja, "そのままでは集計できません。課に直してもらいます。"),
    (
        SEVERITIES[Severity.WARNING].ja,
        "誤りかもしれません。正しければそのままで構いません。",
    ),
    (SEVERITIES[Severity.INFO].ja, "全角の数字などを読み替えました。直さなくて構いません。"),
)


class Heavy(NamedTuple):
    """A rule with its findings in force."""

    finding: Finding
    cells: int
    divisions: int


def write_summary(
    sheet: Worksheet,
    styles: Styles,
    validation: Validation,
    comparison: Comparison | None = None,
) -> None:
    """Write the page: how far we are, who needs help, what is next; then what explains it."""
    page = Page(sheet, styles)
    year = validation.context.year
    page.heading(f"システム調査票 検証結果　{year}年度（{calendar.era_year(year)}）", 14)
    page.line(headline(validation), 12, bold=True)
    for label, text in facts(validation, comparison):
        page.fact(label, text)
    _write_departments(page, validation)
    if comparison:
        page.heading("これまでの進み")
        page.titles(PROGRESS)
        for row in progress(comparison, ROUNDS):
            page.cells(row)
    _write_advice(page, validation)
    page.heading("次にすること")
    for number, step in enumerate(steps(validation), start=1):
        page.line(f"{number}. {step}")
    _write_heaviest(page, validation)
    page.heading("重さの意味")
    for label, text in MEANINGS:
        page.fact(label, text)
    page.finish()


def headline(validation: Validation) -> str:
    """How many divisions stand how, in one line."""
    whole = ward(validation)
    known = [s for s in Standing if validation.roster or s is not Standing.MISSING]
    told = "・".join(f"{STANDINGS[standing]}{whole.counts[standing]:,}" for standing in known)
    asked = "" if validation.roster else "ファイルのある"
    return f"{asked}{whole.divisions:,}課のうち {told}"


def _write_departments(page: Page, validation: Validation) -> None:
    departments = list(by_department(validation))
    if not departments:
        return
    page.heading("部ごとの状況（課の数。ファイルがいくつかある課は、いちばん悪い状態で数えます）")
    page.titles(DEPARTMENTS)
    for each in departments:
        page.cells(_department_row(each))
    page.cells(_department_row(ward(validation)), bold=True)


def _department_row(department: Department) -> tuple[str | int, ...]:
    counts = department.counts
    return (
        "計" if department.name is None else department.name,
        department.divisions,
        department.returned,
        counts[Standing.CLEAN],
        counts[Standing.WARNINGS],
        counts[Standing.ERRORS],
        counts[Standing.UNREADABLE] + counts[Standing.DUPLICATE],
        counts[Standing.MISSING],
    )


def _write_advice(page: Page, validation: Validation) -> None:
    advice = advice_of(validation)
    if not advice:
        return
    rest = f"のうち上位{NEEDIEST}課。すべては「助言」" if len(advice) > NEEDIEST else ""
    page.heading(f"記入の助言が要りそうな課（{len(advice):,}課{rest}）")
    page.line(criteria(validation.context.settings).ja)
    page.titles(("課", "情報化推進員", "内線", "エラー", Wide("助言を要する理由", 4)))
    for each in advice[:NEEDIEST]:
        name = " ".join(filter(None, (each.division_code, each.division_name)))
        whom = (each.it_promoter, each.extension)
        page.cells((name, *whom, each.errors, Wide(each.why.ja, 4)))


def _write_heaviest(page: Page, validation: Validation) -> None:
    heavy = heaviest(validation)[:HEAVIEST]
    if not heavy:
        return
    page.heading("多い指摘")
    page.titles((Wide("規則", 3), "重さ", "箇所", "課の数"))
    for each in heavy:
        name = f"{each.finding.code} {each.finding.name.ja}"
        severity = SEVERITIES[each.finding.severity].ja
        page.cells((Wide(name, 3), severity, each.cells, each.divisions))


def facts(
    validation: Validation, comparison: Comparison | None = None
) -> Iterator[tuple[str, str]]:
    """What was checked and how it came out."""
    context, counts = validation.context, validation.counts
    yield "判定日", f"{shown(context.as_of)}（期限や契約終了はこの日で判断しています）"
    yield "確かめたファイル", f"{len(validation.returned):,}件"
    yield "提出", _returns(validation)
    yield "指摘", "、".join(f"{word.ja} {counts[s]:,}件" for s, word in SEVERITIES.items())
    if comparison:
        yield "前回との比較", _changes(comparison)
    waived = sum(finding.waived is not None for finding in validation.findings)
    if waived:
        yield "認めた指摘", f"{waived:,}件（理由は「指摘一覧」。上の件数に含みません）"
    unused = [waiver_words(waiver) for waiver in unused_waivers(validation)]
    if unused:
        rest = f"ほか{len(unused) - UNUSED:,}件。" if len(unused) > UNUSED else ""
        told = "\n".join(unused[:UNUSED])
        yield "使われなかった認める指定", f"{told}\n{rest}設定ファイルから外してください。"


def _changes(comparison: Comparison) -> str:
    """Errors and warnings since the round before."""
    total = comparison.total
    told = (
        f"前回（判定日 {shown(comparison.before.as_of)}）から、新しい {total.new:,}件、"
        f"まだ {total.still:,}件、直った {total.mended:,}件（エラーと警告）"
    )
    if total.unchecked:
        told += f"\nファイルやシートがなく、今回は確かめられない前回の指摘 {total.unchecked:,}件"
    return told


def _returns(validation: Validation) -> str:
    if validation.roster is None:
        return "組織台帳の指定がないため、未提出の課は確かめていません。"
    missing = [each for each in validation.submissions if each.status is Status.MISSING]
    late = sum(bool(each.days_late) for each in missing)
    returned = validation.expected - len(missing)
    return (
        f"対象{validation.expected:,}課のうち、提出 {returned:,}課、"
        f"未提出 {len(missing):,}課（うち期限超過 {late:,}課）"
    )


def steps(validation: Validation) -> Iterator[str]:
    """What the IT division does next."""
    states = Counter(each.status for each in validation.submissions)
    counts = validation.counts
    if states[Status.MISSING]:
        yield f"未提出の{states[Status.MISSING]:,}課に連絡する（連絡先は「提出状況」）。"
    if states[Status.UNREADABLE]:
        yield f"読み取れなかった{states[Status.UNREADABLE]:,}件のファイルを、もう一度出してもらう。"
    if states[Status.DUPLICATE]:
        yield "同じ課から2つ以上戻っているファイルは、どれが正しいかを課に確かめる。"
    if counts[Severity.ERROR]:
        yield "「指摘一覧」をエラーで絞り込み、課に直してもらう。"
    if counts[Severity.WARNING]:
        yield "「指摘一覧」の警告を見る。正しければそのままでよい。"
    if counts[Severity.INFO]:
        yield "「読み替え」で、読み取った内容が入力の意味と合っているかを見る。"
    if not counts[Severity.ERROR] and not states[Status.MISSING]:
        yield "直すところはありません。"


def heaviest(validation: Validation) -> list[Heavy]:
    """The rules with most findings in force, errors first; infos are left out."""
    by_code: dict[str, list[Finding]] = {}
    for finding in validation.findings:
        if finding.waived is None and finding.severity is not Severity.INFO:
            by_code.setdefault(finding.code, []).append(finding)
    heavy = [
        Heavy(
            found[0],
            sum(f.count for f in found),
            len({f.division_code for f in found if not not_returned(f, validation)}),
        )
        for found in by_code.values()
    ]
    heavy.sort(key=lambda each: (each.finding.severity.rank, -each.cells, each.finding.code))
    return heavy
