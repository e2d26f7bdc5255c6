"""The codes along one text, and below them who speaks there."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.cases import Codeline, Track, codeline_of
from fou_toolkit.analysis.counted import Selection
from fou_toolkit.analysis.quotations import Quotations
from fou_toolkit.figures.hover import quoted, tell
from fou_toolkit.figures.plain import caption, label_of, room
from fou_toolkit.figures.style import GRID, INK, QUIET, SMALL, TEXT, described, listed, new_axes, quiet_axes
from fou_toolkit.model import Project

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_codeline"]

_ROW: Final = 0.22
_BAR: Final = 0.68
"""Height of a bar, as a share of its row."""
_THINNEST: Final = 0.8
"""Width of the line around a bar, in points: a passage of one word is seen, too."""
_GAP: Final = 0.6
"""Rows between codes and speakers."""
_TICKS: Final = 6
_MINUTES: Final = (1, 2, 5, 10, 15, 20, 30, 60, 120)
_MOST_TIMES: Final = 8
_SMALLEST: Final = 7.0


def plot_codeline(
    material: Project | Selection | Codeline,
    source: str = "",
    *,
    codes: str | Collection[str] | None = None,
    level: str = "theme",
    ax: "Axes | None" = None,
) -> "Axes":
    """Draw the codes along one text, in words from its beginning, and the speakers below.

    What interviewers say is hatched. Where the turns have times, lines mark the minutes. In `interactive`, each passage
    shows its words.

    Args:
        material: A project, what `select` chose from one, or the result of `codeline_of`.
        source: Id of the text; not needed with a result.
        codes: Ids of codes or themes; by default all that stand in the text.
        level: `theme` or `code`.
        ax: Where to draw; by default a new figure.

    Returns:
        The axes; nothing is shown or saved.

    Raises:
        UnknownIdError: There is no such text or code.
        DataError: Nobody has coded the text, or the level is not possible.
    """
    line = material if isinstance(material, Codeline) else codeline_of(material, source, codes=codes, level=level)
    own = ax is None
    rows = len(line.tracks) + len(line.speakers) + _GAP
    ax = new_axes(ax, height=1.4 + _ROW * rows)
    quiet_axes(ax)
    tell(ax, "")
    places = _places(line)
    for track, place in zip((*line.tracks, *line.speakers), places, strict=True):
        _draw(ax, track, place)
    _label(ax, line, places)
    above = _times(ax, line)
    below = caption(ax, " ".join((f"{line.caption}.", *_said(line))), room(ax))
    if own:
        ax.figure.set_figheight(0.5 + above + below + _ROW * rows)  # type: ignore[union-attr]
    return described(ax, _in_words(line))


def _places(line: Codeline) -> list[float]:
    """Give the row of each code, then of each speaker."""
    below = len(line.tracks) + (_GAP if line.tracks else 0.0)
    return [*map(float, range(len(line.tracks))), *(below + row for row in range(len(line.speakers)))]


def _draw(ax: "Axes", track: Track, place: float) -> None:
    is_code = track.kind == "code"
    colour = INK if is_code else QUIET
    ax.axhline(place, color=GRID, linewidth=0.6, zorder=0)
    bars = ax.broken_barh(
        [(start, end - start) for start, end in track.stretches],
        (place - _BAR / 2, _BAR),
        facecolor="white" if track.interviewer else colour,
        edgecolor=colour,
        linewidth=_THINNEST,
        hatch="////" if track.interviewer else None,
        zorder=2,
    )
    if track.passages:
        keys = [(track.id, str(number)) for number in range(1, len(track.passages) + 1)]
        tell(bars, list(_told(track)), keys=keys)


def _told(track: Track) -> Iterator[str]:
    """Give the words of each passage, and where they stand."""
    for (start, end), passage in zip(track.stretches, track.passages, strict=True):
        code = label_of(track.id, track.name)
        place = t("{code}, words {first}–{last}", code=code, first=start + 1, last=end)
        yield f"{place}\n{quoted(Quotations((passage,), {}, 1))}"


def _label(ax: "Axes", line: Codeline, places: Sequence[float]) -> None:
    names = [label_of(track.id, track.name) for track in line.tracks]
    names += [_speaker(track) for track in line.speakers]
    ax.set_yticks(places, names, fontsize=SMALL)
    ax.set_ylim((places[-1] if places else 0) + 0.6, -0.6)
    ax.set_xlim(0, max(line.words, 1))
    for track, place in zip(line.tracks, places, strict=False):
        ax.annotate(
            str(len(track.stretches)),
            (1, place),
            (3, 0),
            xycoords=ax.get_yaxis_transform(),
            textcoords="offset points",
            va="center",
            fontsize=_SMALLEST,
            color=TEXT,
        )
    step = _step(line.words)
    ticks = list(range(0, line.words + 1, step))
    ax.set_xticks(ticks, [t("{n} words", n=tick) if tick == step else str(tick) for tick in ticks], fontsize=SMALL)
    if not line.tracks:
        ax.set_title(t("No code stands in this text."), loc="left", fontsize=SMALL, color=TEXT)


def _speaker(track: Track) -> str:
    who = track.id or t("unknown")
    role = t("interviewer") if track.interviewer else track.name
    text = f"{who} ({role})" if role and role != who else who
    return label_of("", text).strip()


def _step(words: int) -> int:
    """Give round numbers for the axis: 10, 20, 50, 100 ..."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            if words / (size * factor) <= _TICKS:
                return size * factor
        size *= 10


