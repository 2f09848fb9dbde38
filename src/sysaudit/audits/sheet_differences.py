"""The sheets of a result, against the same sheets done again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sysaudit.audits import book, contents
from sysaudit.audits.differences import Difference, same
from sysaudit.audits.reading import Book, ToldRow
from sysaudit.audits.result import Result
from sysaudit.findings import Address, Text


def of_rows(told: Book, result: Result) -> Iterator[Difference]:
    """Every sheet against the same sheet, done again."""
    for sheet, rows, expected, keys in (
        (book.DIVISIONS, told.divisions, contents.division_rows(result), book.DIVISION_KEYS),
        (book.DRAWN, told.drawn, contents.drawn_rows(result), book.DRAWN_KEYS),
        (book.RESERVES, told.reserves, contents.reserve_rows(result), book.RESERVE_KEYS),
        (book.EXCLUDED, told.excluded, contents.excluded_rows(result), book.EXCLUDED_KEYS),
    ):
        yield from _of_sheet(Address(told.file, sheet), rows, list(expected), keys)


def _of_sheet(
    sheet: Address, rows: Sequence[ToldRow], expected: Sequence[book.Row], keys: Sequence[str]
) -> Iterator[Difference]:
    due = {row["code"]: row for row in expected}
    seen: set[str] = set()
    for row in rows:
        code = row["code"].text
        right = due.get(code)
        if right is None or code in seen:
            yield Difference(
                Text(
                    f"シート「{sheet.sheet}」に、あるはずのない行があります。",
                    f"a row on the sheet {sheet.sheet} that should not be there",
                ),
                row["code"].at,
            )
            continue
        seen.add(code)
        for key in keys:
            if key in book.COMPUTED and row[key].text == "":
                continue  # saved by a program that keeps no values of formulas
            if key == "auditor" and not right.get(key):
                continue  # left blank by us, for somebody to fill in
            if not same(row[key], right.get(key)):
                yield Difference(
                    Text(
                        f"{book.TITLES[key]}が、抽選をやり直した値と違います。",
                        f"{book.TITLES[key]} is not what the draw gives when it is done again",
                    ),
                    row[key].at,
                )
    missing = len(due.keys() - seen)
    if missing:
        yield Difference(
            Text(
                f"シート「{sheet.sheet}」に、あるはずの行が{missing}行ありません。",
                f"{missing} rows are missing on the sheet {sheet.sheet}",
            ),
            sheet,
        )
