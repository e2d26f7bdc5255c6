"""Look into a figure: what is behind a mark shows when one points at it, or goes there with the Tab key.

The picture is a picture, and over each mark that has something to tell lies a frame that cannot be seen. No script is
needed. A notebook that is not trusted takes style sheets and drawings (`svg`) out of a page, and keeps pictures, places
and tooltips, so that pointing works there, too. All texts stand in a list under the picture as well, for those who
read with their ears or on paper.

Files never hold these texts: `save_figure` writes the picture alone, so that nobody publishes quotations unawares.
"""

import base64
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fou_toolkit import _html
from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.quotations import Quotations
from fou_toolkit.errors import DataError
from fou_toolkit.figures.style import alt_text, render

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.container import Container
    from matplotlib.figure import Figure

__all__ = ["Hover", "Spot", "interactive", "quoted", "spots_of", "tell"]

Key = tuple[str, ...]
Passages = Callable[..., "Quotations | str | None"] | Mapping[Key, "Quotations | str"]
"""What is behind a mark, by its key."""

_TOLD: Final = "_fou_told"
_SMALLEST: Final = 0.17
"""Inches of a frame at least: a thing to point at."""
_POINTS: Final = 72
_DOTS: Final = 192
_CSS_DOTS: Final = 96
_MOST: Final = 3
_LONGEST: Final = 280
"""Letters of a quotation."""
_STYLE: Final = (
    ".fou-look a{outline-offset:1px;border-radius:2px;cursor:help;color:inherit;text-decoration:none}"
    ".fou-look a:hover{outline:2px solid #33566b}.fou-look a:focus{outline:3px solid #33566b;z-index:9999!important}"
    ".fou-look a:focus::after{content:attr(title);position:absolute;width:max-content;max-width:20em;"
    "box-sizing:border-box;padding:.5em .7em;"
    "background:#fff;color:#222;border:1px solid #33566b;border-radius:3px;box-shadow:0 2px 8px #0004;"
    "font:14px/1.4 system-ui,sans-serif;white-space:pre-line;pointer-events:none}"
    ".fou-look a.down:focus::after{top:calc(100% + 4px)}.fou-look a.up:focus::after{bottom:calc(100% + 4px)}"
    ".fou-look a.left:focus::after{left:0}.fou-look a.right:focus::after{right:0}"
    ".fou-texts li{white-space:pre-line;margin:.4em 0}"
)


