"""Disorder of categories in an alignment: what γ-cat and γ-k compare."""

from itertools import combinations

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.agreement.gamma.alignment import Rows
from fou_toolkit.analysis.agreement.gamma.blocks import Blocks
from fou_toolkit.analysis.agreement.gamma.dissimilarity import Dissimilarity, positional

__all__ = ["category_disorders"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def category_disorders(blocks: Blocks, rows: Rows, part: Ints, categories: int, measure: Dissimilarity) -> Floats:
    """Give the mean dissimilarity of the categories of units aligned with each other.

    Mathet, Y. (2017). The agreement measure γcat, a complement to γ focused on categorization of a continuum.
    Computational Linguistics, 43(3), section 4.2.5. Each pair of units in a unitary alignment of v units weighs
    max(0, 1 − alpha · positional) / (v − 1). As in pygamma-agreement 0.5.9, a unit aligned with no unit counts as
    unlike, too: `empty`, with weight `empty`, for each coder who looked and has none. Where there are no pairs at all,
    nothing is said and the figure is NaN; there pygamma-agreement has 1, and 0 if a category has only units aligned
    with none.

    Args:
        blocks: The units.
        rows: How they are aligned.
        part: Number of the part, such as a sample, that each block belongs to, shape `(b,)`.
        categories: How many categories there are.
        measure: The dissimilarity.

    Returns:
        Of all pairs, and after that of the pairs in which each category takes part, shape `(parts, 1 + categories)`;
        NaN where there are none.
    """
    parts = int(part.max(initial=0)) + 1
    shape = (parts, 1 + categories)
    total, weight = np.zeros(shape), np.zeros(shape)
    looked = blocks.looked[rows.block]
    real = rows.units >= 0
    share = 1 / np.maximum(real.sum(axis=1) - 1, 1)
    of_row = part[rows.block]
    for one, other in combinations(range(rows.units.shape[1]), 2):
        both = real[:, one] & real[:, other]
        first, second = rows.units[both, one], rows.units[both, other]
        place = positional(
            blocks.start[first], blocks.stop[first], blocks.start[second], blocks.stop[second], measure.empty
        )
        kinds = blocks.category[first], blocks.category[second]
        heavy = share[both] * np.maximum(1 - measure.alpha * place, 0)
        _add((total, weight), of_row[both], kinds, measure.of_categories(*kinds) * measure.empty, heavy)
        single = (real[:, one] != real[:, other]) & looked[:, one] & looked[:, other]
        kind = blocks.category[np.maximum(rows.units[single, one], rows.units[single, other])]
        empty = np.full(kind.size, measure.empty)
        _add((total, weight), of_row[single], (kind, kind), empty, empty)
    found: Floats = np.divide(total, weight, out=np.full(shape, np.nan), where=weight > 0)
    return found


def _add(sums: tuple[Floats, Floats], part: Ints, kinds: tuple[Ints, Ints], unlike: Floats, weight: Floats) -> None:
    """Add pairs to the sums of their part: to those of all categories, and to those of each that takes part, once."""
    first, second = kinds
    differ = first != second
    for table, values in zip(sums, (unlike * weight, weight), strict=True):
        np.add.at(table[:, 0], part, values)
        np.add.at(table, (part, first + 1), values)
        np.add.at(table, (part[differ], second[differ] + 1), values[differ])
