"""Bokmål, nynorsk or English, turn by turn, by frequent words that only one of them has.

A turn with few such words inherits from its speaker's other turns, and these from the source, since a person seldom
changes language and a «ja, ikke sant» says little. Languages set by hand stay.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from fou_toolkit.model import TEXT_LANGUAGES, Source
from fou_toolkit.text.wordlists import LANGUAGE_MARKERS

if TYPE_CHECKING:
    from fou_toolkit.text.scan import Scan

__all__ = ["LANGUAGE_NUMBER", "turn_languages", "votes"]

LANGUAGE_NUMBER = {language: number for number, language in enumerate(TEXT_LANGUAGES)}

_ENOUGH = 3
"""A turn decides by itself if one language leads by this many words."""
_UNKNOWN = -1

Counts = npt.NDArray[np.int64]


@cache
def _markers() -> dict[str, int]:
    return {word: LANGUAGE_NUMBER[language] for language, words in LANGUAGE_MARKERS.items() for word in words}


def votes(words: "Scan", folded: Sequence[str], turn_word: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Count the words of each language in each turn.

    Args:
        words: Words that are speech.
        folded: Folded form of each of `words.strings`.
        turn_word: Index of the first word of each turn, shape `(t + 1,)`.

    Returns:
        Counts, shape `(t, 3)`; columns as in `TEXT_LANGUAGES`.
    """
    known = _markers()
    markers = np.array([known.get(form, _UNKNOWN) for form in folded], np.int8)
    counts = np.zeros((turn_word.size - 1, len(TEXT_LANGUAGES)), np.int64)
    if not words.surface.size:
        return counts
    marked = markers[words.surface]
    for number in range(len(TEXT_LANGUAGES)):
        at = np.flatnonzero(marked == number)
        counts[:, number] = np.diff(np.searchsorted(at, turn_word))
    return counts


def turn_languages(sources: Sequence[Source], counts: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:
    """Decide the language of every turn.

    Args:
        sources: Their turns, all in order, are the rows of `counts`.
        counts: What `votes` counted, shape `(t, 3)`.

    Returns:
        Index into `TEXT_LANGUAGES`, shape `(t,)`.
    """
    groups: dict[tuple[int, str], int] = {}
    rows = [
        (number, groups.setdefault((number, turn.speaker), len(groups)), LANGUAGE_NUMBER.get(turn.language, _UNKNOWN))
        for number, source in enumerate(sources)
        for turn in source.turns
    ]
    of_source, of_speaker, given = np.array(rows, np.int64).reshape(-1, 3).T
    everywhere = _leaders(counts.sum(axis=0)[None, :], np.zeros(1, np.int64), 1)
    by_source = _leaders(_summed(counts, of_source, len(sources)), np.repeat(everywhere, len(sources)), 1)
    source_of_speaker = np.array([number for number, _ in groups], np.int64)
    by_speaker = _leaders(_summed(counts, of_speaker, len(groups)), by_source[source_of_speaker], _ENOUGH)
    by_turn = _leaders(counts, by_speaker[of_speaker], _ENOUGH)
    return np.where(given == _UNKNOWN, by_turn, given).astype(np.uint8)


def _summed(counts: Counts, group: Counts, groups: int) -> Counts:
    total = np.zeros((groups, counts.shape[1]), np.int64)
    np.add.at(total, group, counts)
    return total


def _leaders(counts: Counts, otherwise: Counts, margin: int) -> Counts:
    """Give the language with most words in each row, if it leads by a margin."""
    ranked = np.sort(counts, axis=1)
    leads = ranked[:, -1] - ranked[:, -2] >= margin
    return np.where(leads, counts.argmax(axis=1), otherwise)
