"""How often each node mentions each other: sentences, people and texts, counted once each; and what of it is shown."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.actors.mentions import Mentions
from fou_toolkit.analysis.actors.parties import Parties
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.match import turns_of
from fou_toolkit.model import Corpus
from fou_toolkit.text import index_of

__all__ = ["Shown", "Tallies", "shown_of", "tallied"]

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Tallies:
    """Mentions by who speaks and who is meant; n nodes.

    Args:
        sentences: Sentences of the row's node in which the column's is mentioned, shape `(n, n)`.
        people: People who said them.
        texts: Texts in which they stand.
        words: Words of each node, shape `(n,)`.
        speakers: People who speak in each node.
        spoken: Number of texts in which each node speaks.
        found: One row a sentence and pair: speaking node, mentioned node, sentence, turn; in text order.
    """

    sentences: Ints
    people: Ints
    texts: Ints
    words: Ints
    speakers: tuple[frozenset[int], ...]
    spoken: Ints
    found: Ints


@dataclass(frozen=True, eq=False)
class Shown:
    """What of the tallies may be shown; nothing else is in here.

    Args:
        sentences: As in `Tallies`; 0 where too few people say it.
        people: As in `Tallies`; 0 where people are not counted, too.
        texts: As in `Tallies`.
        words: Words of each node, shape `(n,)`; 0 where too few people speak.
        spoken: Number of texts in which each node speaks.
        speaking: People who speak in each node; 0 where too few do, and where people are not counted.
        speaks: Whether anybody speaks in each node.
        hidden: Whether too few people do.
        own_hidden: Whether too few people mention their own node.
        unshown: How many pairs of different nodes are not shown.
        found: As in `Tallies`, for what is shown.
    """

    sentences: Ints
    people: Ints
    texts: Ints
    words: Ints
    spoken: Ints
    speaking: Ints
    speaks: Bools
    hidden: Bools
    own_hidden: Bools
    unshown: int
    found: Ints


def shown_of(tallies: Tallies, small: SmallCells) -> Shown:
    """Leave out what comes from few people.

    Args:
        tallies: What was counted.
        small: What is too few; with `passages`, sentences are shown and people are not.
    """
    speaking = np.array([len(who) for who in tallies.speakers], np.int64)
    counts_people = small.how != "passages"
    few = np.vectorize(small.hides, otypes=[np.bool_])
    # Where few people speak, few people mention anybody; so this hides all ties of small nodes, too.
    left = few(tallies.people) if counts_people else np.zeros(tallies.people.shape, np.bool_)
    hidden = few(speaking) if counts_people else np.zeros(speaking.shape, np.bool_)
    found = tallies.found
    return Shown(
        sentences=np.where(left, 0, tallies.sentences),
        people=np.where(left, 0, tallies.people) if counts_people else np.zeros_like(tallies.people),
        texts=np.where(left, 0, tallies.texts),
        words=np.where(hidden, 0, tallies.words),
        spoken=np.where(hidden, 0, tallies.spoken),
        speaking=np.where(hidden, 0, speaking) if counts_people else np.zeros_like(speaking),
        speaks=speaking > 0,
        hidden=hidden,
        own_hidden=np.diag(left).copy(),
        unshown=int(np.count_nonzero(left) - np.count_nonzero(np.diag(left))),
        found=found[~left[found[:, 0], found[:, 1]]],
    )


def tallied(corpus: Corpus, parties: Parties, mentions: Mentions, turns: Bools) -> Tallies:
    """Count.

    Args:
        corpus: The texts.
        parties: The nodes.
        mentions: Every mention in all texts.
        turns: Whether each turn counts, shape `(turns,)`.
    """
    index = index_of(corpus)
    people = turns_of(corpus).people[1]
    nodes = len(parties.nodes)
    speaker = np.where(turns, parties.speaker, -1)
    counts = np.diff(index.turn_word)
    said = (speaker >= 0) & (counts > 0)
    turn = index.turn_of(mentions.first)
    source, target = speaker[turn], parties.mentioned[mentions.actor]
    kept = (source >= 0) & (target >= 0)
    turn, pair = turn[kept], source[kept] * nodes + target[kept]
    sentence = index.sentence[mentions.first[kept]].astype(np.int64)
    once = np.unique(np.stack((sentence, pair, turn), axis=1), axis=0) if pair.size else np.zeros((0, 3), np.int64)
    return Tallies(
        sentences=_by_pair(once[:, 1], once[:, 0], nodes),
        people=_by_pair(pair, people[turn], nodes),
        texts=_by_pair(pair, index.turn_source[turn].astype(np.int64), nodes),
        words=np.bincount(speaker[said], counts[said], nodes).astype(np.int64),
        speakers=tuple(frozenset(people[said & (speaker == node)].tolist()) for node in range(nodes)),
        spoken=_texts(speaker[said], index.turn_source[said].astype(np.int64), nodes),
        found=np.stack((once[:, 1] // max(nodes, 1), once[:, 1] % max(nodes, 1), once[:, 0], once[:, 2]), axis=1),
    )


def _by_pair(pair: Ints, what: Ints, nodes: int) -> Ints:
    """Count different things by pair of nodes, shape `(n, n)`."""
    once = np.unique(np.stack((pair, what), axis=1), axis=0) if pair.size else np.zeros((0, 2), np.int64)
    return np.bincount(once[:, 0], minlength=nodes * nodes).reshape(nodes, nodes)


def _texts(node: Ints, source: Ints, nodes: int) -> Ints:
    once = np.unique(np.stack((node, source), axis=1), axis=0) if node.size else np.zeros((0, 2), np.int64)
    return np.bincount(once[:, 0], minlength=nodes)
