"""What a code point is for us: part of a word, a full stop, a line break ...

The classes are looked up in one table for whole blocks of text at a time; code points above the Basic Multilingual
Plane are rare and looked up one by one.
"""

import unicodedata
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = [
    "APOSTROPHE",
    "BREAK",
    "COMMA",
    "DIGIT",
    "DOT",
    "ELLIPSIS",
    "EXTEND",
    "HYPHEN",
    "LETTER",
    "NEWLINE",
    "OTHER",
    "PAREN",
    "QUOTE",
    "SPACE",
    "TERMINATOR",
    "UPPER",
    "classes_of",
    "code_points",
    "member",
]

OTHER: Final = 0
"""Emoji, currency signs, `#` and whatever has no class of its own."""
SPACE: Final = 1
NEWLINE: Final = 2
LETTER: Final = 3
UPPER: Final = 4
DIGIT: Final = 5
EXTEND: Final = 6
"""Combining marks and joiners: they belong to what stands before them."""
HYPHEN: Final = 7
APOSTROPHE: Final = 8
DOT: Final = 9
TERMINATOR: Final = 10
"""`!`, `?`"""
COMMA: Final = 11
"""`,` and `:`; inside of numbers they join."""
BREAK: Final = 12
"""`;`, dashes, `/`"""
PAREN: Final = 13
QUOTE: Final = 14
ELLIPSIS: Final = 15
"""`…`: a hesitation, or an end"""

_LAST_BMP = 0xFFFF
_SPECIAL = {
    **dict.fromkeys("-‐‑", HYPHEN),
    **dict.fromkeys("'’ʼ", APOSTROPHE),
    ".": DOT,
    **dict.fromkeys("!?", TERMINATOR),
    "…": ELLIPSIS,
    **dict.fromkeys(",:", COMMA),
    **dict.fromkeys(";–—―/", BREAK),
    **dict.fromkeys("()[]{}", PAREN),
    **dict.fromkeys('"«»“”„‹›‘‚', QUOTE),
    **dict.fromkeys("\n\v\f\x85\u2028\u2029", NEWLINE),
    **dict.fromkeys("\t\r\x1c\x1d\x1e\x1f\u200b", SPACE),
    "\u200c": EXTEND,
    "\u200d": EXTEND,
}
_BY_CATEGORY = {"Lu": UPPER, "Lt": UPPER, "Nd": DIGIT, "Nl": DIGIT, "No": DIGIT, "Zs": SPACE}


def _class_of(code: int) -> int:
    character = chr(code)
    if character in _SPECIAL:
        return _SPECIAL[character]
    category = unicodedata.category(character)
    if category in _BY_CATEGORY:
        return _BY_CATEGORY[category]
    return {"L": LETTER, "M": EXTEND}.get(category[0], OTHER)


@cache
def _table() -> npt.NDArray[np.uint8]:
    table = np.fromiter(map(_class_of, range(_LAST_BMP + 1)), np.uint8, _LAST_BMP + 1)
    table.setflags(write=False)
    return table


def code_points(text: str) -> npt.NDArray[np.uint32]:
    """Give the code points of a text, shape `(len(text),)`.

    >>> code_points("å😀").tolist()
    [229, 128512]
    """
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def classes_of(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint8]:
    """Give the class of every code point.

    Args:
        codes: Code points, shape `(n,)`.

    >>> classes_of(code_points("Å 3.")).tolist() == [UPPER, SPACE, DIGIT, DOT]
    True
    """
    classes = np.take(_table(), codes, mode="clip")
    if codes.size and codes.max() > _LAST_BMP:
        astral = np.flatnonzero(codes > _LAST_BMP)
        unique, inverse = np.unique(codes[astral], return_inverse=True)
        classes[astral] = np.fromiter(map(_class_of, unique.tolist()), np.uint8, unique.size)[inverse]
    return classes


@cache
def member(*classes: int) -> npt.NDArray[np.bool_]:
    """Give a table that tells for each class whether it is one of these.

    >>> member(LETTER, UPPER)[classes_of(code_points("a."))].tolist()
    [True, False]
    """
    table = np.zeros(16, np.bool_)
    table[list(classes)] = True
    table.setflags(write=False)
    return table
