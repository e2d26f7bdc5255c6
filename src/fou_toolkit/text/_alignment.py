"""Find what stands in both of two versions of a text, letter by letter, and how sure that is.

Not the shortest list of edits, but one that can be trusted:

1. A *witness* is a window of 32 code points in one line that stands exactly once in the old text and once in the new.
   Common replies are shorter than that, or stand more than once; so they witness nothing.
2. The heaviest chain of witnesses that keeps their order is kept; what was moved elsewhere is left out.
3. Each is stretched in both directions as far as the texts are equal; back to whole words at the ends, and to whole
   lines where the changed line holds no witness there (another reply may begin with the same words).

Sorting is the dearest of these steps, so that nothing is quadratic.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from fou_toolkit.text import characters as ch

__all__ = ["Piece", "equal_pieces"]

_DOUBLINGS: Final = 5
WITNESS: Final = 1 << _DOUBLINGS
"""Code points of a witness."""
_FACTOR: Final = np.uint64(0x9E3779B97F4A7C15)
_SHIFT: Final = np.uint64(29)

Ints = npt.NDArray[np.int64]


class Piece(NamedTuple):
    """A stretch that stands in both texts."""

    old: int
    end: int
    new: int

    @property
    def new_end(self) -> int:
        """One past its last code point in the new text."""
        return self.new + self.end - self.old


class _Run(NamedTuple):
    """Witnesses in a row."""

    old: int
    new: int
    size: int


def equal_pieces(old: str, new: str) -> list[Piece]:
    r"""Find the stretches that stand in both texts beyond reasonable doubt, in order.

    Args:
        old: The text before.
        new: The text after.

    >>> equal_pieces("Ja.\nVi lo mye.\nNei.", "Ja.\nVi gikk.\nNei.")
    [Piece(old=0, end=4, new=0), Piece(old=14, end=19, new=12)]
    """
    if old == new:
        return [Piece(0, len(old), 0)] if old else []
    sides = _Sides(_Side.of(old), _Side.of(new))
    pieces = [Piece(0, 0, 0)]
    for run in [*_chain(_runs(sides)), _Run(len(old), len(new), 0)]:
        _add(pieces, run, sides)
    return [piece for piece in pieces if piece.old < piece.end]


@dataclass(frozen=True, eq=False)
class _Side:
    """One of the two texts as columns.

    Args:
        codes: Its code points, shape `(n,)`.
        breaks: Whether a line ends with this code point, shape `(n,)`.
        lines: Where lines begin.
        joined: Shape `(n + 1,)`: a border here would cut a word, an emoji or a letter from its marks.
    """

    codes: npt.NDArray[np.uint32]
    breaks: npt.NDArray[np.bool_]
    lines: Ints
    joined: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, text: str) -> "_Side":
        codes = ch.code_points(text)
        classes = ch.classes_of(codes)
        solid = ch.member(ch.LETTER, ch.UPPER, ch.DIGIT, ch.OTHER, ch.EXTEND)[classes]
        joined = np.zeros(codes.size + 1, np.bool_)
        joined[1:-1] = solid[:-1] & solid[1:]
        joined[:-1] |= classes == ch.EXTEND
        breaks = classes == ch.NEWLINE
        return cls(codes, breaks, np.concatenate([[0], np.flatnonzero(breaks) + 1]), joined)

    def line_start(self, place: int) -> int:
        """Give the beginning of the line that a place is in."""
        return int(self.lines[np.searchsorted(self.lines, place, "right") - 1])

    def line_end(self, place: int) -> int:
        """Give the place of the break that ends the line, or the end of the text."""
        after = int(np.searchsorted(self.lines, place, "right"))
        return int(self.lines[after]) - 1 if after < self.lines.size else self.codes.size


class _Sides(NamedTuple):
    """The two texts."""

    old: _Side
    new: _Side

    def cut(self, old: int, new: int) -> bool:
        """Tell whether a border here would cut a word in one of the texts."""
        return bool(self.old.joined[old] or self.new.joined[new])


def _windows(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint64]:
    """Hash every window of 32 code points, by doubling; what is found with them is compared letter by letter."""
    hashes = codes.astype(np.uint64) + np.uint64(1)
    for step in range(_DOUBLINGS):
        width = 1 << step
        hashes = hashes[:-width] * _FACTOR + hashes[width:]
        hashes ^= hashes >> _SHIFT
    return hashes


def _once(side: _Side) -> tuple[npt.NDArray[np.uint64], Ints]:
    """Give the windows within a line that stand only once, and where."""
    if side.codes.size < WITNESS:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    lines = np.concatenate([[0], np.cumsum(side.breaks)])
    inside = np.flatnonzero(lines[WITNESS:] == lines[:-WITNESS])
    values, first, counts = np.unique(_windows(side.codes)[inside], return_index=True, return_counts=True)
    return values[counts == 1], inside[first[counts == 1]]


def _runs(sides: _Sides) -> list[_Run]:
    """Give the witnesses, neighbours joined, in the order of the old text."""
    values, places = _once(sides.old)
    new_values, new_places = _once(sides.new)
    _, left, right = np.intersect1d(values, new_values, assume_unique=True, return_indices=True)
    order = np.argsort(places[left])
    old, new = places[left][order], new_places[right][order]
    starts = np.flatnonzero((np.diff(old, prepend=-2) != 1) | (np.diff(new, prepend=-2) != 1))
    sizes = np.diff(starts, append=old.size) + WITNESS - 1
    runs = map(_Run, old[starts].tolist(), new[starts].tolist(), sizes.tolist())
    return [run for run in runs if _equal(sides, run)]


def _equal(sides: _Sides, run: _Run) -> bool:
    old = sides.old.codes[run.old : run.old + run.size]
    return np.array_equal(old, sides.new.codes[run.new : run.new + run.size])


def _chain(runs: list[_Run]) -> list[_Run]:
    """Give the heaviest chain whose places rise in both texts (a Fenwick tree of best chains so far)."""
    if all(one.new < other.new for one, other in pairwise(runs)):
        return runs
    ranks = {place: rank for rank, place in enumerate(sorted(run.new for run in runs), start=1)}
    best = [(0, -1)] * (len(runs) + 1)
    before = [-1] * len(runs)
    for number, run in enumerate(runs):
        weight, before[number] = max(best[rank] for rank in _down(ranks[run.new]))
        for rank in _up(ranks[run.new], len(runs)):
            best[rank] = max(best[rank], (weight + run.size, number))
    _, number = max(best[rank] for rank in _down(len(runs)))
    chain = []
    while number >= 0:
        chain.append(runs[number])
        number = before[number]
    return chain[::-1]


def _down(rank: int) -> Iterator[int]:
    yield 0
    while rank > 0:
        yield rank
        rank -= rank & -rank


def _up(rank: int, last: int) -> Iterator[int]:
    while rank <= last:
        yield rank
        rank += rank & -rank


def _add(pieces: list[Piece], run: _Run, sides: _Sides) -> None:
    """Put a run behind the pieces, and stretch it and the piece before it towards each other."""
    last = pieces[-1]
    shift = max(last.end - run.old, last.new_end - run.new, 0)
    if shift and shift >= run.size:
        return
    old, new, end = run.old + shift, run.new + shift, run.old + run.size
    more = _same(sides, last, old, new)
    if last.end + more == old and last.new_end + more == new:
        pieces[-1] = last._replace(end=end)
        return
    pieces[-1] = left = _trimmed_end(last, more, sides)
    pieces.append(_trimmed_start(Piece(old, end, new), _same_back(sides, left, old, new), sides))


def _same(sides: _Sides, last: Piece, old: int, new: int) -> int:
    """Count the code points behind a piece that are equal, up to these places."""
    room = min(old - last.end, new - last.new_end)
    one = sides.old.codes[last.end : last.end + room]
    return _until_other(one, sides.new.codes[last.new_end : last.new_end + room])


def _same_back(sides: _Sides, left: Piece, old: int, new: int) -> int:
    """Count the code points before these places that are equal, down to a piece."""
    room = min(old - left.end, new - left.new_end)
    one = sides.old.codes[old - room : old][::-1]
    return _until_other(one, sides.new.codes[new - room : new][::-1])


def _until_other(one: npt.NDArray[np.uint32], other: npt.NDArray[np.uint32]) -> int:
    unequal = one != other
    return int(unequal.argmax()) if unequal.any() else unequal.size


def _trimmed_end(piece: Piece, more: int, sides: _Sides) -> Piece:
    """Let a piece go on for some code points, but not into a word or reply that was changed."""
    end, new_end = piece.end + more, piece.new_end + more
    whole = end == sides.old.line_end(end) and new_end == sides.new.line_end(new_end)
    line = sides.old.line_start(end)
    if line >= piece.end and not whole:
        return piece._replace(end=line)
    while end > piece.old and sides.cut(end, new_end):
        end, new_end = end - 1, new_end - 1
    return piece._replace(end=end)


def _trimmed_start(piece: Piece, more: int, sides: _Sides) -> Piece:
    """Let a piece begin some code points earlier, but not in a word or reply that was changed."""
    old, new = piece.old - more, piece.new - more
    whole = old == sides.old.line_start(old) and new == sides.new.line_start(new)
    line = sides.old.line_end(old)
    if line <= piece.old and not whole:
        return Piece(line, piece.end, piece.new - piece.old + line)
    while old < piece.end and sides.cut(old, new):
        old, new = old + 1, new + 1
    return Piece(old, piece.end, new)
