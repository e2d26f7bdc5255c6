"""How often each word stands in each part: words by dictionary form or as they are said, counted all at once."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.words.function_words import is_function_word
from fou_toolkit.analysis.words.spoken import Bools, Ints, Spoken
from fou_toolkit.errors import DataError
from fou_toolkit.model import TEXT_LANGUAGES
from fou_toolkit.text import Vocabulary, lemma_of

__all__ = ["KINDS", "Items", "Tally", "distinct", "items_of", "tally"]

Floats = npt.NDArray[np.float64]

KINDS: Final = ("lemma", "form")
"""What counts as one word: a dictionary form, or a form as it is said."""
_ENGLISH: Final = TEXT_LANGUAGES.index("en")
LANGUAGES: Final = ("no", "en")
"""Bokmål and nynorsk are counted together: people mix, and many words are the same."""


@dataclass(frozen=True, eq=False)
class Items:
    """The words that are counted, and which types of the vocabulary each is made of.

    Args:
        words: In the order of code points, each with `no` or `en`.
        of_type: Number of the word of each type, shape `(v,)`.
        function: Whether each is a function word, or has no form that is none; shape `(i,)`.
    """

    words: tuple[tuple[str, str], ...]
    of_type: npt.NDArray[np.int64]
    function: Bools

    def __len__(self) -> int:
        """Give the number of words."""
        return len(self.words)


_kept: WeakKeyDictionary[Vocabulary, dict[str, Items]] = WeakKeyDictionary()
"""What was made of each vocabulary; goes with it."""


def items_of(vocabulary: Vocabulary, kind: str) -> Items:
    """Put types together into words; the second time they are there already.

    A form can belong to several dictionary forms. For counting it has to have one: the dictionary's first choice.

    Args:
        vocabulary: The types.
        kind: One of `KINDS`.

    Raises:
        DataError: There is no such kind.
    """
    if kind not in KINDS:
        hint = t("Possible are: {names}", names=", ".join(KINDS))
        raise DataError(t("«{value}» is not possible for {key}.", value=kind, key="kind"), hint=hint)
    known = _kept.setdefault(vocabulary, {})
    if kind not in known:
        known[kind] = _made(vocabulary, kind)
    return known[kind]


def _made(vocabulary: Vocabulary, kind: str) -> Items:
    languages = [TEXT_LANGUAGES[number] for number in vocabulary.language.tolist()]
    pairs = list(zip(vocabulary.forms, languages, strict=True))
    called = {pair: pair[0] if kind == "form" else _dictionary_form(*pair) for pair in pairs}
    named = [(called[pair], LANGUAGES[pair[1] == "en"]) for pair in pairs]
    words = tuple(sorted(set(named)))
    place = {word: number for number, word in enumerate(words)}
    of_type = np.array([place[word] for word in named], np.int64)
    written = {"no": "nb", "en": "en"}
    function = np.array([is_function_word(word, written[language]) for word, language in words], np.bool_)
    content = np.array([not is_function_word(*pair) for pair in pairs], np.bool_)
    only = np.ones(len(words), np.bool_)
    only[of_type[content]] = False
    return Items(words, of_type, function | only)


def _dictionary_form(form: str, language: str) -> str:
    """Give the dictionary's first choice; but a function word is no form of a word with content (`vil`: `vilje`)."""
    lemma = lemma_of(form, language)
    return form if is_function_word(form, language) and not is_function_word(lemma, language) else lemma


@dataclass(frozen=True, eq=False)
class Tally:
    """How often words stand in parts; parts without a word and words in no part have no row.

    Args:
        item: Number of the word of each row, in order, shape `(r,)`.
        part: Number of the part of each row; in order within a word.
        count: How often, from 1.
        items: Number of words.
        sizes: Words in each part, of all kinds, shape `(p,)`.
    """

    item: Ints
    part: Ints
    count: Ints
    items: int
    sizes: Ints

    @cached_property
    def total(self) -> Ints:
        """How often each word is said, shape `(i,)`."""
        return np.bincount(self.item, self.count, minlength=self.items).astype(np.int64)

    @cached_property
    def range(self) -> Ints:
        """In how many parts each word stands, shape `(i,)`."""
        return np.bincount(self.item, minlength=self.items).astype(np.int64)

    def table(self, chosen: Ints) -> Floats:
        """Give the counts of some words, whose numbers are in order, in each part; shape `(chosen, parts)`."""
        found = np.zeros((chosen.size, self.sizes.size))
        if not chosen.size:
            return found
        begin, end = np.searchsorted(self.item, [int(chosen[0]), int(chosen[-1]) + 1])
        place = np.full(int(chosen[-1]) - int(chosen[0]) + 1, -1, np.int64)
        place[chosen - chosen[0]] = np.arange(chosen.size)
        row = place[self.item[begin:end] - chosen[0]]
        wanted = row >= 0
        found[row[wanted], self.part[begin:end][wanted]] = self.count[begin:end][wanted]
        return found


def tally(item: Ints, part: Ints, items: int, parts: int) -> Tally:
    """Count words in parts.

    Args:
        item: Number of the word at each place, shape `(n,)`.
        part: Number of the part that each place lies in.
        items: Number of words.
        parts: Number of parts.
    """
    key = np.sort(item * max(parts, 1) + part)
    new = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1]))) if key.size else np.zeros(0, np.int64)
    count = np.diff(np.append(new, key.size)).astype(np.int64)
    numbers = key[new]
    sizes = np.bincount(part, minlength=parts).astype(np.int64)
    return Tally(numbers // max(parts, 1), numbers % max(parts, 1), count, items, sizes)


def distinct(item: Ints, who: Ints, items: int) -> Ints:
    """Give how many different people (or groups of numbers) stand behind each word, shape `(items,)`."""
    many = int(who.max(initial=0)) + 1
    return tally(item, who, items, many).range


def documents_of(among: Spoken) -> Ints:
    """Give the place, among the texts in which somebody speaks, of each word that counts; shape `(words,)`."""
    index = among.index
    place = np.full(len(index.source_ids), -1, np.int64)
    place[among.documents] = np.arange(among.documents.size)
    return place[index.turn_source[index.turn[among.words]]]
