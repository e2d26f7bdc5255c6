"""Which numbers of a table of words by groups come from too few people to be shown."""

import numpy as np

from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.analysis.words.spoken import Bools, Ints

__all__ = ["few_behind", "hidden_cells"]


def few_behind(count: Ints, people: Ints, small_cells: SmallCells) -> Bools:
    """Tell of which words no number is shown, since too few people use them.

    Args:
        count: How often each is said, shape `(w,)`; decides where people are not counted.
        people: By how many people.
        small_cells: What is done about few people.
    """
    if small_cells.shows_all:
        return np.zeros(people.shape, np.bool_)
    behind = count if small_cells.how == "passages" else people
    few: Bools = (behind > 0) & (behind < small_cells.threshold)
    return few


def hidden_cells(people: Ints, small_cells: SmallCells) -> Bools:
    """Tell which cells are not shown.

    Where one cell of a row is hidden and the rest and the sum of the row are shown, it could be worked out: then the
    cell with the fewest people of the others is hidden, too.

    Args:
        people: People behind each cell, shape `(rows, groups)`; or words in it, where people are not counted.
        small_cells: What is done about few people.
    """
    if small_cells.shows_all or people.shape[1] == 0:
        return np.zeros(people.shape, np.bool_)
    hidden = (people > 0) & (people < small_cells.threshold)
    alone = np.flatnonzero(hidden.sum(axis=1) == 1)
    if people.shape[1] > 1 and alone.size:
        rest = np.where(hidden[alone], np.iinfo(np.int64).max, people[alone])
        hidden[alone, rest.argmin(axis=1)] = True
    return hidden
