"""Where actors are mentioned: by their role, by what an institution is called, or by the name of who takes part.

A mention is what the words say. Whom «she who decides» means, or «them» in the next sentence, cannot be heard.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.actors.lexicon import Actor, ActorLexicon
from fou_toolkit.match import Hits, find_cue, turns_of
from fou_toolkit.model import Corpus, Cue
from fou_toolkit.text import Index, fold, index_of, is_one_word

__all__ = ["Mentions", "find_mentions"]

Bools = npt.NDArray[np.bool_]
Ids = npt.NDArray[np.int32]
Ints = npt.NDArray[np.int64]

_NONE: Final = np.zeros(0, np.int32)
_SHORTEST_NAME: Final = 2


@dataclass(frozen=True, eq=False)
class Mentions:
    """Finds in text order; no word belongs to two.

    Args:
        actors: Ids of the actors.
        actor: Place of each find's actor in `actors`, shape `(k,)`.
        first: Its first word, as a number in the index.
        last: Its last word, inclusive.
    """

    actors: tuple[str, ...]
    actor: Ints
    first: Ids
    last: Ids

    def __len__(self) -> int:
        """Give the number of finds."""
        return int(self.first.size)

    def where(self, kept: Bools) -> "Mentions":
        """Keep some finds."""
        return Mentions(self.actors, self.actor[kept], self.first[kept], self.last[kept])


def find_mentions(corpus: Corpus, lexicon: ActorLexicon, *, names: bool = True) -> Mentions:
    """Find every mention in all texts.

    Where finds overlap, the longest counts; of two that are equally long, that of the actor who stands first.

    Args:
        corpus: The texts.
        lexicon: Actors and their words.
        names: Whether people who take part count as their role where their pseudonym is said.
    """
    index = index_of(corpus)
    called = _names_by_actor(corpus, lexicon) if names else {}
    found = [_hits_of(actor, corpus, index, called.get(actor.id, ())) for actor in lexicon]
    sizes = [len(hits) for hits in found]
    actor = np.repeat(np.arange(len(found)), sizes)
    first = np.concatenate([hits.first for hits in found])
    last = np.concatenate([hits.last for hits in found])
    kept = _longest(len(index), actor, first, last)
    kept = kept[np.lexsort((actor[kept], first[kept]))]
    return Mentions(tuple(one.id for one in lexicon), actor[kept], first[kept], last[kept])


def _hits_of(actor: Actor, corpus: Corpus, index: Index, names: Sequence[str]) -> Hits:
    """Give the finds of one actor; what one of its cues never counts is gone."""
    turns = turns_of(corpus)
    parts = [find_cue(cue, index, turns) for cue in actor.cues]
    first = np.concatenate([_NONE, *(hits.first for hits in parts)])
    last = np.concatenate([_NONE, *(hits.last for hits in parts)])
    for cue in actor.never:
        kept = ~_touched(first, last, find_cue(cue, index, turns))
        first, last = first[kept], last[kept]
    called = [_hits_of_name(name, index) for name in names]
    first = np.concatenate([first, *(hits.first for hits in called)])
    last = np.concatenate([last, *(hits.last for hits in called)])
    return Hits(first, last)


def _touched(first: Ids, last: Ids, exceptions: Hits) -> Bools:
    """Tell which finds share a word with an exception."""
    reach = np.maximum.accumulate(exceptions.last) if len(exceptions) else exceptions.last
    before = np.searchsorted(exceptions.first, last, side="right") - 1
    touched = before >= 0
    touched[touched] = reach[before[touched]] >= first[touched]
    return touched


def _longest(words: int, actor: Ints, first: Ids, last: Ids) -> Ints:
    """Choose finds that share no word: long ones first, then those of the actor who stands first, then text order."""
    order = np.lexsort((first, actor))
    taken = np.zeros(words + 1, np.bool_)
    length = (last - first)[order]
    kept: list[Ints] = [np.zeros(0, np.int64)]
    for size in np.unique(length)[::-1].tolist():
        group = order[length == size]
        if size:
            group = _apart(group, first, last, taken)
        else:
            group = group[~taken[first[group]]]
            group = group[np.unique(first[group], return_index=True)[1]]
        kept.append(group)
    return np.concatenate(kept)


def _apart(group: Ints, first: Ids, last: Ids, taken: Bools) -> Ints:
    """Take finds in order, as long as their words are free."""
    chosen = []
    for place in group.tolist():
        stretch = slice(first[place], last[place] + 1)
        if not taken[stretch].any():
            taken[stretch] = True
            chosen.append(place)
    return np.array(chosen, np.int64)


def _names_by_actor(corpus: Corpus, lexicon: ActorLexicon) -> dict[str, list[str]]:
    """Give the pseudonyms of everybody whose role is known, by actor."""
    found: dict[str, list[str]] = {}
    for person in corpus.participants:
        actor = lexicon.of_role(person.role)
        if actor in lexicon and len(person.pseudonym) >= _SHORTEST_NAME:
            found.setdefault(actor, []).append(person.pseudonym)
    return {actor: sorted(set(names)) for actor, names in found.items()}


def _hits_of_name(name: str, index: Index) -> Hits:
    """Find a pseudonym, also in the genitive; a name that is a word, too (Liv), only where it is written as a name."""
    parts = fold(name).split()
    if not all(is_one_word(part) for part in parts):
        return Hits(_NONE, _NONE)
    genitive = f"={parts[-1]}|={parts[-1]}s"
    cue = " ".join([*(f"={part}" for part in parts[:-1]), genitive])
    hits = [find_cue(Cue(cue, language), index) for language in ("nb", "en")]
    first = np.concatenate([one.first for one in hits])
    last = np.concatenate([one.last for one in hits])
    if not any(_is_small(index.vocabulary.written(number)) for number in np.unique(index.type[first]).tolist()):
        return Hits(first, last)
    begins = index.sentence_word[index.sentence[first]] == first
    capital = np.array([index.text(at, at + 1).isupper() for at in index.start[first].tolist()], np.bool_)
    return Hits(first[capital & ~begins], last[capital & ~begins])


def _is_small(written: Sequence[str]) -> bool:
    """Tell whether a word is written with a small letter anywhere."""
    return any(word[:1].islower() for word in written)
