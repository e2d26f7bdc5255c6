"""What people read, in nb, nn and en.

`t("Cannot read {path}", path=p)` looks the English text up in the catalogue of the current language and fills in
the named places; `tn` does the same for singular and plural; a `Message` is translated when it is shown, not when it
is made. The catalogues are `locale/<language>/LC_MESSAGES/messages.po`; `make messages` brings them up to date.

The language is, in this order: what was set by hand (`--lang`, `set_language`), `fou.toml` (the command line passes
it on), `FOU_LANG`, the locale, bokmål.
"""

import gettext
import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["LANGUAGES", "Message", "current_language", "mark", "number", "set_language", "speaking", "t", "tn"]

LANGUAGES = ("nb", "nn", "en")
LOCALE_FOLDER = Path(__file__).parent / "locale"

_GROUPED_FROM = 10_000
"""Smaller numbers are written without a sign between thousands; a year stays a year."""

_chosen: ContextVar[str | None] = ContextVar("fou_language", default=None)


def _from_locale(name: str) -> str | None:
    """Read a language out of a locale name.

    >>> _from_locale("nn_NO.UTF-8"), _from_locale("no_NO"), _from_locale("en_GB"), _from_locale("C")
    ('nn', 'nb', 'en', None)
    """
    code = name.lower().replace("-", "_").split(".")[0].split("_")[0]
    code = {"no": "nb"}.get(code, code)
    return code if code in LANGUAGES else None


def current_language() -> str:
    """Give the language that people are addressed in: `nb`, `nn` or `en`."""
    chosen = _chosen.get()
    if chosen:
        return chosen
    for variable in ("FOU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        found = _from_locale(os.environ.get(variable, ""))
        if found:
            return found
    return "nb"


def set_language(language: str | None) -> None:
    """Address people in `nb`, `nn` or `en` from now on; `None` goes back to the environment.

    Args:
        language: A language code; region and case do not matter (`nb_NO`).

    Raises:
        ValueError: The language has no catalogue.

    >>> set_language("nn"); t("Language"); set_language(None)
    'Språk'
    """
    code = _from_locale(language) if language else None
    if language and code is None:
        raise ValueError(t("There is no catalogue for «{language}». Choose nb, nn or en.", language=language))
    _chosen.set(code)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Address people in a language for as long as a block lasts; empty changes nothing.

    Args:
        language: As for `set_language`.

    Raises:
        ValueError: The language has no catalogue.

    >>> with speaking("nn"):
    ...     current_language()
    'nn'
    """
    before = _chosen.get()
    if language:
        set_language(language)
    try:
        yield
    finally:
        _chosen.set(before)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("messages", LOCALE_FOLDER, languages=[language], fallback=True)


def t(message: str, /, **values: object) -> str:
    """Translate a message and fill in its named places."""
    text = _catalogue(current_language()).gettext(message)
    return text.format(**values) if values else text


def tn(singular: str, plural: str, count: int, /, **values: object) -> str:
    """Translate a message with a count, which fills `{n}`."""
    return _catalogue(current_language()).ngettext(singular, plural, count).format(n=count, **values)


def mark(message: str) -> str:
    """Mark a message for the catalogues; it is translated later, with `t`."""
    return message


def number(value: float, digits: int = 2, *, language: str | None = None) -> str:
    """Write a number as people write it: decimal comma in Norwegian, a true minus sign, a dash for what is undefined.

    Args:
        value: Any number.
        digits: Digits behind the comma.
        language: `nb`, `nn` or `en`; by default the current one.

    >>> number(0.666, language="nb"), number(-0.5, 1, language="en"), number(-0.001, language="nn")
    ('0,67', '−0.5', '0,00')
    >>> number(2024, 0), number(math.nan)
    ('2024', '–')
    """
    if math.isnan(value):
        return "–"
    rounded = value if isinstance(value, int) else round(value, digits)
    sign = "\N{MINUS SIGN}" if rounded < 0 else ""
    if math.isinf(rounded):
        return f"{sign}∞"
    size = abs(rounded)
    shown = f"{size:,.{digits}f}" if size >= _GROUPED_FROM else f"{size:.{digits}f}"
    if (language or current_language()) != "en":
        shown = shown.translate({ord(","): "\N{NO-BREAK SPACE}", ord("."): ","})
    return sign + shown


@dataclass(frozen=True)
class Message:
    """A message that is translated when it is shown.

    >>> str(Message("Language"))
    'Språk'
    """

    text: str
    values: tuple[tuple[str, object], ...] = ()

    @classmethod
    def of(cls, text: str, /, **values: object) -> "Message":
        """Make a message with its values."""
        return cls(text, tuple(values.items()))

    def __str__(self) -> str:
        """Show the message in the current language."""
        return t(self.text, **dict(self.values))
