"""Which numbers of a table of words by groups come from too few people to be shown."""

import numpy as np

from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.analysis.words.spoken import Bools, Ints

__all__ = ["few_behind", "hidden_cells", "hidden_groups"]


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


def hidden_groups(members: Ints, small_cells: SmallCells) -> Bools:
    """Tell of which groups nothing is shown: too few people are in them, or in all that are hidden together.

    Args:
        members: People of each group, shape `(groups,)`.
        small_cells: What is done about few people.
    """
    hidden = np.zeros(members.size, np.bool_)
    if small_cells.shows_all or small_cells.how == "passages":
        return hidden
    hidden = (members > 0) & (members < small_cells.threshold)
    # With the sum of all groups, one that is hidden alone could be worked out.
    while 0 < members[hidden].sum() < small_cells.threshold and not hidden.all():
        hidden[np.where(hidden, np.iinfo(np.int64).max, members).argmin()] = True
    return hidden


def hidden_cells(people: Ints, small_cells: SmallCells, groups: Bools | None = None) -> Bools:
    """Tell which cells are not shown.

    The sum of a row is shown. Where all that is hidden in a row comes from too few people, it could be worked out from
    the rest: then nothing of the row is shown by group.

    Args:
        people: People behind each cell, shape `(rows, groups)`; or words in it, where people are not counted.
        small_cells: What is done about few people.
        groups: Groups of which nothing is shown, zeros neither, shape `(groups,)`.
    """
    if small_cells.shows_all or people.shape[1] == 0:
        return np.zeros(people.shape, np.bool_)
    hidden = (people > 0) & (people < small_cells.threshold)
    if groups is not None:
        hidden = hidden | groups
    behind = np.where(hidden, people, 0).sum(axis=1)
    given_away = (behind > 0) & (behind < small_cells.threshold)
    return np.asarray(hidden | given_away[:, None], np.bool_)
