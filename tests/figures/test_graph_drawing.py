"""Networks on paper."""

from itertools import combinations

import matplotlib as mpl
import matplotlib.pyplot as plt
import networkx as nx
import pytest

from fou_toolkit.figures.graph_drawing import Node, Tie, close_picture, draw_graph, radius_of, strength_of
from fou_toolkit.figures.graph_geometry import clear_of, is_free, spots
from fou_toolkit.figures.style import figure_bytes, new_axes


@pytest.fixture(autouse=True)
def without_a_screen():
    """Draw into memory, and close what was drawn."""
    before = mpl.get_backend()
    plt.switch_backend("Agg")
    yield
    plt.close("all")
    plt.switch_backend(before)


LONG = "Den som bestemmer hva som skal gjøres, når det skal gjøres og av hvem"


def drawn(graph, labels=None, ties=None, **options):
    ax = new_axes(None, height=4)
    nodes = {node: Node((labels or {}).get(node, str(node)), radius_of(graph.degree(node), 5)) for node in graph}
    height = draw_graph(ax, graph, nodes, ties, **options)
    close_picture(ax, height, ["Hva bildet viser"], own=True)
    ax.figure.draw_without_rendering()
    return ax


def boxes(ax):
    return [text.get_window_extent() for text in ax.texts]


def apart(one, other, least=-0.5):
    return (
        one.x1 - other.x0 <= -least
        or other.x1 - one.x0 <= -least
        or one.y1 - other.y0 <= -least
        or other.y1 - one.y0 <= -least
    )


@pytest.mark.parametrize("size", [1, 2, 7, 30])
def test_no_label_lies_over_another_or_is_cut_off(size):
    graph = nx.wheel_graph(size) if size > 3 else nx.path_graph(size)
    ax = drawn(graph, dict.fromkeys(graph, LONG))
    found = boxes(ax)
    assert len(found) == size
    assert all(apart(one, other) for one, other in combinations(found, 2))
    whole = ax.figure.bbox
    for box in (*found, ax.xaxis.label.get_window_extent()):
        assert box.x0 >= -1
        assert box.y0 >= -1
        assert box.x1 <= whole.x1 + 1
        assert box.y1 <= whole.y1 + 1


def test_numbers_lie_over_no_label():
    graph = nx.complete_graph(6)
    ties = {edge: Tie(2.0, number=f"{place / 10:.2f}") for place, edge in enumerate(graph.edges)}
    ax = drawn(graph, dict.fromkeys(graph, "Makt og ansvar"), ties)
    numbers = [text.get_window_extent() for text in ax.texts if text.get_text()[0].isdigit()]
    labels = [text.get_window_extent() for text in ax.texts if not text.get_text()[0].isdigit()]
    assert len(labels) == 6
    assert 8 <= len(numbers) <= 15
    assert all(apart(one, other, -1.5) for one in numbers for other in labels)
    assert all(apart(one, other, -1.5) for one, other in combinations(numbers, 2))


def test_long_labels_end_with_a_sign():
    ax = drawn(nx.path_graph(2), {0: LONG, 1: "Kort"})
    first = next(text.get_text() for text in ax.texts if text.get_text() != "Kort")
    assert first.endswith("…")
    assert first.count("\n") == 2


def test_arrows_end_at_the_node_or_its_label():
    graph = nx.DiGraph([("a", "b")])
    ax = drawn(graph)
    patch = ax.patches[0]
    assert patch.shrinkB > 72 * 0.045
    assert patch.get_arrowstyle().__class__.__name__ == "CurveFilledB"
    plain = drawn(nx.Graph([("a", "b")])).patches[0]
    assert plain.shrinkB == 0


def test_two_arrows_between_nodes_bend_away_from_each_other():
    single, both = drawn(nx.DiGraph([("a", "b")])), drawn(nx.DiGraph([("a", "b"), ("b", "a")]))
    assert single.patches[0].get_connectionstyle().rad == 0
    assert {patch.get_connectionstyle().rad for patch in both.patches} == {0.16}


def test_a_tie_with_itself_is_not_drawn():
    assert len(drawn(nx.Graph([("a", "a"), ("a", "b")])).patches) == 1


def test_ties_look_as_they_should_from_both_sides():
    graph = nx.Graph([("a", "b"), ("b", "c")])
    ax = drawn(graph, ties={("b", "a"): Tie(4.0, "#D55E00", "--")})
    assert [patch.get_linewidth() for patch in ax.patches] == [4.0, 1.0]


def test_given_places_are_kept_as_far_as_labels_let_them():
    graph = nx.Graph([("a", "b"), ("b", "c")])
    ax = drawn(graph, places={"a": (0.0, 0.0), "b": (1.0, 0.0), "c": (0.5, 1.0)})
    at = {text.get_text(): text.get_position() for text in ax.texts}
    assert at["a"][0] < at["c"][0] < at["b"][0]
    assert at["c"][1] > at["a"][1] == pytest.approx(at["b"][1], abs=0.2)


def test_a_dollar_is_a_dollar_and_bytes_are_always_the_same():
    graph = nx.Graph([("a", "b")])
    images = [figure_bytes(drawn(graph, {"a": "$x$ æøå 😀"[:7]}), kind) for kind in ("svg", "svg", "png", "png")]
    assert images[0] == images[1]
    assert images[2] == images[3]


def test_areas_and_widths_are_proportional():
    assert radius_of(4, 16) * 2 == pytest.approx(radius_of(16, 16))
    assert strength_of(3, 6) * 2 == pytest.approx(strength_of(6, 6))
    assert radius_of(0, 5) == radius_of(3, 0) > 0


def test_an_arrow_stops_before_the_boxes_of_its_node():
    box = [(-1.0, -3.0, 1.0, 1.0)]
    assert clear_of((0, 0), (10, 0), box) == pytest.approx(1)
    assert clear_of((0, 0), (0, -10), box) == pytest.approx(3)
    assert clear_of((0, 0), (0, -4), box) == pytest.approx(2)
    assert clear_of((0, 0), (0, 0), box) == 0


def test_a_number_finds_room_beside_its_tie():
    assert spots((0, 0), (4, 0), 0.0)[0] == (2, 0)
    assert all(abs(y) < 0.2 and 0 < x < 4 for x, y in spots((0, 0), (4, 0), 0.0))
    assert not is_free((0, 0, 2, 2), [(1, 1, 3, 3)])
    assert is_free((0, 0, 1, 1), [(1, 0, 2, 1)])
