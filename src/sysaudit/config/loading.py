"""Reads sysaudit.toml; what is wrong with it is told with its key and the remedy."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from pydantic import ValidationError

from sysaudit.config.faults import fault_of
from sysaudit.config.settings import Settings
from sysaudit.errors import Misuse
from sysaudit.findings import Text
from sysaudit.forms import BESIDE_FORMS, FORMS
from sysaudit.nearest import meant, meant_path
from sysaudit.system_errors import reason_of

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
        hint, why = meant_path(path), reason_of(error)
        raise Misuse(
            Text(
                f"設定ファイル {path} が読めません（{why.ja}）。{hint.ja}"
                "--config の指定を確かめてください。",
                f"cannot read the settings {path} ({why.en}){hint.en}: check --config",
            )
        ) from error
    except UnicodeDecodeError as error:
        raise _unusable(path, "UTF-8 で保存してください", "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise _unusable(
            path,
            f'TOML の書き方が違います（{_place_in(error)}）。引用符は半角の " で囲み、パスの '
            "\\ は / にしてください",
            f'{error} (quotation marks are ", and \\ in a path is written /)',
        ) from error
    except ValidationError as error:
        faults = [fault_of(each) for each in error.errors()]
        ja, en = "。".join(each.ja for each in faults), "; ".join(each.en for each in faults)
        raise _unusable(path, ja, en) from error
    _refuse_unknown_names(path, settings)
    return settings


def _place_in(error: tomllib.TOMLDecodeError) -> str:
    """Line and column, out of the words of the parser."""
    at = re.search(r"line (\d+), column (\d+)", str(error))
    return f"{at[1]}行目の{at[2]}文字目" if at else "ファイルの終わり"


def _unusable(path: Path, ja: str, en: str) -> Misuse:
    return Misuse(
        Text(
            f"設定ファイル {path} を直してください: {ja}。（キーの一覧は docs/settings.md）",
            f"mend the settings {path}: {en} (docs/settings.md lists the keys)",
        )
    )


def _refuse_unknown_names(path: Path, settings: Settings) -> None:
    """Form titles and labels are keys too: a wrong one would change nothing, silently."""
    titles = {form.title: form for form in (*FORMS, *BESIDE_FORMS)}
    for title, bent in settings.forms.items():
        if title not in titles:
            hint = meant(title, titles)
            raise _unusable(
                path,
                f"様式「{title}」はありません。{hint.ja}様式は {'、'.join(titles)} です",
                f"no form is called {title}{hint.en}: the forms are {', '.join(titles)}",
            )
        labels = {column.label: column for column in titles[title].columns}
        for label in bent.labels.values():
            if label in labels:
                raise _unusable(
                    path,
                    f"様式「{title}」には「{label}」という項目がもうあります。別の名前にしてください",
                    f"the form {title} has a field {label} already: give another label",
                )
        for label in (*bent.labels, *bent.synonyms, *bent.choices):
            if label not in labels:
                hint = meant(label, labels)
                raise _unusable(
                    path,
                    f"様式「{title}」に項目「{label}」はありません。{hint.ja}".removesuffix("。"),
                    f"the form {title} has no field {label}{hint.en}",
                )
