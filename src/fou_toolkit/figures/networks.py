"""Which codes stand together, as a network."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from fou_toolkit._i18n import mark, t, tn
from fou_toolkit.analysis.cooccurrence import Cooccurrence, Pair
from fou_toolkit.analysis.cooccurrence.pairs import RANGE, SKEWED, about_c
from fou_toolkit.figures.graph_drawing import (
    Node,
    Tie,
    close_picture,
    draw_graph,
    nothing_drawn,
    radius_of,
    strength_of,
)
from fou_toolkit.figures.graph_layout import readable
from fou_toolkit.figures.plain import check_top
from fou_toolkit.figures.style import (
    described,
    listed,
    new_axes,
)

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

__all__ = ["plot_cooccurrence"]

_NUMBERED: Final = 5
"""So many of the strongest ties have their number beside them, if there is room."""
_MEASURES: Final = {
    "count": mark("how often they stand together"),
    "c": mark("the c-coefficient"),
    "jaccard": mark("Jaccard's coefficient"),
    "pmi": mark("PMI (base 2)"),
    "lift": mark("lift"),
}


def plot_cooccurrence(
    result: Cooccurrence,
    *,
    measure: str = "c",
    least: float = 0.0,
    top: int | None = None,
    ax: "Axes | None" = None,
) -> "Axes":
    """Draw which codes stand together: the area of a dot is how often a code stands, a line is as wide as the measure.

    Codes that stand together stand near each other, as far as paper has room; the numbers say it exactly. In
    `interactive`, each dot has the key `(code,)`, and the middle of each line `(code, code)`.

    Args:
        result: From `cooccurrence`.
        measure: `count`, `c`, `jaccard`, `pmi` or `lift`.
        least: Pairs below this are not drawn.
        top: How many pairs are drawn at most, the strongest; by default as many as can be told apart, up to 25.
        ax: Where to draw; by default a new figure.

    Returns:
        The axes; nothing is shown or saved.

    Raises:
        DataError: There is no such measure, or `top` is no whole number from 1.
    """
    strongest = _strongest(result, measure, least, None if top is None else check_top(top))
    own = ax is None
    ax = new_axes(ax, height=4.0)
    if not strongest:
        return nothing_drawn(ax, result.caption, result.notes, own=own)
    graph = _graph_of(result, strongest, measure)
    counts = dict(graph.nodes(data="count"))
    most, widest = max(counts.values()), max(abs(pair[measure]) for pair in strongest)
    nodes = {
        code: Node(f"{code} {name}", radius_of(counts[code], most), told=f"{code} {name}: {counts[code]}", key=(code,))
        for code, name in graph.nodes(data="name")
    }
    ties = {
        (pair.a, pair.b): Tie(
            strength_of(pair[measure], widest),
            number=_number(pair[measure], measure) + (pair.signs if measure == "c" else "")
            if place < _NUMBERED
            else "",
            told=f"{pair.a} {pair.names[0]} – {pair.b} {pair.names[1]}: {pair.count}",
            key=(pair.a, pair.b),
        )
        for place, pair in enumerate(strongest)
    }
    height = draw_graph(ax, graph, nodes, ties)
    close_picture(
        ax,
        height,
        [
            *_how_to_read(result, strongest, measure),
            result.notes[0],
            result.together.note,
            *_beware(ax, result, strongest[:_NUMBERED], measure),
        ],
        own=own,
    )
    pairs = [f"{pair.a}–{pair.b} {_number(pair[measure], measure)}" for pair in strongest]
    alt = t(
        "Network of codes that stand together in {where}: {pairs}. The strongest, by {measure}: {list}.",
        where=result.stood_in,
        pairs=tn("{n} pair of codes", "{n} pairs of codes", len(strongest)),
        measure=t(_MEASURES[measure]),
        list=listed(pairs),
    )
    return described(ax, alt)


def _strongest(result: Cooccurrence, measure: str, least: float, top: int | None) -> list[Pair]:
    """Give the pairs that are drawn, the strongest first; of those that are alike, the more frequent."""
    result.values(measure)
    known = [pair for pair in result.pairs if pair[measure] >= least and not math.isinf(pair[measure])]
    known.sort(key=lambda pair: -pair[measure])
    return known[: readable([(pair.a, pair.b) for pair in known]) if top is None else top]


def _beware(ax: "Axes", result: Cooccurrence, pairs: Sequence[Pair], measure: str) -> list[str]:
    """Say what has to be known to read the numbers that are drawn; signs that stand nowhere are not explained."""
    if measure == "c":
        written = "".join(text.get_text() for text in ax.texts)
        said = about_c(pairs, result.together.redundant)
        return [line for line in said if line[0] not in (RANGE, SKEWED) or line[0] in written]
    return [result.warnings[-1]] if measure in ("pmi", "lift") else []


def _graph_of(result: Cooccurrence, pairs: Sequence[Pair], measure: str) -> "nx.Graph[str]":
    """Give the network that is drawn; codes in the order of the codebook."""
    whole = result.to_graph(measure, least=-math.inf)
    kept = {(pair.a, pair.b) for pair in pairs}
    codes = {code for pair in kept for code in pair}
    whole.remove_edges_from([pair for pair in whole.edges if pair not in kept and pair[::-1] not in kept])
    whole.remove_nodes_from([code for code in whole if code not in codes])
    return whole


def _number(value: float, measure: str) -> str:
    if measure == "count":
        return f"{value:.0f}"
    return f"{value:.1f}" if measure in ("pmi", "lift") else f"{value:.2f}"


def _how_to_read(result: Cooccurrence, pairs: Sequence[Pair], measure: str) -> list[str]:
    drawn = t(
        "Drawn are the {n} strongest of {pairs}, from {least} on; lines: {measure}; dots: how often a code stands",
        n=len(pairs),
        pairs=len(result.pairs),
        least=_number(min(pair[measure] for pair in pairs), measure),
        measure=t(_MEASURES[measure]),
    )
    left = len(result.ids) - len({code for pair in pairs for code in (pair.a, pair.b)})
    absent = [tn("{n} code without such a pair is left out", "{n} codes without such a pair are left out", left)]
    return [result.caption, drawn, *(absent if left else [])]
