"""What stands in a cell, and how people read it."""

import math
import re
from typing import Final

from fou_toolkit._i18n import number, t
from fou_toolkit._sheets import printable
from fou_toolkit.analysis.estimate import Estimate

__all__ = ["Cell", "as_cell", "as_exact_cell", "as_text", "is_figure", "localised"]

Cell = str | int | float
"""Text or a number; NaN where a number is undefined. `True` and `False` are numbers, as they are in Python."""

_DASH: Final = "–"
_BREAKS: Final = re.compile("\r\n?")
_DECIMALS: Final = re.compile(r"(?<![\d.,])([+-]?\d+)\.(\d+)(?![\d.])")
_MINUS: Final = re.compile(r"(?<![\w\d])-(?=[\d.∞])")
_INTERVAL: Final = re.compile(r"(\[[^\[\],;]*),([ \xa0]?)")
_PER_CENT: Final = re.compile(r"(?<=\d)%")
_DATE: Final = re.compile(r"\d{4}-\d\d?(-\d\d?)?")
_FIGURE: Final = re.compile(r"(?:[\d\s.,;:%()\[\]<>≤≥=≈+±\-−–—·/∞†*]|(?<=\d )(?:of|av)(?= \d))*")
"""Figures, what stands around them, and the signs for figures that are undefined or not shown."""


def as_cell(value: object) -> Cell:
    """Give a value as people read it: yes and no in words, an estimate with its interval.

    Args:
        value: Anything; what is neither text nor number is written as text.
    """
    if isinstance(value, Estimate):
        return str(value)
    value = _plain(value)
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    return value


def as_exact_cell(value: object) -> Cell:
    """Give a value for those who compute: nothing is rounded or translated."""
    return _plain(value)


def _plain(value: object) -> Cell:
    if isinstance(value, (str, int, float)) and not hasattr(value, "item"):
        return value
    if value is None:
        return ""
    # numpy's numbers, and tables of one of them.
    plain = value.item() if hasattr(value, "item") and getattr(value, "ndim", 0) == 0 else value
    return plain if isinstance(plain, (str, int, float)) else str(plain)


def as_text(cell: Cell, *, digits: int | None, language: str) -> str:
    """Give a cell as it is read on paper.

    Args:
        cell: Text or number.
        digits: Digits behind the comma; `None`: all of them, with a point, as programs write them.
        language: Language of the table.
    """
    if isinstance(cell, str):
        return printable(_BREAKS.sub("\n", cell))
    if isinstance(cell, bool) or (digits is None and not math.isnan(cell)):
        return str(cell)
    return number(cell, 0 if isinstance(cell, int) else digits or 0, language=language)


def is_figure(text: str) -> bool:
    """Tell a figure, or a sign for one that is not there, from words; a date is none.

    >>> [is_figure(text) for text in ("0,67 [0,59; 0,74]", "4 of 8", "·", "M1", "2024-04-17", "")]
    [True, True, True, False, False, True]
    """
    return _FIGURE.fullmatch(text) is not None and _DATE.fullmatch(text) is None


def localised(text: str, language: str) -> str:
    r"""Write a figure that is text already as people write it: `0.67 [0.59, 0.74]` is `0,67 [0,59; 0,74]` in Norwegian.

    Args:
        text: A figure (`is_figure`); anything else is given as it is.
        language: Language of the table.

    >>> localised("-0.67 [-0.7, 0.74]", "nb"), localised("-0.5", "en"), localised("1.2.3", "nb")
    ('−0,67 [−0,7; 0,74]', '−0.5', '1.2.3')
    >>> localised("x-1.5", "nb"), localised("4.1%", "nn"), localised("4.1%", "en")
    ('x-1.5', '4,1\xa0%', '4.1%')
    """
    if not is_figure(text):
        return text
    signed = _MINUS.sub("\N{MINUS SIGN}", text)
    if language == "en":
        return signed
    apart = _INTERVAL.sub(lambda found: f"{found[1]};{found[2] or ' '}", signed)
    return _PER_CENT.sub("\N{NO-BREAK SPACE}%", _DECIMALS.sub(r"\1,\2", apart))
