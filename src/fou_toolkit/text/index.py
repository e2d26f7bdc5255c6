"""The corpus as numpy columns: tokenised once, searched many times.

Words that are speech are numbered from 0 through the whole corpus. For each there is its type, where it stands, and
the sentence, turn and source it belongs to. What is not speech (labels, time stamps, `[latter]`, fillers) has no
place in these columns, so nothing counts it as a word or a gap; `masked` tells where it is.

Positions in the columns are *global*: `index.locate` turns them into a source and a `Span`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit.model import Mark, Source, Span, Turn
from fou_toolkit.text import characters as ch
from fou_toolkit.text.languages import turn_languages, votes
from fou_toolkit.text.marks import DEFAULT_MARKS
from fou_toolkit.text.scan import Positions, Scan, bases_of, scan
from fou_toolkit.text.sentences import Sentences, find_sentences
from fou_toolkit.text.vocabulary import Vocabulary, fold_all
from fou_toolkit.text.wordlists import CLAUSE_OPENERS

__all__ = ["CLAUSE", "Index", "build_index"]

CLAUSE: Final = 1
"""Flag: a clause may begin at this word: a comma, dash or bracket stands before it, or it is a `men`, `fordi` ..."""

_FEW: Final = 8
"""So many types are compared one by one; more are looked up."""
_HALF_BITS: Final = 16
_HALF: Final = (1 << _HALF_BITS) - 1

Ints = npt.NDArray[np.int64]
Ids = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Index:
    """Columns over the words that are speech.

    Args:
        source_ids: Ids of the sources, in order.
        texts: Their texts; shared with the sources, not copied.
        bases: Global position of each source, shape `(d + 1,)`.
        vocabulary: The types.
        type: Type of each word, shape `(n,)`.
        start: Global position, shape `(n,)`.
        end: One past its last code point.
        flags: `CLAUSE`, shape `(n,)`.
        sentence: Number of its sentence, shape `(n,)`.
        sentence_word: First word of each sentence, shape `(s + 1,)`.
        sentence_start: Global position of each sentence, shape `(s,)`.
        sentence_end: One past its end.
        turn_word: First word of each turn, shape `(t + 1,)`.
        turn_start: Global position of each turn, shape `(t,)`.
        turn_end: One past its end.
        turn_language: Index into `TEXT_LANGUAGES`, shape `(t,)`.
        turn_source: Number of the source, shape `(t,)`.
        masked_start: Global position of each word that is not speech.
        masked_end: One past its end.
    """

    source_ids: tuple[str, ...]
    texts: tuple[str, ...] = field(repr=False)
    bases: Ints
    vocabulary: Vocabulary
    type: Ids
    start: Positions
    end: Positions
    flags: npt.NDArray[np.uint8]
    sentence: Ids
    sentence_word: Ids
    sentence_start: Positions
    sentence_end: Positions
    turn_word: Ids
    turn_start: Ints
    turn_end: Ints
    turn_language: npt.NDArray[np.uint8]
    turn_source: Ids
    masked_start: Positions = field(repr=False)
    masked_end: Positions = field(repr=False)

    def __len__(self) -> int:
        """Give the number of words that are speech."""
        return int(self.type.size)

    def __repr__(self) -> str:
        """Show sizes only: an index is made of confidential text."""
        return f"Index({len(self)} words, {len(self.vocabulary)} types, {self.sentence_start.size} sentences)"

    @cached_property
    def _postings(self) -> tuple[Ids, Ints]:
        """Words in the order of their types, and where each type begins."""
        return _order(self.type), np.concatenate(([0], np.cumsum(self.vocabulary.counts)))

    @cached_property
    def _followers(self) -> Ids:
        """Type of the word behind each word of the postings; -1 behind the last word of a sentence.

        A frequent word's followers stand side by side here, where in `type` each would be a look into far memory.
        """
        behind = np.append(self.type[1:], np.int32(-1))
        behind[self.sentence_word[1:] - 1] = -1
        return behind[self._postings[0]]

    def words_before(self, types: Ids, following: Ids) -> Ids:
        """Give the words of these types that a word of the following types stands right behind, in text order."""
        order, begins = self._postings
        parts = [np.zeros(0, np.int32)]
        for number in types.tolist():
            stretch = slice(begins[number], begins[number + 1])
            parts.append(order[stretch][_any_of(self._followers[stretch], following)])
        return np.sort(np.concatenate(parts))

    def words_of(self, types: Ids) -> Ids:
        """Give the words of these types, in text order."""
        order, begins = self._postings
        if types.size == 1:
            return order[begins[types[0]] : begins[types[0] + 1]]
        parts = [order[begins[number] : begins[number + 1]] for number in types.tolist()]
        return np.sort(np.concatenate(parts)) if parts else np.zeros(0, np.int32)

    @cached_property
    def clause_word(self) -> Ids:
        """First word of each clause, in order."""
        begins = self.flags & CLAUSE
        begins[self.sentence_word[:-1]] = CLAUSE
        return np.flatnonzero(begins).astype(np.int32)

    @cached_property
    def turn(self) -> Ids:
        """Number of each word's turn, shape `(n,)`."""
        return np.repeat(np.arange(self.turn_language.size, dtype=np.int32), np.diff(self.turn_word))

    def turn_of(self, words: Ids) -> Ints:
        """Give the turns that words belong to, without a column over all words."""
        return np.searchsorted(self.turn_word, words, side="right") - 1

    def source_of(self, positions: Positions) -> Ints:
        """Give the numbers of the sources that global positions lie in."""
        return np.searchsorted(self.bases, positions, side="right") - 1

    def locate(self, start: int, end: int) -> tuple[str, Span]:
        """Turn a global stretch into a source id and a span of its text."""
        number = int(np.searchsorted(self.bases, start, side="right")) - 1
        base = int(self.bases[number])
        return self.source_ids[number], Span(start - base, end - base)

    def text(self, start: int, end: int) -> str:
        """Give the text of a global stretch that lies in one source."""
        number = int(np.searchsorted(self.bases, start, side="right")) - 1
        base = int(self.bases[number])
        return self.texts[number][start - base : end - base]

    def form(self, word: int) -> str:
        """Give the folded form of a word."""
        return self.vocabulary.forms[int(self.type[word])]

    @property
    def nbytes(self) -> int:
        """Bytes held by the columns and, once they are used, the postings."""
        arrays = [value for value in vars(self).values() if isinstance(value, np.ndarray)]
        arrays += [part for part in vars(self).get("_postings", ()) if isinstance(part, np.ndarray)]
        return sum(array.nbytes for array in arrays)


