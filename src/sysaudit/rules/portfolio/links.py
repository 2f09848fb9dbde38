"""連携先システムID: do both sides know of it, and is there such a system?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sysaudit.findings import Severity, Text
from sysaudit.forms.shared import UNKNOWN
from sysaudit.forms.system_list import ABOLISHED, System
from sysaudit.rules.base import Context, Hit, Subject, hit_on, rule
from sysaudit.rules.ward import Ward
from sysaudit.rules.words import listed


@rule(
    "X08",
    Subject.WARD,
    Severity.WARNING,
    title=Text("連携先のシステムが見つからない", "Linked to a system that is not there"),
    why=Text(
        "更新のときに影響を受けるシステムを、連携先から調べます。",
        "It is from links that the effects of a replacement are known.",
    ),
    wrong=Text("連携先「1304-S99」がどの課の一覧にもない", "1304-S99, on nobody's list"),
    right=Text("連携先「1304-S09」", "1304-S09"),
    message=Text(
        "連携先の「{missing.ja}」は、今年度も昨年度も、どの課の一覧にもありません。",
        "{missing.en} is on nobody's list, this year or last.",
    ),
    fix=Text(
        "相手の課にシステムIDを確かめて入力してください。区のシステムでなければ、ここは空欄にして"
        "備考に書きます。",
        "Ask the other division for the ID; put a system that is not the ward's into 備考.",
    ),
)
def link_to_nothing(ward: Ward, context: Context) -> Iterator[Hit]:
    """IDs that no list holds; silent while a list that could hold them is out."""
    if not (ward.lists_complete or ward.previous_systems):
        return
    known = {*ward.systems_by_id, *ward.previous_systems}
    for code, system in ward.systems:
        own = ward.divisions[code].systems_by_id
        missing = [each for each in system.linked_systems if each not in known and each not in own]
        if missing:
            yield hit_on(system, "linked_systems", context, missing=listed(missing))


@rule(
    "X09",
    Subject.WARD,
    Severity.INFO,
    title=Text("片方だけが書いている連携", "Link that one side alone states"),
    why=Text(
        "連携は両方のシステムに関わります。片方が知らなければ、更新のときに止まります。",
        "A link concerns both systems; a side that does not know of it may break it.",
    ),
    wrong=Text(
        "1305-S01の連携先に1304-S01、1304-S01の連携先は空欄", "1305-S01 names 1304-S01 alone"
    ),
    right=Text("1304-S01の連携先に「1305-S01」", "1304-S01 names 1305-S01 too"),
    message=Text(
        "{partners.ja}が、このシステムを連携先に挙げていますが、こちらの連携先にはありません。",
        "{partners.en} name this system as linked, but are not named here.",
    ),
    fix=Text(
        "連携していれば、「連携先システムID」に{partners.ja}を「;」で区切って書き足してください。"
        "連携していなければ、相手の課に知らせてください。",
        "Add {partners.en}, with ; between, or tell the other division that there is no link.",
    ),
)
def link_not_returned(ward: Ward, context: Context) -> Iterator[Hit]:
    """One finding per system, naming all that name it."""
    named_by: dict[str, list[str]] = defaultdict(list)
    for _, system in ward.systems:
        for other in system.linked_systems:
            if system.system_id and system.status != ABOLISHED:
                named_by[other].append(system.system_id)
    for system_id, (_, system) in ward.systems_by_id.items():
        partners = [
            each
            for each in named_by.get(system_id, ())
            if each != system_id and each not in system.linked_systems
        ]
        if partners and _can_tell(system):
            yield hit_on(system, "linked_systems", context, partners=listed(partners))


def _can_tell(system: System) -> bool:
    silent = system.unread("linked_systems") or system.word("linked_systems") == UNKNOWN
    return not silent and system.has_column("linked_systems") and system.status != ABOLISHED
