"""Shares, commitments and the key."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sysaudit.draw import ROLES, Undrawable, commitment, key_of, new_share, share_of_seed

ONE, OTHER = "0" * 64, "f" * 64
SEEDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(
    lambda seed: "|" not in (plain := unicodedata.normalize("NFKC", seed).strip()) and plain != ""
)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_key_and_commitment_are_plain_hashes() -> None:
    """What `printf … | sha256sum` gives."""
    assert key_of("2019", [ONE, OTHER]) == sha256(f"sysaudit-draw/1|key|2019|{ONE}|{OTHER}")
    expected = sha256(f"sysaudit-draw/1|commit|2019|witness|{OTHER}")
    assert commitment("2019", "witness", OTHER) == expected


def test_every_part_changes_key_and_commitment() -> None:
    """The id of the draw, the role, each share and their order."""
    keys = {
        key_of(draw_id, shares)
        for draw_id in ("2019", "2020")
        for shares in ([ONE], [OTHER], [ONE, OTHER], [OTHER, ONE])
    }
    made = {commitment(i, r, s) for i in ("2019", "2020") for r in ROLES for s in (ONE, OTHER)}
    assert (len(keys), len(made)) == (8, 8)


@given(SEEDS)
def test_spellings_that_nfkc_makes_equal_are_one_seed(seed: str) -> None:
    """Normal forms and outer spaces change nothing."""
    share = share_of_seed(seed)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert share_of_seed(f"\u3000{unicodedata.normalize(form, seed)} \n") == share


@pytest.mark.parametrize(
    "seed", ["2019年4月", "２０１９年４月", "２０19年４月", " 2019年4月\u3000"]
)
def test_full_width_digits_are_the_same_seed(seed: str) -> None:
    """As a Japanese keyboard types them."""
    assert share_of_seed(seed) == sha256("sysaudit-draw/1|seed|2019年4月")


def test_inner_spaces_and_case_make_another_seed() -> None:
    """Only what NFKC makes equal is equal."""
    assert len({share_of_seed(seed) for seed in ("a b", "ab", "A b", "a  b")}) == 4


@pytest.mark.parametrize("seed", ["", "  ", "\u3000\n", "a|b", "a｜b"])
def test_a_blank_seed_or_one_with_a_bar_is_refused(seed: str) -> None:
    """The full-width bar, too, for NFKC makes it one."""
    with pytest.raises(Undrawable, match="give another text"):
        share_of_seed(seed)


def test_a_seed_that_is_no_unicode_is_refused() -> None:
    """Bytes of another encoding on the command line come as lone surrogates: no traceback."""
    with pytest.raises(Undrawable):
        share_of_seed("\udc93\udcfa")


@pytest.mark.parametrize("share", ["", "0" * 63, "0" * 65, "F" * 64, "g" * 64, "0" * 64 + "\n"])
def test_what_is_no_share_is_refused_and_not_repeated(share: str) -> None:
    """A secret that was mistyped does not land in a log."""
    with pytest.raises(Undrawable, match="that is no share"):
        key_of("2019", [ONE, share])
    with pytest.raises(Undrawable, match="that is no share") as refused:
        commitment("2019", "witness", share)
    assert not share or share not in "".join(refused.value.text)


def test_no_key_of_a_draw_id_that_holds_a_bar() -> None:
    """Two lists of fields would be one text."""
    with pytest.raises(Undrawable, match="draw id"):
        key_of("2019|x", [ONE])


def test_no_commitment_of_a_draw_id_that_holds_a_bar() -> None:
    """For the same reason, and before somebody commits to what can never be drawn."""
    with pytest.raises(Undrawable, match="draw id"):
        commitment("2019|x", "witness", ONE)


def test_a_key_needs_a_share() -> None:
    """Without one, anybody who knows the id of the draw knows the key."""
    with pytest.raises(Undrawable):
        key_of("2019", [])


def test_new_shares_differ_and_are_shares() -> None:
    """64 digits each, no two alike."""
    made = {new_share() for _ in range(100)}
    assert len(made) == 100
    assert all(key_of("2019", [share]) for share in made)
