"""Pictures for an appendix: in all forms that formats need, with the codings behind their marks."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from fou_toolkit.appendix.document import Behind, Drawing, Mark
from fou_toolkit.figures.hover import spots_of
from fou_toolkit.figures.style import alt_text, figure_bytes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["drawing_of"]

Key = tuple[str, ...]


def drawing_of(
    name: str,
    title: str,
    ax: "Axes",
    *,
    behind: Callable[[Key], Behind | None] | None = None,
    notes: tuple[str, ...] = (),
) -> Drawing:
    """Make a picture of axes, and close their figure.

    Args:
        name: Short name, as `Drawing.name`.
        title: What it shows.
        ax: The picture, with an alt text (`described`).
        behind: Gives the codings behind a mark by the key that the picture told (`tell`); by default nothing opens.
        notes: What stands under it.
    """
    import matplotlib.pyplot as plt  # noqa: PLC0415 - heavy, imported where used

    figure = ax.get_figure(root=True)
    assert figure is not None  # noqa: S101 - our own pictures have figures
    width, height = figure.get_size_inches().tolist()
    marks = tuple(
        Mark(spot.left, spot.top, spot.width, spot.height, spot.text, behind(spot.key))
        for spot in (spots_of(ax) if behind is not None else ())
        if behind is not None
    )
    made = Drawing(
        name=name,
        title=title,
        alt=alt_text(ax),
        size=(width, height),
        svg=figure_bytes(ax, "svg"),
        png=figure_bytes(ax, "png"),
        pdf=figure_bytes(ax, "pdf"),
        marks=marks,
        notes=notes,
    )
    plt.close(figure)
    return made
