"""Number the different words of a text, block by block, without a Python loop over tokens.

A word is cut into chunks of 64 bits: eight code points a chunk where all are Latin-1, else two a chunk with the top
bit set, so that no two words have the same chunks. Chunks are mixed into a hash that says where in an
open-addressing table to look; whether a table entry *is* the word is then decided by comparing length and all
chunks, so hash collisions cost a second look and never a wrong word.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = ["MAX_WORD", "SurfaceTable"]

MAX_WORD: Final = 255
"""Longest word in code points; longer runs of letters are no words."""

_NARROW: Final = 8
_WIDE: Final = 2
_WIDE_BIT: Final = np.uint64(1 << 63)
_LATIN_1: Final = 0xFF
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
_STEP: Final = np.uint64(0xD6E8FEB86659FD93)
_FIRST_BITS: Final = 14
_MASKS: Final = np.array([(1 << (8 * n)) - 1 for n in range(_NARROW)] + [(1 << 64) - 1], np.uint64)

Ints = npt.NDArray[np.int64]
Chunks = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one block as chunks: `columns[j]` holds which words have a chunk `j`, and those chunks."""

    length: Ints
    columns: list[tuple[Ints, Chunks]]

    def hashes(self) -> Chunks:
        result = self.length.astype(np.uint64) * _STEP
        for j, (index, chunk) in enumerate(self.columns):
            factor = _MIX + np.uint64(2 * j)
            mixed = chunk * factor
            mixed ^= mixed >> np.uint64(29)
            if j == 0:
                result ^= mixed
            else:
                result[index] = result[index] * _STEP ^ mixed
        result *= _MIX
        return result

    def subset(self, which: Ints) -> "_Words":
        place = np.full(self.length.size, -1, np.int64)
        place[which] = np.arange(which.size)
        columns = []
        for index, chunk in self.columns:
            inside = place[index]
            keep = np.flatnonzero(inside >= 0)
            columns.append((inside[keep], chunk[keep]))
        return _Words(self.length[which], [column for column in columns if column[0].size])


def _narrow_chunk(aligned: Chunks, start: Ints, length: Ints) -> Chunks:
    """Read up to eight bytes from any offset with two aligned reads."""
    word, shift = start >> 3, ((start & 7) << 3).astype(np.uint64)
    low = aligned[word] >> shift
    # A shift by 64 is undefined, hence the two steps.
    high = (aligned[word + 1] << np.uint64(1)) << (np.uint64(63) - shift)
    chunk: Chunks = (low | high) & _MASKS[np.minimum(length, _NARROW)]
    return chunk


