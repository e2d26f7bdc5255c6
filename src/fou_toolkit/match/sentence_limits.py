"""Only in questions, only where somebody speaks of themselves: what a cue can ask of its sentence."""

import re
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit.match.cues import SentenceKind, SentenceLimit
from fou_toolkit.match.hits import Hits
from fou_toolkit.text import Index
from fou_toolkit.text.wordlists import FIRST_PERSON

__all__ = ["in_sentences", "questions"]

_PRONOUNS: Final = tuple((language, sorted(forms)) for language, forms in FIRST_PERSON.items())

_BRACKETS: Final = re.compile(r"\[[^\[\]]*\]")
"""Marks of the transcriber; `[?]` says that the transcriber is in doubt, not the speaker."""


def in_sentences(index: Index, hits: Hits, limit: SentenceLimit) -> Hits:
    """Keep hits in sentences of a kind.

    Args:
        index: The index.
        hits: Any hits.
        limit: The kind, and whether it is left out.
    """
    sentences = index.sentence[hits.first]
    look = questions if limit.kind is SentenceKind.QUESTION else _in_first_person
    kept = look(index, sentences) ^ limit.excluded
    return Hits(hits.first[kept], hits.last[kept])


def questions(index: Index, sentences: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Tell which sentences have a question mark behind their last word.

    Args:
        index: The index.
        sentences: Numbers of sentences, shape `(n,)`.
    """
    asked, place = np.unique(sentences, return_inverse=True)
    last = index.end[index.sentence_word[asked + 1] - 1]
    borders = zip(last.tolist(), index.sentence_end[asked].tolist(), strict=True)
    ends = ("?" in _BRACKETS.sub("", index.text(start, end)) for start, end in borders)
    return np.fromiter(ends, np.bool_, asked.size)[place]


def _in_first_person(index: Index, sentences: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Tell which sentences have an `eg`, `jeg`, `vi`, `oss`, `vår` ..."""
    lists = [index.vocabulary.with_form(form, language) for language, forms in _PRONOUNS for form in forms]
    return np.isin(sentences, index.sentence[index.words_of(np.unique(np.concatenate(lists)))])
