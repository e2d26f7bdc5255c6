"""Conversations as columns of turns: who says how much, and after whom."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.counted import names_of
from fou_toolkit.analysis.voice.marked import signs_of
from fou_toolkit.errors import DataError
from fou_toolkit.match import turns_of
from fou_toolkit.match.sentence_limits import questions
from fou_toolkit.model import Corpus
from fou_toolkit.text import Index, index_of

__all__ = ["Talk", "talk_of"]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_TWO: Final = 2
"""Speakers that make a conversation."""


@dataclass(frozen=True, eq=False)
class Talk:
    """The turns that count, in text order. What one person says until another person speaks is one turn.

    Args:
        corpus: The texts.
        sources: Ids of the conversations.
        numbers: Their places in the corpus.
        conversation: Place of each turn's conversation, shape `(n,)`.
        person: Who speaks, as in `TurnTable.people`, shape `(n,)`.
        first: Where the turn begins: a turn of the index, shape `(n,)`.
        words: Words in it.
        asked: Questions in it.
        after: Which of these turns it follows directly; -1 where it opens, or where what is left out stands between.
        comes_in: Whether it is marked as coming in before that one was finished.
        counts: Which turns of the index count, shape `(t,)`; also those without words.
        alone: Texts left out since fewer than two people speak in them.
        unknown: Turns in conversations that nobody is named for; left out.
        silent: Turns of people who count in which no word is said.
        marked: Conversations that mark speech at once or broken turns.
    """

    corpus: Corpus
    sources: tuple[str, ...]
    numbers: Ints
    conversation: Ints
    person: Ints
    first: Ints
    words: Ints
    asked: Ints
    after: Ints
    comes_in: Bools
    counts: Bools
    alone: int
    unknown: int
    silent: int
    marked: int

    def __len__(self) -> int:
        """Give the number of turns."""
        return int(self.person.size)

    @property
    def people(self) -> frozenset[int]:
        """Everybody who takes part."""
        return frozenset(np.unique(turns_of(self.corpus).people[1][self.counts]).tolist())

    @property
    def present(self) -> tuple[Ints, Ints]:
        """Give the turns of the index that count, and the place of each one's conversation."""
        turns = np.flatnonzero(self.counts)
        place = np.full(len(self.corpus), -1, np.int64)
        place[self.numbers] = np.arange(self.numbers.size)
        return turns, place[index_of(self.corpus).turn_source[turns]]


def talk_of(
    corpus: Corpus,
    *,
    sources: str | Collection[str] | None = None,
    genres: str | Collection[str] | None = None,
    interviewer: bool = True,
) -> Talk:
    """Gather the turns of all conversations: texts in which two people or more speak.

    Args:
        corpus: The texts.
        sources: Ids of the texts to look at; by default all.
        genres: Their genre; by default any.
        interviewer: Whether interviewers count.

    Raises:
        DataError: There are no texts, or none of that genre.
        UnknownIdError: There is no such text.
    """
    wanted = _wanted(corpus, sources, genres)
    index, turns = index_of(corpus), turns_of(corpus)
    keys, people = turns.people
    # The key of somebody nobody named is the text and the label, with a line break between.
    named = np.array([not key.endswith("\n") for key in keys] or [False], np.bool_)[people]
    inside = wanted[index.turn_source]
    counts = named & inside
    if not interviewer:
        counts = counts & ~turns.interviewer
    speakers = np.unique(np.stack((index.turn_source[counts], people[counts])), axis=1)[0]
    talking = np.bincount(speakers, minlength=len(corpus)) >= _TWO
    counts = counts & talking[index.turn_source]
    numbers = np.flatnonzero(talking)
    said = np.flatnonzero((np.diff(index.turn_word) > 0) & talking[index.turn_source])
    merged = _merged(index, said, people, counts)
    signs = signs_of(corpus, index)
    before = said[merged - 1]
    follows = np.append(False, index.turn_source[said[merged[1:]]] == index.turn_source[before[1:]])[: merged.size]
    comes_in = follows & (signs.before[said[merged]] | signs.behind[before])
    kept = counts[said[merged]]
    number = np.where(kept, np.cumsum(kept) - 1, -1)
    after = np.where(follows, np.append(-1, number[:-1])[: merged.size], -1)[kept]
    place = np.cumsum(talking) - 1
    marked = np.unique(index.turn_source[said[merged]][comes_in]).size
    return Talk(
        corpus=corpus,
        sources=tuple(index.source_ids[number] for number in numbers.tolist()),
        numbers=numbers,
        conversation=place[index.turn_source[said[merged]]][kept],
        person=people[said[merged]][kept],
        first=said[merged][kept],
        words=_summed(np.diff(index.turn_word)[said], merged)[kept],
        asked=_summed(_asked(index)[said], merged)[kept],
        after=after,
        comes_in=comes_in[kept] & (after >= 0),
        counts=counts,
        alone=int((wanted & ~talking).sum()),
        unknown=int((~named & inside & talking[index.turn_source]).sum()),
        silent=int((counts & (np.diff(index.turn_word) == 0)).sum()),
        marked=marked,
    )


def _wanted(corpus: Corpus, sources: str | Collection[str] | None, genres: str | Collection[str] | None) -> Bools:
    """Tell which texts are looked at."""
    if not len(corpus):
        raise DataError(t("There are no texts."), hint=t("Read some first: fou.read_corpus(folder)."))
    names = None if sources is None else names_of(sources, "sources")
    chosen = {source.id for source in corpus} if names is None else {corpus[name].id for name in names}
    if genres is None:
        return np.array([source.id in chosen for source in corpus], np.bool_)
    asked = set(names_of(genres, "genres"))
    known = {source.attributes.get("genre", "") for source in corpus}
    if asked - known:
        hint = t("Possible are: {names}", names=", ".join(sorted(known - {""})))
        value = ", ".join(sorted(asked - known))
        raise DataError(t("«{value}» is not possible for {key}.", value=value, key="genres"), hint=hint)
    return np.array([s.id in chosen and s.attributes.get("genre", "") in asked for s in corpus], np.bool_)


def _merged(index: Index, said: Ints, people: Ints, counts: Bools) -> Ints:
    """Give where, among the turns with words, another person begins or another text."""
    new = np.ones(said.size, np.bool_)
    columns = (index.turn_source[said], people[said], counts[said])
    new[1:] = np.any([column[1:] != column[:-1] for column in columns], axis=0)
    return np.flatnonzero(new)


def _summed(column: Ints, begins: Ints) -> Ints:
    return np.add.reduceat(column, begins).astype(np.int64) if begins.size else np.zeros(0, np.int64)


def _asked(index: Index) -> Ints:
    """Count the questions in each turn of the index."""
    asked = questions(index, np.arange(index.sentence_start.size, dtype=np.int32))
    turn = index.turn_of(index.sentence_word[:-1])
    return np.bincount(turn[asked], minlength=index.turn_start.size)
