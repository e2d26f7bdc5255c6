"""Cohen's, Scott's and Fleiss' ways to take chance into account.

Cohen, J. (1960, 1968), Scott, W. (1955), Fleiss, J. (1971); for missing data and weights with many coders, Gwet, K.
(2014). Handbook of inter-rater reliability, 4th ed. All are (observed − expected) / (1 − expected) agreement; they
differ in what they take for chance: Cohen lets each coder have habits of their own, Scott and Fleiss do not.
"""

from collections.abc import Hashable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.agreement.coefficients.chance import beyond_chance, defined_or_warn, ratio
from fou_toolkit.analysis.agreement.coefficients.distances import weights_of
from fou_toolkit.analysis.agreement.coefficients.percent import percent_of
from fou_toolkit.analysis.agreement.coefficients.reliability import ReliabilityData
from fou_toolkit.analysis.agreement.coefficients.tallies import Tallies, contingency, tallies
from fou_toolkit.errors import DataError

__all__ = ["cohen_kappa", "cohen_of", "fleiss_by_value", "fleiss_kappa", "fleiss_of", "scott_pi", "two_coders"]

Floats = npt.NDArray[np.float64]
_PAIR = 2


def cohen_of(table: Floats, weights: Floats) -> Floats:
    """Give Cohen's κ of contingency tables.

    Args:
        table: Rows: values of the first coder; shape `(..., v, v)`.
        weights: Shape `(v, v)`.

    Returns:
        Shape `(...)`.
    """
    units = table.sum(axis=(-2, -1))
    by_chance = table.sum(axis=-1)[..., :, None] * table.sum(axis=-2)[..., None, :]
    observed = ratio((weights * table).sum(axis=(-2, -1)), units)
    return beyond_chance(observed, ratio((weights * by_chance).sum(axis=(-2, -1)), units * units))


def cohen_kappa(data: object, *, weights: "str | npt.ArrayLike" = "identity") -> float:
    """Give Cohen's κ of two coders, from the units that both looked at.

    For more coders, Light's κ (1971) is the mean over all pairs of `pairwise(data, "cohen_kappa")`.

    Args:
        data: Shape `(2, units)`; see `alpha`.
        weights: `identity` (κ of 1960), `linear`, `quadratic` or `ordinal` (weighted κ of 1968), or a table of shape
            `(v, v)`. All but `identity` need numbers, or words whose order was given: `ReliabilityData.of`.

    Returns:
        NaN, with a warning that says why, where it is undefined.

    Raises:
        DataError: There are more or fewer than two coders; see `pairwise` for more. Or the values have no order that
            the weights could go by.

    >>> round(cohen_kappa(ReliabilityData.from_confusion([[20, 5], [10, 15]])), 3)
    0.4
    """
    found = two_coders(data)
    table = contingency(found, 0, 1)
    return defined_or_warn(float(cohen_of(table, weights_of(found, weights))), found)


def two_coders(data: object) -> ReliabilityData:
    """Give the units that both of two coders looked at.

    Raises:
        DataError: There are more or fewer than two coders.
    """
    found = ReliabilityData.of(data)
    if found.coders != _PAIR:
        hint = t("For each pair of coders: pairwise(...). For all of them: alpha(...) or fleiss_kappa(...).")
        raise DataError(t("There are {n} coders; this figure is about two.", n=found.coders), hint=hint)
    return replace(found, table=found.table[:, found.size == _PAIR])


def fleiss_of(counts: Tallies, weights: Floats) -> Floats:
    """Give Fleiss' κ of tallies; shape `(...)`."""
    shares = counts.prevalence
    expected = ((shares @ weights) * shares).sum(axis=-1)
    return beyond_chance(percent_of(counts, weights), expected)


def fleiss_kappa(data: object, *, weights: "str | npt.ArrayLike" = "identity") -> float:
    """Give Fleiss' κ (1971) of any number of coders; units that only one looked at count in the prevalence alone.

    Fleiss had as many ratings of each unit. Where units have different numbers of them this is Gwet's form: each unit
    counts once. The form of Fleiss & Cuzick (1979), which Stata's `kappa` takes then, counts each rating and gives
    another figure.

    Args:
        data: Shape `(coders, units)`; see `alpha`. For a table of counts, `ReliabilityData.from_counts`.
        weights: As in `cohen_kappa`.

    Returns:
        NaN, with a warning that says why, where it is undefined.

    >>> round(fleiss_kappa([[1, 2, 3, 3], [1, 2, 3, 2], [1, 1, 3, 3]]), 3)
    0.489
    """
    found = ReliabilityData.of(data)
    return defined_or_warn(float(fleiss_of(tallies(found), weights_of(found, weights))), found)


def fleiss_by_value(data: object) -> dict[Hashable, float]:
    """Give Fleiss' κ of each value against all others (Fleiss 1971, p. 381); NaN for a value that nobody or all used.

    Args:
        data: Shape `(coders, units)`; see `alpha`.

    >>> found = fleiss_by_value([[1, 2, 3, 3], [1, 2, 3, 2], [1, 1, 3, 3]])
    >>> {value: round(figure, 3) for value, figure in found.items()}
    {1: 0.625, 2: 0.111, 3: 0.657}
    """
    found = ReliabilityData.of(data)
    counts = tallies(found)
    shares = counts.prevalence
    apart = ratio(counts.pairs.sum(axis=-1) - np.diag(counts.pairs), counts.compared)
    figures = 1 - ratio(apart, shares * (1 - shares))
    return dict(zip(found.values, figures.tolist(), strict=True))


def scott_pi(data: object, *, weights: "str | npt.ArrayLike" = "identity") -> float:
    """Give Scott's π (1955) of two coders: Fleiss' κ is what it became for more.

    Args:
        data: Shape `(2, units)`; see `alpha`. Units that one coder left out are left out.
        weights: As in `cohen_kappa`.

    Returns:
        NaN, with a warning that says why, where it is undefined.

    Raises:
        DataError: There are more or fewer than two coders.

    >>> round(scott_pi(ReliabilityData.from_confusion([[20, 10], [20, 50]])), 3)
    0.341
    """
    return fleiss_kappa(two_coders(data), weights=weights)
