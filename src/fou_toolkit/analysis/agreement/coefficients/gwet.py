"""Gwet's AC1 and AC2: chance only where coders are in doubt.

Gwet, K. (2008). Computing inter-rater reliability and its variance in the presence of high agreement. British Journal
of Mathematical and Statistical Psychology 61, 29–48; Gwet, K. (2014). Handbook of inter-rater reliability, 4th ed. With
π_k the prevalence of value k, q values and T the sum of the weights: expected = T / (q (q − 1)) · Σ π_k (1 − π_k).
"""

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.agreement.coefficients.chance import beyond_chance, defined_or_warn, ratio
from fou_toolkit.analysis.agreement.coefficients.distances import weights_of
from fou_toolkit.analysis.agreement.coefficients.percent import percent_of
from fou_toolkit.analysis.agreement.coefficients.reliability import ReliabilityData
from fou_toolkit.analysis.agreement.coefficients.tallies import Tallies, tallies

__all__ = ["ac1", "ac2", "ac_of"]

Floats = npt.NDArray[np.float64]


def ac_of(counts: Tallies, weights: Floats) -> Floats:
    """Give AC2 of tallies, which is AC1 where only equal values agree; shape `(...)`."""
    shares = counts.prevalence
    q = weights.shape[0]
    doubt = (shares * (1 - shares)).sum(axis=-1)
    return beyond_chance(percent_of(counts, weights), ratio(weights.sum() * doubt, np.asarray(q * (q - 1.0))))


def ac1(data: object) -> float:
    """Give Gwet's AC1.

    It stays high where a value is rare or common, which is what α and κ do not do; that is neither a merit nor a fault,
    see «Which figure when». Say which values were possible if nobody used some: `ReliabilityData.of(data, values=...)`.

    Args:
        data: Shape `(coders, units)`; see `alpha`.

    Returns:
        NaN, with a warning that says why, where it is undefined.

    >>> round(ac1(ReliabilityData.from_confusion([[8, 1], [0, 1]])), 4)
    0.8658
    """
    return ac2(data, weights="identity")


def ac2(data: object, *, weights: "str | npt.ArrayLike" = "quadratic") -> float:
    """Give Gwet's AC2, in which some values agree in part.

    Args:
        data: Shape `(coders, units)`; see `alpha`. Numbers, or words whose order was given: `ReliabilityData.of`.
        weights: As in `cohen_kappa`.

    Returns:
        NaN, with a warning that says why, where it is undefined.

    >>> round(ac2([[1, 2, 3, 3], [1, 2, 3, 2]], weights="linear"), 3)
    0.724
    """
    found = ReliabilityData.of(data)
    return defined_or_warn(float(ac_of(tallies(found), weights_of(found, weights))), found)
