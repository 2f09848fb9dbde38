"""What is wrong with the values of sysaudit.toml, told with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from sysaudit.config.section import model_in
from sysaudit.config.settings import Settings
from sysaudit.findings import Text
from sysaudit.nearest import NOTHING, meant

Location = Sequence[str | int]
_WORDS = {
    "missing": Text("必ず書いてください", "give it"),
    "greater_than": Text("{gt:g} より大きくしてください", "must be more than {gt:g}"),
    "greater_than_equal": Text("{ge:g} 以上にしてください", "must be {ge:g} or more"),
    "less_than_equal": Text("{le:g} 以下にしてください", "must be {le:g} or less"),
    "blank": Text("空欄にできません。書き入れてください", "it must not be blank: fill it in"),
    "waives_nothing": Text(
        "id か、code と division の両方を書いてください（規則を区全体で使わないときは [rules] に"
        "書きます）",
        "give id, or code and division together (a rule is switched off for all under [rules])",
    ),
    "above_one": Text(
        "1/3 のように、1以下の割合にしてください", "write a part of the whole, such as 1/3"
    ),
}
_KINDS = {
    "int": Text("整数を書いてください", "write a whole number"),
    "float": Text("数を書いてください", "write a number"),
    "string": Text('" で囲んだ文字を書いてください', "write a text in quotation marks"),
    "date": Text("2019-07-01 のように日付を書いてください", "write a date such as 2019-07-01"),
    "tuple": Text("[ ] で囲んで並べてください", "write a list in square brackets"),
    "dict": Text("表（名前 = 値）を書いてください", "write a table of names and values"),
    "model": Text("表（キー = 値）を書いてください", "write a table of keys and values"),
}
"""By the beginning of the error's type, where a value is of another kind than is asked for."""
_OTHER = Text("値が正しくありません。書き直してください", "write another value")


def fault_of(error: ErrorDetails) -> Text:
    """An error with its key; entries of a list count from 1."""
    key = ".".join(str(each + 1) if isinstance(each, int) else each for each in error["loc"])
    words = _fault(error)
    return Text(f"{key}: {words.ja}", f"{key}: {words.en}")


def _fault(error: ErrorDetails) -> Text:
    kind, where = error["type"], error["loc"]
    if kind == "extra_forbidden":
        return _unknown_key(where)
    if kind == "literal_error":
        return _other_word(error)
    if kind == "string_pattern_mismatch":
        example = _section_at(where[:-1]).model_fields[str(where[-1])].get_default()
        return Text(f'"{example}" のように書いてください', f'write it like "{example}"')
    known = _WORDS.get(kind) or _KINDS.get(kind.partition("_")[0], _OTHER)
    return known.filled(**error.get("ctx", {}))


def _unknown_key(where: Location) -> Text:
    """A slip of the keys, or a key that stands under the heading of another table."""
    key = str(where[-1])
    hint = meant(key, _section_at(where[:-1]).model_fields)
    homes = [name for name, field in Settings.model_fields.items() if key in _keys(field)]
    if hint == NOTHING and homes:
        return Text(
            f"[{homes[0]}] のキーです。その見出しの下に書いてください",
            f"it belongs under [{homes[0]}]",
        )
    return Text(
        f"このキーはありません。{hint.ja}書き直すか、消してください",
        f"no such key{hint.en}: mend it, or take it out",
    )


def _other_word(error: ErrorDetails) -> Text:
    words = re.findall("'(.*?)'", error["ctx"]["expected"])
    hint = meant(str(error["input"]), words)
    told = '"、"'.join(words)
    return Text(
        f'{hint.ja}"{told}" のどれかを書いてください',
        f"write one of {', '.join(words)}{hint.en}",
    )


def _section_at(where: Location) -> type[BaseModel]:
    """The table that a key stands in; places in lists and names of forms lead no deeper."""
    section: type[BaseModel] = Settings
    for each in where:
        field = section.model_fields.get(str(each))
        section = section if field is None else model_in(field.annotation) or section
    return section


def _keys(field: FieldInfo) -> Sequence[str]:
    section = model_in(field.annotation)
    return () if section is None else tuple(section.model_fields)
