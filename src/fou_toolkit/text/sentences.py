"""Where sentences begin and end.

A sentence ends at a full stop, `!`, `?` or `…` before a blank, if a capital or a digit follows; not behind an
abbreviation (`f.eks.`, `kl.`), an initial or the number of a list item, and not at hesitations (`og så ... nei`).
Closing quotes go along. An empty line ends a sentence; a line break does, unless the text is wrapped at a line width
and a small letter follows. A new turn always begins a sentence; what stands in other turns has no influence.

Transcripts without capitals: a single stop between two blanks (`ja . så`) always ends a sentence; and in a turn where
plain stops are followed by a small letter at least twice, and never by a capital, every plain stop ends one. A plain
stop is a `.`, `!` or `?` directly behind a word, with nothing closing behind it, that is not held back as above; behind
a number it is not plain.

In detail: behind the stop up to four closing quotes or brackets may stand before the blank; a mark directly behind it
(`Ja.[latter]`) counts as a blank. A full stop that does not stand directly behind a word (`...`, `».`) needs a
capital. A turn is wrapped if more than half of its line breaks are followed by a small letter, and the lines in front
of these are 45 code points long on average; only line breaks between two words count, and lists (`- `) are never
joined.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fou_toolkit.model import Span
from fou_toolkit.text import characters as ch
from fou_toolkit.text.scan import Positions, Scan, scan
from fou_toolkit.text.wordlists import ABBREVIATIONS, CLOSING_ABBREVIATIONS

__all__ = ["Sentences", "find_sentences", "split_sentences"]

_WRAPPED_SHARE = 0.5
_WRAPPED_LINE = 45
"""Lines that go on with a small letter are wrapped if they are at least this long."""
_SMALL_STOPS = 2
"""So many stops before a small letter show that a turn is written without capitals."""
_NEVER, _OFTEN = 1, 2
_LONGEST_ABBREVIATION = max(map(len, ABBREVIATIONS | CLOSING_ABBREVIATIONS))

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences that have at least one word, in text order.

    Args:
        first_word: Index of the first word, shape `(s + 1,)`; the last entry is the number of words.
        start: Global position of the first sign or word, shape `(s,)`.
        end: One past the last.
    """

    first_word: npt.NDArray[np.int32]
    start: Positions
    end: Positions


@dataclass(frozen=True, slots=True)
class _Gaps:
    """Signs that can end a sentence, each with the word behind it; both neighbour words are in the same turn."""

    word: Ints
    sign_at: Ints
    sign: npt.NDArray[np.uint8]
    cut: npt.NDArray[np.uint8]
    alone: Bools


def split_sentences(text: str) -> tuple[Span, ...]:
    """Cut one text into sentences.

    >>> text = "Vi spiste f.eks. kl. 11. «Er det mat?» sa Mona. Ja ... litt."
    >>> [span.of(text) for span in split_sentences(text)]
    ['Vi spiste f.eks. kl. 11.', '«Er det mat?» sa Mona.', 'Ja ... litt.']
    """
    found = scan([text])
    borders = np.array([0, found.start.size])
    sentences = find_sentences(found, borders, np.array([0]), np.array([len(text)]))
    return tuple(Span(a, b) for a, b in zip(sentences.start.tolist(), sentences.end.tolist(), strict=True))


def find_sentences(words: Scan, turn_word: Ints, turn_start: Ints, turn_end: Ints) -> Sentences:
    """Find the sentences of all turns.

    Args:
        words: Words and signs inside of turns and outside of marks; fillers too, since a sentence can begin with one.
        turn_word: Index of the first word of each turn, shape `(t + 1,)`; the last entry is the number of words.
        turn_start: Global position of each turn, shape `(t,)`.
        turn_end: One past its end.
    """
    count = words.start.size
    # The position behind which the next sentence's signs are looked for; -1 where no sentence begins.
    cut = np.full(count, -1, words.start.dtype)
    filled = turn_word[:-1] < turn_word[1:]
    opening = turn_word[:-1][filled]
    gaps = _gaps(words, opening)
    _cut_at_lines(cut, words, gaps, turn_word, turn_start)
    _cut_at_stops(cut, words, gaps, opening, turn_word)
    cut[opening] = turn_start[filled]
    first = np.flatnonzero(cut >= 0)
    start, end = _borders(words, first, cut[first])
    last_of_turn = np.searchsorted(first, turn_word[1:][filled]) - 1
    end[last_of_turn] = np.minimum(_last_sign(words, turn_word[1:][filled], turn_end[filled]), turn_end[filled])
    kind = words.start.dtype
    return Sentences(np.append(first, count).astype(np.int32), start.astype(kind), end.astype(kind))


def _gaps(words: Scan, opening: Ints) -> _Gaps:
    ends = ch.member(ch.DOT, ch.TERMINATOR, ch.ELLIPSIS, ch.NEWLINE)[words.sign]
    at = words.sign_at[ends]
    word = np.searchsorted(words.start, at)
    outer = np.zeros(words.start.size + 1, np.bool_)
    outer[opening] = outer[-1] = True
    inner = ~outer[word]
    return _Gaps(
        word=word[inner],
        sign_at=at[inner].astype(np.int64),
        sign=words.sign[ends][inner],
        cut=words.cut[ends][inner],
        alone=words.alone[ends][inner],
    )