def _narrow_columns(codes: npt.NDArray[np.uint32], start: Ints, length: Ints) -> list[tuple[Ints, Chunks]]:
    padded = np.zeros(codes.size // 8 * 8 + 24, np.uint8)
    padded[: codes.size] = codes.astype(np.uint8)
    aligned = padded.view(np.uint64)
    columns = [(np.arange(start.size), _narrow_chunk(aligned, start, length))]
    for offset in range(_NARROW, MAX_WORD + 1, _NARROW):
        index = np.flatnonzero(length > offset)
        if not index.size:
            break
        columns.append((index, _narrow_chunk(aligned, start[index] + offset, length[index] - offset)))
    return columns


def _wide_columns(codes: npt.NDArray[np.uint32], start: Ints, length: Ints) -> list[tuple[Ints, Chunks]]:
    columns = []
    for offset in range(0, MAX_WORD + 1, _WIDE):
        index = np.flatnonzero(length > offset)
        if not index.size:
            break
        at = start[index] + offset
        second = np.where(length[index] > offset + 1, codes[np.minimum(at + 1, codes.size - 1)], 0)
        columns.append((index, codes[at].astype(np.uint64) | (second.astype(np.uint64) << np.uint64(32)) | _WIDE_BIT))
    return columns


def _wide_words(codes: npt.NDArray[np.uint32], start: Ints, end: Ints) -> Ints:
    """Give the words that a wide code point lies in, in order."""
    wide = np.flatnonzero(codes > _LATIN_1)
    word = np.searchsorted(start, wide, side="right") - 1
    wide, word = wide[word >= 0], word[word >= 0]
    return np.unique(word[wide < end[word]])


class SurfaceTable:
    """Give every different word a number: block by block, Latin-1 words first, in the order of first appearance.

    >>> table = SurfaceTable()
    >>> codes = np.frombuffer("makt og makt".encode("utf-32-le"), np.uint32)
    >>> table.numbers("makt og makt", codes, np.array([0, 5, 8]), np.array([4, 7, 12])).tolist()
    [0, 1, 0]
    >>> table.strings
    ['makt', 'og']
    """

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._slots = np.full(1 << _FIRST_BITS, -1, np.int32)
        self._bits = _FIRST_BITS
        self._hash = np.zeros(1 << _FIRST_BITS, np.uint64)
        self._length = np.zeros(1 << _FIRST_BITS, np.int64)
        self._first = np.zeros(1 << _FIRST_BITS, np.uint64)
        self._offset = np.zeros(1 << _FIRST_BITS, np.int64)
        self._rest = np.zeros(1 << _FIRST_BITS, np.uint64)
        self._rest_size = 0

    def numbers(self, text: str, codes: npt.NDArray[np.uint32], start: Ints, end: Ints) -> npt.NDArray[np.int32]:
        """Number the words of one block.

        Args:
            text: The block.
            codes: Its code points, shape `(len(text),)`.
            start: Begin of each word in the block, shape `(n,)`.
            end: One past its last code point; words are 1 to `MAX_WORD` long.

        Returns:
            Number of each word, shape `(n,)`; index into `strings`.
        """
        wide = _wide_words(codes, start, end)
        if not wide.size:
            return self._numbers(_Words(end - start, _narrow_columns(codes, start, end - start)), text, start, end)
        numbers = np.empty(start.size, np.int32)
        narrow = np.ones(start.size, np.bool_)
        narrow[wide] = False
        for which, columns in ((np.flatnonzero(narrow), _narrow_columns), (wide, _wide_columns)):
            first, last = start[which], end[which]
            words = _Words(last - first, columns(codes, first, last - first))
            numbers[which] = self._numbers(words, text, first, last)
        return numbers

    def _numbers(self, words: _Words, text: str, start: Ints, end: Ints) -> npt.NDArray[np.int32]:
        hashes = words.hashes()
        numbers = self._find(words, hashes)
        new = np.flatnonzero(numbers < 0)
        while new.size:
            # Of new words with the same hash the first stands for the others; where the hash has lied, another round
            # gives the others numbers of their own.
            _, first, group = np.unique(hashes[new], return_index=True, return_inverse=True)
            order = np.argsort(first)
            place = np.empty(order.size, np.int32)
            place[order] = np.arange(len(self.strings), len(self.strings) + order.size)
            chosen = new[first[order]]
            self._add(words.subset(chosen), hashes[chosen])
            self.strings += [text[a:b] for a, b in zip(start[chosen].tolist(), end[chosen].tolist(), strict=True)]
            proposed = place[group]
            same = self._same(words.subset(new), proposed)
            numbers[new[same]] = proposed[same]
            new = new[~same]
        return numbers

    def _find(self, words: _Words, hashes: Chunks) -> npt.NDArray[np.int32]:
        """Look words up; -1 where the table has none."""
        found = self._with_hash(hashes)
        other = np.flatnonzero((found >= 0) & ~self._same(words, found))
        if other.size:
            # Another word has the same hash.
            found[other] = self._with_chunks(words.subset(other), hashes[other])
        return found

    def _with_hash(self, hashes: Chunks) -> npt.NDArray[np.int32]:
        """Give the first entry with each hash; -1 where there is none."""
        slot = (hashes >> np.uint64(64 - self._bits)).astype(np.int64)
        candidate = self._slots[slot]
        same = (self._hash[candidate] == hashes) & (candidate >= 0)
        found = np.where(same, candidate, np.int32(-1))
        left = np.flatnonzero(~same & (candidate >= 0))
        slot = slot[left]
        while left.size:
            slot = (slot + 1) & ((1 << self._bits) - 1)
            candidate = self._slots[slot]
            same = (self._hash[candidate] == hashes[left]) & (candidate >= 0)
            found[left[same]] = candidate[same]
            pending = ~same & (candidate >= 0)
            left, slot = left[pending], slot[pending]
        return found

    def _with_chunks(self, words: _Words, hashes: Chunks) -> npt.NDArray[np.int32]:
        """Look words up by their content alone, entry by entry: for words that share a hash with another."""
        found = np.full(hashes.size, -1, np.int32)
        slot = (hashes >> np.uint64(64 - self._bits)).astype(np.int64)
        pending = np.arange(hashes.size)
        while pending.size:
            candidate = self._slots[slot]
            same = self._same(words, candidate)
            found[pending[same]] = candidate[same]
            left = np.flatnonzero(~same & (candidate >= 0))
            words, pending = words.subset(left), pending[left]
            slot = (slot[left] + 1) & ((1 << self._bits) - 1)
        return found

    def _same(self, words: _Words, candidate: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
        """Compare words with table entries by length and every chunk."""
        entry = candidate.astype(np.int64)
        same: npt.NDArray[np.bool_] = (entry >= 0) & (self._length[entry] == words.length)
        for j, (index, chunk) in enumerate(words.columns):
            if j == 0:
                same &= self._first[entry] == chunk
                continue
            still = np.flatnonzero(same[index])
            index, chunk = index[still], chunk[still]  # noqa: PLW2901 - the narrowed pair replaces the full one
            same[index] = self._rest[self._offset[entry[index]] + j - 1] == chunk
        return same

    def _add(self, words: _Words, hashes: Chunks) -> None:
        size, count = len(self.strings), hashes.size
        rest = np.zeros(count, np.int64)
        for index, _ in words.columns[1:]:
            rest[index] += 1
        offset = self._rest_size + np.concatenate(([0], np.cumsum(rest)))
        self._reserve(size + count, int(offset[-1]))
        entries = slice(size, size + count)
        self._hash[entries] = hashes
        self._length[entries] = words.length
        self._first[entries] = words.columns[0][1]
        self._offset[entries] = offset[:-1]
        for j, (index, chunk) in enumerate(words.columns[1:]):
            self._rest[offset[index] + j] = chunk
        self._rest_size = int(offset[-1])
        self._place(np.arange(size, size + count, dtype=np.int32))

    def _place(self, entries: npt.NDArray[np.int32]) -> None:
        """Put entries into free slots by linear probing."""
        mask = (1 << self._bits) - 1
        slot = (self._hash[entries] >> np.uint64(64 - self._bits)).astype(np.int64)
        while entries.size:
            free = self._slots[slot] < 0
            _, first = np.unique(slot[free], return_index=True)
            placed = np.flatnonzero(free)[first]
            self._slots[slot[placed]] = entries[placed]
            left = np.ones(entries.size, np.bool_)
            left[placed] = False
            entries, slot = entries[left], (slot[left] + 1) & mask

    def _reserve(self, entries: int, rest: int) -> None:
        while self._hash.size < entries:
            for name in ("_hash", "_length", "_first", "_offset"):
                column = getattr(self, name)
                setattr(self, name, np.concatenate((column, np.zeros_like(column))))
        while self._rest.size < rest:
            self._rest = np.concatenate((self._rest, np.zeros_like(self._rest)))
        if 4 * entries > self._slots.size:
            while 4 * entries > 1 << self._bits:
                self._bits += 2
            self._slots = np.full(1 << self._bits, -1, np.int32)
            self._place(np.arange(len(self.strings), dtype=np.int32))
