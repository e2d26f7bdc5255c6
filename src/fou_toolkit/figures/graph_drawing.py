"""Draw networks: nodes with a label below, ties in grey, nothing over anything else.

A picture's units are inches on paper, so that letters, nodes and gaps keep their proportions.
"""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from fou_toolkit.figures.graph_geometry import (
    Box,
    bend_around,
    clear_of,
    edges_of,
    is_free,
    nearest_to,
    points_of,
    spots,
)
from fou_toolkit.figures.graph_layout import Place, Size, spread, stable_layout
from fou_toolkit.figures.hover import tell
from fou_toolkit.figures.plain import caption, room, width_of
from fou_toolkit.figures.style import INK, QUIET, TEXT, described

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

__all__ = ["Node", "Tie", "close_picture", "draw_graph", "nothing_drawn", "radius_of", "strength_of"]

_LETTERS: Final = 7.5
"""Points of the letters of labels."""
_NUMBERS: Final = 7.0
_LINE: Final = 1.22
"""Height of a line, in heights of its letters."""
_WRAP: Final = 17
"""Letters in a line of a label."""
_SHORT: Final = 3
"""Letters of an id that does not fill a line."""
_LONGEST: Final = 28
"""Words are cut from so many letters on."""
_LINES: Final = 3
_LARGEST: Final = 0.2
"""Radius of the largest node, in inches."""
_SMALLEST: Final = 0.045
_THICKEST: Final = 6.0
"""Width of the strongest tie, in points."""
_THINNEST: Final = 0.5
_BEND: Final = 0.16
"""How far two arrows between the same nodes bend away from each other."""
_PADS: Final = 0.25
"""What a figure needs around a picture and the lines under it, in inches."""
_EMPTY: Final = 0.4
"""Height of a sentence that stands where nothing is drawn."""
_MARGIN: Final = 0.08


@dataclass(frozen=True, slots=True)
class Node:
    """How a node looks.

    Args:
        label: What stands below it.
        radius: In inches; see `radius_of`.
        marker: Its shape; colour never stands alone.
        colour: Of its inside.
        edge: Of its outline.
        told: What it tells in `interactive`; empty: nothing.
        key: What it stands for there.
    """

    label: str
    radius: float = 0.09
    marker: str = "o"
    colour: str = INK
    edge: str = "white"
    told: str = ""
    key: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """How a tie looks.

    Args:
        width: In points; see `strength_of`.
        colour: Of the line.
        style: Of the line.
        number: What stands beside it, if there is room; ties with numbers get room in the order in which they come.
        told: What its middle tells in `interactive`; empty: nothing.
        key: What it stands for there.
    """

    width: float = 1.0
    colour: str = "#9a9a9a"
    style: Any = "-"
    number: str = ""
    told: str = ""
    key: tuple[str, ...] = ()


def radius_of(count: float, most: float) -> float:
    """Give the radius of a node whose area shows a count, in inches.

    >>> radius_of(25, 100), radius_of(0, 0)
    (0.1, 0.045)
    """
    return max(_LARGEST * math.sqrt(max(count, 0) / most), _SMALLEST) if most > 0 else _SMALLEST


def strength_of(weight: float, most: float) -> float:
    """Give the width of a tie, in points; twice the weight is twice the width.

    >>> strength_of(5, 10), strength_of(0, 0)
    (3.0, 0.5)
    """
    return max(_THICKEST * max(weight, 0) / most, _THINNEST) if most > 0 else _THINNEST


