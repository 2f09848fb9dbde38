"""What `sysaudit validate` prints."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from tests.reports.validations import DUE, FILE, FINDINGS, SUBMISSIONS, made

from sysaudit.findings import Finding, Severity
from sysaudit.reports.lines import as_text
from sysaudit.reports.text import validation_lines
from sysaudit.reports.width import columns_of
from sysaudit.submissions import Status, Submission
from sysaudit.validation import Validation

JAPANESE = """\
検証結果  2019年度（平成31/令和元年度）  判定日 2019-07-01

提出状況  対象3課  ファイル3件  未提出1課
  状況      エラー  警告  情報  課           ファイル
  指摘あり       2     1     1  1304 課税課  システム調査票_1304_課税課.xlsx
  問題なし       -     -     -  1305 納税課  システム調査票_1305_納税課.xlsx
  未提出         1     -     -  1306 収納課  期限 2019-06-28  3日超過
  読取不可       1     -     -               写真.xlsx

ファイルのない課
  エラー  F05  1306  収納課から戻っていません（3日超過）。
          直し方: 課に確かめてください。

システム調査票_1304_課税課.xlsx  エラー2  警告1  情報1
  エラー  C01  経費見積入力シート!E2:E57 (56件)  1304-S01  税区分がありません。
          直し方: 一覧から「税込」か「税抜」を選んでください。
  警告    X08  経費見積入力シート!L8  1304-S01  合計が足し上げと1,000円違います。
          直し方: 合計を確かめてください。
  エラー  C03  所管するシステム一覧!AA2  1304-S01  「約20人」は数として読めません。
          直し方: 「20」のように、数字だけを入力してください。
  認めた  X08  経費見積入力シート!L9  1304-S01  合計が足し上げと1,000円違います。
          認めた理由: 端数（山田）