def build_index(sources: Sequence[Source], *, fillers: frozenset[str] = DEFAULT_MARKS.fillers) -> Index:
    """Build the index of some sources.

    Turns without a language get one; languages that are set stay.

    Args:
        sources: In the order of the corpus.
        fillers: Words that are no words, in small letters: `eh`, `hm`.

    >>> from fou_toolkit.model import Span, Turn
    >>> index = build_index([Source("a", "I: Ja, eh, vi tok ansvar.", (Turn(Span(3, 25), "I"),))])
    >>> [index.form(word) for word in range(len(index))]
    ['ja', 'vi', 'tok', 'ansvar']
    """
    texts = [source.text for source in sources]
    bases = bases_of(texts)
    words = scan(texts)
    starts, ends = _borders([source.turns for source in sources], bases)
    folded = fold_all(words.strings)
    words, masked_start, masked_end = _inside_turns(words, sources, bases, (starts, ends))
    sentences = find_sentences(words, _turn_words(words, starts), starts, ends)
    filler = _among(folded, fillers)
    if filler.any():
        is_filler = filler[words.surface]
        masked_start = np.sort(np.concatenate((masked_start, words.start[is_filler])))
        masked_end = np.sort(np.concatenate((masked_end, words.end[is_filler])))
        words, sentences = _without(is_filler, words, sentences)
    turn_word = _turn_words(words, starts)
    language = turn_languages(sources, votes(words, folded, turn_word))
    types, vocabulary = _types(words, folded, turn_word, language)
    turn_source = np.repeat(np.arange(len(sources), dtype=np.int32), [len(source.turns) for source in sources])
    return Index(
        source_ids=tuple(source.id for source in sources),
        texts=tuple(texts),
        bases=bases,
        vocabulary=vocabulary,
        type=types,
        start=words.start,
        end=words.end,
        flags=_clause_flags(words, _among(folded, CLAUSE_OPENERS)),
        sentence=_sentence_numbers(sentences),
        sentence_word=sentences.first_word,
        sentence_start=sentences.start,
        sentence_end=sentences.end,
        turn_word=turn_word.astype(np.int32),
        turn_start=starts,
        turn_end=ends,
        turn_language=language,
        turn_source=turn_source,
        masked_start=masked_start,
        masked_end=masked_end,
    )


def _order(types: Ids) -> Ids:
    """Sort words by type, keeping text order: numpy has radix sort for 16 bits, so types go in lots of 65,536."""
    lot = types >> _HALF_BITS
    parts = []
    for number in range(int(lot.max(initial=0)) + 1):
        words = np.flatnonzero(lot == number).astype(np.int32)
        low = (types[words] & _HALF).astype(np.uint16)
        parts.append(words[np.argsort(low, kind="stable")])
    return np.concatenate(parts)


def _any_of(column: Ids, wanted: Ids) -> Bools:
    """Tell where a column has one of the wanted types."""
    if wanted.size > _FEW:
        return np.isin(column, wanted)
    found = np.zeros(column.size, np.bool_)
    for number in wanted.tolist():
        found |= column == number
    return found


def _borders(parts: Sequence[Sequence[Turn] | Sequence[Mark]], bases: Ints) -> tuple[Ints, Ints]:
    """Give the global begin and end of the turns or marks of all sources."""
    spans = ((base, part.span) for base, source in zip(bases.tolist(), parts, strict=False) for part in source)
    flat = np.fromiter((base + at for base, span in spans for at in (span.start, span.end)), np.int64)
    return flat[0::2], flat[1::2]


