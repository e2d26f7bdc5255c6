"""`fou.toml`: what a project decides once.

title = "Likeverdig partnerskap"
orientation = "codebook"        # reflexive, codebook or reliability
language = "nb"                 # nb, nn or en: what people read
codebook = "codebooks/partnerskap.yaml"
smallest_group = 5              # people that a number in a table must come from
retention = 2030-06-30          # when the material has to be deleted or made anonymous
snapshots = 5                   # so many snapshots are kept
project = "0123456789abcdef0123"  # id of the project; made by `fou new`, not to be changed

[marks]                         # what is not speech; see docs/howto/bring-in-texts.md
fillers = {add = ["liksom"], remove = []}
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from fou_toolkit._files import reason_of
from fou_toolkit._i18n import LANGUAGES, t
from fou_toolkit.errors import DataError, SettingsError
from fou_toolkit.model import ORIENTATIONS, SMALLEST_GROUP, check_group
from fou_toolkit.text import DEFAULT_MARKS, MarkTable

__all__ = ["ORIENTATIONS", "SETTINGS_FILE", "Settings", "read_settings"]

SETTINGS_FILE: Final = "fou.toml"
_KEYS: Final = frozenset(
    {"title", "orientation", "language", "codebook", "marks", "smallest_group", "retention", "snapshots", "project"}
)
_SNAPSHOTS: Final = 5
_PROJECT: Final = re.compile(r"[0-9a-f]{20}")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a project.

    Args:
        title: Title of the project.
        orientation: `reflexive`, `codebook` or `reliability`.
        language: `nb`, `nn` or `en`; empty where the project does not say.
        codebook: Path of the codebook, relative to the project folder.
        marks: What is not speech.
        smallest_group: People that a number in a table must come from.
        retention: When the material has to be deleted or made anonymous; `None` where nobody said.
        snapshots: So many snapshots are kept.
        project: Id of the project; empty for a folder of texts.
    """

    title: str = ""
    orientation: str = "codebook"
    language: str = ""
    codebook: str = ""
    marks: MarkTable = DEFAULT_MARKS
    smallest_group: int = SMALLEST_GROUP
    retention: date | None = None
    snapshots: int = _SNAPSHOTS
    project: str = ""


def read_settings(folder: str | Path) -> Settings:
    """Read the settings of a project folder; without a `fou.toml`, the usual ones.

    Raises:
        SettingsError: The file is no TOML, or a value is not possible.
    """
    path = Path(folder) / SETTINGS_FILE
    if not path.is_file():
        return Settings()
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(t("This is no TOML: {reason}", reason=error), where=str(path)) from error
    except OSError as error:
        message = t("The file cannot be opened: {reason}.", reason=reason_of(error))
        raise SettingsError(message, where=str(path)) from error
    unknown = sorted(set(content) - _KEYS)
    if unknown:
        hint = t("Possible are: {names}", names=", ".join(sorted(_KEYS)))
        raise SettingsError(t("Unknown setting: {names}", names=", ".join(unknown)), where=str(path), hint=hint)
    return Settings(
        title=_text(content, "title", path),
        orientation=_text(content, "orientation", path, ORIENTATIONS) or "codebook",
        language=_text(content, "language", path, LANGUAGES),
        codebook=_text(content, "codebook", path),
        marks=_marks(content, path),
        smallest_group=_group(content, path),
        retention=_date(content, path),
        snapshots=_count(content, path),
        project=_project(content, path),
    )


def _date(content: Mapping[str, Any], path: Path) -> date | None:
    value = content.get("retention")
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    hint = t("Write a date without quotes: {example}", example="retention = 2030-06-30")
    raise SettingsError(_impossible("retention", value), where=str(path), hint=hint)


def _count(content: Mapping[str, Any], path: Path) -> int:
    value = content.get("snapshots", _SNAPSHOTS)
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        hint = t("Give a whole number from 1.")
        raise SettingsError(_impossible("snapshots", value), where=str(path), hint=hint)
    return value


def _project(content: Mapping[str, Any], path: Path) -> str:
    value = content.get("project", "")
    if value and not (isinstance(value, str) and _PROJECT.fullmatch(value)):
        hint = t("It was made by fou new; fetch the old file from a copy, or take the line away and open a snapshot.")
        raise SettingsError(_impossible("project", value), where=str(path), hint=hint)
    return str(value)


def _impossible(key: str, value: object) -> str:
    return t("«{value}» is not possible for {key}.", value=value, key=key)


def _group(content: Mapping[str, Any], path: Path) -> int:
    number = content.get("smallest_group", SMALLEST_GROUP)
    try:
        check_group(number)
    except DataError as error:
        raise SettingsError(error.message, where=str(path), hint=error.hint) from error
    return int(number)


def _marks(content: Mapping[str, Any], path: Path) -> MarkTable:
    if "marks" not in content:
        return DEFAULT_MARKS
    try:
        return MarkTable.from_settings(content["marks"])
    except SettingsError as error:
        where = f"{path}, {error.where}" if error.where else str(path)
        raise SettingsError(error.message, where=where, hint=error.hint) from error


def _text(content: Mapping[str, object], key: str, path: Path, allowed: tuple[str, ...] = ()) -> str:
    value = content.get(key, "")
    if not isinstance(value, str) or (value and allowed and value not in allowed):
        hint = t("Possible are: {names}", names=", ".join(allowed)) if allowed else t("Write a text in quotes.")
        message = t("«{value}» is not possible for {key}.", value=value, key=key)
        raise SettingsError(message, where=str(path), hint=hint)
    return value
