"""For many codes at once: how often each coder has a code, and each pair of coders both."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.agreement.coefficients.tallies import Tallies

__all__ = ["PresenceCounts"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class PresenceCounts:
    """Counts of units by group: a document, or units that are alike. A coder looked at all of a group or at nothing.

    Args:
        units: Number of units of each group, or their length; shape `(groups,)`.
        looked: Whether a coder looked at a group, shape `(coders, groups)`.
        has: Units in which a coder has a code, shape `(coders, groups, codes)`.
        both: Units in which both coders of a pair have it, shape `(pairs, groups, codes)`; pairs as in `pairs`.
    """

    units: Floats
    looked: Bools
    has: Floats
    both: Floats

    @classmethod
    def of(cls, present: Bools, looked: Bools, group: Ints, weight: Floats | None = None) -> "PresenceCounts":
        """Count.

        Args:
            present: Whether a coder has the code in a unit, shape `(coders, units, codes)`.
            looked: Whether a coder looked at a group, shape `(coders, groups)`.
            group: Number of each unit's group, in rising order; shape `(units,)`.
            weight: What each unit counts; by default 1. Shape `(units,)`.

        >>> one = np.array([[[True]], [[True]], [[False]]])
        >>> counts = PresenceCounts.of(one, np.ones((3, 1), bool), np.array([0]))
        >>> counts.tallies().coincidences[0, 0].tolist()
        [[0.0, 1.0], [1.0, 1.0]]
        """
        groups = looked.shape[1]
        there, borders = np.unique(group, return_index=True)

        def summed(flags: "Bools | Floats") -> Floats:
            """Add up what stands in each group; a group without units has nothing."""
            sums = np.zeros((groups, *flags.shape[1:]))
            if there.size:
                parts = flags if weight is None else flags * weight.reshape(-1, *(1,) * (flags.ndim - 1))
                sums[there] = np.add.reduceat(parts, borders, axis=0, dtype=np.float64)
            return sums

        has = np.array([summed(one) * seen[:, None] for one, seen in zip(present, looked, strict=True)])
        both = [
            summed(present[one] & present[two]) * (looked[one] & looked[two])[:, None]
            for one, two in combinations(range(len(present)), 2)
        ]
        shape = len(both), groups, present.shape[2]
        return cls(summed(np.ones(group.size)), looked, has, np.array(both).reshape(shape))

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Numbers of the two coders of each pair."""
        return list(combinations(range(len(self.looked)), 2))

    def columns(self, columns: list[int]) -> "PresenceCounts":
        """Keep some codes."""
        return PresenceCounts(self.units, self.looked, self.has[..., columns], self.both[..., columns])

    def tables(self) -> Floats:
        """Give the contingency tables of all pairs; shape `(pairs, groups, codes, 2, 2)`, 0 for «has not»."""
        found = np.zeros((*self.both.shape, 2, 2))
        for place, (one, two) in enumerate(self.pairs):
            seen = (self.looked[one] & self.looked[two]) * self.units
            yes = self.both[place]
            shared = (self.looked[one] & self.looked[two])[:, None]
            only, other = self.has[one] * shared - yes, self.has[two] * shared - yes
            found[place, ..., 1, 1], found[place, ..., 1, 0], found[place, ..., 0, 1] = yes, only, other
            found[place, ..., 0, 0] = seen[:, None] - yes - only - other
        return found

    def tallies(self, times: Floats | None = None) -> Tallies:
        """Give the tallies of each group and code, shape `(groups, codes, ...)`.

        Args:
            times: How often each coder counts, shape `(coders,)`; pairs of a coder with themselves are left out.
        """
        often = np.ones(len(self.looked)) if times is None else times
        seen = self.looked * often[:, None]
        size = seen.sum(axis=0)
        tables = self.tables()
        met = np.zeros(tables.shape[1:])
        for table, (one, two) in zip(tables, self.pairs, strict=True):
            met += often[one] * often[two] * (table + np.swapaxes(table, -1, -2))
        pairs = size**2 - (seen**2).sum(axis=0)
        share = np.divide(1, pairs, out=np.zeros_like(pairs), where=pairs > 0)[:, None, None, None]
        yes = np.einsum("c,cgk->gk", often, self.has)
        said = np.divide(1, size, out=np.zeros_like(size), where=size > 0)[:, None]
        units = (self.units * (size > 0))[:, None]
        shares = np.stack((units - yes * said, yes * said), axis=-1)
        return Tallies(met * share * size[:, None, None, None], met * share, shares)
