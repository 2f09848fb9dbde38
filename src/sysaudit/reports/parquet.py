"""The long tables as Parquet files, for those that outgrow a worksheet."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from sysaudit.analysis import Analysis
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.reports.files import replacing
from sysaudit.reports.width import printable

ENGINE = "pyarrow"


def write_data(folder: Path, analysis: Analysis) -> list[Path]:
    """Write costs.parquet, left_out.parquet and systems.parquet; the paths.

    Columns have the names of the data frames; yen are 64-bit integers.

    Raises:
        Misuse: The library that writes Parquet is not installed, or a file cannot be written.
    """
    if find_spec(ENGINE) is None:
        raise Misuse(
            Text(
                "Parquet を書くには pyarrow が必要です。--data を外すか、"
                '次のとおり入れてください（pip install "sysaudit[parquet]"）。',
                'Parquet needs pyarrow: pip install "sysaudit[parquet]", or leave --data out',
            )
        )
    written = []
    for name, table in tables(analysis).items():
        path = folder / f"{name}.parquet"
        with replacing(path) as temporary:
            table.to_parquet(temporary, engine=ENGINE, index=False)
        written.append(path)
    return written


def tables(analysis: Analysis) -> dict[str, pd.DataFrame]:
    """The long tables by the names of their files."""
    amounts, owners = analysis.material.amounts, analysis.material.owners
    lines = amounts.lines.rename(columns={"certainty": "certainty_told"})
    costs = amounts.cells.merge(lines, left_on="line", right_index=True).drop(columns="line")
    costs["department"] = [
        owners[code].department if code in owners else "" for code in costs["division_code"]
    ]
    costs["bundle_total"] = costs["bundle_total"].astype("Int64")
    costs["row"] = costs["row"].astype("int64")
    left_out = pd.DataFrame(
        [(*each[:7], *each.reason, *each[8:]) for each in analysis.material.left_out],
        columns=[
            "kind", "division_code", "system_id", "what", "year", "yen", "given", "code", "reason",
            "file", "sheet", "cell",
        ],
        dtype=object,
    ).astype({"year": "Int64", "yen": "Int64"})  # fmt: skip
    systems = analysis.systems.reset_index().drop(columns="place")
    for name in ("next_renewal", "users", "daily_users", "terminals"):
        systems[name] = systems[name].astype("Int64")
    for table in (costs, left_out, systems):
        table["file"] = table["file"].map(printable)  # a name may hold bytes that are no text
    return {"costs": costs, "left_out": left_out, "systems": systems}
