"""Which column is which: headers compared leniently, years read out of them.

A header counts as a column's when it equals its label or a synonym once widths, spaces, line
breaks, marks and a unit in brackets are set aside; a similar one is taken with a remark.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from sysaudit.calendar import parse_fiscal_year
from sysaudit.forms.field import Column, Form

_BRACKETED = re.compile(r"[(\[【〔<][^()\[\]【】〔〕<>]*[)\]】〕>]")
_ORNAMENT = re.compile(r"[\s※*●○◎・:：_\-‐―]+")
_NUMBERING = re.compile(r"^(?:\(?\d{1,2}\)?[.．、)]|[①-⑳])")
_YEARLY = re.compile(r"^(.*?\d+|.*?元)(?:年度|年)?(?:の)?(決算|予算|見積)(.*)$")
_YEARLY_REST = ("", "額", "金額", "見込", "見込額", "の合計", "合計")


@lru_cache(maxsize=4096)
def plain(header: str) -> str:
    r"""A header without width, spaces, ornaments, numbering and unit.

    >>> plain(" ２０１９年度予算\n（円） "), plain("1. システムＩＤ※")
    ('2019年度予算', 'システムid')
    """
    text = unicodedata.normalize("NFKC", header)
    text = _NUMBERING.sub("", text.strip())
    bare = _BRACKETED.sub("", text)
    return _ORNAMENT.sub("", bare or text).casefold()


@lru_cache(maxsize=1024)
def yearly(header: str) -> tuple[int, str] | None:
    """The fiscal year and the kind of amount (決算, 予算, 見積) that a header names.

    >>> yearly("平成31年度予算（円）"), yearly("H30決算額"), yearly("備考")
    ((2019, '予算'), (2018, '決算'), None)
    """
    match = _YEARLY.match(plain(header))
    if match is None or match[3] not in _YEARLY_REST:
        return None
    year = parse_fiscal_year(match[1] + "年度").value
    total = "の合計" if "合計" in match[3] else ""
    return None if year is None else (year, match[2] + total)


@dataclass(frozen=True)
class Headers:
    """A row of headers matched with the columns of a form; column numbers count from 1.

    Attributes:
        form: The form whose columns these are.
        columns: Column number by key.
        renamed: Headers that were taken although they only resemble the label.
        unknown: Headers that mean no column of the form, with the label they are nearest to.
        repeated: Headers that mean a column that was found before.
        year: The fiscal year of the form that the year columns imply.
        texts: Each header as it stands there, by column number.
    """

    form: Form
    columns: Mapping[str, int]
    renamed: Mapping[str, str] = field(default_factory=dict)
    unknown: Mapping[int, tuple[str, str | None]] = field(default_factory=dict)
    repeated: Mapping[int, str] = field(default_factory=dict)
    year: int | None = None
    texts: Mapping[int, str] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[Column, ...]:
        """The columns of the blank form that no header means; formulas may be missing."""
        return tuple(
            column
            for column in self.form.columns
            if column.key not in self.columns and not (column.computed or column.of_prefilled)
        )


class HeaderIndex:
    """The headers that a form knows, for looking them up."""

    def __init__(self, form: Form) -> None:
        self.form = form

    @cached_property
    def names(self) -> dict[str, Column]:
        """Column by plain label or synonym; an earlier column wins a shared synonym."""
        names: dict[str, Column] = {}
        fixed = [column for column in self.form.columns if column.offset is None]
        for column in fixed:
            names[plain(column.label)] = column
        for column in fixed:
            for synonym in column.synonyms:
                names.setdefault(plain(synonym), column)
        return names

    @cached_property
    def yearly_columns(self) -> dict[tuple[int, str], Column]:
        """Column by its offset from the form's year and its kind of amount."""
        return {
            (column.offset, column.label.rpartition("年度")[2]): column
            for column in self.form.columns
            if column.offset is not None
        }

    def known(self, header: str) -> bool:
        """Whether the header means a column of the form exactly."""
        if plain(header) in self.names:
            return True
        told = yearly(header)
        return told is not None and any(told[1] == kind for _, kind in self.yearly_columns)

    def match(self, cells: Sequence[tuple[int, str]], alike: float) -> Headers:
        """Match the cells of a header row, (column number, text), with the form's columns.

        Args:
            cells: The header row's texts that are not blank.
            alike: From which similarity (0 to 100) a header is taken for a label.
        """
        year = self._base_year(text for _, text in cells)
        columns: dict[str, int] = {}
        repeated: dict[int, str] = {}
        rest: list[tuple[int, str]] = []
        for number, text in cells:
            column = self.names.get(plain(text)) or self._yearly(text, year)
            if column is None:
                rest.append((number, text))
            elif column.key in columns:
                repeated[number] = text
            else:
                columns[column.key] = number
        renamed, unknown = self._match_alike(rest, columns, alike, year)
        return Headers(self.form, columns, renamed, unknown, repeated, year, dict(cells))

    def _base_year(self, headers: Iterable[str]) -> int | None:
        """The form's year: the one that makes sense of most year columns, the latest of equals.

        A division may put last year's budget beside this year's; it must not shift the others.
        """
        told = {each for each in map(yearly, headers) if each is not None}
        bases = Counter(
            year - offset
            for year, kind in told
            for offset, column_kind in self.yearly_columns
            if kind == column_kind
        )
        return max(bases, key=lambda base: (bases[base], base), default=None)

    def _yearly(self, header: str, base: int | None) -> Column | None:
        told = yearly(header)
        if told is None or base is None:
            return None
        return self.yearly_columns.get((told[0] - base, told[1]))

    def _match_alike(
        self,
        rest: list[tuple[int, str]],
        columns: dict[str, int],
        alike: float,
        year: int | None,
    ) -> tuple[dict[str, str], dict[int, tuple[str, str | None]]]:
        """Take what resembles a missing column; say of the others what they are nearest to."""
        renamed: dict[str, str] = {}
        unknown: dict[int, tuple[str, str | None]] = {}
        if not rest:
            return renamed, unknown
        from rapidfuzz import fuzz, process

        for number, text in rest:
            free = {
                key: plain(column.label_in(year) if year else column.label)
                for key, column in self.form.by_key.items()
                if key not in columns and column.offset is None
                if not (column.computed or column.of_prefilled)
            }
            best = process.extractOne(plain(text), free, scorer=fuzz.ratio) if free else None
            if best is not None and best[1] >= alike:
                columns[best[2]] = number
                renamed[best[2]] = text
            else:
                near = best is not None and best[1] >= alike * 0.6
                unknown[number] = (text, self.form.column(best[2]).label if best and near else None)
        return renamed, unknown
