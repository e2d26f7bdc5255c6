"""How large the letters of a sheet can be, so that it is full and still one page."""

from collections.abc import Iterator
from math import ceil
from typing import Final

from fou_toolkit.appendix.document import Bullets, Document, Paragraph, Quote, plain, walk

__all__ = ["SIZES", "letters_of"]

SIZES: Final = (14.0, 13.5, 13.0, 12.5, 12.0, 11.5, 11.0, 10.5)
"""Points of running text, largest first; smaller letters are not used."""
_ACROSS: Final = 170 / 25.4 * 72
_DOWN: Final = 258 / 25.4 * 72
"""Points between the margins of a page; the foot is not part of it."""
_WIDE: Final = 0.56
"""Width of a letter in the mean, in its size: that of the widest letters a browser may take."""
_LINE: Final = 1.4
"""Height of a line, in its size."""
_TITLE: Final = 1.9
_HEADING: Final = 2.9
"""Height of a heading with the room around it, in the size of running text."""


def letters_of(document: Document) -> float:
    """Give the size of running text in points; headings and quotations are larger by a fixed share.

    Args:
        document: A sheet: texts, lists and quotations only.
    """
    return next((size for size in SIZES if _height(document, size) <= _DOWN), SIZES[-1])


def _height(document: Document, size: float) -> float:
    """Estimate how high a sheet is, in points."""
    title = _lines(document.title, size * _TITLE) * size * _TITLE * 1.2
    subtitle = _lines(document.subtitle, size * 1.1) * size * _LINE * 1.1
    headings = sum(_lines(one.title, size * 1.3) * size * _HEADING for one in document.sections)
    return title + subtitle + size + headings + sum(_blocks(document, size))


def _blocks(document: Document, size: float) -> Iterator[float]:
    for place in walk(document):
        block = place.block
        if isinstance(block, Quote):
            yield (_lines(block.text, size * 1.12, 0.93) * 1.12 * _LINE + _LINE + 1.1) * size
        elif isinstance(block, Bullets):
            yield sum((_lines(plain(item), size, 0.95) * _LINE + 0.35) * size for item in block.items) + size * 0.5
        elif isinstance(block, Paragraph):
            yield (_lines(plain(block.parts), size) * _LINE + 0.6) * size


def _lines(text: str, size: float, part: float = 1.0) -> int:
    """Estimate how many lines a text takes on a part of the page's width."""
    return ceil(len(text) * size * _WIDE / (_ACROSS * part)) if text else 0
