"""A text as a grid of cells: one for each sentence, filled by the themes that stand in it."""

import string
from collections.abc import Collection, Sequence
from itertools import product
from typing import TYPE_CHECKING, Final

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.cases import Portrait, portrait_of
from fou_toolkit.analysis.counted import Selection
from fou_toolkit.figures.plain import caption, label_of, room, width_of
from fou_toolkit.figures.style import (
    HATCHES,
    PALETTE,
    QUIET,
    SMALL,
    TEXT,
    described,
    listed,
    new_axes,
    quiet_axes,
)
from fou_toolkit.model import Project

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_portrait"]

_Colour = tuple[float, float, float]

_COLUMNS: Final = 20
_ROW: Final = 0.24
"""Height of a row of cells, in inches."""
_MOST_PARTS: Final = 3
"""So many themes have room in a cell, one fewer where they have two letters; of more, the last part says `+`."""
_LETTERS: Final = 7.0
_LEGEND_ROW: Final = 0.19
_FEW: Final = 4
"""From so many themes on, they are explained in two columns."""
_PATCH: Final = 0.6
"""Width of a sample in the legend with what stands around it, in inches."""
_NARROWEST: Final = 12
_PALE: Final = 0.62
"""How much white goes into a colour, so that letters on it are read."""
_MORE: Final = -1
_SHORT: Final = 2
"""Letters of an id that still fit into a part of a cell."""


