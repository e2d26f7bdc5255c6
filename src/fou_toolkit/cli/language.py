"""Which language the command line speaks: `--lang`, then `fou.toml`, then `FOU_LANG`, the locale, bokmål."""

import gettext
import os
from pathlib import Path

from fou_toolkit._i18n import LANGUAGES, LOCALE_FOLDER, current_language, set_language
from fou_toolkit.errors import SettingsError

__all__ = ["choose_language"]

_OPTION = "--lang"


def choose_language(arguments: list[str]) -> list[str]:
    """Set the language and give the arguments without `--lang`, which may stand anywhere.

    A value that is no language is put in front, where the command line complains about it.

    >>> choose_language(["read", "--lang", "nn", "texts"])
    ['read', 'texts']
    >>> set_language(None)
    """
    rest, chosen = _split(arguments)
    set_language(chosen or _of_settings(rest))
    # Typer translates its own words through the process-wide gettext; these stand in our catalogues, too.
    os.environ["LANGUAGE"] = current_language()
    gettext.bindtextdomain("messages", str(LOCALE_FOLDER))
    gettext.textdomain("messages")
    return rest


def _split(arguments: list[str]) -> tuple[list[str], str | None]:
    rest: list[str] = []
    wrong: list[str] = []
    chosen = None
    left = iter(arguments)
    for argument in left:
        name, sign, value = argument.partition("=")
        if name != _OPTION:
            rest.append(argument)
            continue
        if not sign:
            value = next(left, "")
        if value in LANGUAGES:
            chosen = value
        else:
            wrong = [f"{_OPTION}={value}"]
    return wrong + rest, chosen


def _of_settings(arguments: list[str]) -> str | None:
    """Look for a `fou.toml` in the folders that are named, then in the current one."""
    for folder in (*(name for name in arguments if not name.startswith("-")), "."):
        if _has_settings(folder):
            from fou_toolkit.workspace.settings import read_settings  # noqa: PLC0415 - only if there is one

            try:
                return read_settings(folder).language or None
            except SettingsError:
                # The command itself says what is wrong with the file.
                return None
    return None


def _has_settings(folder: str) -> bool:
    try:
        return (Path(folder) / "fou.toml").is_file()
    except (OSError, ValueError):
        # Not everything that is named is a folder: a title can be longer than any path.
        return False
