"""Where codes stand together: in the same unit of text, or on stretches that overlap."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.cooccurrence.chosen import Chosen
from fou_toolkit.analysis.cooccurrence.overlaps import overlap_counts, overlap_texts
from fou_toolkit.analysis.cooccurrence.windows import any_between
from fou_toolkit.analysis.counted import Selection
from fou_toolkit.analysis.units import Units

__all__ = ["InUnits", "Overlapping", "Place", "Together"]

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

_SIDES: Final[tuple[Literal["left"], Literal["right"]]] = ("left", "right")
Place = tuple[str, int, int, int]
"""Id of a text, where in it (first code point, one past the last), and whose codings: a number, -1 for everybody."""


class Together(ABC):
    """Counts of codes and of pairs of codes, and where they are."""

    @property
    @abstractmethod
    def units(self) -> int | None:
        """Number of units; `None` where there are none."""

    @property
    @abstractmethod
    def pairs(self) -> Ints:
        """How often two codes stand together, symmetric, shape `(k, k)`; the diagonal is nothing to count by."""

    @property
    @abstractmethod
    def single(self) -> Ints:
        """How often each code stands anywhere, shape `(k,)`."""

    @property
    @abstractmethod
    def texts(self) -> Ints:
        """In how many texts two codes stand together, shape `(k, k)`."""

    whole_texts: bool = False
    """Whether units are texts."""

    @property
    def redundant(self) -> int:
        """How many codings overlap with another one of the same code, coder and text, in pairs."""
        return 0

    @abstractmethod
    def places(self, selection: Selection, one: int, other: int) -> list[Place]:
        """Give where two codes stand together, by their numbers, in text order."""


@dataclass(frozen=True, eq=False)
class Overlapping(Together):
    """Codings that share a code point.

    Args:
        chosen: The codings.
    """

    chosen: Chosen

    @property
    def units(self) -> None:
        """Nothing: overlaps have no units."""

    @cached_property
    def _counts(self) -> Ints:
        return overlap_counts(self.chosen.codings)

    @property
    def pairs(self) -> Ints:
        """Pairs of codings, one of each code."""
        return self._counts

    @cached_property
    def single(self) -> Ints:
        """Codings of each code."""
        codings = self.chosen.codings
        full = codings.end > codings.start
        return np.bincount(codings.code[full], minlength=len(codings.codes))

    @cached_property
    def texts(self) -> Ints:
        """Texts with at least one pair."""
        return overlap_texts(self.chosen.codings)

    @property
    def redundant(self) -> int:
        """Pairs of codings of one code."""
        return int(np.trace(self._counts))

    def places(self, selection: Selection, one: int, other: int) -> list[Place]:
        """Give the stretches from where the first of two overlapping codings begins to where the last ends."""
        codings = selection.codings
        full = codings.end > codings.start
        partners = np.flatnonzero((codings.code == other) & full)
        partners = partners[np.argsort(codings.source[partners], kind="stable")]
        rows = np.flatnonzero((codings.code == one) & full)
        cuts = [np.searchsorted(codings.source[partners], codings.source[rows], side=side) for side in _SIDES]
        found: set[tuple[int, int, int, int]] = set()
        for row, low, high in zip(rows.tolist(), *(cut.tolist() for cut in cuts), strict=True):
            here = partners[low:high]
            start, end = codings.start[here], codings.end[here]
            meets = (
                (codings.coder[here] == codings.coder[row]) & (start < codings.end[row]) & (end > codings.start[row])
            )
            begin = np.minimum(start[meets], codings.start[row]).tolist()
            stop = np.maximum(end[meets], codings.end[row]).tolist()
            whose = int(codings.coder[row])
            found |= {(int(codings.source[row]), *edges, whose) for edges in zip(begin, stop, strict=True)}
        return [(codings.sources[text], low, high, whose) for text, low, high, whose in sorted(found)]


@dataclass(frozen=True, eq=False)
class InUnits(Together):
    """Codes that stand in the same sentence, turn, window or text.

    Args:
        base: Sentences, turns or texts.
        base_present: Codes of each of them, shape `(u, k)`.
        first: First of them in each unit that is counted, shape `(units,)`.
        stop: One past the last.
        whole_texts: Whether units are texts.
    """

    base: Units
    base_present: Bools
    first: Ints
    stop: Ints
    whole_texts: bool = False

    @property
    def units(self) -> int:
        """Number of units."""
        return int(self.first.size)

    @cached_property
    def present(self) -> Bools:
        """Codes of each unit, shape `(units, k)`."""
        if self.first.size == len(self.base) and (self.stop == self.first + 1).all():
            return self.base_present
        return any_between(self.base_present, self.first, self.stop)

    @cached_property
    def _counts(self) -> tuple[Ints, Ints]:
        """Pairs, and texts with them."""
        size = self.base_present.shape[1]
        pairs, texts = np.zeros((size, size), np.int64), np.zeros((size, size), np.int64)
        source = self.base.source[self.first]
        change = np.concatenate(([True], source[1:] != source[:-1], [True]))[: source.size + 1]
        for low, high in pairwise(np.flatnonzero(change).tolist()):
            here = self.present[low:high].astype(np.float32)
            # Whole numbers below 2^24 are exact, and no text has so many sentences.
            found = (here.T @ here).astype(np.int64)
            pairs += found
            texts += found > 0
        return pairs, texts

    @property
    def pairs(self) -> Ints:
        """Units with both codes."""
        return self._counts[0]

    @cached_property
    def single(self) -> Ints:
        """Units with each code."""
        return np.asarray(self.present.sum(axis=0, dtype=np.int64))

    @property
    def texts(self) -> Ints:
        """Texts with at least one unit that has both."""
        return self._counts[1]

    def places(self, selection: Selection, one: int, other: int) -> list[Place]:  # noqa: ARG002 - units know where they are
        """Give the shortest stretches that have both codes: a sentence, or from one code to the next in a window."""
        first, second = self.base_present[:, one], self.base_present[:, other]
        coded = np.flatnonzero(first | second)
        alone = coded[first[coded] & second[coded]]
        low, high = coded[:-1], coded[1:]
        # Two neighbours that have one code each; with both, each is a stretch by itself.
        apart = (first[low] & ~second[low] & second[high] & ~first[high]) | (
            second[low] & ~first[low] & first[high] & ~second[high]
        )
        low, high = np.concatenate((alone, low[apart])), np.concatenate((alone, high[apart]))
        window = np.searchsorted(self.first, low, side="right") - 1
        kept = high < self.stop[window]
        order = np.argsort(low[kept], kind="stable")
        ends = zip(low[kept][order].tolist(), high[kept][order].tolist(), strict=True)
        return [self._place(start, last) for start, last in ends]

    def _place(self, first: int, last: int) -> Place:
        source = int(self.base.source[first])
        base = int(self.base.bases[source])
        return self.base.source_ids[source], int(self.base.start[first]) - base, int(self.base.end[last]) - base, -1
