"""Cells that few people stand behind, and what would give them away."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.analysis.words.hiding import hidden_cells, hidden_groups


def hidden(rows, **how):
    return hidden_cells(np.array(rows, np.int64), SmallCells(**how)).tolist()


def test_few_people_are_hidden_nobody_is_not():
    assert hidden([[1, 4, 5, 0]]) == [[True, True, False, False]]
    assert hidden([[5, 0, 7]]) == [[False, False, False]]


def test_what_would_give_a_cell_away_goes_with_it():
    assert hidden([[3, 9, 7]]) == [[True, True, True]]
    assert hidden([[3, 9, 0]]) == [[True, True, True]]
    assert hidden([[3, 9, 2]]) == [[True, False, True]]


def test_one_group_has_nothing_to_hide_behind():
    assert hidden([[3], [7]]) == [[True], [False]]


def test_all_is_shown_where_that_is_asked_for():
    assert hidden([[1, 2]], how="show") == [[False, False]]


def test_no_groups_no_cells():
    assert hidden_cells(np.zeros((3, 0), np.int64), SmallCells()).shape == (3, 0)


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=5), st.integers(1, 6))
def test_what_a_row_hides_comes_from_enough_people_or_nothing_of_it_is_shown(rows, threshold):
    for row, flags in zip(rows, hidden(rows, threshold=threshold), strict=True):
        behind = sum(people for people, flag in zip(row, flags, strict=True) if flag)
        assert behind == 0 or behind >= threshold or all(flags)
        assert all(flag for people, flag in zip(row, flags, strict=True) if 0 < people < threshold)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6), st.integers(1, 6))
def test_what_is_hidden_of_groups_comes_from_enough_people_or_is_all(members, threshold):
    flags = hidden_groups(np.array(members, np.int64), SmallCells(threshold)).tolist()
    behind = sum(people for people, flag in zip(members, flags, strict=True) if flag)
    assert behind == 0 or behind >= threshold or all(flags)
    assert all(flag for people, flag in zip(members, flags, strict=True) if 0 < people < threshold)
    assert not any(hidden_groups(np.array(members, np.int64), SmallCells(threshold, "show")))


def test_of_a_small_group_zeros_are_hidden_too():
    closed = np.array([False, True, True])
    found = hidden_cells(np.array([[9, 0, 0], [9, 0, 6]], np.int64), SmallCells(), closed)
    assert found.tolist() == [[False, True, True], [False, True, True]]
