"""What numbers give away together, held against trying all groups of people."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fou_toolkit.analysis.crosstab.differencing import to_leave_out

OWNERS = st.frozensets(st.integers(0, 6), min_size=1, max_size=4)


@st.composite
def numbers(draw):
    """Numbers made of pieces, and whom each piece points at."""
    pieces = draw(st.integers(1, 7))
    rows = draw(st.lists(st.lists(st.booleans(), min_size=pieces, max_size=pieces), min_size=1, max_size=6))
    return np.array(rows, bool), [draw(OWNERS) for _ in range(pieces)]


def tells(table, owners, threshold):
    """Tell whether any combination of numbers, not nothing, has few people behind it."""
    whole = np.linalg.matrix_rank(table.astype(float)) if table.size else 0
    everybody = sorted(frozenset().union(*owners))
    for group in combinations(everybody, min(threshold - 1, len(everybody))):
        others = np.array([not one <= set(group) for one in owners], bool)
        left = table[:, others].astype(float)
        if (np.linalg.matrix_rank(left) if left.size else 0) < whole:
            return True
    return False


def left_out(table, owners, threshold, *, people=False):
    """Give what has to be left out; of several numbers the last."""
    ranks = [(False, 0)] * len(table)
    return list(to_leave_out(table, owners, ranks, threshold, people=people))


@settings(max_examples=300)
@given(numbers(), st.integers(1, 4))
def test_something_is_left_out_if_and_only_if_numbers_tell_something(made, threshold):
    table, owners = made
    assert bool(left_out(table, owners, threshold)) == tells(table, owners, threshold)


@settings(max_examples=300)
@given(numbers(), st.integers(1, 4))
def test_what_is_kept_tells_nothing(made, threshold):
    table, owners = made
    gone = {number for number, _ in left_out(table, owners, threshold)}
    kept = [number for number in range(len(table)) if number not in gone]
    assert not tells(table[kept], owners, threshold)


@given(numbers(), st.integers(1, 4))
def test_what_is_left_out_is_among_what_tells(made, threshold):
    table, owners = made
    for gone, together in left_out(table, owners, threshold):
        assert gone in together
        assert tells(table[together], owners, threshold)


def test_a_difference_of_three_numbers_is_found():
    """The sum of two parts less both is one person."""
    table = np.array([[1, 1, 1], [1, 0, 0], [0, 1, 0]], bool)
    owners = [frozenset(range(5)), frozenset(range(5, 10)), frozenset({11})]
    assert [gone for gone, _ in left_out(table, owners, 5)] == [2]
    assert left_out(table, owners, 5)[0][1] == [0, 1, 2]
    assert left_out(table, owners, 1) == []


def test_sums_are_left_out_before_cells_and_the_later_table_before_the_earlier():
    table = np.array([[1, 1], [1, 0]], bool)
    owners = [frozenset(range(5)), frozenset({11})]
    ranks = [[(True, 0), (False, 0)], [(False, 0), (False, 1)]]
    assert [[gone for gone, _ in to_leave_out(table, owners, rank, 5, people=False)] for rank in ranks] == [[0], [1]]


def test_of_people_those_count_who_are_in_no_other_piece():
    """The second piece has two people; one of them is in the first as well."""
    table = np.array([[1, 1], [1, 0]], bool)
    owners = [frozenset(range(5)), frozenset({0, 11})]
    assert left_out(table, owners, 5, people=True)
    owners = [frozenset(range(5)), frozenset({0, 1})]
    assert not left_out(table, owners, 5, people=True)
    assert left_out(table, owners, 5)
