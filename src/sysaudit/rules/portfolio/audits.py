"""監査調書 against the system list and last year's audit; audit results against the roster."""

from __future__ import annotations

from collections.abc import Iterator

from sysaudit.findings import Severity, Text
from sysaudit.forms.audit_results import NO_REPORT, NOT_BEGUN, SERIOUS, UNDER_WAY, AuditResult
from sysaudit.forms.check_items import CHECK_ITEMS, OUTSOURCING_ITEM
from sysaudit.forms.self_check import DONE, SelfCheck
from sysaudit.forms.shared import NOT_APPLICABLE
from sysaudit.forms.system_list import MY_NUMBER_DATA
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.division_return import DivisionReturn
from sysaudit.rules.names import bears_name
from sysaudit.rules.ward import Ward
from sysaudit.rules.words import listed

IMPROVED_ITEM = "1-4"
"""The item that says that what was found before has been put right."""
AREA_OF = {item.number: item.area for item in CHECK_ITEMS}


@rule(
    "X27",
    Subject.WARD,
    Severity.WARNING,
    title=Text("委託なしと答えたが委託先が操作している", "Outsourcing denied, yet listed"),
    why=Text(
        "委託先が個人情報のシステムを操作していれば、委託の点検項目はすべて当てはまります。",
        "Where a contractor runs a system with personal data, the items on outsourcing apply.",
    ),
    wrong=Text(
        "監査調書の7-1が「該当なし」、一覧の「民間委託先が操作」に○",
        "7-1 is 該当なし, and 民間委託先が操作 bears ○",
    ),
    right=Text("7-1が「実施済」", "7-1 is 実施済"),
    message=Text(
        "項目{number}が「{given}」ですが、一覧では{systems.ja}を民間委託先が操作しています（個人情報有）。",
        "Item {number} is {given}, but a contractor runs {systems.en}, with personal data.",
    ),
    fix=Text(
        "委託していれば、7-1から7-5までの回答を直してください。委託していなければ、一覧の"
        "「民間委託先が操作」の○を消します。",
        "Answer 7-1 to 7-5 anew, or blank the ○ at 民間委託先が操作 on the list.",
    ),
)
def outsourcing_denied(ward: Ward, context: Context) -> Iterator[Hit]:
    """該当なし at 7-1 beside a system with personal data that a contractor runs."""
    for division in ward.divisions.values():
        run = [
            system.system_id or ""
            for system in division.systems
            if system.run_by_contractor and system.personal_data in ("有", MY_NUMBER_DATA)
        ]
        check = _check(division, OUTSOURCING_ITEM)
        if run and check is not None and check.answer == NOT_APPLICABLE:
            yield hit_on(check, "answer", context, number=OUTSOURCING_ITEM, systems=listed(run))


def _check(division: DivisionReturn, number: str) -> SelfCheck | None:
    return next((check for check in division.checks if check.number == number), None)


@rule(
    "X28",
    Subject.WARD,
    Severity.WARNING,
    title=Text("重大な不適合が残るのに「実施済」", "Serious finding open, yet 実施済"),
    why=Text(
        "前年度の重大な不適合が直ったかどうかは、監査で最初に確かめることです。",
        "Whether last year's serious findings were put right is what an audit asks first.",
    ),
    wrong=Text(
        "前年度の重大な不適合が「未着手」、監査調書の1-4が「実施済」",
        "未着手 in last year's results, and 1-4 is 実施済",
    ),
    right=Text("1-4が「一部実施」で改善予定日がある", "1-4 is 一部実施, with a date"),
    message=Text(
        "項目{number}が「{given}」ですが、前年度の重大な不適合（{area}、指摘番号{finding}）は"
        "「{progress}」のままです。",
        "Item {number} is {given}, but last year's serious finding {finding} ({area}) is still "
        "{progress}.",
    ),
    fix=Text(
        "改善が終わっていれば改善報告を出し、前年度監査結果を「完了」に改めてもらってください。"
        "終わっていなければ、回答を「一部実施」か「未実施」に直し、改善予定日を書きます。",
        "Report the improvement so that the result becomes 完了, or answer 一部実施 or 未実施 with "
        "a date.",
    ),
)
def serious_finding_open(ward: Ward, context: Context) -> Iterator[Hit]:
    """An open serious finding against item 1-4, else against the items of its area."""
    for result in filter(_is_open, ward.audit_results):
        if result.fiscal_year is not None and result.fiscal_year >= context.year:
            continue
        for code in ward.successors(result.division_code or ""):
            division = ward.divisions.get(code)
            check = _claims_done(division, result) if division else None
            if check is not None:
                yield hit_on(
                    check,
                    "answer",
                    context,
                    number=check.number,
                    area=result.area or "",
                    finding=result.finding_number or "",
                    progress=result.progress,
                )


