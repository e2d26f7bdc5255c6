"""Epistemic networks: how groups connect codes, and where their networks stand."""

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from fou_toolkit._i18n import t
from fou_toolkit.analysis.epistemic import EpistemicNetworks, GroupMean, MeanNetwork
from fou_toolkit.analysis.trajectory.cells import per_cent
from fou_toolkit.figures.graph_drawing import (
    Node,
    Tie,
    close_picture,
    draw_graph,
    nothing_drawn,
    radius_of,
    strength_of,
)
from fou_toolkit.figures.graph_layout import Place, push_apart, readable
from fou_toolkit.figures.plain import check_top, room, width_of
from fou_toolkit.figures.style import (
    INK,
    LINES,
    MARKERS,
    PALETTE,
    QUIET,
    SMALL,
    TEXT,
    described,
    listed,
    new_axes,
    quiet_axes,
)

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

__all__ = ["plot_network_means", "plot_network_of_codes"]

_NUMBERED: Final = 5
"""So many of the strongest ties have their number beside them, if there is room."""
_GREY: Final = "#9a9a9a"
_FIRST: Final = PALETTE[0]
_SECOND: Final = PALETTE[5]
_COLOURS: Final = tuple(colour for colour in PALETTE if colour != "#F0E442")
"""Yellow is too light for lines."""
_BROKEN: Final[Any] = (0, (2.2, 1.1))
_ABOVE: Final = 0.3
_PALE: Final = {"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.5}
_SQUARE: Final = 3.9
"""Height of the picture of means, in inches."""


def plot_network_of_codes(
    result: EpistemicNetworks,
    *,
    group: str | None = None,
    compare: str | None = None,
    top: int | None = None,
    ax: "Axes | None" = None,
) -> "Axes":
    """Draw the mean network of a group, or how the networks of two groups differ.

    Codes stand where the analysis places them, moved a little where they would lie over each other.

    Args:
        result: From `network_of_codes`.
        group: A group; by default all.
        compare: Another group: then the difference is drawn, full lines where the first connects more, broken lines
            where the other does.
        top: How many connections are drawn at most, the strongest; by default as many as can be told apart, up to 25.
        ax: Where to draw; by default a new figure.

    Returns:
        The axes; nothing is shown or saved.

    Raises:
        UnknownIdError: There is no such group.
        DataError: It is not shown, or `top` is no whole number from 1.
    """
    drawn = None if top is None else check_top(top)
    network = result.network(group) if compare is None else result.difference(_first(result, group), compare)
    own = ax is None
    ax = new_axes(ax, height=4.0)
    pairs = [(one, other) for one, other, _ in network.ties]
    ties = network.ties[: readable(pairs) if drawn is None else drawn]
    if not ties:
        return nothing_drawn(ax, network.hidden or t("No codes are connected."), network.notes, own=own)
    graph = network.to_graph(least=abs(ties[-1][2]))
    graph.remove_nodes_from([code for code in list(graph) if not graph.degree(code)])
    most, widest = max(count for _, count in graph.nodes(data="count")), abs(ties[0][2])
    nodes = {code: Node(f"{code} {name}", radius_of(most and count, most)) for code, name, count in _known(graph)}
    looks = {
        (one, other): _connection(weight, widest, numbered=place < _NUMBERED, signed=compare is not None)
        for place, (one, other, weight) in enumerate(ties)
    }
    height = draw_graph(ax, graph, nodes, looks, places=_places(graph))
    above = _two_lines(ax, network) if compare is not None else 0.0
    said = [network.caption, result.caption, *_lines_say(network, ties), network.notes[0], *network.notes[3:]]
    close_picture(ax, height, said, own=own, above=above)
    strongest = [
        f"{one}–{other} {weight:+.2f}" if compare else f"{one}–{other} {weight:.2f}" for one, other, weight in ties
    ]
    alt = t("Network of codes. {caption}. The strongest: {list}.", caption=network.caption, list=listed(strongest))
    return described(ax, alt)


def _signed(weight: float) -> str:
    return f"{weight:+.2f}".replace("-", "\N{MINUS SIGN}")


def _first(result: EpistemicNetworks, group: str | None) -> str:
    """Give the group that another one is compared with; by default the first."""
    return result.means[0].group if group is None and result.means else group or ""


def _known(graph: "nx.Graph[str]") -> Iterable[tuple[str, str, int]]:
    return ((code, str(known["name"]), int(known["count"])) for code, known in graph.nodes(data=True))


def _connection(weight: float, widest: float, *, numbered: bool, signed: bool) -> Tie:
    number = (_signed(weight) if signed else f"{weight:.2f}") if numbered else ""
    width = strength_of(abs(weight), widest)
    if not signed:
        return Tie(width, _GREY, "-", number)
    return Tie(width, _FIRST, "-", number) if weight >= 0 else Tie(width, _SECOND, _BROKEN, number)


def _places(graph: "nx.Graph[str]") -> dict[str, Place]:
    """Give the places of codes on paper, from 0 to 1."""
    at = np.array([(known["x"], known["y"]) for _, known in graph.nodes(data=True)], np.float64)
    low, high = at.min(axis=0), at.max(axis=0)
    wide = np.where(high > low, high - low, 1.0)
    unit = np.where(high > low, (at - low) / wide, 0.5)
    return {code: (float(x), float(y)) for code, (x, y) in zip(graph, unit.tolist(), strict=True)}


def _lines_say(network: MeanNetwork, ties: Sequence[tuple[str, str, float]]) -> list[str]:
    least = f"{abs(ties[-1][2]):.2f}"
    return [
        t(
            "Drawn are the {n} strongest of {pairs}, from {least} on; dots: in how many lines a code stands",
            n=len(ties),
            pairs=len(network),
            least=least,
        )
    ]


def _two_lines(ax: "Axes", network: MeanNetwork) -> float:
    """Explain the two kinds of lines; give the height that takes, in inches."""
    from matplotlib.lines import Line2D  # noqa: PLC0415 - heavy, imported where used

    kinds: tuple[tuple[str, Any, str], ...] = ((_FIRST, "-", network.group), (_SECOND, _BROKEN, network.other))
    handles = [
        Line2D([], [], color=colour, linestyle=style, linewidth=2.5, label=t("stronger: {group}", group=_short(group)))
        for colour, style, group in kinds
    ]
    ax.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False, fontsize=SMALL, handlelength=3
    )
    return _ABOVE


