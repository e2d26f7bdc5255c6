"""Where in the texts something is said: one line a text, one stroke a place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.groups import Groups, groups_of, in_natural_order
from fou_toolkit.analysis.words import Concordance, Dispersion
from fou_toolkit.errors import DataError
from fou_toolkit.figures.plain import caption, check_top, room, width_of
from fou_toolkit.figures.style import GRID, INK, PALETTE, SMALL, TEXT, described, listed, new_axes, quiet_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["ended", "nothing", "plot_concordance", "shortened"]

Ints = npt.NDArray[np.int64]

_ROW: Final = 0.19
"""Height of a row, in inches."""
_TINY: Final = 7.0
_LONGEST: Final = 34
"""Letters of a label."""
_LANES: Final = 4
"""Queries that are told apart in one picture."""
_STROKE: Final = 0.8
"""How much of a row's height strokes take."""


@dataclass(frozen=True)
class _Lines:
    """Texts as lines, in the order in which they are drawn.

    Args:
        source: Number of the text of each line.
        group: What the line belongs to.
        length: Words of each text.
        hits: For each query, at which word of which line its places are.
    """

    source: Ints
    group: tuple[str, ...]
    length: Ints
    hits: tuple[tuple[Ints, Ints], ...]
    left_out: int


def plot_concordance(
    result: Concordance | Dispersion,
    *,
    by: str | None = "phase",
    to_scale: bool = True,
    names: bool = True,
    most: int = 60,
    ax: "Axes | None" = None,
) -> "Axes":
    """Draw where in each text something is said: one line a text, one stroke a place.

    Args:
        result: From `concordance`, or from `dispersion` with up to four queries.
        by: Attribute of texts that puts them together: `phase`, `site` ...; `None` for the order of the corpus.
        to_scale: Whether lines are as long as the texts; else all are alike, from begin to end.
        names: Whether texts are named; else they are numbered, as one would publish it.
        most: How many texts, at most: those with most places.
        ax: Where to draw; by default a new figure.

    Returns:
        The axes; nothing is shown or saved.

    Raises:
        DataError: There are more than four queries, or `most` is no whole number from 1.
        UnknownIdError: Nothing is known of such an attribute.
    """
    queries = (result,) if isinstance(result, Concordance) else result.concordances
    if len(queries) > _LANES:
        hint = t("Draw some of them at a time.")
        raise DataError(t("More than {n} queries cannot be told apart.", n=_LANES), hint=hint)
    drawn = _lines_of(queries, by, check_top(most))
    headings = len(dict.fromkeys(drawn.group)) if by is not None else 0
    rows = len(drawn.group) + headings
    own = ax is None
    ax = new_axes(ax, height=1.4 + _ROW * max(rows, 2))
    quiet_axes(ax)
    if not any(one.total for one in queries) or (isinstance(result, Dispersion) and result.hidden):
        return nothing(ax, result.caption, own=own)
    at = _rows_with_headings(drawn.group if by is not None else ())
    place = at if by is not None else np.arange(len(drawn.group))
    _draw_lines(ax, drawn, place, to_scale=to_scale)
    _label_lines(ax, drawn, place, queries, names=names)
    if by is not None:
        _head_groups(ax, drawn, place)
    ax.set_ylim(rows - 0.4, -0.7)
    above = _explained(ax, queries)
    notes = _notes_of_lines(result, queries, drawn, to_scale=to_scale, names=names)
    below = caption(ax, " ".join(ended(note) for note in notes), room(ax))
    if own:
        ax.figure.set_figheight(0.75 + above + below + _ROW * rows)  # type: ignore[union-attr]
    return described(ax, _said_of_lines(queries, drawn, names=names))


