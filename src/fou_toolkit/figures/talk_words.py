"""What pictures of talk say in words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from fou_toolkit._i18n import t
from fou_toolkit.figures.plain import caption, room
from fou_toolkit.figures.style import TEXT, described, quiet_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["nothing", "sentences", "short"]

_LETTERS: Final = 34
"""Letters of a label that a figure has room for."""


def nothing(ax: "Axes", said: str, notes: Sequence[str]) -> "Axes":
    """Say that there is nothing to draw."""
    quiet_axes(ax)
    ax.set_xticks([])
    ax.set_yticks([])
    words = t("There is nothing to show.")
    ax.text(0, 0.5, words, transform=ax.transAxes, va="center", fontsize=9, color=TEXT)
    below = caption(ax, sentences([said, *notes]), room(ax))
    if ax.figure.get_axes() == [ax]:
        ax.figure.set_figheight(0.8 + below)  # type: ignore[union-attr]
    return described(ax, sentences([said, words, *notes]))


def short(label: str, letters: int = _LETTERS) -> str:
    """Keep as much of a label as there is room for."""
    plain = " ".join(label.split())
    return plain if len(plain) <= letters else plain[: letters - 1].rstrip() + "…"


def sentences(parts: Sequence[str]) -> str:
    """Join sentences."""
    return ". ".join(part[:1].upper() + part[1:].rstrip(".") for part in parts if part) + "."
