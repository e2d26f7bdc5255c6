"""How wide the columns of a table are on paper, and whether the paper has to be turned."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fou_toolkit.tables.table import Table

__all__ = ["Column", "Layout", "layout_of"]

_UPRIGHT: Final = 96
"""Letters in a line of a table on an A4 page."""
_ACROSS: Final = 148
"""The same on a page in landscape."""
_COMFORTABLE: Final = 44
"""Letters in a line of a cell; longer texts get more lines."""
_NARROW: Final = 14
"""Columns of so many letters keep their width where there is little room."""
_LONG_WORD: Final = 22
"""Letters of a word that has to stand on one line."""
_GAP: Final = 3
_LEAST: Final = 3


@dataclass(frozen=True, slots=True)
class Column:
    """One column on paper.

    Args:
        numeric: Whether figures stand in it, to the right.
        letters: How wide it is, in letters.
        share: How much of the width between the margins it takes.
        wraps: Whether its texts have several lines.
    """

    numeric: bool
    letters: int
    share: float
    wraps: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """All columns on paper.

    Args:
        columns: One per column that is shown.
        wide: Whether the table needs a page in landscape.
    """

    columns: tuple[Column, ...]
    wide: bool


@dataclass(frozen=True, slots=True)
class _Needs:
    """What a column would like: letters of its longest line and word, and whether it is text with lines."""

    numeric: bool
    line: int
    word: int
    broken: bool

    @property
    def wanted(self) -> int:
        return max(_LEAST, self.word, self.line if self.numeric else min(self.line, _COMFORTABLE))

    def wraps(self, *, crowded: bool) -> bool:
        if self.numeric:
            return False
        return self.broken or self.line > _COMFORTABLE or (crowded and self.wanted > _NARROW)


def layout_of(table: "Table") -> Layout:
    """Work out how a table fits on A4.

    Columns of figures and of short words keep their width; the others share what is left.
    """
    needs = [_needs(table, place) for place in table.shown]
    total = sum(need.wanted + _GAP for need in needs)
    wide = total > _UPRIGHT
    room = _ACROSS if wide else _UPRIGHT
    wraps = [need.wraps(crowded=total > room) for need in needs]
    left = room - sum(need.wanted + _GAP for need, wrap in zip(needs, wraps, strict=True) if not wrap)
    parts = sum(need.wanted for need, wrap in zip(needs, wraps, strict=True) if wrap)
    columns = []
    for need, wrap in zip(needs, wraps, strict=True):
        letters = need.wanted
        if wrap:
            fair = int(left * letters / parts) - _GAP
            letters = max(min(fair, need.line), min(need.word, _LONG_WORD), _LEAST)
        columns.append(Column(need.numeric, letters, (letters + _GAP) / room, wrap))
    return Layout(tuple(columns), wide)


def _needs(table: "Table", place: int) -> _Needs:
    texts = [row[place] for row in table.texts]
    words = [len(word) for word in table.headings[place].split()]
    if not table.numeric[place]:
        words += [len(word) for text in texts for word in text.split()]
    line = max((len(line) for text in texts for line in text.split("\n")), default=0)
    return _Needs(
        numeric=table.numeric[place],
        line=line,
        word=min(max(words, default=0), _COMFORTABLE),
        broken=any("\n" in text for text in texts),
    )
