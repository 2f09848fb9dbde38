"""No yen is lost: what was typed is what was taken, what stands apart, and what was left out.

The sum of the returned files is taken from their records, past everything that sorted the amounts;
the other three come from the table of amounts. Where they differ the analysis is not written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from sysaudit.analysis.amounts import MOST_COUNTED, Amounts, Treatment
from sysaudit.findings import Text
from sysaudit.forms.cost_estimate import CostLine
from sysaudit.intake.returned import Returned

COLUMNS = ("typed", "taken", "apart", "left_out", "difference", "tax", "shown")


class Unbalanced(Exception):
    """Yen went missing between the returned files and the tables: a fault of the program.

    Attributes:
        text: How many yen of which years, in both languages.
    """

    def __init__(self, table: pd.DataFrame) -> None:
        years = table.index[table["difference"] != 0]
        told = ", ".join(f"{year}: {table.at[year, 'difference']:+,}" for year in years)
        self.text = Text(
            "入力合計と「反映＋別掲＋未反映」が合わないため、書きませんでした"
            f"（年度ごとの差 {told}）。プログラムの誤りです。"
            "提出されたファイルを添えて管理者に伝えてください。",
            f"what was typed is not what was taken over ({told} yen); nothing was written. This "
            "is a fault of the program: please report it",
        )
        super().__init__(self.text.en)


def typed_by_file(files: Iterable[Returned], survey: int) -> pd.DataFrame:
    """Yen as typed on every cost sheet: index file, columns the fiscal years."""
    sums: dict[str, Counter[int]] = {}
    for file in files:
        of_file = sums.setdefault(file.file, Counter())
        for table in file.tables_of("cost_estimate"):
            first = (table.place.year or survey) - 1
            for record in table.records:
                if isinstance(record, CostLine):
                    for year, amount in enumerate(record.amounts, start=first):
                        if amount is not None and amount <= MOST_COUNTED:
                            of_file[year] += amount
    # as objects: pandas 3 may keep texts in pyarrow, which takes no name whose bytes are no text
    names = pd.Index(list(sums), dtype=object)
    table = pd.DataFrame(list(sums.values()), index=names).fillna(0).astype("int64")
    return table.reindex(columns=sorted(table.columns)).rename_axis(index="file")


def balance_of(typed: pd.DataFrame, amounts: Amounts, years: Iterable[int]) -> pd.DataFrame:
    """The account by fiscal year: typed, taken, apart, left_out, difference, tax, shown (yen).

    ``tax`` leads from what was taken as typed to what the sheets show with tax.
    """
    cells = amounts.cells
    index = pd.Index(sorted({*years, *typed.columns, *cells["year"].unique()}), name="year")
    parts = cells.pivot_table(
        index="year", columns="treatment", values="typed", aggfunc="sum", observed=True
    )
    parts = parts.reindex(index=index, columns=list(Treatment)).fillna(0).astype("int64")
    taken = cells[cells["treatment"] == Treatment.TAKEN]
    shown = taken.groupby("year")["yen"].sum().reindex(index).fillna(0).astype("int64")
    table = pd.DataFrame(
        {
            "typed": typed.sum().reindex(index).fillna(0).astype("int64"),
            "taken": parts[Treatment.TAKEN],
            "apart": parts[Treatment.APART],
            "left_out": parts[Treatment.LEFT_OUT],
        },
        index=index,
    )
    table["difference"] = table["typed"] - table["taken"] - table["apart"] - table["left_out"]
    table["tax"] = shown - table["taken"]
    table["shown"] = shown
    return table


def check(table: pd.DataFrame) -> None:
    """See that nothing was lost.

    Raises:
        Unbalanced: Yen are missing, or too many, in some year.
    """
    if (table["difference"] != 0).any():
        raise Unbalanced(table)