def _times(ax: "Axes", line: Codeline) -> float:
    """Mark the minutes, where they are known; give the height that takes, in inches."""
    import numpy as np  # noqa: PLC0415 - used where there are times

    if len(line.minutes) < 2:  # noqa: PLR2004 - one time says nothing about others
        return 0.0
    words, minutes = np.array(line.minutes).T
    length = float(minutes[-1])
    step = next((one for one in _MINUTES if length / one <= _MOST_TIMES), _MINUTES[-1])
    marks = [minute for minute in range(step, int(length) + 1, step) if minute >= minutes[0]]
    for minute in marks:
        at = float(np.interp(minute, minutes, words))
        ax.axvline(at, color=QUIET, linewidth=0.6, linestyle=(0, (2, 2)), zorder=1)
        text = t("{n} min", n=minute) if minute == marks[0] else str(minute)
        ax.text(
            at, 1.0, text, transform=ax.get_xaxis_transform(), ha="center", va="bottom", fontsize=_SMALLEST, color=TEXT
        )
    return 0.15 if marks else 0.0


def _said(line: Codeline) -> list[str]:
    """Say what a reader of the picture has to know."""
    said = [t("Numbers to the right: passages.")] if line.tracks else []
    if any(track.interviewer for track in line.speakers):
        said.append(t("Hatched: interviewer."))
    if line.unused:
        said.append(
            tn("{n} code or theme stands nowhere in it.", "{n} codes or themes stand nowhere in it.", line.unused)
        )
    return [*said, *(f"{note.rstrip('.')}." for note in (*line.counted.notes[:1], line.notes[-1]))]


def _in_words(line: Codeline) -> str:
    """Describe the picture."""
    parts = []
    for track in line.tracks:
        share = track.words / max(line.words, 1)
        parts.append(
            t(
                "{code} {passages}, {n} per cent of the words",
                code=label_of(track.id, track.name),
                passages=tn("{n} passage", "{n} passages", len(track.stretches)),
                n=round(100 * share),
            )
        )
    speakers = listed(_speaker(track) for track in line.speakers)
    found = listed(parts, 12) or t("No code stands in this text.")
    return f"{line.caption}. {found}. {t('Speakers: {names}', names=speakers)}. {line.notes[-1]}"
