"""Counts that people may see: numbers from few people are left out of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.cooccurrence.together import Place, Together
from fou_toolkit.analysis.counted import Selection
from fou_toolkit.analysis.small_cells import SmallCells, small_cells_of
from fou_toolkit.errors import DataError

__all__ = ["Shown", "checked_small"]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_HOW = ("suppress", "passages", "show")


def checked_small(cells: SmallCells) -> SmallCells:
    """Refuse what has no meaning where there are no groups.

    Raises:
        DataError: Groups are to be put together.
    """
    if cells.how not in _HOW:
        hint = t("Possible are: {names}", names=", ".join(_HOW))
        raise DataError(t("«{value}» is not possible for {key}.", value=cells.how, key="small"), hint=hint)
    return cells


@dataclass(frozen=True, eq=False, repr=False)
class Shown:
    """Counts of codes and pairs; NaN where a number is hidden.

    A pair is hidden as well if one of its codes is: its number is a part of that code's.

    Args:
        _together: All counts.
        small: What happens to numbers from few people.
        _people: Gives how many people are behind each pair, and on the diagonal behind each code, shape `(k, k)`;
            `None` where nobody knows.
    """

    _together: Together
    small: SmallCells
    _people: Callable[[], Ints] | None = None

    @classmethod
    def of_codings(cls, together: Together, small: SmallCells | str | None) -> "Shown":
        """Give the counts of codings without texts: who says what is coded, nobody knows."""
        return cls(together, checked_small(small_cells_of(small)))

    @property
    def units(self) -> int | None:
        """Number of units; `None` where there are none."""
        return self._together.units

    @property
    def whole_texts(self) -> bool:
        """Whether units are texts."""
        return self._together.whole_texts

    @cached_property
    def _few(self) -> Bools:
        """Which numbers come from few people, or are few themselves where passages are counted; shape `(k, k)`."""
        size = self._together.single.size
        if self.small.shows_all or (self._people is None and self.small.how != "passages"):
            return np.zeros((size, size), np.bool_)
        counts = self._together.pairs.copy()
        np.fill_diagonal(counts, self._together.single)
        # Whoever is not known is somebody: what was counted somewhere has a person behind it.
        behind = counts if self.small.how == "passages" or self._people is None else np.maximum(self._people(), 1)
        few: Bools = (counts > 0) & (behind < self.small.threshold)
        return few

    @cached_property
    def hidden(self) -> Bools:
        """Which pairs are not shown, and on the diagonal which codes, shape `(k, k)`."""
        alone = np.diagonal(self._few)
        if not alone.any():
            return self._few
        return self._few | ((alone[:, None] | alone) & (self._together.pairs > 0) & ~np.eye(alone.size, dtype=np.bool_))

    @property
    def banded(self) -> Bools:
        """Which of them stand as a band, shape `(k, k)`."""
        return self._few & (self.small.how == "passages")

    @cached_property
    def pairs(self) -> Floats:
        """How often two codes stand together, shape `(k, k)`; a code makes no pair with itself."""
        found = self._shown(self._together.pairs)
        np.fill_diagonal(found, 0)
        return found

    @cached_property
    def single(self) -> Floats:
        """How often each code stands anywhere, shape `(k,)`."""
        return np.where(np.diagonal(self.hidden), np.nan, self._together.single.astype(np.float64))

    @cached_property
    def texts(self) -> Floats:
        """In how many texts two codes stand together, shape `(k, k)`."""
        return self._shown(self._together.texts)

    def _shown(self, numbers: Ints) -> Floats:
        return np.where(self.hidden, np.nan, numbers.astype(np.float64))

    @property
    def redundant(self) -> int:
        """How many codings overlap with another one of the same code, coder and text, in pairs; of codes shown."""
        if not self._together.redundant:
            return 0
        return int(np.diagonal(self._together.pairs)[~np.diagonal(self.hidden)].sum())

    @property
    def note(self) -> str:
        """Say what is not shown."""
        if self._people is None and self.small.how != "passages":
            return t("Nothing is known about people here: for use inside of the project only.")
        return self.small.note

    def places(self, selection: Selection, one: int, other: int) -> list[Place]:
        """Give where two codes stand together, by their numbers, in text order."""
        return self._together.places(selection, one, other)
