"""How far coders agree, code by code, and which codes they mix up; readable in grey, and without traffic lights."""

import math
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from fou_toolkit._i18n import t
from fou_toolkit.analysis.agreement import AgreementResult, AgreementRow, Confusion
from fou_toolkit.analysis.agreement.confusion import NOTHING, SHARED
from fou_toolkit.analysis.agreement.notes import FEW_TEXTS, RARE
from fou_toolkit.figures.plain import caption, check_top, label_of, no_mathematics, room, width_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

__all__ = ["plot_agreement", "plot_confusion"]

LINES: Final = (0.667, 0.8)
"""Krippendorff's conventions: below the first, draw no conclusions; from the second on, rely on the data."""

_ROW_HEIGHT: Final = 0.26
_CELL: Final = 0.42
_INK: Final = "#33566b"
_QUIET: Final = "#8a8a8a"
_DARK: Final = 0.5
"""From this share on, a number in a cell is white."""
_SEEN: Final = 0.005
"""A smaller share of a row is shown as nothing."""
_LEAST: Final = -0.25
"""What lies lower is drawn as an arrow at the left edge, with its number."""
_EDGE: Final = _LEAST - 0.03
_FIELD: Final = 3.4
"""Width of the field with the dots, in inches, at least; a legend has to fit above it."""
_NARROWEST: Final = 6.4
"""Width of a table of cells, in inches, at least; the caption has to fit below it."""
_THIN: Final[dict[str, Any]] = {"color": _QUIET, "markersize": 8, "markeredgewidth": 1.4, "markerfacecolor": "white"}
"""How AC1 looks."""
_TILT: Final = 60
"""How far the labels above a table are turned, in degrees."""


def plot_agreement(
    result: AgreementResult, *, top: int | None = None, undefined: bool = False, ax: "Axes | None" = None
) -> "Axes":
    """Draw α and its interval for each code, the summaries on top, and AC1 where a code is rare or common.

    The lines at .667 and .80 are conventions, not verdicts. Beside each code stands the share of units that has it. A
    hollow dot: no disagreement was seen, which says little where a code is rare.

    Args:
        result: From `agreement`.
        top: How many codes: those that were used most; by default all. Summaries are always there.
        undefined: Whether codes whose α is undefined have a row, without a dot.
        ax: Where to draw; by default a new figure.

    Returns:
        The axes; nothing is shown or saved.

    Raises:
        DataError: `top` is no whole number from 1.
    """
    import matplotlib.pyplot as plt  # noqa: PLC0415 - heavy, imported where used

    rows, notes = _chosen(result, top, undefined=undefined)
    own = ax is None
    if ax is None:
        width = max(6.6, width_of(_labels(rows)) + _FIELD + 1.2)
        ax = plt.figure(figsize=(width, 3 + _ROW_HEIGHT * len(rows)), layout="constrained").add_subplot()
    for line in LINES:
        ax.axvline(line, color="#555555", linewidth=0.8, linestyle=(0, (4, 3)), zorder=0)
        ax.text(line, 1.0, f"{line:.3f}".rstrip("0"), transform=ax.get_xaxis_transform(), ha="center", fontsize=7.5)
    ax.axvline(0, color="#bbbbbb", linewidth=0.8, zorder=0)
    for place, row in enumerate(rows):
        _row(ax, place, row)
    _label_agreement(ax, rows)
    width = room(ax)
    above = _legend(ax, result, width, hollow=any(map(_without_disagreement, rows)))
    if result.for_talk:
        above += _heading(ax, above)
    below = caption(ax, ". ".join([result.caption.rstrip("."), *notes]), width)
    if own:
        ax.figure.set_figheight(0.75 + above + below + _ROW_HEIGHT * len(rows))  # type: ignore[union-attr]
    return ax


def _chosen(result: AgreementResult, top: int | None, *, undefined: bool) -> tuple[list[AgreementRow], list[str]]:
    """Choose the rows of a figure, and say what is not shown, and what to beware of."""
    alpha = _alpha(result)
    codes = [row for row in result if row.id]
    known = codes if undefined else [row for row in codes if not math.isnan(row["alpha"].value)]
    most = len(known) if top is None else check_top(top)
    # A stable order: of two that were used alike, the first of the codebook stays.
    used = sorted(range(len(known)), key=lambda place: -sum(known[place].found))[:most]
    rows = [row for row in result if not row.id] + [known[place] for place in sorted(used)]
    notes = []
    if len(codes) > len(known):
        notes.append(t("Not shown, since {alpha} is undefined: {n}", alpha=alpha, n=len(codes) - len(known)))
    if len(known) > len(used):
        notes.append(t("Not shown, since used less: {n}", n=len(known) - len(used)))
    if any(map(_in_few_texts, rows)):
        notes.append(t("{mark} in fewer than {n} texts: the interval is too narrow.", mark=RARE, n=FEW_TEXTS))
    return rows, notes


