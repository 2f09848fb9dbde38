"""How large a returned file may be before it is refused unread."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from sysaudit.findings import Text


class Limits(BaseModel):
    """The table ``[limits]`` of ``sysaudit.toml``; real forms stay far below the defaults.

    A file takes about six times its unpacked size in memory: with ``xml_bytes`` at its default
    a worker stays below 300 MiB.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    file_bytes: int = Field(
        default=50_000_000, gt=0, le=2_000_000_000, description="ファイルの大きさ（バイト）の上限"
    )
    unpacked_bytes: int = Field(
        default=300_000_000,
        gt=0,
        le=4_000_000_000,
        description="展開後の大きさの合計（バイト）の上限",
    )
    xml_bytes: int = Field(
        default=45_000_000,
        gt=0,
        le=2_000_000_000,
        description="うち XML（シートや文字列）の合計（バイト）の上限",
    )
    ratio: int = Field(
        default=200, gt=0, le=100_000, description="10 MB を超える部品の圧縮率（倍）の上限"
    )
    members: int = Field(
        default=5_000, gt=0, le=1_000_000, description="ファイルの中の部品の数の上限"
    )
    sheets: int = Field(default=200, gt=0, le=10_000, description="シートの数の上限")
    cells: int = Field(
        default=1_000_000,
        gt=0,
        le=1_000_000_000,
        description="使われている範囲のセル数（ファイル全体）の上限",
    )
    last_row: int = Field(
        default=100_000, gt=0, le=1_048_576, description="記入があってよい最後の行"
    )
    last_column: int = Field(default=1_000, gt=0, le=16_384, description="記入があってよい最後の列")
    rows: int = Field(
        default=5_000,
        gt=0,
        le=1_048_576,
        description="様式のシート 1 枚の、記入した行の数の上限",
    )
    unread: int = Field(
        default=10_000,
        gt=0,
        le=1_000_000_000,
        description="様式のシート 1 枚の、読み取れないセルの数の上限",
    )
    seconds: float = Field(
        default=60.0, gt=0, le=86_400, description="1 ファイルの読み取りにかける秒数の上限"
    )


def raisable(told: Text, *settings: str) -> Text:
    """What is too much, and which settings raise the limit."""
    keys = [f"limits.{setting}" for setting in settings]
    return Text(
        f"{told.ja}。設定 {'、'.join(keys)} で上げられます",
        f"{told.en}; {' or '.join(keys)} in the settings raises it",
    )
