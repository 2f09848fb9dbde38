"""This year's list against last year's: what is gone, what is new."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sysaudit.calendar import first_day
from sysaudit.findings import Address, Severity, Text
from sysaudit.forms.system_list import ABOLISHED, System
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.division_return import DivisionReturn, is_provisional
from sysaudit.rules.names import plain_name
from sysaudit.rules.ward import Ward
from sysaudit.rules.words import MOST_LISTED, listed, named


@rule(
    "X14",
    Subject.WARD,
    Severity.ERROR,
    title=Text("昨年度のシステムが一覧から消えた", "System of last year is gone"),
    why=Text(
        "廃止したのか書き忘れたのか分からないシステムは、誰の目も届かなくなります。",
        "A system that was abolished or forgotten, nobody knows which, is out of sight.",
    ),
    wrong=Text("昨年度の「1304-S02」が今年度の一覧にない", "1304-S02 is not on this year's list"),
    right=Text("状況「廃止済」の行として載せる", "Listed once more as 廃止済"),
    message=Text(
        "昨年度の一覧にあった「{missing.ja}」（{name.ja}）が、今年度の一覧にありません。{hint.ja}",
        "{missing.en} ({name.en}) was on last year's list and is not on this year's.{hint.en}",
    ),
    fix=Text(
        "廃止したシステムは、状況を「廃止済」として1行書いてください。使っているなら、昨年度と同じIDで"
        "載せます。ほかの課に移したときは、その課の一覧に載せてもらってください。",
        "List it as 廃止済 if it was abolished, under last year's ID if it is in use; if another "
        "division took it over, have that division list it.",
    ),
)
def system_gone(ward: Ward, context: Context) -> Iterator[Hit]:
    """Systems on last year's list and on nobody's list this year; tools of the staff set aside.

    Told to the division that took over from last year's, once all its systems are known.
    """
    present = {s.system_id for f in ward.returned for s in f.records_of("system_list", System)}
    for former, returned in ward.previous_divisions.items():
        heirs = [ward.divisions.get(code) for code in ward.successors(former)]
        known = [heir for heir in heirs if heir is not None and heir.list_complete]
        if len(known) < len(heirs) or not (known or ward.roster):
            continue
        gone = [s for s in returned.systems_by_id.values() if _missed(s, present)]
        if gone and known and not any(heir.systems for heir in known):
            yield _all_gone(gone, known[0])
            continue
        yield from (_gone(system, known, former) for system in gone)


def _missed(system: System, present: Collection[str | None]) -> bool:
    settled = system.status == ABOLISHED or system.staff_made
    own = system.system_id or ""
    return own not in present and not settled and not is_provisional(own)


def _all_gone(gone: Sequence[System], heir: DivisionReturn) -> Hit:
    """A division that says 所管システムなし, and owned systems last year: one cause."""
    missing = listed(system.system_id or "" for system in gone)
    name = named((system.system_name or "" for system in gone), MOST_LISTED)
    at = heir.cover.at("no_systems") if heir.cover else Address(heir.files[0].file)
    return Hit(at, values={"missing": missing, "name": name, "hint": Text("", "")})


def _gone(system: System, heirs: Sequence[DivisionReturn], former: str) -> Hit:
    """At the list of the first heir; at no file where no division took over."""
    tables = [table for heir in heirs for table in heir.tables_of("system_list")]
    at = Address(tables[0].place.file, tables[0].place.sheet) if tables else Address(None)
    return Hit(
        at,
        system.system_id,
        "system_id",
        given=system.system_id,
        division_code=heirs[0].code if heirs else former,
        values={
            "missing": listed([system.system_id or ""]),
            "name": listed([system.system_name or ""]),
            "hint": _hint(system, heirs, former),
        },
    )


def _hint(system: System, heirs: Sequence[DivisionReturn], former: str) -> Text:
    if not heirs:
        return Text(
            f"昨年度の課「{former}」を引き継いだ課が、組織台帳の旧課コードから分かりません。",
            f" No division of the roster names {former} as its former code.",
        )
    name = plain_name(system.system_name or "")
    renamed = [
        each.system_id
        for heir in heirs
        for each in heir.systems
        if name and plain_name(each.system_name or "") == name
    ]
    if not renamed:
        return Text("", "")
    return Text(
        f"同じ名前のシステムが、ID「{renamed[0]}」で載っています。",
        f" A system of that name is listed as {renamed[0]}.",
    )


@rule(
    "X15",
    Subject.WARD,
    Severity.ERROR,
    title=Text("新しいシステムに本部承認日がない", "New system without approval"),
    why=Text(
        "新しいシステムには、行政情報化推進本部の承認が必要です。",
        "A new system needs the approval of the board.",
    ),
    wrong=Text("昨年度の一覧にないシステムで「本部承認日」が空欄", "New, and 本部承認日 blank"),
    right=Text("本部承認日「2019/4/26」", "2019/4/26 in 本部承認日"),
    message=Text(
        "「{name}」（{system_id}）は昨年度の一覧になく、「{label}」が空欄です。",
        "{name} ({system_id}) was not on last year's list, and {label} is blank.",
    ),
    fix=Text(
        "承認を受けた日を入力してください（例：2019/4/26）。承認が要らないと言われたものは"
        "「該当なし」、分からないときは「不明」と入力します。",
        "Type the date of the approval, 該当なし if none is needed, or 不明.",
    ),
)
def new_without_approval(ward: Ward, context: Context) -> Iterator[Hit]:
    """Systems that no list had last year, of divisions whose list of last year is known."""
    for code, division in ward.divisions.items():
        former = [ward.previous_divisions.get(each) for each in ward.previous_codes(code)]
        lists = [each for each in former if each is not None and each.list_complete]
        if not lists or len(lists) < len(former):
            continue
        names = {plain_name(s.system_name or "") for each in lists for s in each.systems}
        for system in division.systems:
            if _is_new(system, ward, names) and system.blank("approved_on"):
                yield hit_on(
                    system,
                    "approved_on",
                    context,
                    name=system.system_name or "",
                    system_id=system.system_id or "",
                )


def _is_new(system: System, ward: Ward, names_of_last_year: set[str]) -> bool:
    """Whether it came within a year: by ID, by its names, and by when it started."""
    names = {plain_name(name) for name in (system.system_name, system.alias) if name}
    older = system.started is not None and system.started < first_day(ward.context.year - 1)
    return (
        system.system_id is not None
        and system.system_id not in ward.previous_systems
        and names.isdisjoint(names_of_last_year)
        and not (older or system.staff_made or system.status == ABOLISHED)
    )
