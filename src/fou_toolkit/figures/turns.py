"""Who follows whom: arrows in a circle, or a table of many."""

import math
from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Final

import numpy as np

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.voice import Transitions
from fou_toolkit.figures.plain import caption, room, width_of
from fou_toolkit.figures.style import (
    A4_WIDTH,
    GRID,
    INK,
    SMALL,
    TEXT,
    described,
    grey_scale,
    listed,
    new_axes,
    quiet_axes,
)
from fou_toolkit.figures.talk_words import nothing, sentences, short

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_turns"]

_CIRCLE: Final = 8
"""Groups that stand in a circle; more of them make a table."""
_TABLE: Final = 24
"""Groups in a table."""
_CELL: Final = 0.3
_DARK: Final = 0.5
_LINE: Final = 20
"""Letters in a line of a name in the circle."""
_WRITTEN: Final = 0.34
"""Arrows at least so wide, compared with the widest, have their number beside them."""
_LEVEL: Final = 0.5
"""Names of dots nearer to the middle stand beside them, others above or below."""
_UPRIGHT: Final = 0.2
"""Names of dots nearer to the upright are centred."""


def plot_turns(result: Transitions, *, ax: "Axes | None" = None) -> "Axes":
    """Draw who follows whom: arrows from speaker to speaker, the wider the more often; of more than eight, a table.

    An arrow from A to B: B speaks directly after A. The size of a dot is the number of turns. In a table, rows are
    followed by columns, and a cell is dark where a large share of what follows the row is the column's.

    Args:
        result: From `voice(...).transitions`.
        ax: Where to draw; by default a new figure.

    Returns:
        The axes; nothing is shown or saved.
    """
    changes = int(result.counts.sum())
    own = ax is None
    if not changes:
        return nothing(new_axes(ax, height=1.6), result.caption, _hiding(result))
    wide = len(result.groups) > _CIRCLE
    shown = _busiest(result)
    names = width_of(short(result.labels[place], 20) for place in shown)
    size = min(_CELL, (A4_WIDTH - names - 0.75) / len(shown)) * len(shown)
    ax = new_axes(ax, height=size + 2.6 if wide else 5.6)
    notes = [result.caption]
    if wide:
        above = _table(ax, result, shown)
        notes.append(
            t("Per cent of the turns that follow: who stands at the left speaks first, who stands on top speaks next")
        )
    else:
        above, size = 0.3, 4.7
        _circle(ax, result)
        notes.append(t("Arrows: how often one follows on another; dots: turns"))
    if len(shown) < len(result.groups):
        notes.append(t("Not shown, since they say less: {n}", n=len(result.groups) - len(shown)))
    below = caption(ax, sentences([*notes, *_hiding(result)]), room(ax))
    if own:
        ax.figure.set_figheight(above + size + below + 0.2)  # type: ignore[union-attr]
    return described(ax, _turns_alt(result, _hiding(result)))


def _hiding(result: Transitions) -> list[str]:
    return list(result.facts.of_people())


def _busiest(result: Transitions) -> list[int]:
    """Give the places of those with most turns, in the order of the groups."""
    order = sorted(range(len(result.groups)), key=lambda place: -int(result.turns[place]))
    return sorted(order[:_TABLE])


def _circle(ax: "Axes", result: Transitions) -> None:
    """Draw dots in a circle, and arrows between them."""
    number = len(result.groups)
    angles = [math.pi / 2 - 2 * math.pi * place / number for place in range(number)]
    spots = [(math.cos(angle), math.sin(angle)) for angle in angles]
    most = max(int(result.turns.max()), 1)
    radii = [0.05 + 0.09 * math.sqrt(int(turns) / most) for turns in result.turns]
    largest = max(int(result.counts.max()), 1)
    order = sorted(np.argwhere(result.counts > 0).tolist(), key=lambda pair: int(result.counts[pair[0], pair[1]]))
    for row, column in order:
        if row != column:
            count = int(result.counts[row, column])
            _arrow(ax, (spots[row], spots[column]), (radii[row], radii[column]), count, largest)
    for place, spot in enumerate(spots):
        _node(ax, result, place, spot, radii[place])
    ax.set_xlim(-1.9, 1.9)
    ax.set_ylim(-1.52, 1.5)
    ax.set_aspect("equal")
    ax.set_xticks([])
    ax.set_yticks([])
    quiet_axes(ax)