def _lines_of(queries: Sequence[Concordance], by: str | None, most: int) -> _Lines:
    """Put the texts in order and find the places in each."""
    among = queries[0].among
    index = among.index
    first_turn = np.searchsorted(index.turn_source, np.arange(len(index.source_ids) + 1))
    begins = index.turn_word[first_turn].astype(np.int64)
    words = [one.found.before + 1 for one in queries]
    texts = [np.searchsorted(begins, word, side="right") - 1 for word in words]
    often = sum(
        (np.bincount(text, minlength=len(index.source_ids)) for text in texts),
        np.zeros(len(index.source_ids), np.int64),
    )
    documents = among.documents
    kept = documents[np.sort(np.argsort(-often[documents], kind="stable")[:most])]
    group, order = _grouped(queries[0], by, kept)
    source = kept[order]
    line = np.full(len(index.source_ids), -1, np.int64)
    line[source] = np.arange(source.size)
    hits = tuple(
        (line[text][line[text] >= 0], (word - begins[text])[line[text] >= 0])
        for text, word in zip(texts, words, strict=True)
    )
    length = (begins[source + 1] - begins[source]).astype(np.int64)
    return _Lines(
        source, tuple(group[place] for place in order.tolist()), length, hits, int(documents.size - kept.size)
    )


def _grouped(one: Concordance, by: str | None, kept: Ints) -> tuple[list[str], Ints]:
    """Give the group of each text, and the order of the texts by group."""
    if by is None:
        return [""] * kept.size, np.arange(kept.size)
    groups = groups_of(one.corpus, by)
    found = [_value_of(one, groups, number) for number in kept.tolist()]
    place = {value: rank for rank, value in enumerate(in_natural_order(set(found), groups.attribute))}
    # A phase is a number, which says nothing by itself.
    called = {value: f"{groups.name} {value}" if value.isdecimal() else value or t("not known") for value in place}
    order = np.argsort([place[value] for value in found], kind="stable")
    return [called[value] for value in found], order.astype(np.int64)


def _value_of(one: Concordance, groups: Groups, number: int) -> str:
    """Give what is known of a text itself, or of those who say most of what counts in it."""
    own = one.corpus.sources[number].attributes.get(groups.attribute, "")
    if own:
        return own
    index = one.among.index
    turns = one.among.turns & (index.turn_source == number)
    words = np.bincount(groups.number[turns], np.diff(index.turn_word)[turns], minlength=len(groups.values))
    return groups.values[int(words.argmax())]


def _rows_with_headings(group: Sequence[str]) -> Ints:
    """Give the row of each line, with a row for a heading above each group.

    >>> _rows_with_headings(["a", "a", "b"]).tolist()
    [1, 2, 4]
    """
    places = {name: number for number, name in enumerate(dict.fromkeys(group), 1)}
    return np.array([row + places[name] for row, name in enumerate(group)], np.int64)


def _draw_lines(ax: "Axes", drawn: _Lines, place: Ints, *, to_scale: bool) -> None:
    """Draw texts and strokes; several queries have a lane each, one below the other."""
    length = np.maximum(drawn.length, 1)
    ends = length if to_scale else np.ones(length.size)
    ax.hlines(place, 0, ends, color="#bdbdbd", linewidth=0.9, zorder=1)
    lanes = len(drawn.hits)
    for number, (line, word) in enumerate(drawn.hits):
        # The middle of a word, so that the last one lies on the line, too.
        at = word + 0.5 if to_scale else (word + 0.5) / length[line]
        high = place[line] - _STROKE / 2 + number * _STROKE / lanes
        ax.vlines(at, high, high + _STROKE / lanes, color=_colour(number, lanes), linewidth=1.1, zorder=2)
    longest = float(ends.max())
    ax.set_xlim(-0.01 * longest, 1.01 * longest)
    if to_scale:
        ax.tick_params(axis="x", labelsize=_TINY)
    else:
        ax.set_xticks([0, 0.5, 1], [t("begin"), t("middle"), t("end")], fontsize=_TINY)
    ax.grid(visible=True, axis="x", color=GRID, linewidth=0.6)


def _colour(number: int, lanes: int) -> str:
    return INK if lanes == 1 else PALETTE[(0, 5, 2, 7)[number]]


