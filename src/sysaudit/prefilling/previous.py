"""Last year's returns as they are given: whether they are that at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sysaudit.beside import read_former
from sysaudit.config import Settings
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.forms import QUESTIONNAIRE
from sysaudit.intake.returned import Reader, Returned

_SURVEY = frozenset(form.id for form in QUESTIONNAIRE)


def read_previous(
    paths: Sequence[Path], reader: Reader, settings: Settings, year: int, jobs: int
) -> tuple[Returned, ...]:
    """Last year's returns for the forms of the fiscal year ``year``.

    Raises:
        Misuse: A path does not exist, no survey is among them, or most are of another year.
    """
    files = read_former(reader, paths, jobs, settings)
    surveys = [f for f in files if any(t.form_id in _SURVEY for t in f.tables)]
    if not surveys:
        given = "、".join(map(str, paths))
        raise Misuse(
            Text(
                f"{given} に調査票がありません。前年度に戻ったファイルのフォルダーか、"
                "前年度の分析書を --previous に指定してください。",
                f"no survey is in {', '.join(map(str, paths))}: give --previous the folder of "
                "last year's returned files, or last year's 分析書",
            )
        )
    stated = Counter(file.fiscal_year for file in surveys if file.fiscal_year)
    (most, count) = stated.most_common(1)[0] if stated else (year - 1, 0)
    if stated[year - 1] < count:
        raise Misuse(
            Text(
                f"--previous に指定したのは{most}年度の調査票です。{year}年度の様式には、"
                f"{year - 1}年度の調査票か分析書を指定してください。",
                f"--previous holds the surveys of {most}: the forms of {year} are filled in from "
                f"those of {year - 1}",
            )
        )
    return files
