"""Words of the material that may not be quoted, and how they are found again in what a notebook shows."""

import base64
import binascii
import re
import struct
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from hashlib import blake2b
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit.model import Corpus, Source, Span
from fou_toolkit.workspace.people.folding import readings

__all__ = ["Forbidden", "May", "words_in_picture"]

May = Callable[[str, Span], bool]
"""Whether a stretch of a text may be quoted: id of the text, and where."""

_RUN: Final = 5
"""Words in a row that give a text away."""
_FACTOR: Final = 0x9E3779B97F4A7C15
_WORD: Final = re.compile(r"[^\W_]+")
_COLOUR: Final = re.compile(r"(?:\x1b|\\x1b|\\u001b|\\033)\[[0-9;]*[A-Za-z]")
"""How terminals are told of colours; the letter at the end is none of the text."""
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_CHUNK: Final = 12
_LARGEST: Final = 1_000_000
"""Bytes of a text in a picture; what is longer once it is unpacked is not read further."""

Marks = npt.NDArray[np.uint64]


class Forbidden:
    """Finds stretches of five words that stand only where nothing may be quoted.

    What somebody else said too, who may be quoted, is not held against a notebook.

    Args:
        corpus: The texts.
        may: Whether a stretch may be quoted; by default nothing may.
    """

    def __init__(self, corpus: Corpus, may: May | None = None) -> None:
        self._known: dict[str, int] = {}
        closed: list[Marks] = []
        opened: list[Marks] = []
        for source in corpus:
            marks, allowed = self._of_source(source, may)
            closed.append(marks[~allowed])
            opened.append(marks[allowed])
        none = np.zeros(0, np.uint64)
        self._marks = np.setdiff1d(np.concatenate([none, *closed]), np.concatenate([none, *opened]))

    def __contains__(self, text: str) -> bool:
        """Tell whether such a stretch stands in a text, whatever it is wrapped in."""
        return any(self._stands_in(reading) for reading in readings(_COLOUR.sub("", text)))

    def _stands_in(self, text: str) -> bool:
        if not len(self._marks):
            return False
        marks = self._marks_of([found.group() for found in _WORD.finditer(_plain(text))])
        places = np.searchsorted(self._marks, marks)
        return bool((self._marks[np.minimum(places, len(self._marks) - 1)] == marks).any())

    def _of_source(self, source: Source, may: May | None) -> tuple[Marks, npt.NDArray[np.bool_]]:
        """Give a mark for every stretch of a text, and whether it may be quoted; shape `(stretches,)`."""
        # Words are looked up in the text as it is, so that places are right; each is made plain by itself.
        found = list(_WORD.finditer(source.text))
        marks = self._marks_of([_plain(word.group()) for word in found])
        allowed = np.zeros(len(marks), np.bool_)
        if may is not None:
            begin = 0
            for turn in source.turns:
                while begin < len(marks) and found[begin].start() < turn.span.start:
                    begin += 1
                end = begin
                while end < len(marks) and found[end + _RUN - 1].end() <= turn.span.end:
                    end += 1
                if end > begin and may(source.id, turn.span):
                    allowed[begin:end] = True
            for place in np.flatnonzero(~allowed).tolist():
                allowed[place] = may(source.id, Span(found[place].start(), found[place + _RUN - 1].end()))
        return marks, allowed

    def _marks_of(self, words: list[str]) -> Marks:
        """Give a number for every five words in a row; shape `(words - 4,)`."""
        if len(words) < _RUN:
            return np.zeros(0, np.uint64)
        known = self._known
        codes = np.empty(len(words), np.uint64)
        for place, word in enumerate(words):
            code = known.get(word)
            if code is None:
                known[word] = code = int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest())
            codes[place] = code
        last = len(words) - _RUN + 1
        marks = np.zeros(last, np.uint64)
        for step in range(_RUN):
            marks = marks * np.uint64(_FACTOR) + codes[step : step + last]
        return marks


def _plain(text: str) -> str:
    """Compose a text and take letter case and invisible signs away."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(sign for sign in folded if unicodedata.category(sign) not in {"Cf", "Mn"})


def words_in_picture(coded: str) -> str:
    """Give the texts that a PNG carries beside its dots: title, description.

    Args:
        coded: The picture in base64, as a notebook holds it.
    """
    try:
        data = base64.b64decode(coded)
    except (binascii.Error, ValueError):
        return coded
    return "\n".join(_png_texts(data)) if data.startswith(_PNG) else ""


def _png_texts(data: bytes) -> Iterator[str]:
    at = len(_PNG)
    while at + _CHUNK <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        content = data[at + 8 : at + 8 + length]
        if kind == b"tEXt":
            yield content.decode("latin-1").replace("\0", "\n")
        elif kind in (b"zTXt", b"iTXt"):
            yield _unpacked(content)
        at += _CHUNK + length


def _unpacked(content: bytes) -> str:
    """Read a text that may be packed: what is no text to begin with is."""
    _, _, rest = content.partition(b"\0")
    for start in range(min(len(rest), 200)):
        if rest[start : start + 1] == b"\x78":
            try:
                return zlib.decompressobj().decompress(rest[start:], _LARGEST).decode("utf-8", "replace")
            except zlib.error:
                continue
    return rest.decode("utf-8", "replace").replace("\0", "\n")
