"""How many pairs of codings share a code point: a million codings in a tenth of a second.

Codings lie sorted by text and start. The partners of a coding are then those behind it that start before it ends: one
search gives how many, and they are counted block by block. Where nearly everything overlaps (a million codings in a
few texts), pairs are too many to be looked at. Then ranks are counted instead: those of a code that start before a
coding ends, less those that ended before it started.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit.model import CodingSet

__all__ = ["expanded", "overlap_counts", "overlap_texts", "placed", "ranked"]

Ints = npt.NDArray[np.int64]

_BLOCK: Final = 1 << 16
"""Pairs looked at in one step; what they need stays near the processor."""
_DENSE: Final = 1.0
"""From so many pairs on, for each coding and code, ranks are counted."""


def overlap_counts(codings: CodingSet) -> Ints:
    """Count the pairs of codings that overlap, each pair of codings of one coder in one text.

    Args:
        codings: What stands twice counts twice; stretches without a code point overlap with nothing.

    Returns:
        Pairs by their codes: symmetric, shape `(codes, codes)`. On the diagonal, pairs of two codings of one code.
    """
    size = len(codings.codes)
    total = np.zeros((size, size), np.int64)
    for start, end, code in placed(codings):
        follow = np.searchsorted(start, end, side="left") - np.arange(1, start.size + 1)
        dense = int(follow.sum()) > _DENSE * size * start.size
        total += ranked(start, end, code, size) if dense else expanded(follow, code, size)
    return total


def overlap_texts(codings: CodingSet) -> Ints:
    """Count the texts in which codes overlap.

    Args:
        codings: As in `overlap_counts`.

    Returns:
        Texts by pair of codes, shape `(codes, codes)`.
    """
    order = np.argsort(codings.source, kind="stable")
    cuts = np.searchsorted(codings.source[order], np.arange(len(codings.sources) + 1))
    total = np.zeros((len(codings.codes),) * 2, np.int64)
    for low, high in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):
        if high - low > 1:
            total += overlap_counts(_rows(codings, order[low:high])) > 0
    return total


def _rows(codings: CodingSet, rows: npt.NDArray[np.intp]) -> CodingSet:
    names = ("source", "start", "end", "code", "coder", "round")
    return replace(codings, **{name: getattr(codings, name)[rows] for name in names})


def placed(codings: CodingSet) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Give the codings of each coder, all texts in one row, so that none of one text overlaps with another's.

    Yields:
        Start, in order; end; number of the code; each of shape `(codings of the coder,)`.
    """
    reach = np.zeros(len(codings.sources) + 1, np.int64)
    np.maximum.at(reach, codings.source + 1, codings.end)
    base = np.cumsum(reach)[:-1]
    for coder in np.unique(codings.coder).tolist():
        rows = (codings.coder == coder) & (codings.end > codings.start)
        kept: slice | npt.NDArray[np.bool_] = slice(None) if rows.all() else rows
        at = base[codings.source[kept]]
        start, end, code = codings.start[kept] + at, codings.end[kept] + at, codings.code[kept].astype(np.int64)
        if (start[1:] < start[:-1]).any():
            order = np.argsort(start, kind="stable")
            start, end, code = start[order], end[order], code[order]
        yield start, end, code


def expanded(follow: Ints, code: Ints, size: int) -> Ints:
    """Count by looking at every pair.

    Args:
        follow: How many of the codings right behind each one overlap with it, shape `(k,)`.
        code: Number of the code, shape `(k,)`.
        size: Number of codes.
    """
    total = np.zeros(size * size, np.int64)
    before = np.concatenate(([0], np.cumsum(follow)))
    row = code * size
    at = 0
    while at < follow.size:
        to = max(int(np.searchsorted(before, before[at] + _BLOCK, side="right")) - 1, at + 1)
        many = follow[at:to]
        first = np.arange(at + 1, to + 1) - (before[at:to] - before[at])
        partner = np.arange(before[to] - before[at]) + np.repeat(first, many)
        total += np.bincount(np.repeat(row[at:to], many) + code[partner], minlength=size * size)
        at = to
    return _symmetric(total.reshape(size, size))


def ranked(start: Ints, end: Ints, code: Ints, size: int) -> Ints:
    """Count without looking at pairs: codings of each code that start before one ends, less those that are over.

    Args:
        start: First code points, in order, shape `(k,)`.
        end: One past the last, shape `(k,)`.
        code: Number of the code, shape `(k,)`.
        size: Number of codes.
    """
    by_end = np.argsort(end, kind="stable")
    begun = np.searchsorted(start, end, side="left")
    over = np.searchsorted(end[by_end], start, side="right")
    ended = code[by_end]
    total = np.zeros((size, size), np.int64)
    for other in np.unique(code).tolist():
        so_far = np.concatenate(([0], np.cumsum(code == other)))
        gone = np.concatenate(([0], np.cumsum(ended == other)))
        # Sums stay below 2^53, where floats are exact: a million codings make 10^12 pairs at most.
        total[:, other] = np.bincount(code, weights=so_far[begun] - gone[over], minlength=size)
    # Every coding overlaps with itself, and each pair of one code was seen from both sides.
    own = np.diagonal(total) - np.bincount(code, minlength=size)
    np.fill_diagonal(total, own // 2)
    return total


def _symmetric(total: Ints) -> Ints:
    """Put both orders of a pair together; on the diagonal there is one only."""
    both = total + total.T
    np.fill_diagonal(both, np.diagonal(total))
    return both