def _is_open(result: AuditResult) -> bool:
    return result.grade == SERIOUS and result.progress in (UNDER_WAY, NOT_BEGUN, NO_REPORT)


def _claims_done(division: DivisionReturn, result: AuditResult) -> SelfCheck | None:
    """The answer that says all is well: 1-4, or the first of an area that is all 実施済."""
    improved = _check(division, IMPROVED_ITEM)
    if improved is not None and improved.answer == DONE:
        return improved
    area = [each for each in division.checks if AREA_OF.get(each.number or "") == result.area]
    done = [check for check in area if check.answer == DONE]
    settled = [check for check in area if check.answer in (DONE, NOT_APPLICABLE)]
    return done[0] if done and len(settled) == len(area) else None


@rule(
    "X49",
    Subject.WARD,
    Severity.ERROR,
    title=Text("監査結果の課名が組織台帳と違う", "Audit result under another name"),
    why=Text(
        "課コードは年度ごとに付け直されます。別の課の監査結果を引き継ぐと、抽選の重みも、必ず監査する"
        "課も誤ります。",
        "Codes are given anew each year; with another division's results the draw would weigh the "
        "wrong one and visit the wrong one.",
    ),
    wrong=Text(
        "監査結果の2003は「教育指導課」、組織台帳の2003は「指導室」で、旧課コードが空欄",
        "2003 is 教育指導課 in the results and 指導室 on the roster, and 旧課コード is blank",
    ),
    right=Text("旧課コードに「2003」（改称）", "2003 in 旧課コード, since it was renamed"),
    message=Text(
        "{year}年度の監査結果で課コード「{code}」は「{given}」ですが、組織台帳では「{expected}」で、"
        "旧課コードが空欄です。",
        "Code {code} is {given} in the audit results of {year}, but {expected} on the roster, "
        "where 旧課コード is blank.",
    ),
    fix=Text(
        "課が改称しただけなら、組織台帳の「旧課コード」に「{code}」と入力してください。別の課なら、"
        "この監査結果を引き継ぐ課の「旧課コード」に「{code}」と入力します。",
        "Type {code} into 旧課コード if it was renamed, else at the division that takes the "
        "result over.",
    ),
    official="L3-05",
)
def result_under_another_name(ward: Ward, context: Context) -> Iterator[Hit]:
    """The first row of results under a code whose name is another, and nobody says why."""
    rosters = (ward.roster_by_code.values(), *ward.former_rosters.values())
    taken_over = {code for roster in rosters for d in roster for code in d.former_codes}
    told: set[str] = set()
    for result in ward.audit_results:
        code = result.division_code or ""
        division = ward.roster_by_code.get(code)
        if division is None or division.former_codes or code in taken_over | told:
            continue
        if result.division_name and not bears_name(result.division_name, division):
            told.add(code)
            yield hit_on(
                result,
                "division_name",
                context,
                expected=division.division_name,
                code=code,
                year=result.fiscal_year or "",
            )


