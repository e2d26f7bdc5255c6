"""New codes, interview by interview: the curve, the base, the runs and the threshold; readable in grey."""

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from fou_toolkit._i18n import t
from fou_toolkit.analysis.saturation import Saturation
from fou_toolkit.analysis.saturation.result import percent
from fou_toolkit.analysis.saturation.runs import run_totals
from fou_toolkit.figures.graph_drawing import close_picture
from fou_toolkit.figures.style import A4_WIDTH, INK, SMALL, TEXT, described, new_axes, quiet_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_saturation"]

_HEIGHT: Final = 2.7
"""Of the field, in inches."""
_BAND: Final = "#c3d4de"
_BASE: Final = "#efefef"
_RUN: Final = "#E69F00"
_BARS: Final[dict[str, Any]] = {
    "width": 0.6,
    "facecolor": "white",
    "edgecolor": INK,
    "linewidth": 0.8,
    "hatch": "////",
    "zorder": 2,
}
_MANY: Final = 40
"""From so many interviews on, dots of the curve would touch each other."""


def plot_saturation(result: Saturation, *, ax: "Axes | None" = None) -> "Axes":
    """Draw the codes that are known after each interview, and the new ones of each.

    Grey behind: the base. Around the curve: where 90 % of random orders of the same interviews lie. Diamonds: new codes
    of each run, at its first interview; the dashed line is the threshold, and a run below it means saturation. Where
    there is no verdict, there are neither runs nor a threshold.

    Args:
        result: From `saturation`.
        ax: Where to draw; by default a new figure.

    Returns:
        The axes; nothing is shown or saved.
    """
    own = ax is None
    ax = new_axes(ax, height=_HEIGHT + 1.5, width=A4_WIDTH)
    places = np.arange(1, len(result) + 1)
    quiet_axes(ax, grid="y")
    base = t("base: {codes}", codes=result.base_words)
    ax.axvspan(0.5, result.base + 0.5, color=_BASE, zorder=0, linewidth=0, label=base)
    if result.drawn is not None:
        low, _, high = result.drawn.band
        ax.fill_between(places, low, high, color=_BAND, linewidth=0, zorder=1, label=t("90 % of random orders"))
    dots: dict[str, Any] = {"marker": "o", "markersize": 3.5} if len(result) < _MANY else {}
    ax.plot(places, result.known, color=INK, linewidth=1.6, zorder=4, label=t("known codes"), **dots)
    ax.bar(places, result.new, label=t("new codes"), **_BARS)
    if result.judged:
        _draw_runs(ax, result)
    _label(ax, result)
    above = _legend(ax)
    close_picture(ax, _HEIGHT, _said(result), own=own, above=above + 0.25)
    return described(ax, _alt(result))


def _said(result: Saturation) -> list[str]:
    """Say what was found, whose codings were counted and what the band is; parameters stand in the notes."""
    whose = result.counted.whose
    said = [result.caption, whose[:1].upper() + whose[1:]]
    if not result.judged:
        said.append(result.no_verdict)
    if result.drawn is not None:
        said.append(t("Band: there 90 % of random orders of the same material lie"))
    return said


def _draw_runs(ax: "Axes", result: Saturation) -> None:
    """Draw the new codes of each run, what they may be, and where they first are no more."""
    totals = run_totals(result.new, result.base, result.run)
    at = np.arange(result.base + 1, result.base + 1 + totals.size)
    ax.plot(
        at,
        totals,
        linestyle="none",
        marker="D",
        markersize=5,
        markerfacecolor=_RUN,
        markeredgecolor=TEXT,
        markeredgewidth=0.7,
        zorder=5,
        clip_on=False,
        label=t("new codes in a run of {n}", n=result.run),
    )
    ax.axhline(
        result.threshold * result.base_codes,
        color=TEXT,
        linewidth=0.9,
        linestyle=(0, (5, 3)),
        zorder=3,
        label=t("threshold: {share} of the base", share=percent(result.threshold)),
    )
    if result.after is not None:
        ax.axvspan(
            result.after + 0.5,
            result.after + result.run + 0.5,
            facecolor="none",
            edgecolor="#a0a0a0",
            hatch="..",
            linewidth=0.8,
            zorder=0.5,
            label=t("first run below it ({after}+{run})", after=result.after, run=result.run),
        )


def _label(ax: "Axes", result: Saturation) -> None:
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 - heavy, imported where used

    ax.set_xlim(0.3, len(result) + 0.7)
    ax.set_ylim(0, max(int(result.known[-1]), 1) * 1.08)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=14, integer=True, min_n_ticks=1))
    ax.yaxis.set_major_locator(MaxNLocator(nbins=7, integer=True, min_n_ticks=1))
    ax.set_ylabel(t("codes"), fontsize=SMALL, color=TEXT)
    # The caption takes the place of the label below.
    ax.annotate(
        t("interview, in order") if result.of_interviews else t("text, in order"),
        (1, 0),
        (0, -16),
        xycoords="axes fraction",
        textcoords="offset points",
        ha="right",
        va="top",
        fontsize=SMALL,
        color=TEXT,
    )
    ax.xaxis.labelpad = 14


def _legend(ax: "Axes") -> float:
    """Explain the marks above the picture; give the height that takes, in inches."""
    handles, labels = ax.get_legend_handles_labels()
    ax.legend(handles, labels, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2, frameon=False, fontsize=SMALL)
    return 0.17 * (-(-len(labels) // 2)) + 0.15


def _alt(result: Saturation) -> str:
    """Describe the picture in words."""
    known = ", ".join(str(number) for number in result.known.tolist())
    return t(
        "Curve of known codes, one after the other, with the new ones as bars. {caption}. Known codes: {numbers}",
        caption=result.caption,
        numbers=known,
    )
