"""How far two values are apart, and how much of a disagreement that is.

Krippendorff, K. (2019). Content analysis, 4th ed., chapter 12, for the levels of measurement; Passonneau, R. (2006).
Measuring agreement on set-valued items (MASI), for sets of codes; Cohen, J. (1968) and Gwet, K. (2014), for weights.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.agreement.coefficients.reliability import ReliabilityData
from fou_toolkit.errors import DataError

__all__ = [
    "LEVELS",
    "WEIGHTS",
    "Distance",
    "agreement_weights",
    "check_level",
    "disagreement",
    "jaccard",
    "masi",
    "weights_of",
]

Floats = npt.NDArray[np.float64]
Distance = Callable[[Hashable, Hashable], float]
"""How much of a disagreement two values are: 0 for none."""

LEVELS: Final = ("nominal", "ordinal", "interval", "ratio", "jaccard", "masi")
"""Levels of measurement; the last two are for sets of codes."""
WEIGHTS: Final = ("identity", "linear", "quadratic", "ordinal")
"""Weights of agreement for κ, AC2 and their kin."""


def jaccard(one: Hashable, two: Hashable) -> float:
    """Give the share of codes in either set that is not in both; two empty sets agree.

    >>> round(jaccard({"a", "b"}, {"b", "c"}), 3), jaccard(set(), set())
    (0.667, 0.0)
    """
    first, second = _set(one), _set(two)
    either = first | second
    return 1 - len(first & second) / len(either) if either else 0.0


def masi(one: Hashable, two: Hashable) -> float:
    """Give Passonneau's distance of two sets: Jaccard's, softened where one set holds the other.

    >>> round(masi({"a"}, {"a", "b"}), 3), masi({"a"}, {"b"}), round(masi({"a", "b"}, {"b", "c"}), 3)
    (0.667, 1.0, 0.889)
    """
    first, second = _set(one), _set(two)
    if first == second:
        return 0.0
    kind = 2 / 3 if first <= second or second <= first else 1 / 3 if first & second else 0.0
    return 1 - kind * (1 - jaccard(first, second))


def _set(value: Hashable) -> frozenset[Hashable]:
    if isinstance(value, (frozenset, set)):
        return frozenset(value)
    hint = t("A unit's value is a set of codes, such as {example}; an empty set for none.", example='{"M1", "F6"}')
    raise DataError(t("«{value}» is no set of codes.", value=value), hint=hint)


def disagreement(values: Sequence[Hashable], level: "str | Distance", totals: Floats) -> Floats:
    """Give how much of a disagreement each pair of values is: δ² of the levels, the distance itself for sets.

    Args:
        values: The values, shape `(v,)`.
        level: One of `LEVELS`, or a function of two different values: a number from 0, the same in both directions.
        totals: How often each value occurs, shape `(..., v)`; ordinal disagreement depends on it.

    Returns:
        Shape `(v, v)`, for ordinal data `(..., v, v)`; zeros on the diagonal.

    Raises:
        DataError: The level is unknown, the values do not fit it, or the function gives no distances.
    """
    if callable(level):
        return _distances(values, level)
    if level not in LEVELS:
        hint = t("Possible are: {names}", names=", ".join(LEVELS))
        raise DataError(t("«{level}» is no level of measurement.", level=level), hint=hint)
    if level == "nominal":
        return 1 - np.eye(len(values))
    if level == "ordinal":
        # Between two values stand all that lie between them, and half of each of the two.
        middle = np.cumsum(totals, axis=-1) - totals / 2
        between: Floats = (middle[..., :, None] - middle[..., None, :]) ** 2
        return between
    if level in {"jaccard", "masi"}:
        return disagreement(values, jaccard if level == "jaccard" else masi, totals)
    number = _numbers(values, level)
    apart = number[:, None] - number
    if level == "ratio":
        sums = number[:, None] + number
        apart = np.divide(apart, sums, out=np.zeros_like(apart), where=sums != 0)
    return apart**2


def _distances(values: Sequence[Hashable], distance: Distance) -> Floats:
    """Give the distance of each pair of values; refuse what is none."""
    given = [[0.0 if one == two else distance(one, two) for two in values] for one in values]
    try:
        table = np.array(given, np.float64).reshape(len(values), len(values))
    except (TypeError, ValueError):
        table = np.full((len(values), len(values)), np.nan)
    # What is worked out in another order may differ by rounding.
    wrong = ~((table >= 0) & np.isfinite(table)) | ~np.isclose(table, table.T, rtol=_ROUNDING, atol=0)
    if wrong.any():
        one, two = np.argwhere(wrong)[0].tolist()
        hint = t("A distance is a number from 0, the same in both directions.")
        message = t(
            "From «{one}» to «{two}» it is {figure}, back it is {back}.",
            one=values[one],
            two=values[two],
            figure=given[one][two],
            back=given[two][one],
        )
        raise DataError(message, hint=hint)
    return table


_ROUNDING: Final = 1e-9


def check_level(data: ReliabilityData, level: "str | Distance") -> None:
    """Refuse ordinal data whose order nobody has told.

    Raises:
        DataError: The values are words, and sorted only.
    """
    if isinstance(level, str) and level == "ordinal":
        _check_order(data)


def _check_order(data: ReliabilityData) -> None:
    if not data.ordered:
        hint = t("Say it, lowest first: {example}", example='ReliabilityData.of(..., values=["low", "middle", "high"])')
        raise DataError(
            t("Which order do the values have? {values}", values=", ".join(map(str, data.values))), hint=hint
        )


def weights_of(data: ReliabilityData, weights: "str | npt.ArrayLike") -> Floats:
    """Give `agreement_weights` of the values of a table; its words need an order that somebody has told.

    Raises:
        DataError: The values are words, and sorted only; or the weights are none.
    """
    if isinstance(weights, str) and weights in WEIGHTS and weights != "identity":
        _check_order(data)
    return agreement_weights(data.values, weights)


def _numbers(values: Sequence[Hashable], level: str) -> Floats:
    """Read values as numbers."""
    try:
        number = np.array([float(value) for value in values])  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        number = np.full(len(values), np.nan)
    if not np.isfinite(number).all():
        hint = t('Words have no distance. For words in an order: level="ordinal" and values=[...].')
        raise DataError(t("The values are no numbers."), hint=hint)
    if level == "ratio" and (number < 0).any():
        hint = t('A ratio scale begins at zero; for other numbers: level="interval".')
        raise DataError(t("There are values below zero."), hint=hint)
    return number


def agreement_weights(values: Sequence[Hashable], weights: "str | npt.ArrayLike") -> Floats:
    """Give how much of an agreement each pair of values is, from 0 to 1.

    Args:
        values: The values, shape `(v,)`. Linear and quadratic weights take them as numbers if they are numbers,
            else as 1, 2, 3 ... in their order.
        weights: One of `WEIGHTS`, or a table of shape `(v, v)`.

    Returns:
        Shape `(v, v)`; ones on the diagonal.

    Raises:
        DataError: The weights are unknown, or the table is not one of weights.

    >>> agreement_weights([1, 2, 3], "linear").tolist()
    [[1.0, 0.5, 0.0], [0.5, 1.0, 0.5], [0.0, 0.5, 1.0]]
    """
    if not isinstance(weights, str):
        return _given(weights, len(values))
    if weights not in WEIGHTS:
        hint = t("Possible are: {names}", names=", ".join(WEIGHTS))
        raise DataError(t("«{value}» is not possible for {key}.", value=weights, key="weights"), hint=hint)
    count = len(values)
    if weights == "identity" or count < 2:  # noqa: PLR2004 - one value agrees with itself
        return np.eye(count)
    place = np.arange(count, dtype=np.float64)
    if weights == "ordinal":
        # Pairs of values that lie within the stretch from the one to the other (Gwet 2014).
        steps: Floats = np.abs(place[:, None] - place) + 1
        within: Floats = 1 - steps * (steps - 1) / (count * (count - 1))
        return within
    number = place if any(isinstance(value, (str, frozenset)) for value in values) else _numbers(values, weights)
    apart: Floats = np.abs(number[:, None] - number)
    near: Floats = 1 - (apart / apart.max()) ** (2 if weights == "quadratic" else 1)
    return near


def _given(weights: npt.ArrayLike, count: int) -> Floats:
    try:
        table = np.asarray(weights, np.float64)
    except (TypeError, ValueError):
        table = np.zeros(0)
    fits = table.shape == (count, count) and bool(((table >= 0) & (table <= 1)).all())
    if not fits or not (np.diag(table) == 1).all() or not np.array_equal(table, table.T):
        hint = t("Weights are a symmetric table of {n} × {n} numbers from 0 to 1, with ones on the diagonal.", n=count)
        raise DataError(t("These are no weights of agreement."), hint=hint)
    return table
