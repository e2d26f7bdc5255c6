"""What all figures do."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["no_mathematics"]


def no_mathematics(ax: "Axes") -> None:
    """Let a dollar be a dollar: matplotlib would read mathematics between two of them."""
    for text in (*ax.get_yticklabels(), *ax.get_xticklabels(), *ax.texts, ax.xaxis.label):
        text.set_parse_math(False)
