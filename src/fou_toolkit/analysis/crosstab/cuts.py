"""What sums give away: a hidden number can be worked out if too few others stand between two parts of a table.

Every row and column whose sum is shown is a node, every hidden cell an edge between its row and its column; all rows
whose sums are hidden are one node, and all such columns. Adding and subtracting shown sums gives exactly the numbers
that belong to a cut of this graph (the row space of an incidence matrix is its cut space). So something is given away
if and only if a cut has few people on all of its edges together; a cut of one edge gives away one cell.
"""

from collections import deque
from collections.abc import Iterable, Mapping

__all__ = ["weak_cut"]

People = frozenset[int]
Bundles = dict[tuple[int, int], People]


def weak_cut(edges: Iterable[tuple[int, int, People]], threshold: int) -> tuple[frozenset[int], frozenset[int]] | None:
    """Find a cut with fewer people than allowed.

    Args:
        edges: Two nodes, and who stands behind the hidden cell between them.
        threshold: People that must stand behind every cut.

    Returns:
        The nodes on both sides, or nothing if there is no such cut.
    """
    bundles, members = _contracted(_bundled(edges, {}), threshold)
    near = _neighbours(bundles)
    seen: set[int] = set()
    for base in sorted(near):
        if base in seen:
            continue
        part = _part(near, base)
        seen |= part
        for node in sorted(part - {base}):
            few = _separating(near, base, node, People(), threshold)
            if few is not None:
                side = _reached(near, node, few)[0]
                return _spread(side, members), _spread(part - side, members)
    return None


def _bundled(edges: Iterable[tuple[int, int, People]], root: Mapping[int, int]) -> Bundles:
    """Put parallel edges together: whoever cuts one cuts all of them."""
    bundles: Bundles = {}
    for one, two, people in edges:
        low, high = sorted((root.get(one, one), root.get(two, two)))
        if low != high:
            bundles[low, high] = bundles.get((low, high), People()) | people
    return bundles


def _contracted(bundles: Bundles, threshold: int) -> tuple[Bundles, dict[int, set[int]]]:
    """Join nodes that no small cut can part, until there are none."""
    members = {node: {node} for pair in bundles for node in pair}
    while True:
        strong = min((pair for pair, people in bundles.items() if len(people) >= threshold), default=None)
        if strong is None:
            return bundles, members
        keep, gone = strong
        members[keep] |= members.pop(gone)
        bundles = _bundled(((one, two, people) for (one, two), people in bundles.items()), {gone: keep})


def _neighbours(bundles: Bundles) -> dict[int, list[tuple[int, People]]]:
    near: dict[int, list[tuple[int, People]]] = {}
    for (one, two), people in sorted(bundles.items()):
        near.setdefault(one, []).append((two, people))
        near.setdefault(two, []).append((one, people))
    return near


def _part(near: Mapping[int, list[tuple[int, People]]], start: int) -> set[int]:
    """Walk from a node along all edges, also those with nobody: they say that somebody said nothing."""
    found, open_ = {start}, [start]
    while open_:
        new = {other for other, _ in near[open_.pop()]} - found
        found |= new
        open_.extend(sorted(new))
    return found


def _reached(
    near: Mapping[int, list[tuple[int, People]]], start: int, few: People
) -> tuple[set[int], dict[int, tuple[int, People]]]:
    """Walk from a node along edges with anybody but these few; give where that leads, and from where."""
    found, way, queue = {start}, dict[int, tuple[int, People]](), deque([start])
    while queue:
        node = queue.popleft()
        for other, people in near[node]:
            if other not in found and not people <= few:
                found.add(other)
                way[other] = node, people
                queue.append(other)
    return found, way


def _separating(
    near: Mapping[int, list[tuple[int, People]]], start: int, goal: int, few: People, threshold: int
) -> People | None:
    """Find few people without whom no way leads from start to goal: one edge of every way has to go."""
    found, way = _reached(near, start, few)
    if goal not in found:
        return few
    tried: set[People] = set()
    node = goal
    while node != start:
        node, people = way[node]
        more = few | people
        if len(more) < threshold and more not in tried:
            tried.add(more)
            answer = _separating(near, start, goal, more, threshold)
            if answer is not None:
                return answer
    return None


def _spread(nodes: Iterable[int], members: Mapping[int, set[int]]) -> frozenset[int]:
    return frozenset(one for node in nodes for one in members[node])