def _alpha(result: AgreementResult) -> str:
    return "uα" if result.unit == "character" else "α"


def _without_disagreement(row: AgreementRow) -> bool:
    """Tell whether coders agree all along: α is 1 then, and only then."""
    return row["alpha"].value == 1


def _in_few_texts(row: AgreementRow) -> bool:
    """Tell whether an interval is made of too few texts."""
    return row.rare and not math.isnan(row["alpha"].low)


def _row(ax: "Axes", place: int, row: AgreementRow) -> None:
    """Draw one code."""
    alpha, ac1 = row["alpha"], row["ac1"]
    pooled = not row.id
    # An interval that reaches beyond the edge runs out of the picture; one that lies beyond it is not seen.
    if alpha.high > _LEAST:
        ends = [alpha.low if alpha.low >= _LEAST else _EDGE, alpha.high]
        ax.plot(ends, [place, place], color=_INK, linewidth=2.4 if pooled else 1.4, solid_capstyle="butt", zorder=2)
    if not math.isnan(alpha.value):
        inside = alpha.value >= _LEAST
        shape = ("D" if pooled else "o") if inside else "<"
        face = "white" if _without_disagreement(row) else _INK
        size = 6 if pooled else 4.5
        at = max(alpha.value, _LEAST)
        ax.plot(at, place, shape, color=_INK, markerfacecolor=face, markersize=size, zorder=3)
        if not inside:
            number = f"\N{MINUS SIGN}{-alpha.value:.2f}"
            ax.annotate(number, (at, place), (5, 2), textcoords="offset points", fontsize=7)
    if row.skewed and not math.isnan(ac1.value):
        shape = "|" if ac1.value >= _LEAST else "<"
        ax.plot(max(ac1.value, _LEAST), place, shape, zorder=1, **_THIN)


def _legend(ax: "Axes", result: AgreementResult, width: float, *, hollow: bool) -> float:
    """Explain the marks above the picture, in two columns if they fit; give the height that takes, in inches."""
    alpha = _alpha(result)
    # Without intervals there is no line to explain.
    line, first = (0.0, alpha) if result.bootstrap is None else (1.4, t("{alpha}, with its interval", alpha=alpha))
    marks = [_mark("o", first, color=_INK, markersize=4.5, linewidth=line)]
    if hollow:
        marks.append(_mark("o", t("no disagreement seen"), color=_INK, markersize=4.5, markerfacecolor="white"))
    rare = t("AC1, where a code is rare or common")
    marks.append(_mark("|", rare, **_THIN))
    words = [str(mark.get_label()) for mark in marks]
    columns = 2 if width_of(words[:-1]) + width_of(words[-1:]) + 1.2 < width else 1
    ax.legend(
        handles=marks,
        loc="lower left",
        bbox_to_anchor=(0, 1.0),
        ncols=columns,
        frameon=False,
        fontsize=8,
        borderaxespad=1.2,
    )
    return 0.3 + 0.17 * math.ceil(len(marks) / columns)


def _mark(shape: str, label: str, *, linewidth: float = 0.0, **look: Any) -> "Line2D":  # noqa: ANN401 - as matplotlib has it
    from matplotlib.lines import Line2D  # noqa: PLC0415 - heavy, imported where used

    return Line2D([], [], marker=shape, label=label, linewidth=linewidth, **look)


def _heading(ax: "Axes", above: float = 0.08) -> float:
    """Say on top that the figures are there for talk only; give the height that takes, in inches."""
    ax.set_title(t("For talk"), loc="left", fontsize=11, pad=72 * above)
    return 0.25


def _labels(rows: list[AgreementRow]) -> list[str]:
    return [label_of(row.id, row.name) if row.id else row.label for row in rows]


def _label_agreement(ax: "Axes", rows: list[AgreementRow]) -> None:
    ax.set_yticks(range(len(rows)), _labels(rows), fontsize=8)
    ax.set_ylim(len(rows) - 0.5, -0.7)
    ax.set_xlim(_EDGE, 1.03)
    ax.grid(visible=True, axis="y", color="#eeeeee", linewidth=0.6)
    ax.set_axisbelow(True)
    ax.tick_params(length=0)
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    beside = ax.twinx()
    beside.set_ylim(ax.get_ylim())
    shares = ["–" if math.isnan(row.prevalence) else f"{row.prevalence:.1%}" for row in rows]
    signs = [f" {RARE}" if _in_few_texts(row) else "" for row in rows]
    labels = [share + sign for share, sign in zip(shares, signs, strict=True)]
    beside.set_yticks(range(len(rows)), labels, fontsize=7.5, color="#444444")
    beside.tick_params(length=0)
    beside.spines[:].set_visible(False)
    beside.annotate(
        t("has the code"), (1, 1), (4, 2), xycoords="axes fraction", textcoords="offset points", fontsize=7.5
    )
    no_mathematics(ax)
    no_mathematics(beside)


