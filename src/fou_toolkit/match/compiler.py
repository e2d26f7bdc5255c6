"""From a cue's tree to hits: words become types, phrases become intervals."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
import numpy.typing as npt

from fou_toolkit.match import hits as algebra
from fou_toolkit.match.compounds import compounds_with
from fou_toolkit.match.cues import Choice, CueTree, How, Near, Phrase, Word
from fou_toolkit.match.hits import Hits, Slot
from fou_toolkit.match.limits import TurnTable
from fou_toolkit.match.negation import negated
from fou_toolkit.match.parser import parse_cue
from fou_toolkit.match.sentence_limits import in_sentences
from fou_toolkit.match.spacy_patterns import find_spacy
from fou_toolkit.model import Cue
from fou_toolkit.text import Index, Vocabulary, sorted_unique
from fou_toolkit.text.wordlists import NEGATORS

__all__ = ["find_cue", "find_tree", "own_negators_in", "types_of_word"]

Ids = npt.NDArray[np.int32]
Ints = npt.NDArray[np.int64]

parsed: Callable[[str], CueTree] = cache(parse_cue)


def find_cue(cue: Cue, index: Index, turns: TurnTable | None = None) -> Hits:
    """Find a cue in all texts.

    Args:
        cue: The cue as it stands in the codebook.
        index: The index.
        turns: What is known about the turns; without it, only limits on the language can be met.

    Raises:
        CueError: The cue does not follow the cue language.
    """
    if cue.spacy:
        anchors = find_tree(parsed(cue.anchor), index, cue.language, turns)
        return find_spacy(cue, index, anchors)
    return find_tree(parsed(cue.text), index, cue.language, turns)


def find_tree(tree: CueTree, index: Index, language: str, turns: TurnTable | None = None) -> Hits:
    """Find a parsed cue in all texts."""
    found = _part(tree.body, index, language)
    for exception in tree.exceptions:
        found = algebra.minus(found, _part(exception, index, language))
    if tree.limits:
        known = TurnTable.of_index(index) if turns is None else turns
        for limit in tree.limits:
            found = algebra.where(index, found, known.mask(limit))
    for sentences in tree.sentence_limits:
        found = in_sentences(index, found, sentences)
    if tree.not_negated:
        free = ~negated(index, found, own=_own_negators_in(tree.body, index, language, found))
        found = Hits(found.first[free], found.last[free])
    return found


def own_negators_in(cue: Cue, index: Index, hits: Hits) -> Ints:
    """Count the negators that a cue itself names in each of its hits, shape `(k,)`.

    `ikke ansvar` names one in every hit, `lite|ingen tid` one where it found `ingen`.
    """
    if cue.spacy:
        return np.zeros(len(hits), np.int64)
    return _own_negators_in(parsed(cue.text).body, index, cue.language, hits)


def _own_negators_in(body: Phrase | Near, index: Index, language: str, hits: Hits) -> Ints:
    variants = _by_negators(body)
    if len(variants) == 1:
        return np.full(len(hits), variants[0][1], np.int64)
    own = np.zeros(len(hits), np.int64)
    keys = _keys(hits)
    for variant, count in variants:
        own[np.isin(keys, _keys(_part(variant, index, language)))] = count
    return own


def _keys(hits: Hits) -> Ints:
    return (hits.first.astype(np.int64) << 32) | hits.last


def _by_negators(body: Phrase | Near) -> list[tuple[Phrase | Near, int]]:
    """Give the cue once for each way to take a negator or another word where a place allows both; fewest first."""
    variants: list[tuple[Phrase | Near, int]]
    if isinstance(body, Near):
        pairs = product(_phrase_by_negators(body.one), _phrase_by_negators(body.two))
        variants = [(replace(body, one=one, two=two), n + m) for (one, n), (two, m) in pairs]
    else:
        variants = list(_phrase_by_negators(body))
    return sorted(variants, key=lambda variant: variant[1])


def _phrase_by_negators(phrase: Phrase) -> list[tuple[Phrase, int]]:
    return [
        (Phrase(tuple(place for place, _ in places)), sum(count for _, count in places))
        for places in product(*(_divided(place) for place in phrase.places))
    ]


def _divided(place: Choice) -> list[tuple[Choice, int]]:
    """Give a place without its negators, and with nothing but them, if there are such words."""
    others = tuple(word for word in place.words if word.text not in NEGATORS)
    negators = tuple(word for word in place.words if word.text in NEGATORS)
    return [(replace(place, words=words), count) for count, words in enumerate((others, negators)) if words]


def _part(part: Phrase | Near, index: Index, language: str) -> Hits:
    if isinstance(part, Near):
        one, two = (_part(phrase, index, language) for phrase in (part.one, part.two))
        return algebra.near(index, one, two, part.distance)
    slots = [Slot(_types(place, index.vocabulary, language), place.before) for place in part.places]
    if len(slots) == 1:
        return algebra.types(index, slots[0].types)
    return algebra.sequence(index, slots)


def _types(place: Choice, vocabulary: Vocabulary, language: str) -> Ids:
    if len(place.words) == 1:
        return types_of_word(place.words[0], vocabulary, language)
    return sorted_unique(np.concatenate([types_of_word(word, vocabulary, language) for word in place.words]))


def types_of_word(word: Word, vocabulary: Vocabulary, language: str) -> Ids:
    """Give the types that a written word stands for."""
    if word.how is How.FORM:
        return vocabulary.with_form(word.text, language)
    if word.how is How.LEMMA:
        return vocabulary.with_lemma(word.text, language)
    compounds = compounds_with(vocabulary, word.text, word.how, language)
    return sorted_unique(np.concatenate((compounds, vocabulary.with_lemma(word.text, language))))
