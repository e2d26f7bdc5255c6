"""The hit algebra: every cue evaluates to sorted intervals of words.

A hit `(first, last)` names the first and the last word of a find, both inclusive, as numbers in the index. `Hits` are
sorted by both and hold no pair twice. Nothing crosses a sentence. Operations work on whole arrays; their cost depends
on the number of hits, not on the length of the text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit.text import Index, sorted_unique

__all__ = ["Hits", "Slot", "minus", "near", "sequence", "types", "union", "where"]

_DIRECTLY: Final = (0, 0)
_FAR_RARER: Final = 16

Ids = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Intervals of words.

    Args:
        first: First word of each hit, shape `(k,)`.
        last: Last word of each hit, inclusive.
    """

    first: Ids
    last: Ids

    def __len__(self) -> int:
        """Give the number of hits."""
        return int(self.first.size)

    def pairs(self) -> list[tuple[int, int]]:
        """Give the hits as pairs of Python numbers."""
        return list(zip(self.first.tolist(), self.last.tolist(), strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """One place in a phrase.

    Args:
        types: Types that may stand there; sorted.
        before: Fewest and most words between this place and the one in front; not used for the first.
    """

    types: Ids
    before: tuple[int, int] = (0, 0)


def _sorted(first: Ids, last: Ids) -> Hits:
    key = sorted_unique((first.astype(np.int64) << 32) | last.astype(np.int64))
    return Hits((key >> 32).astype(np.int32), (key & 0xFFFFFFFF).astype(np.int32))


def types(index: Index, ids: Ids) -> Hits:
    """Give every word of these types."""
    words = index.words_of(ids)
    return Hits(words, words)


def sequence(index: Index, slots: Sequence[Slot]) -> Hits:
    """Give every place where words of the slots stand after each other.

    The rarest slot is looked up; from there the neighbours are tested, so frequent words cost nothing. Where two slots
    follow each other directly, one pass over the followers of the first finds both, unless the second is far rarer.

    Args:
        index: The index.
        slots: At least one.
    """
    counts = [int(index.vocabulary.counts[slot.types].sum()) for slot in slots]
    anchor = counts.index(min(counts))
    if anchor and slots[anchor].before == _DIRECTLY and counts[anchor - 1] <= _FAR_RARER * counts[anchor]:
        anchor -= 1
    reached = anchor
    if anchor + 1 < len(slots) and slots[anchor + 1].before == _DIRECTLY:
        reached = anchor + 1
        first = index.words_before(slots[anchor].types, slots[reached].types)
        last = first + np.int32(1)
    else:
        first = last = index.words_of(slots[anchor].types)
    for number in range(anchor - 1, -1, -1):
        first, last = _grow(index, first, last, slots[number].types, slots[number + 1].before, step=-1)
    for number in range(reached + 1, len(slots)):
        last, first = _grow(index, last, first, slots[number].types, slots[number].before, step=1)
    # Where all distances are fixed, each anchor gives at most one hit, in the order of the anchors.
    fixed = all(slot.before[0] == slot.before[1] for slot in slots[1:])
    return Hits(first, last) if fixed else _sorted(first, last)


def _grow(index: Index, edge: Ids, other: Ids, wanted: Ids, gap: tuple[int, int], *, step: int) -> tuple[Ids, Ids]:
    """Move one edge of the hits on to words of the wanted types, within the sentence."""
    # One type is compared, several are looked up.
    member = None if wanted.size == 1 else _member(index, wanted)
    edges, others = [], []
    for skipped in range(gap[0], gap[1] + 1):
        place = edge + np.int32(step * (1 + skipped))
        # Few are found: whether they lie inside of the text and the sentence is asked of these only.
        types_there = index.type.take(place, mode="clip")
        found = np.flatnonzero(types_there == wanted[0] if member is None else member[types_there])
        place, kept = place[found], other[found]
        same = (place >= 0) & (place < len(index))
        same &= index.sentence.take(place, mode="clip") == index.sentence[kept]
        edges.append(place[same])
        others.append(kept[same])
    return (edges[0], others[0]) if len(edges) == 1 else (np.concatenate(edges), np.concatenate(others))


def _member(index: Index, ids: Ids) -> Bools:
    member = np.zeros(max(len(index.vocabulary), 1), np.bool_)
    member[ids] = True
    return member


def near(index: Index, one: Hits, two: Hits, distance: int, *, ordered: bool = False) -> Hits:
    """Give every pair that stands in one sentence with at most so many words between.

    Args:
        index: The index.
        one: Hits of the first part.
        two: Hits of the second part; the two do not overlap.
        distance: Most words between.
        ordered: Whether the first part has to come first; bokmål and nynorsk invert, so by default it need not.
    """
    firsts, lasts = zip(
        *(_after(index, a, b, distance) for a, b in ([(one, two)] if ordered else [(one, two), (two, one)])),
        strict=True,
    )
    return _sorted(np.concatenate(firsts), np.concatenate(lasts))


def _after(index: Index, one: Hits, two: Hits, distance: int) -> tuple[Ids, Ids]:
    begin = np.searchsorted(two.first, one.last + 1)
    end = np.searchsorted(two.first, one.last + 1 + distance, side="right")
    count = end - begin
    left = np.repeat(np.arange(len(one)), count)
    right = np.arange(count.sum()) + np.repeat(begin - np.concatenate(([0], np.cumsum(count)[:-1])), count)
    first, last = one.first[left], two.last[right]
    same = index.sentence[first] == index.sentence[last] if first.size else np.zeros(0, np.bool_)
    return first[same], last[same]


def where(index: Index, hits: Hits, turns: Bools) -> Hits:
    """Keep hits in some turns.

    Args:
        index: The index.
        hits: Any hits.
        turns: For each turn whether it counts, shape `(t,)`.
    """
    kept = turns[index.turn_of(hits.first)]
    return Hits(hits.first[kept], hits.last[kept])


def minus(hits: Hits, exceptions: Hits) -> Hits:
    """Take away hits that share a word with an exception."""
    if not len(exceptions) or not len(hits):
        return hits
    reach = np.maximum.accumulate(exceptions.last)
    before = np.searchsorted(exceptions.first, hits.last, side="right") - 1
    touched = (before >= 0) & (reach[np.maximum(before, 0)] >= hits.first)
    return Hits(hits.first[~touched], hits.last[~touched])


def union(parts: Sequence[Hits]) -> Hits:
    """Give the hits of all parts, each once."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return Hits(np.zeros(0, np.int32), np.zeros(0, np.int32))
    return _sorted(np.concatenate([part.first for part in parts]), np.concatenate([part.last for part in parts]))
