"""Which signs can be printed, and what stands for those that cannot.

A PDF carries its letters with it. Those of typst (Libertinus Serif) and of matplotlib (DejaVu Sans) are the same on
all machines, so nothing else is used. What neither of them has (most emoji in colour, rare scripts) is written as its
name in square brackets: a reader sees that something stood there, and no archive gets an empty box.
"""

import io
import unicodedata
from collections.abc import Container
from functools import cache
from pathlib import Path
from typing import Final

from fou_toolkit._optional import require

__all__ = ["EMBEDDED", "font_folder", "known_signs", "printed"]

EMBEDDED: Final = frozenset(
    [
        *range(0x20, 0x7F),
        *range(0xA0, 0x180),
        *range(0x300, 0x332),
        *range(0x391, 0x3A2),
        *range(0x3A3, 0x3CF),
        *range(0x40F, 0x450),
        *range(0x5D0, 0x5EB),
        *range(0x1EA0, 0x1EFA),
        *range(0x2000, 0x2028),
        *range(0x2030, 0x2038),
        *range(0x2039, 0x203F),
        *(0x20AC, 0x2044, 0x202F, 0x2116, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2194, 0x2202, 0x2206, 0x2212),
        *(0x221A, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265),
    ]
)
"""Signs that the letters of typst alone have; less than they really have, but nothing that they lack."""
_SPACES: Final = {"\t": " ", "\x0b": " ", "\x0c": " ", "\x85": " ", "\u2028": "\n", "\u2029": "\n"}
_INVISIBLE: Final = frozenset("\u200b\u200c\u200d\u00ad")
"""Signs that are not seen, but that say how letters are joined and words are broken."""
_NO_LETTERS: Final = frozenset({"Cc", "Cf", "Cs"})
"""Control signs, signs that turn the direction of reading, and halves of signs: nothing one can print."""


@cache
def font_folder() -> str:
    """Give the folder with DejaVu Sans; empty where matplotlib has come without its letters."""
    import matplotlib as mpl  # noqa: PLC0415 - heavy, imported where used

    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    return str(folder) if (folder / "DejaVuSans.ttf").is_file() else ""


@cache
def known_signs() -> frozenset[int]:
    """Give the code points that can be printed, by the letters that are there."""
    folder = font_folder()
    if not folder:
        return EMBEDDED
    library = require("fontTools.ttLib")
    try:
        content = (Path(folder) / "DejaVuSans.ttf").read_bytes()
        font = library.TTFont(io.BytesIO(content), lazy=True)
        return EMBEDDED | frozenset(font.getBestCmap() or {})
    except (library.TTLibError, OSError):
        return EMBEDDED


def printed(text: str, known: Container[int] | None = None) -> str:
    r"""Give a text as it can be printed: composed letters, no control signs, names for what has no letter.

    Args:
        text: Any text.
        known: Code points that can be printed; by default `known_signs`.

    >>> printed("a\u030a \U0001f9d1 \u4e2d\x00", EMBEDDED)
    'å [adult] [U+4E2D]'
    """
    signs = known_signs() if known is None else known
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_sign(sign, signs) for sign in text)


def _sign(sign: str, known: Container[int]) -> str:
    if sign == "\n" or sign in _INVISIBLE:
        return sign
    if sign in _SPACES:
        return _SPACES[sign]
    kind = unicodedata.category(sign)
    # Selectors of a variant of the sign before (emoji in colour) are not seen either.
    if kind in _NO_LETTERS or _is_selector(sign):
        return ""
    if ord(sign) in known and kind != "Co":
        return sign
    name = unicodedata.name(sign, "")
    return f"[{name.lower()}]" if name and kind.startswith("S") else f"[U+{ord(sign):04X}]"


def _is_selector(sign: str) -> bool:
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"
