"""職員作成ツール: what staff made in Access and Excel, apart from the totals."""

from __future__ import annotations

import pandas as pd

from sysaudit.analysis.material import Material


def tools(material: Material) -> pd.DataFrame:
    """The tools, in the order of the roster: columns of ``systems``, purpose, linked (names)."""
    systems = material.systems
    table = systems[systems["staff_made"].astype(bool)].copy()
    found = [material.records[key] for key in table.index]
    table["purpose"] = [system.purpose or "" for system in found]
    table["linked"] = [
        "、".join(material.name_of(code, own) for own in system.linked_systems)
        for code, system in zip(table["code"], found, strict=True)
    ]
    return table


def mended(material: Material) -> pd.DataFrame:
    """The systems of which the division says that Excel or Access fill a gap; column issues."""
    keys = [
        key
        for key in material.systems.index
        if key in material.evaluations and material.evaluations[key].office_tools == "有"
    ]
    table = material.systems.loc[keys].copy()
    table["issues"] = [material.evaluations[key].issues or "" for key in keys]
    return table


def voices(material: Material) -> pd.DataFrame:
    """課題・要望 in the divisions' own words: columns of ``systems``, issues, wishes."""
    told = {
        key: material.evaluations[key]
        for key in material.systems.index
        if key in material.evaluations
        and (material.evaluations[key].issues or material.evaluations[key].wishes)
    }
    table = material.systems.loc[list(told)].copy()
    table["issues"] = [each.issues or "" for each in told.values()]
    table["wishes"] = [each.wishes or "" for each in told.values()]
    return table
