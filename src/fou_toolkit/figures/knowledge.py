"""Whose knowledge is invoked: what each group refers to, as parts of a bar."""

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from fou_toolkit._i18n import t
from fou_toolkit.analysis.knowledge import KnowledgeResult
from fou_toolkit.analysis.small_cells import HIDDEN
from fou_toolkit.analysis.trajectory.cells import per_cent
from fou_toolkit.figures.plain import caption, label_of, room, width_of
from fou_toolkit.figures.style import (
    GRID,
    HATCHES,
    PALETTE,
    QUIET,
    SMALL,
    TEXT,
    described,
    listed,
    new_axes,
    quiet_axes,
)
from fou_toolkit.figures.trajectory import empty, whose

if TYPE_CHECKING:
    import numpy.typing as npt
    from matplotlib.axes import Axes

__all__ = ["plot_knowledge"]

_ROW: Final = 0.23
_TINY: Final = 7.0
_READABLE: Final = 0.07
"""Share from which on a part has room for its number."""
_WHITE: Final = 0.45
"""How much white there is in the colours, so that hatches and numbers are seen."""
_GAP: Final = "–"


def plot_knowledge(result: KnowledgeResult, *, ax: "Axes | None" = None) -> "Axes":
    """Draw what each group says about knowledge as one bar of 100 %, with parts for the kinds of knowledge.

    Beside each bar stands how many codings it is made of, how many per 1000 words of the group, and how many people
    were heard. A group that says nothing about knowledge has no bar (–), nor has one whose numbers are kept back (·).
    Where one of the numbers is kept back, the others stand in place of the bar.

    Args:
        result: From `knowledge_profile`.
        ax: Where to draw; by default a new figure.

    Returns:
        The axes; nothing is shown or saved.
    """
    rows = [(row, column) for row, column in np.argwhere(result.heard).tolist()]
    closed = int(result.hidden.sum())
    open_rows = [at for at in rows if not result.hidden[at]]
    why = ""
    if not rows:
        why = result.caption
    elif not open_rows:
        why = t("Nothing can be shown: every group is smaller than {n} people.", n=result.small.threshold)
    own = ax is None
    ax = new_axes(ax, height=1.8 + _ROW * max(len(open_rows), 1))
    quiet_axes(ax)
    above = 0.0
    if why:
        empty(ax, why)
    else:
        for line, at in enumerate(open_rows):
            _bar(ax, result, line, *at)
        _label(ax, result, open_rows)
        above = _legend(ax, result)
    kept_back = [t("Kept back, since too few people: {n} groups ({sign})", n=closed, sign=HIDDEN)] if closed else []
    inside = [result.small.note] if result.kept_back.any() or result.small.shows_all else []
    how = t("Per cent of what a group says about knowledge; a sentence with two codes counts twice")
    notes = [result.caption, *([] if why else [how]), *kept_back, whose(result.counted), *inside]
    below = caption(ax, ". ".join(note.rstrip(".") for note in notes) + ".", room(ax))
    if own:
        height = 0.4 if why else 0.35 + _ROW * len(open_rows)
        ax.figure.set_figheight(height + above + below + 0.2)  # type: ignore[union-attr]
    return described(ax, why or _said(result, open_rows))


def _look(place: int) -> tuple[tuple[float, float, float], str]:
    from matplotlib.colors import to_rgb  # noqa: PLC0415 - heavy, imported where used

    red, green, blue = (part + (1 - part) * _WHITE for part in to_rgb(PALETTE[place % len(PALETTE)]))
    return (red, green, blue), HATCHES[place % len(HATCHES)]


