"""The best alignment of what coders marked, and its disorder."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.agreement.continuum import Continuum
from fou_toolkit.analysis.agreement.gamma.blocks import Blocks
from fou_toolkit.analysis.agreement.gamma.dissimilarity import Dissimilarity
from fou_toolkit.analysis.agreement.gamma.matching import PAIR_LIMIT, matched
from fou_toolkit.analysis.agreement.gamma.neighbours import near
from fou_toolkit.analysis.agreement.gamma.packing import packed

__all__ = ["Alignment", "Rows", "align", "alignment_of", "best", "disorders"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Rows:
    """Unitary alignments of several blocks.

    Args:
        units: Number of the unit of each coder, -1 for no unit, shape `(k, coders)`.
        block: Number of the block, shape `(k,)`.
        disorder: Mean dissimilarity over all pairs of coders who looked at the block, shape `(k,)`.
    """

    units: Ints
    block: Ints
    disorder: Floats


@dataclass(frozen=True, eq=False)
class Alignment:
    """The best alignment of a continuum.

    Args:
        disorder: Sum over the unitary alignments, over the mean number of units per coder; NaN if nothing is marked.
        units: Each row is a unitary alignment: for each coder the number of a unit of the continuum, or -1; shape
            `(k, coders)`. Ordered by document and place.
        disorders: Disorder of each unitary alignment, shape `(k,)`.
    """

    disorder: float
    units: Ints
    disorders: Floats


def align(
    continuum: Continuum,
    *,
    alpha: float = 1.0,
    beta: float = 1.0,
    empty: float = 1.0,
    categorical: npt.ArrayLike | None = None,
) -> Alignment:
    """Find the alignment with the least disorder; it is the optimum, not near it.

    Mathet, Y., Widlöcher, A. & Métivier, J.-P. (2015). The unified and holistic method gamma (γ). Computational
    Linguistics, 41(3), section 4.4. A unitary alignment has at most one unit of each coder; units of different
    documents are never aligned. Its disorder is the mean over the pairs of those coders who looked at the document;
    documents that one coder looked at are left out. Disorders of all documents are added up before the sum is divided
    by the mean number of units per coder (the units of each document over the coders who looked at it).

    With two coders time grows about in proportion to the units. With more, clusters of nearby units are listed, and
    there are the more of them the more coders there are: thousands of units of each of three coders are fine, hundreds
    of five, ten of eight. The limit is 2²⁶ clusters times the ways to cut one in two (3 for three coders, 127 for
    eight); where more than so many would have to be looked at together, an error says so.

    Args:
        continuum: What was marked; units of a coder may overlap.
        alpha: Weight of the place, above 0.
        beta: Weight of the category, from 0.
        empty: Dissimilarity between a unit and no unit, above 0.
        categorical: Dissimilarity between categories, from 0 to 1, symmetric, in the order of `continuum.categories`,
            shape `(v, v)`; by default 1 for any two.

    Raises:
        DataError: A parameter is out of range, a coder has marked something in a document without having looked at it,
            or too many coders marked too much in the same places.

    >>> one = Continuum.of([("a", 0, 10, "x"), ("b", 0, 5, "x"), ("b", 20, 25, "y")])
    >>> found = align(one)
    >>> found.units.tolist(), found.disorders.round(3).tolist(), round(found.disorder, 3)
    ([[0, 1], [-1, 2]], [0.111, 1.0], 0.741)
    """
    measure = Dissimilarity(alpha, beta, empty, categorical)  # type: ignore[arg-type]
    measure.fits(len(continuum.categories))
    blocks = Blocks.of(continuum)
    return alignment_of(blocks, best(blocks, measure))


def alignment_of(blocks: Blocks, rows: Rows) -> Alignment:
    """Take all blocks for one continuum."""
    start = np.where(rows.units >= 0, np.append(blocks.start, 0)[rows.units], np.inf).min(axis=1, initial=np.inf)
    order = np.lexsort((start, rows.block))
    return Alignment(
        disorder=float(disorders(blocks, rows, np.zeros(len(blocks.looked), np.int64))[0]),
        units=rows.units[order],
        disorders=rows.disorder[order],
    )


def disorders(blocks: Blocks, rows: Rows, part: Ints) -> Floats:
    """Give the disorder of each part, such as a sample.

    Args:
        blocks: The units.
        rows: How they are aligned.
        part: Number of the part that each block belongs to, from 0, none left out; shape `(b,)`.

    Returns:
        NaN for a part in which nothing is marked.
    """
    count = int(part.max(initial=0)) + 1
    size = blocks.size
    counts = size[blocks.block] > 1
    mean = np.bincount(part[blocks.block[counts]], 1 / size[blocks.block[counts]], count)
    total = np.bincount(part[rows.block], rows.disorder, count)
    found: Floats = np.divide(total, mean, out=np.full(count, np.nan), where=mean > 0)
    return found


def best(blocks: Blocks, measure: Dissimilarity) -> Rows:
    """Find the best alignment of every block.

    Raises:
        DataError: Too many coders marked too much in the same places.
    """
    size = blocks.size
    of_unit = size[blocks.block]
    group = np.arange(len(blocks))
    for coders in np.unique(of_unit[of_unit > 1]).tolist():
        units = np.flatnonzero(of_unit == coders)
        if coders == 2:  # noqa: PLR2004 - a pair
            group[units] = matched(len(blocks), *near(blocks, units, PAIR_LIMIT, measure))[units]
        else:
            group[units] = packed(blocks, units, coders, measure)[units]
    counts = np.flatnonzero(of_unit > 1)
    leaders, row = np.unique(group[counts], return_inverse=True)
    table = np.full((leaders.size, blocks.looked.shape[1]), -1)
    table[row, blocks.coder[counts]] = counts
    block = blocks.block[leaders]
    return Rows(table, block, _disorder(blocks, table, block, measure))


def _disorder(blocks: Blocks, table: Ints, block: Ints, measure: Dissimilarity) -> Floats:
    """Give the mean dissimilarity of each row over the pairs of coders who looked."""
    total = np.zeros(len(table))
    looked = blocks.looked[block]
    for one, other in combinations(range(table.shape[1]), 2):
        both = (table[:, one] >= 0) & (table[:, other] >= 0)
        total += looked[:, one] & looked[:, other] & ~both
        total[both] += blocks.dissimilarity(table[both, one], table[both, other], measure)
    size = looked.sum(axis=1)
    disorder: Floats = total / (size * (size - 1) / 2) * measure.empty
    return disorder
