"""What every table of sysaudit.toml is."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """A table of sysaudit.toml: unknown keys are refused, so that no typing error passes."""

    model_config = ConfigDict(extra="forbid", frozen=True)
