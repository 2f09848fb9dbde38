"""Codes and names that may be hashed, and what to write instead of the others."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sysaudit.draw import Undrawable
from sysaudit.draw.texts import (
    LONGEST,
    check_code,
    check_department,
    check_draw_id,
    check_name,
    tidied,
)

UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def refusal(code: str) -> Undrawable | None:
    try:
        check_code(code)
    except Undrawable as refused:
        return refused
    return None


@pytest.mark.parametrize("code", ["A01", "C-1", "戸籍", "ガ07", "1304", "x" * 64, "あ" * 21])
def test_plain_codes_may_be_hashed(code: str) -> None:
    """Latin, kana, kanji, digits and hyphens, up to 64 bytes."""
    check_code(code)


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("ｶﾞ07", "ガ07"),
        ("カ\u309907", "ガ07"),
        ("Ａ０１", "A01"),
        ("1304\u3000", "1304 "),
        ("㈱", "(株)"),
        (" 1304", "1304"),
        ("13\t04", "1304"),
        ("13\u00ad04", "1304"),
        ("13\u202e04", "1304"),
        ("\ufeff1304", "1304"),
        ("\U000f00001304", "1304"),
        ("13|04", "13-04"),
    ],
    ids=ascii,
)
def test_a_code_that_looks_like_another_is_refused_with_the_right_form(
    code: str, right: str
) -> None:
    """Both languages show what to write."""
    refused = refusal(code)
    assert refused is not None
    assert f"「{right}」" in refused.text.ja
    assert f"{right!r}" in refused.text.en


@pytest.mark.parametrize("code", ["あ" * 22, "x" * 65])
def test_length_counts_bytes(code: str) -> None:
    """22 kana are 66 bytes of UTF-8."""
    with pytest.raises(Undrawable, match="longer than 64 bytes"):
        check_code(code)


@given(st.text(max_size=30))
def test_whatever_is_accepted_is_unambiguous(code: str) -> None:
    """NFKC, no white space, nothing unseen, no bar, 1 to 64 bytes; all else is refused."""
    plain = (
        unicodedata.is_normalized("NFKC", code)
        and not any(c.isspace() or c == "|" or unicodedata.category(c) in UNSEEN for c in code)
        and 0 < len(code.encode(errors="replace")) <= LONGEST
    )
    assert (refusal(code) is None) == plain


@given(st.text(min_size=1, max_size=12))
def test_what_the_intake_tidies_is_refused_only_for_what_it_cannot_mend(name: str) -> None:
    """Width, composition and spaces never refuse a tidied name."""
    right = tidied(name)
    assert tidied(right) == right
    mended = not any(c == "|" or unicodedata.category(c) in UNSEEN for c in right)
    if right and mended and len(right.encode()) <= LONGEST:
        check_department(right)


@pytest.mark.parametrize("name", ["健康 福祉部", "総務部", "Welfare and Health"])
@pytest.mark.parametrize("check", [check_department, check_name])
def test_a_single_space_may_stand_in_a_name(check: type, name: str) -> None:
    """Of a department or a person."""
    check(name)


@pytest.mark.parametrize(
    "name", ["健康  福祉部", " 総務部", "総務部 ", "総務\n部", "健康\u3000福祉部"]
)
def test_other_spaces_may_not(name: str) -> None:
    """The form with single spaces is shown."""
    with pytest.raises(Undrawable) as refused:
        check_department(name)
    assert "write" in str(refused.value)


@pytest.mark.parametrize("draw_id", ["2019", "2019-2", "a", "0._-", "x" * 32])
def test_draw_ids_of_small_letters_and_digits(draw_id: str) -> None:
    """Up to 32 characters, beginning with a letter or a digit."""
    check_draw_id(draw_id)


@pytest.mark.parametrize("draw_id", ["", "A", ".1", "-1", "２０１９", "2019\n", "2|1", "x" * 33])
def test_other_draw_ids_are_refused(draw_id: str) -> None:
    """With an example of a good one."""
    with pytest.raises(Undrawable, match="such as 2019"):
        check_draw_id(draw_id)
