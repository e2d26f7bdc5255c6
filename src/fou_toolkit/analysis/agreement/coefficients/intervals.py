"""Figures of a table with their intervals, and figures for each pair of coders."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, permutations
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.agreement.coefficients.alpha import alpha_of, alpha_of_sums
from fou_toolkit.analysis.agreement.coefficients.distances import Distance, check_level, disagreement, weights_of
from fou_toolkit.analysis.agreement.coefficients.gwet import ac_of
from fou_toolkit.analysis.agreement.coefficients.kappa import cohen_of, fleiss_of, two_coders
from fou_toolkit.analysis.agreement.coefficients.percent import percent_of, s_of
from fou_toolkit.analysis.agreement.coefficients.reliability import ReliabilityData
from fou_toolkit.analysis.agreement.coefficients.tallies import Tallies, tallies
from fou_toolkit.analysis.bootstrap import Bootstrap, Statistic, checked_bootstrap, estimate
from fou_toolkit.analysis.estimate import Estimate
from fou_toolkit.errors import DataError

if TYPE_CHECKING:
    from scipy.sparse import csr_array

__all__ = ["FIGURES", "interval", "pairwise"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FIGURES: Final = ("alpha", "ac", "cohen_kappa", "fleiss_kappa", "percent", "s", "scott_pi")
"""Figures that `interval` and `pairwise` know; `ac` is AC1, with weights AC2."""

_NAMES: Final = {"ac1": "ac", "kappa": "cohen_kappa"}
"""What these figures are called in `MEASURES`."""
_OF_TWO: Final = frozenset({"cohen_kappa", "scott_pi"})
"""Figures of two coders, from the units that both looked at."""
_PAIR: Final = 2
_CELLS: Final = 1 << 22
"""Cells of tables made at a time."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """Which figure, and how far values are apart for it."""

    name: str
    values: tuple[Hashable, ...]
    level: "str | Distance"
    weights: Floats

    def of(self, counts: Tallies) -> Floats:
        """Give the figure of tallies; of contingency tables, held in `pairs`, for Cohen's κ."""
        if self.name == "alpha":
            return alpha_of(counts.coincidences, self.values, self.level)
        if self.name == "cohen_kappa":
            return cohen_of(counts.pairs, self.weights)
        kinds = {"ac": ac_of, "fleiss_kappa": fleiss_of, "scott_pi": fleiss_of, "percent": percent_of, "s": s_of}
        return kinds[self.name](counts, self.weights)


def interval(
    data: object,
    figure: str = "alpha",
    *,
    level: "str | Distance" = "nominal",
    weights: "str | npt.ArrayLike" = "identity",
    documents: Sequence[Hashable] | None = None,
    bootstrap: Bootstrap | None = None,
) -> Estimate:
    """Give a figure of a table with its bootstrap interval.

    Args:
        data: Shape `(coders, units)`; see `alpha`.
        figure: One of `FIGURES`; also `ac1` for `ac` and `kappa` for `cohen_kappa`.
        level: For α, as in `alpha`.
        weights: For all others, as in `cohen_kappa`.
        documents: The document of each unit, shape `(units,)`; without it, the units are drawn.
        bootstrap: How the interval is made; by default `Bootstrap()`, over documents if they are given.

    Raises:
        DataError: The figure is unknown, what should be drawn is not there, or `bootstrap` is something else.

    >>> one = interval([[0, 1, 1, 0, 0, 1], [0, 1, 0, 0, 0, 1]], bootstrap=Bootstrap(over="units", seed=2))
    >>> print(one)
    0.69 [-0.10, 1.00]
    """
    found, asked = _asked(data, figure, level, weights)
    chosen = checked_bootstrap(bootstrap) or Bootstrap(over="units" if documents is None else "documents")
    if chosen.over == "coders":
        statistic, counts = _over_coders(found, asked), np.ones(found.coders, np.int64)
    elif chosen.over == "documents":
        groups = _groups(found, documents)
        statistic, counts = _over_groups(found, asked, groups), np.ones(int(groups.max(initial=-1)) + 1, np.int64)
    else:
        alike, counts = _patterns(two_coders(found) if asked.name in _OF_TWO else found)
        statistic = _over_groups(alike, asked, np.arange(alike.units))
    one: Estimate = estimate(statistic, counts, chosen).item()
    return one


