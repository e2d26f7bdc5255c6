"""Pictures for an appendix: in all forms that formats need, with the codings behind their marks."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from fou_toolkit.appendix.document import Behind, Drawing, Mark
from fou_toolkit.appendix.fonts import printed
from fou_toolkit.figures.hover import spots_of
from fou_toolkit.figures.style import alt_text, figure_bytes

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.ticker import Formatter

__all__ = ["drawing_of", "measuring"]

Key = tuple[str, ...]

_LABEL: Final = 60
"""Letters of a label beside an axis: more would leave no room for the picture."""


@contextmanager
def measuring() -> Iterator[None]:
    """Let pictures measure labels that are not drawn as they are; nobody needs a warning of those."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph \d+ ", UserWarning)
        warnings.filterwarnings("ignore", "constrained_layout not applied", UserWarning)
        yield


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
    _print_all(figure)
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


def _print_all(figure: "Figure") -> None:
    """Write names for signs that no letter is there for, and no control signs: a drawing with those is no file."""
    from matplotlib.text import Text  # noqa: PLC0415 - heavy, imported where used
    from matplotlib.ticker import FixedFormatter, FuncFormatter  # noqa: PLC0415 - heavy, imported where used

    for text in figure.findobj(Text):
        if (shown := printed(text.get_text())) != text.get_text():
            text.set_text(shown)
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            labels = axis.get_major_formatter()
            # The labels of an axis are written anew when it is drawn.
            if isinstance(labels, FixedFormatter | FuncFormatter):
                axis.set_major_formatter(_printing(labels))


def _printing(labels: "Formatter") -> "Formatter":
    from matplotlib.ticker import FuncFormatter  # noqa: PLC0415 - heavy, imported where used

    def label(value: float, place: int | None) -> str:
        return "\n".join(_short(line) for line in printed(labels(value, place)).split("\n"))

    return FuncFormatter(label)


def _short(line: str) -> str:
    return line if len(line) <= _LABEL else f"{line[: _LABEL - 1].rstrip()}…"
