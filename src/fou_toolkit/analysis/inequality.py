"""How unevenly something is shared: Gini's coefficient and Shannon's entropy."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError

__all__ = ["entropy", "gini"]

Floats = npt.NDArray[np.float64]
Amounts = Sequence[float] | npt.NDArray[np.float64] | npt.NDArray[np.int64]


def gini(values: Amounts, weights: Amounts | None = None, *, corrected: bool = False) -> float:
    """Give Gini's coefficient: 0 where all have the same; the nearer to 1, the more one has alone.

    It is half of the mean difference between two people, divided by the mean (Sen, A. 1973, On economic inequality,
    «The Gini coefficient and the relative mean difference»)::

        G = sum_i sum_j w_i w_j |x_i - x_j| / (2 W² m)      W = sum of weights, m = weighted mean

    Among n people it cannot be larger than (n - 1) / n: one half if two people talk. `corrected` multiplies it by
    n / (n - 1), so that 1 means «one has everything» whatever the number of people (Dixon, Weiner, Mitchell-Olds &
    Woodley 1987, Ecology 68, page 1548). Only so can talks of two and of seven people be compared.

    Args:
        values: What each person has, such as words; from 0 on.
        weights: How many people have that much each; by default one.
        corrected: Whether to correct for the number of people; then there are no weights.

    Returns:
        NaN where nobody has anything, and with `corrected` where there is one person only.

    Raises:
        DataError: There are no values, or one is negative or no number.

    >>> gini([1, 1, 1]), gini([0, 4]), gini([0, 4], corrected=True)
    (0.0, 0.5, 1.0)
    """
    amounts = _checked(values, "values")
    if corrected and weights is not None:
        hint = t("Repeat each value as often as its weight says.")
        raise DataError(t("«{value}» is not possible for {key}.", value="corrected", key="weights"), hint=hint)
    often = np.ones(amounts.size) if weights is None else _checked(weights, "weights")
    if often.size != amounts.size:
        raise DataError(t("There are {n} values and {m} weights.", n=amounts.size, m=often.size))
    number = amounts.size
    order = np.argsort(amounts, kind="stable")
    amounts, often = amounts[order], often[order]
    total, everybody = float((amounts * often).sum()), float(often.sum())
    if total <= 0 or (corrected and number == 1):
        return math.nan
    upto = np.cumsum(often)
    found = float((often * amounts * (2 * upto - often)).sum()) / (everybody * total) - 1
    # Rounding must not make equal shares less than equal.
    found = max(round(found, 15), 0.0)
    return found * number / (number - 1) if corrected else found


def entropy(values: Amounts, *, normalised: bool = True) -> float:
    """Give Shannon's entropy of shares: 0 where one has everything; the larger, the more even.

    H = -sum_i p_i ln p_i (Shannon 1948, A mathematical theory of communication, section 6). Normalised it is divided by
    the largest possible, ln n, so that 1 means «all have the same» (Pielou 1966, Journal of Theoretical Biology 13,
    page 131: evenness).

    Args:
        values: What each person has, such as words; from 0 on. Those who have nothing count among the n.
        normalised: Whether to divide by ln n; else the entropy is in nats.

    Returns:
        NaN where nobody has anything, and normalised where there is one person only.

    Raises:
        DataError: There are no values, or one is negative or no number.

    >>> entropy([5, 5, 5]), entropy([7, 0])
    (1.0, 0.0)
    """
    amounts = _checked(values, "values")
    total = float(amounts.sum())
    if total <= 0 or (normalised and amounts.size == 1):
        return math.nan
    shares = amounts[amounts > 0] / total
    found = float(-(shares * np.log(shares)).sum())
    # The last digit is the logarithm's, and there is no minus zero.
    return round(min(found / math.log(amounts.size), 1.0) if normalised else found, 15) + 0.0


def _checked(values: Amounts, key: str) -> Floats:
    """Give the values as a column."""
    hint = t("Give a list of numbers from 0 on.")
    try:
        column = np.asarray(values, np.float64)
    except (TypeError, ValueError):
        column = np.zeros(0)
    if column.ndim != 1 or not column.size:
        raise DataError(t("There are no numbers in {key}.", key=key), hint=hint)
    if not np.isfinite(column).all() or (column < 0).any():
        raise DataError(t("Something in {key} is negative or no number.", key=key), hint=hint)
    return column
