"""Krippendorff's α for nominal data.

Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. Krippendorff, K. (2019). Content analysis, 4th ed.,
chapter 12. With o the coincidence matrix, n its sum and n_c its column sums:

    α = 1 − D_o / D_e = 1 − (n − 1) · (n − Σ o_cc) / (n² − Σ n_c²)
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.errors import FouError

__all__ = ["MISSING", "alpha", "alpha_of_coincidences", "binary_coincidences", "coincidences"]

MISSING: Final = -1
"""Stands where a coder has not looked at a unit."""

Floats = npt.NDArray[np.float64]


def coincidences(values: npt.ArrayLike) -> Floats:
    """Count which values meet in the same unit.

    A unit with m values gives m · (m − 1) ordered pairs, each of weight 1 / (m − 1); a unit with one value gives none.

    Args:
        values: Values as whole numbers from 0, `MISSING` where there is none; shape `(coders, units)`.

    Returns:
        The coincidence matrix, symmetric; shape `(v, v)` with v the number of values.

    Raises:
        ValueError: The values are no table of whole numbers from -1.

    >>> coincidences([[0, 0, 1, -1], [0, 1, 1, 1]])
    array([[2., 1.],
           [1., 2.]])
    """
    table = np.asarray(values)
    if table.ndim != 2 or not np.issubdtype(table.dtype, np.integer):  # noqa: PLR2004 - coders and units
        raise ValueError("values are a table (coders, units) of whole numbers from -1")
    table = table.astype(np.int64)
    if table.min(initial=0) < MISSING:
        raise ValueError("values are a table (coders, units) of whole numbers from -1")
    count = int(table.max(initial=-1)) + 1
    units = table.shape[1]
    given = table != MISSING
    cells = np.broadcast_to(np.arange(units), table.shape)[given] * count + table[given]
    # How often each value stands in each unit.
    standing = np.bincount(cells, minlength=units * count).reshape(units, count).astype(np.float64)
    size = standing.sum(axis=1)
    paired = size > 1
    standing, weight = standing[paired], 1 / (size[paired] - 1)
    together: Floats = (standing * weight[:, None]).T @ standing
    together[np.diag_indices(count)] -= weight @ standing
    return together


def binary_coincidences(present: npt.NDArray[np.bool_]) -> Floats:
    """Give the coincidence matrix of every unit and code, where every coder has looked at every unit.

    Args:
        present: Whether each coder has the code, shape `(coders, units, codes)`.

    Returns:
        Shape `(units, codes, 2, 2)`; zeros where there is one coder only. Matrices can be added.

    >>> binary_coincidences(np.array([[[True]], [[True]], [[False]]]))[0, 0]
    array([[0., 1.],
           [1., 1.]])
    """
    coders = present.shape[0]
    having = present.sum(axis=0).astype(np.float64)
    lacking = coders - having
    pairs = (lacking * (lacking - 1), having * lacking, having * lacking, having * (having - 1))
    matrices: Floats = np.stack(pairs, axis=-1).reshape(*having.shape, 2, 2) / max(coders - 1, 1)
    return matrices


def alpha_of_coincidences(matrix: npt.ArrayLike) -> Floats:
    """Give nominal α of coincidence matrices; NaN where only one value, or none, was used.

    Args:
        matrix: Shape `(..., v, v)`.

    Returns:
        Shape `(...)`.
    """
    observed = np.asarray(matrix, np.float64)
    totals = observed.sum(axis=-1)
    n = totals.sum(axis=-1)
    apart = n - np.trace(observed, axis1=-2, axis2=-1)
    expected = n * n - (totals * totals).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - (n - 1) * apart / expected, np.nan)


def alpha(values: npt.ArrayLike, *, level: str = "nominal") -> float:
    """Give Krippendorff's α.

    Args:
        values: Values as whole numbers from 0, `MISSING` where a coder has not looked; shape `(coders, units)`.
        level: Level of measurement; only `nominal` so far.

    Returns:
        1 for perfect agreement, 0 for what chance gives, below 0 for less; NaN where no two coders looked at the same
        unit or only one value was used, since then nothing can be said of agreement beyond chance.

    Raises:
        FouError: The level is not known.
        ValueError: The values are no table of whole numbers from -1.

    >>> round(alpha([[0, 1, 1, 0, 0], [0, 1, 0, 0, -1]]), 3)
    0.533
    """
    if level != "nominal":
        raise FouError(t("«{level}» is no level of measurement.", level=level), hint=t("Possible are: nominal"))
    return float(alpha_of_coincidences(coincidences(values)))
