"""What is done with a result that is there: a date moved, last year's carried over."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from sysaudit.audits import Result
from sysaudit.audits.reading import Book, read_book, read_fields
from sysaudit.audits.rebuilding import STANDINGS
from sysaudit.audits.standing import Standing
from sysaudit.audits.verification import verified
from sysaudit.cli.console import put, put_error
from sysaudit.cli.language import say
from sysaudit.cli.passwords import ask_password
from sysaudit.config import Settings
from sysaudit.draw import ROLES
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.intake.locked import is_locked
from sysaudit.reports.draw_workbook import draw_workbook
from sysaudit.reports.files import write_privately
from sysaudit.reports.lines import Line, Tone
from sysaudit.reports.locking import locked


def move(target: Path, code: str, on: date, reason: str, settings: Settings, *, show: bool) -> None:
    """Record a date that was moved after the draw, beside the sealed one."""
    if not reason.strip() or reason.startswith("--"):
        raise Misuse(
            Text(
                "--move には「台風のため」のように理由を付けてください。",
                "--move needs a reason: give one, such as 'typhoon'",
            )
        )
    if not target.exists():
        raise Misuse(
            Text(
                f"{target} がないので、訪問日を変えられません。抽選の後に、その結果を -o に指定"
                "してください。",
                f"{target} is not there, so no date can be moved: give -o the result of a draw",
            )
        )
    was_locked = target.is_file() and is_locked(target.read_bytes())
    password = ask_password() if was_locked else ""
    told = read_book(target, settings.limits, lambda: password)
    result = _rebuilt(told).with_move(code, on, reason.strip())
    for remark in _remarks(result, code, on):
        put_error([Line(say(*remark), Tone.WARNING)])
    content = draw_workbook(result)
    write_privately(target, locked(content, password) if was_locked else content)
    shown = f" {code} {result.plan.by_code[code].name}" if show else ""
    put([Line(say(f"変更を記録しました: {on}{shown}", f"recorded: {on}{shown}"))])


def _remarks(result: Result, code: str, on: date) -> Iterator[Text]:
    """What speaks against the new day; it is recorded all the same, for people know better."""
    window = result.plan.window
    if not window.first <= on <= window.last:
        yield Text(f"{on} は訪問の期間の外です。", f"{on} is outside the window")
    elif on not in window.dates:
        yield Text(f"{on} は休日か、訪問しない日です。", f"{on} is a closed day")
    elif on in result.plan.by_code[code].blocked:
        yield Text(f"{on} はこの課の繁忙期か訪問不可日です。", f"{on} is closed by the division")
    days = {**result.dates, **{each: move.after for each, move in result.moved.items()}}
    others = sum(day == on for each, day in days.items() if each != code)
    if others >= window.per_date:
        yield Text(
            f"{on} にはほかに{others}課の訪問があります（1日{window.per_date}課まで）。",
            f"{on} has {others} other visits already (at most {window.per_date} a day)",
        )


def _rebuilt(told: Book) -> Result:
    """The result that a workbook states, with what the auditors filled in.

    Raises:
        Misuse: It has been changed by hand, so that it is no draw any more.
    """
    verification = verified(told)
    if verification.result is None or verification.differences:
        raise Misuse(
            Text(
                f"{told.file} の内容が抽選と一致しません。sysaudit verify-draw で確かめ、"
                "書き換えられていない元のファイルを使ってください。",
                f"{told.file} does not agree with its draw: see sysaudit verify-draw, and use "
                "the original file",
            )
        )
    redrawn = told.fields["redrawn"].text
    return replace(verification.result, redrawn=redrawn, jotted=told.jotted)


def is_sealed(target: Path, settings: Settings) -> bool:
    """Whether a result of two shares stands there, or one that nobody can look into.

    Raises:
        Misuse: What stands there is no whole result.
    """
    if not target.is_file() or not target.stat().st_size:
        return False
    if is_locked(target.read_bytes()):
        return True
    fields = read_fields(target, settings.limits, ask_password)
    return any(fields[role].text for role in ROLES)


def carried_over(previous: str | None, year: int, settings: Settings) -> Collection[str]:
    """Last year's codes of the divisions that last year's draw carried over.

    Raises:
        Misuse: The file is no result, or not last year's.
    """
    if previous is None:
        return ()
    told = read_book(Path(previous), settings.limits, ask_password)
    drawn_in = told.fields["year"].number
    if drawn_in != year - 1:
        raise Misuse(
            Text(
                f"{previous} は{drawn_in}年度の抽選結果です。{year - 1}年度のものを"
                "指定してください。",
                f"{previous} is the result of {drawn_in}: give that of {year - 1}",
            )
        )
    return frozenset(
        row["code"].text
        for row in told.divisions
        if STANDINGS.get(row["standing"].text) is Standing.CARRIED
    )
