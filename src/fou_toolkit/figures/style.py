"""How all pictures look: A4 width, colours that everybody tells apart and that differ in grey, same bytes always.

Colours are Okabe & Ito's (2008, Color Universal Design), in an order in which neighbours differ in lightness, too.
Colour never stands alone: what it says is also written, or shown by shape, line or hatching.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fou_toolkit._files import write_bytes
from fou_toolkit._i18n import t
from fou_toolkit.errors import WriteError
from fou_toolkit.figures.plain import no_mathematics

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import Colormap
    from matplotlib.figure import Figure

__all__ = [
    "A4_WIDTH",
    "GRID",
    "HATCHES",
    "INK",
    "LINES",
    "MARKERS",
    "PALETTE",
    "QUIET",
    "SMALL",
    "TEXT",
    "alt_text",
    "described",
    "figure_bytes",
    "grey_scale",
    "listed",
    "new_axes",
    "quiet_axes",
    "render",
    "save_figure",
]

A4_WIDTH: Final = 6.3
"""Inches between the margins of an A4 page (160 mm)."""
INK: Final = "#33566b"
TEXT: Final = "#222222"
QUIET: Final = "#767676"
GRID: Final = "#e3e3e3"
SMALL: Final = 8.0
"""Points of small letters; nothing is smaller than 7."""
PALETTE: Final = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#000000")
MARKERS: Final = ("o", "s", "^", "D", "v", "P", "X", "*")
LINES: Final[tuple[Any, ...]] = (
    "-",
    (0, (5, 2)),
    (0, (1, 1.5)),
    (0, (5, 2, 1, 2)),
    (0, (8, 2)),
    (0, (3, 1, 1, 1, 1, 1)),
)
HATCHES: Final = ("", "//", "..", "\\\\", "xx", "--", "oo", "++")

FORMATS: Final = ("svg", "pdf", "png")
_SALT: Final = "fou_toolkit"
_METADATA: Final[dict[str, dict[str, Any]]] = {
    "svg": {"Date": None},
    "pdf": {"CreationDate": None, "ModDate": None, "Producer": None},
    "png": {"Software": None},
}
_ALT: Final = "fou-alt:"


def new_axes(ax: "Axes | None", *, height: float, width: float = A4_WIDTH) -> "Axes":
    """Give the axes to draw on: the given ones, or those of a new figure.

    Args:
        ax: What the caller was given.
        height: Of a new figure, in inches.
        width: Of a new figure, in inches.
    """
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt  # noqa: PLC0415 - heavy, imported where used

    return plt.figure(figsize=(width, height), layout="constrained").add_subplot()


def quiet_axes(ax: "Axes", *, grid: str = "") -> None:
    """Take away the box around a picture, and draw a quiet grid.

    Args:
        ax: The picture.
        grid: `x`, `y`, `both`, or nothing.
    """
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0, labelsize=SMALL, labelcolor=TEXT)
    if grid:
        ax.grid(visible=True, axis=grid, color=GRID, linewidth=0.6)  # type: ignore[arg-type]
        ax.set_axisbelow(True)


def grey_scale() -> "Colormap":
    """Give the colours of amounts: from white to dark blue, evenly lighter in grey as well."""
    from matplotlib.colors import LinearSegmentedColormap  # noqa: PLC0415 - heavy, imported where used

    return LinearSegmentedColormap.from_list("fou", ["#ffffff", "#c3d4de", "#7fa0b3", INK, "#12242f"])


def described(ax: "Axes", text: str) -> "Axes":
    """Give a picture its alt text, made from the data, and let a dollar be a dollar; the last step of every figure.

    Args:
        ax: The picture.
        text: What it shows, for those who do not see it: the kind of picture, what was counted, the main figures.
    """
    ax.set_gid(_ALT + text)
    no_mathematics(ax)
    return ax


def alt_text(ax: "Axes") -> str:
    """Give the alt text of a picture; empty where it has none."""
    gid = ax.get_gid() or ""
    return gid.removeprefix(_ALT) if gid.startswith(_ALT) else ""


def listed(parts: Iterable[str], most: int = 8) -> str:
    """Name the first of many, for an alt text.

    >>> listed(["a", "b", "c"], 2)
    'a; b …'
    """
    known = list(parts)
    return "; ".join(known[:most]) + (" …" if len(known) > most else "")


def render(figure: "Figure", format: str = "svg", *, dpi: int = 200) -> bytes:  # noqa: A002 - matplotlib's word
    """Give a figure as a file's bytes; the same picture gives the same bytes, today and tomorrow.

    Args:
        figure: The figure.
        format: `svg`, `pdf` or `png`.
        dpi: Dots per inch of a `png`.
    """
    import io  # noqa: PLC0415 - used with what is heavy

    import matplotlib as mpl  # noqa: PLC0415 - heavy, imported where used

    stream = io.BytesIO()
    held = _without_alt(figure)
    try:
        # Letters stay letters in a drawing, so that a page can be searched and read aloud.
        with mpl.rc_context({"svg.hashsalt": _SALT, "svg.fonttype": "none", "pdf.fonttype": 42}):
            figure.savefig(stream, format=format, dpi=dpi, metadata=_METADATA[format])
    finally:
        for ax, gid in held.items():
            ax.set_gid(gid)
    return stream.getvalue()


def figure_bytes(ax: "Axes", format: str = "svg", *, dpi: int = 200) -> bytes:  # noqa: A002 - matplotlib's word
    """Give the figure that a picture is in as a file's bytes; an `svg` has the alt text as title."""
    figure = ax.get_figure(root=True)
    if figure is None:
        raise WriteError(t("The picture belongs to no figure."))
    content = render(figure, format, dpi=dpi)
    return _titled(content, alt_text(ax)) if format == "svg" else content


def save_figure(ax: "Axes", path: str | Path, *, dpi: int = 200) -> Path:
    """Write the figure that a picture is in; the ending says the format.

    Args:
        ax: The picture.
        path: A new or old file that ends with `.svg`, `.pdf` or `.png`.
        dpi: Dots per inch of a `png`.

    Returns:
        The file.

    Raises:
        WriteError: The ending is not known, or the file cannot be written.
    """
    target = Path(path)
    ending = target.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        hint = t("Possible are: {names}", names=", ".join(f".{name}" for name in FORMATS))
        raise WriteError(t("Cannot tell the format from the file's name."), where=str(target), hint=hint)
    write_bytes(target, figure_bytes(ax, ending, dpi=dpi))
    return target


def _without_alt(figure: "Figure") -> Mapping["Axes", str]:
    """Take the alt texts off, which would go into the drawing as ids; give them, to be put back."""
    held = {ax: gid for ax in figure.axes if (gid := ax.get_gid() or "").startswith(_ALT)}
    for ax in held:
        ax.set_gid(None)
    return held


def _titled(svg: bytes, text: str) -> bytes:
    """Put the alt text into a drawing, where screen readers look for it."""
    from fou_toolkit._html import tag  # noqa: PLC0415 - only drawings need it

    if not text:
        return svg
    at = svg.index(b">", svg.index(b"<svg")) + 1
    head = svg[: at - 1] + b' role="img">'
    return head + tag("title", text).encode() + svg[at:]
