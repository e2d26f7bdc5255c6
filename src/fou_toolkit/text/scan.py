"""Cut texts into words and signs, block by block.

A **word** is a run of letters and digits; a hyphen or an apostrophe between two of them belongs to it (`FoU-arbeid`),
so do `.`, `,` and `:` between two digits (`10.30`). Combining marks belong to what stands before them. Runs of more
than 255 code points are no words. A **sign** is whatever else is not blank, and a line break.

Positions are *global*: the sources stand one after the other with one code point between them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from fou_toolkit.text import characters as ch
from fou_toolkit.text.surfaces import MAX_WORD, SurfaceTable

__all__ = ["BLOCK", "Scan", "bases_of", "is_one_word", "scan"]

BLOCK: Final = 1 << 18
"""Code points a block: whole-text temporaries would cost a gigabyte."""
_MAX_CLOSERS: Final = 4
_WORD_LENGTH: Final = 5
_SIGN_DISTANCE: Final = 16
"""Code points from word to word and from sign to sign, at least, in most texts."""

Positions = npt.NDArray[np.signedinteger[Any]]
_Columns = tuple[npt.NDArray[Any], ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """Words and signs of many texts; all arrays in text order.

    Args:
        start: Begin of each word, shape `(n,)`.
        end: One past its last code point.
        first: Class of its first code point.
        surface: Its number in `strings`.
        sign_at: Position of each sign, shape `(m,)`.
        sign: Its class; `OTHER` for a hyphen that a word begins or ends with (`barne- og`), which is no dash.
        cut: For full stops and other terminators before a blank: how far behind the sign the sentence would end
            (closing quotes and brackets go along); 0 where no blank follows.
        alone: For a single `.`, `!` or `?`: whether it stands between two blanks (`ja . så`).
        strings: The different words; their order is that of `SurfaceTable` and means nothing.
    """

    start: Positions
    end: Positions
    first: npt.NDArray[np.uint8]
    surface: npt.NDArray[np.int32]
    sign_at: Positions
    sign: npt.NDArray[np.uint8]
    cut: npt.NDArray[np.uint8]
    alone: npt.NDArray[np.bool_]
    strings: list[str]


def bases_of(texts: Sequence[str]) -> npt.NDArray[np.int64]:
    """Give the global position at which each text begins, and one past the last.

    >>> bases_of(["ab", "c"]).tolist()
    [0, 3, 5]
    """
    return np.cumsum([0, *(len(text) + 1 for text in texts)], dtype=np.int64)


def scan(texts: Sequence[str]) -> Scan:
    """Cut texts into words and signs.

    >>> found = scan(["Vi tok ansvar. «Ja!»", "FoU-arbeid kl. 10.30"])
    >>> [found.strings[number] for number in found.surface]
    ['Vi', 'tok', 'ansvar', 'Ja', 'FoU-arbeid', 'kl', '10.30']
    """
    bases = bases_of(texts)
    # Under two billion code points, half the memory will do.
    kind = np.int32 if bases[-1] < np.iinfo(np.int32).max else np.int64
    table = SurfaceTable()
    words = [_Growing(int(bases[-1]) // _WORD_LENGTH, dtype) for dtype in (kind, kind, np.uint8, np.int32)]
    signs = [_Growing(int(bases[-1]) // _SIGN_DISTANCE, dtype) for dtype in (kind, np.uint8, np.uint8, np.bool_)]
    for base, block in _blocks(texts, bases) if texts else [(0, "")]:
        for column, part in zip((*words, *signs), _scan_block(block, base, table, kind), strict=True):
            column.add(part)
    start, end, first, surface, sign_at, sign, cut, alone = (column.whole() for column in (*words, *signs))
    return Scan(start, end, first, surface, sign_at, sign, cut, alone, table.strings)


class _Growing:
    """A column that blocks are written into, one after the other; kept and joined, they would be there twice.

    Args:
        room: How many rows to make room for at first.
        dtype: Of the column.
    """

    def __init__(self, room: int, dtype: npt.DTypeLike) -> None:
        self._filled = 0
        self._values: npt.NDArray[Any] = np.empty(room, dtype)

    def add(self, part: npt.NDArray[Any]) -> None:
        begin, self._filled = self._filled, self._filled + part.size
        if self._filled > self._values.size:
            self._values.resize(self._filled + self._filled // 2, refcheck=False)
        self._values[begin : self._filled] = part

    def whole(self) -> npt.NDArray[Any]:
        self._values.resize(self._filled, refcheck=False)
        return self._values


def _blocks(texts: Sequence[str], bases: npt.NDArray[np.int64]) -> Iterator[tuple[int, str]]:
    """Join short texts and cut long ones at blanks, so that blocks are about `BLOCK` long."""
    held: list[str] = []
    size, base = 0, 0
    for text, here in zip(texts, bases.tolist(), strict=False):
        if size and size + len(text) > BLOCK:
            yield base, "\n".join(held)
            held, size = [], 0
        if not held:
            base = here
        if len(text) > BLOCK:
            yield from _cut(text, here)
            continue
        held.append(text)
        size += len(text) + 1
    if held:
        yield base, "\n".join(held)


def _cut(text: str, base: int) -> Iterator[tuple[int, str]]:
    at = 0
    while at < len(text):
        end = at + BLOCK
        if end < len(text):
            # The blank goes along, so that a full stop sees that a blank follows.
            blank = max(text.rfind(" ", at, end), text.rfind("\n", at, end))
            while blank < 0 and end < len(text):
                blank, end = max(text.find(" ", end, end + BLOCK), text.find("\n", end, end + BLOCK)), end + BLOCK
            end = blank + 1 if blank >= 0 else len(text)
        yield base + at, text[at:end]
        at = end


def _scan_block(text: str, base: int, table: SurfaceTable, kind: type[np.signedinteger[Any]]) -> _Columns:
    codes = ch.code_points(text)
    classes = ch.classes_of(codes)
    inside = _inside_words(classes)
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    start, end = edges[0::2], edges[1::2]
    if start.size and (end - start).max() > MAX_WORD:
        word = end - start <= MAX_WORD
        start, end = start[word], end[word]
    surface = table.numbers(text, codes, start, end)
    signs = np.flatnonzero(~inside[1:-1] & (classes != ch.SPACE))
    cut = _cuts(classes, signs)
    sign = classes[signs]
    sign[(sign == ch.HYPHEN) & (inside[signs] | inside[signs + 2])] = ch.OTHER
    at = kind(base)
    return (
        start.astype(kind) + at,
        end.astype(kind) + at,
        classes[start],
        surface,
        signs.astype(kind) + at,
        sign,
        cut,
        _alone(classes, signs),
    )


def _inside_words(classes: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Tell for every code point whether it is part of a word; one `False` is added before and behind."""
    inside = np.zeros(classes.size + 2, np.bool_)
    inside[1:-1] = (classes >= ch.LETTER) & (classes <= ch.DIGIT)
    _extend(classes, inside)
    joiner = np.flatnonzero((classes == ch.HYPHEN) | (classes == ch.APOSTROPHE)) + 1
    joined = joiner[inside[joiner - 1] & inside[joiner + 1]]
    numeric = np.flatnonzero((classes == ch.DOT) | (classes == ch.COMMA))
    numeric = numeric[(numeric > 0) & (numeric < classes.size - 1)]
    numeric = numeric[(classes[numeric - 1] == ch.DIGIT) & (classes[numeric + 1] == ch.DIGIT)] + 1
    inside[joined] = True
    inside[numeric] = True
    return inside


