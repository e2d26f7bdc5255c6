"""Units of coding, and which codes stand in them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit.match import turns_of
from fou_toolkit.model import CodingSet, Corpus
from fou_toolkit.text import Index, index_of

__all__ = [
    "UNITS",
    "Units",
    "continuum_units",
    "presence",
    "sentence_units",
    "touched",
    "touches",
    "turn_units",
    "turns_at",
]

UNITS: Final = ("sentence", "turn", "character")
"""What is coded or not."""


@dataclass(frozen=True, eq=False)
class Units:
    """Stretches of text that are coded or not, in text order and without overlap.

    Args:
        source_ids: Ids of all sources of the corpus.
        bases: Global position of each source, shape `(d + 1,)`.
        start: Global position of each unit, shape `(u,)`.
        end: One past its end.
        source: Number of its source.
    """

    source_ids: tuple[str, ...]
    bases: npt.NDArray[np.int64]
    start: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]
    source: npt.NDArray[np.int64]

    def __len__(self) -> int:
        """Give the number of units."""
        return int(self.start.size)

    @property
    def length(self) -> npt.NDArray[np.float64]:
        """Code points of each unit."""
        return (self.end - self.start).astype(np.float64)

    def group(self, documents: Sequence[str]) -> npt.NDArray[np.int64]:
        """Give the number of each unit's source among some sources, in their order."""
        place = {name: number for number, name in enumerate(documents)}
        return np.array([place.get(name, -1) for name in self.source_ids] or [-1], np.int64)[self.source]


def turns_at(index: Index, positions: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Give the turns that global positions lie in, or the next where they lie between two; the last behind all."""
    return np.minimum(np.searchsorted(index.turn_end, positions, side="right"), max(index.turn_end.size - 1, 0))


def sentence_units(corpus: Corpus, *, sources: Collection[str] | None = None, interviewer: bool = False) -> Units:
    """Give the sentences of a corpus.

    Args:
        corpus: The texts.
        sources: Ids of the sources to look at; by default all.
        interviewer: Whether sentences of interviewers count, too.

    Raises:
        UnknownIdError: There is no such source.
    """
    index = index_of(corpus)
    turn = index.turn_of(index.sentence_word[:-1])
    start, end = index.sentence_start.astype(np.int64), index.sentence_end.astype(np.int64)
    return _chosen(corpus, start, end, turn, sources, interviewer=interviewer)


def turn_units(corpus: Corpus, *, sources: Collection[str] | None = None, interviewer: bool = False) -> Units:
    """Give the turns of a corpus in which something is said.

    Args:
        corpus: The texts.
        sources: Ids of the sources to look at; by default all.
        interviewer: Whether turns of interviewers count, too.

    Raises:
        UnknownIdError: There is no such source.
    """
    index = index_of(corpus)
    turn = np.flatnonzero(np.diff(index.turn_word))
    start, end = index.turn_start[turn].astype(np.int64), index.turn_end[turn].astype(np.int64)
    return _chosen(corpus, start, end, turn, sources, interviewer=interviewer)


def continuum_units(turns: Units, codings: CodingSet) -> Units:
    """Cut turns wherever a coding begins or ends; what lies between two cuts is coded alike from end to end.

    Args:
        turns: From `turn_units`.
        codings: Everybody's codings; those of other sources are left out.

    Returns:
        Units of different length; together they are the turns.
    """
    place = {name: number for number, name in enumerate(turns.source_ids)}
    source = np.array([place.get(name, -1) for name in codings.sources] or [-1], np.int64)[codings.source]
    known = source >= 0
    base, following = turns.bases[source[known]], turns.bases[source[known] + 1]
    cuts = np.concatenate([np.minimum(edge[known] + base, following) for edge in (codings.start, codings.end)])
    turn = np.searchsorted(turns.start, cuts, side="right") - 1
    inside = (turn >= 0) & (cuts < turns.end[np.maximum(turn, 0)]) if len(turns) else np.zeros(cuts.size, np.bool_)
    start = np.unique(np.concatenate((turns.start, cuts[inside])))
    turn = np.searchsorted(turns.start, start, side="right") - 1
    following = np.append(start[1:], np.iinfo(np.int64).max)
    end = np.minimum(following, turns.end[turn])
    return Units(turns.source_ids, turns.bases, start, end, turns.source[turn])


def _chosen(
    corpus: Corpus,
    start: npt.NDArray[np.int64],
    end: npt.NDArray[np.int64],
    turn: npt.NDArray[np.int64],
    sources: Collection[str] | None,
    *,
    interviewer: bool,
) -> Units:
    """Keep the units of some sources, and of people who were asked."""
    index = index_of(corpus)
    source = index.source_of(start)
    kept = np.ones(start.size, np.bool_)
    if not interviewer:
        kept &= ~turns_of(corpus).interviewer[turn]
    if sources is not None:
        wanted = {corpus[name].id for name in sources}
        kept &= np.array([name in wanted for name in index.source_ids], np.bool_)[source]
    return Units(index.source_ids, index.bases, start[kept], end[kept], source[kept])


def presence(codings: CodingSet, units: Units, codes: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Tell in which units each code stands; a coding counts in every unit that it shares a code point with.

    Args:
        codings: Codings; those of other sources or codes are left out.
        units: The units.
        codes: Ids of the codes.

    Returns:
        Flags of shape `(units, codes)`.
    """
    column = {name: number for number, name in enumerate(codes)}
    code = np.array([column.get(name, -1) for name in codings.codes] or [-1])[codings.code]
    row, unit = touched(codings, units)
    known = code[row] >= 0
    found = np.zeros((len(units), len(codes)), np.bool_)
    found[unit[known], code[row[known]]] = True
    return found


def touched(codings: CodingSet, units: Units) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Give which codings share a code point with which units.

    Returns:
        Rows of codings and numbers of units, in pairs, both of shape `(pairs,)`; by row, then in text order.
    """
    first, stop = _reach(codings, units)
    sizes = np.maximum(stop - first, 0)
    steps = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return np.repeat(np.arange(len(codings)), sizes), np.repeat(first, sizes) + steps


def touches(codings: CodingSet, units: Units) -> npt.NDArray[np.bool_]:
    """Tell which codings share a code point with any unit; flags of shape `(codings,)`."""
    first, stop = _reach(codings, units)
    flags: npt.NDArray[np.bool_] = stop > first
    return flags


def _reach(codings: CodingSet, units: Units) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Give the first unit that each coding touches, and one past the last."""
    place = {name: number for number, name in enumerate(units.source_ids)}
    source = np.array([place.get(name, -1) for name in codings.sources] or [-1], np.int64)[codings.source]
    base, following = units.bases[source], units.bases[source + 1]
    first = np.searchsorted(units.end, codings.start + base, side="right")
    stop = np.searchsorted(units.start, np.minimum(codings.end + base, following), side="left")
    known = (source >= 0) & (codings.end > codings.start)
    return first.astype(np.int64), np.where(known, stop, first).astype(np.int64)
