"""Who mentions whom, level by level: near levels below, far ones on top; readable in grey."""

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.actors import ActorNetwork, ActorNode, ActorTie
from fou_toolkit.errors import DataError
from fou_toolkit.figures.graph_drawing import close_picture, radius_of, strength_of
from fou_toolkit.figures.level_bands import LETTERS, LINE, NAMES, Band, bands_of, level_lines, placed, wrapped
from fou_toolkit.figures.plain import room, width_of
from fou_toolkit.figures.style import GRID, QUIET, SMALL, TEXT, described, listed, new_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_actors"]

_TIES: Final = 20
"""So many ties are drawn at most, unless the caller says how heavy they have to be."""
_TIE: Final = "#4d4d4d"
_LARGEST: Final = 0.125
"""Radius of the largest node, in inches; its corners reach further than that."""
_BELOW: Final = 0.2
"""From the middle of a node to its label, in inches."""
_HAIR: Final = 1e-9
_ASIDE: Final = 0.4
"""Nodes that stand closer than that side by side stand above each other, in inches."""
_NEXT_ROW: Final = 1.3
"""Rows that are further apart have others between, in inches."""
_EMPTY: Final = 0.5
"""Height of a picture with nothing in it, in inches."""
_FEW: Final = "#c4c4c4"
"""The inside of a node for which too few people speak."""


def plot_actors(result: ActorNetwork, *, least: int | None = None, ax: "Axes | None" = None) -> "Axes":
    """Draw who mentions whom: levels as bands, near ones below; an arrow is as wide as there are sentences.

    Shape, band and colour say the level. A filled node speaks, a hollow one is only mentioned, a grey one speaks, but
    too few people do for their mentions to be shown. The area of a node shows how often it is mentioned.

    Args:
        result: From `actor_network`.
        least: Sentences that a tie needs to be drawn; by default so many that at most 20 ties are drawn.
        ax: Where to draw; by default a new figure.

    Returns:
        The axes; nothing is shown or saved.

    Raises:
        DataError: `least` is no whole number from 1.
    """
    ties = _heavy(result, least)
    own = ax is None
    ax = new_axes(ax, height=5.0)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines[:].set_visible(False)
    if not ties:
        return _nothing(ax, result, own=own)
    width = room(ax)
    nodes = {node.id: node for node in result.nodes}
    labels = {name: wrapped(result.name_of(name)) for tie in ties for name in (tie.source, tie.target)}
    left = max(width_of(lines, SMALL) for lines in level_lines(result)) + 0.15
    bands = bands_of(result, ties, labels, width - left)
    places, borders = placed(bands, labels, left, width)
    _draw_bands(ax, bands, borders, width)
    _draw_ties(ax, ties, places, {node: places[node][1] - _BELOW - LINE * len(labels[node]) for node in labels})
    _draw_nodes(ax, result, bands, places, labels)
    height = borders[-1]
    ax.set_xlim(0, width)
    ax.set_ylim(0, height)
    ax.set_aspect("equal", adjustable="box", anchor="NW")
    above = _legend(ax, [nodes[name] for name in labels])
    close_picture(ax, height, _said(result, ties, labels), own=own, above=above)
    return described(ax, _alt(result, ties))


def _heavy(result: ActorNetwork, least: int | None) -> list[ActorTie]:
    """Choose the ties that are drawn."""
    weights = [tie.sentences for tie in result.edges]
    if least is None:
        # Of ties that weigh the same, all are drawn or none.
        least = weights[_TIES] + 1 if len(weights) > _TIES else 1
        least = min(least, max(weights, default=1))
    return [tie for tie in result.edges if tie.sentences >= _checked(least)]


def _checked(least: object) -> int:
    if not isinstance(least, int) or isinstance(least, bool) or least < 1:
        hint = t("Give a whole number from 1.")
        raise DataError(t("«{value}» is not possible for {key}.", value=least, key="least"), hint=hint)
    return least


def _nothing(ax: "Axes", result: ActorNetwork, *, own: bool) -> "Axes":
    """Say that there is nothing to draw."""
    words = t("No tie is as heavy as that.") if result.edges else t("There is no tie that can be shown.")
    ax.text(0, 0.5, words, transform=ax.transAxes, va="center", fontsize=9, color=TEXT)
    close_picture(ax, _EMPTY, [result.caption, *result.notes], own=own)
    return described(ax, words)


def _draw_bands(ax: "Axes", bands: Sequence[Band], borders: Sequence[float], width: float) -> None:
    for number, band in enumerate(bands):
        low, high = borders[number], borders[number + 1]
        if number % 2 == 0:
            ax.axhspan(low, high, facecolor="#f5f5f5", zorder=0)
        ax.plot([0, width], [high, high], color=GRID, linewidth=0.8, zorder=0)
        name = "\n".join(wrap(band.name, NAMES))
        ax.text(0.05, (low + high) / 2, name, va="center", fontsize=SMALL, color=TEXT, fontweight="bold", zorder=5)


