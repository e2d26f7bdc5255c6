"""Who says what, as shaded cells with their numbers; hidden cells are hatched, since they are not empty."""

import math
from textwrap import wrap
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.crosstab import Crosstab, Shares
from fou_toolkit.errors import DataError
from fou_toolkit.figures.hover import tell
from fou_toolkit.figures.plain import caption, check_top, label_of, room, width_of
from fou_toolkit.figures.style import A4_WIDTH, QUIET, SMALL, TEXT, described, grey_scale, listed, new_axes, quiet_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import QuadMesh

__all__ = ["plot_heat_map"]

Floats = npt.NDArray[np.float64]

_ROW: Final = 0.235
"""Height of a row, in inches."""
_COLUMN: Final = 0.32
"""Width of a column, in inches, at least."""
_LABELS: Final = 1.2
"""Room for the names of the rows, in inches, at least."""
_MARGIN: Final = 0.35
"""What else stands beside the cells, in inches."""
_NUMBERS: Final = 7.0
"""Points of the numbers."""
_DARK: Final = 0.55
"""From this share of the darkest on, a number is white."""
_TILT: Final = 55
"""How far names are turned where they have no room, in degrees."""
_NO_VALUE: Final = "–"
"""There is no share of nothing."""
_MANY: Final = 40
"""From more rows on, those in which nothing is shown are left out."""
_HIGHEST: Final = 9.7
"""Inches between the upper and the lower margin of an A4 page."""
_BELOW: Final = 1.4
"""Room for what stands under the cells, in inches, at most."""
_SENTENCE: Final = 92
"""Letters in a line of a sentence that stands where nothing is drawn."""
_NAMED: Final = 3
"""Codes that are named for each group in an alt text."""


def plot_heat_map(
    result: Crosstab, *, share: str | None = "column", top: int | None = None, ax: "Axes | None" = None
) -> "Axes":
    """Draw who says what: the darker a cell, the larger its number, which is written in it.

    Below the name of each group stands how many people it has. Hatched cells are not shown, since few people stand
    behind them or since others could be worked out with them; they are not empty. In `interactive`, each cell with a
    number above zero has the key `(row, group)`: ids of codes, and values of attributes.

    Args:
        result: From `crosstab`.
        share: `column`: of what the group says with any code; `group`: of all that the group says; `row` or `total`;
            `None` for the numbers themselves.
        top: How many rows: those with the largest sums; by default all that are not zero; of more than 40, those where
            something is shown. A page has room for so many, whatever is asked for.
        ax: Where to draw; by default a new figure.

    Returns:
        The axes; nothing is shown or saved.

    Raises:
        DataError: There is no such share, or `top` is no whole number from 1.
    """
    shares = _shares(result, share)
    values = result.values if shares is None else shares.values
    rows = _chosen(result, None if top is None else check_top(top))
    names = [_group(result, column) for column in range(len(result.groups))]
    labels = _fitted([_label(result, row) for row in rows], A4_WIDTH - _MARGIN - _COLUMN * len(names))
    # Names stand side by side if they have room; turned otherwise.
    beside = width_of(labels) + _MARGIN
    width = max(A4_WIDTH, beside + _COLUMN * len(names))
    space = (width - beside) / max(len(names), 1)
    turned = width_of([part for name in names for part in name]) + 0.08 > space
    above = _height_of(names, turned=turned)
    rows, labels = _on_a_page(result, rows, labels, above)
    own = ax is None
    ax = new_axes(ax, height=_ROW * max(len(rows), 1) + above + 1.2, width=width)
    quiet_axes(ax)
    tell(ax, "")
    if rows and names and not _shows(result, rows).any():
        _nothing(ax, _all_hidden(result))
        rows = []
    elif rows and names:
        cells = _cells(ax, values[rows], (result.bands.cells | _undefined(result, shares))[rows])
        _tell(cells, result, shares, rows)
        _numbers(ax, result, shares, rows)
        _labels(ax, labels, names, turned=turned)
    else:
        _nothing(ax, t("There is nothing to draw."))
    below = caption(ax, ". ".join(_said(result, shares, rows)), room(ax))
    if own:
        above = above if rows else _ROW
        ax.figure.set_figheight(_ROW * max(len(rows), 1) + above + below + 0.25)  # type: ignore[union-attr]
    return described(ax, _alt(result, shares, rows))


def _shares(result: Crosstab, share: str | None) -> Shares | None:
    """Hold the numbers against what is asked for."""
    if share is None:
        return None
    if share == "group":
        return result.rates()
    if share not in ("row", "column", "total"):
        hint = t("Possible are: {names}", names="column, group, row, total, None")
        raise DataError(t("«{value}» is not possible for {key}.", value=share, key="share"), hint=hint)
    return result.shares(share)


def _undefined(result: Crosstab, shares: Shares | None) -> npt.NDArray[np.bool_]:
    """Tell where there is no share since the group says nothing of all this; that is shown, and not hidden."""
    if shares is None:
        return np.zeros(result.values.shape, np.bool_)
    undefined: npt.NDArray[np.bool_] = np.isnan(shares.values) & (result.column_totals == 0)[None, :]
    return undefined