def plot_network_means(result: EpistemicNetworks, *, ax: "Axes | None" = None) -> "Axes":
    """Draw where the mean networks of groups stand, with their intervals, and in which direction codes lie.

    Single networks are drawn where the result shows everything (`how="show"`), as small hollow signs.

    Args:
        result: From `network_of_codes`.
        ax: Where to draw; by default a new figure.

    Returns:
        The axes; nothing is shown or saved.
    """
    shown = [mean for mean in result.means if not mean.hidden and not math.isnan(mean.x.value)]
    own = ax is None
    ax = new_axes(ax, height=_SQUARE)
    if not shown:
        return nothing_drawn(ax, t("No group has people enough to be shown."), result.notes, own=own)
    looks = {mean.label: (MARKERS[place % 8], _COLOURS[(place + place // 8) % 7]) for place, mean in enumerate(shown)}
    if result.small.shows_all:
        _draw_points(ax, result, looks)
    reach = _draw_means(ax, shown, looks)
    rows = _legend_of_means(ax, shown, looks)
    factor = _draw_codes(ax, result, reach)
    shares = result.space.explained.tolist()
    ax.set_ylabel(t("second axis ({share} of the differences)", share=per_cent(shares[1])), fontsize=SMALL, color=TEXT)
    first = t("Across: first axis ({share} of the differences)", share=per_cent(shares[0]))
    codes = t("codes stand {n} times as far out as drawn", n=f"{factor:.1f}")
    said = [result.caption, f"{first}; {codes}", result.notes[0], *result.notes[4:]]
    close_picture(ax, _SQUARE, said, own=own, above=0.1 + 0.17 * rows)
    means = [f"{mean.label} {mean.x}, {mean.y}" for mean in shown]
    return described(ax, t("Mean networks of groups on two axes. {list}.", list=listed(means)))


def _draw_points(ax: "Axes", result: EpistemicNetworks, looks: dict[str, tuple[str, str]]) -> None:
    for point in result.all_points:
        if point.label in looks and not math.isnan(point.x):
            shape, colour = looks[point.label]
            ax.plot(point.x, point.y, shape, markersize=4, markerfacecolor="none", markeredgecolor=colour, zorder=2)


def _draw_means(ax: "Axes", shown: Sequence[GroupMean], looks: dict[str, tuple[str, str]]) -> float:
    """Draw the means with their intervals; give how far out anything is."""
    for place, mean in enumerate(shown):
        shape, colour = looks[mean.label]
        style = LINES[place % len(LINES)]
        x, y = mean.x.value, mean.y.value
        if not math.isnan(mean.x.low):
            ax.plot([mean.x.low, mean.x.high], [y, y], color=colour, linewidth=1.3, linestyle=style, zorder=3)
        if not math.isnan(mean.y.low):
            ax.plot([x, x], [mean.y.low, mean.y.high], color=colour, linewidth=1.3, linestyle=style, zorder=3)
        ax.plot(x, y, shape, markersize=8, markerfacecolor=colour, markeredgecolor="white", zorder=4)
    drawn = np.concatenate([np.abs(np.asarray(line.get_xydata(), np.float64)).ravel() for line in ax.lines])
    return float(drawn.max(initial=0.0)) or 1.0


def _legend_of_means(ax: "Axes", shown: Sequence[GroupMean], looks: dict[str, tuple[str, str]]) -> int:
    """Name the groups above the picture; give the number of rows."""
    from matplotlib.lines import Line2D  # noqa: PLC0415 - heavy, imported where used

    handles = [
        Line2D(
            [],
            [],
            marker=looks[mean.label][0],
            color=looks[mean.label][1],
            linestyle=LINES[place % len(LINES)],
            markersize=7,
            markeredgecolor="white",
            linewidth=1.3,
            label=_short(mean.label),
        )
        for place, mean in enumerate(shown)
    ]
    columns = max(1, min(4, len(handles), int(room(ax) / (width_of([_short(mean.label) for mean in shown]) + 0.6))))
    ax.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=columns,
        frameon=False,
        fontsize=SMALL,
        handlelength=2.6,
        borderaxespad=0.2,
    )
    return math.ceil(len(handles) / columns)


def _short(label: str, letters: int = 30) -> str:
    return label if len(label) <= letters else label[: letters - 1].rstrip() + "…"


def _draw_codes(ax: "Axes", result: EpistemicNetworks, reach: float) -> float:
    """Write the ids of codes in the direction in which they lie; give how much further out they stand."""
    known = [code for code in result.codes if not math.isnan(code.x)]
    limit = reach * 1.25
    quiet_axes(ax, grid="both")
    ax.axhline(0, color=QUIET, linewidth=0.7, zorder=1)
    ax.axvline(0, color=QUIET, linewidth=0.7, zorder=1)
    ax.set_xlim(-limit, limit)
    ax.set_ylim(-limit, limit)
    at = np.array([(code.x, code.y) for code in known], np.float64).reshape(-1, 2)
    factor = float(np.abs(at).max(initial=0.0)) / (reach * 1.12) or 1.0
    # Letters are pushed apart in inches, and written at the places that gives.
    scale = np.array([room(ax), _SQUARE]) / (2 * limit)
    inches = (at / factor + limit) * scale
    boxes = np.array([(width_of([code.code], SMALL) + 0.05, 0.15) for code in known], np.float64).reshape(-1, 2)
    push_apart(inches, boxes, boxes[:, 0] / 2, room(ax))
    for code, (x, y) in zip(known, (inches / scale - limit).tolist(), strict=True):
        ax.text(
            x, y, code.code, ha="center", va="center", fontsize=SMALL, color=INK, style="italic", zorder=5, bbox=_PALE
        )
    return factor
