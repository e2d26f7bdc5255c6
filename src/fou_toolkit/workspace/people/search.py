"""Search one stretch of bytes for all needles: as it stands in twelve spellings and more, and read as text."""

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from fou_toolkit.workspace.people.byte_search import SHORTEST, ByteSearch
from fou_toolkit.workspace.people.folding import composed, streams, words
from fou_toolkit.workspace.people.needles import Needle
from fou_toolkit.workspace.people.spellings import BASE64, read_back, spellings

__all__ = ["AS_TEXT", "Hit", "Search", "texts_in"]

AS_TEXT: Final = "read as text"
"""The spelling of what was found after decoding and folding."""

_AROUND: Final = 512
_BASE64_GROUP: Final = 4
_WIDE_SHARE: Final = 16
"""Text in UTF-16 has more zeros than one in so many bytes."""
_CONTINUES: Final = 0b10
_OF_BASE64: Final = re.compile(rb"[A-Za-z0-9+/_-]*")
_WIDTHS: Final = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4}
_RUN: Final = re.compile(r"[^\ufffd\x00-\x08\x0e-\x1f\x7f-\x9f]{12,}")
"""Shorter ones are noise: a name of two letters stands in every picture."""
_RUN_LITTLE: Final = re.compile(rb"(?:[\t\n\r -\xff]\0|[\x10-\x3f]\x20){6,}[A-Za-z\xc0-\xff]?")
_RUN_BIG: Final = re.compile(rb"[A-Za-z\xc0-\xff]?(?:\0[\t\n\r -\xff]|\x20[\x10-\x3f]){6,}")
"""Read in the wrong order, a run lacks half of its last or first letter; without it a longer word looks like a name."""
_RUN_UTF32: Final = re.compile(rb"(?:[\t\n\r -\xff]\0\0\0|[\x10-\x3f]\x20\0\0){3,}")
_BYTE_ORDER_MARKS: Final = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class Hit(NamedTuple):
    """A needle that was found: which, how it is spelled, and where in what was searched."""

    needle: int
    spelling: str
    offset: int


class _Stretch(NamedTuple):
    """What a stretch of bytes stands for."""

    needle: int
    spelling: str
    length: int


class Search:
    """Finds needles in bytes and texts; made once, used for all files.

    Args:
        needles: What to look for.
    """

    def __init__(self, needles: Sequence[Needle]) -> None:
        self._needles = tuple(needles)
        self._patterns = {number: needle.pattern for number, needle in enumerate(self._needles) if needle.exactly}
        self._raw = _Stretches(_spelled(self._needles))
        self._letters = _Stretches(
            (number, AS_TEXT, stretch)
            for number, needle in enumerate(self._needles)
            if not needle.whole
            for stretch in needle.folded_letters
        )
        self._words = _Stretches(
            (number, AS_TEXT, stretch)
            for number, needle in enumerate(self._needles)
            if needle.whole and not needle.exactly
            for stretch in needle.folded_words
        )

    def raw(self, data: bytes) -> Iterator[Hit]:
        """Find needles in bytes as they stand, each once per spelling."""
        seen: set[tuple[int, str]] = set()
        for offset, (number, spelling, length) in self._raw.find(data):
            if (number, spelling) not in seen and self._fits(number, spelling, data, slice(offset, offset + length)):
                seen.add((number, spelling))
                yield Hit(number, spelling, offset)

    def text(self, text: str) -> Iterator[Hit]:
        """Find needles in a text, whatever its letter case and blanks; offsets are of the folded text."""
        if self._letters or self._words:
            only_letters, spaced = streams(text)
            for offset, stretch in self._letters.find(only_letters):
                yield Hit(stretch.needle, AS_TEXT, offset)
            yield from self._whole(spaced)
        yield from self._exact(text)

    def _whole(self, spaced: bytes) -> Iterator[Hit]:
        """Find needles that must stand between borders of words."""
        for offset, stretch in self._words.find(spaced):
            end = offset + stretch.length
            before = spaced[max(offset - SHORTEST, 0) : offset].decode("utf-8", "ignore")[-1:]
            after = spaced[end : end + SHORTEST].decode("utf-8", "ignore")[:1]
            strict = spaced.startswith(b" ", offset)
            apart = not (after.isalnum() if strict else before.isalpha() or after.isalpha())
            if apart and not self._is_of_other(stretch.needle, spaced, slice(offset, end)):
                yield Hit(stretch.needle, AS_TEXT, offset)

    def _is_of_other(self, number: int, spaced: bytes, place: slice) -> bool:
        """Tell whether a find is a part of a longer name of somebody else."""
        found = spaced[place].strip()
        start = place.stop - len(spaced[place].lstrip())
        for other in self._needles[number].folded_others:
            at = other.find(found)
            while at >= 0:
                if start >= at and spaced.startswith(other, start - at):
                    return True
                at = other.find(found, at + 1)
        return False

    def _exact(self, text: str) -> Iterator[Hit]:
        """Find needles that must stand between borders of words, in their own letter case."""
        if not self._patterns:
            return
        whole = composed(text)
        for number, pattern in self._patterns.items():
            of_others = self._needles[number].spans_of_others(whole)
            for found in pattern.finditer(whole):
                if any(begin <= found.start() and found.end() <= end for begin, end in of_others):
                    continue
                before = whole[max(found.start() - 1, 0) : found.start()]
                after = whole[found.end() : found.end() + 1]
                if not before.isalnum() and not after.isalnum():
                    yield Hit(number, AS_TEXT, found.start())
                    break

    def _fits(self, number: int, spelling: str, data: bytes, place: slice) -> bool:
        """Tell whether a find stands between borders of words, if it has to: what is around it is read as text."""
        if not self._needles[number].whole:
            return True
        if self._is_in_other(number, spelling, data, place):
            return False
        readings = _around(spelling, data, place)
        if number in self._patterns:
            return any(hit.needle == number for text in readings for hit in self._exact(text))
        return any(hit.needle == number for text in readings for hit in self._whole(words(text)))

    def _is_in_other(self, number: int, spelling: str, data: bytes, place: slice) -> bool:
        """Tell whether bytes that were found belong to a longer name of somebody else."""
        needle = self._needles[number]
        if not needle.others or spelling == BASE64:
            return False
        before, after = _beside(spelling, data, place)
        first, found = read_back(spelling, before), read_back(spelling, data[place])
        spans = needle.spans_of_others(first + found + read_back(spelling, after))
        return any(begin <= len(first) and len(first) + len(found) <= end for begin, end in spans)