def _chosen(result: Crosstab, top: int | None) -> list[int]:
    """Choose rows, in the order of the table: those with something; of these the largest, as far as that is shown."""
    shown = np.nan_to_num(result.values).sum(axis=1)
    totals = np.where(np.isnan(result.row_totals), shown, result.row_totals)
    some = np.flatnonzero((totals > 0) | result.hidden.any(axis=1)).tolist()
    if top is None and len(some) > _MANY:
        kept = [row for row, shows in zip(some, _shows(result, some).tolist(), strict=True) if shows]
        some = kept or some
    return sorted(sorted(some, key=lambda row: (-totals[row], row))[: top or len(some)])


def _shows(result: Crosstab, rows: list[int]) -> npt.NDArray[np.bool_]:
    """Tell in which rows anything is shown."""
    return np.asarray((np.isfinite(result.values[rows]) | result.bands.cells[rows]).any(axis=1), np.bool_)


def _on_a_page(result: Crosstab, rows: list[int], labels: list[str], above: float) -> tuple[list[int], list[str]]:
    """Keep the largest rows, as many as a page has room for."""
    most = max(int((_HIGHEST - _BELOW - above) / _ROW), 1)
    if len(rows) <= most:
        return rows, labels
    sums = np.nan_to_num(result.values[rows]).sum(axis=1)
    kept = sorted(np.argsort(-sums, kind="stable")[:most].tolist())
    return [rows[place] for place in kept], [labels[place] for place in kept]


def _all_hidden(result: Crosstab) -> str:
    """Say that nothing can be shown, and what can be done."""
    return t(
        "All numbers of this table are hidden: they come from fewer than {n} people, or others could be worked out "
        'with them. Put groups together (small="merge" or merged=...), or count passages (small="passages").',
        n=result.small.threshold,
    )


def _label(result: Crosstab, row: int) -> str:
    if result.lines.of_codes:
        return label_of(result.lines.ids[row], result.lines.names[row])
    return result.lines.names[row]


def _fitted(labels: list[str], space: float) -> list[str]:
    """Shorten names that are too long for the room there is."""
    space = max(space, _LABELS)
    fitted = []
    for label in labels:
        kept = label
        while width_of([kept]) > space:
            kept = kept.rstrip("…")[:-1].rstrip() + "…"
        fitted.append(kept)
    return fitted


def _group(result: Crosstab, column: int) -> tuple[str, str]:
    """Give the name of a group, and how many people it has; nothing about people where passages are counted."""
    name, people = result.groups.names[column], result.bases.people[column]
    if result.small.how == "passages":
        return name, ""
    return name, f"n < {result.small.threshold}" if np.isnan(people) else f"n = {int(people)}"


def _one_line(name: tuple[str, str]) -> str:
    return f"{name[0]}, {name[1]}" if name[1] else name[0]


def _height_of(names: list[tuple[str, str]], *, turned: bool) -> float:
    """Give the room that the names of the groups need, in inches."""
    if not turned:
        return 0.4
    return width_of([_one_line(name) for name in names]) * math.sin(math.radians(_TILT)) + 0.25


def _cells(ax: "Axes", values: Floats, written: npt.NDArray[np.bool_]) -> "QuadMesh":
    """Shade the cells, and hatch those that are not shown; in some without a number something is written."""
    from matplotlib.patches import Rectangle  # noqa: PLC0415 - heavy, imported where used

    height, width = values.shape
    most = float(np.nanmax(values)) if np.isfinite(values).any() else 0.0
    cells = ax.pcolormesh(
        np.arange(width + 1) - 0.5,
        np.arange(height + 1) - 0.5,
        np.ma.masked_invalid(values),
        cmap=grey_scale(),
        vmin=0,
        vmax=most or 1,
        edgecolors="white",
        linewidth=0.8,
    )
    for row, column in np.argwhere(np.isnan(values) & ~written).tolist():
        place = (column - 0.47, row - 0.46)
        ax.add_patch(Rectangle(place, 0.94, 0.92, facecolor="white", edgecolor="#b5b5b5", hatch="////", linewidth=0))
    ax.set_xlim(-0.5, width - 0.5)
    ax.set_ylim(height - 0.5, -0.5)
    return cells


def _tell(cells: "QuadMesh", result: Crosstab, shares: Shares | None, rows: list[int]) -> None:
    """Let each cell say what it stands for; one that is not shown has no key, so that nothing is asked for it."""
    values = result.values if shares is None else shares.values
    texts: list[str] = []
    keys: list[tuple[str, ...]] = []
    undefined = _undefined(result, shares)
    for row in rows:
        for column, group in enumerate(result.groups.ids):
            value = values[row, column]
            name = f"{_label(result, row)}, {result.groups.names[column]}"
            if undefined[row, column]:
                shown = _NO_VALUE
            elif np.isnan(value):
                shown = result.small.band if result.bands.cells[row, column] else t("not shown")
            else:
                shown = _text(result, shares, row, column)
            texts.append(f"{name}: {shown}")
            keys.append((result.lines.ids[row], group) if value > 0 else ())
    tell(cells, texts, keys=keys)