def draw_graph(
    ax: "Axes",
    graph: "nx.Graph[Any]",
    nodes: Mapping[Any, Node],
    ties: Mapping[Any, Tie] | None = None,
    *,
    weight: str = "weight",
    places: Mapping[Any, Place] | None = None,
) -> float:
    """Draw a network; arrows where it is directed.

    The picture takes the width of the axes. In a figure of one's own, give it the height that comes back.

    Args:
        ax: Where to draw; what stands beside it has to be there already.
        graph: The network.
        nodes: How each node looks.
        ties: How edges look, by `(one, other)`; others look as `Tie()` does.
        weight: Attribute of the edges with their strength, for the layout.
        places: Where nodes should stand, x and y from 0 to 1; by default `stable_layout`. Labels move them apart.

    Returns:
        The height that the picture needs, in inches.
    """
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines[:].set_visible(False)
    width = max(room(ax) - 2 * _MARGIN, 1.0)
    labels = {node: _wrapped(nodes[node].label) for node in graph}
    sizes = {node: _box(nodes[node], labels[node]) for node in graph}
    boxes, height = spread(places or stable_layout(graph, weight=weight), sizes, width)
    centres = {node: (x, y + sizes[node][1] / 2 - nodes[node].radius) for node, (x, y) in boxes.items()}
    ax.set_xlim(-_MARGIN, width + _MARGIN)
    ax.set_ylim(-_MARGIN, height + _MARGIN)
    ax.set_aspect("equal", adjustable="box", anchor="N")
    taken = {node: _covers(centres[node], nodes[node], labels[node]) for node in graph}
    bends = _bends(graph, centres, taken)
    _draw_ties(ax, graph, centres, taken, ties or {}, bends)
    _draw_nodes(ax, centres, nodes, labels)
    _draw_numbers(ax, bends, centres, ties or {}, [box for boxes in taken.values() for box in boxes])
    return height + 2 * _MARGIN


def _wrapped(label: str) -> list[str]:
    """Break a label into lines; what is too long ends with a sign."""
    words = label.split()
    # A long word makes the label wider: a compound that is cut anywhere cannot be read. No id stands alone.
    head = len(" ".join(words[:2])) if words and len(words[0]) <= _SHORT else 0
    letters = min(max([_WRAP, head, *map(len, words)]), _LONGEST)
    return wrap(" ".join(words), letters, max_lines=_LINES, placeholder="…")


def _box(node: Node, lines: list[str]) -> Size:
    """Give the width and height of a node with its label."""
    height = 2 * node.radius + len(lines) * _LETTERS * _LINE / 72 + (0.02 if lines else 0.0)
    return max(width_of(lines, _LETTERS), 2 * node.radius), height


def _covers(centre: Place, node: Node, lines: list[str]) -> list[Box]:
    """Give what a node and its label lie over."""
    across, down = _box(node, lines)
    middle = centre[1] + node.radius - (2 * node.radius + down) / 2
    circle = edges_of(centre, (2 * node.radius, 2 * node.radius))
    return [circle, edges_of((centre[0], middle), (across, down - 2 * node.radius))] if lines else [circle]


def _draw_nodes(
    ax: "Axes", centres: Mapping[Hashable, Place], nodes: Mapping[Any, Node], labels: Mapping[Hashable, list[str]]
) -> None:
    for node, (x, y) in centres.items():
        look = nodes[node]
        (mark,) = ax.plot(
            x,
            y,
            look.marker,
            markersize=2 * look.radius * 72,
            markerfacecolor=look.colour,
            markeredgecolor=look.edge,
            markeredgewidth=0.8,
            zorder=3,
            clip_on=False,
        )
        if look.told:
            tell(mark, look.told, keys=[look.key])
        ax.text(
            x,
            y - look.radius - 0.02,
            "\n".join(labels[node]),
            ha="center",
            va="top",
            fontsize=_LETTERS,
            linespacing=_LINE / 1.2,
            color=TEXT,
            zorder=4,
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.4},
        )


def _bends(
    graph: "nx.Graph[Any]", centres: Mapping[Hashable, Place], taken: Mapping[Hashable, list[Box]]
) -> dict[tuple[Any, Any], float]:
    """Give how far each tie bends: away from its counterpart, or around the nodes that it would pass behind."""
    found = {}
    for one, other in graph.edges():
        if one == other:
            continue
        if graph.is_directed() and graph.has_edge(other, one):
            found[one, other] = _BEND
            continue
        others = [boxes for node, boxes in taken.items() if node not in (one, other)]
        found[one, other] = bend_around(centres[one], centres[other], others)
    return found


