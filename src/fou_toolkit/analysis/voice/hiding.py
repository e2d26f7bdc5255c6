"""Which numbers about groups are not shown, since too few people stand behind them, or since others give them away."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.small_cells import SmallCells

__all__ = ["hidden_cells", "hidden_line", "hidden_parts"]

Bools = npt.NDArray[np.bool_]
People = Sequence[frozenset[int]]


def hidden_line(people: People, cells: SmallCells, hidden: Bools | None = None) -> Bools:
    """Tell which numbers of a line are not shown, if their sum is known.

    Hidden are those from few people; and as long as all that is hidden comes from few people together, the next
    smallest, too: what is hidden is the sum less what is shown.

    Args:
        people: Who stands behind each number.
        cells: How many people are few.
        hidden: What is hidden already, shape `(n,)`.

    Returns:
        Flags, shape `(n,)`.
    """
    few = np.array([cells.hides(len(one)) for one in people], np.bool_)
    found = few if hidden is None else few | hidden
    while found.any():
        behind = frozenset[int]().union(*(one for one, away in zip(people, found.tolist(), strict=True) if away))
        left = [place for place, one in enumerate(people) if one and not found[place]]
        if not cells.hides(len(behind)) or not left:
            break
        found[min(left, key=lambda place: (len(people[place]), place))] = True
    return found


def hidden_parts(
    people: People, cells: SmallCells, parts: Sequence[Sequence[int]] = (), hidden: Bools | None = None
) -> Bools:
    """Tell which numbers of a line are not shown, if sums of parts of it are known, too.

    Args:
        people: Who stands behind each number.
        cells: How many people are few.
        parts: Places that there are sums of, such as those of one phase.
        hidden: What is hidden already, shape `(n,)`.

    Returns:
        Flags, shape `(n,)`.
    """
    found = hidden_line(people, cells, hidden)
    while True:
        before = found.copy()
        for part in (range(len(people)), *parts):
            places = list(part)
            found[places] = hidden_line([people[place] for place in places], cells, found[places])
        if (found == before).all():
            return found


def hidden_cells(
    people: Sequence[People], cells: SmallCells, parts: Sequence[Sequence[int]] = (), columns: Bools | None = None
) -> tuple[Bools, Bools]:
    """Tell which numbers of a table with sums for rows and columns are not shown.

    Args:
        people: Who stands behind each number, rows of cells.
        cells: How many people are few.
        parts: Columns that there are sums of, too, such as those of one phase.
        columns: Columns that are hidden as a whole, shape `(columns,)`.

    Returns:
        Which rows' sums are hidden, shape `(rows,)`, and which cells, shape `(rows, columns)`.
    """
    rows = hidden_line([frozenset[int]().union(*row) for row in people], cells)
    width = max((len(row) for row in people), default=0)
    found = np.zeros((len(people), width), np.bool_)
    found[rows] = True
    if columns is not None:
        found[:, columns] = True
    while True:
        before = found.copy()
        for number, row in enumerate(people):
            if rows[number]:
                continue
            found[number] = hidden_parts(row, cells, parts, found[number])
        for number in range(width):
            found[:, number] = hidden_line([row[number] for row in people], cells, found[:, number])
        if (found == before).all():
            return rows, found
