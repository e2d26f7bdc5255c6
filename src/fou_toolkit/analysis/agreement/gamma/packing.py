"""The best alignment of three coders and more: clusters of units, at most one of each coder.

Where n coders looked, an alignment costs P = n (n − 1) / 2 for each of its unitary alignments, and d − 1 for each pair
of units that it brings together (d their dissimilarity; a unit and no unit have 1). So a cluster is worth having only
if it cannot be cut in two without loss: over each cut, the sum of d − 1 is at most P. This keeps the clusters few and
near, and they are found by adding coder after coder. Which of them together cost least is an integer program.
"""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.agreement.gamma.blocks import Blocks
from fou_toolkit.analysis.agreement.gamma.dissimilarity import Dissimilarity
from fou_toolkit.analysis.agreement.gamma.neighbours import TIE, near, spread
from fou_toolkit.errors import DataError

if TYPE_CHECKING:
    from scipy.sparse import csr_array

__all__ = ["packed"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_MOST_CUTS: Final = 1 << 26
"""Clusters in the making times the ways to cut them, looked at together; more would take gigabytes."""

_UNITS_AT_ONCE: Final = 1000
"""Units of several blocks looked at together, so that memory stays small."""

_COLUMNS_AT_ONCE: Final = 2000
"""Clusters handed to the solver together, if they come from components that have few each."""

_DIRECTLY: Final = 4000
"""Clusters that the solver takes all at once; of more, it is faster to find those that matter first."""

_ROUNDING: Final = 1e-9

_WHOLE: Final = 1e-6

_SCALE: Final = 1e4
"""The solver's tolerances are absolute (1e-6); on costs so much larger they are smaller than what decides a tie."""


@dataclass(frozen=True, eq=False)
class Clusters:
    """Clusters of as many units each.

    Args:
        members: Numbers of units, ordered by coder, shape `(k, m)`.
        pairs: d − 1 of each two members, shape `(k, m (m − 1) / 2)`, ordered (0, 1), (0, 2), (1, 2), (0, 3), …
    """

    members: Ints
    pairs: Floats

    def kept(self, which: npt.NDArray[np.bool_]) -> "Clusters":
        """Keep some of them."""
        return Clusters(self.members[which], self.pairs[which])


def packed(blocks: Blocks, units: Ints, coders: int, measure: Dissimilarity) -> Ints:
    """Find the clusters that together cost least, of blocks at which the same number of coders looked.

    Args:
        blocks: All units.
        units: Numbers of the units of these blocks.
        coders: How many coders looked at each of them.
        measure: The dissimilarity.

    Returns:
        For each unit of `blocks` the lowest number among the units it is aligned with.

    Raises:
        DataError: There are too many clusters to look at.
    """
    group = np.arange(len(blocks))
    for portion in np.split(units, _steps(blocks.block[units])):
        found = _worth_having(blocks, portion, coders, measure)
        if found:
            for cluster in _chosen(found, _gains(found, coders), len(blocks)):
                group[cluster] = cluster.min()
    return group


def _steps(block: Ints) -> Ints:
    """Say where to part units, ordered by block, so that no block is parted and the parts are not large."""
    first = np.flatnonzero(np.diff(block, prepend=-1))
    portion = first // _UNITS_AT_ONCE
    steps: Ints = first[1:][portion[1:] != portion[:-1]]
    return steps


def _worth_having(blocks: Blocks, units: Ints, coders: int, measure: Dissimilarity) -> list[Clusters]:
    """Find all clusters of two units and more that cannot be cut without loss, by size."""
    unit = coders * (coders - 1) // 2
    first, second, unlike = near(blocks, units, unit + coders - 1, measure)
    order = np.argsort(first, kind="stable")
    first, second, unlike = first[order], second[order], unlike[order]
    begin = np.searchsorted(first, np.arange(len(blocks) + 1))
    left = (coders - np.cumsum(blocks.looked, axis=1))[blocks.block, blocks.coder]
    growing = Clusters(units[:, None], np.zeros((units.size, 0)))
    found = []
    for size in range(2, coders + 1):
        last = growing.members[:, -1]
        cross, smaller = _cuts(size)
        counts = begin[last + 1] - begin[last]
        _check_number(int(counts.sum()) * smaller.size)
        row, place = spread(counts)
        at = begin[last][row] + place
        growing = _grown(growing, row, second[at], unlike[at] - 1, blocks, measure)
        over = growing.pairs @ cross - unit
        growing, over = _possible(growing, over, left, smaller)
        whole = (over <= _ROUNDING).all(axis=1) & (growing.pairs.sum(axis=1) <= unit * (size - 1) + _ROUNDING)
        if whole.any():
            found.append(growing.kept(whole))
    return found


def _possible(growing: Clusters, over: Floats, left: Ints, smaller: Ints) -> tuple[Clusters, Floats]:
    """Keep what may become whole: a later coder takes 1 at most from each unit on the smaller side of a cut."""
    at_most = left[growing.members[:, -1], None] * smaller + _ROUNDING
    kept = np.asarray((over <= at_most).all(axis=1))
    return growing.kept(kept), over[kept]


def _grown(
    growing: Clusters, row: Ints, added: Ints, to_last: Floats, blocks: Blocks, measure: Dissimilarity
) -> Clusters:
    """Add one unit to clusters; `to_last` is d − 1 of the last member and this unit."""
    members = growing.members[row]
    others = [blocks.dissimilarity(member, added, measure) - 1 for member in members.T[:-1]]
    return Clusters(np.column_stack([members, added]), np.column_stack([growing.pairs[row], *others, to_last]))


@cache
def _cuts(size: int) -> tuple[Floats, Ints]:
    """Give all ways to cut a cluster in two.

    Returns:
        Whether a cut parts a pair, shape `(size (size − 1) / 2, cuts)`, and how many units are on its smaller side.
    """
    # The last member is always on the other side, so that each cut comes once.
    side = (np.arange(1, 1 << (size - 1))[:, None] >> np.arange(size)) & 1
    second, first = np.array([(high, low) for high in range(size) for low in range(high)]).T
    parted = (side[:, first] != side[:, second]).T.astype(np.float64)
    count = side.sum(axis=1)
    return parted, np.minimum(count, size - count)


def _gains(found: list[Clusters], coders: int) -> Floats:
    """Say how much less each cluster costs than its units, each aligned with none."""
    unit = coders * (coders - 1) // 2
    return np.concatenate([(unit + TIE) * (one.members.shape[1] - 1) - one.pairs.sum(axis=1) for one in found])


def _chosen(found: list[Clusters], gains: Floats, units: int) -> list[Ints]:
    """Choose the clusters that gain most together and share no unit."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - heavy, imported where used
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - heavy, imported where used

    sizes = np.concatenate([np.full(len(one.members), one.members.shape[1]) for one in found])
    members = np.concatenate([one.members.ravel() for one in found])
    ends = np.concatenate([[0], np.cumsum(sizes)])
    # Members of a cluster are tied to its first.
    ties = (np.repeat(members[ends[:-1]], sizes), members)
    graph = csr_array((np.ones(members.size, np.int8), ties), shape=(units, units))
    _, component = connected_components(graph, directed=False)
    of_column = component[members[ends[:-1]]]
    table = csr_array((np.ones(members.size), members, ends), shape=(gains.size, units))
    chosen = np.concatenate([columns[_solved(table[columns], gains[columns])] for columns in _portions(of_column)])
    return [members[ends[column] : ends[column + 1]] for column in chosen.tolist()]


def _portions(of_column: Ints) -> list[Ints]:
    """Put the columns of whole components into portions."""
    order = np.argsort(of_column, kind="stable")
    _, start, count = np.unique(of_column[order], return_index=True, return_counts=True)
    portion = np.repeat((start + count) // _COLUMNS_AT_ONCE, count)
    return np.split(order, np.flatnonzero(np.diff(portion)) + 1)


def _solved(table: "csr_array", gains: Floats) -> Ints:
    """Choose rows of a table (clusters, units) that share no column and gain most.

    Prices of units, such that no cluster gains more than its units are worth, bound what can be gained. They come from
    the linear program, which is solved for some clusters first and then again with those that gain more than they cost.
    Mostly its answer is whole; if not, the integer program needs only clusters that lose no more than the bound is off.
    """
    table = table[:, np.unique(table.indices)]
    if gains.size <= _DIRECTLY:
        return _whole(table, gains)
    active = np.zeros(gains.size, np.bool_)
    profit = gains - table @ _first_prices(table, gains)
    while True:
        active[_most(np.where(active, -np.inf, profit), max(_COLUMNS_AT_ONCE, 4 * table.shape[1]))] = True
        columns = np.flatnonzero(active)
        share, prices = _relaxed(table[columns], gains[columns])
        profit = gains - table @ prices
        if not (profit[~active] > _ROUNDING).any():
            break
    if (np.abs(share - np.round(share)) < _WHOLE).all():
        return columns[share > 0.5]  # noqa: PLR2004 - rounded
    whole = columns[_whole(table[columns], gains[columns])]
    off = prices.sum() - gains[whole].sum()
    if off > _ROUNDING and not active.all():
        columns = np.flatnonzero(profit >= -off - _ROUNDING)
        whole = columns[_whole(table[columns], gains[columns])]
    return whole


def _first_prices(table: "csr_array", gains: Floats) -> Floats:
    """Give each unit the most that falls to it in a cluster whose gain is shared evenly."""
    count = np.diff(table.indptr)
    prices = np.zeros(table.shape[1])
    np.maximum.at(prices, table.indices, np.repeat(gains / count, count))
    return prices


def _most(values: Floats, count: int) -> Ints:
    """Give the places of the highest values, as many as wanted or as there are."""
    if values.size <= count:
        return np.arange(values.size)
    return np.argpartition(values, -count)[-count:]


def _relaxed(table: "csr_array", gains: Floats) -> tuple[Floats, Floats]:
    """Choose shares of clusters that gain most, and give the prices of units that say so."""
    from scipy.optimize import linprog  # noqa: PLC0415 - heavy, imported where used

    answer = linprog(-gains * _SCALE, A_ub=table.T.tocsc(), b_ub=np.ones(table.shape[1]), method="highs-ds")
    return answer.x, -answer.ineqlin.marginals / _SCALE


def _whole(table: "csr_array", gains: Floats) -> Ints:
    """Choose whole clusters that gain most."""
    from scipy.optimize import LinearConstraint, milp  # noqa: PLC0415 - heavy, imported where used

    answer = milp(
        -gains * _SCALE,
        integrality=np.ones(gains.size),
        bounds=(0, 1),
        constraints=LinearConstraint(table.T.tocsc(), ub=1),
        options={"mip_rel_gap": 0},
    )
    return np.flatnonzero(answer.x > 0.5)  # noqa: PLR2004 - rounded


def _check_number(count: int) -> None:
    if count > _MOST_CUTS:
        raise DataError(
            t("So many coders mark units so close together that γ cannot be worked out."),
            hint=t("Measure fewer coders at a time, some of the documents, or some of the categories."),
        )