def _covered(at: Positions, start: Ints, end: Ints) -> Bools:
    """Tell which of some sorted positions lie in any of some stretches."""
    change = np.zeros(at.size + 1, np.int32)
    # Were the types different, numpy would convert the long column and not the short one.
    np.add.at(change, np.searchsorted(at, start.astype(at.dtype)), 1)
    np.add.at(change, np.searchsorted(at, end.astype(at.dtype)), -1)
    return np.asarray(np.cumsum(change[:-1], dtype=np.int32) > 0)


def _turn_words(words: Scan, starts: Ints) -> Ints:
    return np.append(np.searchsorted(words.start, starts.astype(words.start.dtype)), words.start.size)


def _inside_turns(
    words: Scan, sources: Sequence[Source], bases: Ints, turns: tuple[Ints, Ints]
) -> tuple[Scan, Positions, Positions]:
    """Take out what stands outside of turns and inside of marks; give that separately."""
    marks = _borders([source.marks for source in sources], bases)
    speech = _covered(words.start, *turns)
    signs = _covered(words.sign_at, *turns)
    cut = words.cut
    if marks[0].size:
        speech &= ~_covered(words.start, *marks)
        signs &= ~_covered(words.sign_at, *marks)
        # A sentence ends before a mark as before a blank: `Ja.[latter] Nei.`
        stop = ch.member(ch.DOT, ch.TERMINATOR, ch.ELLIPSIS)[words.sign]
        cut = np.where(stop & _covered(words.sign_at + 1, *marks), np.uint8(1), cut)
    # A line break between turns still ends a sentence; the turn's own border sees to that.
    # Where all is speech, as in logs, nothing has to be copied.
    said = slice(None) if speech.all() else speech
    kept = Scan(
        start=words.start[said],
        end=words.end[said],
        first=words.first[said],
        surface=words.surface[said],
        sign_at=words.sign_at[signs],
        sign=words.sign[signs],
        cut=cut[signs],
        alone=words.alone[signs],
        strings=words.strings,
    )
    return kept, words.start[~speech], words.end[~speech]


def _without(filler: Bools, words: Scan, sentences: Sentences) -> tuple[Scan, Sentences]:
    """Take out fillers, and sentences made of fillers only."""
    speech = ~filler
    kept = replace(
        words,
        start=words.start[speech],
        end=words.end[speech],
        first=words.first[speech],
        surface=words.surface[speech],
    )
    first = np.append(np.int32(0), np.cumsum(speech, dtype=np.int32))[sentences.first_word]
    said = first[:-1] < first[1:]
    left = Sentences(np.append(first[:-1][said], first[-1]), sentences.start[said], sentences.end[said])
    return kept, left


def _sentence_numbers(sentences: Sentences) -> Ids:
    lengths = np.diff(sentences.first_word)
    return np.repeat(np.arange(lengths.size, dtype=np.int32), lengths)


def _among(folded: list[str], chosen: frozenset[str]) -> Bools:
    return np.array([form in chosen for form in folded], np.bool_)


def _clause_flags(words: Scan, opener: Bools) -> npt.NDArray[np.uint8]:
    breaks = ch.member(ch.COMMA, ch.BREAK, ch.PAREN, ch.HYPHEN)[words.sign]
    flags = np.zeros(words.start.size + 1, np.uint8)
    flags[np.searchsorted(words.start, words.sign_at[breaks])] = CLAUSE
    if words.surface.size:
        flags[:-1] |= opener[words.surface]
    return flags[:-1]


def _ranked(folded: list[str]) -> tuple[list[str], Ints]:
    """Give the different forms, sorted, and the place of each form among them."""
    order = np.array(sorted(range(len(folded)), key=folded.__getitem__), np.int64)
    ordered = [folded[number] for number in order.tolist()]
    new = np.ones(len(ordered), np.bool_)
    new[1:] = [one != other for one, other in pairwise(ordered)]
    rank = np.empty(len(ordered), np.int64)
    rank[order] = np.cumsum(new) - 1
    return [ordered[number] for number in np.flatnonzero(new).tolist()], rank


def _types(words: Scan, folded: list[str], turn_word: Ints, language: npt.NDArray[np.uint8]) -> tuple[Ids, Vocabulary]:
    """Number the pairs of folded form and language that occur, in sorted order."""
    pair = words.surface * np.int32(3)
    pair += np.repeat(language.astype(np.int32), np.diff(turn_word))
    pair_counts = np.bincount(pair, minlength=3 * len(folded))
    present = np.flatnonzero(pair_counts)
    forms, rank = _ranked(folded)
    keys, numbers = np.unique(rank[present // 3] * 3 + present % 3, return_inverse=True)
    type_of_pair = np.full(3 * len(folded), -1, np.int32)
    type_of_pair[present] = numbers
    vocabulary = Vocabulary(
        forms=tuple(forms[number] for number in (keys // 3).tolist()),
        language=(keys % 3).astype(np.uint8),
        counts=np.bincount(numbers, pair_counts[present], minlength=keys.size).astype(np.int64),
        surfaces=tuple(words.strings),
        surface_type=type_of_pair.reshape(-1, 3),
    )
    return type_of_pair[pair], vocabulary
