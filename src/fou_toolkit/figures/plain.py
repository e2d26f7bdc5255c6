"""What all figures do: plain text, of a length that fits."""

from collections.abc import Iterable
from operator import index
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["caption", "check_top", "label_of", "no_mathematics", "room", "width_of"]

_LABEL: Final = 40
"""Letters in the label of a code."""
_NAME: Final = 12
"""Letters of the name that are kept beside a long id."""
_NARROWEST: Final = 24
"""Letters in a line under a figure, however narrow it is."""
_SIZE: Final = 8.0
"""Points of the letters under a figure."""
_FITTED: Final = 1.07
"""Letters fitted to the dots of a screen are wider than their outlines, at most by so much."""
_LINE: Final = 0.15
"""Height of a line under a figure, in inches."""


def no_mathematics(ax: "Axes") -> None:
    """Let a dollar be a dollar: matplotlib would read mathematics between two of them."""
    for text in (*ax.get_yticklabels(), *ax.get_xticklabels(), *ax.texts, ax.xaxis.label):
        text.set_parse_math(False)


def check_top(top: int) -> int:
    """Give a number of codes as it is, if it is one.

    Raises:
        DataError: It is no whole number from 1.
    """
    try:
        number = index(top)
    except TypeError:
        number = 0
    if number < 1:
        hint = t("Give a whole number from 1.")
        raise DataError(t("«{value}» is not possible for {key}.", value=top, key="top"), hint=hint)
    return number


def label_of(code: str, name: str) -> str:
    """Give the id of a code, and as much of its name as a figure has room for.

    >>> label_of("M", "Makt")
    'M  Makt'
    >>> label_of("M", "Den som bestemmer hva som skal gjøres, og av hvem")
    'M  Den som bestemmer hva som skal gjøres,…'
    """
    letters = max(_LABEL - len(code), _NAME)
    plain = " ".join(name.split())
    return f"{code}  {plain if len(plain) <= letters else plain[: letters - 1].rstrip() + '…'}"


def width_of(texts: Iterable[str], size: float = _SIZE) -> float:
    """Give the width of the widest of some lines, in inches.

    Args:
        texts: Lines.
        size: Of the letters, in points.
    """
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415 - heavy, imported where used
    from matplotlib.textpath import text_to_path  # noqa: PLC0415 - heavy, imported where used

    font = FontProperties(size=size)
    widths = (text_to_path.get_text_width_height_descent(text, font, ismath=False)[0] for text in texts if text)
    return float(max(widths, default=0.0)) * _FITTED / 72


def room(ax: "Axes") -> float:
    """Give the width that a picture has beside its labels, in inches; labels have to be there already."""
    figure = ax.get_figure(root=True)
    if figure is None:
        return 0.0
    layout = figure.get_layout_engine()
    if layout is not None:
        layout.execute(figure)
    return ax.get_position(original=True).width * ax.figure.bbox.width / figure.dpi


def caption(ax: "Axes", text: str, width: float) -> float:
    """Write what a picture shows under it.

    Args:
        ax: The picture.
        text: What to write.
        width: Where lines end, in inches.

    Returns:
        Height of what was written, in inches.
    """
    # A mark stays on the line of what it marks.
    text = text.replace("† ", "†\N{NO-BREAK SPACE}")
    # A first guess from the mean letter; some lines have wider ones.
    letters = max(int(len(text) * width / (width_of([text]) or 1)), _NARROWEST)
    while width_of(lines := wrap(text, letters)) > width and letters > _NARROWEST:
        letters -= 1
    ax.set_xlabel("\n".join(lines), fontsize=_SIZE, color="#444444", loc="left", ma="left")
    return _LINE * len(lines)
