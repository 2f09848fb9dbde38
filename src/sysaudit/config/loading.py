"""Reads sysaudit.toml; what is wrong with it is told with its key and the remedy."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sysaudit.config.settings import Settings
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.forms import BESIDE_FORMS, FORMS

FILE_NAME = "sysaudit.toml"


def load(path: Path | None = None) -> Settings:
    """The settings in ``path``, or in ``sysaudit.toml`` of this folder, or the defaults.

    Args:
        path: Must be there where it is given.

    Raises:
        Misuse: The file is missing, is not TOML, or has an unknown key or a wrong value.
    """
    if path is None:
        path = Path(FILE_NAME)
        if not path.exists():
            return Settings()
    try:
        settings = Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise Misuse(
            Text(
                f"設定ファイルが読めません: {path}。--config の指定を確かめてください。",
                f"cannot read the settings {path}: check --config",
            )
        ) from error
    except UnicodeDecodeError as error:
        raise _unusable(path, "UTF-8 で保存してください", "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise _unusable(
            path, f"TOML の書き方が違います（{_place_in(error)}）", str(error)
        ) from error
    except ValidationError as error:
        ja, en = ("; ".join(told) for told in zip(*map(_told, error.errors()), strict=True))
        raise _unusable(path, ja, en) from error
    _refuse_unknown_names(path, settings)
    return settings


_WORDS = {
    "extra_forbidden": "知らないキーです",
    "missing": "必ず書いてください",
    "literal_error": "{expected} のどれかにしてください",
    "greater_than": "{gt:g} より大きくしてください",
    "greater_than_equal": "{ge:g} 以上にしてください",
    "less_than_equal": "{le:g} 以下にしてください",
    "blank": "空欄にできません",
    "waives_nothing": "id か、code と division の両方を書いてください"
    "（規則を区全体で使わないときは [rules] に書きます）",
    "above_one": "1/3 のように、1以下の割合にしてください",
    "string_pattern_mismatch": "書き方が違います。docs/settings.md の例のように書いてください",
}
"""What pydantic tells in English only, by the type of the error."""


def _told(error: ErrorDetails) -> tuple[str, str]:
    """An error with its key, in both languages; entries of a list count from 1."""
    key = ".".join(str(each + 1) if isinstance(each, int) else each for each in error["loc"])
    words = _WORDS.get(error["type"], "値の種類が違います").format(**error.get("ctx", {}))
    return f"{key}: {words}", f"{key}: {error['msg']}"


def _place_in(error: tomllib.TOMLDecodeError) -> str:
    """Line and column, out of the words of the parser."""
    at = re.search(r"line (\d+), column (\d+)", str(error))
    return f"{at[1]}行目の{at[2]}文字目" if at else str(error)


def _unusable(path: Path, ja: str, en: str) -> Misuse:
    return Misuse(
        Text(
            f"設定ファイル {path} を直してください: {ja}（キーの一覧は docs/settings.md）",
            f"mend the settings {path}: {en} (docs/settings.md lists the keys)",
        )
    )


def _refuse_unknown_names(path: Path, settings: Settings) -> None:
    """Form titles and labels are keys too: a wrong one would change nothing, silently."""
    titles = {form.title: form for form in (*FORMS, *BESIDE_FORMS)}
    for title, bent in settings.forms.items():
        if title not in titles:
            ja = f"様式「{title}」はありません。様式は {'、'.join(titles)} です"
            raise _unusable(path, ja, f"no form is called {title}")
        labels = {column.label: column for column in titles[title].columns}
        for label in bent.labels.values():
            if label in labels:
                raise _unusable(
                    path,
                    f"様式「{title}」には「{label}」という項目がもうあります",
                    f"the form {title} has a field {label} already",
                )
        for label in (*bent.labels, *bent.synonyms, *bent.choices):
            if label not in labels:
                raise _unusable(
                    path,
                    f"様式「{title}」に項目「{label}」はありません",
                    f"the form {title} has no field {label}",
                )
