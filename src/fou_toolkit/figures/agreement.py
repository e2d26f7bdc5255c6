"""How far coders agree, code by code, and which codes they mix up; readable in grey, and without traffic lights."""

import math
from textwrap import fill
from typing import TYPE_CHECKING, Final

import numpy as np

from fou_toolkit._i18n import t
from fou_toolkit.analysis.agreement import AgreementResult, AgreementRow, Confusion
from fou_toolkit.figures.plain import no_mathematics

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_agreement", "plot_confusion"]

LINES: Final = (0.667, 0.8)
"""Krippendorff's conventions: below the first, draw no conclusions; from the second on, rely on the data."""

_ROW_HEIGHT: Final = 0.26
_CELL: Final = 0.42
_INK: Final = "#33566b"
_QUIET: Final = "#8a8a8a"
_DARK: Final = 0.5
"""From this share on, a number in a cell is white."""
_LETTERS: Final = 84
"""Letters in a line under a figure."""
_LEAST: Final = -0.25
"""What lies lower is drawn at the left edge, with its number."""


def plot_agreement(result: AgreementResult, *, ax: "Axes | None" = None) -> "Axes":
    """Draw α and its interval for each code, the summaries on top, and AC1 where a code is rare or common.

    The lines at .667 and .80 are conventions, not verdicts. Beside each code stands the share of units that has it. A
    code whose α is undefined has a row without a dot.

    Args:
        result: From `agreement`.
        ax: Where to draw; by default a new figure.

    Returns:
        The axes; nothing is shown or saved.
    """
    import matplotlib.pyplot as plt  # noqa: PLC0415 - heavy, imported where used

    rows = list(result)
    if ax is None:
        ax = plt.figure(figsize=(8.2, 1.8 + _ROW_HEIGHT * len(rows)), layout="constrained").add_subplot()
    for line in LINES:
        ax.axvline(line, color="#555555", linewidth=0.8, linestyle=(0, (4, 3)), zorder=0)
        ax.text(line, 1.0, f"{line:.3f}".rstrip("0"), transform=ax.get_xaxis_transform(), ha="center", fontsize=7.5)
    ax.axvline(0, color="#bbbbbb", linewidth=0.8, zorder=0)
    for place, row in enumerate(rows):
        _row(ax, place, row)
    _legend(ax, result)
    _label_agreement(ax, rows, result)
    return ax


def _row(ax: "Axes", place: int, row: AgreementRow) -> None:
    """Draw one code."""
    alpha, ac1 = row["alpha"], row["ac1"]
    pooled = not row.id
    if not math.isnan(alpha.low):
        ends = [max(alpha.low, _LEAST), max(alpha.high, _LEAST)]
        ax.plot(ends, [place, place], color=_INK, linewidth=2.4 if pooled else 1.4, solid_capstyle="butt", zorder=2)
    if not math.isnan(alpha.value):
        at = max(alpha.value, _LEAST)
        ax.plot(at, place, "D" if pooled else "o", color=_INK, markersize=6 if pooled else 4.5, zorder=3)
        if at != alpha.value:
            ax.annotate(f"{alpha.value:.2f}", (at, place), (6, -3), textcoords="offset points", fontsize=7)
    if row.skewed and not math.isnan(ac1.value):
        ax.plot(max(ac1.value, _LEAST), place, "|", color=_QUIET, markersize=8, markeredgewidth=1.4, zorder=1)


def _legend(ax: "Axes", result: AgreementResult) -> None:
    from matplotlib.lines import Line2D  # noqa: PLC0415 - heavy, imported where used

    alpha = "uα" if result.unit == "character" else "α"
    marks = [
        Line2D(
            [],
            [],
            color=_INK,
            marker="o",
            markersize=4.5,
            linewidth=1.4,
            label=t("{alpha}, with its interval", alpha=alpha),
        ),
        Line2D(
            [],
            [],
            color=_QUIET,
            marker="|",
            markersize=8,
            markeredgewidth=1.4,
            linewidth=0,
            label=t("AC1, where a code is rare or common"),
        ),
    ]
    # Without intervals there is no line to explain.
    if result.bootstrap is None:
        marks[0].set(linewidth=0, label=alpha)
    ax.legend(
        handles=marks, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2, frameon=False, fontsize=8, borderaxespad=1.2
    )


def _label_agreement(ax: "Axes", rows: list[AgreementRow], result: AgreementResult) -> None:
    ax.set_yticks(range(len(rows)), [row.label for row in rows], fontsize=8)
    ax.set_ylim(len(rows) - 0.5, -0.7)
    ax.set_xlim(_LEAST - 0.03, 1.03)
    ax.grid(visible=True, axis="y", color="#eeeeee", linewidth=0.6)
    ax.set_axisbelow(True)
    ax.tick_params(length=0)
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    beside = ax.twinx()
    beside.set_ylim(ax.get_ylim())
    shares = ["–" if math.isnan(row.prevalence) else f"{row.prevalence:.1%}" for row in rows]
    beside.set_yticks(range(len(rows)), shares, fontsize=7.5, color="#444444")
    beside.tick_params(length=0)
    beside.spines[:].set_visible(False)
    beside.annotate(
        t("has the code"), (1, 1), (4, 2), xycoords="axes fraction", textcoords="offset points", fontsize=7.5
    )
    ax.set_xlabel(_wrapped(result.caption), fontsize=8, color="#444444", loc="left", ma="left")
    no_mathematics(ax)
    no_mathematics(beside)


def plot_confusion(confusion: Confusion, *, top: int = 16, ax: "Axes | None" = None) -> "Axes":
    """Draw which codes are taken for each other: where one has the row's code, how often another has the column's.

    Args:
        confusion: From `AgreementResult.confusion()`.
        top: How many codes: those that were mixed up most often.
        ax: Where to draw; by default a new figure.

    Returns:
        The axes; nothing is shown or saved.
    """
    import matplotlib.pyplot as plt  # noqa: PLC0415 - heavy, imported where used

    shown = confusion.most_mixed(top)
    count = len(shown)
    shares = np.nan_to_num(confusion.shares[np.ix_(shown, [*shown, len(confusion.ids)])])
    if ax is None:
        size = (4.6 + _CELL * (count + 1), 1.9 + _CELL * max(count, 1))
        ax = plt.figure(figsize=size, layout="constrained").add_subplot()
    if count:
        ax.imshow(shares, cmap="Greys", vmin=0, vmax=1, aspect="equal")
    for row, column in np.argwhere(shares >= 0.005).tolist():  # noqa: PLR2004 - less is shown as nothing
        share = shares[row, column]
        colour = "white" if share > _DARK else "#222222"
        ax.text(column, row, f"{share * 100:.0f}", ha="center", va="center", fontsize=7.5, color=colour)
    ids = [confusion.ids[place] for place in shown]
    labels = [f"{code}  {confusion.names[place]}" for code, place in zip(ids, shown, strict=True)]
    ax.set_yticks(range(count), labels, fontsize=8)
    ax.set_xticks(range(count + 1), [*ids, t("nothing else")], fontsize=8)
    ax.tick_params(axis="x", labelrotation=60)
    for label in ax.get_xticklabels():
        label.set(ha="left", rotation_mode="anchor")
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.axvline(count - 0.5, color="#777777", linewidth=0.8)
    note = t("Per cent of the row. Rows do not add up to 100: codes that are not shown are left out.")
    ax.set_xlabel(_wrapped(f"{confusion.caption}. {note}"), fontsize=8, color="#444444", loc="left", ma="left")
    no_mathematics(ax)
    return ax


def _wrapped(text: str) -> str:
    return fill(text, _LETTERS)
