"""What is wrong with a query, where, and what to write instead."""

import unicodedata
from typing import Final

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError, UnknownIdError

__all__ = ["missing", "pointed", "wrong"]

_BEFORE: Final = 48
_BEHIND: Final = 24
"""So much of a long query is shown around the place."""


def wrong(query: str, at: int, message: str, hint: str = "") -> DataError:
    """Give the error for a query that cannot be read.

    Args:
        query: The query.
        at: Place of the fault, in code points.
        message: What is wrong.
        hint: What to write instead.
    """
    shown = f"{message}\n{pointed(query, at)}" if query.strip() else message
    return DataError(shown, where=_where(at), hint=hint)


def missing(query: str, at: int, message: str, hint: str = "") -> UnknownIdError:
    """Give the error for a query that names what is not there; see `wrong`."""
    return UnknownIdError(f"{message}\n{pointed(query, at)}", where=_where(at), hint=hint)


def _where(at: int) -> str:
    return t("query, character {position}", position=at + 1)


def pointed(query: str, at: int) -> str:
    r"""Show a query, and a caret under one place.

    >>> print(pointed("M2 F6", 3))
      M2 F6
         ^
    """
    start = max(at - _BEFORE, 0)
    before, behind = query[start:at], query[at : at + _BEHIND]
    front, back = "…" if start else "", "…" if at + _BEHIND < len(query) else ""
    line = "".join(sign if sign.isprintable() else " " for sign in front + before + behind + back)
    column = sum(map(_columns, line[: len(front) + len(before)]))
    return f"  {line.rstrip()}\n  {' ' * column}^"


def _columns(sign: str) -> int:
    """Give the columns that a sign takes on a screen."""
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1