def pairwise(
    data: object,
    figure: str = "alpha",
    *,
    level: "str | Distance" = "nominal",
    weights: "str | npt.ArrayLike" = "identity",
) -> Floats:
    """Give a figure for each pair of coders.

    Args:
        data: Shape `(coders, units)`; see `alpha`.
        figure: One of `FIGURES`; also `ac1` for `ac` and `kappa` for `cohen_kappa`.
        level: For α, as in `alpha`.
        weights: For all others, as in `cohen_kappa`.

    Returns:
        Symmetric, shape `(coders, coders)`; NaN on the diagonal, and where it is undefined.

    >>> pairwise([[0, 1, 1, 0], [0, 1, 0, 0], [0, 1, 1, 0]], "percent").tolist()[0]
    [nan, 0.75, 1.0]
    """
    found, asked = _asked(data, figure, level, weights, pair=True)
    table = np.full((found.coders, found.coders), np.nan)
    for one, two in combinations(range(found.coders), 2):
        both = two_coders(found.of_coders(one, two))
        statistic = _over_groups(both, asked, np.zeros(both.units, np.int64))
        # Where the two share no unit, there is no group to weigh.
        table[one, two] = table[two, one] = statistic(np.ones((1, min(both.units, 1))))[0]
    return table


def _asked(
    data: object, figure: str, level: "str | Distance", weights: "str | npt.ArrayLike", *, pair: bool = False
) -> tuple[ReliabilityData, _Figure]:
    """Read the data, and check that the figure can be about them."""
    found = ReliabilityData.of(data)
    name = _name(figure)
    if name not in FIGURES:
        hint = t("Possible are: {names}", names=", ".join(FIGURES))
        raise DataError(t("«{value}» is not possible for {key}.", value=figure, key="figure"), hint=hint)
    if name == "alpha":
        check_level(found, level)
    if name in _OF_TWO and not pair:
        two_coders(found)
        # Units that one of them left out say nothing; they stay, since each has its document.
        found = replace(found, table=np.where(found.size == _PAIR, found.table, -1))
    return found, _Figure(name, found.values, level, weights_of(found, weights))


def _name(figure: object) -> str:
    """Give the name that a figure has here; nothing for what can be none."""
    return _NAMES.get(figure, figure) if isinstance(figure, str) else ""


def _groups(data: ReliabilityData, documents: Sequence[Hashable] | None) -> Ints:
    """Number the documents of the units."""
    if documents is None or len(documents) != data.units:
        hint = t('Say documents=[...], one for each unit, or draw the units: Bootstrap(over="units").')
        raise DataError(t("The document of each unit is needed."), hint=hint)
    place = {name: number for number, name in enumerate(dict.fromkeys(documents))}
    return np.array([place[name] for name in documents], np.int64)


def _patterns(data: ReliabilityData) -> tuple[ReliabilityData, Ints]:
    """Keep one of all units that are alike, with how many there are."""
    order = np.lexsort(data.table)
    table = data.table[:, order]
    first = np.append(True, (table[:, 1:] != table[:, :-1]).any(axis=0)) if data.units else np.zeros(0, np.bool_)
    starts = np.flatnonzero(first)
    return replace(data, table=table[:, starts]), np.diff(np.append(starts, data.units))


def _over_groups(data: ReliabilityData, figure: _Figure, group: Ints) -> Statistic:
    """Give the figure as a function of how often each group of units counts."""
    if figure.name == "alpha":
        return _alpha_over_groups(data, figure, group)
    size = np.maximum(data.size, 1)
    directed = figure.name == "cohen_kappa"
    met = _Met.of(data, group, [(0, 1)] if directed else list(permutations(range(data.coders), 2)))
    shared = met.sums(np.ones(size.size) if directed else 1 / np.maximum(size * (size - 1), 1))
    said = np.nonzero(data.given)
    shares = _sparse(1 / size[said[1]], data.table[said], group[said[1]], (len(data.values), met.groups))

    def statistic(weights: Floats) -> Floats:
        width = len(data.values)
        tables = _drawn(shared, weights).reshape(len(weights), width, width)
        return figure.of(Tallies(np.zeros((len(weights), 0, 0)), tables, _drawn(shares, weights)))

    return _in_blocks(statistic, len(data.values) ** 2)