@rule(
    "X50",
    Subject.WARD,
    Severity.ERROR,
    title=Text("重大な不適合を引き継ぐ課がない", "Open serious finding of no division"),
    why=Text(
        "重大な不適合の残る課は必ず監査します。どの課のことか分からなければ、監査から漏れます。",
        "A division with an open serious finding must be audited; of no division, it is not.",
    ),
    wrong=Text(
        "重大な不適合が「未着手」の1305が、組織台帳の課コードにも旧課コードにもない",
        "1305 with a serious finding not begun, on the roster neither as a code nor as 旧課コード",
    ),
    right=Text("引き継いだ課の旧課コードに「1305」", "1305 in 旧課コード of the division after it"),
    message=Text(
        "課コード「{given}」の重大な不適合が「{progress}」ですが、組織台帳のどの課にもつながりません。",
        "Code {given} has a serious finding that is {progress}, but no division of the roster "
        "follows it.",
    ),
    fix=Text(
        "引き継いだ課の、組織台帳の「旧課コード」に「{given}」と入力してください。課コードの誤りなら"
        "監査結果を、廃止で終わったなら改善状況を「完了」に直します。",
        "Type {given} into 旧課コード of the division that took over; mend a wrong code in the "
        "results, or make it 完了 if it ended with the division.",
    ),
    official="L3-05",
)
def serious_finding_of_nobody(ward: Ward, context: Context) -> Iterator[Hit]:
    """An open serious finding of an earlier year that no division takes over."""
    for result in _orphans(ward, context):
        if _is_open(result):
            yield hit_on(result, "division_code", context, progress=result.progress)


@rule(
    "X51",
    Subject.WARD,
    Severity.WARNING,
    title=Text("前年度の監査結果を引き継ぐ課がない", "Last year's result of no division"),
    why=Text(
        "前年度の監査結果は、次の抽選の重みになります。廃止された課なら構いませんが、改称や分割なら"
        "引き継ぐ課が要ります。",
        "Last year's results weigh in the next draw; those of an abolished division end, those of "
        "a renamed or split one are taken over.",
    ),
    wrong=Text(
        "監査結果の1305が、組織台帳の課コードにも旧課コードにもない",
        "1305 in the results, on the roster neither as a code nor as 旧課コード",
    ),
    right=Text("引き継いだ課の旧課コードに「1305」", "1305 in 旧課コード of the division after it"),
    message=Text(
        "課コード「{given}」の監査結果（{year}年度）は、組織台帳のどの課にもつながりません。",
        "No division of the roster follows the results of {given} ({year}).",
    ),
    fix=Text(
        "改称や分割なら、引き継いだ課の「旧課コード」に「{given}」と入力してください。課コードの誤りなら"
        "監査結果を直します。廃止された課ならそのままで構いません。",
        "Type {given} into 旧課コード of the division that took over, or mend a wrong code in the "
        "results; leave it if the division was abolished.",
    ),
    official="L3-05",
)
def result_of_nobody(ward: Ward, context: Context) -> Iterator[Hit]:
    """The first row of each code in last year's results that no division takes over."""
    told: set[str] = set()
    for result in _orphans(ward, context):
        code = result.division_code or ""
        if result.fiscal_year == context.year - 1 and code not in told and not _is_open(result):
            told.add(code)
            yield hit_on(result, "division_code", context, year=result.fiscal_year)


def _orphans(ward: Ward, context: Context) -> Iterator[AuditResult]:
    """Results of earlier years under a code that no division has or had, as far as is known."""
    if ward.roster is None:
        return
    rosters = (ward.roster, *ward.former_rosters.values())
    known = {code for roster in rosters for d in roster for code in d.former_codes}
    known |= set(ward.roster_by_code)
    for result in ward.audit_results:
        earlier = result.fiscal_year is not None and result.fiscal_year < context.year
        if earlier and result.division_code and result.division_code not in known:
            yield result