def _extend(classes: npt.NDArray[np.uint8], inside: npt.NDArray[np.bool_]) -> None:
    """Let each run of combining marks belong to what stands before it."""
    marks = np.flatnonzero(classes == ch.EXTEND)
    if marks.size:
        begins = np.concatenate(([True], np.diff(marks) > 1))
        run = np.cumsum(begins) - 1
        inside[marks + 1] = inside[marks[begins]][run]


def _cuts(classes: npt.NDArray[np.uint8], signs: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:
    cut = np.zeros(signs.size, np.uint8)
    stops = np.flatnonzero(ch.member(ch.DOT, ch.TERMINATOR, ch.ELLIPSIS)[classes[signs]])
    if not stops.size:
        return cut
    closer, blank = ch.member(ch.QUOTE, ch.PAREN, ch.APOSTROPHE), ch.member(ch.SPACE, ch.NEWLINE)
    padded = np.concatenate((classes, np.full(_MAX_CLOSERS + 2, ch.NEWLINE, np.uint8)))
    behind = signs[stops] + 1
    for _ in range(_MAX_CLOSERS):
        behind += closer[padded[behind]]
    distance = (behind - signs[stops]).astype(np.uint8)
    cut[stops] = np.where(blank[padded[behind]], distance, 0)
    return cut


def _alone(classes: npt.NDArray[np.uint8], signs: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Tell which signs are stops between two blanks; in front of a block stands a blank, too."""
    blank = ch.member(ch.SPACE, ch.NEWLINE)
    padded = np.full(classes.size + 2, ch.NEWLINE, np.uint8)
    padded[1:-1] = classes
    stops = ch.member(ch.DOT, ch.TERMINATOR)[classes[signs]]
    return np.asarray(stops & blank[padded[signs]] & blank[padded[signs + 2]])


def is_one_word(text: str) -> bool:
    """Tell whether a text is exactly one word.

    >>> is_one_word("aha-opplevelse"), is_one_word("ja/nei"), is_one_word("")
    (True, False, False)
    """
    if not 0 < len(text) <= MAX_WORD:
        return False
    # Most cues are plain letters; only one of the letters is an apostrophe for us.
    return (text.isalpha() and "ʼ" not in text) or bool(_inside_words(ch.classes_of(ch.code_points(text)))[1:-1].all())
