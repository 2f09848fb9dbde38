"""Names and IDs in the one spelling in which they are compared.

Two names may differ in width, spaces and brackets and still be one; what is told to people is
always the name as they typed it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from sysaudit.forms.roster import Division

_MARKS = re.compile(r"[\s・･.,、。'’\"“”\-‐‑−ー―_/／()\[\]【】「」『』<>]+")
_LEGAL_FORM = re.compile(
    r"\((?:株|有|同|資|名|財|社|独|一財|一社|公財|公社|医|学|福)\)"
    r"|株式会社|有限会社|合同会社|合資会社|合名会社|(?:一般|公益)?(?:財団|社団)法人"
)
_HIRAGANA = re.compile(r"[\u3041-\u309f]+")
_GENERIC = re.compile(r"システム|管理|業務|総合|支援")
_NUMBERING = re.compile(r"第?[0-9一二三四五六七八九十ivx]+[号期次版系]?|[a-z](?![a-z])")
_LOOKALIKES = str.maketrans("OQIL", "0011")


@lru_cache(maxsize=8192)  # the same names stand in row after row
def plain_name(name: str) -> str:
    """A name without its widths, spaces, signs and 長音, which people put or leave out.

    >>> plain_name("施設　予約ｼｽﾃﾑ（本庁）"), plain_name("サーバー")
    ('施設予約システム本庁', 'サバ')
    """
    return _MARKS.sub("", unicodedata.normalize("NFKC", name).casefold())


@lru_cache(maxsize=8192)
def plain_vendor(name: str) -> str:
    """A vendor's name without its legal form.

    >>> plain_vendor("㈱ 見本ソフト"), plain_vendor("見本ソフト株式会社")
    ('見本ソフト', '見本ソフト')
    """
    return plain_name(_LEGAL_FORM.sub("", unicodedata.normalize("NFKC", name)))


def same_vendor(one: str, other: str) -> bool:
    """Whether two names are those of one vendor, or of a vendor and its branch.

    >>> same_vendor("㈱見本ソフト", "株式会社見本ソフト 東京支店"), same_vendor("A社", "B社")
    (True, False)
    """
    short, long = sorted((plain_vendor(one), plain_vendor(other)), key=len)
    return short == long or (len(short) > 1 and long.startswith(short))


def several_vendors(names: Iterable[str]) -> list[str]:
    """One name for each vendor among the names, in their order."""
    distinct: list[str] = []
    for name in names:
        if not any(same_vendor(name, known) for known in distinct):
            distinct.append(name)
    return distinct


def core_of(name: str) -> str:
    """What tells a system's name from others: without hiragana and words that most names bear.

    >>> core_of("施設の予約管理システム"), core_of("業務システム")
    ('施設予約', '業務システム')
    """
    plain = plain_name(name)
    return _GENERIC.sub("", _HIRAGANA.sub("", plain)) or plain


def unnumbered(name: str) -> str:
    """A plain name with its numbers blotted out: 第1システム and 第2システム become one.

    >>> unnumbered("課税課第1システム") == unnumbered("課税課第２システム")
    True
    """
    return _NUMBERING.sub("#", plain_name(name))


def alike_id(system_id: str) -> str:
    """An ID without what people mistype: hyphens, leading zeros, O for 0 and I or L for 1.

    >>> alike_id("1304-SO1") == alike_id("1304-S01") == alike_id("1304S1")
    True
    """
    parts = re.findall(r"[0-9]+|[^0-9]+", re.sub(r"[-_.]", "", system_id).translate(_LOOKALIKES))
    return "".join(part.lstrip("0") for part in parts)


def bears_name(name: str | None, division: Division) -> bool:
    """Whether a name is a division's, with or without its department before it; widths aside.

    A division without a name on the roster bears any.
    """
    named, own = plain_name(name or ""), plain_name(division.division_name or "")
    return not own or named in (own, plain_name(division.department or "") + own)
