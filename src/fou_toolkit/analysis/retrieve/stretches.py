"""Passages as columns of numbers, and how they meet units of text."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.units import Units

__all__ = ["Stretches", "merged", "outside", "runs", "touched", "within_units"]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """Passages, sorted by place.

    Args:
        start: Global position of each, shape `(k,)`.
        end: One past its last code point.
        turn: Number of the turn it begins in.
    """

    start: Ints
    end: Ints
    turn: Ints

    @classmethod
    def none(cls) -> "Stretches":
        """Give no passages."""
        empty = np.zeros(0, np.int64)
        return cls(empty, empty, empty)

    def __len__(self) -> int:
        """Give the number of passages."""
        return int(self.start.size)

    def where(self, kept: Bools) -> "Stretches":
        """Keep some."""
        return Stretches(self.start[kept], self.end[kept], self.turn[kept])

    def __add__(self, other: "Stretches") -> "Stretches":
        """Give those of both; what overlaps in one turn becomes one."""
        columns = zip((self.start, self.end, self.turn), (other.start, other.end, other.turn), strict=True)
        return merged(*(np.concatenate(pair) for pair in columns))


def merged(start: Ints, end: Ints, turn: Ints) -> Stretches:
    """Join what overlaps and begins in one turn; what only touches stays apart.

    Args:
        start: Global positions, in any order, shape `(k,)`.
        end: One past the last code point; greater than `start`.
        turn: Number of the turn in which each begins.
    """
    if not start.size:
        return Stretches.none()
    order = np.lexsort((end, start))
    start, end, turn = start[order], end[order], turn[order]
    # How far what begins in one turn has reached: turns are set so far apart that none reaches into the next.
    apart = turn * (int(end.max()) + 1)
    reach = np.maximum.accumulate(end + apart) - apart
    first = np.ones(start.size, np.bool_)
    first[1:] = (turn[1:] != turn[:-1]) | (start[1:] >= reach[:-1])
    last = np.append(np.flatnonzero(first)[1:] - 1, start.size - 1)
    return Stretches(start[first], reach[last], turn[first])


def _bounds(stretches: Stretches, units: Units) -> tuple[Ints, Ints]:
    """Give the first unit that each stretch touches, and one past the last."""
    first = np.searchsorted(units.end, stretches.start, side="right")
    stop = np.searchsorted(units.start, stretches.end, side="left")
    return first.astype(np.int64), np.maximum(stop, first).astype(np.int64)


def touched(stretches: Stretches, units: Units) -> Bools:
    """Tell which units share a code point with any stretch, shape `(units,)`."""
    first, stop = _bounds(stretches, units)
    change = np.zeros(len(units) + 1, np.int64)
    np.add.at(change, first, 1)
    np.add.at(change, stop, -1)
    return np.asarray(np.cumsum(change[:-1]) > 0)


def runs(mask: Bools, units: Units, turn: Ints) -> Stretches:
    """Give units as passages; units of one turn that follow each other are one passage.

    Args:
        mask: Which units, shape `(units,)`.
        units: The units.
        turn: Turn in which each unit begins.
    """
    chosen = np.flatnonzero(mask)
    if not chosen.size:
        return Stretches.none()
    new = np.ones(chosen.size, np.bool_)
    new[1:] = (chosen[1:] != chosen[:-1] + 1) | (turn[chosen[1:]] != turn[chosen[:-1]])
    first, last = chosen[new], chosen[np.append(np.flatnonzero(new)[1:] - 1, chosen.size - 1)]
    return Stretches(units.start[first].astype(np.int64), units.end[last].astype(np.int64), turn[first])


def within_units(stretches: Stretches, mask: Bools, units: Units, turn: Ints) -> Stretches:
    """Keep of passages what lies in some units: those that lie in such units only, whole, and parts of others.

    Args:
        stretches: The passages; those that touch no unit at all are left out.
        mask: Which units, shape `(units,)`.
        units: The units.
        turn: Turn in which each unit begins.
    """
    first, stop = _bounds(stretches, units)
    before = np.concatenate(([0], np.cumsum(mask)))
    fitting = before[stop] - before[first]
    whole = (fitting > 0) & (fitting == stop - first)
    parts = stretches.where((fitting > 0) & ~whole)
    kept = stretches.where(whole)
    pieces = _cut(parts, runs(mask, units, turn))
    return _sorted(*(np.concatenate(pair) for pair in zip(_columns(kept), _columns(pieces), strict=True)))


def outside(stretches: Stretches, mask: Bools, units: Units, turn: Ints) -> Stretches:
    """Give, beside some passages, those units as passages that none of them touches."""
    rest = runs(mask & ~touched(stretches, units), units, turn)
    return _sorted(*(np.concatenate(pair) for pair in zip(_columns(stretches), _columns(rest), strict=True)))


def _cut(stretches: Stretches, places: Stretches) -> Stretches:
    """Give what passages and places share; places do not overlap."""
    first = np.searchsorted(places.end, stretches.start, side="right")
    count = np.searchsorted(places.start, stretches.end, side="left") - first
    place = np.repeat(first, count) + np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    start = np.maximum(np.repeat(stretches.start, count), places.start[place])
    end = np.minimum(np.repeat(stretches.end, count), places.end[place])
    return Stretches(start, end, places.turn[place])


def _columns(stretches: Stretches) -> tuple[Ints, Ints, Ints]:
    return stretches.start, stretches.end, stretches.turn


def _sorted(start: Ints, end: Ints, turn: Ints) -> Stretches:
    order = np.lexsort((end, start))
    return Stretches(start[order], end[order], turn[order])
