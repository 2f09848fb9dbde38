"""sysaudit.toml: what is bent, and how a wrong key or value is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from sysaudit.config import Settings, load
from sysaudit.errors import Misuse
from sysaudit.validation import validate
from tests.building import WardModel

REFUSED = {
    "[thresholds]\nchange_ration = 0.1": "thresholds.change_ration: 知らないキーです",
    "[thresholds]\nchange_ratio = -1": "thresholds.change_ratio: 0 以上にしてください",
    '[rules]\nC03 = "of"': "rules.C03: 'error', 'warning', 'info' or 'off' のどれかにしてください",
    '[[waivers]]\ncode = "C03"\nwho = "見本"': "waivers.1.reason: 必ず書いてください",
    "fiscal_year = x": "TOML の書き方が違います（1行目の15文字目）",
    '[forms."システム一覧"]\nlabels = {}': "様式「システム一覧」はありません",
    '[forms."システム評価"]\nlabels = { "備考" = "メモ" }': "項目「備考」はありません",
    '[forms."所管するシステム一覧"]\nlabels = { "備考" = "課名" }': "という項目がもうあります",
}


@pytest.mark.parametrize("text", REFUSED)
def test_a_mistake_is_told_with_its_key(text: str, tmp_path: Path) -> None:
    """Nothing in the settings is passed over in silence; the message says which key."""
    path = tmp_path / "sysaudit.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Misuse) as misuse:
        load(path)
    assert REFUSED[text] in misuse.value.text.ja
    assert str(path) in misuse.value.text.en


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