def _label_lines(ax: "Axes", drawn: _Lines, place: Ints, queries: Sequence[Concordance], *, names: bool) -> None:
    """Name the texts to the left, and write to the right how many strokes a line has."""
    ids = queries[0].among.index.source_ids
    known = [shortened(ids[number]) for number in drawn.source.tolist()]
    labels = known if names else [t("text {n}", n=number) for number in range(1, len(known) + 1)]
    ax.set_yticks(place.tolist(), labels, fontsize=_TINY)
    counts = [np.bincount(line, minlength=place.size).tolist() for line, _ in drawn.hits]
    beside = ax.twinx()
    beside.set_ylim(ax.get_ylim())
    ax.callbacks.connect("ylim_changed", lambda changed: beside.set_ylim(changed.get_ylim()))
    written = [" | ".join(str(count[row]) for count in counts) for row in range(place.size)]
    beside.set_yticks(place.tolist(), written, fontsize=_TINY, color=TEXT)
    beside.tick_params(length=0)
    beside.spines[:].set_visible(False)


def _head_groups(ax: "Axes", drawn: _Lines, place: Ints) -> None:
    """Write the name of each group above its lines."""
    for name in dict.fromkeys(drawn.group):
        row = int(place[drawn.group.index(name)]) - 1
        ax.annotate(
            name, (0, row), xycoords=("axes fraction", "data"), va="center", fontsize=SMALL, color=TEXT, weight="bold"
        )


def _explained(ax: "Axes", queries: Sequence[Concordance]) -> float:
    """Name the queries above the picture, in the order of their lanes; give the height that takes, in inches."""
    if len(queries) == 1:
        return 0.0
    from matplotlib.lines import Line2D  # noqa: PLC0415 - heavy, imported where used

    lanes = len(queries)
    marks = [
        Line2D([], [], color=_colour(number, lanes), linewidth=2, label=f"{number + 1}. {shortened(one.query)}")
        for number, one in enumerate(queries)
    ]
    columns = lanes if sum(width_of([str(mark.get_label())]) + 0.6 for mark in marks) < room(ax) else 1
    ax.legend(handles=marks, loc="lower left", bbox_to_anchor=(0, 1), ncols=columns, frameon=False, fontsize=SMALL)
    return 0.25 + 0.17 * (1 if columns == lanes else lanes)


def _notes_of_lines(
    result: Concordance | Dispersion, queries: Sequence[Concordance], drawn: _Lines, *, to_scale: bool, names: bool
) -> list[str]:
    notes = [result.caption]
    lines = t("One line per text, as long as the text in words; one stroke per place; to the right how many.")
    if not to_scale:
        lines = t("One line per text, from begin to end; one stroke per place; to the right how many.")
    notes.append(lines)
    if len(queries) > 1:
        notes.append(t("In each line, the first query is on top."))
    if drawn.left_out:
        notes.append(
            tn("{n} text with fewer places is left out.", "{n} texts with fewer places are left out.", drawn.left_out)
        )
    notes.append(result.counted.notes[0])
    if names:
        notes.append(t("Names single people: for use inside of the project, not for publication."))
    return notes


def _said_of_lines(queries: Sequence[Concordance], drawn: _Lines, *, names: bool) -> str:
    """Say what the picture shows: the queries, and the texts with most places."""
    parts = [t("Concordance plot of {n} texts", n=len(drawn.group))]
    ids = queries[0].among.index.source_ids
    for one, (line, _) in zip(queries, drawn.hits, strict=True):
        counts = np.bincount(line, minlength=len(drawn.group))
        order = [row for row in np.argsort(-counts, kind="stable").tolist() if counts[row]]
        called = {row: ids[int(drawn.source[row])] if names else t("text {n}", n=row + 1) for row in order}
        texts = listed(f"{called[row]} {counts[row]}" for row in order)
        parts.append(f"{one.caption}: {texts}" if texts else one.caption)
    return " ".join(ended(part) for part in parts)


def nothing(ax: "Axes", words: str, *, own: bool) -> "Axes":
    """Say that there is nothing to draw."""
    ax.set_xticks([])
    ax.set_yticks([])
    ax.text(0, 0.5, words, transform=ax.transAxes, va="center", fontsize=9, color=TEXT, wrap=True)
    if own:
        ax.figure.set_figheight(1.2)  # type: ignore[union-attr]
    return described(ax, words)


def ended(text: str) -> str:
    """Give a sentence a full stop."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def shortened(text: str) -> str:
    """Give as much of a label as there is room for."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
