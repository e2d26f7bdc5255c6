"""Who stands between whom: brokerage roles, betweenness, and whether levels keep to themselves."""

import math
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = ["BROKER_ROLES", "assortativity", "betweenness", "brokerage"]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

BROKER_ROLES: Final = ("coordinator", "consultant", "gatekeeper", "representative", "liaison")
"""Gould & Fernandez's five roles, in the order of the columns of `brokerage`."""


def brokerage(ties: Bools, group: Ints) -> Ints:
    """Count how often each node stands between two others who have no tie of their own.

    Gould, R. V. & Fernandez, R. M. (1989). Structures of mediation: a formal approach to brokerage in transaction
    networks. Sociological Methodology 19, 89-126. Node v is a broker for a and b where a → v → b and not a → b. With
    the groups of a, v and b: coordinator A-A-A, consultant (itinerant broker) A-B-A, gatekeeper A-B-B, representative
    A-A-B, liaison A-B-C.

    Args:
        ties: Whether there is a tie from row to column, shape `(n, n)`; ties to oneself do not count.
        group: Group of each node, shape `(n,)`; -1 for none: no brokerage with such a node is counted.

    Returns:
        Counts of shape `(n, 5)`, columns as in `BROKER_ROLES`.

    >>> chain = np.array([[0, 1, 0], [0, 0, 1], [0, 0, 0]], bool)
    >>> brokerage(chain, np.array([0, 0, 1]))[1].tolist()
    [0, 0, 0, 1, 0]
    """
    known = group >= 0
    tied = ties & ~np.eye(group.size, dtype=np.bool_) & known[:, None] & known[None, :]
    open_ = ~tied & ~np.eye(group.size, dtype=np.bool_)
    alike = group[:, None] == group[None, :]
    counts = np.zeros((group.size, len(BROKER_ROLES)), np.int64)
    for broker in range(group.size):
        between = np.outer(tied[:, broker], tied[broker]) & open_
        first, second = alike[:, broker][:, None], alike[broker][None, :]
        roles = (
            first & second,
            ~first & alike & ~second,
            ~first & second,
            first & ~second,
            ~first & ~second & ~alike,
        )
        counts[broker] = [np.count_nonzero(between & role) for role in roles]
    return counts


def betweenness(ties: Bools) -> Floats:
    """Give the share of shortest paths between two others that lead through each node (Freeman 1977; Brandes 2001).

    Paths follow the direction of ties; a tie counts as one step, however often somebody is mentioned.

    Args:
        ties: Whether there is a tie from row to column, shape `(n, n)`.
    """
    import networkx as nx  # noqa: PLC0415 - heavy, imported where used

    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(ties)))
    graph.add_edges_from(np.argwhere(ties & ~np.eye(len(ties), dtype=np.bool_)).tolist())
    found = nx.betweenness_centrality(graph)
    return np.array([found[node] for node in range(len(ties))], np.float64)


def assortativity(mixing: Floats) -> float:
    """Tell whether ties stay within groups: 1 if all do, 0 if groups play no part, below 0 if ties seek other groups.

    Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126, formula 2:
    r = (Σ e_ii − Σ a_i b_i) / (1 − Σ a_i b_i), with e the shares of ties from group to group, and a and b its margins.

    Args:
        mixing: Ties, or their weights, from row to column, shape `(g, g)`.

    Returns:
        NaN where there are no ties, or where all begin and end in one group.

    >>> assortativity(np.array([[2.0, 0.0], [0.0, 2.0]]))
    1.0
    """
    total = float(mixing.sum())
    if total <= 0:
        return math.nan
    shares = mixing / total
    expected = float(shares.sum(axis=1) @ shares.sum(axis=0))
    # Shares are sums of fractions: what is 1 in exact numbers may be a hair less.
    return math.nan if math.isclose(expected, 1.0) else (float(np.trace(shares)) - expected) / (1 - expected)