class _Stretches:
    """Stretches of bytes, and what each stands for."""

    def __init__(self, stretches: Iterable[tuple[int, str, bytes]]) -> None:
        kept = [(number, spelling, data) for number, spelling, data in stretches if len(data) >= SHORTEST]
        self._search = ByteSearch([data for _, _, data in kept])
        self._meant = [_Stretch(number, spelling, len(data)) for number, spelling, data in kept]

    def __bool__(self) -> bool:
        return bool(self._meant)

    def find(self, data: bytes) -> Iterator[tuple[int, _Stretch]]:
        return ((offset, self._meant[number]) for offset, number in self._search.find(data))


def _spelled(needles: Sequence[Needle]) -> Iterator[tuple[int, str, bytes]]:
    """Give the spellings of all needles; the same bytes of one needle only once."""
    for number, needle in enumerate(needles):
        seen: set[bytes] = set()
        for spelling, ways in spellings(needle.text, exactly=needle.exactly).items():
            for data in ways:
                if data not in seen:
                    seen.add(data)
                    yield number, spelling, data


def _beside(spelling: str, data: bytes, place: slice) -> tuple[bytes, bytes]:
    """Give the bytes before and behind a find, by whole signs."""
    size = _WIDTHS.get(spelling, 1)
    begin = place.start - min(_AROUND, place.start // size) * size
    return data[begin : place.start], data[place.stop : place.stop + _AROUND * size]


def _around(spelling: str, data: bytes, place: slice) -> Iterator[str]:
    """Read a find in its spelling, with the sign before and the sign behind it; base64 only as a whole."""
    before, after = _beside(spelling, data, place)
    if spelling == BASE64:
        behind, ahead = _OF_BASE64.match(before[::-1]), _OF_BASE64.match(after)
        run = (behind[0][::-1] if behind else b"") + data[place] + (ahead[0] if ahead else b"")
        yield from (read_back(BASE64, run[phase:]) for phase in range(_BASE64_GROUP))
    else:
        yield read_back(spelling, before)[-1:] + read_back(spelling, data[place]) + read_back(spelling, after)[:1]


def texts_in(data: bytes) -> Iterator[str]:
    """Read bytes as text: UTF-8, Windows' letters, UTF-16 or UTF-32; of other files the runs of readable signs."""
    codec = _BYTE_ORDER_MARKS.get(data[:2])
    if codec:
        yield data.decode(codec, "replace")
    elif b"\0" in data:
        yield "\n".join(_RUN.findall(data.decode("utf-8", "replace")))
        if data.count(0) * _WIDE_SHARE < len(data):
            return
        yield "\n".join(
            (run + b"\0" * (len(run) % 2)).decode("utf-16-le", "replace") for run in _RUN_LITTLE.findall(data)
        )
        yield "\n".join((b"\0" * (len(run) % 2) + run).decode("utf-16-be", "replace") for run in _RUN_BIG.findall(data))
        yield "\n".join(run.decode("utf-32-le", "replace") for run in _RUN_UTF32.findall(data))
    else:
        yield _plain(data)


def _plain(data: bytes) -> str:
    """Read a block of a text file; letters that are cut in two at its borders are in the next block too."""
    begin = next((place for place, byte in enumerate(data[:4]) if byte >> 6 != _CONTINUES), 0)
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data[begin:])
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
