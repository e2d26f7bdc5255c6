"""Where the nodes of a network stand: the same place in every run, strong ties near, and no label over another.

Distances on paper follow distances in the network by stress majorisation: Gansner, Koren & North (2005). Graph drawing
by stress majorization, formulas 2 and 6. No step is random.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Place", "Size", "push_apart", "readable", "spread", "stable_layout"]

Floats = npt.NDArray[np.float64]
Place = tuple[float, float]
Size = tuple[float, float]

_ROUNDS: Final = 400
_STILL: Final = 1e-7
"""Gain of stress below which nothing moves any more."""
_WEAKEST: Final = 2.5
"""Length of the weakest tie; the strongest has 1."""
_APART: Final = 1.25
"""Nodes without a path between them stand so much further apart than any that have one."""
_SWEEPS: Final = 3000
_TOUCH: Final = 1e-9
"""Boxes that overlap by less only touch."""
_DIGITS: Final = 4
_ROOM: Final = 1.6
"""Paper for each label, in its own area."""
_FLATTEST: Final = 0.45
"""A network is at least so high for its width."""
_MOST_TIES: Final = 25
_TIES_A_NODE: Final = 1.5
"""With more ties for each node, no tie can be followed."""


def readable(pairs: Sequence[tuple[Hashable, Hashable]]) -> int:
    """Give how many ties can be told apart on paper: 25 at most, and few for few nodes.

    Args:
        pairs: The ties, the strongest first.

    >>> readable([("a", "b"), ("a", "c"), ("b", "c")]), readable([])
    (3, 0)
    """
    nodes: set[Hashable] = set()
    most = 0
    for number, pair in enumerate(pairs[:_MOST_TIES], 1):
        nodes.update(pair)
        if number <= _TIES_A_NODE * len(nodes):
            most = number
    return most


def stable_layout(graph: "nx.Graph[Any]", *, weight: str = "weight") -> dict[Hashable, Place]:
    """Place the nodes of a network; strong ties are short.

    Args:
        graph: Directed or not. The order of its nodes decides where there is a choice.
        weight: Attribute of the edges with their strength; missing is 1, and what is not above 0 counts as no tie.

    Returns:
        By node, x and y from 0 to 1; y goes up.
    """
    nodes = list(graph)
    if not nodes:
        return {}
    lengths = _lengths(graph, nodes, weight)
    starts = (_circle(len(nodes)), _scaled(lengths))
    found = [_majorised(start, lengths) for start in starts]
    # The circle is the same on every machine; the other start is taken where it is better by more than rounding.
    best = found[1] if found[1][1] < found[0][1] * 0.999 else found[0]
    turned = _turned(best[0])
    low, high = turned.min(axis=0), turned.max(axis=0)
    wide = np.where(high - low > _STILL, high - low, 1.0)
    unit = np.where(high - low > _STILL, (turned - low) / wide, 0.5)
    return {node: (round(x, _DIGITS), round(y, _DIGITS)) for node, (x, y) in zip(nodes, unit.tolist(), strict=True)}


def _lengths(graph: "nx.Graph[Any]", nodes: Sequence[Hashable], weight: str) -> Floats:
    """Give how far all pairs should be apart: along the shortest path, in which strong ties are short."""
    from scipy.sparse.csgraph import shortest_path  # noqa: PLC0415 - heavy, imported where used

    place = {node: number for number, node in enumerate(nodes)}
    strength = np.zeros((len(nodes), len(nodes)))
    for one, other, tie in graph.edges(data=weight, default=1.0):
        if one != other and tie > 0:
            strength[place[one], place[other]] += tie
    strength = strength + strength.T
    most = strength.max() or 1.0
    steps = np.where(strength > 0, _WEAKEST - (_WEAKEST - 1) * np.sqrt(strength / most), 0.0)
    lengths: Floats = shortest_path(steps, directed=False)
    known = np.isfinite(lengths)
    lengths[~known] = _APART * max(float(lengths[known].max()), 1.0)
    np.fill_diagonal(lengths, 0.0)
    return lengths


def _circle(count: int) -> Floats:
    angle = 2 * np.pi * np.arange(count) / count
    # Not quite round: a circle with all its symmetries can be a place from which nothing moves.
    reach = 1 + 0.01 * np.arange(count) / count
    return np.stack((reach * np.cos(angle), reach * np.sin(angle)), axis=1)


def _scaled(lengths: Floats) -> Floats:
    """Scale distances to two dimensions in the classical way (Torgerson 1952)."""
    squared = lengths**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    values, vectors = np.linalg.eigh(-centred / 2)
    found = vectors[:, ::-1][:, :2] * np.sqrt(np.maximum(values[::-1][:2], 0))
    placed = np.zeros((len(lengths), 2))
    placed[:, : found.shape[1]] = found
    return placed + 0.01 * _circle(len(lengths))


def _majorised(start: Floats, lengths: Floats) -> tuple[Floats, float]:
    """Move nodes until the stress gets no smaller; give places and stress."""
    count = len(lengths)
    with np.errstate(divide="ignore"):
        weights = np.where(lengths > 0, lengths**-2.0, 0.0)
    laplace = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplace)
    places, before = start, np.inf
    for _ in range(_ROUNDS):
        gaps = np.linalg.norm(places[:, None] - places[None], axis=2)
        stress = float((weights * (gaps - lengths) ** 2).sum()) / 2
        if count == 1 or before - stress < _STILL * max(before, 1.0):
            return places, stress
        before = stress
        pull = np.where(gaps > 0, weights * lengths / np.where(gaps > 0, gaps, 1.0), 0.0)
        places = inverse @ ((np.diag(pull.sum(axis=1)) - pull) @ places)
    return places, before


def _turned(places: Floats) -> Floats:
    """Turn the longest way to lie flat; of two mirror images take the one with the first node left and above."""
    centred = places - places.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    # One node has one axis only, and nothing to turn.
    turned: Floats = centred @ axes.T if len(places) > 1 else centred
    for axis, sign in ((0, -1.0), (1, 1.0)):
        clear = np.flatnonzero(np.abs(turned[:, axis]) > _STILL)
        if clear.size and np.sign(turned[clear[0], axis]) != sign:
            turned[:, axis] *= -1
    return turned


def spread(
    places: Mapping[Hashable, Place], sizes: Mapping[Hashable, Size], width: float, *, gap: float = 0.16
) -> tuple[dict[Hashable, Place], float]:
    """Move boxes apart until none lies over another.

    Args:
        places: By node, x and y from 0 to 1.
        sizes: Width and height of each node's box, in inches.
        width: Of the paper, in inches.
        gap: Between boxes at least, in inches.

    Returns:
        By node, the centre of its box in inches, y going up from 0; and the height that is needed.
    """
    nodes = list(places)
    if not nodes:
        return {}, 0.0
    box = np.array([sizes[node] for node in nodes], np.float64)
    half = box / 2
    area = float(np.prod(box + gap, axis=1).sum())
    height = max(_ROOM * area / width, _FLATTEST * width if len(nodes) > 2 else 0.0, float(box[:, 1].max()))  # noqa: PLR2004
    unit = np.array([places[node] for node in nodes], np.float64)
    room = np.maximum(np.array([width, height]) - box, 0.0)
    at = half + unit * room
    push_apart(at, box + gap, half[:, 0], width)
    low = float((at[:, 1] - half[:, 1]).min())
    at[:, 1] -= low
    top = float((at[:, 1] + half[:, 1]).max())
    return {node: (x, y) for node, (x, y) in zip(nodes, at.tolist(), strict=True)}, top


def push_apart(at: Floats, box: Floats, edge: Floats, width: float) -> None:
    """Push pairs of boxes apart along the way that is shorter; the paper is as wide as it is, and as high as needed.

    Args:
        at: Centres of the boxes, shape `(n, 2)`; they are moved.
        box: Widths and heights, gaps included, shape `(n, 2)`.
        edge: How far each centre stays from the edge of the paper, shape `(n,)`.
        width: Of the paper.
    """
    one, other = np.triu_indices(len(at), 1)
    need = (box[one] + box[other]) / 2
    for sweep in range(_SWEEPS):
        over = need - np.abs(at[one] - at[other])
        clash = np.flatnonzero((over > _TOUCH).all(axis=1))
        if not clash.size:
            return
        # Where boxes stand wall to wall only up and down are left.
        upwards = sweep > _SWEEPS // 3
        for pair in clash.tolist():
            first, second = int(one[pair]), int(other[pair])
            _part(at, first, second, need[pair], upwards=upwards)
        np.clip(at[:, 0], edge, np.maximum(width - edge, edge), out=at[:, 0])


def _part(at: Floats, first: int, second: int, need: Floats, *, upwards: bool) -> None:
    """Push one pair apart, if it still overlaps."""
    apart = at[second] - at[first]
    over = need - np.abs(apart)
    if (over <= 0).any():
        return
    # In parts of the boxes, or else wide labels would pile up.
    axis = 1 if upwards or over[1] * need[0] <= over[0] * need[1] else 0
    sign = 1.0 if apart[axis] >= 0 else -1.0
    step = sign * (over[axis] / 2 + 1e-6)
    at[first, axis] -= step
    at[second, axis] += step
