"""Agreement as it is, and agreement against dice: percent and Bennett's S."""

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.agreement.coefficients.chance import beyond_chance, defined_or_warn, ratio
from fou_toolkit.analysis.agreement.coefficients.distances import weights_of
from fou_toolkit.analysis.agreement.coefficients.reliability import ReliabilityData
from fou_toolkit.analysis.agreement.coefficients.tallies import Tallies, tallies

__all__ = ["bennett_s", "percent_agreement", "percent_of", "positive_of", "s_of"]

Floats = npt.NDArray[np.float64]


def percent_of(counts: Tallies, weights: Floats) -> Floats:
    """Give the share of pairs of coders that agree, each unit counting once; shape `(...)`."""
    return ratio((counts.pairs * weights).sum(axis=(-2, -1)), counts.compared)


def percent_agreement(data: object, *, weights: "str | npt.ArrayLike" = "identity") -> float:
    """Give the share of units in which two coders agree, or the mean share of pairs of coders; 0 to 1.

    Args:
        data: Shape `(coders, units)`; see `alpha`.
        weights: As in `cohen_kappa`.

    Returns:
        NaN, with a warning that says why, where no two coders looked at the same unit.

    >>> percent_agreement([[1, 2, 3, 3], [1, 2, 3, None]])
    1.0
    """
    found = ReliabilityData.of(data)
    return defined_or_warn(float(percent_of(tallies(found), weights_of(found, weights))), found)


def positive_of(counts: Tallies) -> Floats:
    """Give the positive agreement of two-valued tallies: where one says «yes», how often does another.

    Cicchetti, D. & Feinstein, A. (1990). High agreement but low kappa: II. For two coders it is Dice's coefficient (F).

    Returns:
        Shape `(...)`; NaN where nobody said «yes».
    """
    yes = counts.coincidences[..., 1, :]
    return ratio(yes[..., 1], yes.sum(axis=-1))


def s_of(counts: Tallies, weights: Floats) -> Floats:
    """Give Bennett's S of tallies; shape `(...)`."""
    expected = weights.sum() / max(weights.shape[0], 1) ** 2
    return beyond_chance(percent_of(counts, weights), np.asarray(expected))


def bennett_s(data: object, *, weights: "str | npt.ArrayLike" = "identity") -> float:
    """Give S (Bennett, Alpert & Goldstein 1954), for more coders and weights also known as Brennan and Prediger's κ.

    Chance is a die with as many sides as there are values. Say which values were possible, also those that nobody used:
    `ReliabilityData.of(data, values=...)`; S grows with their number. For two values it is PABAK (Byrt, Bishop & Carlin
    1993): 2 · percent − 1.

    Args:
        data: Shape `(coders, units)`; see `alpha`.
        weights: As in `cohen_kappa`.

    Returns:
        NaN, with a warning that says why, where it is undefined.

    >>> round(bennett_s(ReliabilityData.from_confusion([[20, 10], [20, 50]])), 3)
    0.4
    """
    found = ReliabilityData.of(data)
    return defined_or_warn(float(s_of(tallies(found), weights_of(found, weights))), found)
