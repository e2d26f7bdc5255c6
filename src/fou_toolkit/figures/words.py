"""Which words one side says more often; readable in grey."""

from typing import TYPE_CHECKING, Final

import numpy as np

from fou_toolkit._i18n import t
from fou_toolkit.analysis.words import Keyness
from fou_toolkit.figures.plain import caption, check_top, room
from fou_toolkit.figures.style import INK, PALETTE, QUIET, SMALL, TEXT, described, listed, new_axes, quiet_axes
from fou_toolkit.figures.word_lines import ended, nothing, plot_concordance, shortened

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_concordance", "plot_keyness"]

_ROW: Final = 0.19
"""Height of a row, in inches."""
_TINY: Final = 7.0


def plot_keyness(result: Keyness, *, top: int = 15, ax: "Axes | None" = None) -> "Axes":
    """Draw the words that each side most surely says more often: log ratio, interval, and in how many texts.

    Dots of side a are round and filled, those of side b square and hollow. How far a dot is from the middle is how much
    more often the word is said: at 1 twice, at 2 four times.

    Args:
        result: From `keyness`.
        top: How many words of each side, at most.
        ax: Where to draw; by default a new figure.

    Returns:
        The axes; nothing is shown or saved.

    Raises:
        DataError: `top` is no whole number from 1.
    """
    shown = result.top(check_top(top))
    own = ax is None
    ax = new_axes(ax, height=1.6 + _ROW * max(len(shown), 2))
    quiet_axes(ax, grid="y")
    if not len(shown):
        return nothing(ax, result.caption, own=own)
    for row in range(len(shown)):
        _dot(ax, row, shown)
    ax.axvline(0, color=QUIET, linewidth=0.8, zorder=0)
    ax.set_yticks(range(len(shown)), [shortened(word) for word, _ in shown.words], fontsize=SMALL)
    ax.set_ylim(len(shown) - 0.4, -0.6)
    _log_ratio_axis(ax, shown)
    _ranges(ax, shown)
    below = caption(ax, " ".join(ended(note) for note in (result.caption, *result.reading)), room(ax))
    if own:
        ax.figure.set_figheight(1.15 + below + _ROW * len(shown))  # type: ignore[union-attr]
    return described(ax, _said_of_keyness(shown))


def _dot(ax: "Axes", row: int, shown: Keyness) -> None:
    ratio, low, high = (float(column[row]) for column in (shown.log_ratio, shown.low, shown.high))
    first = ratio > 0
    colour = INK if first else PALETTE[5]
    if not np.isnan(low):
        ax.plot(
            [low, high], [row, row], color=colour, linewidth=1.3, linestyle="-" if first else (0, (4, 1.5)), zorder=2
        )
    face = colour if first else "white"
    ax.plot(ratio, row, "o" if first else "s", color=colour, markerfacecolor=face, markersize=5, zorder=3)


def _log_ratio_axis(ax: "Axes", shown: Keyness) -> None:
    """Number the axis, and say above it which side is which."""
    ends = np.concatenate((shown.log_ratio, shown.low, shown.high, [-1, 1]))
    reach = float(np.nanmax(np.abs(ends))) * 1.06
    ax.set_xlim(-reach, reach)
    step = 1 if reach <= 6 else 2  # noqa: PLR2004 - room for so many numbers
    ticks = np.arange(-(int(reach) // step) * step, int(reach) + 1, step)
    ax.set_xticks(ticks, [f"{tick:+d}".replace("-", "\N{MINUS SIGN}") if tick else "0" for tick in ticks.tolist()])
    ax.tick_params(axis="x", labelsize=_TINY, top=True, labeltop=True, bottom=False, labelbottom=False)
    place = {"xycoords": "axes fraction", "textcoords": "offset points", "fontsize": SMALL, "color": TEXT}
    left = t("← more in {side}", side=shortened(shown.b.name))
    right = t("more in {side} →", side=shortened(shown.a.name))
    ax.annotate(left, (0, 1), (0, 16), ha="left", **place)  # type: ignore[arg-type]
    ax.annotate(right, (1, 1), (0, 16), ha="right", **place)  # type: ignore[arg-type]


def _ranges(ax: "Axes", shown: Keyness) -> None:
    """Write beside each word in how many texts of each side it stands."""
    beside = ax.twinx()
    beside.set_ylim(ax.get_ylim())
    sides = (shown.b, shown.a)
    rows = [" | ".join(f"{int(side.texts[row])}/{side.documents}" for side in sides) for row in range(len(shown))]
    beside.set_yticks(range(len(shown)), rows, fontsize=_TINY, color=TEXT)
    beside.tick_params(length=0)
    beside.spines[:].set_visible(False)
    beside.annotate(t("texts"), (1, 1), (4, 4), xycoords="axes fraction", textcoords="offset points", fontsize=_TINY)


def _said_of_keyness(shown: Keyness) -> str:
    sides = []
    for side, rows in ((shown.a, shown.log_ratio > 0), (shown.b, shown.log_ratio < 0)):
        chosen = np.flatnonzero(rows) if side is shown.a else np.flatnonzero(rows)[::-1]
        words = (f"{shown.words[row][0]} {shown.log_ratio[row]:+.1f}" for row in chosen.tolist())
        sides.append(t("More in {side}: {words}", side=side.name, words=listed(words)))
    return " ".join(
        ended(part) for part in (t("Dot plot of log ratios, {a} and {b}", a=shown.a.name, b=shown.b.name), *sides)
    )
