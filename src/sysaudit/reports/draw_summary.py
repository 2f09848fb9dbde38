"""What the board may see before the visits: numbers by department, no names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time
from io import BytesIO
from pathlib import Path

import pandas as pd
from xlsxwriter import Workbook

from sysaudit import calendar
from sysaudit.audits import Result
from sysaudit.audits.standing import Standing
from sysaudit.reports.files import replacing
from sysaudit.reports.ours import has_title
from sysaudit.reports.sheets.block import Column
from sysaudit.reports.sheets.page import Page
from sysaudit.reports.templates.styles import WORKBOOK_OPTIONS, Styles

TITLE = "監査対象の抽選（集計）"
TOGETHER = "その他（少数の部をまとめて表示）"
EVERYBODY = "全体（部ごとの数は課名を明かすため、まとめて表示）"
COLUMNS = (
    Column("department", "部", 36),
    Column("divisions", "課の数", 12, "count", total=True),
    Column("out", "対象外", 12, "count", total=True),
    Column("able", "対象", 12, "count", total=True),
    Column("drawn", "監査する課", 12, "count", total=True),
    Column("share", "割合", 12, "ratio", lambda row: _share(row.cell("drawn"), row.cell("able"))),
)


def write_summary(path: Path, result: Result, smallest: int = 3) -> None:
    """One page of numbers.

    Args:
        path: Where to; it is replaced as a whole.
        result: The draw.
        smallest: Departments with fewer divisions in scope are shown together, as are those of
            which all or none are drawn: their number would be a name. As many others join them
            as it takes for the sum to name nobody either.
    """
    content = BytesIO()
    workbook = Workbook(content, WORKBOOK_OPTIONS)
    created = datetime.combine(calendar.first_day(result.plan.year), time())
    workbook.set_properties({"title": f"{TITLE}（{result.plan.year}年度）", "created": created})
    page = Page(workbook.add_worksheet("集計"), Styles(workbook), [c.width for c in COLUMNS])
    plan = result.plan
    page.title(
        f"{plan.year}年度 抜打ち監査の対象（集計）",
        f"抽選ID {plan.draw_id}。対象の課から{plan.places}課を抽選しました。どの課が選ばれたかは、"
        "訪問の日まで明らかにしません。",
        f"葉の一覧の SHA-256: {result.leaf_list_sha256}",
        f"計画の SHA-256: {plan.sha256}",
    )
    rows = pd.DataFrame(_rows(result, smallest), columns=[c.key for c in COLUMNS], dtype=object)
    page.table(COLUMNS, rows, total="計")
    page.finish(pages_high=1)
    workbook.close()
    with replacing(path) as temporary:
        temporary.write_bytes(content.getvalue())


def is_summary(path: Path) -> bool:
    """Whether a file is a summary of ours, or empty."""
    return has_title(path, TITLE)


def _share(drawn: str, able: str) -> str:
    return f"=IF({able}=0,0,{drawn}/{able})"


def _rows(result: Result, smallest: int) -> Iterator[dict[str, object]]:
    counts: dict[str, Counter[str]] = {}
    for entry in result.plan.entries:
        out = entry.standing in (Standing.OUT, Standing.CARRIED)
        counted = counts.setdefault(entry.department, Counter())
        counted.update(divisions=1, out=int(out), able=int(not out))
        drawn = entry.code in result.draw.drawn
        by_lot = entry.standing is Standing.IN
        counted.update(drawn=int(drawn), may=int(by_lot), lots=int(by_lot and drawn))
    ordered = sorted(counts, key=lambda name: (counts[name]["able"], name.encode()))
    apart = [name for name in ordered if not _tells(counts[name], smallest)]
    lumped = [name for name in ordered if name not in apart]
    while apart and lumped and (len(lumped) < 2 or _tells(_sum(counts, lumped), smallest)):
        lumped.append(apart.pop(0))
    for name in sorted(apart, key=lambda name: name.encode()):
        yield _row(name, counts[name])
    if lumped:
        yield _row(TOGETHER if apart else EVERYBODY, _sum(counts, lumped))


def _tells(counted: Counter[str], smallest: int) -> bool:
    """Whether a row would tell who was drawn: few divisions, all of them, or none.

    Who must be visited is no secret, for it follows from rules; so those drawn by lot count alone.
    """
    return counted["may"] < smallest or counted["lots"] in (0, counted["may"])


def _sum(counts: Mapping[str, Counter[str]], names: Iterable[str]) -> Counter[str]:
    together: Counter[str] = Counter()
    for name in names:
        together.update(counts[name])
    return together


def _row(department: str, counted: Counter[str]) -> dict[str, object]:
    share = counted["drawn"] / counted["able"] if counted["able"] else 0.0
    keys = ("divisions", "out", "able", "drawn")
    return {"department": department, "share": share, **{key: counted[key] for key in keys}}
