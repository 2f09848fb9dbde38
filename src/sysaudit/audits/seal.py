"""What the key of a draw was made of, and what the result tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sysaudit.draw import ROLES, commitment, key_of, share_of_seed


@dataclass(frozen=True)
class Seal:
    """The key of a draw and where it comes from.

    Attributes:
        key: K; whoever has it knows the whole draw.
        seed: The text of a plain draw; None where two shares were kept.
        commitments: Of each role's share; empty where there was a text seed.
    """

    key: str
    seed: str | None
    commitments: Mapping[str, str]

    @property
    def plain(self) -> bool:
        """Whether one person chose the seed alone."""
        return self.seed is not None


def sealed_by_seed(draw_id: str, seed: str) -> Seal:
    """The key of a text, for practice and where secrecy is not wanted.

    Args:
        draw_id: By default the fiscal year: `Plan.draw_id`.
        seed: The text; spellings that NFKC makes equal are one.

    Raises:
        Undrawable: The text is blank or holds ``|``.
    """
    return Seal(key_of(draw_id, [share_of_seed(seed)]), seed, {})


def sealed_by_shares(draw_id: str, shares: Mapping[str, str]) -> Seal:
    """The key of the shares of all roles.

    Args:
        draw_id: By default the fiscal year: `Plan.draw_id`.
        shares: By role, ``secretariat`` and ``witness``, each as `new_share` makes one.

    Raises:
        KeyError: The share of a role is not there.
        Undrawable: One is no share.
    """
    committed = {role: commitment(draw_id, role, shares[role]) for role in ROLES}
    return Seal(key_of(draw_id, [shares[role] for role in ROLES]), None, committed)
