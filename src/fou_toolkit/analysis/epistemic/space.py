"""Networks as points: nearby points are networks that are alike, and codes stand where they pull to.

Shaffer, D. W., Collier, W. & Ruis, A. R. (2016). A tutorial on epistemic network analysis: analyzing the structure of
connections in cognitive, social, and interaction data. Journal of Learning Analytics 3(3), p. 9-45: sphere
normalisation, singular value decomposition, and places of nodes such that centroids of networks come near to points.
Shaffer, D. W. (2017). Quantitative Ethnography. Cathcart Press.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = ["Space", "normalised", "space_of"]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

_AXES: Final = 2
_TIE: Final = 1e-9
_FEW: Final = 3
"""With fewer points there is no correlation to speak of."""


@dataclass(frozen=True, eq=False)
class Space:
    """Where networks and codes stand.

    Args:
        centre: Mean of the normalised networks, shape `(pairs,)`.
        axes: Directions of the two axes among the pairs of codes, shape `(pairs, 2)`.
        points: The networks, shape `(units, 2)`; NaN for those without a connection.
        nodes: The codes, shape `(k, 2)`; NaN for those that are connected with nothing.
        centroids: Of each network, with its codes at their places, shape `(units, 2)`.
        explained: Share of the variance on each axis, shape `(2,)`.
        pearson: Correlation of points and centroids on each axis.
        spearman: The same of ranks.
    """

    centre: Floats
    axes: Floats
    points: Floats
    nodes: Floats
    centroids: Floats
    explained: Floats
    pearson: tuple[float, float]
    spearman: tuple[float, float]


def normalised(networks: Floats) -> Floats:
    """Give networks of length 1: who says more does not weigh more. One without connections stays at 0.

    Args:
        networks: Shape `(units, pairs)`.
    """
    length = np.linalg.norm(networks, axis=1, keepdims=True)
    return np.asarray(np.divide(networks, length, out=np.zeros_like(networks), where=length > 0))


def space_of(networks: Floats, one: npt.NDArray[np.int64], other: npt.NDArray[np.int64], codes: int) -> Space:
    """Place networks and codes.

    Networks without connections have no part in it.

    Args:
        networks: Counts of connections, shape `(units, pairs)`.
        one: One code of each pair.
        other: The other.
        codes: Number of codes.
    """
    there = np.asarray(networks.any(axis=1))
    sphere = normalised(networks)
    known = sphere[there]
    centre = known.mean(axis=0) if len(known) else np.zeros(networks.shape[1])
    axes, explained = _axes(known - centre)
    points = np.full((len(networks), _AXES), np.nan)
    points[there] = (known - centre) @ axes
    weights = _weights(sphere, one, other, codes)
    nodes = np.linalg.lstsq(weights[there], points[there], rcond=None)[0] if there.any() else np.zeros((codes, _AXES))
    centroids = np.where(there[:, None], weights @ nodes, np.nan)
    nodes[weights.sum(axis=0) == 0] = np.nan
    fit = [_correlations(points[there, axis], centroids[there, axis]) for axis in range(_AXES)]
    pearson, spearman = (fit[0][0], fit[1][0]), (fit[0][1], fit[1][1])
    return Space(centre, axes, points, nodes, centroids, explained, pearson, spearman)


def _axes(centred: Floats) -> tuple[Floats, Floats]:
    """Give the two directions in which networks differ most, and their shares of the variance.

    The sign of an axis means nothing: the pair of codes that weighs most is on its positive side, the first of those
    that weigh alike.
    """
    axes, explained = np.zeros((centred.shape[1], _AXES)), np.zeros(_AXES)
    if not centred.size:
        return axes, explained
    _, lengths, found = np.linalg.svd(centred, full_matrices=False)
    variance = lengths**2
    used = min(_AXES, int((lengths > _TIE).sum()))
    for axis in range(used):
        direction = found[axis]
        most = np.abs(direction).max()
        at = int(np.flatnonzero(np.abs(direction) >= most * (1 - _TIE))[0])
        axes[:, axis] = direction * np.sign(direction[at])
        explained[axis] = variance[axis] / variance.sum()
    return axes, explained


def _weights(sphere: Floats, one: npt.NDArray[np.int64], other: npt.NDArray[np.int64], codes: int) -> Floats:
    """Give the share of each code in a network: half of each of its connections; shape `(units, k)`."""
    ends = np.zeros((one.size, codes))
    at = np.arange(one.size)
    ends[at, one] += 0.5
    ends[at, other] += 0.5
    found = sphere @ ends
    total = found.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(found, total, out=np.zeros_like(found), where=total > 0))


def _correlations(one: Floats, other: Floats) -> tuple[float, float]:
    """Give Pearson's and Spearman's correlation; NaN where something does not vary."""
    from scipy.stats import rankdata  # noqa: PLC0415 - heavy, imported where used

    # Places that differ by rounding only are the same.
    one, other = np.round(one, 9), np.round(other, 9)
    if one.size < _FEW or np.ptp(one) == 0 or np.ptp(other) == 0:
        return np.nan, np.nan
    return float(np.corrcoef(one, other)[0, 1]), float(np.corrcoef(rankdata(one), rankdata(other))[0, 1])
