"""How levels mention each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.actors.brokerage import assortativity

__all__ = ["LevelMixing"]

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False, repr=False)
class LevelMixing(Tabular):
    """The mixing matrix of levels: sentences and ties from level to level.

    Args:
        ids: Ids of the levels, from near to far.
        names: What people call them.
        sentences: Sentences in which the row's level mentions the column's, shape `(levels, levels)`.
        ties: Ties between nodes of these levels.
        remarks: What was counted.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    sentences: Ints
    ties: Ints
    remarks: tuple[str, ...] = ()

    @property
    def assortativity(self) -> float:
        """Newman's (2003) coefficient, each tie as often as there are sentences; NaN where it is undefined."""
        return assortativity(self.sentences.astype(np.float64))

    @property
    def assortativity_of_ties(self) -> float:
        """Newman's (2003) coefficient, each tie once; NaN where it is undefined."""
        return assortativity(self.ties.astype(np.float64))

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a pair of levels with a tie."""
        return ("source_level", "target_level", "sentences", "share_of_source", "ties")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per pair of levels with a tie."""
        for source, target in np.argwhere(self.sentences > 0).tolist():
            sentences = int(self.sentences[source, target])
            share = sentences / int(self.sentences[source].sum())
            yield (self.ids[source], self.ids[target], sentences, share, int(self.ties[source, target]))

    @property
    def headings(self) -> tuple[str, ...]:
        """The levels that are mentioned."""
        return (t("who speaks"), *(self.names[number] for number in self._used(0)))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give the matrix: who speaks in rows, who is mentioned in columns."""
        for source in self._used(1):
            yield (self.names[source], *(int(self.sentences[source, target]) for target in self._used(0)))

    def _used(self, axis: int) -> list[int]:
        used: list[int] = np.flatnonzero(self.sentences.sum(axis=axis)).tolist()
        return used

    @property
    def caption(self) -> str:
        """Say what it shows."""
        return t("Sentences in which levels mention levels")

    @property
    def notes(self) -> tuple[str, ...]:
        """Say how far levels keep to themselves, and what was counted."""
        found = self.assortativity
        if np.isnan(found):
            first = t("Assortativity (Newman 2003) is undefined here.")
        else:
            first = t(
                "Assortativity (Newman 2003): {value} (1: only the own level, 0: levels play no part)",
                value=f"{found:.2f}",
            )
        return (first, *self.remarks)
