"""Krippendorff's α, for any number of coders, missing data and any level of measurement.

Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. Krippendorff, K. (2019). Content analysis, 4th ed.,
chapter 12. With o the coincidence matrix, n its sum, n_c its column sums and δ² the disagreement of two values:

    α = 1 − D_o / D_e = 1 − (n − 1) · Σ o_ck δ²_ck / Σ n_c n_k δ²_ck
"""

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.agreement.coefficients.chance import defined_or_warn, ratio
from fou_toolkit.analysis.agreement.coefficients.distances import Distance, check_level, disagreement
from fou_toolkit.analysis.agreement.coefficients.reliability import ReliabilityData
from fou_toolkit.analysis.agreement.coefficients.tallies import coincidences

__all__ = ["alpha", "alpha_of", "alpha_of_sums"]

Floats = npt.NDArray[np.float64]


def alpha_of(matrix: Floats, values: tuple[object, ...] | None = None, level: "str | Distance" = "nominal") -> Floats:
    """Give α of coincidence matrices; NaN where fewer than two values were used.

    Args:
        matrix: Shape `(..., v, v)`.
        values: The values, shape `(v,)`; not needed for nominal data.
        level: As in `alpha`.

    Returns:
        Shape `(...)`.
    """
    totals = matrix.sum(axis=-1)
    if level == "nominal":
        return alpha_of_sums(totals.sum(axis=-1) - np.trace(matrix, axis1=-2, axis2=-1), totals)
    delta = disagreement(values or (), level, totals)
    return alpha_of_sums((matrix * delta).sum(axis=(-2, -1)), totals, delta)


def alpha_of_sums(apart: Floats, totals: Floats, delta: Floats | None = None) -> Floats:
    """Give α of sums of coincidences; NaN where fewer than two values were used.

    Args:
        apart: Disagreement that was observed, Σ o_ck δ²_ck; shape `(...)`.
        totals: How often each value occurs in pairs, n_c; shape `(..., v)`.
        delta: δ² of the values, shape `(v, v)` or `(..., v, v)`; not needed for nominal data.

    Returns:
        Shape `(...)`.
    """
    n = totals.sum(axis=-1)
    if delta is None:
        # What is left of a difference of large sums by rounding is nothing; below there is no difference.
        expected = n * n - (totals * totals).sum(axis=-1)
        expected = np.where(expected > _ROUNDING * n * n, expected, 0.0)
    else:
        expected = ((totals[..., None, :] @ delta)[..., 0, :] * totals).sum(axis=-1)
    found: Floats = 1 - (n - 1) * ratio(apart, expected)
    return found


_ROUNDING = 1e-13


def alpha(data: object, *, level: "str | Distance" = "nominal") -> float:
    """Give Krippendorff's α.

    Args:
        data: Shape `(coders, units)`, with `None` or NaN where a coder has not looked; see `ReliabilityData.of` for
            tables the other way round, other signs for what is missing, and the order of words.
        level: `nominal`, `ordinal`, `interval` or `ratio`; `jaccard` or `masi` for sets of codes; or a function that
            says how much of a disagreement two different values are: from 0, the same in both directions.

    Returns:
        1 for perfect agreement, 0 for what chance gives, below 0 for less. NaN, with a warning that says why, where no
        two coders looked at the same unit or only one value was used.

    Raises:
        DataError: It is no table, or the values do not fit the level; words are ordinal data only if their order was
            given.

    >>> round(alpha([[0, 1, 1, 0, 0], [0, 1, 0, 0, None]]), 3)
    0.533
    >>> round(alpha([[1, 2, 3, 3], [1, 2, 3, 4]], level="interval"), 3)
    0.889
    """
    found = ReliabilityData.of(data)
    check_level(found, level)
    return defined_or_warn(float(alpha_of(coincidences(found), found.values, level)), found)