def _draw_ties(
    ax: "Axes",
    graph: "nx.Graph[Any]",
    centres: Mapping[Hashable, Place],
    taken: Mapping[Hashable, list[Box]],
    ties: Mapping[Any, Tie],
    bends: Mapping[tuple[Any, Any], float],
) -> None:
    from matplotlib.patches import FancyArrowPatch  # noqa: PLC0415 - heavy, imported where used

    directed = graph.is_directed()
    for (one, other), bend in bends.items():
        look = _look(ties, one, other, directed=directed)
        # Heads of arrows end at the node or its label; plain lines go on below it.
        near = clear_of(centres[other], centres[one], taken[other]) * 72 + 1.5 if directed else 0.0
        patch = FancyArrowPatch(
            centres[one],
            centres[other],
            arrowstyle="-|>" if directed else "-",
            connectionstyle=f"arc3,rad={bend}",
            mutation_scale=6 + 1.4 * look.width,
            linewidth=look.width,
            linestyle=look.style,
            color=look.colour,
            shrinkA=0.0,
            shrinkB=near,
            zorder=1,
            clip_on=False,
        )
        ax.add_patch(patch)
        if look.told:
            # A bent line fills a wide frame; its middle is what one points at.
            along = points_of(centres[one], centres[other], bend)
            x, y = along[len(along) // 2].tolist()
            middle = ax.scatter(x, y, s=0, clip_on=False)
            tell(middle, look.told, keys=[look.key])


def _look(ties: Mapping[Any, Tie], one: Hashable, other: Hashable, *, directed: bool) -> Tie:
    found = ties.get((one, other))
    if found is None and not directed:
        found = ties.get((other, one))
    return found or Tie()


def _draw_numbers(
    ax: "Axes",
    bends: Mapping[tuple[Any, Any], float],
    centres: Mapping[Hashable, Place],
    ties: Mapping[Any, Tie],
    taken: list[Box],
) -> None:
    """Write numbers beside ties, each nearest to its own and over nothing else; what finds no room is left out."""
    lines = {pair: points_of(centres[pair[0]], centres[pair[1]], bend) for pair, bend in bends.items()}
    for (one, other), look in ties.items():
        pair = (one, other) if (one, other) in bends else (other, one)
        if not look.number or pair not in bends:
            continue
        size = (width_of([look.number], _NUMBERS) + 0.02, _NUMBERS * _LINE / 72)
        free_at = spots(centres[pair[0]], centres[pair[1]], bends[pair])
        others = [line for known, line in lines.items() if known not in (pair, pair[::-1])]
        fits = (
            spot for spot in free_at if is_free(edges_of(spot, size), taken) and nearest_to(spot, lines[pair], others)
        )
        free = next(fits, None)
        if free is None:
            continue
        taken.append(edges_of(free, size))
        ax.text(
            *free,
            look.number,
            ha="center",
            va="center",
            fontsize=_NUMBERS,
            color=QUIET if look.style == "-" else TEXT,
            zorder=5,
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 0.4},
        )


def close_picture(ax: "Axes", height: float, said: Sequence[str], *, own: bool, above: float = 0.0) -> None:
    """Write what stands under a picture, and give its own figure the height that it needs.

    Args:
        ax: The picture.
        height: That it needs, in inches.
        said: What is written, one sentence after the other.
        own: Whether the figure is its own.
        above: What stands above it, in inches.
    """
    text = ". ".join(part.rstrip(".") for part in said if part)
    below = caption(ax, text + ".", room(ax))
    if own:
        figure: Any = ax.figure
        figure.set_figheight(height + above + below + _PADS)


def nothing_drawn(ax: "Axes", words: str, notes: Sequence[str], *, own: bool) -> "Axes":
    """Say that there is nothing to draw.

    Args:
        ax: The picture.
        words: What is said.
        notes: Of the result; the first is written below.
        own: Whether the figure is its own.
    """
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines[:].set_visible(False)
    ax.text(0, 0.5, words, transform=ax.transAxes, va="center", fontsize=9, color=TEXT)
    close_picture(ax, _EMPTY, notes[:1], own=own)
    return described(ax, words)