def plot_portrait(
    material: Project | Selection | Portrait,
    source: str = "",
    *,
    codes: str | Collection[str] | None = None,
    level: str = "theme",
    per_cell: int | None = None,
    ax: "Axes | None" = None,
) -> "Axes":
    """Draw a text as a grid of cells in reading order, each filled by the themes that stand in it.

    A cell is a sentence; in a long text, several. Every theme has a colour, a pattern and letters. An empty cell was
    not coded. What interviewers say has no cells, unless it counts.

    Args:
        material: A project, what `select` chose from one, or the result of `portrait_of`.
        source: Id of the text; not needed with a result.
        codes: Ids of codes or themes; by default all that stand in the text.
        level: `theme` or `code`.
        per_cell: Sentences that one cell stands for; by default one, or as many as it takes to fit on a page.
        ax: Where to draw; by default a new figure.

    Returns:
        The axes; nothing is shown or saved.

    Raises:
        UnknownIdError: There is no such text or code.
        DataError: Nobody has coded the text, or a value is not possible.
    """
    portrait = (
        material
        if isinstance(material, Portrait)
        else portrait_of(material, source, codes=codes, level=level, per_cell=per_cell)
    )
    own = ax is None
    rows = max(-(-len(portrait.cells) // _COLUMNS), 1)
    ax = new_axes(ax, height=1.6 + _ROW * rows)
    quiet_axes(ax)
    keys = _keys(portrait.codes)
    _cells(ax, portrait, keys)
    _axes(ax, portrait, rows)
    width = room(ax)
    above = _legend(ax, portrait, keys, width)
    below = caption(ax, " ".join((f"{portrait.caption}.", *_said(portrait))), width)
    if own:
        ax.figure.set_figheight(0.3 + above + below + _ROW * rows)  # type: ignore[union-attr]
    return described(ax, _in_words(portrait))


def _keys(codes: Sequence[str]) -> list[str]:
    """Give each code letters that fit into a cell: its id, or a letter of the alphabet.

    >>> _keys(["M", "F6"]), _keys(["Makt", "M"])
    (['M', 'F6'], ['A', 'B'])
    """
    if all(len(code) <= _SHORT for code in codes):
        return list(codes)
    letters = string.ascii_uppercase
    return [*letters, *("".join(pair) for pair in product(letters, letters))][: len(codes)]


def _cells(ax: "Axes", portrait: Portrait, keys: Sequence[str]) -> None:
    """Draw the cells, and their letters."""
    from matplotlib.collections import PatchCollection  # noqa: PLC0415 - heavy, imported where used
    from matplotlib.patches import Rectangle  # noqa: PLC0415 - same
    from matplotlib.patheffects import withStroke  # noqa: PLC0415 - same

    parts: dict[int, list[Rectangle]] = {}
    outlines = []
    most = _parts(keys)
    around = [withStroke(linewidth=1.6, foreground="white")]
    for number, cell in enumerate(portrait.cells):
        row, column = divmod(number, _COLUMNS)
        outlines.append(Rectangle((column, row), 1, 1))
        shown = [*cell[: most - 1], _MORE] if len(cell) > most else list(cell)
        for place, code in enumerate(shown):
            left, wide = column + place / len(shown), 1 / len(shown)
            if code >= 0:
                parts.setdefault(code, []).append(Rectangle((left, row), wide, 1))
            ax.text(
                left + wide / 2,
                row + 0.5,
                keys[code] if code >= 0 else "+",
                ha="center",
                va="center",
                fontsize=_LETTERS,
                fontweight="bold",
                color=TEXT,
                path_effects=around,
            )
    for code in sorted(parts):
        face, line, hatch = _look(code)
        ax.add_collection(PatchCollection(parts[code], facecolor=face, edgecolor=line, hatch=hatch, linewidth=0))
    ax.add_collection(PatchCollection(outlines, facecolor="none", edgecolor=QUIET, linewidth=0.5))


def _parts(keys: Sequence[str]) -> int:
    """Give how many themes have room in a cell."""
    return _MOST_PARTS if all(len(key) == 1 for key in keys) else _MOST_PARTS - 1


def _look(number: int) -> tuple[_Colour, _Colour, str]:
    """Give the colour, the colour of the pattern, and the pattern of a code; no two of the first 64 look alike."""
    from matplotlib.colors import to_rgb  # noqa: PLC0415 - heavy, imported where used

    colour = to_rgb(PALETTE[number % len(PALETTE)])
    pale, line = _paler(colour, _PALE), _paler(colour, _PALE / 2)
    hatch = HATCHES[(number + number // len(PALETTE)) % len(HATCHES)]
    return pale, line, hatch * 2


def _paler(colour: _Colour, white: float) -> _Colour:
    red, green, blue = (part + (1 - part) * white for part in colour)
    return red, green, blue


def _axes(ax: "Axes", portrait: Portrait, rows: int) -> None:
    """Number the rows by their first sentence."""
    ax.set_xlim(-0.05, _COLUMNS + 0.05)
    ax.set_ylim(rows + 0.05, -0.05)
    ax.set_xticks([])
    firsts = [str(row * _COLUMNS * portrait.per_cell + 1) for row in range(rows)]
    ax.set_yticks([row + 0.5 for row in range(rows)], firsts if portrait.cells else [""], fontsize=_LETTERS)
    if not portrait.codes:
        words = t("No code stands in this text.")
        ax.set_title(words, loc="left", fontsize=SMALL, color=TEXT)


def _legend(ax: "Axes", portrait: Portrait, keys: Sequence[str], width: float) -> float:
    """Explain colours, patterns and letters above the picture; give the height that takes, in inches."""
    from matplotlib.patches import Patch  # noqa: PLC0415 - heavy, imported where used

    if not portrait.codes:
        return 0.3
    columns = 1 if len(keys) < _FEW else 2
    names = []
    for key, code, name, number in zip(keys, portrait.codes, portrait.names, portrait.found, strict=True):
        label = label_of(code, name) if key == code else f"{key}  {label_of(code, name)}"
        names.append(_fitted(label, f" ({number})", width / columns - _PATCH))
    handles = []
    for place, name in enumerate(names):
        face, line, hatch = _look(place)
        handles.append(Patch(facecolor=face, edgecolor=line, hatch=hatch, linewidth=0, label=name))
    ax.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(0, 1.0),
        ncols=columns,
        frameon=False,
        fontsize=SMALL,
        borderaxespad=0.3,
        borderpad=0.2,
        columnspacing=1.0,
    )
    return 0.15 + _LEGEND_ROW * -(-len(names) // columns)


def _fitted(label: str, number: str, width: float) -> str:
    """Shorten a label, but not its number, until it fits."""
    short = label
    while width_of([short + number]) > width and len(short) > _NARROWEST:
        short = short.rstrip("…")[:-1].rstrip() + "…"
    return short + number


def _said(portrait: Portrait) -> list[str]:
    """Say what a reader of the picture has to know."""
    said = [t("Numbers to the left: first sentence of the row. Numbers in brackets: sentences.")]
    if any(len(cell) > _parts(_keys(portrait.codes)) for cell in portrait.cells):
        said.append(t("+: more themes than there is room for."))
    return [*said, *(f"{note.rstrip('.')}." for note in (*portrait.counted.notes[:1], portrait.notes[-1]))]


def _in_words(portrait: Portrait) -> str:
    """Describe the picture."""
    parts = [
        f"{label_of(code, name)} {tn('{n} sentence', '{n} sentences', number)}"
        for code, name, number in zip(portrait.codes, portrait.names, portrait.found, strict=True)
    ]
    found = listed(parts, 12) or t("No code stands in this text.")
    empty = tn("{n} empty cell", "{n} empty cells", portrait.empty)
    return f"{portrait.caption}. {found}. {empty}. {portrait.notes[-1]}"
