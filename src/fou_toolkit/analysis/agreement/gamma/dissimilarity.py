"""How unlike two units are: in place, in category, and both together."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError

__all__ = ["Dissimilarity", "positional"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def positional(
    start1: npt.ArrayLike, stop1: npt.ArrayLike, start2: npt.ArrayLike, stop2: npt.ArrayLike, empty: float = 1.0
) -> Floats:
    """Give the positional dissimilarity of units: how far their ends are apart, beside how long they are.

    Mathet, Y., Widlöcher, A. & Métivier, J.-P. (2015). The unified and holistic method gamma (γ). Computational
    Linguistics, 41(3), section 4.3.1:

        d = ((|start1 − start2| + |stop1 − stop2|) / (length1 + length2))² · empty

    Args:
        start1: Starts of the first units.
        stop1: Their ends.
        start2: Starts of the second units; the shapes broadcast.
        stop2: Their ends.
        empty: Dissimilarity between a unit and no unit.

    Returns:
        0 for the same place, `empty` at most where one lies within the other, at least `empty` where they do not meet.

    >>> float(positional(4, 14, 20, 25).round(2)), float(positional(20, 30, 20, 25).round(2))
    (3.24, 0.11)
    """
    start1, stop1, start2, stop2 = (np.asarray(place, np.float64) for place in (start1, stop1, start2, stop2))
    apart = (np.abs(start1 - start2) + np.abs(stop1 - stop2)) / (stop1 - start1 + stop2 - start2)
    found: Floats = apart * apart * empty
    return found


@dataclass(frozen=True, eq=False)
class Dissimilarity:
    """The combined dissimilarity (alpha · positional + beta · categorical) · empty (Mathet et al. 2015, section 4.3.3).

    Args:
        alpha: Weight of the place, above 0.
        beta: Weight of the category, from 0.
        empty: Dissimilarity between a unit and no unit, above 0. Disorders grow with it, γ does not depend on it.
        categorical: Dissimilarity between categories, shape `(v, v)`, symmetric, from 0 (the diagonal) to 1; by default
            1 for any two categories.

    Raises:
        DataError: A weight or a dissimilarity is out of range.
    """

    alpha: float = 1.0
    beta: float = 1.0
    empty: float = 1.0
    categorical: Floats | None = None

    def __post_init__(self) -> None:
        """Refuse what has no meaning."""
        for name, value, fine in (
            ("alpha", self.alpha, self.alpha > 0),
            ("beta", self.beta, self.beta >= 0),
            ("empty", self.empty, self.empty > 0),
        ):
            if not (fine and np.isfinite(value)):
                raise DataError(
                    t("{name} cannot be {value}.", name=name, value=value),
                    hint=t("alpha and empty are above 0, beta is 0 or above."),
                )
        if self.categorical is not None:
            object.__setattr__(self, "categorical", _matrix(self.categorical))

    def fits(self, categories: int) -> None:
        """Refuse a matrix that is not about as many categories as there are.

        Raises:
            DataError: It is not.
        """
        if self.categorical is not None and len(self.categorical) != categories:
            raise DataError(
                t("The table of dissimilarities has {rows} rows.", rows=len(self.categorical)),
                hint=t("It needs one row and one column for each of the {count} categories.", count=categories),
            )

    def of_categories(self, first: Ints, second: Ints) -> Floats:
        """Give the dissimilarity of categories, from 0 to 1."""
        if self.categorical is None:
            return np.asarray(first != second, np.float64)
        unlike: Floats = self.categorical[first, second]
        return unlike


def _matrix(given: npt.ArrayLike) -> Floats:
    """Read a table of dissimilarities between categories."""
    table = np.array(given, np.float64)
    hint = t(
        "A table of dissimilarities is square and symmetric, has 0 in its diagonal and nothing below 0 or above 1."
    )
    if table.ndim != 2 or table.shape[0] != table.shape[1]:  # noqa: PLR2004 - rows and columns
        raise DataError(t("The table of dissimilarities is not square."), hint=hint)
    if not ((table >= 0) & (table <= 1)).all() or table.diagonal().any() or (table != table.T).any():
        raise DataError(t("The table of dissimilarities holds what it cannot hold."), hint=hint)
    table.flags.writeable = False
    return table
