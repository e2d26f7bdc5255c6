"""What must not be opened beside other things: a total beside its parts shows what is left of it."""

from collections.abc import Iterator, Mapping

import numpy as np

from fou_toolkit.appendix.document import Behind, TableBlock
from fou_toolkit.appendix.edition import Edition

__all__ = ["openable"]

Cells = Mapping[tuple[int, int], Behind]


def openable(block: TableBlock, edition: Edition) -> Cells:
    """Give the cells of a table that can be opened beside each other.

    A total opened beside its parts shows what is left: the codings of a cell that is hidden. Where these come from
    fewer people than the project shows, the total is not opened.

    Args:
        block: A table; numbers from too few people open nothing already.
        edition: Who speaks where.
    """
    if edition.threshold <= 1:
        return block.behind
    by_line: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for row, column in sorted(block.behind):
        by_line.setdefault(("row", row), []).append((row, column))
        by_line.setdefault(("column", column), []).append((row, column))
    sets = {cell: frozenset(behind.rows) for cell, behind in block.behind.items()}
    shut = {cell for cells in by_line.values() for cell in _telling([(one, sets[one]) for one in cells], edition)}
    return {cell: behind for cell, behind in block.behind.items() if cell not in shut}


def _telling(cells: list[tuple[tuple[int, int], frozenset[int]]], edition: Edition) -> Iterator[tuple[int, int]]:
    """Give the cells of one line that show what another one hides."""
    people = edition.people_of_rows
    for cell, rows in cells:
        parts = [part for _, part in cells if len(part) < len(rows) and next(iter(part)) in rows and part < rows]
        rest = rows.difference(*parts) if parts else frozenset()
        if rest and np.unique(people[np.array(sorted(rest), np.int64)]).size < edition.threshold:
            yield cell