合計  エラー3件  警告1件  情報1件  理由を付けて認めたもの1件
表示していない指摘が1件あります。見るには --show info か --report 検証結果.xlsx を付けてください。
エラーは、課に直してもらってください。警告は、正しければそのままで構いません。
指摘の説明と直し方の例は「sysaudit explain C01」で見られます。
"""


def printed(validation: Validation, language: str = "ja", **options: object) -> str:
    show = options.get("show", Severity.WARNING)
    assert show is None or isinstance(show, Severity)
    columns = options.get("columns")
    assert columns is None or isinstance(columns, int)
    return as_text(validation_lines(validation, language, show), columns)


def test_whole_output_in_japanese() -> None:
    """Who has returned, the findings of each file, the totals, what to do next."""
    assert printed(made()) == JAPANESE


def test_english_output_has_the_same_lines() -> None:
    """Both languages tell the same, line by line, but for the advice on hidden findings."""
    english = printed(made(), "en", show=Severity.INFO)
    assert "error    C03  所管するシステム一覧!AA2  1304-S01  約20人 is no number." in english
    assert len(english.splitlines()) == len(printed(made(), show=Severity.INFO).splitlines())


@pytest.mark.parametrize(
    ("show", "codes"),
    [
        (None, set()),
        (Severity.ERROR, {"F05", "C01", "C03"}),
        (Severity.WARNING, {"F05", "C01", "C03", "X08"}),
        (Severity.INFO, {"F05", "C01", "C03", "X08", "C20"}),
    ],
)
def test_less_grave_findings_are_counted_only(show: Severity | None, codes: set[str]) -> None:
    """Findings below --show are not listed, and the output says how many there are."""
    text = printed(made(), show=show)
    assert {finding.code for finding in FINDINGS if f"  {finding.code}  " in text} == codes
    assert ("表示していない指摘" in text) == (show is not Severity.INFO)


def test_waived_findings_are_listed_as_such_and_counted_apart() -> None:
    """Behind those in force of its file, with reason and name; not in the totals."""
    text = printed(made())
    assert "認めた  X08  経費見積入力シート!L9" in text
    assert text.index("認めた  X08") > text.index("エラー  C03")
    assert "認めた理由: 端数（山田）" in text
    assert "警告1件" in text
    assert "理由を付けて認めたもの1件" in text
    assert "waived   X08" in printed(made(), "en")


def test_waived_findings_follow_show() -> None:
    """A waived warning is not listed where warnings are not; it is counted all the same."""
    text = printed(made(), show=Severity.ERROR)
    assert "X08" not in text
    assert "理由を付けて認めたもの1件" in text


def test_a_waived_finding_of_a_file_that_nobody_returned() -> None:
    """The roster has no row where all it has is waived; its findings come last."""
    roster = replace(FINDINGS[3], id="r", address=replace(FINDINGS[3].address, file="台帳.xlsx"))
    lines = printed(made(findings=(*FINDINGS, roster))).splitlines()
    assert lines.index("台帳.xlsx") > lines.index(f"{FILE}  エラー2  警告1  情報1")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("columns", [40, 60, 80])
def test_no_line_is_wider_than_the_terminal(columns: int, language: str) -> None:
    """Nothing is cut at 40 to 80 columns, and nothing runs over."""
    narrow = printed(made(), language, columns=columns)
    wide = printed(made(), language)
    assert max(map(columns_of, narrow.splitlines())) <= columns
    assert "".join(narrow.split()) == "".join(wide.split())


def test_a_finding_is_one_line_in_a_pipe() -> None:
    """`grep C01` gives the whole finding, however long it is."""
    (line,) = (line for line in printed(made()).splitlines() if " C01  " in line)
    assert line.startswith("  エラー  C01  経費見積入力シート!E2:E57 (56件)  1304-S01  ")


def test_without_roster_missing_divisions_are_unknown() -> None:
    """The output says so instead of claiming that nobody is missing."""
    assert "組織台帳の指定がないため、未提出の課は分かりません" in printed(made(roster=None))


def test_a_clean_ward_has_nothing_to_put_right() -> None:
    """Without findings no advice on findings is given."""
    text = printed(made(findings=(), submissions=SUBMISSIONS[1:2]))
    assert text.endswith("合計  エラー0件  警告0件  情報0件\n直すところはありません。\n")


def test_no_submission_at_all() -> None:
    """An empty folder without a roster is told plainly."""
    assert "ファイル0件" in printed(made(findings=(), submissions=(), roster=None))


def test_file_names_cannot_disturb_the_terminal() -> None:
    """Escape sequences and line breaks in a file name are shown, not obeyed."""
    evil = "a\x1b[31m\n.xlsx"
    finding = replace(FINDINGS[4], address=replace(FINDINGS[4].address, file=evil))
    submission = replace(SUBMISSIONS[0], file=evil)
    text = printed(made(findings=(finding,), submissions=(submission,)))
    assert "\x1b" not in text
    assert text.count("a\\x1b[31m\\x0a.xlsx") == 2
    assert FILE not in text


def test_files_stand_in_the_order_of_the_division_codes() -> None:
    """Whatever the files are called; those that bear no code come last."""
    names = {"1304": "z.xlsx", "1305": "b.xlsx", None: "a.xlsx"}
    submissions = [
        replace(each, file=names[each.division_code]) for each in SUBMISSIONS if each.file
    ]
    findings = [
        replace(
            FINDINGS[1], division_code=code, address=replace(FINDINGS[1].address, file=names[code])
        )
        for code in (None, "1305", "1304")
    ]
    lines = printed(made(findings=findings, submissions=submissions)).splitlines()
    rows = [line.split()[-1] for line in lines if line.endswith(".xlsx")]
    headings = [line.split()[0] for line in lines if ".xlsx  エラー" in line]
    assert rows == headings == ["z.xlsx", "b.xlsx", "a.xlsx"]


def absent(count: int, code: str, severity: Severity, start: int = 0) -> list[Finding]:
    """So many divisions that have returned nothing."""
    return [
        replace(
            FINDINGS[0], id=f"{code}{n}", code=code, severity=severity, division_code=f"{1400 + n}"
        )
        for n in range(start, start + count)
    ]


def missing(findings: list[Finding], due: datetime.date | None = DUE) -> list[Submission]:
    return [
        Submission(None, f.division_code, "課", Status.MISSING, department="部", due=due)
        for f in findings
    ]


def test_many_that_are_not_late_yet_take_one_line() -> None:
    """More than five F13 are counted; those that are late are listed one by one."""
    early = absent(6, "F13", Severity.WARNING)
    late = absent(7, "F14", Severity.ERROR, 6)
    ward = made(findings=[*early, *late], submissions=missing([*early, *late]))
    text = printed(ward)
    line = "  警告    F13  未提出 6課（提出期限前。一覧は提出状況にあります）"
    assert text.splitlines().count(line) == 1
    assert (text.count("F13"), text.count("  F14  ")) == (1, 7)
    english = printed(ward, "en")
    assert "F13  Not returned: 6 divisions (not yet due; listed under Returns)" in english
    assert "F13" not in printed(ward, show=Severity.ERROR)


def test_few_that_are_not_late_yet_are_listed() -> None:
    """Five F13 are listed, and so is any number of them that the settings call errors."""
    few, errors = absent(5, "F13", Severity.WARNING), absent(6, "F13", Severity.ERROR)
    for findings in (few, errors):
        text = printed(made(findings=findings, submissions=missing(findings)))
        assert text.count("  F13  ") == len(findings)


def test_waived_absences_stay_listed() -> None:
    """With their reason; they are not counted among the rest."""
    early = absent(7, "F13", Severity.WARNING)
    early[0] = replace(early[0], waived="廃止予定（見本）")
    text = printed(made(findings=early, submissions=missing(early)))
    assert "未提出 6課" in text
    assert "認めた理由: 廃止予定（見本）" in text


def test_divisions_without_a_due_date_are_not_said_to_be_before_it() -> None:
    """The roster may not say when the returns are due."""
    early = absent(6, "F13", Severity.WARNING)
    text = printed(made(findings=early, submissions=missing(early, None)))
    assert "未提出 6課（提出期限前か期限の記入なし。一覧は提出状況にあります）" in text


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_written_report_is_named_and_no_option_advised(language: str) -> None:
    """Who has given --report is not told to give it."""
    text = as_text(validation_lines(made(), language, report="検証結果.xlsx"))
    told = {
        "ja": "表示していない1件の指摘は、検証結果.xlsx にあります。",
        "en": "1 findings are not listed here: see 検証結果.xlsx",
    }
    assert told[language] in text.splitlines()
    assert "--report" not in text
