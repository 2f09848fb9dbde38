"""Widths and wrapping of Japanese text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sysaudit.reports.width import columns_of, padded, printable, wrapped

WORDS = st.text("課税ア（）「」。、 A1-_!:・ー", max_size=80)


@given(WORDS, st.integers(8, 90), st.integers(0, 20))
def test_wrapping_keeps_every_character_and_the_width(
    text: str, columns: int, hanging: int
) -> None:
    """Nothing but spaces is lost, and no line is wider than the terminal."""
    lines = wrapped(text, columns, hanging)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(columns_of(line) <= columns for line in lines)


def test_ambiguous_characters_are_two_columns_wide() -> None:
    """Japanese consoles draw ○ ① → as wide as kanji."""
    assert columns_of("○①→") == 6


def test_padding_counts_columns() -> None:
    """Columns line up although characters differ in width."""
    assert {columns_of(padded(text, 10)) for text in ("課税課", "A", "○印")} == {10}


def test_words_and_numbers_stay_whole() -> None:
    """A cell range, a number and a katakana word are never cut."""
    lines = wrapped("経費見積入力シート!E2:E57 1,200,000円のシステム", 20)
    assert lines == ["経費見積入力", "シート!E2:E57", "1,200,000円の", "システム"]


def test_what_two_spaces_set_apart_stays_together() -> None:
    """A file name moves to the next line as a whole where it fits there."""
    assert wrapped("  未提出  1304 課税課  票_1304.xlsx", 24, 4) == [
        "  未提出  1304 課税課",
        "    票_1304.xlsx",
    ]


def test_lines_do_not_begin_with_a_full_stop() -> None:
    """。 and ） stay with the word before them, （ with the word behind."""
    assert wrapped("直してください。（済）", 14) == ["直してくださ", "い。（済）"]


def test_escape_sequences_of_a_file_name_are_shown() -> None:
    """A file name cannot colour the terminal, turn its text around or break a line."""
    assert printable("a\x1b[2J\n\u202eb\udc83　課") == "a\\x1b[2J\\x0a\\u202eb\\udc83　課"
