"""Only in questions, only where somebody speaks of themselves: what a cue can ask of its sentence."""

from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit.match.cues import SentenceKind, SentenceLimit
from fou_toolkit.match.hits import Hits
from fou_toolkit.text import Index
from fou_toolkit.text.wordlists import FIRST_PERSON

__all__ = ["in_sentences"]

_BEHIND_A_MARK: Final = " \t\n.…!»›”’\"')]//"
"""What may follow a question mark within its sentence: «Hva?», she said «kva?!»."""


def in_sentences(index: Index, hits: Hits, limit: SentenceLimit) -> Hits:
    """Keep hits in sentences of a kind.

    Args:
        index: The index.
        hits: Any hits.
        limit: The kind, and whether it is left out.
    """
    sentences = index.sentence[hits.first]
    look = _questions if limit.kind is SentenceKind.QUESTION else _in_first_person
    kept = look(index, sentences) ^ limit.excluded
    return Hits(hits.first[kept], hits.last[kept])


def _questions(index: Index, sentences: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Tell which sentences end with a question mark."""
    asked, place = np.unique(sentences, return_inverse=True)
    borders = zip(index.sentence_start[asked].tolist(), index.sentence_end[asked].tolist(), strict=True)
    ends = (index.text(start, end).rstrip(_BEHIND_A_MARK).endswith("?") for start, end in borders)
    return np.fromiter(ends, np.bool_, asked.size)[place]


def _in_first_person(index: Index, sentences: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Tell which sentences have an `eg`, `jeg`, `vi`, `oss`, `vår` ..."""
    types = [number for form in sorted(FIRST_PERSON) for number in index.vocabulary.ids_of(form)]
    return np.isin(sentences, index.sentence[index.words_of(np.array(types, np.int32))])
