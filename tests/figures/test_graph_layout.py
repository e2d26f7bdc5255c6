"""Where the nodes of a drawn network stand."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.figures.graph_layout import push_apart, spread, stable_layout


def _graph(size, pairs):
    graph = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_weighted_edges_from((a, b, weight) for a, b, weight in pairs if a < size and b < size)
    return graph


GRAPHS = st.builds(
    _graph,
    st.integers(1, 9),
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(0, 5)), max_size=14),
)


@given(GRAPHS)
def test_every_node_has_a_place_on_the_paper_and_always_the_same(graph):
    found = stable_layout(graph)
    assert list(found) == list(graph)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in found.values())
    assert stable_layout(graph.copy()) == found


@given(GRAPHS)
def test_no_two_nodes_stand_on_each_other(graph):
    found = list(stable_layout(graph).values())
    assert len(set(found)) == len(found)


def test_a_path_lies_flat_and_in_order():
    places = stable_layout(nx.path_graph(5))
    assert [x for x, _ in places.values()] == pytest.approx([0, 0.25, 0.5, 0.75, 1], abs=0.02)


def test_strong_ties_are_short():
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 10), ("b", "c", 1), ("a", "c", 1)])
    places = {node: np.array(place) for node, place in stable_layout(graph).items()}
    near = np.linalg.norm(places["a"] - places["b"])
    assert near < np.linalg.norm(places["a"] - places["c"])
    assert near < np.linalg.norm(places["b"] - places["c"])


def test_what_hangs_together_stands_together():
    graph = nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("x", "y"), ("y", "z"), ("x", "z")])
    places = {node: np.array(place) for node, place in stable_layout(graph).items()}

    def far(one, other):
        return np.linalg.norm(places[one] - places[other])

    inside = [far(*pair) for part in ("abc", "xyz") for pair in combinations(part, 2)]
    across = [far(one, other) for one in "abc" for other in "xyz"]
    assert np.mean(inside) < np.mean(across)


def test_nothing_and_one():
    assert stable_layout(nx.Graph()) == {}
    assert stable_layout(nx.path_graph(1)) == {0: (0.5, 0.5)}


def test_directions_and_loops_do_not_matter():
    graph = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "c")])
    assert stable_layout(graph) == stable_layout(nx.Graph([("a", "b"), ("b", "c")]))


BOXES = st.lists(
    st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0.1, 1.2), st.floats(0.1, 0.6)), min_size=1, max_size=25
)


def overlaps(one, other, first, second):
    return all(abs(one[axis] - other[axis]) < (first[axis] + second[axis]) / 2 - 1e-6 for axis in (0, 1))


@given(BOXES)
def test_boxes_never_lie_over_each_other_nor_beyond_the_paper(boxes):
    places = {number: box[:2] for number, box in enumerate(boxes)}
    sizes = {number: box[2:] for number, box in enumerate(boxes)}
    found, height = spread(places, sizes, 5.0)
    for one, other in combinations(found, 2):
        assert not overlaps(found[one], found[other], sizes[one], sizes[other])
    for number, (x, y) in found.items():
        assert sizes[number][0] / 2 - 1e-6 <= x <= 5 - sizes[number][0] / 2 + 1e-6
        assert sizes[number][1] / 2 - 1e-6 <= y <= height - sizes[number][1] / 2 + 1e-6


def test_what_has_room_stays_where_it_is():
    at = np.array([[1.0, 1.0], [3.0, 1.0]])
    push_apart(at, np.full((2, 2), 0.5), np.full(2, 0.25), 5.0)
    assert at.tolist() == [[1, 1], [3, 1]]


def test_nothing_needs_no_room():
    assert spread({}, {}, 5.0) == ({}, 0.0)
