"""What a query is asked of: units of text, who says them, codings and words, as columns."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.counted import Selection, turn_of_units
from fou_toolkit.analysis.retrieve.stretches import Stretches, merged, touched, within_units
from fou_toolkit.analysis.units import Units
from fou_toolkit.match import TurnTable, turns_of
from fou_toolkit.model import CodingSet
from fou_toolkit.text import Index, index_of

__all__ = ["Ground"]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Ground:
    """Units of text with everything that is known about them.

    Args:
        selection: What is counted.
        units: Sentences, turns or whole texts.
        unit: Which of these.
    """

    selection: Selection
    units: Units
    unit: str

    @classmethod
    def of(cls, selection: Selection, unit: str) -> "Ground":
        """Cut texts into units.

        Raises:
            DataError: There is no such unit.
        """
        return cls(selection, selection.units(unit), unit)

    @property
    def codings(self) -> CodingSet:
        """What is counted."""
        return self.selection.codings

    @cached_property
    def index(self) -> Index:
        """The words of the texts."""
        return index_of(self.selection.corpus)

    @cached_property
    def table(self) -> TurnTable:
        """What is known about the turns."""
        return turns_of(self.selection.corpus)

    @cached_property
    def turn(self) -> Ints:
        """Turn in which each unit begins, shape `(units,)`."""
        return turn_of_units(self.selection.corpus, self.units).astype(np.int64)

    @cached_property
    def turns(self) -> Bools:
        """Whether each turn counts: something is said in it, by somebody who counts; shape `(turns,)`."""
        wanted = set(self.selection.sources)
        read = np.array([name in wanted for name in self.index.source_ids] or [False], np.bool_)
        counts: Bools = read[self.index.turn_source] & (np.diff(self.index.turn_word) > 0)
        return counts if self.selection.counted.interviewer else counts & ~self.table.interviewer

    @cached_property
    def places(self) -> tuple[Ints, Ints]:
        """Global begin and end of all codings, in their order."""
        place = {name: number for number, name in enumerate(self.index.source_ids)}
        base = np.array([self.index.bases[place[name]] for name in self.codings.sources] or [0], np.int64)
        base = base[self.codings.source]
        return self.codings.start + base, self.codings.end + base

    def turn_at(self, at: Ints) -> Ints:
        """Give the turns that places lie in; a label belongs to the turn behind it.

        Args:
            at: Global positions.
        """
        last = max(self.index.turn_end.size - 1, 0)
        return np.minimum(np.searchsorted(self.index.turn_end, at, side="right"), last).astype(np.int64)

    def in_turns(self, turns: Bools) -> Bools:
        """Tell which units have a turn of some kind; sentences and turns lie in one, texts have many.

        Args:
            turns: Whether each turn is meant, shape `(turns,)`.
        """
        if self.unit != "document":
            return np.asarray(turns[self.turn])
        found = np.zeros(len(self.index.source_ids), np.bool_)
        found[self.index.turn_source[turns & self.turns]] = True
        return np.asarray(found[self.units.source])

    def rows(self, codes: Collection[str] | None, coders: Collection[str] | None = None) -> Bools:
        """Tell which codings have any of some codes, by any of some coders; `None` for all."""
        kept = self.codings.end > self.codings.start
        if codes is not None:
            wanted = np.array([name in codes for name in self.codings.codes] or [False], np.bool_)
            kept = kept & wanted[self.codings.code]
        if coders is not None:
            chosen = np.array([name in coders for name in self.codings.coder_ids] or [False], np.bool_)
            kept = kept & chosen[self.codings.coder]
        return kept

    def coded(self, codes: Sequence[str] | None, coders: Collection[str] | None = None) -> Stretches:
        """Give what has any of some codes: codings that overlap in one turn are one passage.

        Where all coders have to agree, it is what lies in units in which all of them have a code.

        Args:
            codes: Ids of codes; `None` for all.
            coders: Ids of coders; `None` for all that are counted.
        """
        names = self.codings.codes if codes is None else codes
        rows = self.rows(names, coders)
        start, end = self.places
        found = merged(start[rows], end[rows], self.turn_at(start[rows]))
        mask = self._agreed(names, coders) if self.selection.counted.combine == "all" else touched(found, self.units)
        return within_units(found, mask, self.units, self.turn)

    def _agreed(self, codes: Sequence[str], coders: Collection[str] | None) -> Bools:
        """Tell in which units all coders who read the text have one of the codes."""
        selection = self.selection
        if coders is not None:
            if not coders:
                return np.zeros(len(self.units), np.bool_)
            selection = replace(selection, codings=self.codings.by(*coders))
        return np.asarray(selection.presence(self.units, codes).any(axis=1))

    def among(self, stretches: Stretches) -> Stretches:
        """Keep passages in turns that count, and that touch a unit."""
        kept = stretches.where(self.turns[stretches.turn])
        return within_units(kept, touched(kept, self.units), self.units, self.turn)

    def own_turn(self, stretches: Stretches) -> Ints:
        """Give the first turn that counts of each passage; every passage of ours has one."""
        passage, turn = self.turns_in(stretches)
        return turn[np.searchsorted(passage, np.arange(len(stretches)))]

    def codings_in(self, stretches: Stretches, rows: Bools) -> tuple[Ints, Ints]:
        """Pair passages with the codings that share a code point with them.

        Args:
            stretches: Passages.
            rows: Which codings, shape `(codings,)`.

        Returns:
            Numbers of the passages and of the codings, one of each a pair, in the order of the passages.
        """
        chosen = np.flatnonzero(rows)
        start, end = (edge[chosen] for edge in self.places)
        order = np.lexsort((end, start))
        chosen, start, end = chosen[order], start[order], end[order]
        first = np.searchsorted(np.maximum.accumulate(end), stretches.start, side="right")
        passage, place = _expanded(first, np.searchsorted(start, stretches.end, side="left"))
        kept = end[place] > stretches.start[passage]
        return passage[kept], chosen[place[kept]]

    def turns_in(self, stretches: Stretches) -> tuple[Ints, Ints]:
        """Pair passages with the turns that they reach into, of those that count."""
        stop = np.searchsorted(self.index.turn_start, stretches.end, side="left")
        passage, turn = _expanded(stretches.turn, stop)
        kept = self.turns[turn]
        return passage[kept], turn[kept]


def _expanded(first: Ints, stop: Ints) -> tuple[Ints, Ints]:
    """Give every number from `first` to `stop`, and in which place of the two it belongs."""
    count = np.maximum(stop - first, 0)
    place = np.repeat(np.arange(count.size), count)
    return place, np.arange(int(count.sum())) + np.repeat(first - np.cumsum(count) + count, count)
