"""The key of a draw: of a text, or of two shares that were committed to."""

from __future__ import annotations

import pytest

from sysaudit.audits import sealed_by_seed, sealed_by_shares
from sysaudit.draw import Undrawable, commitment, key_of

SHARES = {"secretariat": "ab" * 32, "witness": "cd" * 32}


def test_seed() -> None:
    """The text stands in the seal, no commitments do."""
    seal = sealed_by_seed("2019", "20190426")
    assert (seal.seed, seal.commitments, seal.plain) == ("20190426", {}, True)
    assert seal.key != sealed_by_seed("2020", "20190426").key


def test_spelling_of_the_seed() -> None:
    """Whatever NFKC makes equal is the same key."""
    keys = {
        sealed_by_seed("2019", each).key for each in ("20190426", "２０１９０４２６", " 20190426 ")
    }
    assert len(keys) == 1
    assert sealed_by_seed("2019", "20190427").key not in keys


@pytest.mark.parametrize("seed", ["", "　", "a|b", "a｜b"])
def test_wrong_seeds(seed: str) -> None:
    """Blank, or with the sign that parts fields."""
    with pytest.raises(Undrawable):
        sealed_by_seed("2019", seed)


def test_shares() -> None:
    """Ordered by role, never by argument; the shares themselves do not stand in the seal."""
    seal = sealed_by_shares("2019", SHARES)
    assert seal == sealed_by_shares("2019", dict(reversed(SHARES.items())))
    assert seal.key == key_of("2019", [SHARES["secretariat"], SHARES["witness"]])
    assert (seal.seed, seal.plain) == (None, False)
    assert seal.commitments == {r: commitment("2019", r, s) for r, s in SHARES.items()}
    assert "ab" * 32 not in repr(seal)


def test_exchanged_shares() -> None:
    """Are another key, and other commitments."""
    swapped = {"secretariat": SHARES["witness"], "witness": SHARES["secretariat"]}
    seal, right = sealed_by_shares("2019", swapped), sealed_by_shares("2019", SHARES)
    assert seal.key != right.key
    assert not set(seal.commitments.values()) & set(right.commitments.values())
