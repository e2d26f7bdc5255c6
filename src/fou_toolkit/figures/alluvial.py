"""What is talked about in each period, as bands that widen and narrow."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.small_cells import HIDDEN
from fou_toolkit.analysis.trajectory import TrajectoryResult
from fou_toolkit.analysis.trajectory.cells import per_cent
from fou_toolkit.errors import UnknownIdError
from fou_toolkit.figures.hover import tell
from fou_toolkit.figures.plain import caption, label_of, room
from fou_toolkit.figures.style import HATCHES, PALETTE, QUIET, TEXT, described, listed, new_axes, quiet_axes
from fou_toolkit.figures.trajectory import empty, nothing_to_see, whose

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer

__all__ = ["plot_alluvial", "spread"]

Floats = npt.NDArray[np.float64]

_HEIGHT: Final = 4.2
_BAR: Final = 0.13
"""Half the width of a bar, where periods are one apart."""
_READABLE: Final = 0.035
"""Share from which on a bar has room for its number."""
_LINE: Final = 0.034
"""Height of a label, as a share of the picture."""
_STEPS: Final = 24
_PALE: Final = (0.55, 0.8)
"""How much white there is in the colours: neighbours differ in lightness."""
_TINY: Final = 7.0
_GAP: Final = "–"
_OUT: Final = 0.1
"""How far from the bar a name stands."""
_WIDE: Final = 5
"""With more periods than this, words are short, and names are turned."""
_ROW_LETTERS: Final = 34
_NEAR: Final = 3
"""With more periods than this, how many codes are kept back is a sign and a number."""


def plot_alluvial(result: TrajectoryResult, *, case: str | None = None, ax: "Axes | None" = None) -> "Axes":
    """Draw what share each code has of all that was coded in a period, as bands from period to period.

    In a period, shares add up to 100 %; a sentence with two codes counts for both. Bands keep the order of the
    codebook. They connect shares and follow no single sentence or person. A period in which nobody was heard (–), or
    whose numbers are kept back (·), has no bar, and the bands end before it. Where few people say some of the codes,
    these have no band, the shares are of the others, and under the bar stands how many codes are kept back.
    In `interactive`, each bar has the key `(code, period)`, and the case as a third where there are several.

    Args:
        result: From `trajectory`.
        case: One of the cases; by default all cases together.
        ax: Where to draw; by default a new figure.

    Returns:
        The axes; nothing is shown or saved.

    Raises:
        UnknownIdError: There is no such case.
    """
    shown = result if case is not None or len(result.cases) == 1 else result.together()
    row = _row(shown, case)
    why = nothing_to_see(shown) or ("" if _any(shown, row) else t("Nothing can be shown for this case."))
    own = ax is None
    ax = new_axes(ax, height=_HEIGHT + 1)
    quiet_axes(ax)
    shares = np.zeros((len(shown.periods), 0)) if why else _shares(shown, row)
    if why:
        empty(ax, why)
    else:
        kept = np.flatnonzero(np.nansum(shares, axis=0) > 0).tolist()
        _bands(ax, shown, row, shares, kept)
        _names(ax, shown, shares, kept)
        _periods(ax, shown, row, shares)
    notes = [
        t(
            "Share of all that was coded in a period: {case}",
            case=shown.cases.labels[row] if len(shown.cases) else _GAP,
        ),
        t("Bands connect shares; they follow no single sentence"),
        whose(shown.counted),
        *(
            [t("Where codes are kept back ({sign}), shares are of the others", sign=HIDDEN)]
            if not why and _some_back(shown, row)
            else []
        ),
        *([shown.small.note] if shown.kept_back.any() or shown.small.shows_all else []),
    ]
    below = caption(ax, ". ".join(note.rstrip(".") for note in notes) + ".", room(ax))
    if own:
        ax.figure.set_figheight((0.5 if why else _HEIGHT) + below + 0.45)  # type: ignore[union-attr]
    return described(ax, why or _said(shown, row, shares))


def spread(places: Sequence[float], least: float, low: float = 0.0, high: float = 1.0) -> list[float]:
    """Move labels apart that stand too near each other, as little as may be; their order stays.

    Args:
        places: Where they should stand, in order.
        least: Distance between two.
        low: Where the first may stand.
        high: Where the last may stand, if there is room.

    >>> [round(place, 2) for place in spread([0.5, 0.5, 0.9], 0.1)]
    [0.45, 0.55, 0.9]
    """
    groups: list[tuple[float, int]] = []
    for place in places:
        # A group is told by its middle and its number; two that touch become one.
        groups.append((place, 1))
        while len(groups) > 1:
            (one, n), (other, m) = groups[-2:]
            if other - one >= least * (n + m) / 2:
                break
            groups[-2:] = [((one * n + other * m) / (n + m), n + m)]
    spread_out: list[float] = []
    for middle, size in groups:
        begin = max(low, min(middle - least * (size - 1) / 2, high - least * (size - 1)))
        begin = max(begin, spread_out[-1] + least) if spread_out else begin
        spread_out += [begin + least * number for number in range(size)]
    return spread_out


def _row(result: TrajectoryResult, case: str | None) -> int:
    if case is None:
        return 0
    if case not in result.cases.values:
        hint = t("Possible are: {names}", names=", ".join(result.cases.values))
        raise UnknownIdError(t("There is no case «{name}».", name=case), hint=hint)
    return result.cases.values.index(case)


def _case(result: TrajectoryResult, row: int) -> str:
    return result.cases.labels[row] if len(result.cases) else _GAP


def _any(result: TrajectoryResult, row: int) -> bool:
    return len(result.cases) > 0 and bool(np.nansum(result.counts[row]) > 0)


def _shares(result: TrajectoryResult, row: int) -> Floats:
    """Give the share of each code among all that was coded, shape `(periods, codes)`; NaN where there is nothing.

    A code that is kept back is NaN as well, and the shares are those of the others.
    """
    counts = result.counts[row]
    total = np.nansum(counts, axis=1, keepdims=True)
    shares: Floats = counts / np.where(total > 0, total, np.nan)
    return shares


def _some_back(result: TrajectoryResult, row: int) -> bool:
    """Tell whether some codes of a period that is drawn are kept back."""
    return bool((result.kept_back[row] & ~result.hidden[row][:, None]).any())


def _look(place: int) -> tuple[tuple[float, float, float], str]:
    """Give colour and hatching of the band of a number."""
    from matplotlib.colors import to_rgb  # noqa: PLC0415 - heavy, imported where used

    white = _PALE[place % 2]
    red, green, blue = (part + (1 - part) * white for part in to_rgb(PALETTE[place % len(PALETTE)]))
    return (red, green, blue), HATCHES[place % len(HATCHES)]


def _scale(periods: int, most: float = np.inf) -> float:
    """Tell how much wider things have to be where there are many periods, for they stand nearer each other."""
    return min(max(periods / 3, 1.0), most)


def _bands(ax: "Axes", result: TrajectoryResult, row: int, shares: Floats, kept: Sequence[int]) -> None:
    """Draw bars, which tell what they are, and bands between neighbours that both are there."""
    ends = np.cumsum(np.nan_to_num(shares[:, list(kept)]), axis=1)
    begins = ends - np.nan_to_num(shares[:, list(kept)])
    half = _BAR * _scale(len(shares), most=2.2)
    step = np.linspace(0, 1, _STEPS)
    smooth = step * step * (3 - 2 * step)
    for number, place in enumerate(kept):
        colour, hatch = _look(place)
        known = np.isfinite(shares[:, place])
        for column in np.flatnonzero(known).tolist():
            low, high = begins[column, number], ends[column, number]
            if high > low:
                look: dict[str, Any] = {"color": colour, "hatch": hatch, "edgecolor": "#555555", "linewidth": 0.5}
                bar = ax.bar(column, high - low, 2 * half, low, **look)
                _tell(bar, result, (row, column, place), float(high - low))
            if high - low >= _READABLE and len(shares) <= _WIDE:
                where = {"boxstyle": "square,pad=0.12", "facecolor": "white", "edgecolor": "none", "alpha": 0.85}
                word = f"{100 * (high - low):.0f}"
                ax.text(
                    column, (low + high) / 2, word, ha="center", va="center", fontsize=_TINY, color=TEXT, bbox=where
                )
            if column + 1 < len(known) and known[column + 1]:
                across = column + half + step * (1 - 2 * half)
                lower = low + (begins[column + 1, number] - low) * smooth
                upper = high + (ends[column + 1, number] - high) * smooth
                ax.fill_between(across, lower, upper, color=colour, linewidth=0, alpha=0.6, zorder=0)


def _tell(bar: "BarContainer", result: TrajectoryResult, at: tuple[int, int, int], share: float) -> None:
    """Let a bar say what it stands for; its key is `(code, period)`, and the case where there are several."""
    row, column, place = at
    about = f"{label_of(result.codes[place], result.names[place])}, {result.periods.labels[column]}"
    case = (result.cases.values[row],) if len(result.cases) > 1 else ()
    key = (result.codes[place], result.periods.values[column], *case)
    tell(bar, f"{about}: {per_cent(share)}", keys=[key])


def _names(ax: "Axes", result: TrajectoryResult, shares: Floats, kept: Sequence[int]) -> None:
    """Write the name of each band beside the last bar that has it, and its id beside the first."""
    known = np.flatnonzero(np.isfinite(shares).any(axis=1)).tolist()
    half, away = _BAR * _scale(len(shares), most=2.2), _OUT * _scale(len(shares))
    for column, right in {known[0]: False, known[-1]: True}.items():
        # What has no share in the last bar is named there all the same; it is named nowhere else.
        here = [place for place in kept if right or shares[column, place] > 0]
        parts = np.nan_to_num(shares[column, here])
        heights = (np.cumsum(parts) - parts / 2).tolist()
        edge = column + (half if right else -half)
        out = edge + (away if right else -away)
        for place, height, at in zip(here, heights, spread(heights, _LINE), strict=True):
            ax.plot([edge, out], [height, at], color=QUIET, linewidth=0.5, clip_on=False)
            word = _short(result, place) if right else result.codes[place]
            word = f"{word} {HIDDEN}" if np.isnan(shares[column, place]) else word
            side = "left" if right else "right"
            ax.annotate(
                word,
                (out, at),
                ha=side,
                va="center",
                fontsize=_TINY,
                color=TEXT,
                annotation_clip=False,
            )


def _short(result: TrajectoryResult, place: int) -> str:
    label = label_of(result.codes[place], result.names[place])
    return label if len(label) <= _ROW_LETTERS else label[: _ROW_LETTERS - 1].rstrip(" …") + "…"


def _periods(ax: "Axes", result: TrajectoryResult, row: int, shares: Floats) -> None:
    """Name the periods, with how many texts they rest on, and mark those in which turning points are told of."""
    labels = []
    wide = len(result.periods) > _WIDE
    for column, label in enumerate(result.periods.labels):
        known = np.isfinite(shares[column]).any()
        number = result.texts[row, column]
        size = [] if np.isnan(number) else [t("texts: {n}", n=f"{number:.0f}")]
        closed = int(result.kept_back[row, column].sum())
        if known and closed:
            words = tn("{n} code is kept back ({sign})", "{n} codes are kept back ({sign})", closed, sign=HIDDEN)
            size.append(f"{HIDDEN} {closed}" if len(result.periods) > _NEAR else words)
        labels.append(f"{label} ({', '.join(size)})" if wide and size else "\n".join([label, *size]))
        if not known:
            why = HIDDEN if closed else _GAP
            if not wide:
                why = _absent(result, row, column)
            ax.text(column, 0.5, why, ha="center", va="center", fontsize=_TINY, color=QUIET)
    for column, count in result.turning_marks(result.cases.values[row]).items():
        words = "" if wide else t("turning points told of: {n}", n=count) if count else t("turning points told of")
        word = f"▼ {words or count}".rstrip()
        ax.annotate(word, (column, -0.02), ha="center", va="bottom", fontsize=_TINY, annotation_clip=False)
    ax.set_xticks(range(len(labels)), labels)
    if wide:
        ax.tick_params(axis="x", labelrotation=90, labelsize=_TINY)
    margin = 0.35 * _scale(len(labels))
    ax.set_xlim(-margin, len(labels) - 1 + margin)
    ax.set_ylim(1.0, 0)
    ax.set_yticks([])


def _absent(result: TrajectoryResult, row: int, column: int) -> str:
    """Say why a period has no bar."""
    if not result.heard[row, column]:
        return t("not heard")
    return t("kept back") if result.kept_back[row, column].any() else t("no codes")


def _said(result: TrajectoryResult, row: int, shares: Floats) -> str:
    """Tell what the picture shows."""
    parts = []
    for column, label in enumerate(result.periods.labels):
        if np.isfinite(shares[column]).any():
            order = np.argsort(-np.nan_to_num(shares[column], nan=-1), kind="stable")[:4].tolist()
            known = [place for place in order if np.isfinite(shares[column, place])]
            most = ", ".join(f"{result.codes[place]} {per_cent(shares[column, place])}" for place in known)
            parts.append(f"{label}: {most}")
    return t("Bands over time: {case}. The largest shares: {data}.", case=_case(result, row), data=listed(parts, 12))
