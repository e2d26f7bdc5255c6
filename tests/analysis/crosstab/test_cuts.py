"""Cuts with few people, held against trying all groups of people."""

from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.analysis.crosstab.cuts import weak_cut

EDGES = st.lists(
    st.tuples(st.integers(0, 5), st.integers(6, 10), st.frozensets(st.integers(0, 6), max_size=4)), max_size=12
)


def parts(edges, without):
    """Count the connected parts of all nodes if the edges of some people are taken away."""
    nodes = {node for one, two, _ in edges for node in (one, two)}
    left = [(one, two) for one, two, people in edges if not people <= without]
    number = 0
    while nodes:
        number += 1
        part = {nodes.pop()}
        grown = True
        while grown:
            more = {node for pair in left if set(pair) & part for node in pair} - part
            part |= more
            grown = bool(more)
        nodes -= part
    return number


def slow_answer(edges, threshold):
    """Tell whether taking away the edges of fewer people than allowed makes more parts."""
    whole = parts([(one, two, frozenset([99])) for one, two, _ in edges], frozenset())
    everybody = sorted(frozenset().union(*(people for _, _, people in edges)))
    few = chain.from_iterable(combinations(everybody, size) for size in range(threshold))
    return any(parts(edges, frozenset(group)) > whole for group in few)


@given(EDGES, st.integers(1, 5))
def test_a_weak_cut_is_found_if_and_only_if_there_is_one(edges, threshold):
    assert (weak_cut(edges, threshold) is not None) == slow_answer(edges, threshold)


@given(EDGES, st.integers(1, 5))
def test_what_lies_between_the_two_sides_comes_from_few_people(edges, threshold):
    found = weak_cut(edges, threshold)
    if found is not None:
        side, rest = found
        across = [
            people for one, two, people in edges if (one in side and two in rest) or (two in side and one in rest)
        ]
        assert across
        assert not side & rest
        assert len(frozenset().union(*across)) < threshold


def test_two_cells_of_a_row_protect_each_other_only_with_enough_people_together():
    few = [
        (0, 10, frozenset({1, 2})),
        (0, 11, frozenset({2, 3})),
        (1, 10, frozenset(range(9))),
        (1, 11, frozenset(range(9))),
    ]
    assert weak_cut(few, 4) is not None
    assert weak_cut(few, 3) is None


def test_a_bridge_between_two_blocks_is_found_though_every_line_hides_two_cells():
    many = frozenset(range(10))
    blocks = [(row, column, many) for row in (0, 1) for column in (10, 11)]
    blocks += [(row, column, many) for row in (2, 3) for column in (12, 13)]
    assert weak_cut(blocks, 5) is None
    assert weak_cut([*blocks, (1, 12, frozenset({77}))], 5) is not None
