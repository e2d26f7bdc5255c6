"""Units of coding, and which codes stand in them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fou_toolkit.match import turns_of
from fou_toolkit.model import CodingSet, Corpus
from fou_toolkit.text import index_of

__all__ = ["Units", "presence", "sentence_units"]


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


def sentence_units(corpus: Corpus, *, sources: Collection[str] | None = None, interviewer: bool = False) -> Units:
    """Give the sentences of a corpus.

    Args:
        corpus: The texts.
        sources: Ids of the sources to look at; by default all.
        interviewer: Whether sentences of interviewers count, too.

    Raises:
        UnknownIdError: There is no such source.
    """
    index, turns = index_of(corpus), turns_of(corpus)
    start = index.sentence_start.astype(np.int64)
    source = index.source_of(start)
    kept = np.ones(start.size, np.bool_)
    if not interviewer:
        kept &= ~turns.interviewer[index.turn_of(index.sentence_word[:-1])]
    if sources is not None:
        wanted = {corpus[name].id for name in sources}
        kept &= np.array([name in wanted for name in index.source_ids], np.bool_)[source]
    return Units(index.source_ids, index.bases, start[kept], index.sentence_end[kept].astype(np.int64), source[kept])


def presence(codings: CodingSet, units: Units, codes: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Tell in which units each code stands; a coding counts in every unit that it shares a code point with.

    Args:
        codings: Codings; those of other sources or codes are left out.
        units: The units.
        codes: Ids of the codes.

    Returns:
        Flags of shape `(units, codes)`.
    """
    place = {name: number for number, name in enumerate(units.source_ids)}
    column = {name: number for number, name in enumerate(codes)}
    source = np.array([place.get(name, -1) for name in codings.sources] or [-1])[codings.source]
    code = np.array([column.get(name, -1) for name in codings.codes] or [-1])[codings.code]
    known = (source >= 0) & (code >= 0) & (codings.end > codings.start)
    source, code = source[known], code[known]
    base, following = units.bases[source], units.bases[source + 1]
    first = np.searchsorted(units.end, codings.start[known] + base, side="right")
    stop = np.searchsorted(units.start, np.minimum(codings.end[known] + base, following), side="left")
    found = np.zeros((len(units), len(codes)), np.bool_)
    sizes = np.maximum(stop - first, 0)
    steps = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    found[np.repeat(first, sizes) + steps, np.repeat(code, sizes)] = True
    return found
