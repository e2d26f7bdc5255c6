"""How strongly two codes hang together: figures of the counts of both and of their pairs.

- c-coefficient: `n12 / (n1 + n2 - n12)`, as in ATLAS.ti's code co-occurrence table.
- Jaccard, P. (1912). The distribution of the flora in the alpine zone. New Phytologist 11, p. 37-50: units with both of
  units with either.
- Pointwise mutual information, base 2: Church, K. W. & Hanks, P. (1990). Word association norms, mutual information,
  and lexicography. Computational Linguistics 16(1), p. 23: `log2(N n12 / (n1 n2))`.
- Lift, there called interest: Brin, S., Motwani, R., Ullman, J. D. & Tsur, S. (1997). Dynamic itemset counting and
  implication rules for market basket data. SIGMOD, section 4: `N n12 / (n1 n2)`.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError

__all__ = [
    "IN_UNITS",
    "MEASURES",
    "UNEQUAL",
    "c_coefficient",
    "jaccard",
    "lift",
    "measured",
    "out_of_range",
    "pmi",
    "unequal",
]

Floats = npt.NDArray[np.float64]

MEASURES: Final = ("count", "c", "jaccard", "pmi", "lift")
UNEQUAL: Final = 5
"""From more than so many times as frequent on, c is low whatever hangs together (ATLAS.ti)."""

IN_UNITS: Final = ("jaccard", "pmi", "lift")
"""Measures that ask in how many of all units something stands; overlaps have no units."""


def c_coefficient(both: npt.ArrayLike, one: npt.ArrayLike, other: npt.ArrayLike) -> Floats:
    """Give ATLAS.ti's coefficient; from 0, never together, to 1, never apart, unless codings of one code overlap.

    >>> float(c_coefficient(5, 100, 10).round(3))
    0.048
    """
    n12, n1, n2 = _floats(both, one, other)
    return _ratio(n12, n1 + n2 - n12)


def jaccard(both: npt.ArrayLike, one: npt.ArrayLike, other: npt.ArrayLike) -> Floats:
    """Give the share of units with both codes, of those with either; the same as c where units are counted."""
    return c_coefficient(both, one, other)


def lift(both: npt.ArrayLike, one: npt.ArrayLike, other: npt.ArrayLike, units: float) -> Floats:
    """Give how many times as often codes stand together as they would by chance.

    >>> float(lift(10, 20, 50, 100))
    1.0
    """
    n12, n1, n2 = _floats(both, one, other)
    return _ratio(n12 * float(units), n1 * n2)


def pmi(both: npt.ArrayLike, one: npt.ArrayLike, other: npt.ArrayLike, units: float) -> Floats:
    """Give pointwise mutual information in bits: the logarithm of lift to the base 2; minus infinity if never together.

    >>> float(pmi(20, 42, 20, 14307668).round(2))
    18.38
    """
    with np.errstate(divide="ignore"):
        found: Floats = np.log2(lift(both, one, other, units))
    return found


def measured(name: str, both: Floats, single: Floats, units: int | None) -> Floats:
    """Give one measure for all pairs.

    Args:
        name: One of `MEASURES`.
        both: How often two codes stand together, shape `(k, k)`.
        single: How often each stands anywhere, shape `(k,)`.
        units: Of how many units; `None` where overlaps were counted.

    Returns:
        Shape `(k, k)`; NaN on the diagonal, and where nothing can be said.

    Raises:
        DataError: There is no such measure, or it needs units.
    """
    if name not in MEASURES:
        hint = t("Possible are: {names}", names=", ".join(MEASURES))
        raise DataError(t("«{value}» is not possible for {key}.", value=name, key="measure"), hint=hint)
    if units is None and name in IN_UNITS:
        hint = t("Count units: {example}", example='within="sentence"')
        raise DataError(t("Overlaps have no number of units, which {measure} needs.", measure=name), hint=hint)
    one, other = single[:, None], single[None, :]
    found: Floats
    if name == "count":
        found = np.array(both, np.float64)
    elif name in ("c", "jaccard"):
        found = c_coefficient(both, one, other)
    else:
        found = (pmi if name == "pmi" else lift)(both, one, other, units or 0)
    np.fill_diagonal(found, np.nan)
    return found


def out_of_range(both: Floats, single: Floats) -> npt.NDArray[np.bool_]:
    """Tell which c lie outside of 0 to 1, or cannot be given though codes stand together; shape `(k, k)`."""
    rest = single[:, None] + single[None, :] - both
    flags: npt.NDArray[np.bool_] = (both > 0) & ((rest <= 0) | (both > rest))
    np.fill_diagonal(flags, val=False)
    return flags


def unequal(single: Floats) -> npt.NDArray[np.bool_]:
    """Tell for which pairs one code is more than `UNEQUAL` times as frequent as the other; shape `(k, k)`."""
    flags: npt.NDArray[np.bool_] = single[:, None] > UNEQUAL * single[None, :]
    return flags | flags.T


def _floats(*numbers: npt.ArrayLike) -> tuple[Floats, ...]:
    return tuple(np.asarray(one, np.float64) for one in numbers)


def _ratio(above: Floats, below: Floats) -> Floats:
    """Divide; what is divided by nothing is not known."""
    above, below = np.broadcast_arrays(above, below)
    found: Floats = np.full(above.shape, np.nan)
    np.divide(above, below, out=found, where=below != 0)
    return found
