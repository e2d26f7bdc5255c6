"""What the forms of 1995 and 2004 have in common: squared distances between units, each category by itself."""

import math
from collections.abc import Hashable
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.agreement.continuum import Continuum
from fou_toolkit.analysis.agreement.unitizing.borders import Placed, each_category, placed
from fou_toolkit.errors import DataError

__all__ = ["UnitizingAlpha", "measured"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class UnitizingAlpha:
    """Disagreement on each category, observed and expected.

    Args:
        categories: Names of the categories.
        observed: Observed disagreement, shape `(v,)`.
        expected: Expected disagreement, shape `(v,)`; NaN where there are fewer than two coders or no continuum.
    """

    categories: tuple[Hashable, ...]
    observed: Floats
    expected: Floats

    @property
    def alpha(self) -> float:
        """α of all categories together; NaN where nothing was marked."""
        return _complement(float(self.observed.sum()), float(self.expected.sum()))

    @property
    def by_category(self) -> dict[Hashable, float]:
        """α of each category; NaN where it was not used."""
        pairs = zip(self.observed.tolist(), self.expected.tolist(), strict=True)
        return dict(zip(self.categories, (_complement(*pair) for pair in pairs), strict=True))


def _complement(observed: float, expected: float) -> float:
    return 1 - observed / expected if expected > 0 else math.nan


def measured(continuum: Continuum, step: float) -> UnitizingAlpha:
    """Work out the disagreements.

    Args:
        continuum: Units; those of different categories may overlap.
        step: Shortest length that a unit may have: 1 where places are counted, 0 where they can be cut ever finer.

    Raises:
        DataError: Some coder has not looked at some document, or a unit is shorter than a step.
    """
    _check(continuum, step)
    kinds, coders = len(continuum.categories), len(continuum.coders)
    whole = float((continuum.end - continuum.begin).sum())
    if coders < 2 or not whole:  # noqa: PLR2004 - a pair
        return UnitizingAlpha(continuum.categories, np.zeros(kinds), np.full(kinds, np.nan))
    each = each_category(continuum)
    found = placed(each)
    kind = found.at // len(continuum.documents)
    observed = _observed(found, kind, kinds) * 2 / (coders * (coders - 1) * whole**2)
    expected = np.zeros(kinds)
    lengths = _split(found.lengths, kind, kinds)
    wide, owner = _gaps(found, each)
    gaps = _split(wide, owner // (coders * len(continuum.documents)), kinds)
    for number in range(kinds):
        expected[number] = _expected(lengths[number], gaps[number], whole, coders, step)
    return UnitizingAlpha(continuum.categories, observed, expected)


def _check(continuum: Continuum, step: float) -> None:
    """Refuse what the forms have no place for."""
    if not continuum.looked.all():
        raise DataError(
            t("The forms of 1995 and 2004 need coders who have all looked at all texts."),
            hint=t("Use the figures of 2016, such as u_alpha."),
        )
    if (continuum.length < step).any():
        raise DataError(
            t("The form of 2004 counts places, and a unit is shorter than one."),
            hint=t("Measure in smaller units, or use unitizing_alpha_1995."),
        )


def _observed(found: Placed, kind: Ints, kinds: int) -> Floats:
    """Add up the squared distances of all pairs of coders, each pair once; shape `(kinds,)`."""
    total = np.zeros(kinds)
    start, stop = found.place[found.first], found.place[found.last]
    of_coder = [np.flatnonzero(found.slot == slot) for slot in range(int(found.coders.max(initial=0)))]
    for one, two in combinations(of_coder, 2):
        left, right = _meeting(found, one, two)
        distance = (start[left] - start[right]) ** 2 + (stop[left] - stop[right]) ** 2
        total += np.bincount(kind[left], distance, kinds)
        for units, met in ((one, left), (two, right)):
            # A unit that meets none of the other coder's lies in a gap, and as much is missing there.
            alone = units[~np.isin(units, met)]
            total += np.bincount(kind[alone], (stop[alone] - start[alone]) ** 2, kinds)
    return total


def _meeting(found: Placed, one: Ints, two: Ints) -> tuple[Ints, Ints]:
    """Give all pairs of units of two coders that have a place in common.

    Borders are in one line for all documents and a coder's units do not overlap: those that meet a unit are neighbours.
    """
    low = np.searchsorted(found.last[two], found.first[one], side="right")
    count = np.searchsorted(found.first[two], found.last[one], side="left") - low
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(one, count), two[np.repeat(low, count) + within]


def _gaps(found: Placed, continuum: Continuum) -> tuple[Floats, Ints]:
    """Give the lengths of all gaps, and whose they are: document times coders plus coder.

    Args:
        found: Units by document and coder, as they stand in the continuum.
        continuum: Where they come from; all coders looked at all documents.
    """
    coders = len(continuum.coders)
    owner = found.at * coders + found.slot
    start, stop = found.place[found.first], found.place[found.last]
    # Where the next gap of each coder in each document begins: at first where the document does.
    onward = np.repeat(continuum.begin, coders)
    before = onward[owner]
    again = owner[1:] == owner[:-1]
    before[1:][again] = stop[:-1][again]
    final = np.append(~again, True)[: owner.size]
    onward[owner[final]] = stop[final]
    lengths = np.concatenate((start - before, np.repeat(continuum.end, coders) - onward))
    return lengths, np.concatenate((owner, np.arange(onward.size)))


def _split(values: Floats, kind: Ints, kinds: int) -> list[Floats]:
    """Give the values of each kind."""
    order = np.argsort(kind, kind="stable")
    ends = np.concatenate(([0], np.cumsum(np.bincount(kind, minlength=kinds))))
    return [values[order[begin:end]] for begin, end in pairwise(ends)]


def _expected(lengths: Floats, gaps: Floats, whole: float, coders: int, step: float) -> float:
    """Give the mean squared distance when units and gaps of one category lie anywhere."""
    gaps = np.sort(gaps)
    wide = np.searchsorted(gaps, lengths, side="left")
    # Places at which a unit fits into gaps: Σ (gap − length + step) over those gaps that are no shorter.
    above = np.concatenate((np.cumsum(gaps[::-1])[::-1], [0.0]))[wide]
    room = above - (gaps.size - wide) * (lengths - step)
    meeting = (lengths.size - 1) / 3 * (2 * lengths**3 - 3 * lengths**2 * step + lengths * step**2)
    pairs = coders * whole * (coders * whole - step) - (lengths * (lengths - step)).sum()
    return float((meeting + lengths**2 * room).sum() * 2 / whole / pairs)
