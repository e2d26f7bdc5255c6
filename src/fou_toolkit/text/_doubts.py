"""What stands beside a change and could just as well be what was deleted or put in.

After "Ja.", "Ja.", "Ja." has become "Ja.", "Ja.", nobody can tell which one is gone. In doubt are

- what stands at the edge of a change and once more in the changed piece,
- lines that are said more than once and stand beside a change,
- lines near a change that say what a changed line says.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from fou_toolkit.text._alignment import Piece

__all__ = ["doubts"]

_NEAR: Final = 10
"""So many lines on either side of a change are compared with the changed ones."""
_REPLY: Final = 200
"""Longest line, in code points, that is looked at as a reply that may be said again."""


class _Gap(NamedTuple):
    """What lies between two pieces: gone from the old text, come into the new."""

    old: int
    end: int
    new: int
    new_end: int


def doubts(old: str, new: str, pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    r"""Give the stretches of the old text, within the pieces, that could just as well be what was deleted or put in.

    Args:
        old: The text before.
        new: The text after.
        pieces: What stands in both, in order.

    >>> from fou_toolkit.text._alignment import equal_pieces
    >>> text, after = "Ja.\nJa.\nNei.", "Ja.\nNei."
    >>> doubts(text, after, equal_pieces(text, after))
    [(0, 4)]
    """
    repeated = {line for text in (old, new) for line, count in Counter(_stripped(text)).items() if count > 1}
    ends = [Piece(0, 0, 0), *pieces, Piece(len(old), len(old), len(new))]
    found: list[tuple[int, int]] = []
    for left, right in pairwise(ends):
        gap = _Gap(left.end, right.old, left.new_end, right.new)
        if gap.old < gap.end or gap.new < gap.new_end:
            found.append((gap.old - _tail(old, new, left, gap), gap.old))
            found.append((gap.end, gap.end + _head(old, new, right, gap)))
            changed = {*_changed_lines(old, gap.old, gap.end), *_changed_lines(new, gap.new, gap.new_end)}
            found.extend(_said_again(_lines_up(old, left.old, gap.old), old, changed, repeated))
            found.extend(_said_again(_lines_down(old, gap.end, right.end), old, changed, repeated))
    return _within(_merged(found), pieces)


def _tail(old: str, new: str, left: Piece, gap: _Gap) -> int:
    """Count the code points before a change that stand in it once more."""

    def again(size: int) -> bool:
        what = old[gap.old - size : gap.old]
        return old.find(what, gap.old - size + 1, gap.end) >= 0 or new.find(what, gap.new - size + 1, gap.new_end) >= 0

    return _longest(again, left.end - left.old)


def _head(old: str, new: str, right: Piece, gap: _Gap) -> int:
    """Count the code points behind a change that stand in it once more."""

    def again(size: int) -> bool:
        what = old[gap.end : gap.end + size]
        return old.find(what, gap.old, gap.end + size - 1) >= 0 or new.find(what, gap.new, gap.new_end + size - 1) >= 0

    return _longest(again, right.end - right.old)


def _longest(again: Callable[[int], bool], most: int) -> int:
    """Give the largest size that passes, if every smaller one passes too; few tries when it is small."""
    reach = 1
    while reach <= most and again(reach):
        reach *= 2
    low, high = reach // 2, min(reach, most + 1)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if again(middle) else (low, middle)
    return low


def _said_again(
    lines: Iterable[tuple[int, int]], text: str, changed: set[str], repeated: set[str]
) -> Iterator[tuple[int, int]]:
    """Give the lines, walking away from a change, that could be taken for others.

    Args:
        lines: The lines, the nearest first.
        text: The old text.
        changed: What the changed lines say.
        repeated: What is said more than once.
    """
    beside = True
    for number, (start, end) in enumerate(lines):
        line = text[start:end].strip()
        beside = beside and (not line or line in repeated)
        if beside or line in changed:
            yield start, end
        elif number >= _NEAR:
            return


def _lines_up(text: str, first: int, place: int) -> Iterator[tuple[int, int]]:
    """Give the lines above a place with their breaks, upwards to the first place."""
    while place > first:
        start = text.rfind("\n", first, place - 1) + 1 or first
        yield start, place
        place = start


def _lines_down(text: str, place: int, last: int) -> Iterator[tuple[int, int]]:
    """Give the lines below a place with their breaks, down to the last place."""
    while place < last:
        end = text.find("\n", place, last) + 1 or last
        yield place, end
        place = end


def _changed_lines(text: str, start: int, end: int) -> Iterator[str]:
    """Give the short lines that a stretch changes, whole; a line break at its edge changes no further line."""
    if start == end and (start == 0 or text[start - 1] == "\n"):
        return
    start += text.startswith("\n", start, end)
    end -= text.endswith("\n", start, end)
    first = text.rfind("\n", max(0, start - _REPLY), start) + 1 or max(0, start - _REPLY)
    last = text.find("\n", end, end + _REPLY)
    stretch = text[first : last if last >= 0 else end + _REPLY]
    yield from (line for line in _stripped(stretch) if len(line) < _REPLY)


def _stripped(text: str) -> Iterator[str]:
    """Give the lines that say something."""
    return filter(None, map(str.strip, text.split("\n")))


def _merged(stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join what overlaps or touches."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(one for one in stretches if one[0] < one[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _within(stretches: Sequence[tuple[int, int]], pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Cut stretches down to the pieces; both are in order."""
    ends = [piece.end for piece in pieces]
    found = []
    for start, end in stretches:
        for piece in pieces[bisect_left(ends, start + 1) :]:
            if piece.old >= end:
                break
            found.append((max(start, piece.old), min(end, piece.end)))
    return found
