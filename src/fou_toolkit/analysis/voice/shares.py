"""How talk is shared between groups, meeting by meeting and over all of them."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.bootstrap import Bootstrap, estimate
from fou_toolkit.analysis.estimate import Estimate
from fou_toolkit.analysis.inequality import entropy, gini
from fou_toolkit.analysis.voice.rows import UNKNOWN
from fou_toolkit.analysis.voice.talk import Talk
from fou_toolkit.analysis.voice.topics import Topics
from fou_toolkit.match import turns_of

__all__ = ["COUNTS", "Tally", "evenness", "mean_of_meetings", "shares", "tally_of"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_TWO: Final = 2
COUNTS: Final = ("turns", "words", "questions", "first", "last", "interruptions", "interrupted")
"""What is counted in every conversation."""


@dataclass(frozen=True, eq=False)
class Tally:
    """Counts of groups in conversations.

    Args:
        counts: By name, of shape `(conversations, groups)`; `COUNTS`, and with topics `initiations`, `taken_up` and
            `takes_up`.
        people: Who of each group takes part in each conversation: one row a group, one entry a conversation.
    """

    counts: dict[str, Ints]
    people: tuple[tuple[frozenset[int], ...], ...]

    @property
    def present(self) -> Bools:
        """Whether anybody of a group takes part, shape `(conversations, groups)`."""
        flags = np.array([[bool(one) for one in row] for row in self.people], np.bool_)
        return flags.reshape(self.counts["turns"].shape[::-1]).T

    def of(self, rows: Ints) -> "Tally":
        """Keep some conversations."""
        people = tuple(tuple(row[place] for place in rows.tolist()) for row in self.people)
        return Tally({name: count[rows] for name, count in self.counts.items()}, people)


def tally_of(talk: Talk, group: Ints, groups: int, topics: Topics | None) -> Tally:
    """Count what each group does in each conversation.

    Args:
        talk: The conversations.
        group: Place of the group of each turn of the index, shape `(t,)`.
        groups: How many groups there are.
        topics: Who brings in what; `None` where nothing is coded.
    """
    shape = len(talk.sources), groups
    own, conversation = group[talk.first], talk.conversation

    def counted(rows: Ints, column: Ints, weights: Ints | None = None) -> Ints:
        size = shape[0] * shape[1]
        return np.bincount(rows * groups + column, weights, size).astype(np.int64).reshape(shape)

    opens = np.flatnonzero(np.append(True, conversation[1:] != conversation[:-1])[: len(talk)])
    closes = np.append(opens[1:], len(talk))[: opens.size] - 1
    comes_in = np.flatnonzero(talk.comes_in)
    counts = {
        "turns": counted(conversation, own),
        "words": counted(conversation, own, talk.words),
        "questions": counted(conversation, own, talk.asked),
        "first": counted(conversation[opens], own[opens]),
        "last": counted(conversation[closes], own[closes]),
        "interruptions": counted(conversation[comes_in], own[comes_in]),
        "interrupted": counted(conversation[comes_in], own[talk.after[comes_in]]),
    }
    if topics is not None:
        place, taken = topics.conversation, topics.taken
        entry, turn = topics.takers
        counts["initiations"] = counted(place, group[topics.turn])
        counts["taken_up"] = counted(place[taken], group[topics.turn[taken]])
        counts["takes_up"] = counted(place[entry], group[turn])
    return Tally(counts, _people(talk, group, groups))


def _people(talk: Talk, group: Ints, groups: int) -> tuple[tuple[frozenset[int], ...], ...]:
    """Give who takes part, by group and conversation; also those who say no word."""
    turns, place = talk.present
    person = turns_of(talk.corpus).people[1][turns]
    found: list[list[set[int]]] = [[set() for _ in talk.sources] for _ in range(groups)]
    trios = np.unique(np.stack((group[turns], place, person)), axis=1)
    for column, row, one in trios.T.tolist():
        found[column][row].add(one)
    return tuple(tuple(frozenset(one) for one in row) for row in found)


def shares(tally: Tally, measure: str, base: str, bootstrap: Bootstrap | None) -> list[tuple[Estimate, Estimate]]:
    """Give each group's share of all that is said, and the mean of its shares of each meeting.

    Args:
        tally: The counts.
        measure: What is shared: `words`, `turns` or `questions`.
        base: `all`: of what is said in all conversations, where somebody who is not there has no share of it;
            `present`: of what is said in those that the group takes part in.
        bootstrap: How intervals are made: conversations are drawn with replacement.

    Returns:
        Share and mean of each group, in order; NaN where there is nothing to share.
    """
    own = tally.counts[measure].astype(np.float64)
    total = own.sum(axis=1)
    told = np.ones_like(own) if base == "all" else tally.present.astype(np.float64)
    told[total == 0] = 0
    with np.errstate(invalid="ignore", divide="ignore"):
        part = np.nan_to_num(own / total[:, None])

    def figures(weights: Floats) -> Floats:
        with np.errstate(invalid="ignore", divide="ignore"):
            pooled = (weights @ own) / (weights @ (told * total[:, None]))
            mean = (weights @ (part * told)) / (weights @ told)
        return np.stack((pooled, mean), axis=-1)

    if not own.size:
        return [(UNKNOWN, UNKNOWN)] * own.shape[1]
    found = estimate(figures, np.ones(own.shape[0], np.int64), bootstrap)
    # What was seen in one conversation only does not vary, which tells nothing about how it would; absence does not.
    there = tally.present.sum(axis=0)
    fixed = there < (1 if base == "all" else _TWO)
    pairs: list[tuple[Estimate, Estimate]] = found.tolist()
    return [
        (Estimate(pooled.value), Estimate(mean.value)) if still else (pooled, mean)
        for (pooled, mean), still in zip(pairs, fixed.tolist(), strict=True)
    ]


def evenness(talk: Talk) -> tuple[Floats, Floats]:
    """Give Gini's coefficient (corrected) and the normalised entropy of words between the people of each conversation.

    Returns:
        Two columns of shape `(conversations,)`.
    """
    turns, place = talk.present
    person = turns_of(talk.corpus).people[1]
    ginis, entropies = np.full(len(talk.sources), np.nan), np.full(len(talk.sources), np.nan)
    borders = np.arange(len(talk.sources) + 1)
    there, said = np.searchsorted(place, borders).tolist(), np.searchsorted(talk.conversation, borders).tolist()
    for number in range(len(talk.sources)):
        people = np.unique(person[turns[there[number] : there[number + 1]]])
        inside = slice(said[number], said[number + 1])
        words = np.bincount(np.searchsorted(people, talk.person[inside]), talk.words[inside], people.size)
        ginis[number] = gini(words, corrected=True)
        entropies[number] = entropy(words)
    return ginis, entropies


def mean_of_meetings(figure: Floats, bootstrap: Bootstrap | None) -> Estimate:
    """Give the mean of a figure of each conversation, with an interval; undefined ones are left out."""
    known = figure[~np.isnan(figure)]
    if not known.size:
        return UNKNOWN
    found = estimate(lambda weights: weights @ known / weights.sum(axis=1), np.ones(known.size, np.int64), bootstrap)
    mean: Estimate = found.item()
    return mean
