"""How passages stand to each other: near, overlapping, before, after, inside, around."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.retrieve.stretches import Stretches
from fou_toolkit.analysis.retrieve.tree import Reach
from fou_toolkit.text import Index

__all__ = ["related"]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def related(index: Index, one: Stretches, two: Stretches, how: str, reach: Reach | None, *, same: bool) -> Bools:
    """Tell which of some passages stand so to any of others; nothing reaches into another text.

    Args:
        index: The index of the corpus.
        one: The passages that are asked about.
        two: The others.
        how: One of `keywords.RELATIONS`.
        reach: How far; only where something is near, before or after.
        same: Whether both are the same passages; then none is related to itself.

    Returns:
        Flags of shape `(one,)`.
    """
    if not len(one) or not len(two):
        return np.zeros(len(one), np.bool_)
    if reach is not None:
        return _FAR[how](_Steps.of(index, one, reach), _Steps.of(index, two, reach), reach.number, int(same))
    if how == "overlaps":
        started = np.searchsorted(two.start, one.end, side="left")
        ended = np.searchsorted(np.sort(two.end), one.start, side="right")
        return np.asarray(started - ended > int(same))
    return _inside(one, two, same=same) if how == "inside" else _contains(one, two, same=same)


@dataclass(frozen=True, slots=True, eq=False)
class _Steps:
    """Passages, counted in sentences, turns or words; texts stand far apart.

    Args:
        start: Global position.
        end: One past the last code point.
        low: First sentence, turn or word.
        high: Last.
    """

    start: Ints
    end: Ints
    low: Ints
    high: Ints

    @classmethod
    def of(cls, index: Index, stretches: Stretches, reach: Reach) -> "_Steps":
        if reach.scale == "turn":
            starts, ends = index.turn_start, index.turn_end
        elif reach.scale == "sentence":
            starts, ends = index.sentence_start.astype(np.int64), index.sentence_end.astype(np.int64)
        else:
            starts, ends = index.start.astype(np.int64), index.end.astype(np.int64)
        first = np.searchsorted(ends, stretches.start, side="right")
        last = np.searchsorted(starts, stretches.end, side="left") - 1
        # What lies between two sentences stands beside both. Texts are set farther apart than anything reaches.
        apart = index.source_of(stretches.start) * (reach.number + 2)
        return cls(stretches.start, stretches.end, np.minimum(first, last) + apart, np.maximum(first, last) + apart)


def _near(one: _Steps, two: _Steps, number: int, own: int) -> Bools:
    begun = np.searchsorted(np.sort(two.low), one.high + number, side="right")
    over = np.searchsorted(np.sort(two.high), one.low - number, side="left")
    return np.asarray(begun - over > own)


def _before(one: _Steps, two: _Steps, number: int, _own: int) -> Bools:
    place = np.searchsorted(two.start, one.end, side="left")
    low = np.append(np.minimum.accumulate(two.low[::-1])[::-1], np.iinfo(np.int64).max)
    return np.asarray(low[place] <= one.high + number)


def _after(one: _Steps, two: _Steps, number: int, _own: int) -> Bools:
    order = np.argsort(two.end, kind="stable")
    place = np.searchsorted(two.end[order], one.start, side="right")
    high = np.concatenate(([np.iinfo(np.int64).min], np.maximum.accumulate(two.high[order])))
    return np.asarray(high[place] >= one.low - number)


_FAR: Final[dict[str, Callable[[_Steps, _Steps, int, int], Bools]]] = {
    "near": _near,
    "before": _before,
    "after": _after,
}


def _inside(one: Stretches, two: Stretches, *, same: bool) -> Bools:
    """Tell which lie in another: of those that begin no later, one ends no earlier."""
    if same:
        order = np.lexsort((-one.end, one.start))
        ends = np.concatenate(([-1], np.maximum.accumulate(one.end[order])[:-1]))
        return _back(order, ends >= one.end[order])
    place = np.searchsorted(two.start, one.start, side="right")
    ends = np.concatenate(([-1], np.maximum.accumulate(two.end)))
    return np.asarray(ends[place] >= one.end)


def _contains(one: Stretches, two: Stretches, *, same: bool) -> Bools:
    """Tell which have another in them: of those that begin no earlier, one ends no later."""
    most = np.iinfo(np.int64).max
    if same:
        order = np.lexsort((-one.end, one.start))
        ends = np.append(np.minimum.accumulate(one.end[order][::-1])[::-1][1:], most)
        return _back(order, ends <= one.end[order])
    place = np.searchsorted(two.start, one.start, side="left")
    ends = np.append(np.minimum.accumulate(two.end[::-1])[::-1], most)
    return np.asarray(ends[place] <= one.end)


def _back(order: Ints, flags: Bools) -> Bools:
    """Give flags in the order of what was sorted."""
    found = np.empty(flags.size, np.bool_)
    found[order] = flags
    return found
