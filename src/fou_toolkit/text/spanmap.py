"""Where codings go when a text gets a new version: stretches that stayed equal, letter by letter.

A coding moves only if it lies whole in one such stretch, so that its quotation stands unchanged in the new text, and
if it could not just as well be a repetition of it that was deleted. Everything else is for a person to place.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError
from fou_toolkit.model import Span
from fou_toolkit.text._alignment import equal_pieces
from fou_toolkit.text._doubts import doubts

__all__ = ["SpanMap", "redacted", "span_map"]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_OP: Final = 3
_DOUBT: Final = 2


@dataclass(frozen=True, eq=False)
class SpanMap:
    r"""Stretches of an old text that stand equal in a new one, in the same order in both.

    Positions are code points, half-open.

    Args:
        old_start: Where each stretch begins in the old text, shape `(n,)`.
        old_end: One past its end.
        new_start: Where it begins in the new text.
        doubt_start: Where each stretch begins, in the old text, that could just as well be the one that was deleted
            or put in, shape `(k,)`; each lies within one of the stretches above.
        doubt_end: One past its end.

    >>> moved = span_map("Vi lo.\nDet var fint.", "Vi lo høyt.\nDet var fint.")
    >>> moved.move(7, 20)
    Span(start=12, end=25)
    >>> moved.move(3, 9) is None
    True
    """

    old_start: Ints
    old_end: Ints
    new_start: Ints
    doubt_start: Ints
    doubt_end: Ints

    def __post_init__(self) -> None:
        """Lock the columns."""
        for column in (self.old_start, self.old_end, self.new_start, self.doubt_start, self.doubt_end):
            column.setflags(write=False)

    def __repr__(self) -> str:
        """Say how much there is."""
        return f"SpanMap({self.old_start.size} stretches, {self.doubt_start.size} in doubt)"

    def __eq__(self, other: object) -> bool:
        """Compare the columns."""
        if not isinstance(other, SpanMap):
            return NotImplemented
        return self.to_ops() == other.to_ops() and self.doubts() == other.doubts()

    def __hash__(self) -> int:
        """Go with `==`."""
        return hash((self.old_start.tobytes(), self.old_end.tobytes(), self.new_start.tobytes()))

    def move(self, start: int, end: int) -> Span | None:
        """Give the place of a passage in the new text, or nothing if it has none that is certain.

        Args:
            start: First code point in the old text.
            end: One past its last code point.

        Raises:
            DataError: The passage is empty or turned round.
        """
        starts, ends, certain = self.move_many(np.array([start]), np.array([end]))
        return Span(int(starts[0]), int(ends[0])) if certain[0] else None

    def move_many(self, starts: npt.ArrayLike, ends: npt.ArrayLike) -> tuple[Ints, Ints, Bools]:
        """Give the places of many passages at once.

        Args:
            starts: First code points in the old text, shape `(n,)`.
            ends: One past their last code points.

        Returns:
            Starts and ends in the new text, `-1` where there is no certain place, and whether there is one.

        Raises:
            DataError: A passage is empty or turned round, or there are more starts than ends.
        """
        first, last = np.asarray(starts, np.int64), np.asarray(ends, np.int64)
        if first.shape != last.shape or first.ndim != 1 or (first < 0).any() or (first >= last).any():
            message = t("A passage must have a beginning and an end behind it.")
            raise DataError(message, hint=t("Give positions from 0, with the end one past the last letter."))
        if not self.old_start.size:
            nowhere = np.full(first.shape, -1, np.int64)
            return nowhere, nowhere.copy(), np.zeros(first.shape, np.bool_)
        stretch = np.searchsorted(self.old_start, first, "right") - 1
        whole = (stretch >= 0) & (last <= self.old_end[stretch])
        doubtful = self._doubt_before(last) - self._doubt_before(first)
        certain = whole & (2 * doubtful < last - first)
        shift = (self.new_start - self.old_start)[stretch]
        return np.where(certain, first + shift, -1), np.where(certain, last + shift, -1), certain

    def _doubt_before(self, places: Ints) -> Ints:
        """Count the code points in doubt before each place."""
        bounds = np.concatenate([[0], np.cumsum(self.doubt_end - self.doubt_start)])
        number = np.searchsorted(self.doubt_start, places, "right")
        beyond = np.maximum(np.concatenate([[0], self.doubt_end])[number] - places, 0)
        return bounds[number] - beyond

    def inverse(self) -> "SpanMap":
        """Give the map from the new text back to the old one."""
        shift = self.new_start - self.old_start
        doubt_shift = shift[np.searchsorted(self.old_start, self.doubt_start, "right") - 1] if shift.size else shift
        return SpanMap(
            self.new_start,
            self.old_end + shift,
            self.old_start,
            self.doubt_start + doubt_shift,
            self.doubt_end + doubt_shift,
        )

    def to_ops(self) -> list[list[int]]:
        """Give the stretches as numbers: beginning, end, beginning in the new text."""
        return _rows(self.old_start, self.old_end, self.new_start)

    def doubts(self) -> list[list[int]]:
        """Give the stretches in doubt as numbers: beginning, end."""
        return _rows(self.doubt_start, self.doubt_end)

    @classmethod
    def from_ops(cls, ops: Iterable[Sequence[int]], uncertain: Iterable[Sequence[int]] = ()) -> "SpanMap":
        """Read what `to_ops` and `doubts` gave.

        Args:
            ops: Stretches: beginning, end, beginning in the new text.
            uncertain: Stretches in doubt: beginning, end.

        Raises:
            DataError: Not whole numbers, empty, out of order, overlapping, or a doubt outside of the stretches.
        """
        stretches, doubtful = list(ops), list(uncertain)
        if not (_possible(stretches, _OP) and _possible(doubtful, _DOUBT)):
            raise _no_map()
        found = _map_of(stretches, doubtful)
        new_end = found.new_start + found.old_end - found.old_start
        if (found.new_start[1:] < new_end[:-1]).any() or not _covers_doubts(found):
            raise _no_map()
        return found


def span_map(old: str, new: str) -> SpanMap:
    r"""Find what stands equal in two versions of a text, in time that grows with their length only.

    What was moved to another place, stands in short lines between two changes, or is repeated beside a change
    counts as changed or in doubt: a passage without a place can be placed by a person, a wrong place is not noticed.

    Args:
        old: The text before.
        new: The text after.

    >>> span_map("Ja.\nNei.\nJa.\nJa.", "Ja.\nNei.\nJa.").doubts()
    [[0, 4], [7, 12]]
    """
    pieces = equal_pieces(old, new)
    return _map_of(pieces, doubts(old, new, pieces))


def redacted(text: str, cut: Sequence[tuple[Span, str]]) -> tuple[str, SpanMap]:
    """Put something else in the place of some stretches of a text.

    Args:
        text: The text.
        cut: What is taken out, in any order, and what stands there instead.

    Returns:
        The new text, and where everything else went.

    Raises:
        DataError: Two of them overlap, or one reaches beyond the text.

    >>> after, moved = redacted("Ja. Nei. Vel.", [(Span(4, 8), "[…]")])
    >>> after, moved.move(9, 13)
    ('Ja. […] Vel.', Span(start=8, end=12))
    """
    ordered = sorted(cut)
    if any(one.end > other.start for (one, _), (other, _) in pairwise(ordered)) or any(
        span.end > len(text) for span, _ in ordered
    ):
        message = t("What is to be taken out of a text overlaps, or reaches beyond its end.")
        raise DataError(message, hint=t("Join the stretches that overlap, and count in letters of this version."))
    parts: list[str] = []
    stretches: list[tuple[int, int, int]] = []
    place = size = 0
    for span, instead in [*ordered, (Span(len(text), len(text)), "")]:
        if place < span.start:
            stretches.append((place, span.start, size))
        parts += (text[place : span.start], instead)
        size += span.start - place + len(instead)
        place = span.end
    return "".join(parts), _map_of(stretches, ())


def _map_of(stretches: Sequence[Sequence[int]], doubtful: Sequence[Sequence[int]]) -> SpanMap:
    ops = np.array(stretches, np.int64).reshape(-1, _OP)
    uncertain = np.array(doubtful, np.int64).reshape(-1, _DOUBT)
    return SpanMap(*(column.copy() for column in ops.T), *(column.copy() for column in uncertain.T))


def _rows(*columns: Ints) -> list[list[int]]:
    return [list(row) for row in zip(*(column.tolist() for column in columns), strict=True)]


def _covers_doubts(found: SpanMap) -> bool:
    """Tell whether each stretch in doubt lies within one that is equal."""
    if not found.doubt_start.size:
        return True
    stretch = np.searchsorted(found.old_start, found.doubt_start, "right") - 1
    return bool(found.old_start.size and (stretch >= 0).all() and (found.doubt_end <= found.old_end[stretch]).all())


def _possible(rows: Sequence[Sequence[int]], size: int) -> bool:
    """Tell whether these are stretches in order that do not overlap."""
    if any(not isinstance(row, list | tuple) or [type(number) for number in row] != [int] * size for row in rows):
        return False
    if any(min(row) < 0 or row[0] >= row[1] or max(row) >= 1 << 62 for row in rows):
        return False
    return all(one[1] <= other[0] for one, other in pairwise(rows))


def _no_map() -> DataError:
    message = t("These numbers are no map from one version of a text to another.")
    return DataError(message, hint=t("Make the map anew from the two versions of the text."))
