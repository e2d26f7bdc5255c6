"""Brokerage, betweenness and assortativity against slow or independent computations."""

import itertools
import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.analysis.actors import BROKER_ROLES, assortativity, betweenness, brokerage


@st.composite
def networks(draw):
    """Give ties and groups; -1 is no group."""
    size = draw(st.integers(1, 7))
    cells = draw(st.lists(st.booleans(), min_size=size * size, max_size=size * size))
    groups = draw(st.lists(st.integers(-1, 2), min_size=size, max_size=size))
    return np.array(cells).reshape(size, size), np.array(groups)


def role_of(a, v, b):
    """Name the role as Gould & Fernandez (1989) do, from the groups of the three."""
    if a == v == b:
        return "coordinator"
    if a == b:
        return "consultant"
    if v == b:
        return "gatekeeper"
    return "representative" if a == v else "liaison"


@given(networks())
def test_brokerage_is_that_of_a_loop_over_all_triples(network):
    ties, groups = network
    wanted = np.zeros((len(groups), 5), int)
    for a, v, b in itertools.permutations(range(len(groups)), 3):
        if ties[a, v] and ties[v, b] and not ties[a, b] and min(groups[[a, v, b]]) >= 0:
            wanted[v, BROKER_ROLES.index(role_of(groups[a], groups[v], groups[b]))] += 1
    assert brokerage(ties, groups).tolist() == wanted.tolist()


def test_brokerage_by_hand():
    """Two assistants (0, 1), a head (2), an owner (3), a second owner (4).

    0 → 2, 1 → 2, 2 → 3, 3 → 4, 2 → 1, 4 → 2. The head (2) stands between 0 and 3, 1 and 3 (three levels: liaison, twice)
    and 0 and 1 (same level, another than hers: consultant), and between 4 and 3 and 4 and 1: 4 → 2 → 3 (owners on both
    sides: consultant) and 4 → 2 → 1 (liaison). The first owner (3) stands between 2 and 4: gatekeeper. The second (4)
    stands between 3 and 2: representative. Assistant 1 would stand between 2 and 2, which is nobody.
    """
    ties = np.zeros((5, 5), bool)
    for a, b in [(0, 2), (1, 2), (2, 3), (3, 4), (2, 1), (4, 2)]:
        ties[a, b] = True
    found = brokerage(ties, np.array([0, 0, 1, 2, 2]))
    by_hand = [[0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 2, 0, 0, 3], [0, 0, 1, 0, 0], [0, 0, 0, 1, 0]]
    assert found.tolist() == by_hand


def test_a_coordinator_stands_among_their_own():
    chain = np.array([[0, 1, 0], [0, 0, 1], [0, 0, 0]], bool)
    assert brokerage(chain, np.zeros(3, int))[1].tolist() == [1, 0, 0, 0, 0]
    closed = chain | np.array([[0, 0, 1], [0, 0, 0], [0, 0, 0]], bool)
    assert not brokerage(closed, np.zeros(3, int)).any()


@given(networks())
def test_betweenness_is_the_share_of_shortest_paths(network):
    ties, _ = network
    size = len(ties)
    graph = nx.from_numpy_array(ties.astype(int) * (1 - np.eye(size, dtype=int)), create_using=nx.DiGraph)
    wanted = np.zeros(size)
    for a, b in itertools.permutations(range(size), 2):
        if not nx.has_path(graph, a, b):
            continue
        paths = list(nx.all_shortest_paths(graph, a, b))
        for v in set(range(size)) - {a, b}:
            wanted[v] += sum(v in path for path in paths) / len(paths)
    pairs = (size - 1) * (size - 2)
    assert betweenness(ties) == pytest.approx(wanted / pairs if pairs else wanted)


def test_assortativity_of_newmans_table():
    """Newman (2003), Physical Review E 67, 026126, table I: r = 0.621, of shares printed with three digits."""
    table = [[0.258, 0.016, 0.035, 0.013], [0.012, 0.157, 0.058, 0.019], [0.013, 0.023, 0.306, 0.035]]
    table.append([0.005, 0.007, 0.024, 0.016])
    assert assortativity(np.array(table)) == pytest.approx(0.621, abs=0.002)


@given(networks())
def test_assortativity_of_ties_is_that_of_networkx(network):
    ties, groups = network
    groups = np.abs(groups)
    graph = nx.from_numpy_array(ties.astype(int), create_using=nx.DiGraph)
    nx.set_node_attributes(graph, dict(enumerate(groups.tolist())), "level")
    mixing = np.zeros((3, 3))
    for a, b in np.argwhere(ties):
        mixing[groups[a], groups[b]] += 1
    shares = mixing / max(mixing.sum(), 1)
    found = assortativity(mixing)
    if not mixing.any() or math.isclose(shares.sum(0) @ shares.sum(1), 1):
        assert math.isnan(found)
    else:
        assert found == pytest.approx(nx.attribute_assortativity_coefficient(graph, "level"))


@given(st.lists(st.integers(0, 9), min_size=9, max_size=9))
def test_assortativity_does_not_depend_on_the_unit(cells):
    mixing = np.array(cells, float).reshape(3, 3)
    found = assortativity(mixing)
    assert math.isnan(found) == math.isnan(assortativity(mixing * 7))
    assert math.isnan(found) or found == pytest.approx(assortativity(mixing * 7))
    assert math.isnan(found) or found <= 1