def _numbers(ax: "Axes", result: Crosstab, shares: Shares | None, rows: list[int]) -> None:
    """Write the numbers into the cells."""
    values = result.values if shares is None else shares.values
    shown = values[rows]
    most = float(np.nanmax(shown)) if np.isfinite(shown).any() else 0.0
    undefined = _undefined(result, shares)
    for place, row in enumerate(rows):
        for column in range(len(result.groups)):
            value = values[row, column]
            if result.bands.cells[row, column]:
                text = result.small.band
            elif undefined[row, column]:
                text = _NO_VALUE
            elif np.isnan(value):
                continue
            else:
                text = f"{int(value)}" if shares is None else shares.text_of(float(value))
            dark = most > 0 and value / most > _DARK
            colour = "white" if dark else QUIET if value == 0 or undefined[row, column] else TEXT
            ax.text(column, place, text, ha="center", va="center", fontsize=_NUMBERS, color=colour)


def _labels(ax: "Axes", labels: list[str], names: list[tuple[str, str]], *, turned: bool) -> None:
    ax.set_yticks(range(len(labels)), labels, fontsize=SMALL)
    words = [_one_line(name) if turned else "\n".join(part for part in name if part) for name in names]
    ax.set_xticks(range(len(words)), words, fontsize=SMALL)
    ax.xaxis.tick_top()
    if turned:
        ax.tick_params(axis="x", labelrotation=_TILT)
        for label in ax.get_xticklabels():
            label.set(ha="left", rotation_mode="anchor")


def _nothing(ax: "Axes", words: str) -> None:
    """Say why there is nothing to draw."""
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines[:].set_visible(False)
    lines = "\n".join(wrap(words, _SENTENCE))
    ax.text(0, 0.5, lines, transform=ax.transAxes, va="center", fontsize=9, color=TEXT)


def _said(result: Crosstab, shares: Shares | None, rows: list[int]) -> list[str]:
    """Say what the picture shows, what is not shown, and whose codings were counted."""
    said = [(result if shares is None else shares).caption.rstrip(".")]
    if (np.isnan(result.values[rows]) & ~result.bands.cells[rows]).any():
        said.append(_hatched(result))
    if result.small.how == "passages" or result.small.shows_all:
        said.append(result.small.note.rstrip("."))
    left = len(result) - len(rows)
    unseen = len(_all_rows_hidden(result, rows))
    left -= unseen
    if rows and unseen:
        said.append(tn("{n} row is wholly hidden and left out", "{n} rows are wholly hidden and left out", unseen))
    if rows and left:
        said.append(tn("{n} row is left out", "{n} rows are left out", left))
    if result.counted.coders:
        said.append(result.counted.notes[0].rstrip("."))
    return [*said[:-1], said[-1] + "."]


def _all_rows_hidden(result: Crosstab, rows: list[int]) -> list[int]:
    """Give the rows that are not drawn and in which nothing is shown."""
    left = sorted(set(range(len(result))) - set(rows))
    return [row for row, shows in zip(left, _shows(result, left).tolist(), strict=True) if not shows]


def _hatched(result: Crosstab) -> str:
    if result.small.how == "passages":
        return t("Hatched: not shown, since small numbers could be worked out")
    least = result.small.threshold
    return t("Hatched: not shown, from fewer than {n} people, or others could be worked out", n=least)


def _alt(result: Crosstab, shares: Shares | None, rows: list[int]) -> str:
    """Describe the picture: for each group, its largest rows."""
    about = (result if shares is None else shares).caption
    if result.groups.ids and not rows and np.isnan(result.values).any():
        return f"{_all_hidden(result)} {about}."
    if not rows or not len(result.groups):
        return t("Heat map, empty. {about}.", about=about)
    values = (result.values if shares is None else shares.values)[rows]
    groups = []
    for column in range(len(result.groups)):
        order = [place for place in np.argsort(-values[:, column], kind="stable").tolist() if values[place, column] > 0]
        largest = [
            f"{_label(result, rows[place])} {_text(result, shares, rows[place], column)}" for place in order[:_NAMED]
        ]
        groups.append(f"{_one_line(_group(result, column))}: {', '.join(largest) or t('nothing is shown')}")
    size = tn("{n} row", "{n} rows", len(rows))
    width = tn("{n} group", "{n} groups", len(result.groups))
    return t(
        "Heat map, {rows}, {groups}. {about}. {largest}", rows=size, groups=width, about=about, largest=listed(groups)
    )


def _text(result: Crosstab, shares: Shares | None, row: int, column: int) -> str:
    return f"{int(result.values[row, column])}" if shares is None else shares.text_of(float(shares.values[row, column]))
