"""The best alignment of two coders: an assignment."""

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.agreement.gamma.neighbours import TIE

__all__ = ["matched"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

PAIR_LIMIT = 2.0
"""Two units cost so much where each is aligned with no unit; two that are more unlike are better left apart."""

_ROWS_AT_ONCE = 1000
"""The solver looks at every column for every row, so that components are handed to it in portions."""


def matched(units: int, first: Ints, second: Ints, unlike: Floats) -> Ints:
    """Find the pairs of units that together cost least.

    Args:
        units: How many units there are.
        first: Units of one coder, below `units`.
        second: Units of the other that they may be aligned with.
        unlike: Dissimilarity of these pairs, at most 2.

    Returns:
        For each unit the lowest number among the units it is aligned with, shape `(units,)`.
    """
    group = np.arange(units)
    for pairs in _portions(units, first, second):
        one, other = _assigned(first[pairs], second[pairs], unlike[pairs])
        group[np.maximum(one, other)] = np.minimum(one, other)
    return group


def _portions(units: int, first: Ints, second: Ints) -> list[Ints]:
    """Put the pairs of connected units into portions of some thousand units."""
    from scipy.sparse import coo_array  # noqa: PLC0415 - heavy, imported where used
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - heavy, imported where used

    if not first.size:
        return []
    graph = coo_array((np.ones(first.size, np.int8), (first, second)), shape=(units, units))
    _, component = connected_components(graph, directed=False)
    _, start, rows = np.unique(np.sort(component[np.unique(first)]), return_index=True, return_counts=True)
    portion = np.zeros(component.max() + 1, np.int64)
    portion[np.unique(component[first])] = (start + rows) // _ROWS_AT_ONCE
    of_pair = portion[component[first]]
    order = np.argsort(of_pair, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(of_pair[order])) + 1)


def _assigned(first: Ints, second: Ints, unlike: Floats) -> tuple[Ints, Ints]:
    """Solve one portion: each first unit gets a second one, or a place of its own that stands for no unit."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - heavy, imported where used
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching  # noqa: PLC0415 - heavy, imported where used

    rows, row = np.unique(first, return_inverse=True)
    columns, column = np.unique(second, return_inverse=True)
    alone = np.arange(rows.size)
    # The solver takes 0 for no edge; 1 more on every edge changes nothing, since every row has one.
    cost = np.concatenate([unlike, np.full(rows.size, PAIR_LIMIT + TIE)]) + 1
    places = (np.concatenate([row, alone]), np.concatenate([column, columns.size + alone]))
    table = csr_array((cost, places), shape=(rows.size, columns.size + rows.size))
    one, other = min_weight_full_bipartite_matching(table)
    paired = other < columns.size
    return rows[one[paired]], columns[other[paired]]
