"""Validations made by hand, so that tests of reports do not depend on rules."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sysaudit.config import Settings
from sysaudit.findings import Address, Finding, Severity, Text
from sysaudit.forms.roster import Division
from sysaudit.intake.refusal import Reason, Refusal
from sysaudit.intake.returned import Returned
from sysaudit.rules.base import Context
from sysaudit.submissions import Status, Submission
from sysaudit.validation import Validation

FILE = "システム調査票_1304_課税課.xlsx"
SYSTEMS = "所管するシステム一覧"
COSTS = "経費見積入力シート"
AS_OF = datetime.date(2019, 7, 1)
IN_TIME = datetime.date(2019, 6, 14)
DUE = datetime.date(2019, 6, 28)

NOT_A_NUMBER = Finding(
    "0123456789ab",
    "C03",
    Text("数として読めない値", "not a number"),
    Severity.ERROR,
    Address(FILE, SYSTEMS, 2, 27),
    Text("「約20人」は数として読めません。", "約20人 is no number."),
    Text("「20」のように、数字だけを入力してください。", "Type digits only, as in 20."),
    "1304",
    "system_list",
    "1304-S01",
    "利用者数",
    "約20人",
    official_rule="L2-01",
)
MANY = replace(
    NOT_A_NUMBER,
    id="1123456789ab",
    address=Address(FILE, COSTS, 2, 5, 57, 5),
    message=Text("税区分がありません。", "No tax basis."),
    fix=Text("一覧から「税込」か「税抜」を選んでください。", "Choose 税込 or 税抜."),
    code="C01",
    name=Text("必須の項目が空欄", "required and blank"),
    label="税区分",
    given=None,
    count=56,
)
SLIP = replace(
    NOT_A_NUMBER,
    id="2123456789ab",
    code="X08",
    name=Text("合計の違い", "total differs"),
    severity=Severity.WARNING,
    address=Address(FILE, COSTS, 8, 12),
    message=Text("合計が足し上げと1,000円違います。", "The total is off by 1,000 yen."),
    fix=Text("合計を確かめてください。", "Look at the total."),
    label="合計",
    given="1,201,000",
    expected="1,200,000",
    difference=1_000,
)
UNDERSTOOD = replace(
    NOT_A_NUMBER,
    id="3123456789ab",
    code="C20",
    name=Text("読み替え", "read leniently"),
    severity=Severity.INFO,
    address=Address(FILE, SYSTEMS, 3, 27),
    message=Text("「１，２００」を1200と読みました。", "Read as 1200."),
    fix=Text("そのままで構いません。", "Nothing to do."),
    given="１，２００",
)
WAIVED = replace(
    SLIP, id="4123456789ab", address=Address(FILE, COSTS, 9, 12), waived="端数（山田）"
)
ABSENT = replace(
    NOT_A_NUMBER,
    id="5123456789ab",
    code="F05",
    name=Text("未提出", "not returned"),
    address=Address(None),
    message=Text("収納課から戻っていません（3日超過）。", "Not returned, 3 days late."),
    fix=Text("課に確かめてください。", "Ask the division."),
    division_code="1306",
    form=None,
    key=None,
    label=None,
    given=None,
    official_rule=None,
)
FINDINGS = (ABSENT, MANY, SLIP, WAIVED, NOT_A_NUMBER, UNDERSTOOD)

SUBMISSIONS = (
    Submission(
        FILE,
        "1304",
        "課税課",
        Status.FINDINGS,
        2,
        1,
        1,
        "区民部",
        DUE,
        IN_TIME,
        0,
    ),
    Submission(
        "システム調査票_1305_納税課.xlsx", "1305", "納税課", Status.CLEAN, 0, 0, 0, "区民部", DUE
    ),
    Submission("写真.xlsx", None, None, Status.UNREADABLE, 1),
    Submission(None, "1306", "収納課", Status.MISSING, 1, 0, 0, "区民部", DUE, None, 3),
)
DIVISIONS = tuple(
    Division(
        division_code=code,
        division_name=name,
        department="区民部",
        kind="課",
        it_promoter="見本　二郎",
        extension="2101",
    )
    for code, name in (("1304", "課税課"), ("1305", "納税課"), ("1306", "収納課"))
)


def made(
    findings: Sequence[Finding] = FINDINGS,
    submissions: Sequence[Submission] = SUBMISSIONS,
    roster: Sequence[Division] | None = DIVISIONS,
    settings: Settings | None = None,
    paths: dict[str, Path] | None = None,
) -> Validation:
    """A validation of three files, one of them unreadable, and one division without a file."""
    files = (each.file for each in submissions if each.file)
    return Validation(
        Context(settings or Settings(), 2019, AS_OF),
        tuple(
            Returned(file, refusal=Refusal(Reason.EMPTY) if file == "写真.xlsx" else None)
            for file in files
        ),
        tuple(submissions),
        tuple(findings),
        None if roster is None else tuple(roster),
        paths or {each.file: Path("returned") / each.file for each in submissions if each.file},
    )
