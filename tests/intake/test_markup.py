"""Comments and CDATA taken out of XML."""

from __future__ import annotations

import pytest

from sysaudit.intake.markup import tidy


@pytest.mark.parametrize(
    ("given", "left"),
    [
        (b"<a/>", b"<a/>"),
        (b"<a><!-- x --><b/></a>", b"<a><b/></a>"),
        (b"<t><![CDATA[1 < 2 & 3]]></t>", b"<t>1 &lt; 2 &amp; 3</t>"),
        (b"<t><![CDATA[<!-- no comment -->]]></t>", b"<t>&lt;!-- no comment --&gt;</t>"),
        (b"<!-- <![CDATA[ --><t/>", b"<t/>"),
        (b"<!DOCTYPE a><t/><!---->", b"<!DOCTYPE a><t/>"),
        (b"<t/><!-- never closed", b"<t/><!-- never closed"),
    ],
)
def test_what_is_left(given: bytes, left: bytes) -> None:
    """The text of CDATA stays as text; what is never closed is left to the parser to refuse."""
    assert tidy(given) == left


def test_a_million_comments_that_are_never_closed() -> None:
    """They are passed once, not once for each."""
    hostile = b"<a>" + b"<!-- " * 1_000_000
    assert tidy(hostile) == hostile
