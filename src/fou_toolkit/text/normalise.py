"""One way of writing what looks the same, and the road back to the positions of the original.

- letters are composed (NFC): `a` and a ring become `å`
- lines end in LF; CR, CRLF, form feeds, vertical tabs and Unicode's line and paragraph separators become LF
- every blank is a plain space or a tab; no-break and other special spaces become plain spaces, since they look the same
  and a person who searches for «10 000» or «i praksis» types a plain one
- byte order marks, zero-width spaces, word joiners, soft hyphens and all other control characters are removed
- zero-width joiners are removed between two Latin letters, where they only hide words; in emoji and in scripts that
  need them they stay
- half of a surrogate pair is no character and becomes `�`

Nothing else changes. Each step is one pass in C over the whole text; Python looks only at the places that change.
"""

import re
import sys
import unicodedata
from array import array
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import Message, t

__all__ = ["Normalised", "OffsetMap", "normalise"]

_LINE_ENDS: Final = "\r\v\f\x85\u2028\u2029"
_SPACES: Final = "".join(map(chr, (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)))
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+")
_INVISIBLE: Final = re.compile("[\xad\u200b\u2060\ufeff]+")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_LATIN: Final = "A-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿⱠ-Ɀ꜠-ꟿﬀ-ﬆ"
_JOINER: Final = re.compile(f"(?<=[{_LATIN}])[\u200c\u200d]+(?=[{_LATIN}])")
_CRLF: Final = re.compile("\r\n")
_LONG_RUN: Final = 30
"""More combining marks in a row than any language writes; Python's composing is quadratic in them."""
_PAIR: Final = 2

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class OffsetMap:
    r"""Positions of the original text and of the normalised one, in code points.

    Only the borders of changed stretches are kept. Between them both texts run in step. A position inside of a stretch
    that became something else (between `a` and its ring) goes to the beginning of that stretch; one inside of a removed
    stretch goes to where it was removed. On the way back, what was removed belongs to what stands before it. Where a
    stretch changed and kept its length (marks that changed places), both run in step all the same.

    Args:
        original: Borders in the original text, rising, from 0 to its length.
        normalised: The same borders in the normalised text.

    >>> offsets = normalise("a\u030a!\r\nJa").offsets
    >>> [offsets.to_normalised(position) for position in range(8)]
    [0, 0, 1, 2, 2, 3, 4, 5]
    >>> [offsets.to_original(position) for position in range(6)]
    [0, 2, 3, 5, 6, 7]
    """

    original: Ints
    normalised: Ints

    def to_original(self, position: int) -> int:
        """Give the position in the original text that a position in the normalised text came from.

        Args:
            position: From 0 to the length of the normalised text.

        Raises:
            ValueError: The position lies outside of the text.
        """
        return _across(self.normalised, self.original, position)

    def to_normalised(self, position: int) -> int:
        """Give the position in the normalised text that a position in the original text became.

        Args:
            position: From 0 to the length of the original text.

        Raises:
            ValueError: The position lies outside of the text.
        """
        return _across(self.original, self.normalised, position)


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text and what was done to it.

    Args:
        text: The text.
        changes: One message for each kind of change, with its count.
        offsets: The road between the positions of both texts.
    """

    text: str
    changes: tuple[Message, ...]
    offsets: OffsetMap


@dataclass(frozen=True, slots=True)
class _Edits:
    """Stretches of a text that get longer or shorter, in order; all arrays of the same shape."""

    start: Ints
    before: Ints
    after: Ints


def normalise(text: str) -> Normalised:
    r"""Write a text in the one way that everything else here expects.

    Args:
        text: Any text.

    >>> normalise("Bla\u030ab\u00e6r\r\n").text
    'Blåbær\n'
    """
    changes: list[Message] = []
    offsets = _identity(len(text))
    for step in (_control_free, _line_ends, _visible, _spaces, _no_surrogates, _composed, _unjoined):
        text, edits, messages = step(text)
        changes += messages
        if edits is not None and edits.start.size:
            offsets = _joined(offsets, _borders(edits, len(text)))
    return Normalised(text, tuple(changes), offsets)


# The steps: each gives the new text, where its length changed, and what to say about it

_Step = tuple[str, _Edits | None, list[Message]]


def _control_free(text: str) -> _Step:
    shorter, edits = _without(text, _CONTROL)
    count = len(text) - len(shorter)
    return shorter, edits, [Message.of("Control characters removed: {n}", n=count)] if count else []


def _line_ends(text: str) -> _Step:
    edits = None
    pairs = text.count("\r\n")
    if pairs:
        start = np.fromiter((found.start() for found in _CRLF.finditer(text)), np.int64, pairs)
        edits = _Edits(start, np.full_like(start, 2), np.full_like(start, 1))
        text = text.replace("\r\n", "\n")
    text, others = _replaced(text, _LINE_ENDS, "\n")
    count = pairs + others
    return text, edits, [Message.of("Line ends written in one way (LF): {n}", n=count)] if count else []


def _visible(text: str) -> _Step:
    if text.isascii():
        return text, None, []
    shorter, edits = _without(text, _INVISIBLE)
    count = len(text) - len(shorter)
    message = Message.of(
        "Invisible characters removed (soft hyphens, zero-width spaces, byte order marks): {n}", n=count
    )
    return shorter, edits, [message] if count else []


def _spaces(text: str) -> _Step:
    text, count = _replaced(text, _SPACES, " ")
    return text, None, [Message.of("Special spaces made plain spaces: {n}", n=count)] if count else []


def _no_surrogates(text: str) -> _Step:
    text, count = _SURROGATE.subn("\ufffd", text)
    return text, None, [Message.of("Half characters replaced by �: {n}", n=count)] if count else []


def _composed(text: str) -> _Step:
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text, None, []
    flat = array("q")
    count = at = 0
    for found in _classes().unsafe.finditer(text):
        # A mark changes together with what it stands on.
        start, at = max(found.start() - 1, at), found.end()
        changed, head, before, after = _composing(text[start:at])
        count += changed
        if before != after:
            flat.extend((start + head, before, after))
    edits = _Edits(*np.array(flat, np.int64).reshape(-1, 3).T)
    return _nfc(text), edits, [Message.of("Letters put together with their marks (NFC): {n}", n=count)]


def _unjoined(text: str) -> _Step:
    if "\u200c" not in text and "\u200d" not in text:
        return text, None, []
    shorter, edits = _without(text, _JOINER)
    count = len(text) - len(shorter)
    return shorter, edits, [Message.of("Invisible joiners between letters removed: {n}", n=count)] if count else []


def _without(text: str, pattern: re.Pattern[str]) -> tuple[str, _Edits | None]:
    spans = np.fromiter((at for found in pattern.finditer(text) for at in found.span()), np.int64)
    if not spans.size:
        return text, None
    start = spans[::2]
    return pattern.sub("", text), _Edits(start, spans[1::2] - start, np.zeros_like(start))


def _replaced(text: str, characters: str, by: str) -> tuple[str, int]:
    """Replace single characters by another, and count them."""
    count = 0
    for character in characters:
        if character in text:
            count += text.count(character)
            text = text.replace(character, by)
    return text, count


# Composing


class _Classes(NamedTuple):
    """Patterns made from the Unicode tables of this Python.

    Args:
        unsafe: A character that composing can change or that goes into the one before it, and all such behind it.
            Together with the character before, such a stretch changes by itself, whatever stands around it.
        many_marks: Endless runs of combining marks.
    """

    unsafe: re.Pattern[str]
    many_marks: re.Pattern[str]


@cache
def _classes() -> _Classes:
    every = list(map(chr, range(sys.maxunicode + 1)))
    pairs = (unicodedata.decomposition(character).split() for character in every)
    follows = {chr(int(pair[1], 16)) for pair in pairs if len(pair) == _PAIR and not pair[0].startswith("<")}
    follows |= set(map(chr, (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))))  # vowels and finals of Hangul
    marks = {
        character
        for character in every
        if unicodedata.combining(character) or unicodedata.combining(unicodedata.normalize("NFD", character)[0])
    }
    changing = {character for character in every if not unicodedata.is_normalized("NFC", character)}
    follows |= marks
    return _Classes(
        re.compile(_one_of(follows | changing) + _one_of(follows) + "*"),
        re.compile(_one_of(marks) + f"{{{_LONG_RUN},}}"),
    )


def _one_of(characters: set[str]) -> str:
    """Write a character class, as a negated one: what is common in texts is then found at the first look."""
    edges = pairwise((-1, *sorted(map(ord, characters)), sys.maxunicode + 1))
    gaps = (f"\\U{before + 1:08x}-\\U{after - 1:08x}" for before, after in edges if after - before > 1)
    return "[^" + "".join(gaps) + "]"


@lru_cache(maxsize=4096)
def _composing(piece: str) -> tuple[bool, int, int, int]:
    r"""Tell whether composing changes a piece, after how many code points, and how many become how many.

    >>> _composing("xa\u030ay")
    (True, 1, 2, 1)
    """
    composed = _nfc(piece)
    head = _common(piece, composed)
    tail = _common(piece[head:][::-1], composed[head:][::-1])
    return composed != piece, head, len(piece) - head - tail, len(composed) - head - tail


def _common(one: str, other: str) -> int:
    """Count the code points that two texts have in common at their beginnings."""
    for count, (mine, yours) in enumerate(zip(one, other, strict=False)):
        if mine != yours:
            return count
    return min(len(one), len(other))


def _nfc(text: str) -> str:
    """Compose a text in linear time: endless runs of marks are put in order first."""
    return unicodedata.normalize("NFC", _classes().many_marks.sub(_in_order, text))


def _in_order(run: re.Match[str]) -> str:
    marks = "".join(unicodedata.normalize("NFD", mark) for mark in run.group())
    return "".join(sorted(marks, key=unicodedata.combining))


# Offsets


def _identity(length: int) -> OffsetMap:
    return _frozen(np.array([0, length], np.int64), np.array([0, length], np.int64))


def _frozen(original: Ints, normalised: Ints) -> OffsetMap:
    original.setflags(write=False)
    normalised.setflags(write=False)
    return OffsetMap(original, normalised)


def _borders(edits: _Edits, length: int) -> OffsetMap:
    """Give the borders of the edits of one step; the new text has this length."""
    grown = np.cumsum(edits.after - edits.before)
    end = edits.start + edits.before
    new_end = end + grown
    original = np.column_stack((edits.start, end)).ravel()
    normalised = np.column_stack((new_end - edits.after, new_end)).ravel()
    old_length = length - int(grown[-1])
    return _frozen(
        np.concatenate(([0], original, [old_length])),
        np.concatenate(([0], normalised, [length])),
    )


def _joined(first: OffsetMap, second: OffsetMap) -> OffsetMap:
    """Follow one map after the other.

    A border of one map that lies inside of a stretch the other map changed is no border of both.
    """
    from_first = ~_inside(second.original, second.normalised, first.normalised)
    from_second = ~_inside(first.normalised, first.original, second.original)
    original = np.concatenate(
        (first.original[from_first], _all_across(first.normalised, first.original, second.original[from_second]))
    )
    normalised = np.concatenate(
        (_all_across(second.original, second.normalised, first.normalised[from_first]), second.normalised[from_second])
    )
    order = np.lexsort((normalised, original))
    original, normalised = original[order], normalised[order]
    new = np.append(True, (np.diff(original) > 0) | (np.diff(normalised) > 0))
    return _frozen(original[new], normalised[new])


def _across(here: Ints, there: Ints, position: int) -> int:
    if not 0 <= position <= here[-1]:
        raise ValueError(
            t("Position {position} lies outside of a text of {length}.", position=position, length=int(here[-1]))
        )
    return int(_all_across(here, there, np.array([position], np.int64))[0])


def _all_across(here: Ints, there: Ints, positions: Ints) -> Ints:
    piece, in_step = _pieces(here, there, positions)
    return there[piece] + np.where(in_step, positions - here[piece], 0)


def _inside(here: Ints, there: Ints, positions: Ints) -> npt.NDArray[np.bool_]:
    """Tell which positions lie strictly inside of a changed stretch."""
    piece, in_step = _pieces(here, there, positions)
    return ~in_step & (positions > here[piece])


def _pieces(here: Ints, there: Ints, positions: Ints) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """Give the stretch each position lies in, and whether both texts run in step there."""
    piece = np.searchsorted(here, positions, side="right") - 1
    following = np.minimum(piece + 1, here.size - 1)
    return piece, here[following] - here[piece] == there[following] - there[piece]
