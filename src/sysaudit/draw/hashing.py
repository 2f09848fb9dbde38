"""The only source of chance: SHA-256 of what is to be decided.

    H(a, b, ...) = SHA-256 of the UTF-8 bytes of "a|b|...", in 64 lowercase hexadecimal digits

The first part names the method, the second what is decided by it (the tag). No field may hold
``|``, or two different lists of fields would be one text; `sysaudit.draw.texts` sees to that.
"""

from __future__ import annotations

import hashlib

METHOD = "sysaudit-draw/1"
RANGE = 2**257
"""M: tickets are odd numbers below it, so that u = T/M is never 0 and never 1."""


def text_of(tag: str, *fields: str) -> str:
    """What is hashed, for whoever wants to do it by hand.

    >>> text_of("ticket", "c111", "A01")
    'sysaudit-draw/1|ticket|c111|A01'
    """
    return "|".join((METHOD, tag, *fields))


def digest(tag: str, *fields: str) -> str:
    """H of the method, the tag and the fields.

    >>> digest("seed", "20190426")
    '683138093e4af48b4331f8108aa0c75c1810675b84d67c9ecd058272b5d9e3b1'
    """
    return hashlib.sha256(text_of(tag, *fields).encode()).hexdigest()


def odd_number(digits: str) -> int:
    """T = 2t + 1 of a hash t: an odd number between 0 and M.

    >>> odd_number("0" * 64), odd_number("f" * 64) == RANGE - 1
    (1, True)
    """
    return 2 * int(digits, 16) + 1