@dataclass(frozen=True, slots=True)
class _Told:
    """What an artist has to tell: one text and key for each of its marks."""

    texts: tuple[str, ...]
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark that has something to tell.

    Args:
        left: Its left border, as a share of the picture's width.
        top: Its upper border, as a share of the picture's height.
        width: As a share of the picture's width.
        height: As a share of the picture's height.
        text: What it tells.
        key: What it stands for; empty where nobody said.
    """

    left: float
    top: float
    width: float
    height: float
    text: str
    key: Key = ()


def tell(
    artist: "Artist | Container", text: str | Iterable[str], *, keys: Iterable[Sequence[str]] | None = None
) -> None:
    """Give a mark of a figure something to tell; files do not hold it, only `interactive` shows it.

    Args:
        artist: What was drawn: a bar, all bars, a line, a text, points, the cells of `imshow` or `pcolormesh`.
        text: One text; or one for each bar, point, line of a collection, or cell (row by row). Empty: nothing.
        keys: One for each text: what the mark stands for, such as `("M1", "assistent")`, so that quotations can be
            found. One text has one key.

    Raises:
        DataError: There is another number of keys than of texts.
    """
    texts = (text,) if isinstance(text, str) else tuple(text)
    of_texts = tuple(tuple(key) for key in keys) if keys is not None else ((),) * len(texts)
    if len(of_texts) != len(texts):
        hint = t("Give one key for each text.")
        raise DataError(t("There are {n} texts and {m} keys.", n=len(texts), m=len(of_texts)), hint=hint)
    setattr(artist, _TOLD, _Told(texts, of_texts))


def quoted(passages: Quotations, *, most: int = _MOST) -> str:
    """Write quotations as one text, with role, phase and text.

    Args:
        passages: From `quotations_of`, `retrieve` and the like.
        most: How many.
    """
    lines = []
    for one in passages.head(most):
        words = " ".join(one.text.split())
        shown = words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "…"
        lines.append(f"{shown if shown.startswith('«') and shown.endswith('»') else f'«{shown}»'} ({one.place})")
    if passages.total > len(lines):
        more = passages.total - len(lines)
        lines.append(tn("… and {n} more", "… and {n} more", more))
    return "\n".join(lines)


@dataclass(frozen=True, repr=False)
class Hover:
    """A figure to look into, for a notebook.

    Args:
        picture: The picture alone, a `png`.
        size: Width and height on the screen, in inches.
        alt: What it shows, for those who do not see it.
        spots: The marks that have something to tell.
    """

    picture: bytes
    size: tuple[float, float]
    alt: str
    spots: tuple[Spot, ...]

    def __repr__(self) -> str:
        """Say what it is; texts may be confidential, so they are shown only when asked for."""
        return f"<{type(self).__name__}: {self.alt or len(self.spots)}>"

    def _repr_html_(self) -> str:
        """Show the picture with its frames, and the texts in a list."""
        width, height = (f"{side * _CSS_DOTS:.0f}" for side in self.size)
        source = "data:image/png;base64," + base64.b64encode(self.picture).decode()
        picture = _html.single(
            "img", src=source, alt=self.alt, width=width, height=height, style="width:100%;height:auto;display:block"
        )
        frames = [_frame(spot, rank) for spot, rank in zip(self.spots, self._ranks(), strict=True)]
        look = f"position:relative;max-width:{width}px"
        parts = [_html.tag("div", picture, *frames, class_="fou-look", style=look)]
        if self.spots:
            count = tn("{n} mark with a text", "{n} marks with a text", len(self.spots))
            texts = (_html.tag("li", _html.lines(spot.text)) for spot in self.spots)
            parts.append(_html.tag("details", _html.tag("summary", count), _html.tag("ol", *texts), class_="fou-texts"))
        return _html.page(_html.style(_STYLE), *parts)

    def _ranks(self) -> list[int]:
        """Put small frames over large ones, so that all can be pointed at."""
        order = sorted(range(len(self.spots)), key=lambda place: -self.spots[place].width * self.spots[place].height)
        ranks = [0] * len(order)
        for rank, place in enumerate(order, 1):
            ranks[place] = rank
        return ranks


def interactive(ax: "Axes", passages: Passages | None = None, *, most: int = _MOST) -> Hover:
    """Make the figure that a picture is in something to look into.

    The figure is closed, so that a notebook does not show it twice; it can be saved as before.

    Args:
        ax: The picture; its marks tell what `tell` gave them.
        passages: Quotations, or text, by what a mark stands for: a mapping such as `{("M1", "assistent"): ...}`, or a
            function such as `lambda code, role: ...`. Without it, marks tell what they have.
        most: How many quotations a mark shows.

    Raises:
        DataError: The picture belongs to no figure, or no mark has anything to tell.
    """
    figure = ax.get_figure(root=True)
    if figure is None:
        raise DataError(t("The picture belongs to no figure."))
    found = tuple(_spots(figure, passages, most))
    if not found and not any(_all_told(figure)):
        hint = t("Save it with `save_figure`, or give its marks something to tell: `tell(artist, text)`.")
        raise DataError(t("No mark of this picture has anything to tell."), hint=hint)
    width, height = figure.get_size_inches().tolist()
    _close(figure)
    return Hover(render(figure, "png", dpi=_DOTS), (width, height), alt_text(ax), found)


def spots_of(ax: "Axes") -> tuple[Spot, ...]:
    """Give the marks of the figure that a picture is in which have something to tell.

    Args:
        ax: The picture.
    """
    figure = ax.get_figure(root=True)
    return () if figure is None else tuple(_spots(figure, None, 0))


def _close(figure: "Figure") -> None:
    import matplotlib.pyplot as plt  # noqa: PLC0415 - heavy, imported where used

    plt.close(figure)


def _frame(spot: Spot, rank: int) -> _html.Html:
    """Lay a frame over a mark; it is reached by Tab, and shows its text when one points at it."""
    middle = spot.left + spot.width / 2, spot.top + spot.height / 2
    sides = f"{'right' if middle[0] > 0.5 else 'left'} {'up' if middle[1] > 0.5 else 'down'}"  # noqa: PLR2004 - halves
    place = {"left": spot.left, "top": spot.top, "width": spot.width, "height": spot.height}
    look = "".join(f"{name}:{100 * share:.2f}%;" for name, share in place.items())
    return _html.tag(
        "a",
        tabindex="0",
        role="note",
        class_=sides,
        title=spot.text,
        aria_label=spot.text,
        style=f"position:absolute;{look}z-index:{rank}",
    )


def _all_told(figure: "Figure") -> Iterator[tuple["Artist | Container", _Told]]:
    """Give what has something to tell, as it was drawn."""
    drawn: list[Artist | Container] = [*figure.findobj(include_self=False)]
    for artist in (*drawn, *(container for ax in figure.axes for container in ax.containers)):
        told = getattr(artist, _TOLD, None)
        if isinstance(told, _Told):
            yield artist, told


def _spots(figure: "Figure", passages: Passages | None, most: int) -> Iterator[Spot]:
    from fou_toolkit.figures.frames import frames_of  # noqa: PLC0415 - needs what is heavy

    told = list(_all_told(figure))
    # Layout depends on the dots; a drawing has 72 in an inch.
    before = figure.dpi
    figure.set_dpi(_POINTS)
    try:
        figure.draw_without_rendering()
        boxes = [frames_of(artist, len(one.texts)) for artist, one in told]
    finally:
        figure.set_dpi(before)
    width, height = (side * _POINTS for side in figure.get_size_inches().tolist())
    for (_, one), places in zip(told, boxes, strict=True):
        for text, key, box in zip(one.texts, one.keys, places, strict=True):
            whole = "\n".join(part for part in (text, _passages_of(passages, key, most)) if part)
            if whole and box is not None:
                left, low, right, high = _no_smaller(box)
                size = (right - left) / width, (high - low) / height
                yield Spot(left / width, 1 - high / height, *size, whole, key)


def _passages_of(passages: Passages | None, key: Key, most: int) -> str:
    if passages is None or not key:
        return ""
    found = passages.get(key) if isinstance(passages, Mapping) else passages(*key)
    return quoted(found, most=most) if isinstance(found, Quotations) else found or ""


def _no_smaller(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Let a frame be large enough to be pointed at."""
    left, low, right, high = box
    across, up = (max(_SMALLEST * _POINTS - side, 0) / 2 for side in (right - left, high - low))
    return left - across, low - up, right + across, high + up
