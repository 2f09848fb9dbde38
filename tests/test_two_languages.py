"""Every text that reaches the terminal is there in Japanese and in English, and in no mixture."""

from __future__ import annotations

import re

import pytest

from tests.languages import OPEN, SOURCE, faults_of, pairs_in, unpaired_in

MODULES = {str(path.relative_to(SOURCE)): path for path in sorted(SOURCE.rglob("*.py"))}
TOLD = [name for name in MODULES if name.startswith("cli") or name.endswith("_text.py")]
"""The modules of which all words are for the terminal."""


def source_of(name: str) -> str:
    return MODULES[name].read_text(encoding="utf-8")


def faults_in(source: str, *, neighbours: bool = True) -> list[str]:
    return [
        fault
        for pair in pairs_in(source, "here", neighbours=neighbours)
        for fault in faults_of(pair)
    ]


def test_every_text_is_in_both_languages() -> None:
    """No text lacks a language, nor holds the other one but for what stands in workbooks."""
    pairs = [
        pair
        for name in MODULES
        for pair in pairs_in(source_of(name), name, neighbours=name in TOLD)
    ]
    assert [fault for pair in pairs for fault in faults_of(pair)] == []


@pytest.mark.parametrize("name", TOLD)
def test_no_japanese_is_told_without_its_english(name: str) -> None:
    """Where all words are for the terminal, none stands outside a text."""
    assert unpaired_in(source_of(name), name) == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ('say("書きました。", "")', "no English"),
        ('say("", "written")', "no Japanese"),
        ('say("written", "it is written")', "no Japanese"),
        ('say("Usage: ", "Usage: ")', "no Japanese"),
        ('say("the roster 組織台帳", "the roster 組織台帳")', "only English"),
        ('Text(f"{n}件を書きました。", f"{n}")', "no English"),
        ('Text("書きました。", "書きました。")', "Japanese in English"),
        ('Text("備考に書きます。", "write it into 備考蘭")', "Japanese in English"),
        ('Text("読めません（no such file）。", "cannot be read")', "English in Japanese"),
        ('def f():\n    ja = "書きました。"\n    return say(ja, "")', "no English"),
        ('HELP = ("フォルダーに書きます。", "Writes into the フォルダー.")', "Japanese in English"),
        ('rule("C01", wrong=Text("備考", ""))', "half an example"),
    ],
)
def test_a_fault_is_found(source: str, fault: str) -> None:
    """What the texts are searched for is found where it is."""
    assert any(fault in each for each in faults_in(source))


@pytest.mark.parametrize(
    "source",
    [
        'say(f"{n}件", f"{n}")',
        'Text("PDF", "a PDF")',
        'Text("備考に書きます。", "write it into 備考")',
        'Text("sysaudit explain で見られます。", "see sysaudit explain")',
        'Text("--as-of を付けてください。", "give the day")',
        'rule("C01", wrong=Text("見本課", "見本課"))',
    ],
)
def test_what_is_right_is_let_pass(source: str) -> None:
    """A counter, a name, the words of workbooks and commands are of no language."""
    assert faults_in(source) == []


@pytest.mark.parametrize(
    "source",
    ['put("書きました。")', 'LEFT_OUT = ("書きました。",)', 'def f():\n    ja = "書きました。"'],
)
def test_japanese_alone_is_found(source: str) -> None:
    """Words that are no half of a text."""
    assert len(unpaired_in(source, "here")) == 1


def test_every_error_ends_with_what_to_do() -> None:
    """The last sentence of an error asks for something; what is told in brackets stands beside."""
    texts = [
        (pair.place, _without_asides(pair.ja))
        for name in MODULES
        for pair in pairs_in(source_of(name), name)
        if pair.raised and pair.ja
    ]
    assert len(texts) > 100
    assert [each for each in texts if not each[1].endswith(("ください", OPEN))] == []


def _without_asides(text: str) -> str:
    return re.sub(r"（[^（）]*）", "", text).rstrip("。")
