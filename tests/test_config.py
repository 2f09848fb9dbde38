"""sysaudit.toml: what is bent, and how a wrong key or value is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sysaudit.config import Settings, load
from sysaudit.errors import Misuse
from sysaudit.validation import validate
from tests.building import WardModel
from tests.languages import japanese_beside, workbook_words

REFUSED = {
    "[thresholds]\nchange_ration = 0.1": "「change_ratio」ではありませんか",
    "[thresholds]\nchange_ratio = -1": "thresholds.change_ratio: 0 以上にしてください",
    '[rules]\nC03 = "of"': '「off」ではありませんか。"error"、"warning"、"info"、"off" のどれか',
    '[[waivers]]\ncode = "C03"\nwho = "見本"': "waivers.1.reason: 必ず書いてください",
    '[[waivers]]\nreason = "既知"\nwho = "見本"': "waivers.1: id か、code と division の両方を",
    '[[waivers]]\nreason = "既知"\nwho = "見本"\ncode = "C03"': "waivers.1: id か、code と",
    '[[waivers]]\nreason = "既知"\nwho = "見本"\ndivision = "1304"': "waivers.1: id か、code と",
    '[[waivers]]\nreason = " "\nwho = "見本"\nid = "0123456789ab"': "waivers.1.reason: 空欄に",
    '[[waivers]]\nreason = "既知"\nwho = ""\nid = "0123456789ab"': "waivers.1.who: 空欄に",
    "fiscal_year = x": "TOML の書き方が違います（1行目の15文字目）",
    '[forms."システム一覧"]\nlabels = {}': "様式「システム一覧」はありません",
    '[forms."システム評価"]\nlabels = { "備考" = "メモ" }': "項目「備考」はありません",
    '[forms."所管するシステム一覧"]\nlabels = { "備考" = "課名" }': "という項目がもうあります",
    "fiscal_yaer = 2019": "fiscal_yaer: このキーはありません。「fiscal_year」ではありませんか。",
    "no_such_key = 1": "no_such_key: このキーはありません。書き直すか、消してください",
    "reply_by = 2019-07-01": "reply_by: [mail] のキーです。その見出しの下に書いてください",
    '[[waivers]]\nresaon = "既知"': "「reason」ではありませんか",
    "[limits]\nlast_rwo = 9": "「last_row」ではありませんか",
    "[draw.points]\nminr = 9": "「minor」ではありませんか",
    'fiscal_year = "今年"': "fiscal_year: 整数を書いてください",
    "[mail]\nsender = 3": 'mail.sender: " で囲んだ文字を書いてください',
    '[mail]\nreply_by = "7月"': "mail.reply_by: 2019-07-01 のように日付を書いてください",
    'no_forms_from = "学校"': "no_forms_from: [ ] で囲んで並べてください",
    'forms = { "表紙" = 3 }': "forms.表紙: 表（キー = 値）を書いてください",
    '[draw]\nfraction = "半分"': '"1/3" のように書いてください',
    '[draw]\nfirst_day = "13/1"': '"9/1" のように書いてください',
    '[draw]\nbusy = "drw"': "「draw」ではありませんか",
    'x = "y': "TOML の書き方が違います（ファイルの終わり）",
    '[forms."所管するシステム一欄"]\nlabels = {}': "「所管するシステム一覧」ではありませんか",
    '[forms."表紙"]\nlabels = { "課コ―ド" = "x" }': "「課コード」ではありませんか",
}


@pytest.mark.parametrize("text", REFUSED)
def test_a_mistake_is_told_with_its_key(text: str, tmp_path: Path) -> None:
    """Nothing in the settings is passed over in silence; the message says which key."""
    path = tmp_path / "sysaudit.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Misuse) as misuse:
        load(path)
    assert REFUSED[text] in misuse.value.text.ja
    english, typed = misuse.value.text.en, ["所管するシステム一欄", "課コ―ド"]
    assert str(path) in english
    assert japanese_beside(english, [*typed, *workbook_words()]) == []
    assert not re.search("Input should|not permitted|Field required", english)


def waived(folder: Path, **keys: str) -> str | None:
    """Why the one finding of a ward is accepted under a waiver with these keys."""
    edits = ["1304 所管するシステム一覧!{利用者数}2 = 約20人"]
    returned, _, _ = WardModel().edited(edits).write(folder)
    settings = Settings.model_validate({"waivers": [{"reason": "既知", "who": "見本", **keys}]})
    (finding,) = validate([returned], settings=settings).findings
    return finding.waived


ID = "15223b851d68"
"""Of the finding in `waived`."""


@pytest.mark.parametrize(
    "keys",
    [
        {"id": ID},
        {"code": "C09", "division": "1304"},
        {"id": ID, "code": "C09"},
        {"id": ID, "division": "1304"},
        {"id": ID, "code": "C09", "division": "1304"},
    ],
)
def test_a_waiver_names_a_finding_or_a_rule_in_a_division(
    keys: dict[str, str], tmp_path: Path
) -> None:
    """By id, or by code and division; an id may tell code and division too."""
    assert waived(tmp_path, **keys) == "既知（見本）"


@pytest.mark.parametrize(
    "keys",
    [
        {"id": "0123456789ab"},
        {"code": "C09", "division": "1305"},
        {"code": "C01", "division": "1304"},
        {"id": ID, "code": "C01"},
        {"id": ID, "division": "1305"},
    ],
)
def test_everything_that_a_waiver_says_must_hold(keys: dict[str, str], tmp_path: Path) -> None:
    """A slip in one of its keys accepts nothing; the waiver is then told as unused."""
    assert waived(tmp_path, **keys) is None


def test_a_folder_of_that_name_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder sysaudit.toml is no reason to go on with the defaults."""
    (tmp_path / "sysaudit.toml").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Misuse):
        load()


def test_a_code_that_no_rule_bears_is_told(tmp_path: Path) -> None:
    """`c03 = "off"` would switch nothing off."""
    returned, _, _ = WardModel().write(tmp_path)
    with pytest.raises(Misuse, match="c03"):
        validate([returned], settings=Settings(rules={"c03": "off"}))


def test_an_added_column_is_carried_through_and_never_missed(tmp_path: Path) -> None:
    """Worker processes know it too; sheets without it are as good as those with it."""
    returned, _, roster = WardModel().write(tmp_path)
    added = {"所管するシステム一覧": {"columns": [{"label": "所管係"}]}}
    settings = Settings.model_validate({"forms": added})
    validation = validate([returned], roster=roster, settings=settings, jobs=1)
    assert validation.findings == ()


def test_labels_synonyms_and_choices_are_bent(tmp_path: Path) -> None:
    """What the municipality calls otherwise is read, and the finding speaks its words."""
    edits = [
        "1304 所管するシステム一覧!{対象業務}2 = 港湾",
        "1304 所管するシステム一覧!{利用者数}2 = 約20",
    ]
    returned, _, _ = WardModel().edited(edits).write(tmp_path)
    bent = {"labels": {"利用者数": "使う人の数"}, "choices": {"対象業務": ["港湾"]}}
    settings = Settings.model_validate({"forms": {"所管するシステム一覧": bent}})
    (finding,) = validate([returned], settings=settings).findings
    assert (finding.code, finding.label) == ("C09", "使う人の数")
