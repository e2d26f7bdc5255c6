"""One row of who speaks: a person, a role or a level, in all conversations, in one, or in one phase."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from fou_toolkit._i18n import mark, number, t
from fou_toolkit.analysis.estimate import Estimate
from fou_toolkit.analysis.small_cells import HIDDEN
from fou_toolkit.analysis.voice.target import Band, percent, percent_of

__all__ = ["COLUMNS", "MEASURES", "UNKNOWN", "VoiceRow", "cells_of", "headings_of", "text_cells"]

UNKNOWN: Final = Estimate(math.nan)
MEASURES: Final = {"words": mark("words"), "turns": mark("turns"), "questions": mark("questions")}
"""What a share can be a share of."""
COLUMNS: Final = (
    *("group", "people", "meetings", "turns", "words", "words_per_turn", "questions", "first", "last"),
    *("interruptions", "interrupted", "initiations", "taken_up", "takes_up"),
    *("share", "share_low", "share_high", "mean", "mean_low", "mean_high"),
    *("target_low", "target_high", "difference", "difference_low", "difference_high", "hidden"),
)


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """How much room a person or group has.

    Numbers are `None` where they are hidden, or where nothing says what they are.

    Args:
        group: Pseudonym or label, role, level ...
        when: The phase; empty for all.
        hidden: Whether too few people stand behind the numbers.
        people: How many people speak.
        meetings: In how many conversations they take part.
        turns: Turns with at least one word; what one person says until another speaks is one turn.
        words: Words, without fillers and what is not speech.
        questions: Sentences with a question mark.
        first: Conversations they open.
        last: Conversations they close.
        interruptions: Turns marked as coming in before another has finished.
        interrupted: Turns of theirs that somebody else came in on.
        initiations: Topics they bring into a conversation.
        taken_up: Topics of theirs that another person takes up.
        takes_up: Topics of others that they take up.
        share: Share of all conversations together.
        mean: Mean of the shares of each conversation.
        target: What was agreed on.
    """

    group: str
    when: str = ""
    hidden: bool = False
    people: int | None = None
    meetings: int | None = None
    turns: int | None = None
    words: int | None = None
    questions: int | None = None
    first: int | None = None
    last: int | None = None
    interruptions: int | None = None
    interrupted: int | None = None
    initiations: int | None = None
    taken_up: int | None = None
    takes_up: int | None = None
    share: Estimate = field(default=UNKNOWN)
    mean: Estimate = field(default=UNKNOWN)
    target: Band | None = None

    @property
    def label(self) -> str:
        """The group as people read it."""
        return self.group or t("not known")

    @property
    def words_per_turn(self) -> float | None:
        """Mean length of a turn, in words."""
        return self.words / self.turns if self.words is not None and self.turns else None

    @property
    def difference(self) -> Estimate | None:
        """How far the share lies from the target: 0 inside of it; `None` without a target."""
        return None if self.target is None or self.hidden else self.target.difference(self.share)


def cells_of(row: VoiceRow) -> Sequence[object]:
    """Give the values of `COLUMNS`; `None` where there is none."""
    counts = [getattr(row, name) for name in COLUMNS[1:14]]
    band = (None, None) if row.target is None else (row.target.low, row.target.high)
    figures = [*_three(row.share), *_three(row.mean), *band, *_three(row.difference or UNKNOWN)]
    return (row.group, *counts, *figures, row.hidden)


def _three(figure: Estimate) -> tuple[float | None, ...]:
    return tuple(None if math.isnan(one) else one for one in (figure.value, figure.low, figure.high))


def headings_of(name: str, measure: str, rows: Sequence[VoiceRow]) -> tuple[str, ...]:
    """Give the headings of a table for people; columns that say nothing are left out."""
    shown = [title for title, _ in _parts(rows, measure)]
    return (name, *shown)


def text_cells(rows: Sequence[VoiceRow], measure: str) -> Iterator[Sequence[object]]:
    """Give the rows of that table."""
    columns = [column for _, column in _parts(rows, measure)]
    for place, row in enumerate(rows):
        yield (row.label, *(HIDDEN if row.hidden else column[place] for column in columns))


def _parts(rows: Sequence[VoiceRow], measure: str) -> Iterator[tuple[str, list[str]]]:
    """Give the columns for people: heading and cells."""
    yield t("turns"), [_whole(row.turns) for row in rows]
    yield t("words"), [_whole(row.words) for row in rows]
    yield t("words a turn"), ["–" if row.words_per_turn is None else number(row.words_per_turn, 1) for row in rows]
    yield t("share of {what}", what=t(MEASURES[measure])), [percent_of(row.share) for row in rows]
    yield t("mean of conversations"), [percent_of(row.mean) for row in rows]
    if any(row.target for row in rows):
        yield t("target"), ["" if row.target is None else str(row.target) for row in rows]
        yield t("percentage points from the target"), [_points(row.difference) for row in rows]
    yield t("questions"), [_whole(row.questions) for row in rows]
    yield t("opens / closes"), [f"{_whole(row.first)} / {_whole(row.last)}" for row in rows]
    if any(row.interruptions is not None for row in rows):
        both = [f"{_whole(row.interruptions)} / {_whole(row.interrupted)}" for row in rows]
        yield t("interrupts / is interrupted"), both
    if any(row.initiations is not None for row in rows):
        yield t("new topics"), [_whole(row.initiations) for row in rows]
        yield t("taken up by others"), [_whole(row.taken_up) for row in rows]


def _whole(count: int | None) -> str:
    return "–" if count is None else str(count)


def _points(difference: Estimate | None) -> str:
    """Show percentage points with a sign."""
    if difference is None:
        return ""
    shown = percent(difference.value, sign=False)
    shown = f"+{shown}" if difference.value > 0 and shown != "0" else shown
    if math.isnan(difference.low):
        return shown
    low, high = percent(difference.low, sign=False), percent(difference.high, sign=False)
    return f"{shown}\N{NO-BREAK SPACE}[{low},\N{NO-BREAK SPACE}{high}]"
