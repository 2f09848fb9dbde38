"""What every table of sysaudit.toml is."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """A table of sysaudit.toml: unknown keys are refused, so that no typing error passes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that an annotation holds, itself or in a tuple or as values of a table."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((m for arg in get_args(annotation) if (m := model_in(arg))), None)