def _bar(ax: "Axes", result: KnowledgeResult, line: int, row: int, column: int) -> None:
    """Draw one group in one period."""
    shares, counts = result.shares[row, column], result.counts[row, column]
    if np.isnan(shares).any():
        ax.text(0.01, line, _open(result, counts), va="center", fontsize=SMALL, color=QUIET)
        shares = np.zeros(shares.size)
    edges = [0.0, *np.cumsum(shares).tolist()]
    for place, (left, right) in enumerate(pairwise(edges)):
        if right > left:
            colour, hatch = _look(place)
            look: dict[str, Any] = {"color": colour, "hatch": hatch, "edgecolor": "#555555", "linewidth": 0.5}
            ax.barh(line, right - left, 0.74, left, **look)
        if right - left >= _READABLE:
            paper = {"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none", "alpha": 0.85}
            number = f"{100 * (right - left):.0f}"
            ax.text((left + right) / 2, line, number, ha="center", va="center", fontsize=_TINY, color=TEXT, bbox=paper)
    sizes = ((counts.sum(), 0), (result.rates[row, column].sum(), 1), (result.people[row, column], 0))
    words = (HIDDEN if np.isnan(size) else f"{size:.{digits}f}" for size, digits in sizes)
    for at, word in zip(_COLUMNS, words, strict=True):
        ax.annotate(word, (at, line), ha="right", va="center", fontsize=_TINY, color=TEXT, annotation_clip=False)


def _open(result: KnowledgeResult, counts: "npt.NDArray[np.float64]") -> str:
    """Say what stands in place of a bar: nothing is said, or numbers of which one is kept back."""
    if not np.isnan(counts).any():
        return _GAP
    numbers = (HIDDEN if np.isnan(number) else f"{number:.0f}" for number in counts.tolist())
    return ", ".join(f"{code}: {number}" for code, number in zip(result.codes, numbers, strict=True))


_COLUMNS: Final = (1.12, 1.3, 1.47)
"""Where the numbers beside the bars end."""


def _label(ax: "Axes", result: KnowledgeResult, rows: list[tuple[int, int]]) -> None:
    """Name the groups; a group of several periods is named once."""
    labels, before = [], -1
    for line, (row, column) in enumerate(rows):
        group = result.groups.labels[row] if row != before else ""
        period = result.periods.labels[column] if result.periods.kind else ""
        labels.append(" · ".join(part for part in (group, period) if part))
        if line and row != before:
            ax.axhline(line - 0.5, color=GRID, linewidth=0.7)
        before = row
    ax.set_yticks(range(len(rows)), labels)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_xlim(0, _COLUMNS[-1] + 0.01)
    ax.set_xticks([])
    for at, word in zip(_COLUMNS, (t("number"), t("per 1000"), t("people")), strict=True):
        ax.annotate(word, (at, -0.6), ha="right", va="bottom", fontsize=_TINY, color=QUIET, annotation_clip=False)


def _legend(ax: "Axes", result: KnowledgeResult) -> float:
    """Name the parts above the picture; give the height that takes, in inches."""
    from matplotlib.patches import Patch  # noqa: PLC0415 - heavy, imported where used

    parts = []
    for place, (code, name) in enumerate(zip(result.codes, result.names, strict=True)):
        colour, hatch = _look(place)
        parts.append(Patch(facecolor=colour, hatch=hatch, edgecolor="#555555", label=label_of(code, name)))
    words = [str(part.get_label()) for part in parts]
    columns = 2 if 2 * (width_of(words) + 0.5) < room(ax) + 1.0 else 1
    ax.legend(
        handles=parts,
        loc="lower right",
        bbox_to_anchor=(1.0, 1.0),
        borderaxespad=1.6,
        ncols=columns,
        frameon=False,
        fontsize=SMALL,
    )
    return 0.17 * -(-len(parts) // columns) + 0.4


def _said(result: KnowledgeResult, rows: list[tuple[int, int]]) -> str:
    """Tell what the picture shows."""
    parts = []
    for row, column in rows:
        shares = result.shares[row, column]
        if not np.isnan(shares).any():
            period = f", {result.periods.labels[column]}" if result.periods.kind else ""
            each = ", ".join(
                f"{code} {per_cent(share)}" for code, share in zip(result.codes, shares.tolist(), strict=True)
            )
            parts.append(f"{result.groups.labels[row]}{period}: {each}")
    return t("Bars of 100 %. {caption}. {data}.", caption=result.caption, data=listed(parts, 12))
