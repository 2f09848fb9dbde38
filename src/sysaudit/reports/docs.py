"""docs/forms.md and docs/settings.md, written from the declarations so that they stay true."""

from __future__ import annotations

import json
import types
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from sysaudit.config.section import model_in
from sysaudit.forms.field import Column, Form, Kind
from sysaudit.reports.markdown import table
from sysaudit.reports.templates.dropdowns import MARK, choices_of

KIND_NAMES = {
    Kind.TEXT: "文字",
    Kind.CODE: "コード（文字。先頭の0も残す）",
    Kind.SYSTEM_ID: "システムID",
    Kind.SYSTEM_IDS: "システムID（「;」区切り）",
    Kind.CODES: "コード（「;」区切り）",
    Kind.CHOICE: "選択",
    Kind.RATING: "1〜5",
    Kind.MARK: "○または空欄",
    Kind.YEN: "円（整数）",
    Kind.COUNT: "数（0以上の整数）",
    Kind.DATE: "日付",
    Kind.DATES: "日付（「;」区切り）",
    Kind.MONTH: "年月",
    Kind.FISCAL_YEAR: "年度",
    Kind.CORPORATE_NUMBER: "法人番号（13桁）",
    Kind.PERIODS: "期間（「;」区切り）",
}
FORMS_INTRODUCTION = """\
# 様式

<!-- src/sysaudit/forms から自動で作られます。直接書き換えないでください。 -->

{year}年度の様式です。見出し・選択肢・列は `sysaudit.toml` で変えられます（[設定](settings.md)）。
「必須」の項目でも、「選択肢・使える言葉」に「不明」「未定」「該当なし」「自動更新」があれば、
それで足ります。
空欄は0とはみなしません。
"""
FIELD_HEADERS = (
    "項目",
    "キー",
    "内容",
    "必須",
    "入力のしかた",
    "選択肢・使える言葉",
    "同じとみなす見出し",
)
SETTINGS_INTRODUCTION = """\
# 設定（sysaudit.toml）

<!-- src/sysaudit/config から自動で作られます。直接書き換えないでください。 -->

作業フォルダーに `sysaudit.toml` を UTF-8 で置くと読み込まれます。
ほかの場所に置いたときは `--config` で指定します。
すべてのキーに既定値があり、変えたいキーだけを書けば足ります。
知らないキーがあれば、誤記とみなして止まります。
"""
SETTING_HEADERS = ("キー", "型", "既定値", "説明")
TYPE_NAMES = {str: "文字列", int: "整数", float: "数", bool: "真偽", date: "日付"}
SAMPLES = {
    "fiscal_year": "fiscal_year = 2019",
    "forms": """\
[forms."所管するシステム一覧"]
labels = { "備考" = "特記事項" }
synonyms = { "システム名" = ["業務システム名"] }
choices = { "対象業務" = ["港湾"] }
columns = [{ label = "所管係", hint = "担当する係の名前です。", width = 16 }]""",
    "rules": """\
[rules]
C03 = "warning\"""",
    "waivers": """\
[[waivers]]
code = "C03"
division = "1304"
reason = "契約書の原本で確認済み"
who = "情報管理課　見本"

[[waivers]]
id = "26291959cc11"
reason = "前年度に本部で了承済み"
who = "情報管理課　見本\"""",
}
"""Examples of the keys whose default shows nothing."""


def forms_page(forms: Sequence[Form], year: int) -> str:
    """docs/forms.md: every form with every field, in Japanese."""
    return "\n".join(
        [FORMS_INTRODUCTION.format(year=year), *(_form_section(form, year) for form in forms)]
    )


def _form_section(form: Form, year: int) -> str:
    layout = "項目を縦に並べた、1件だけの様式です。" if form.downwards else ""
    keys = "、".join(form.column(key).label_in(year) for key in form.key)
    return "\n".join(
        [
            f"## {form.title}（`{form.id}`）\n",
            f"{form.purpose}{layout}見分けに使う項目：{keys}\n",
            table(FIELD_HEADERS, (_field_row(column, year) for column in form.columns)),
        ]
    )


def _field_row(column: Column, year: int) -> tuple[str, ...]:
    return (
        column.header(year),
        f"`{column.key}`",
        KIND_NAMES[column.kind],
        column.requirement,
        column.hint,
        MARK if column.kind is Kind.MARK else " / ".join(choices_of(column)),
        "、".join(column.synonyms),
    )


class _Section(NamedTuple):
    """A table of the settings: its heading as TOML writes it, and the model of its keys."""

    heading: str
    model: type[BaseModel]
    description: str


