"""What every figure needs to know of the data: how often which values meet, as sums over units.

All figures of this package but Cohen's κ are functions of the same sums. Since these are sums over units, those of a
document add up to those of a corpus, and a bootstrap over documents weighs them; nothing is counted in two ways.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.agreement.coefficients.reliability import ReliabilityData

__all__ = ["Tallies", "coincidences", "contingency", "tallies"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Tallies:
    """Sums over units; `...` are documents, codes or whatever was counted apart.

    A unit with m coders has m · (m − 1) ordered pairs of them.

    Args:
        coincidences: Pairs by their two values, each of weight 1 / (m − 1), as in Krippendorff's coincidence matrix;
            shape `(..., v, v)`.
        pairs: Pairs by their two values, each of weight 1 / (m · (m − 1)); a unit counts 1. Shape `(..., v, v)`.
        shares: Share of each value in a unit, for all units that someone looked at; shape `(..., v)`.
    """

    coincidences: Floats
    pairs: Floats
    shares: Floats

    def weighted(self, weights: Floats) -> "Tallies":
        """Add up along the first axis, each part as often as the weights say.

        Args:
            weights: Shape `(..., first)`.
        """
        sums = (np.tensordot(weights, part, axes=1) for part in (self.coincidences, self.pairs, self.shares))
        return Tallies(*sums)

    def total(self, axis: int | tuple[int, ...] = 0) -> "Tallies":
        """Add up along axes, counted from the first."""
        return Tallies(self.coincidences.sum(axis), self.pairs.sum(axis), self.shares.sum(axis))

    def taken(self, *place: object) -> "Tallies":
        """Give a part, by indices of the leading axes."""
        return Tallies(self.coincidences[place], self.pairs[place], self.shares[place])  # type: ignore[index]

    @property
    def compared(self) -> Floats:
        """Number of units that two coders or more looked at, shape `(...)`."""
        units: Floats = self.pairs.sum(axis=(-2, -1))
        return units

    @property
    def prevalence(self) -> Floats:
        """Share of each value among all that was said, each unit counting once; shape `(..., v)`."""
        with np.errstate(divide="ignore", invalid="ignore"):
            shares: Floats = self.shares / self.shares.sum(axis=-1, keepdims=True)
        return shares


def tallies(data: ReliabilityData, times: Floats | None = None) -> Tallies:
    """Count a table.

    Args:
        data: The table.
        times: How often each coder counts, shape `(coders,)`; pairs of a coder with themselves are left out.

    Returns:
        Arrays without leading axes.

    >>> found = tallies(ReliabilityData.of([[0, 0, 1, None], [0, 1, 1, 1]]))
    >>> found.coincidences.tolist(), found.pairs.tolist(), found.shares.tolist()
    ([[2.0, 1.0], [1.0, 2.0]], [[1.0, 0.5], [0.5, 1.0]], [1.5, 2.5])
    """
    often = np.ones(data.coders) if times is None else times
    seen = data.given * often[:, None]
    size = seen.sum(axis=0)
    share = _inverse(size**2 - (seen**2).sum(axis=0))
    said = seen * _inverse(size)
    shares = np.bincount(data.table[data.given], weights=said[data.given], minlength=len(data.values))
    return Tallies(_meetings(data, share * size, often), _meetings(data, share, often), shares.astype(np.float64))


def coincidences(data: ReliabilityData) -> Floats:
    """Count which values meet in the same unit: Krippendorff's coincidence matrix (2011, step 2).

    A unit with m values gives m · (m − 1) ordered pairs, each of weight 1 / (m − 1); a unit with one value gives none.

    Args:
        data: The table.

    Returns:
        Symmetric, shape `(v, v)`.
    """
    return _meetings(data, 1 / np.maximum(data.size - 1, 1), np.ones(data.coders))


def _inverse(size: Floats) -> Floats:
    return np.divide(1, size, out=np.zeros_like(size), where=size > 0)


def _meetings(data: ReliabilityData, share: Floats, often: Floats) -> Floats:
    """Count ordered pairs of values, of each unit so much; time grows with units × pairs of coders."""
    width = len(data.values)
    counted = np.zeros(width * width)
    # Where every unit counts the same, whole numbers are counted: faster, and exactly.
    alike = share.size > 0 and bool((share == share[0]).all())
    for one, two in combinations(np.flatnonzero(often).tolist(), 2):
        both = data.given[one] & data.given[two]
        cells = (data.table[one] * width + data.table[two])[both]
        weights = None if alike else share[both]
        counted += often[one] * often[two] * np.bincount(cells, weights=weights, minlength=width * width)
    matrix = counted.reshape(width, width)
    return (matrix + matrix.T) * (share[0] if alike else 1.0)


def contingency(data: ReliabilityData, one: int, two: int) -> Floats:
    """Count how often a value of one coder met a value of another.

    Args:
        data: The table.
        one: Number of the first coder.
        two: Number of the second.

    Returns:
        Rows: values of the first coder; shape `(v, v)`.
    """
    width = len(data.values)
    both = data.given[one] & data.given[two]
    cells = (data.table[one] * width + data.table[two])[both]
    return np.bincount(cells, minlength=width * width).reshape(width, width).astype(np.float64)
