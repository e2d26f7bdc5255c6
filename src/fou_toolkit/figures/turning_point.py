"""What a case talks about before and after a turning point."""

from typing import TYPE_CHECKING, Final

import numpy as np

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.small_cells import HIDDEN
from fou_toolkit.analysis.trajectory import BeforeAfter, TrajectoryResult
from fou_toolkit.analysis.trajectory.cells import per_cent
from fou_toolkit.figures.plain import caption, check_top, label_of, room
from fou_toolkit.figures.style import INK, QUIET, SMALL, TEXT, described, listed, new_axes, quiet_axes
from fou_toolkit.figures.trajectory import empty, whose

if TYPE_CHECKING:
    import numpy.typing as npt
    from matplotlib.axes import Axes

__all__ = ["plot_turning_point"]

_ROW: Final = 0.24
_TINY: Final = 7.0
_APART: Final = 5
"""Points between a dot and its number."""
_FINE: Final = 0.1
"""If all shares are smaller, numbers have a decimal."""
_BLANK: Final = "\N{NO-BREAK SPACE}"
_NEAR: Final = 0.004
"""A change that is smaller than this has no line."""


def plot_turning_point(
    result: TrajectoryResult,
    case: str,
    *,
    number: int = 1,
    around: str = "turn",
    top: int = 20,
    ax: "Axes | None" = None,
) -> "Axes":
    """Draw the share of the sentences with each code before (hollow) and after (filled) a turning point.

    Args:
        result: From `trajectory`.
        case: The case.
        number: Which of its turning points, from 1 in the order of time.
        around: What belongs to the turning point, and so to neither side: `turn`, `sentence` or `text`.
        top: How many codes: those that stand most often on the two sides.
        ax: Where to draw; by default a new figure.

    Returns:
        The axes; nothing is shown or saved.

    Raises:
        DataError: There is no such turning point, or `top` is no whole number from 1.
        UnknownIdError: There is no such case.
    """
    change = result.before_after(case, number, around=around)
    places = _most(change, check_top(top))
    hidden = any(side.hidden for side in change.sides)
    closed = int((change.kept_back.any(axis=0)).sum())
    why = ""
    if not places:
        why = t("Too few people on a side: nothing can be shown.") if closed else t("No codes on either side.")
    own = ax is None
    ax = new_axes(ax, height=1.6 + _ROW * max(len(places), 1))
    quiet_axes(ax, grid="" if why else "y")
    if why:
        empty(ax, why)
    else:
        digits = 1 if np.nanmax(change.shares[:, places]) < _FINE else 0
        for line, place in enumerate(places):
            _dumbbell(ax, change.shares[:, place], line, digits)
        _label(ax, change, places)
    small = [result.small.note] if closed or result.small.shows_all else []
    if closed and not hidden:
        small.append(tn("{n} code is kept back ({sign})", "{n} codes are kept back ({sign})", closed, sign=HIDDEN))
    told = t("A difference between a few texts: shown, not tested.")
    notes = [change.caption, *change.borders, change.sizes, told, whose(result.counted), *small]
    below = caption(ax, " ".join(note.rstrip(".") + "." for note in notes), room(ax))
    if own:
        ax.figure.set_figheight((0.4 if why else 0.85 + _ROW * len(places)) + below + 0.3)  # type: ignore[union-attr]
    return described(ax, _said(change, places, why))


def _most(change: BeforeAfter, top: int) -> list[int]:
    """Choose the codes that stand most often on what may be shown; in the order of the codebook."""
    often = np.nansum(change.shares, axis=0)
    order = np.argsort(-np.round(often, 9), kind="stable")[:top].tolist()
    return sorted(place for place in order if often[place] > 0)


def _dumbbell(ax: "Axes", shares: "npt.NDArray[np.float64]", line: int, digits: int) -> None:
    """Draw one code: from before to after, with both numbers outside of the dots."""
    before, after = shares.tolist()
    both = not np.isnan(before) and not np.isnan(after)
    if both and abs(after - before) > _NEAR:
        ax.plot([before, after], [line, line], color=QUIET, linewidth=1.6, zorder=1)
    left_is_before = not both or before <= after
    for share, face, is_before in ((before, "white", True), (after, INK, False)):
        if np.isnan(share):
            continue
        ax.plot(share, line, "o", color=INK, markerfacecolor=face, markersize=6.5, zorder=3 if is_before else 2)
        left = both and is_before == left_is_before
        if both and abs(after - before) <= _NEAR and left:
            continue
        beside = (-_APART if left else _APART, 0)
        where = "right" if left else "left"
        number = f"{share * 100:.{digits}f}{_BLANK}%"
        ax.annotate(number, (share, line), beside, textcoords="offset points", ha=where, va="center", fontsize=_TINY)


def _label(ax: "Axes", change: BeforeAfter, places: list[int]) -> None:
    from matplotlib.lines import Line2D  # noqa: PLC0415 - heavy, imported where used

    ax.set_yticks(range(len(places)), [label_of(change.codes[place], change.names[place]) for place in places])
    ax.set_ylim(len(places) - 0.4, -0.6)
    largest = float(np.nanmax(change.shares[:, places]))
    ax.set_xlim(-0.1 * largest, 1.12 * largest)
    ax.set_xticks([])
    look = {"marker": "o", "color": INK, "linewidth": 0, "markersize": 6.5}
    marks = [
        Line2D([], [], markerfacecolor="white", label=t("before"), **look),  # type: ignore[arg-type]
        Line2D([], [], markerfacecolor=INK, label=t("after"), **look),  # type: ignore[arg-type]
    ]
    ax.legend(handles=marks, loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False, fontsize=SMALL)
    ax.axvline(0, color=QUIET, linewidth=0.7, zorder=0)
    ax.tick_params(labelcolor=TEXT)


def _said(change: BeforeAfter, places: list[int], why: str) -> str:
    """Tell what the picture shows."""
    if why:
        return f"{change.caption}. {why}"
    parts = []
    for place in places:
        shares = [t("not known") if np.isnan(share) else per_cent(float(share)) for share in change.shares[:, place]]
        parts.append(f"{change.codes[place]} {shares[0]} → {shares[1]}")
    return t("Dots before and after. {caption}. {data}.", caption=change.caption, data=listed(parts, 12))
