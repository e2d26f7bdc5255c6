"""Names with a number, such as «P07»: «p07», «P-07» and «P 07» are the same name."""

import re
from typing import Final

__all__ = ["has_digit", "numbered_pattern", "spaced"]

_NUMBERED: Final = re.compile(r"([^\W\d_]+)[\s_-]?(\d+)([^\W\d_]?)")
_WORDS: Final = frozenset({"i", "å"})
"""With a blank behind it, this is a word: «i 2 år»."""


def has_digit(name: str) -> bool:
    """Tell whether a name has a digit in it."""
    return any(map(str.isdigit, name))


def numbered_pattern(name: str) -> str:
    """Give an expression for a name with a digit: any letter case; a blank or hyphen before the number is no matter."""
    found = _NUMBERED.fullmatch(name)
    if found is None:
        return rf"(?i:{re.escape(name)})"
    between = "[-_]?" if found[1].casefold() in _WORDS else r"[\s_\-‐‑–]?"
    return rf"(?i:{re.escape(found[1])}{between}{re.escape(found[2] + found[3])})"


def spaced(name: str) -> tuple[str, ...]:
    """Give a name with a number in one word, and with a blank before the number; nothing for other names."""
    found = _NUMBERED.fullmatch(name)
    if found is None:
        return ()
    ways = (found[1] + found[2] + found[3], f"{found[1]} {found[2]}{found[3]}")
    return ways[:1] if found[1].casefold() in _WORDS else ways
