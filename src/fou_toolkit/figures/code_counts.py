"""Which codes are proposed for whom, and when: a table of dots, readable in grey."""

import math
from typing import TYPE_CHECKING, Final

from fou_toolkit._i18n import t
from fou_toolkit.autocode import Summary
from fou_toolkit.figures.plain import no_mathematics

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_code_counts"]

_LARGEST_DOT: Final = 380.0
_ROW_HEIGHT: Final = 0.34
_COLUMN_WIDTH: Final = 0.75
_INK: Final = "#33566b"


def plot_code_counts(summary: Summary, *, top: int = 10, ax: "Axes | None" = None) -> "Axes":
    """Draw the most frequent codes against the groups they were counted for.

    The area of a dot is the number of suggestions, which is written beside it. Groups of different size are not made
    comparable: a role with many turns has larger dots.

    Args:
        summary: From `AutocodeResult.summary(by=...)`, with at least one group.
        top: How many codes.
        ax: Where to draw; by default a new figure.

    Returns:
        The axes; nothing is shown or saved.
    """
    import matplotlib.pyplot as plt  # noqa: PLC0415 - heavy, imported where used

    shown = summary.top(top)
    if ax is None:
        size = (3.6 + _COLUMN_WIDTH * len(shown.groups), 1.6 + _ROW_HEIGHT * max(len(shown.counts), 1))
        ax = plt.figure(figsize=size, layout="constrained").add_subplot()
    largest = max((number for count in shown.counts for number in count.groups), default=1) or 1
    for row, count in enumerate(shown.counts):
        for column, number in enumerate(count.groups):
            if number:
                _dot(ax, column, row, number, _LARGEST_DOT * number / largest)
    _label(ax, shown)
    return ax


def _dot(ax: "Axes", column: int, row: int, number: int, area: float) -> None:
    """Draw one dot and write its number to the right of it."""
    ax.scatter(column, row, s=area, color=_INK, alpha=0.85, linewidths=0)
    place = (math.sqrt(area / math.pi) + 2, -3)
    ax.annotate(str(number), (column, row), place, textcoords="offset points", fontsize=8, color="#222222")


def _label(ax: "Axes", summary: Summary) -> None:
    ax.set_yticks(range(len(summary.counts)), [f"{count.code}  {count.name}" for count in summary.counts])
    names = [value or t("not known") for _, value in summary.groups]
    ax.set_xticks(range(len(names)), names, rotation=35, ha="left", rotation_mode="anchor")
    ax.xaxis.tick_top()
    ax.set_xlim(-0.5, len(names) - 0.2)
    ax.set_ylim(max(len(summary.counts), 1) - 0.5, -0.5)
    _separate_attributes(ax, summary)
    ax.tick_params(length=0)
    ax.grid(visible=True, color="#e3e3e3", linewidth=0.6)
    ax.set_axisbelow(True)
    for side in ax.spines.values():
        side.set_visible(False)
    ax.set_xlabel(summary.caption, fontsize=8, color="#444444", labelpad=18)
    no_mathematics(ax)


def _separate_attributes(ax: "Axes", summary: Summary) -> None:
    """Name the attribute below its columns, and draw a line between attributes."""
    names = {"role": t("role"), "phase": t("phase"), "site": t("site"), "genre": t("genre"), "language": t("language")}
    places: dict[str, list[int]] = {}
    for column, (attribute, _) in enumerate(summary.groups):
        places.setdefault(attribute, []).append(column)
    for attribute, columns in places.items():
        middle = (sum(columns) / len(columns), -0.01)
        name = names.get(attribute, attribute)
        ax.text(*middle, name, transform=ax.get_xaxis_transform(), ha="center", va="top", fontsize=9, color="#444444")
        if columns[0]:
            ax.axvline(columns[0] - 0.5, color="#777777", linewidth=0.8)
