"""Boxes and lines of a drawn network: what lies over what, and where a number finds room."""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit.figures.graph_layout import Place, Size

__all__ = ["Box", "bend_around", "clear_of", "edges_of", "is_free", "nearest_to", "points_of", "spots"]

Box = tuple[float, float, float, float]
"""Left, low, right and high border, in inches."""

Floats = npt.NDArray[np.float64]

_BENDS: Final = (0.0, 0.1, -0.1, 0.18, -0.18, 0.26, -0.26, 0.35, -0.35)
"""How far a tie may bend to pass beside a node, the straight one first."""
_PARTS: Final = 48
"""Points of a tie that are looked at."""
_ROUND: Final = 0.03
"""Room that a tie leaves around nodes, in inches."""
_NEARER: Final = 0.05
"""So much nearer to its own tie than to any other is a number, in inches."""
_NEAR: Final = 1e-9
_ASIDE: Final = (0.0, 0.13, -0.13)
"""How far beside a tie its number can stand, in inches."""
_ALONG: Final = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
"""Where the number of a tie can stand: parts of the way."""


def edges_of(centre: Place, size: Size) -> Box:
    """Give the borders of a box."""
    return centre[0] - size[0] / 2, centre[1] - size[1] / 2, centre[0] + size[0] / 2, centre[1] + size[1] / 2


def clear_of(end: Place, start: Place, boxes: list[Box]) -> float:
    """Give how far before its end the straight way to a node meets the first of its boxes."""
    length = math.dist(start, end)
    step = ((start[0] - end[0]) / (length or 1.0), (start[1] - end[1]) / (length or 1.0))
    far = 0.0
    for left, low, right, high in boxes:
        leave = [
            (border - at) / way
            for at, way, borders in ((end[0], step[0], (left, right)), (end[1], step[1], (low, high)))
            if way
            for border in borders
        ]
        inside = [
            way
            for way in leave
            if left - _NEAR <= end[0] + way * step[0] <= right + _NEAR
            and low - _NEAR <= end[1] + way * step[1] <= high + _NEAR
        ]
        far = max([far, *inside])
    return min(far, length / 2)


def spots(start: Place, end: Place, bend: float) -> list[Place]:
    """Give where the number of a tie can stand: on it, or close beside it."""
    length = math.dist(start, end) or 1.0
    aside = (-(end[1] - start[1]) / length, (end[0] - start[0]) / length)
    points = [_on_the_way(start, end, part, bend) for part in _ALONG]
    return [(x + far * aside[0], y + far * aside[1]) for far in _ASIDE for x, y in points]


def _on_the_way(start: Place, end: Place, part: float, bend: float) -> Place:
    """Give a point of the line or arc between two nodes: a Bézier curve of second order, as matplotlib draws it."""
    middle = (
        (start[0] + end[0]) / 2 + bend * (end[1] - start[1]),
        (start[1] + end[1]) / 2 - bend * (end[0] - start[0]),
    )
    weights = ((1 - part) ** 2, 2 * part * (1 - part), part**2)
    points = (start, middle, end)
    x, y = (sum(weight * point[axis] for weight, point in zip(weights, points, strict=True)) for axis in (0, 1))
    return x, y


def is_free(box: Box, taken: list[Box]) -> bool:
    """Tell whether a box lies over none of the others."""
    return all(box[2] <= other[0] or other[2] <= box[0] or box[3] <= other[1] or other[3] <= box[1] for other in taken)


def points_of(start: Place, end: Place, bend: float) -> Floats:
    """Give points along a tie, shape `(n, 2)`."""
    return np.array([_on_the_way(start, end, part / _PARTS, bend) for part in range(_PARTS + 1)], np.float64)


def bend_around(start: Place, end: Place, others: Sequence[list[Box]]) -> float:
    """Give how far a tie bends so that it passes behind no other node, or as few as can be.

    Args:
        start: Where it begins.
        end: Where it ends.
        others: For each other node what it lies over: its sign, then its label.
    """
    best, least = 0.0, math.inf
    for bend in _BENDS:
        points = points_of(start, end, bend)
        # A tie through a sign seems to end there; one below a label only looks bad.
        cost = sum(
            (3 if place == 0 else 1) * _meets(points, box) for boxes in others for place, box in enumerate(boxes)
        )
        if cost < least:
            best, least = bend, cost
        if not cost:
            break
    return best


def _meets(points: Floats, box: Box) -> bool:
    low, high = np.array(box[:2]) - _ROUND, np.array(box[2:]) + _ROUND
    return bool(((points > low) & (points < high)).all(axis=1).any())


def nearest_to(spot: Place, own: Floats, others: Sequence[Floats]) -> bool:
    """Tell whether a place is clearly nearer to its own tie than to any other; ties are points along them."""
    far = float(np.linalg.norm(own - spot, axis=1).min())
    return all(float(np.linalg.norm(one - spot, axis=1).min()) > far + _NEARER for one in others)
