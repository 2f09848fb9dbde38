"""What can be wrong with a cluster, told with the remedy."""

from __future__ import annotations

from sysaudit.errors import Misuse
from sysaudit.findings import Text

SCHEDULER = "scheduler"
"""What stands for its address, which is the one that was given."""


def no_scheduler(address: str, reason: str = "") -> Misuse:
    """Nobody answers there, or it cannot be asked for the reason given, in dask's words."""
    told = next(iter(reason.splitlines()), "")
    return Misuse(
        Text(
            f"「{address}」の dask スケジューラーに接続できません"
            f"{told and f'（dask の表示: {told}）'}。"
            "起動しているか、--dask のアドレス（例 tcp://host:8786）を確かめてください。",
            f"no dask scheduler answers at '{address}'{told and f' (dask says: {told})'}: is it "
            "running, and is the address of --dask right (such as tcp://host:8786)?",
        )
    )


def no_workers(address: str) -> Misuse:
    """There is nobody to do the work, or nobody left."""
    return Misuse(
        Text(
            f"{address} のスケジューラーにワーカーがありません。dask worker {address} で"
            "起動してください。",
            f"the scheduler at {address} has no workers: start some by dask worker {address}",
        )
    )


def lost(address: str) -> Misuse:
    """The scheduler went away in the middle."""
    return Misuse(
        Text(
            f"{address} のスケジューラーとの接続が途中で切れました。もう一度実行するか、--dask を"
            "付けずに実行してください。",
            f"the connection to the scheduler at {address} was lost: run again, or leave --dask "
            "out",
        )
    )


def silent(address: str) -> Misuse:
    """There are workers, but none comes to an end."""
    return Misuse(
        Text(
            f"{address} のクラスターから結果が返ってきません。"
            "ほかの処理で混んでいないか確かめるか、--dask を付けずに実行してください。",
            f"the cluster at {address} gives no results: is it busy with something else? "
            "Run again, or leave --dask out",
        )
    )


def failed(address: str, error: Exception) -> Misuse:
    """The cluster could not do what it was asked for."""
    told = next(iter(str(error).splitlines()), "") or type(error).__name__
    return Misuse(
        Text(
            f"{address} のクラスターで処理できませんでした（dask の表示: {told}）。スケジューラーと"
            "ワーカーをこの端末と同じ環境にするか、--dask を付けずに実行してください。",
            f"the cluster at {address} failed (dask says: {told}): give its scheduler and workers "
            "the same installation as here, or leave --dask out",
        )
    )


def unlike(address: str) -> Misuse:
    """The versions are the same and the program is not."""
    return Misuse(
        Text(
            f"{address} のワーカーの sysaudit は、版が同じでも中身がこの端末のものと違います。"
            "同じものを入れ直してください。",
            f"workers at {address} run a sysaudit of this version that is not the same program: "
            "install the same there as here",
        )
    )


def other_version(where: str, name: str, there: str | None, here: str | None) -> Misuse:
    """Something else is installed there than here, or nothing under that name."""
    whom = Text(f"ワーカー {where} ", f"the worker {where}")
    if where == SCHEDULER:
        whom = Text("スケジューラー", "the scheduler")
    found = f"{name} {there}" if there else f"no {name}"
    return Misuse(
        Text(
            f"クラスターの{whom.ja}の {name} は{there or 'なし'}、"
            f"この端末では{here or 'なし'}です。指摘が変わらないよう、同じ版を入れてください。",
            f"{whom.en} of the cluster has {found}, here it is {here or 'none'}: install the same "
            "version, so that findings are the same",
        )
    )
