"""Units in columns, in blocks that nothing reaches out of: documents, or documents of many samples at once."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.agreement.continuum import Continuum
from fou_toolkit.analysis.agreement.gamma.dissimilarity import Dissimilarity, positional
from fou_toolkit.errors import DataError

__all__ = ["Blocks"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Blocks:
    """Units of several blocks.

    Args:
        coder: Number of the coder of each unit, shape `(u,)`.
        start: Where it starts.
        stop: Where it stops.
        category: Number of its category.
        block: Number of its block.
        looked: Whether a coder looked at a block, shape `(b, coders)`.
    """

    coder: Ints
    start: Floats
    stop: Floats
    category: Ints
    block: Ints
    looked: Bools

    @classmethod
    def of(cls, continuum: Continuum) -> "Blocks":
        """Take each document for a block.

        Raises:
            DataError: A coder has marked something in a document that the coder has not looked at.
        """
        if not continuum.looked[continuum.coder, continuum.document].all():
            raise DataError(
                t("A coder has marked something in a text that the coder has not looked at."),
                hint=t("Say of every coder which texts were looked at."),
            )
        return cls(
            coder=continuum.coder,
            start=continuum.start,
            stop=continuum.stop,
            category=continuum.category,
            block=continuum.document,
            looked=continuum.looked.T,
        )

    @classmethod
    def stacked(cls, parts: "list[Blocks]") -> "Blocks":
        """Put blocks of several parts side by side, in the order of the parts; each has the same number of coders."""
        before = np.cumsum([0, *(len(part.looked) for part in parts)])
        return cls(
            coder=np.concatenate([part.coder for part in parts]),
            start=np.concatenate([part.start for part in parts]),
            stop=np.concatenate([part.stop for part in parts]),
            category=np.concatenate([part.category for part in parts]),
            block=np.concatenate([part.block + first for part, first in zip(parts, before, strict=False)]),
            looked=np.concatenate([part.looked for part in parts]),
        )

    def __len__(self) -> int:
        """Give the number of units."""
        return int(self.start.size)

    @property
    def size(self) -> Ints:
        """How many coders looked at each block, shape `(b,)`."""
        size: Ints = self.looked.sum(axis=1, dtype=np.int64)
        return size

    def dissimilarity(self, first: Ints, second: Ints, measure: Dissimilarity) -> Floats:
        """Give the dissimilarity of pairs of units, where a unit and no unit have 1: `empty` is left out."""
        place = positional(self.start[first], self.stop[first], self.start[second], self.stop[second])
        kind = measure.of_categories(self.category[first], self.category[second])
        found: Floats = measure.alpha * place + measure.beta * kind
        return found
