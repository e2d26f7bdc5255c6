"""Codes over time, one strip a case."""

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.counted import Counted
from fou_toolkit.analysis.small_cells import HIDDEN
from fou_toolkit.analysis.trajectory import TrajectoryResult
from fou_toolkit.analysis.trajectory.cells import per_cent
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.figures.hover import tell
from fou_toolkit.figures.plain import caption, label_of, room, width_of
from fou_toolkit.figures.style import (
    GRID,
    LINES,
    MARKERS,
    PALETTE,
    QUIET,
    SMALL,
    TEXT,
    described,
    listed,
    new_axes,
    quiet_axes,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

__all__ = ["empty", "nothing_to_see", "plot_trajectory", "whose"]

_MOST: Final = 6
"""Codes in one picture, if nobody says which; more lines are not told apart."""
_MOST_ASKED: Final = 8
_STRIP: Final = 0.92
"""Height of a strip in inches."""
_LOW_STRIP: Final = 0.72
"""Height of a strip where there are many."""
_HIGH_STRIP: Final = 1.6
"""Height of a strip where there are one or two."""
_FEW: Final = 2
_MANY: Final = 8
_BASE: Final = 0.28
"""Where the baseline of a strip is, as a share of it; below it stands how many texts there are."""
_TOP: Final = 0.92
"""Where the highest share of all strips is."""
_TINY: Final = 7.0
_CASE_LETTERS: Final = 20
"""Letters in a line of a case's name."""
_WIDE: Final = 9
"""With more periods than this, their names are turned."""
_TURN_MARK: Final = "v"
_GAP: Final = "–"


def plot_trajectory(
    result: TrajectoryResult, *, codes: str | Sequence[str] | None = None, ax: "Axes | None" = None
) -> "Axes":
    """Draw the share of the sentences with each code over time, one strip a case, all strips to one scale.

    A line breaks where a case was not heard (–) or where its number is kept back (·): a gap is no zero. Under each
    strip stands how many texts the shares rest on, with a · if one of the lines is kept back.
    A triangle shows a period in which people tell of a turning point. In `interactive`, each point has the key
    `(code, period, case)`.

    Args:
        result: From `trajectory`.
        codes: Ids of up to eight codes of the result; by default the six that stand most often.
        ax: Where to draw; by default a new figure.

    Returns:
        The axes; nothing is shown or saved.

    Raises:
        DataError: More than eight codes are asked for.
        UnknownIdError: A code is not in the result.
    """
    places = _chosen(result, codes)
    cases = len(result.cases)
    own = ax is None
    strip = _HIGH_STRIP if cases <= _FEW else _STRIP if cases <= _MANY else _LOW_STRIP
    ax = new_axes(ax, height=2 + strip * max(cases, 1))
    quiet_axes(ax)
    why = nothing_to_see(result)
    if why:
        empty(ax, why)
    else:
        top = _scale(result, places)
        for row in range(cases):
            _strip(ax, result, row, places, top)
        _label(ax, result)
    above = 0.0 if why else _legend(ax, result, places)
    notes = [result.caption, *_reading(result, places), *([] if why else _small(result))]
    below = caption(ax, ". ".join(note.rstrip(".") for note in notes if note) + ".", room(ax))
    if own:
        height = 0.5 if why else strip * cases + 0.35
        ax.figure.set_figheight(height + above + below + 0.3)  # type: ignore[union-attr]
    return described(ax, _said(result, places, why))


def nothing_to_see(result: TrajectoryResult) -> str:
    """Say why nothing can be drawn; empty if something can."""
    if not result.heard.any():
        return result.caption if not len(result.periods) else t("Nobody was heard in any period.")
    if result.hidden[result.heard].all():
        return t(
            "Nothing can be shown: every cell comes from fewer than {n} people. Put cases together: {how}.",
            n=result.small.threshold,
            how="result.together()",
        )
    if result.kept_back.any() and not np.nansum(result.counts):
        return t(
            "Nothing can be shown: each code is said by fewer than {n} people. Put cases together: {how}.",
            n=result.small.threshold,
            how="result.together()",
        )
    return ""


def whose(counted: Counted) -> str:
    """Say whose codings a picture shows."""
    return f"{t('Counted')}: {counted.whose}"


def empty(ax: "Axes", why: str) -> None:
    """Write a sentence where there is no picture."""
    ax.set_xticks([])
    ax.set_yticks([])
    ax.text(0, 0.5, "\n".join(wrap(why, 80)), transform=ax.transAxes, va="center", fontsize=9, color=TEXT)


def _chosen(result: TrajectoryResult, codes: str | Sequence[str] | None) -> list[int]:
    """Choose the lines: those that are asked for, or those that stand most often."""
    if codes is None:
        often = np.nansum(result.counts, axis=(0, 1))
        order = np.argsort(-often, kind="stable")[:_MOST]
        return sorted(place for place in order.tolist() if often[place] > 0)
    asked = [codes] if isinstance(codes, str) else list(dict.fromkeys(codes))
    missing = [code for code in asked if code not in result.codes]
    if missing:
        hint = t("Possible are: {names}", names=", ".join(result.codes))
        raise UnknownIdError(t("There is no code «{id}».", id=", ".join(missing)), hint=hint)
    if not 0 < len(asked) <= _MOST_ASKED:
        hint = t("Choose up to {n}.", n=_MOST_ASKED)
        raise DataError(t("So many codes cannot be told apart: {n}.", n=len(asked)), hint=hint)
    return [result.codes.index(code) for code in asked]


def _scale(result: TrajectoryResult, places: Sequence[int]) -> float:
    """Give the share at the top of every strip: a round one."""
    shares = result.shares[:, :, list(places)]
    largest = float(np.nanmax(shares)) if np.isfinite(shares).any() else 0.0
    return next((step for step in (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75) if largest <= step), 1.0)


def _height(row: int, share: float, top: float) -> float:
    """Give the height of a share in a strip; strips run downwards."""
    return row + 1 - (_BASE + (_TOP - _BASE) * share / top)


def _strip(ax: "Axes", result: TrajectoryResult, row: int, places: Sequence[int], top: float) -> None:
    """Draw one case."""
    periods = len(result.periods)
    for share in (0.0, top):
        ax.plot([-0.35, periods - 0.65], [_height(row, share, top)] * 2, color=GRID, linewidth=0.7, zorder=0)
    for share, word in ((0.0, "0"), (top, per_cent(top))):
        at = (periods - 0.6, _height(row, share, top))
        ax.annotate(word, at, fontsize=_TINY, color=QUIET, va="center", annotation_clip=False)
    shares = result.shares[row]
    for number, place in enumerate(places):
        for run in _runs(result, row, place):
            heights = [_height(row, float(shares[column, place]), top) for column in run]
            (line,) = ax.plot(run, heights, zorder=3, clip_on=False, **_look(number))
            _tell(line, result, row, place, run)
    for column in range(periods):
        heard, hidden = result.heard[row, column], result.hidden[row, column]
        word = _GAP if not heard else HIDDEN if hidden else _size(result, row, column, places)
        if result.periods.gaps or heard:
            ax.text(column, row + 0.91, word, ha="center", va="center", fontsize=_TINY, color=QUIET)
    for column, count in result.turning_marks(result.cases.values[row]).items():
        ax.plot(column, row + 0.06, _TURN_MARK, color=TEXT, markersize=5, clip_on=False, zorder=4)
        if count not in {"", "1"}:
            ax.annotate(count, (column, row + 0.06), (4, -2), textcoords="offset points", fontsize=_TINY, color=TEXT)


def _tell(line: "Line2D", result: TrajectoryResult, row: int, place: int, run: list[int]) -> None:
    """Let each point say what it stands for; its key is `(code, period, case)`."""
    about = f"{label_of(result.codes[place], result.names[place])}, {result.cases.labels[row]}"
    labels, values = result.periods.labels, result.periods.values
    shares = result.shares[row, :, place]
    texts = [f"{about}, {labels[column]}: {per_cent(float(shares[column]))}" for column in run]
    tell(line, texts, keys=[(result.codes[place], values[column], result.cases.values[row]) for column in run])


def _look(number: int) -> dict[str, Any]:
    """Give colour, mark and line of the code of a number; each tells it apart by itself."""
    line = LINES[number % len(LINES)]
    return {"color": PALETTE[number], "marker": MARKERS[number], "linestyle": line, "linewidth": 1.3, "markersize": 4.5}


def _size(result: TrajectoryResult, row: int, column: int, places: Sequence[int]) -> str:
    """Say how many texts a cell rests on, and whether one of the lines is kept back there."""
    texts = f"{result.texts[row, column]:.0f}"
    return f"{texts} {HIDDEN}" if result.kept_back[row, column, list(places)].any() else texts


def _runs(result: TrajectoryResult, row: int, place: int) -> list[list[int]]:
    """Give the stretches of periods that the line of a code goes through without a gap."""
    runs: list[list[int]] = [[]]
    for column in range(len(result.periods)):
        back = result.kept_back[row, column, place]
        if result.heard[row, column] and not back:
            runs[-1].append(column)
        elif result.periods.gaps or back:
            runs.append([])
    return [run for run in runs if run]


def _label(ax: "Axes", result: TrajectoryResult) -> None:
    cases, periods = len(result.cases), len(result.periods)
    names = ["\n".join(wrap(label, _CASE_LETTERS)) for label in result.cases.labels]
    ax.set_yticks([row + 0.45 for row in range(cases)], names)
    ax.set_ylim(cases, -0.1)
    ax.set_xticks(range(periods), result.periods.labels)
    ax.set_xlim(-0.5, periods - 0.45)
    if periods > _WIDE:
        ax.tick_params(axis="x", labelrotation=90, labelsize=_TINY)
    for row in range(1, cases):
        ax.axhline(row, color=GRID, linewidth=0.5)


def _legend(ax: "Axes", result: TrajectoryResult, places: Sequence[int]) -> float:
    """Name the lines above the picture; give the height that takes, in inches."""
    from matplotlib.lines import Line2D  # noqa: PLC0415 - heavy, imported where used

    marks = []
    for number, place in enumerate(places):
        label = label_of(result.codes[place], result.names[place])
        marks.append(Line2D([], [], label=label, **_look(number)))
    if any(result.turning_marks(case) for case in result.cases.values):
        label = t("tells of a turning point ({codes})", codes=", ".join(result.turning_points.codes))
        marks.append(Line2D([], [], marker=_TURN_MARK, color=TEXT, markersize=5, linewidth=0, label=label))
    if not marks:
        return 0.0
    words = [str(mark.get_label()) for mark in marks]
    # Handles and the blanks around them take half an inch.
    columns = 2 if len(marks) > 1 and 2 * (width_of(words) + 0.5) < room(ax) + 1.2 else 1
    ax.legend(
        handles=marks,
        loc="lower right",
        bbox_to_anchor=(1.0, 1.0),
        ncols=columns,
        frameon=False,
        fontsize=SMALL,
        handlelength=2.6,
    )
    return 0.17 * -(-len(marks) // columns) + 0.15


def _reading(result: TrajectoryResult, places: Sequence[int]) -> list[str]:
    """Say what the numbers under the strips are, and what is left out."""
    if nothing_to_see(result):
        return []
    sizes = t("Under each strip: number of texts; {gap} nobody was heard; {hidden} kept back", gap=_GAP, hidden=HIDDEN)
    notes = [sizes]
    often = int((np.nansum(result.counts, axis=(0, 1)) > 0).sum())
    if often > len(places):
        notes.append(tn("{n} code is not drawn", "{n} codes are not drawn", often - len(places)))
    return notes


def _small(result: TrajectoryResult) -> list[str]:
    """Give what has to stand under every picture: whose codings they are, and what is hidden."""
    small = [result.small.note] if result.kept_back.any() or result.small.shows_all else []
    return [whose(result.counted), *small]


def _said(result: TrajectoryResult, places: Sequence[int], why: str) -> str:
    """Tell what the picture shows."""
    if why:
        return why
    parts = []
    for row, case in enumerate(result.cases.labels):
        for place in places:
            steps = [
                f"{result.periods.labels[column]} {per_cent(float(result.shares[row, column, place]))}"
                for run in _runs(result, row, place)
                for column in run
            ]
            if steps:
                parts.append(f"{case}, {result.codes[place]}: {', '.join(steps)}")
    return t("Lines over time. {caption}. {data}.", caption=result.caption, data=listed(parts, 12))
