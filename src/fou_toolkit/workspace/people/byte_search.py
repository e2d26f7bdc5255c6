"""Look for thousands of stretches of bytes at once, exactly, in one pass of numpy.

From every stretch eight neighbouring bytes (four, if it is short) are taken as its mark. The data are read as whole
numbers of that width at every place; a table of bits says which of them can be a mark, the numbers themselves say
which are, and only there the stretch is compared. So the time hardly grows with the number of stretches.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = ["SHORTEST", "ByteSearch"]

SHORTEST: Final = 4
"""Shorter stretches cannot be looked for."""
_WIDE: Final = 8
_BITS: Final = 20
_BLOCK: Final = 1 << 16
_FACTOR: Final = np.uint64(0x9E3779B97F4A7C15)
_SHIFT: Final = np.uint64(64 - _BITS)

Numbers = npt.NDArray[np.uint64]


class ByteSearch:
    """Finds stretches of bytes.

    Args:
        stretches: What to look for, each of at least four bytes.

    >>> sorted(ByteSearch([b"ansvar", b"vars"]).find(b"ansvars"))
    [(0, 0), (3, 1)]
    """

    def __init__(self, stretches: Sequence[bytes]) -> None:
        self._stretches = tuple(stretches)
        if any(len(stretch) < SHORTEST for stretch in self._stretches):
            raise ValueError(f"stretches of fewer than {SHORTEST} bytes cannot be looked for")
        self._tables = [_Table(width) for width in (SHORTEST, _WIDE)]
        for number, stretch in enumerate(self._stretches):
            self._tables[len(stretch) >= _WIDE].add(number, stretch)
        for table in self._tables:
            table.close()

    def __len__(self) -> int:
        """Tell how many stretches are looked for."""
        return len(self._stretches)

    def find(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Give every place where a stretch begins, with the number of the stretch; in no order."""
        for table in self._tables:
            for start, number in table.candidates(data):
                if start >= 0 and data.startswith(self._stretches[number], start):
                    yield start, number


def _hashed(words: Numbers) -> Numbers:
    return (words * _FACTOR) >> _SHIFT


@dataclass(slots=True)
class _Table:
    """The marks of one width."""

    width: int
    marks: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    sorted_marks: Numbers = field(default_factory=lambda: np.zeros(0, np.uint64))
    possible: npt.NDArray[np.bool_] = field(default_factory=lambda: np.zeros(1 << _BITS, np.bool_))

    def add(self, number: int, stretch: bytes) -> None:
        """Take the part with most different bytes as mark: blanks and zeros stand everywhere."""
        places = range(min(len(stretch) - self.width + 1, 64))
        at = max(places, key=lambda place: len(set(stretch[place : place + self.width])))
        self.marks[int.from_bytes(stretch[at : at + self.width], "little")].append((at, number))

    def close(self) -> None:
        self.sorted_marks = np.array(sorted(self.marks), dtype=np.uint64)
        self.possible[_hashed(self.sorted_marks)] = True

    def candidates(self, data: bytes) -> Iterator[tuple[int, int]]:
        if not self.marks:
            return
        for shift in range(min(self.width, max(len(data) - self.width + 1, 0))):
            words = np.frombuffer(data, f"<u{self.width}", count=(len(data) - shift) // self.width, offset=shift)
            for begin in range(0, len(words), _BLOCK):
                block = words[begin : begin + _BLOCK].astype(np.uint64, copy=False)
                for index in self._marked(block).tolist():
                    place = (begin + index) * self.width + shift
                    yield from ((place - at, number) for at, number in self.marks[int(block[index])])

    def _marked(self, block: Numbers) -> npt.NDArray[np.intp]:
        maybe = np.flatnonzero(self.possible[_hashed(block)])
        words = block[maybe]
        nearest = np.minimum(np.searchsorted(self.sorted_marks, words), len(self.sorted_marks) - 1)
        sure: npt.NDArray[np.intp] = maybe[self.sorted_marks[nearest] == words]
        return sure