def _cut_at_stops(cut: Ints, words: Scan, gaps: _Gaps, opening: Ints, turn_word: Ints) -> None:
    """Let sentences end at full stops and other terminators."""
    stop = (gaps.sign != ch.NEWLINE) & (gaps.cut > 0)
    word, at, sign, behind = gaps.word[stop], gaps.sign_at[stop], gaps.sign[stop], gaps.cut[stop]
    opens = ch.member(ch.UPPER, ch.DIGIT)[words.first[word]]
    dot = (sign == ch.DOT) & (words.end[word - 1] == at)
    kinds = _abbreviations(words.strings)[words.surface[word - 1]]
    initial = (words.first[word - 1] == ch.UPPER) & (words.end[word - 1] - words.start[word - 1] == 1)
    listed = (words.first[word - 1] == ch.DIGIT) & _begins_line(words, gaps, opening)[word - 1]
    upper = words.first[word] == ch.UPPER
    held = dot & ((kinds == _NEVER) | initial | listed | ((kinds == _OFTEN) & ~upper))
    # Three dots are a hesitation unless a capital follows.
    dots = (sign == ch.DOT) & ~dot & ~upper
    direct = (words.end[word - 1] == at) & (sign != ch.ELLIPSIS) & (behind == 1)
    plain = direct & ~held & (words.first[word - 1] != ch.DIGIT)
    ends = (opens & ~held & ~dots) | gaps.alone[stop] | (plain & _without_capitals(words, word, plain, turn_word))
    cut[word[ends]] = at[ends] + behind[ends]


def _without_capitals(words: Scan, word: Ints, plain: Bools, turn_word: Ints) -> Bools:
    """Tell for each stop whether it stands in a turn that is written without capitals."""
    turn = np.searchsorted(turn_word, word, side="right") - 1
    small = np.bincount(turn, plain & (words.first[word] == ch.LETTER), minlength=turn_word.size)
    upper = np.bincount(turn, plain & (words.first[word] == ch.UPPER), minlength=turn_word.size)
    return np.asarray((small >= _SMALL_STOPS) & (upper == 0))[turn]


def _abbreviations(strings: list[str]) -> npt.NDArray[np.uint8]:
    kinds = np.zeros(len(strings) + 1, np.uint8)
    for number, string in enumerate(strings):
        if len(string) > _LONGEST_ABBREVIATION:
            continue
        word = string.lower()
        if word in CLOSING_ABBREVIATIONS:
            kinds[number] = _OFTEN
        elif word in ABBREVIATIONS:
            kinds[number] = _NEVER
    return kinds


def _begins_line(words: Scan, gaps: _Gaps, opening: Ints) -> Bools:
    begins = np.zeros(words.start.size, np.bool_)
    begins[gaps.word[gaps.sign == ch.NEWLINE]] = True
    begins[opening] = True
    return begins


def _cut_at_lines(cut: Ints, words: Scan, gaps: _Gaps, turn_word: Ints, turn_start: Ints) -> None:
    """Let sentences end at line breaks, except where the text is wrapped."""
    line = gaps.sign == ch.NEWLINE
    word, at = gaps.word[line], gaps.sign_at[line]
    if not word.size:
        return
    small = words.first[word] == ch.LETTER
    single = np.ones(word.size, np.bool_)
    twice = np.flatnonzero(word[1:] == word[:-1])
    single[twice] = single[twice + 1] = False
    turn = np.searchsorted(turn_word, word, side="right") - 1
    signs = _signs_between(words, word, at)
    first = np.append(True, turn[1:] != turn[:-1])
    width = at - np.where(first, turn_start[turn], np.append(0, at[:-1] + 1))
    wrapped = _wrapped(turn, width, small & single, turn_word.size)
    holds = single & small & wrapped[turn] & ~signs
    cut[word[~holds]] = at[~holds]


def _signs_between(words: Scan, word: Ints, at: Ints) -> Bools:
    """Tell whether a sign (a bullet, a quote) stands between a line break and the word behind."""
    after = np.searchsorted(words.sign_at, at, side="right")
    upto = np.searchsorted(words.sign_at, words.start[word])
    return np.asarray(upto > after)


def _wrapped(turn: Ints, width: Ints, goes_on: Bools, turns: int) -> Bools:
    """Tell for each turn whether its lines are wrapped: most go on with a small letter, and are long."""
    lines = np.bincount(turn, minlength=turns)
    small = np.bincount(turn, goes_on, minlength=turns)
    total = np.bincount(turn, np.where(goes_on, width, 0), minlength=turns)
    return np.asarray((small > _WRAPPED_SHARE * lines) & (total >= _WRAPPED_LINE * small))


def _borders(words: Scan, first: Ints, cut: Ints) -> tuple[Ints, Ints]:
    """Give start and end of each sentence: signs go to the sentence they stand with."""
    shown = np.flatnonzero(words.sign != ch.NEWLINE)
    sign_at = words.sign_at[shown]
    following = np.searchsorted(sign_at, cut)
    has_sign = following < sign_at.size
    start = words.start[first].astype(np.int64)
    candidate = (
        np.where(has_sign, sign_at[np.minimum(following, max(sign_at.size - 1, 0))], start) if shown.size else start
    )
    start = np.minimum(start, candidate)
    end = np.empty_like(start)
    if start.size:
        end[:-1] = _last_sign(words, first[1:], cut[1:])
        end[-1] = 0
    return start, end


def _last_sign(words: Scan, word: Ints, before: Ints) -> Ints:
    """Give where the last word or sign before a position ends; `word` is the first word behind it."""
    shown = words.sign_at[words.sign != ch.NEWLINE]
    end = words.end[word - 1].astype(np.int64)
    preceding = np.searchsorted(shown, before) - 1
    if not shown.size:
        return end
    candidate = np.where(preceding >= 0, shown[np.maximum(preceding, 0)] + 1, 0)
    return np.maximum(end, candidate)
