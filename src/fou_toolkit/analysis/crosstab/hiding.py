"""Which numbers of a table are not shown: those from few people, and what would give them away.

1. Cells and sums from few people are hidden, and everything about a group of few people, nothing as well as something.
2. As long as shown sums give away a number from few people (`cuts`), one more number is hidden: the sum of a row first,
   since cells are what a table is made for; sums of columns last, since shares need them.
3. Where rows or columns overlap, a sum is hidden if what it has beyond a shown cell comes from few people.

Where rows overlap (a sentence with two codes), sums are smaller than what is added up. They are guarded as if they were
sums, since few sentences may have two codes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.crosstab.counting import Tally
from fou_toolkit.analysis.crosstab.cuts import weak_cut

__all__ = ["Hidden", "hide"]

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Nodes = frozenset[int]

_ROWS, _COLUMNS = -1, -2
"""Nodes of all rows, and of all columns, whose sums are hidden."""


@dataclass(frozen=True, eq=False)
class Hidden:
    """What is not shown.

    Args:
        cells: Shape `(rows, columns)`.
        rows: Sums of rows.
        columns: Sums of columns.
        whole: The sum of everything, shape `(1,)`.
    """

    cells: Bools
    rows: Bools
    columns: Bools
    whole: Bools

    @classmethod
    def nothing(cls, shape: tuple[int, int]) -> "Hidden":
        """Show everything."""
        flags = (np.zeros(size, np.bool_) for size in (shape, shape[0], shape[1], 1))
        return cls(*flags)


@dataclass(eq=False)
class _Guard:
    """A table on the way to being safe.

    Args:
        tally: All numbers.
        threshold: How many must stand behind a number.
        hidden: What is hidden so far; changed in place.
        added: Whether cells of a column add up to its sum.
    """

    tally: Tally
    threshold: int
    hidden: Hidden
    added: bool
    _behind: dict[int, frozenset[int]] = field(default_factory=dict)

    def behind(self, row: int, column: int) -> frozenset[int]:
        place = row * self.tally.shape[1] + column
        if place not in self._behind:
            self._behind[place] = self.tally.cells.behind(place)
        return self._behind[place]

    @property
    def sizes(self) -> Ints:
        return self.tally.cells.sizes.reshape(self.tally.shape)

    def row_node(self, row: int) -> int:
        return _ROWS if self.hidden.rows[row] else row

    def column_node(self, column: int) -> int:
        if self.added and not self.hidden.columns[column]:
            return self.tally.shape[0] + column
        return _ROWS if self.hidden.whole[0] or not self.added else _COLUMNS

    def edges(self) -> Iterator[tuple[int, int, frozenset[int]]]:
        for row, column in np.argwhere(self.hidden.cells).tolist():
            yield self.row_node(row), self.column_node(column), self.behind(row, column)

    # What can be hidden, and in which order.

    def rows_in(self, side: Nodes) -> list[int]:
        """Give the rows of a side whose sums are shown and tell something, the least first."""
        open_ = np.flatnonzero(self.hidden.cells.any(axis=1) & ~self.hidden.rows).tolist()
        line = self.tally.rows
        return sorted((row for row in open_ if row in side), key=lambda row: (line.sizes[row], line.values[row], row))

    def cells_between(self, one: Nodes, two: Nodes | None) -> list[tuple[int, int]]:
        """Give the shown cells that lie between two sides, or between a side and anything; the least first."""
        found = []
        for row, column in np.argwhere(~self.hidden.cells & (self.sizes > 0)).tolist():
            ends = self.row_node(row), self.column_node(column)
            inside = [end in one for end in ends]
            if inside[0] != inside[1] and (two is None or ends[inside.index(False)] in two):
                found.append((row, column))
        values = self.tally.cells.values.reshape(self.tally.shape)
        return sorted(found, key=lambda cell: (self.sizes[cell], values[cell], *cell))

    def hide_cell(self, cells: Sequence[tuple[int, int]]) -> bool:
        if cells:
            self.hidden.cells[cells[0]] = True
        return bool(cells)


def hide(tally: Tally, threshold: int, *, small: tuple[Bools, Bools, bool], added: bool) -> Hidden:
    """Choose what is not shown.

    Args:
        tally: All numbers.
        threshold: How many must stand behind a number.
        small: Which rows and columns are groups of few people, and whether all together are few.
        added: Whether sums of columns are shown that cells add up to, or nearly so.

    Returns:
        What is hidden; always the same for the same table.
    """
    hidden = _first(tally, threshold, small)
    guard = _Guard(tally, threshold, hidden, added)
    while (cut := weak_cut(guard.edges(), threshold)) is not None:
        _relieve(guard, *cut)
    _hide_overlaps(guard)
    return hidden


def _first(tally: Tally, threshold: int, small: tuple[Bools, Bools, bool]) -> Hidden:
    """Hide what comes from few people; what nobody at all said points at nobody."""

    def few(sizes: Ints) -> Bools:
        flags: Bools = (sizes > 0) & (sizes < threshold)
        return flags

    rows, columns, everybody = small
    said = tally.rows.sizes[:, None] > 0
    return Hidden(
        few(tally.cells.sizes).reshape(tally.shape) | rows[:, None] | (columns[None, :] & said),
        few(tally.rows.sizes) | rows,
        few(tally.columns.sizes) | columns,
        few(tally.whole.sizes) | np.array([everybody]),
    )


def _relieve(guard: _Guard, side: Nodes, rest: Nodes) -> None:
    """Hide one number more, so that two sides of a table hang together better."""
    hidden = guard.hidden
    if _hide_sums_of_rows(guard, side, rest) or guard.hide_cell(guard.cells_between(side, rest)):
        return
    if _hide_whole(guard, side, rest) or guard.hide_cell(guard.cells_between(side, None)):
        return
    if guard.hide_cell(guard.cells_between(rest, None)):
        return
    # Nothing else helps: without sums, nothing can be worked out.
    hidden.rows[hidden.cells.any(axis=1)] = True
    hidden.columns[hidden.cells.any(axis=0)] = True
    hidden.whole[:] = True


def _hide_sums_of_rows(guard: _Guard, side: Nodes, rest: Nodes) -> bool:
    """Hide the sum of one row, if that of another is hidden already, else of two."""
    here, there = guard.rows_in(side), guard.rows_in(rest)
    away = guard.hidden.rows
    others = bool(away.any() or guard.hidden.whole[0] or not guard.added)
    if others and _ROWS not in side and here:
        away[here[0]] = True
    elif others and _ROWS in side and there:
        away[there[0]] = True
    elif here and there:
        away[[here[0], there[0]]] = True
    else:
        return False
    return True


def _hide_whole(guard: _Guard, side: Nodes, rest: Nodes) -> bool:
    """Hide the sum of everything, where it ties rows without sums to columns without."""
    for one, two in ((side, rest), (rest, side)):
        rows = guard.rows_in(one)
        if not guard.hidden.whole[0] and _COLUMNS in two and (_ROWS in one or rows):
            if _ROWS not in one:
                guard.hidden.rows[rows[0]] = True
            guard.hidden.whole[0] = True
            return True
    return False


def _hide_overlaps(guard: _Guard) -> None:
    """Hide sums that few stand behind beyond a shown cell."""
    tally, hidden = guard.tally, guard.hidden
    if tally.beyond_row is not None:
        few = (tally.beyond_row > 0) & (tally.beyond_row < guard.threshold) & ~hidden.cells
        hidden.rows[few.any(axis=1)] = True
    if tally.beyond_column is not None and guard.added:
        few = (tally.beyond_column > 0) & (tally.beyond_column < guard.threshold) & ~hidden.cells
        hidden.columns[few.any(axis=0)] = True
