"""What numbers give away together, by adding and subtracting.

A number is a sum over pieces: sentences or codings that stand in exactly the same numbers. What can be worked out is
the row space of the matrix of numbers and pieces. If a combination that is not nothing has few people behind all of its
pieces, one of its numbers has to be left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = ["to_leave_out"]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
People = frozenset[int]

_NOTHING: Final = 1e-8
"""Smaller numbers are errors of rounding."""
_MOST: Final = 20_000
"""So many groups of people are tried; where that is not enough, what could not be ruled out is left out."""


def to_leave_out(
    table: Bools, owners: Sequence[People], ranks: Sequence[tuple[bool, int]], threshold: int, *, people: bool
) -> Iterator[tuple[int, list[int]]]:
    """Leave out one number after the other until nothing is given away.

    Args:
        table: Which pieces each number is made of, shape `(numbers, pieces)`.
        owners: Whom each piece points at.
        ranks: Of several numbers that give something away together, the one of the highest rank is left out.
        threshold: How many must stand behind every number.
        people: Whether numbers are people, who are the same in several pieces.

    Yields:
        Places of the numbers to leave out, and of those that they give something away with.
    """
    kept = [number for number in range(len(table)) if table[number].any()]
    for pair in list(_given_away(table, owners, kept, threshold, people=people)):
        if all(number in kept for number in pair):
            gone = max(pair, key=lambda number: (ranks[number], number))
            kept.remove(gone)
            yield gone, pair
    cleared: set[int] = set()
    while not people:
        found, sure = _combined(table[kept], owners, threshold, cleared)
        together = [kept[place] for place in found]
        if not together:
            return
        highest = max(ranks[number] for number in together)
        gone_too = [number for number in together if ranks[number] == highest]
        for gone in gone_too[-1:] if sure else gone_too:
            kept.remove(gone)
            yield gone, together


def _given_away(
    table: Bools, owners: Sequence[People], kept: list[int], threshold: int, *, people: bool
) -> Iterator[list[int]]:
    """Give the numbers that tell something alone, and pairs of which one is a part of the other."""
    behind = {number: _behind(owners, table[number]) for number in kept}
    for number in kept:
        if len(behind[number]) < threshold:
            yield [number]
    pieces = table[kept].astype(np.int64)
    shared, sizes = pieces @ pieces.T, pieces.sum(axis=1)
    part_of = (shared == sizes[:, None]) & (sizes[:, None] < sizes[None, :])
    for one, two in np.argwhere(part_of).tolist():
        less, more = kept[one], kept[two]
        left = _behind(owners, table[more] & ~table[less])
        if people:
            left -= behind[less]
        if 0 < len(left) < threshold:
            yield [less, more]


def _behind(owners: Sequence[People], pieces: Bools) -> People:
    return People().union(*(owners[place] for place in np.flatnonzero(pieces).tolist()))


def _combined(table: Bools, owners: Sequence[People], threshold: int, cleared: set[int]) -> tuple[list[int], bool]:
    """Look for any sum and difference of several numbers that few people stand behind.

    Args:
        table: Which pieces each number is made of.
        owners: Whom each piece points at.
        threshold: How many are no longer few.
        cleared: Pieces that belong to no such combination, nor to one of fewer numbers; grows.

    Returns:
        Places of the numbers, and whether they are sure to tell something; else it could not be ruled out.
    """
    small = np.array([len(one) < threshold for one in owners], np.bool_)
    numbers = table.astype(np.float64)
    weights = _nothing_of(numbers[:, ~small])
    left = _space(weights.T @ numbers[:, small])
    if not len(left):
        return [], True
    few = [one for one, flag in zip(owners, small.tolist(), strict=True) if flag]
    search = _Search(left, few, threshold)
    group = search.found(np.flatnonzero(small), cleared)
    if group is None:
        if search.left > 0:
            return [], True
        return _used(weights), False
    others = np.array([not one <= group for one in owners], np.bool_)
    telling = _nothing_of(numbers[:, others])
    told = np.abs(telling.T @ numbers[:, ~others]).max(axis=1)
    return _used(telling[:, [int(np.argmax(told))]]), True


def _used(weights: Floats) -> list[int]:
    places: list[int] = np.flatnonzero((np.abs(weights) > _NOTHING).any(axis=1)).tolist()
    return places


def _nothing_of(numbers: Floats) -> Floats:
    """Give the combinations of numbers that some pieces have no part in, one a column."""
    if not len(numbers):
        return np.zeros((0, 0))
    left, sizes, _ = np.linalg.svd(numbers, full_matrices=True)
    return left[:, _rank(sizes) :]


def _space(numbers: Floats) -> Floats:
    """Give as few rows as possible that tell the same."""
    if not numbers.size:
        return np.zeros((0, numbers.shape[1]))
    _, sizes, rows = np.linalg.svd(numbers, full_matrices=False)
    return rows[: _rank(sizes)]


def _rank(sizes: Floats) -> int:
    return int((sizes > _NOTHING * max(1.0, float(sizes.max(initial=0.0)))).sum())


@dataclass(eq=False)
class _Search:
    """The search for few people who stand behind all pieces of a combination.

    Combinations are written with the unit matrix in as many independent pieces as there are dimensions. So a
    combination is a sum of rows, and has those pieces whose rows it is made of. If some rows cannot make a combination
    of the pieces of some people, there are pieces that stand in the way: one of them belongs to it, or a further row
    that cancels one.

    Args:
        rows: Combinations of numbers, as weights of pieces; independent of each other.
        few: People behind each piece.
        threshold: How many are no longer few.
        left: How often it still tries.
    """

    rows: Floats
    few: list[People]
    threshold: int
    left: int = _MOST
    _seen: set[People] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Bring the rows into their form."""
        self._own = _independent(self.rows)
        reduced = np.linalg.solve(self.rows[:, self._own], self.rows)
        self._reduced = np.where(np.abs(reduced) > _NOTHING, reduced, 0.0)
        names = sorted(People().union(*self.few))
        place = {name: number for number, name in enumerate(names)}
        self._place = place
        self._people = np.zeros((len(self.few), len(names)), np.int64)
        for number, one in enumerate(self.few):
            self._people[number, [place[name] for name in one]] = 1

    def found(self, names: Ints, cleared: set[int]) -> People | None:
        """Give few people who stand behind a combination, if there are any.

        Args:
            names: What pieces are called in `cleared`.
            cleared: Pieces that need not be tried; those that were tried are added.
        """
        for piece in self._own.tolist():
            name = int(names[piece])
            if name in cleared:
                continue
            group = self._within(self.few[piece])
            if group is not None or self.left <= 0:
                return group
            cleared.add(name)
        return None

    def _within(self, group: People) -> People | None:
        if self.left <= 0 or group in self._seen:
            return None
        self._seen.add(group)
        self.left -= 1
        away = np.ones(self._people.shape[1], np.int64)
        away[[self._place[name] for name in group]] = 0
        others = self._people @ away > 0
        inside = ~others[self._own]
        rows = self._reduced[inside]
        open_ = np.flatnonzero(others & (rows != 0).any(axis=0))
        blocking = open_[_independent(rows[:, open_])]
        if blocking.size < len(rows):
            return group
        cancelling = ~inside & (self._reduced[:, blocking] != 0).any(axis=1)
        for piece in (*blocking.tolist(), *self._own[cancelling].tolist()):
            more = group | self.few[piece]
            if len(more) < self.threshold:
                answer = self._within(more)
                if answer is not None:
                    return answer
        return None


def _independent(rows: Floats) -> Ints:
    """Choose as many independent columns as there are."""
    from scipy.linalg import qr  # noqa: PLC0415 - heavy, imported where used

    if not rows.size:
        return np.zeros(0, np.int64)
    _, sizes, order = qr(rows, mode="economic", pivoting=True)
    diagonal = np.abs(np.diag(sizes))
    chosen: Ints = order[: diagonal.size][diagonal > _NOTHING * max(1.0, float(diagonal.max()))]
    return chosen