def _arrow(
    ax: "Axes", ends: tuple[tuple[float, float], tuple[float, float]], radii: tuple[float, float], count: int, most: int
) -> None:
    """Draw one arrow, bent to its left so that the one back lies beside it, and write how often."""
    from matplotlib.patches import FancyArrowPatch  # noqa: PLC0415 - heavy, imported where used

    (x, y), (to_x, to_y) = ends
    bend = 0.16
    far = math.hypot(to_x - x, to_y - y)
    middle = ((x + to_x) / 2 + bend * (to_y - y), (y + to_y) / 2 - bend * (to_x - x))
    start = _towards((x, y), middle, radii[0] + 0.02)
    stop = _towards((to_x, to_y), middle, radii[1] + 0.02)
    weight = count / most
    shade = grey_scale()(0.35 + 0.65 * weight)
    ax.add_patch(
        FancyArrowPatch(
            start, stop, connectionstyle=f"arc3,rad={bend}", arrowstyle="-|>", mutation_scale=7 + 6 * weight,
            linewidth=0.7 + 4.3 * weight, color=shade, shrinkA=0, shrinkB=0, zorder=2 + weight,
        )
    )  # fmt: skip
    if weight >= _WRITTEN:
        # A point of the curve nearer to where it begins, where the arrow back is not.
        along = 0.36 if far > 1 else 0.42
        place = _on_curve(start, middle, stop, along)
        box = {"boxstyle": "round,pad=0.12", "facecolor": "white", "edgecolor": "none"}
        ax.text(*place, str(count), fontsize=7.5, color=TEXT, ha="center", va="center", zorder=5, bbox=box)


def _towards(from_: tuple[float, float], to: tuple[float, float], far: float) -> tuple[float, float]:
    length = math.hypot(to[0] - from_[0], to[1] - from_[1]) or 1.0
    return from_[0] + (to[0] - from_[0]) * far / length, from_[1] + (to[1] - from_[1]) * far / length


def _on_curve(
    start: tuple[float, float], middle: tuple[float, float], stop: tuple[float, float], along: float
) -> tuple[float, float]:
    """Give a point of a quadratic Bézier curve."""
    one, two, three = (1 - along) ** 2, 2 * along * (1 - along), along**2
    return (
        one * start[0] + two * middle[0] + three * stop[0],
        one * start[1] + two * middle[1] + three * stop[1],
    )


def _node(ax: "Axes", result: Transitions, place: int, spot: tuple[float, float], radius: float) -> None:
    """Draw one dot, and write who it is outside of the circle."""
    from matplotlib.patches import Circle  # noqa: PLC0415 - heavy, imported where used

    ax.add_patch(Circle(spot, radius, facecolor=INK, edgecolor="white", linewidth=1, zorder=6))
    far = 1 + radius + 0.08
    x, y = spot[0] * far, spot[1] * far
    side = "center" if abs(spot[0]) < _UPRIGHT else ("left" if spot[0] > 0 else "right")
    height = "center" if abs(spot[1]) < _LEVEL else ("bottom" if spot[1] > 0 else "top")
    words = [*_wrapped(result.labels[place]), tn("{n} turn", "{n} turns", int(result.turns[place]))]
    within = int(result.counts[place, place])
    if within:
        words.append(t("{n} among themselves", n=within))
    ax.text(x, y, "\n".join(words), fontsize=SMALL, color=TEXT, ha=side, va=height, zorder=7)


def _table(ax: "Axes", result: Transitions, shown: Sequence[int]) -> float:
    """Draw shares as cells; give the height of the names above them, in inches."""
    shares = np.nan_to_num(result.shares[np.ix_(list(shown), list(shown))])
    ax.imshow(shares, cmap=grey_scale(), vmin=0, vmax=1, aspect="equal")
    ax.set_anchor("NW")
    for row, column in np.argwhere(shares > 0).tolist():
        share = float(shares[row, column])
        colour = "white" if share > _DARK else TEXT
        ax.text(column, row, _cell(share), ha="center", va="center", fontsize=7, color=colour)
    labels = [short(result.labels[place], 20) for place in shown]
    quiet_axes(ax)
    ax.set_yticks(range(len(labels)), labels)
    ax.set_xticks(range(len(labels)), labels)
    ax.xaxis.tick_top()
    ax.tick_params(axis="x", labelrotation=60)
    for label in ax.get_xticklabels():
        label.set(ha="left", rotation_mode="anchor")
    ax.set_ylabel(t("speaks first"), fontsize=SMALL, color=TEXT)
    ax.set_title(t("speaks next"), loc="left", fontsize=SMALL, color=TEXT)
    edges = np.arange(len(labels) + 1) - 0.5
    ax.vlines(edges, -0.5, len(labels) - 0.5, color=GRID, linewidth=0.5)
    ax.hlines(edges, -0.5, len(labels) - 0.5, color=GRID, linewidth=0.5)
    return width_of(labels) * math.sin(math.radians(60)) + 0.65


def _cell(share: float) -> str:
    """Write a share in per cent; what is there is not 0, and what is not all is not 100."""
    shown = f"{share * 100:.0f}"
    if shown == "0":
        return "<1"
    return ">99" if shown == "100" and share < 1 else shown


def _turns_alt(result: Transitions, notes: Sequence[str]) -> str:
    """Say in words what is drawn."""
    pairs = sorted(result.rows(), key=lambda row: -row[2])
    unknown = t("not known")
    parts = [f"{from_ or unknown} → {to or unknown} {count}" for from_, to, count, _ in pairs]
    return sentences([result.caption, listed(parts), *notes])


def _wrapped(label: str) -> list[str]:
    """Cut a label into two lines at most."""
    lines = wrap(" ".join(label.split()), _LINE) or [label]
    return [short(line, _LINE) for line in (lines if len(lines) <= 2 else [lines[0], " ".join(lines[1:])])]  # noqa: PLR2004