def _alpha_over_groups(data: ReliabilityData, figure: _Figure, group: Ints) -> Statistic:
    """Give α as a function of how often each group of units counts."""
    width = len(data.values)
    met = _Met.of(data, group, list(permutations(range(data.coders), 2)))
    share = 1 / np.maximum(data.size - 1, 1)
    if figure.level == "ordinal":
        # How far two values are apart changes with what is drawn.
        pairs = met.sums(share)
        return _in_blocks(
            lambda weights: alpha_of(
                _drawn(pairs, weights).reshape(len(weights), width, width), data.values, "ordinal"
            ),
            width**2,
        )
    delta = disagreement(data.values, figure.level, np.zeros(width))
    apart = np.bincount(met.group, weights=delta.ravel()[met.cell] * share[met.unit], minlength=met.groups)
    totals = _sparse(share[met.unit], met.cell // max(width, 1), met.group, (width, met.groups))
    return _in_blocks(lambda weights: alpha_of_sums(weights @ apart, _drawn(totals, weights), delta), width)


@dataclass(frozen=True, slots=True)
class _Met:
    """Every ordered pair of coders in every unit.

    Args:
        unit: Number of the unit.
        group: Number of its group.
        cell: Which values met.
        cells: How many cells there are.
        groups: How many groups.
    """

    unit: Ints
    group: Ints
    cell: Ints
    cells: int
    groups: int

    @classmethod
    def of(cls, data: ReliabilityData, group: Ints, orders: list[tuple[int, int]]) -> "_Met":
        """Gather them."""
        width = len(data.values)
        units = [np.flatnonzero(data.given[one] & data.given[two]) for one, two in orders]
        cells = [
            data.table[one][unit] * width + data.table[two][unit]
            for (one, two), unit in zip(orders, units, strict=True)
        ]
        none = np.zeros(0, np.int64)
        unit = np.concatenate([none, *units])
        return cls(unit, group[unit], np.concatenate([none, *cells]), width * width, int(group.max(initial=-1)) + 1)

    def sums(self, share: Floats) -> "csr_array":
        """Add up by cell and group, each unit so much; shape `(cells, groups)`."""
        return _sparse(share[self.unit], self.cell, self.group, (self.cells, self.groups))


def _in_blocks(statistic: Statistic, cells: int) -> Statistic:
    """Take so many replicates at a time that their tables fit into memory."""
    block = max(1, _CELLS // max(cells, 1))

    def whole(weights: Floats) -> Floats:
        return np.concatenate([statistic(weights[at : at + block]) for at in range(0, len(weights), block)])

    return whole


def _sparse(values: npt.ArrayLike, row: npt.ArrayLike, column: npt.ArrayLike, shape: tuple[int, int]) -> "csr_array":
    from scipy.sparse import coo_array  # noqa: PLC0415 - heavy, imported where used

    return coo_array((np.asarray(values, np.float64), (np.asarray(row), np.asarray(column))), shape=shape).tocsr()


def _drawn(part: "csr_array", weights: Floats) -> Floats:
    """Add up the groups, each as often as it was drawn; shape `(b, rows)`."""
    return np.ascontiguousarray((part @ weights.T).T)


def _over_coders(data: ReliabilityData, figure: _Figure) -> Statistic:
    """Give the figure as a function of how often each coder counts; pairs of a coder with themselves are left out."""
    if data.coders == _PAIR or figure.name in _OF_TWO:
        hint = t('Draw documents: Bootstrap(over="documents").')
        raise DataError(t("Two coders cannot be drawn: there is but one pair of them."), hint=hint)
    made: dict[tuple[float, ...], float] = {}

    def statistic(weights: Floats) -> Floats:
        return np.array([one(tuple(times)) for times in weights.tolist()])

    def one(times: tuple[float, ...]) -> float:
        if times not in made:
            made[times] = float(figure.of(tallies(data, np.array(times))))
        return made[times]

    return statistic
