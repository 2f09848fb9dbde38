"""The table [mail] of sysaudit.toml: what stands in every text that goes to a division."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from sysaudit.config.section import Section


class MailSettings(Section):
    """Who writes to the divisions, and until when they are asked to answer."""

    sender: str = Field(
        default="情報管理課", description="差出人。「情報管理課 見本（内線2111）」のように書けます"
    )
    reply_by: date | None = Field(
        default=None, description="修正・提出をお願いする期日。なければ期日を書きません"
    )
