"""Who speaks: shares of the talk beside a declared target, and their course over phases."""

import math
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, Final

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.small_cells import HIDDEN
from fou_toolkit.analysis.voice import Voice, VoiceOverTime, VoiceRow
from fou_toolkit.analysis.voice.rows import MEASURES
from fou_toolkit.analysis.voice.target import percent, percent_of
from fou_toolkit.errors import DataError
from fou_toolkit.figures.plain import caption, check_top, room, width_of
from fou_toolkit.figures.style import (
    A4_WIDTH,
    INK,
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
from fou_toolkit.figures.talk_words import nothing, sentences, short
from fou_toolkit.figures.turns import plot_turns

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_talk_share", "plot_talk_share_over_time", "plot_turns"]

_ROW: Final = 0.27
_BAND: Final = "#d9d9d9"
_LABEL: Final = 0.17
"""Inches from label to label at the right of a course."""
_LINES: Final = 6
"""Groups in one picture of a course, unless others are asked for."""


def plot_talk_share(result: Voice, *, top: int | None = None, ax: "Axes | None" = None) -> "Axes":
    """Draw each person's or group's share of the talk, with its interval, and the target that was declared for it.

    The filled dot is the share of all conversations together, the hollow diamond the mean of conversations: where they
    lie apart, long conversations decide. Grey stretches are targets; without a target nothing is drawn there.

    Args:
        result: From `voice`.
        top: How many: those who have most; by default all.
        ax: Where to draw; by default a new figure.

    Returns:
        The axes; nothing is shown or saved.

    Raises:
        DataError: `top` is no whole number from 1.
    """
    known = [row for row in result if not row.hidden and not math.isnan(row.share.value)]
    most = len(known) if top is None else check_top(top)
    order = sorted(range(len(known)), key=lambda place: -known[place].share.value)[:most]
    rows = [known[place] for place in sorted(order)]
    own = ax is None
    ax = new_axes(ax, height=1.6 + _ROW * max(len(rows), 1))
    if not rows:
        return nothing(ax, result.caption, _unseen(result))
    for place, row in enumerate(rows):
        _share_row(ax, place, row)
    quiet_axes(ax, grid="x")
    ax.set_yticks(range(len(rows)), [short(row.label) for row in rows])
    ax.set_ylim(len(rows) - 0.4, -0.6)
    _per_cent(ax, "x", rows)
    _beside(ax, rows, result.facts.measure)
    above = _share_legend(ax, rows)
    notes = [result.caption, *_unseen(result)]
    if len(rows) < len(known):
        notes.append(t("Not shown, since they say less: {n}", n=len(known) - len(rows)))
    below = caption(ax, sentences([*notes, *result.facts.of_shares()]), room(ax))
    if own:
        ax.figure.set_figheight(0.55 + above + below + _ROW * len(rows))  # type: ignore[union-attr]
    return described(ax, _share_alt(result, rows))


def _share_row(ax: "Axes", place: int, row: VoiceRow) -> None:
    """Draw one row."""
    if row.target is not None:
        width = max(row.target.high - row.target.low, 0.004)
        left = (row.target.low + row.target.high - width) / 2
        ax.barh(place, width, 0.8, left, color=_BAND, edgecolor=QUIET, linewidth=0.6, hatch="////", zorder=1)
    if not math.isnan(row.share.low):
        ax.plot([row.share.low, row.share.high], [place, place], color=INK, linewidth=1.6, zorder=2)
    if not math.isnan(row.mean.value):
        ax.plot(row.mean.value, place, "D", color=INK, markerfacecolor="white", markersize=6.5, zorder=3)
    ax.plot(row.share.value, place, "o", color=INK, markersize=4.5, zorder=4)


def _beside(ax: "Axes", rows: Sequence[VoiceRow], measure: str) -> None:
    """Write at the right how much there is behind each share."""
    beside = ax.twinx()
    beside.set_ylim(ax.get_ylim())
    beside.set_yticks(range(len(rows)), [str(getattr(row, measure)) for row in rows])
    quiet_axes(beside)
    look: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points", "fontsize": 7.5, "color": TEXT}
    beside.annotate(t(MEASURES[measure]), (1, 1), (4, 2), **look)


def _share_legend(ax: "Axes", rows: Sequence[VoiceRow]) -> float:
    """Explain the marks above the picture; give the height that takes, in inches."""
    from matplotlib.lines import Line2D  # noqa: PLC0415 - heavy, imported where used
    from matplotlib.patches import Patch  # noqa: PLC0415 - heavy, imported where used

    line = 0.0 if all(math.isnan(row.share.low) for row in rows) else 1.6
    first = t("all conversations together, with interval") if line else t("all conversations together")
    marks: list[Any] = [
        Line2D([], [], marker="o", color=INK, markersize=4.5, linewidth=line, label=first),
        Line2D([], [], marker="D", color=INK, markerfacecolor="white", linewidth=0, label=t("mean of conversations")),
    ]
    if any(row.target for row in rows):
        marks.append(Patch(facecolor=_BAND, edgecolor=QUIET, hatch="////", label=t("declared target")))
    columns = _columns([str(mark.get_label()) for mark in marks], A4_WIDTH - 1.6)
    ax.legend(handles=marks, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=columns, frameon=False, fontsize=SMALL)
    return 0.25 + 0.19 * math.ceil(len(marks) / columns)


def _columns(labels: Sequence[str], width: float) -> int:
    """Tell how many entries of a legend stand side by side."""
    fits = [number for number in (3, 2) if number <= len(labels) and number * (width_of(labels) + 0.55) < width]
    return max(fits, default=1)


def _share_alt(result: Voice, rows: Sequence[VoiceRow]) -> str:
    """Say in words what is drawn."""
    parts = []
    for row in rows:
        part = f"{row.label} {percent_of(row.share)}"
        parts.append(f"{part}, {t('target')} {row.target}" if row.target else part)
    what = t("share of {what}", what=t(MEASURES[result.facts.measure]))
    return sentences([result.caption, f"{what}: {listed(parts)}", *_unseen(result)])


def plot_talk_share_over_time(
    result: Voice | VoiceOverTime, *, groups: Collection[str] | None = None, ax: "Axes | None" = None
) -> "Axes":
    """Draw how shares of the talk go from phase to phase, with intervals, and targets as bands.

    Args:
        result: From `voice(..., over="phase")`.
        groups: Who is drawn; by default those with a target, or the six with the largest shares.
        ax: Where to draw; by default a new figure.

    Returns:
        The axes; nothing is shown or saved.

    Raises:
        DataError: The result has no course.
        UnknownIdError: There is no such group.
    """
    found = result.over_time if isinstance(result, Voice) else result
    if found is None:
        raise DataError(t("There is no course to draw."), hint=t("Ask for one: {option}", option='over="phase"'))
    courses = _chosen(found, groups)
    own = ax is None
    ax = new_axes(ax, height=4.2)
    if not courses or not found.occasions:
        return nothing(ax, found.caption, _unseen(found))
    for place, course in enumerate(courses):
        _course(ax, place, len(courses), course)
    quiet_axes(ax, grid="y")
    ax.set_xticks(range(len(found.occasions)), [_occasion(found, when) for when in found.occasions])
    ax.set_xlim(-0.4, len(found.occasions) - 0.6)
    rows = [row for course in courses for row in course]
    _per_cent(ax, "y", rows)
    measure = t("share of {what}", what=t(MEASURES[found.facts.measure]))
    ax.set_title(measure, loc="left", fontsize=9, color=TEXT)
    labels = _end_labels(ax, courses)
    notes = [found.caption]
    left = len(found.groups) - len(courses)
    if left:
        notes.append(tn("{n} group is not shown.", "{n} groups are not shown.", left).rstrip("."))
    if found.facts.target is not None:
        notes.append(t("Bands: targets"))
    notes += _unseen(found)
    below = caption(ax, sentences([*notes, *found.facts.of_shares(mean=False)]), room(ax))
    if own:
        ax.figure.set_figheight(max(3.6, 0.5 + _LABEL * labels) + below)  # type: ignore[union-attr]
    return described(ax, _course_alt(found, courses))


def _chosen(found: VoiceOverTime, groups: Collection[str] | None) -> list[tuple[VoiceRow, ...]]:
    """Choose the courses that are drawn, in the order of the groups."""
    if groups is not None:
        asked = [groups] if isinstance(groups, str) else list(groups)
        return [_visible(found.of(name)) for name in asked if _visible(found.of(name))]
    courses = {name: course for name in found.groups if (course := _visible(found.of(name)))}
    aimed = [name for name in courses if found.facts.target and name in found.facts.target.groups]
    largest = sorted(courses, key=lambda name: -max(row.share.value for row in courses[name]))
    kept = set(aimed or largest[:_LINES])
    return [course for name, course in courses.items() if name in kept]


def _visible(course: Sequence[VoiceRow]) -> tuple[VoiceRow, ...]:
    """Give a course, if anything of it can be drawn."""
    seen = any(not row.hidden and not math.isnan(row.share.value) for row in course)
    return tuple(course) if seen else ()


def _course(ax: "Axes", place: int, number: int, course: Sequence[VoiceRow]) -> None:
    """Draw one line; intervals stand a little beside each other."""
    colour, shape, line = PALETTE[place % 6], MARKERS[place % len(MARKERS)], LINES[place % len(LINES)]
    aside = (place - (number - 1) / 2) * min(0.09, 0.4 / number)
    values = [math.nan if row.hidden else row.share.value for row in course]
    at = [phase + aside for phase in range(len(course))]
    for phase, row in enumerate(course):
        if row.target is not None:
            height = max(row.target.high - row.target.low, 0.004)
            look: dict[str, Any] = {"facecolor": colour, "alpha": 0.16, "linewidth": 0, "zorder": 0}
            ax.bar(phase, height, 1.0, row.target.low, **look)
            for edge in (row.target.low, row.target.high):
                ax.plot([phase - 0.5, phase + 0.5], [edge, edge], color=colour, linewidth=0.7, linestyle=line, zorder=1)
        if not row.hidden and not math.isnan(row.share.low):
            ax.plot([at[phase]] * 2, [row.share.low, row.share.high], color=colour, linewidth=1.1, zorder=2)
    ax.plot(at, values, color=colour, linestyle=line, linewidth=1.8, marker=shape, markersize=6, zorder=3)


def _end_labels(ax: "Axes", courses: Sequence[Sequence[VoiceRow]]) -> int:
    """Write at the right who a line is and whose a target is, each at its end; give how many there are."""
    ends: list[tuple[float, bool, int, str]] = []
    for place, course in enumerate(courses):
        name = short(course[0].label, 22)
        seen = [row.share.value for row in course if not row.hidden and not math.isnan(row.share.value)]
        ends.append((seen[-1], False, place, name))
        bands = [row.target for row in course if row.target is not None]
        if bands:
            ends.append(((bands[-1].low + bands[-1].high) / 2, True, place, t("target: {group}", group=name)))
    ends.sort()
    low, high = ax.get_ylim()
    heights = _apart([height for height, *_ in ends], max(0.0, low), high, (high - low) * _LABEL / 3.0)
    right = ax.get_xlim()[1]
    inches: dict[str, Any] = {"textcoords": "offset points", "annotation_clip": False}
    for height, (_, aim, place, label) in zip(heights, ends, strict=True):
        colour, shape, line = PALETTE[place % 6], MARKERS[place % len(MARKERS)], LINES[place % len(LINES)]
        if aim:
            look: dict[str, Any] = {"arrowstyle": "-", "color": colour, "linestyle": line, "linewidth": 1.2}
            ax.annotate("", (right, height), (24, 0), **inches, arrowprops=look | {"shrinkA": 0, "shrinkB": 2})
        else:
            ax.plot([right + 0.03], [height], marker=shape, color=colour, markersize=5, clip_on=False)
        ax.annotate(
            label, (right, height), (28 if aim else 10, 0), **inches, va="center", fontsize=7 if aim else SMALL,
            color=_dark(colour) if aim else TEXT,
        )  # fmt: skip
    return len(ends)


def _apart(heights: Sequence[float], low: float, high: float, step: float) -> list[float]:
    """Move sorted heights apart, as little as that takes, so that they stay between two borders.

    >>> _apart([0.1, 0.1, 0.9], 0.0, 1.0, 0.2)
    [0.0, 0.2, 0.9]
    """
    step = min(step, (high - low) / max(len(heights) - 1, 1))
    groups: list[tuple[list[float], float]] = []
    for height in heights:
        own = [height]
        bottom = min(max(height, low), high)
        # What would touch becomes one group, which stands around the middle of what belongs to it.
        while groups and groups[-1][1] + step * len(groups[-1][0]) > bottom:
            own = groups.pop()[0] + own
            middle = sum(own) / len(own) - step * (len(own) - 1) / 2
            bottom = min(max(middle, low), high - step * (len(own) - 1))
        groups.append((own, bottom))
    return [bottom + step * place for own, bottom in groups for place in range(len(own))]


def _dark(colour: str) -> tuple[float, ...]:
    """Give a colour that small letters can be read in."""
    from matplotlib.colors import to_rgb  # noqa: PLC0415 - heavy, imported where used

    return tuple(part * 0.6 for part in to_rgb(colour))


def _occasion(found: VoiceOverTime, when: str) -> str:
    if found.over == "phase" and when:
        return t("phase {n}", n=when)
    return short(when or t("not known"), 16)


def _course_alt(found: VoiceOverTime, courses: Sequence[Sequence[VoiceRow]]) -> str:
    """Say in words what is drawn."""
    parts = []
    for course in courses:
        shown = [HIDDEN if row.hidden else percent(row.share.value) for row in course]
        steps = [f"{row.when or t('not known')}: {one}" for row, one in zip(course, shown, strict=True)]
        parts.append(f"{course[0].label} {', '.join(steps)}")
    target = [t("Declared target: {target}", target=found.facts.target.words)] if found.facts.target else []
    return sentences([found.caption, listed(parts), *target, *_unseen(found)])


def _unseen(result: Voice | VoiceOverTime) -> list[str]:
    """Say what is hidden, or whom a picture is about."""
    return list(result.facts.of_people())


def _per_cent(ax: "Axes", axis: str, rows: Sequence[VoiceRow]) -> None:
    """Let an axis run from nothing to a little more than what is drawn, in per cent."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator  # noqa: PLC0415 - heavy, imported where used

    figures = [one for row in rows for one in (row.share.value, row.share.high, row.mean.value)]
    figures += [row.target.high for row in rows if row.target is not None]
    most = max([one for one in figures if not math.isnan(one)] or [0.0])
    limit = min(max(most * 1.08, 0.1), 1.04)
    side = ax.xaxis if axis == "x" else ax.yaxis
    (ax.set_xlim if axis == "x" else ax.set_ylim)(-0.02 * limit, limit)
    side.set_major_locator(MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]))
    side.set_major_formatter(FuncFormatter(lambda share, _: percent(share) if 0 <= share <= 1 + 1e-9 else ""))
