"""Which units are near enough to each other to be aligned at all."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.agreement.gamma.blocks import Blocks
from fou_toolkit.analysis.agreement.gamma.dissimilarity import Dissimilarity
from fou_toolkit.errors import DataError

__all__ = ["TIE", "near", "spread"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

TIE = 1e-8
"""Of alignments whose costs differ by less, one with fewer unitary alignments is taken: rather aligned than not."""

_AT_ONCE = 1 << 21
"""Pairs looked at together, so that memory stays small."""

_MOST_PAIRS = 1 << 26
"""Pairs that can be kept: two gigabytes."""


def near(blocks: Blocks, units: Ints, limit: float, measure: Dissimilarity) -> tuple[Ints, Ints, Floats]:
    """Find pairs of units of different coders whose dissimilarity is at most at a limit, without looking at all pairs.

    Twice the distance of their middles is at most the distance of their ends, so that the positional part alone keeps
    units apart whose middles are further apart than √(limit / alpha) · (length1 + length2) / 2. Units are put into
    classes by length, each twice as long as the one before, and the middles of a class are searched for each unit.

    Args:
        blocks: All units.
        units: Numbers of the units to look at.
        limit: Of the dissimilarity, where a unit and no unit have 1.
        measure: The dissimilarity.

    Returns:
        First units, second units (of a coder with a higher number) and their dissimilarity.

    Raises:
        DataError: There are too many pairs for the memory.
    """
    found = [
        _kept(blocks, pairs, limit, measure)
        for pairs in _candidates(blocks, units, np.sqrt((limit + TIE) / measure.alpha))
    ]
    if sum(first.size for first, _, _ in found) > _MOST_PAIRS:
        raise DataError(
            t("Too many units lie close together for γ."),
            hint=t("Measure some of the documents, or of the categories."),
        )
    none = np.zeros(0, np.int64)
    first, second, unlike = zip(*found, strict=True) if found else ((none,), (none,), (np.zeros(0),))
    return np.concatenate(first), np.concatenate(second), np.concatenate(unlike)


def spread(counts: Ints) -> tuple[Ints, Ints]:
    """Number what each row has: the row it is of, and which one of the row it is.

    >>> [column.tolist() for column in spread(np.array([2, 0, 1]))]
    [[0, 0, 2], [0, 1, 0]]
    """
    row = np.repeat(np.arange(counts.size), counts)
    return row, np.arange(row.size) - np.repeat(np.cumsum(counts) - counts, counts)


def _kept(blocks: Blocks, pairs: tuple[Ints, Ints], limit: float, measure: Dissimilarity) -> tuple[Ints, Ints, Floats]:
    first, second = pairs
    unlike = blocks.dissimilarity(first, second, measure)
    kept = unlike <= limit + TIE
    return first[kept], second[kept], unlike[kept]


def _candidates(blocks: Blocks, units: Ints, reach: float) -> Iterator[tuple[Ints, Ints]]:
    """Give pairs that may be near, in portions; each pair once, ordered by coder."""
    if not units.size:
        return
    length = blocks.stop[units] - blocks.start[units]
    middle = (blocks.stop[units] + blocks.start[units]) / 2
    block = blocks.block[units]
    lowest = np.full(len(blocks.looked), np.inf)
    np.minimum.at(lowest, block, middle)
    middle = middle - lowest[block]
    # Every block has a stretch of one long line to itself; rounding on that line must lose no pair.
    stride = 2 * middle.max() + length.max()
    grain = 4 * np.spacing(stride * (len(blocks.looked) + 1))
    line = middle + block * stride
    level = np.frexp(length)[1]
    for one in np.unique(level):
        of_level = np.flatnonzero(level == one)
        of_level = of_level[np.argsort(line[of_level], kind="stable")]
        half = reach * (length + length[of_level].max()) / 2 + grain
        low = np.searchsorted(line[of_level], np.maximum(middle - half, -grain) + block * stride, side="left")
        high = np.searchsorted(line[of_level], np.minimum(middle + half, stride * 0.75) + block * stride, side="right")
        yield from _portions(blocks, units, (low, high - low, of_level))


def _portions(blocks: Blocks, units: Ints, windows: tuple[Ints, Ints, Ints]) -> Iterator[tuple[Ints, Ints]]:
    """Turn windows into pairs, some windows at a time."""
    low, counts, of_level = windows
    portion = np.cumsum(counts) // _AT_ONCE
    for number in np.unique(portion):
        asking = np.flatnonzero(portion == number)
        row, place = spread(counts[asking])
        first = units[asking[row]]
        second = units[of_level[low[asking[row]] + place]]
        kept = blocks.coder[first] < blocks.coder[second]
        yield first[kept], second[kept]
