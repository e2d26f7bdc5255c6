"""Nothing that is hidden can be worked out from what is shown and the sums."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.analysis.voice.hiding import hidden_cells, hidden_line

crowds = st.frozensets(st.integers(0, 11), max_size=8)
lines = st.lists(crowds, max_size=5)
thresholds = st.integers(1, 6).map(SmallCells)


def union(parts):
    return frozenset().union(*parts)


@given(lines, thresholds)
def test_few_people_are_never_shown_nor_the_difference_from_the_sum(people, cells):
    hidden = hidden_line(people, cells)
    behind = union(one for one, away in zip(people, hidden, strict=True) if away)
    assert not any(cells.hides(len(one)) and not away for one, away in zip(people, hidden, strict=True))
    if hidden.any() and not all(hidden[place] or not one for place, one in enumerate(people)):
        assert len(behind) >= cells.threshold


@given(lines)
def test_with_everything_shown_nothing_is_hidden(people):
    assert not hidden_line(people, SmallCells(how="show")).any()


def test_the_smallest_of_the_others_goes_along():
    people = [frozenset(range(3)), frozenset(range(10, 20)), frozenset(range(30, 36))]
    assert hidden_line(people, SmallCells(5)).tolist() == [True, False, True]


def test_two_small_ones_cover_each_other():
    people = [frozenset(range(3)), frozenset(range(10, 13)), frozenset(range(30, 36))]
    assert hidden_line(people, SmallCells(5)).tolist() == [True, True, False]


def test_nobody_is_no_small_group():
    assert hidden_line([frozenset(), frozenset(range(9))], SmallCells(5)).tolist() == [False, False]
    assert hidden_line([], SmallCells(5)).tolist() == []


@st.composite
def tables(draw):
    width = draw(st.integers(1, 4))
    people = draw(st.lists(st.lists(crowds, min_size=width, max_size=width), max_size=4))
    cut = draw(st.integers(0, width))
    return people, [part for part in (range(cut), range(cut, width)) if part]


@given(tables(), thresholds)
def test_in_a_table_every_line_with_a_known_sum_is_safe(table, cells):
    people, parts = table
    rows, hidden = hidden_cells(people, cells, parts)
    assert hidden.shape == (len(people), len(people[0]) if people else 0)
    known = [(row, list(part)) for row, part in itertools.product(range(len(people)), parts) if not rows[row]]
    stretches = [([people[row][place] for place in part], hidden[row, part]) for row, part in known]
    stretches += [([row[place] for row in people], hidden[:, place]) for place in range(hidden.shape[1])]
    stretches += [([union(row) for row in people], rows)]
    for line, away in stretches:
        assert not any(cells.hides(len(one)) and not gone for one, gone in zip(line, away, strict=True))
        behind = union(one for one, gone in zip(line, away, strict=True) if gone)
        shown = any(one and not gone for one, gone in zip(line, away, strict=True))
        assert not (cells.hides(len(behind)) and shown)
    assert hidden[np.flatnonzero(rows)].all()
