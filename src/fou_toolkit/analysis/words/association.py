"""NLTK's measures of association: their names, their headings, and their figures."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import mark, t
from fou_toolkit.analysis.words.spoken import Ints
from fou_toolkit.errors import DataError

__all__ = ["MEASURES", "SMALLEST_BEST", "checked_measures", "heading_of", "scores_of"]

Floats = npt.NDArray[np.float64]

MEASURES: Final = (
    "likelihood_ratio",
    "pmi",
    "student_t",
    "chi_sq",
    "phi_sq",
    "poisson_stirling",
    "mi_like",
    "dice",
    "jaccard",
    "fisher",
)
"""Measures of `nltk.metrics.BigramAssocMeasures`."""
SMALLEST_BEST: Final = frozenset({"fisher"})
"""A probability: the smaller, the closer the company."""
_HEADINGS: Final = {
    "likelihood_ratio": mark("Likelihood ratio"),
    "pmi": "PMI",
    "student_t": mark("Student's t"),
    "chi_sq": "χ²",
    "phi_sq": "φ²",
    "poisson_stirling": "Poisson–Stirling",
    "mi_like": mark("MI-like"),
    "dice": "Dice",
    "jaccard": "Jaccard",
    "fisher": mark("Fisher's p"),
}
"""What stands above their columns; names of people and signs are the same in all languages."""
_NAMES: Final = frozenset({"pmi", "chi_sq", "phi_sq", "poisson_stirling", "dice", "jaccard"})


def heading_of(measure: str) -> str:
    """Give what stands above the column of a measure."""
    return _HEADINGS[measure] if measure in _NAMES else t(_HEADINGS[measure])


def checked_measures(measure: object) -> tuple[str, ...]:
    """Give the names of measures.

    Raises:
        DataError: There is no such measure.
    """
    names = (measure,) if isinstance(measure, str) else tuple(measure) if isinstance(measure, Sequence) else (measure,)
    for name in names or ("",):
        if name not in MEASURES:
            hint = t("Possible are: {names}", names=", ".join(MEASURES))
            raise DataError(t("«{value}» is not possible for {key}.", value=name, key="measure"), hint=hint)
    return tuple(str(name) for name in names)


def scores_of(measures: tuple[str, ...], near: Ints, everywhere: Ints, close: int, total: int) -> Floats:
    """Ask NLTK, word by word; shape `(words, measures)`."""
    from nltk.metrics import BigramAssocMeasures  # type: ignore[import-untyped]  # noqa: PLC0415 - heavy

    found = np.zeros((near.size, len(measures)))
    cells = list(zip(near.tolist(), everywhere.tolist(), strict=True))
    for column, name in enumerate(measures):
        score: Callable[..., float] = getattr(BigramAssocMeasures, name)
        found[:, column] = [score(here, (close, all_), total) for here, all_ in cells]
    return found