def _draw_ties(
    ax: "Axes", ties: Sequence[ActorTie], places: Mapping[str, tuple[float, float]], feet: Mapping[str, float]
) -> None:
    """Draw the arrows; what comes from below ends at the foot of the label, so that its head is seen."""
    from matplotlib.patches import FancyArrowPatch  # noqa: PLC0415 - heavy, imported where used

    most = max(tie.sentences for tie in ties)
    # Heavy ones lie below, so that light ones stay to be seen.
    for tie in ties:
        start, end = places[tie.source], places[tie.target]
        bend = _bend(start, end)
        begins = (start[0], feet[tie.source]) if start[1] > end[1] + _HAIR else start
        ends = (end[0], feet[tie.target]) if end[1] > start[1] + _HAIR else end
        width = 0.6 * strength_of(tie.sentences, most)
        patch = FancyArrowPatch(
            begins,
            ends,
            arrowstyle="-|>",
            connectionstyle=f"arc3,rad={bend}",
            mutation_scale=6 + 1.6 * width,
            linewidth=width,
            color=_TIE,
            alpha=0.75,
            shrinkA=1 if begins != start else 10,
            shrinkB=1 if ends != end else 11,
            zorder=2,
        )
        ax.add_patch(patch)


def _bend(start: tuple[float, float], end: tuple[float, float]) -> float:
    """Bend arrows so that there and back lie apart, and what stands between two nodes is passed by.

    Between two nodes of a row, arrows go upwards, over what stands between; between two that stand above each other,
    they go round what stands between.
    """
    if abs(start[1] - end[1]) < _HAIR:
        return -0.22 if end[0] > start[0] else 0.36
    above_each_other = abs(start[0] - end[0]) < _ASIDE
    return 0.3 if above_each_other and abs(start[1] - end[1]) > _NEXT_ROW else 0.1


def _draw_nodes(
    ax: "Axes",
    result: ActorNetwork,
    bands: Sequence[Band],
    places: Mapping[str, tuple[float, float]],
    labels: Mapping[str, list[str]],
) -> None:
    nodes = {node.id: node for node in result.nodes}
    most = max(nodes[name].in_sentences for name in places)
    for band in bands:
        for name in (one for row in band.rows for one in row):
            node, (x, y) = nodes[name], places[name]
            ax.plot(
                x,
                y,
                band.marker,
                markersize=2 * 72 * min(radius_of(node.in_sentences, most), _LARGEST),
                markerfacecolor=_inside(node, band.colour),
                markeredgecolor=TEXT if not node.hidden else QUIET,
                markeredgewidth=1.0,
                zorder=3,
            )
            ax.text(
                x,
                y - _BELOW,
                "\n".join(labels[name]),
                ha="center",
                va="top",
                fontsize=LETTERS,
                linespacing=1.1,
                color=TEXT,
                zorder=4,
                bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.7, "pad": 0.5},
            )


def _speaks(node: ActorNode) -> bool:
    return node.hidden or bool(node.words)


def _inside(node: ActorNode, colour: str) -> str:
    if node.hidden:
        return _FEW
    return colour if _speaks(node) else "white"


def _legend(ax: "Axes", nodes: Sequence[ActorNode]) -> float:
    """Explain the insides above the picture; give the height that takes, in inches."""
    from matplotlib.lines import Line2D  # noqa: PLC0415 - heavy, imported where used

    kinds = [
        (any(_speaks(node) and not node.hidden for node in nodes), TEXT, TEXT, t("speaks here")),
        (any(not _speaks(node) for node in nodes), "white", TEXT, t("is only mentioned")),
        (any(node.hidden for node in nodes), _FEW, QUIET, t("too few people speak to be shown")),
    ]
    marks = [
        Line2D([], [], linewidth=0, marker="o", markerfacecolor=inside, markeredgecolor=edge, label=words)
        for there, inside, edge, words in kinds
        if there
    ]
    ax.legend(handles=marks, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=3, frameon=False, fontsize=SMALL)
    return 0.3


def _said(result: ActorNetwork, ties: Sequence[ActorTie], drawn: Mapping[str, object]) -> list[str]:
    """Say what is drawn and what is not, and then what stands under the result."""
    low, high = ties[-1].sentences, ties[0].sentences
    how = t(
        "Arrows lead from who speaks to whom they mention, as wide as there are sentences ({range})",
        range=str(low) if low == high else f"{low}–{high}",
    )
    parts = [result.caption, how]
    if len(ties) < len(result.edges):
        parts.append(
            t("Drawn: ties of {n} sentences or more, {some} of {all}", n=low, some=len(ties), all=len(result.edges))
        )
    left = len(result.nodes) - len(drawn)
    if left:
        parts.append(tn("Without such a tie: {n} node, not drawn", "Without such a tie: {n} nodes, not drawn", left))
    return [*parts, *result.notes]


def _alt(result: ActorNetwork, ties: Sequence[ActorTie]) -> str:
    """Describe the picture in words."""
    said = listed(f"{result.name_of(tie.source)} → {result.name_of(tie.target)}: {tie.sentences}" for tie in ties)
    message = t("Network by level of who mentions whom, with sentences. {caption}.", caption=result.caption)
    return " ".join((message, t("The heaviest: {ties}", ties=said)))
