"""README.md of the samples: what the ward looks like, and a table of every planted fault."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from samples.ward import audit_results, self_checks, tables
from samples.ward.faults.plan import Planted
from samples.ward.grid import Book
from samples.ward.returns import Return, ward_returns
from samples.ward.tables import DivisionPlan

from sysaudit.forms.roster import SCHOOL

YEARS = tuple(audit_results.GONE_THROUGH)

HEAD = """\
# 見本区, a ward that does not exist

A small ward that returns its forms: {divisions} divisions in {departments} departments and
{schools} schools, from whom no forms are expected. Its people, vendors, contracts and amounts are
made up; corporate numbers begin with 9999, which no registry uses. The kinds of mess are those of
real municipal sheets, their contents are not.

`python samples/make.py [FOLDER]` makes all of it anew, the same every time; a test compares.
Do not edit the files: change `samples/ward/` and run it again.

| | |
| --- | --- |
| `2018/組織台帳.xlsx`, `2019/組織台帳.xlsx` | the rosters; in between {moved} |
| `2018/returned/` | last year's returns, all of them in order |
| `2019/returned/` | this year's: {numbers} |
| `2019/self-checks/` | 監査調書 of {self_checks} divisions, most with few gaps and some with \
many; none came from {no_self_check} |
| `2019/second-evaluation/` | システム評価（2次） of three divisions |
| `2019/履行確認チェックシート提出一覧.xlsx` | what the contract division has on record, \
for `sysaudit templates --contract-checks` |
| `2015/{results}` … `2018/{results}` | what the audits of each year found, under the codes of the \
time. Divisions visited: {visits}; a few more were seen by a patrol, which is no visit. Last \
visited in 2015, and so due again in 2019: {due_again}. Nothing is told of 指導室 (2003), whose \
former code the roster lacks, nor of {new}, which are new |

What the systems cost follows the shares that the Digital Agency found in municipalities: software
rental (クラウド利用料 included) 35 %, operation 24 %, hardware rental 17 %, software maintenance
11 %, data centres 4 %, the rest others. The budget of 2019 has half a year each of 8 and 10 % of
consumption tax; leases of before April 2019 keep 8 %. What was estimated in 2018 for 2019 is this
year's budget, or a little more.

`~$システム調査票_1304_課税課.xlsx` is left behind by Excel and skipped without a word.

## Planted faults

The list itself is `planted_faults()` in `samples/ward/making.py`. Each of these is found where the
table says by

    sysaudit validate samples/2019/returned --roster samples/2019/組織台帳.xlsx \\
        --previous samples/2018/returned

Without `--as-of` the clock stands at 1 April 2019, when no form is late yet: the divisions that
returned nothing are warnings (F13). With `--as-of 2019-07-01` they are errors (F14).

"""
COLUMNS = """\
| file | sheet | cell | rule | what was done |
| --- | --- | --- | --- | --- |
"""
MORE_HEAD = """
These come to light when 監査調書, the second evaluation and the results of audits are given too:

    sysaudit validate samples/2019/returned samples/2019/self-checks \\
        samples/2019/second-evaluation samples/2018/前年度監査結果.xlsx \\
        --roster samples/2019/組織台帳.xlsx --previous samples/2018/returned

"""
OTHER_PAPERS = ("監査調書", "システム評価_2次")
"""Files that are not in the folder of returned questionnaires, by the beginning of their name."""

NUMBERS = (
    "{files} files, {clean} of them clean; {systems} systems and {lines:,} cost lines were told "
    "before the mess; {missing} divisions returned none"
)
MOVED = (
    "再開発課 (1708) became 市街地整備課 (1709) and its code went to 無電柱化推進室; "
    "リサイクル推進課 (1803) became 資源循環課 (1804); 産業振興課, 生活福祉課 and 保育課 were "
    "divided; 総務課 exists twice"
)

CLEAN_HEAD = """
## Clean files

Nothing at error level, and no warning, in these:
"""


def text(clean: Sequence[Return], messy: Sequence[Book], planted: Iterable[Planted]) -> str:
    """The whole README."""
    divisions = [d for d in tables.divisions() if d.kind != SCHOOL]
    returns = ward_returns(2019).values()
    sent = [told for told in returns if told.code not in _missing()]
    numbers = NUMBERS.format(
        files=len(clean) + len(messy),
        clean=len(clean),
        systems=sum(len(told.rows["system_list"]) for told in sent),
        lines=sum(len(told.rows["cost_estimate"]) for told in sent),
        missing=len(_missing()),
    )
    head = HEAD.format(
        divisions=len(divisions),
        departments=len({d.department for d in divisions}),
        schools=len(tables.divisions()) - len(divisions),
        moved=MOVED,
        numbers=numbers,
        **_audits(),
    )
    planted = list(planted)
    names = sorted(told.file_name for told in clean)
    return "".join(
        (
            head,
            _table(each for each in planted if not in_other_papers(each)),
            MORE_HEAD,
            _table(each for each in planted if in_other_papers(each)),
            CLEAN_HEAD,
            *(f"\n- {name}" for name in names),
            "\n",
        )
    )


def _audits() -> dict[str, object]:
    """What is said of 監査調書 and the audits."""
    visits = [audit for audit in audit_results.audits() if audit.is_visit]
    visited = {year: {each.code for each in visits if each.year == year} for year in YEARS}
    divisions = [d for d in tables.divisions() if d.kind != SCHOOL]
    return {
        "self_checks": len(self_checks.returning()),
        "no_self_check": _listed(d for d in divisions if d.code in self_checks.NOT_RETURNED),
        "visits": _and(f"{len(codes)} in {year}" for year, codes in visited.items()),
        "results": audit_results.FILE,
        "new": _listed(d for d in divisions if not d.past_codes),
        "due_again": _listed(d for d in divisions if audit_results.last_visit(d) == YEARS[0]),
    }


def _listed(divisions: Iterable[DivisionPlan]) -> str:
    """Names and codes in one phrase."""
    return _and(f"{division.name} ({division.code})" for division in divisions)


def _and(parts: Iterable[str]) -> str:
    """At least two parts in one phrase."""
    *first, last = parts
    return f"{', '.join(first)} and {last}"


def in_other_papers(planted: Planted) -> bool:
    """Whether the fault stands in a paper that is returned apart from the questionnaires."""
    return planted.file is not None and planted.file.startswith(OTHER_PAPERS)


def _table(planted: Iterable[Planted]) -> str:
    return COLUMNS + "".join(sorted(map(_row, planted)))


def _missing() -> set[str]:
    return {d.code for d in tables.divisions() if d.returned == "missing"}


def _row(planted: Planted) -> str:
    fault = planted.fault
    file = planted.file or f"({fault.division}, no file)"
    code = f"F13, {fault.code}" if planted.file is None else fault.code
    cells = (file, planted.sheet or "", planted.cell or "", code, fault.told)
    return f"| {' | '.join(cells)} |\n"