def settings_page(settings_model: type[BaseModel]) -> str:
    """docs/settings.md: every key with default and description, and a complete example."""
    top = table(SETTING_HEADERS, _key_rows(settings_model))
    sections = [
        f"## `{each.heading}`\n\n{each.description}。\n\n"
        + table(SETTING_HEADERS, _key_rows(each.model))
        for each in _sections(settings_model, "")
    ]
    example = f"## 全体の例\n\n```toml\n{example_settings(settings_model)}```\n"
    return "\n".join([SETTINGS_INTRODUCTION, "## 最上位のキー\n", top, *sections, example])


def _key_rows(model: type[BaseModel]) -> Iterator[tuple[str, ...]]:
    for name, info in model.model_fields.items():
        yield f"`{name}`", _type_name(info.annotation), _default(info), info.description or ""


def _sections(model: type[BaseModel], above: str) -> Iterator[_Section]:
    """The tables below a model, each followed by its own."""
    for name, info in model.model_fields.items():
        inner = model_in(info.annotation)
        if inner is None:
            continue
        path = f"{above}{name}"
        heading, within = _headings(path, info.annotation)
        yield _Section(heading, inner, info.description or "")
        yield from _sections(inner, within)


def _headings(path: str, annotation: Any) -> tuple[str, str]:
    """How TOML writes the table, and what stands before the tables within it."""
    origin = get_origin(annotation)
    if origin is dict:
        return f'[{path}."名前"]', f'{path}."名前".'
    return (f"[[{path}]]" if origin is tuple else f"[{path}]"), f"{path}."


def _type_name(annotation: Any) -> str:
    """The type in the words of somebody who writes TOML."""
    if annotation in TYPE_NAMES:
        return TYPE_NAMES[annotation]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return " / ".join(f"`{each}`" for each in arguments)
    if origin in (Union, types.UnionType):
        return "、".join(_type_name(each) for each in arguments if each is not type(None))
    if origin is tuple:
        return "表の並び" if model_in(annotation) else f"{_type_name(arguments[0])}の並び"
    if origin is dict and model_in(annotation) is None:
        return f"表（名前 = {_type_name(arguments[1])}）"
    return "表"


def _default(info: FieldInfo) -> str:
    default = info.get_default(call_default_factory=True, validated_data={})
    if default is PydanticUndefined:
        return "（必ず書く）"
    if default is None:
        return "なし"
    if model_in(info.annotation) is not None:
        return "下の例のとおり" if default else "なし"
    return f"`{_toml(default)}`" if default not in ((), {}) else "なし"


def example_settings(settings_model: type[BaseModel]) -> str:
    """A sysaudit.toml with every key: keys first, tables after them, as TOML demands."""
    fields = sorted(settings_model.model_fields.items(), key=lambda each: _is_table(each[1]))
    return "\n".join(_example(name, info) for name, info in fields)


def _is_table(info: FieldInfo) -> bool:
    return model_in(info.annotation) is not None or get_origin(info.annotation) is dict


def _example(name: str, info: FieldInfo) -> str:
    heading = f"# {info.description}\n"
    if name in SAMPLES:
        return heading + SAMPLES[name] + "\n"
    default = info.get_default(call_default_factory=True, validated_data={})
    if _is_table(info):
        model = model_in(info.annotation)
        return heading + table_text(name, model() if default is None and model else default)
    return f"{heading}{name} = {_toml(default)}\n"


def table_text(path: str, value: object) -> str:
    """A table of sysaudit.toml with a remark behind every key.

    Args:
        path: Its name.
        value: The section, or several of a kind.
    """
    return "\n".join(_tables(path, value))


def _tables(path: str, value: object) -> Iterator[str]:
    """A table as TOML writes it, then the tables within it; several of a kind one by one."""
    if isinstance(value, tuple):
        for each in value:
            yield f"[[{path}]]\n" + "".join(f"{n} = {_toml(v)}\n" for n, v in each)
    elif isinstance(value, BaseModel):
        fields = type(value).model_fields.items()
        keys = [
            _setting(name, getattr(value, name), info.description)
            for name, info in fields
            if not _is_table(info)
        ]
        yield f"[{path}]\n" + "".join(keys)
        for name, info in fields:
            if _is_table(info):
                yield from _tables(f"{path}.{name}", getattr(value, name))


def _setting(name: str, value: object, description: str | None) -> str:
    """A key with its value; as a remark where it has none, for TOML has no word for that."""
    if value is None:
        return f"# {name} = なし  # {description}\n"
    return f"{name} = {_toml(value)}  # {description}\n"


def _toml(value: object) -> str:
    """A plain value as TOML writes it.

    >>> _toml(("学校",)), _toml(1_000_000), _toml(0.3), _toml(date(2019, 4, 1))
    ('["学校"]', '1_000_000', '0.3', '2019-04-01')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return f"{value:_}"
    if isinstance(value, float | date):
        return str(value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)