def plot_confusion(confusion: Confusion, *, top: int = 16, ax: "Axes | None" = None) -> "Axes":
    """Draw which codes are taken for each other: where one has the row's code, how often another has the column's.

    Args:
        confusion: From `AgreementResult.confusion()`.
        top: How many codes: those of the pairs that were mixed up most often, then those where others most often have
            no code.
        ax: Where to draw; by default a new figure.

    Returns:
        The axes; nothing is shown or saved.

    Raises:
        DataError: `top` is no whole number from 1.
    """
    import matplotlib.pyplot as plt  # noqa: PLC0415 - heavy, imported where used

    pairs = _mixed_pairs(confusion)
    shown = _most_mixed(confusion, pairs, check_top(top))
    labels = [label_of(confusion.ids[place], confusion.names[place]) for place in shown]
    columns = [*(confusion.ids[place] for place in shown), t("only shared codes"), t("no code")]
    above = width_of(columns) * math.sin(math.radians(_TILT)) if shown else 0.0
    size = _CELL * max(len(shown), 1)
    own = ax is None
    if ax is None:
        width = max(width_of([*labels, ""]) + size + 2 * _CELL + 1.2, _NARROWEST)
        ax = plt.figure(figsize=(width, size + above + 2), layout="constrained").add_subplot()
    if shown:
        _cells(ax, _shares(confusion, shown))
        _label_confusion(ax, labels, columns)
    else:
        _nothing(ax)
    if confusion.for_talk:
        above += _heading(ax)
    said = ". ".join([confusion.caption.rstrip("."), *_notes(confusion, shown, pairs)])
    below = caption(ax, said, room(ax))
    no_mathematics(ax)
    if own:
        ax.figure.set_figheight(0.35 + above + size + below)  # type: ignore[union-attr]
    return ax


def _mixed_pairs(confusion: Confusion) -> list[list[int]]:
    """Give the pairs of codes that were mixed up, the most frequent first."""
    codes = len(confusion.ids)
    # Sums of thirds differ in their last digit, which must not decide about the order.
    mixed = np.round(confusion.counts[:, :codes] + confusion.counts[:, :codes].T, 9)
    one, two = np.triu_indices(codes, 1)
    order = np.argsort(-mixed[one, two], kind="stable")
    order = order[mixed[one, two][order] > 0]
    pairs: list[list[int]] = np.stack((one[order], two[order]), axis=1).tolist()
    return pairs


def _most_mixed(confusion: Confusion, pairs: list[list[int]], top: int) -> list[int]:
    """Choose codes: those of the first pairs, then those where others have nothing; in the order of the codebook."""
    nothing = np.round(confusion.counts[:, NOTHING], 9)
    alone = [place for place in np.argsort(-nothing, kind="stable").tolist() if nothing[place] > 0]
    wanted = dict.fromkeys([*(place for pair in pairs for place in pair), *alone])
    return sorted(islice(wanted, top))


def _shares(confusion: Confusion, shown: list[int]) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    return np.nan_to_num(confusion.shares[np.ix_(shown, [*shown, SHARED, NOTHING])])


def _notes(confusion: Confusion, shown: list[int], pairs: list[list[int]]) -> list[str]:
    """Say how to read the cells."""
    if not shown:
        return []
    notes = [] if pairs else [t("No codes were taken for each other.").rstrip(".")]
    rest = np.delete(confusion.counts[shown, : len(confusion.ids)], shown, axis=1)
    if (rest > 0).any():
        return [*notes, t("Per cent of the row. Rows do not add up to 100: codes that are not shown are left out.")]
    return [*notes, t("Per cent of the row.")]


def _cells(ax: "Axes", shares: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> None:
    """Draw the cells with their numbers, and a line between codes and the columns that are none."""
    ax.imshow(shares, cmap="Greys", vmin=0, vmax=1, aspect="equal")
    # What is left of the width belongs to the caption.
    ax.set_anchor("NW")
    for row, column in np.argwhere(shares >= _SEEN).tolist():
        share = shares[row, column]
        colour = "white" if share > _DARK else "#222222"
        ax.text(column, row, f"{share * 100:.0f}", ha="center", va="center", fontsize=7.5, color=colour)
    ax.axvline(len(shares) - 0.5, color="#777777", linewidth=0.8)


def _label_confusion(ax: "Axes", labels: list[str], columns: list[str]) -> None:
    ax.set_yticks(range(len(labels)), labels, fontsize=8)
    ax.set_xticks(range(len(columns)), columns, fontsize=8)
    ax.tick_params(axis="x", labelrotation=_TILT)
    for label in ax.get_xticklabels():
        label.set(ha="left", rotation_mode="anchor")
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    no_mathematics(ax)


def _nothing(ax: "Axes") -> None:
    """Say that there is nothing to draw."""
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines[:].set_visible(False)
    words = t("No codes were taken for each other.")
    ax.text(0, 0.5, words, transform=ax.transAxes, va="center", fontsize=9, color="#222222")
