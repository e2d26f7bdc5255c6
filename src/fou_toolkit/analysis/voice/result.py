"""Who speaks: the table, and the tables behind it."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fou_toolkit._i18n import number, t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.counted import Counted
from fou_toolkit.analysis.estimate import Estimate
from fou_toolkit.analysis.small_cells import HIDDEN
from fou_toolkit.analysis.voice.facts import Facts, named
from fou_toolkit.analysis.voice.meetings import Meetings, MeetingShares
from fou_toolkit.analysis.voice.rows import COLUMNS, VoiceRow, cells_of, headings_of, text_cells
from fou_toolkit.analysis.voice.topic_table import TopicTable
from fou_toolkit.analysis.voice.transitions import Transitions
from fou_toolkit.errors import UnknownIdError

__all__ = ["Voice", "VoiceOverTime"]


@dataclass(frozen=True, eq=False, repr=False)
class VoiceOverTime(Tabular):
    """Who speaks, phase by phase.

    Args:
        scores: One row a phase and group.
        occasions: The phases, in order.
        groups: The groups, in order.
        over: What a phase is: an attribute of texts.
        facts: What has to be said with it.
    """

    scores: tuple[VoiceRow, ...]
    occasions: tuple[str, ...]
    groups: tuple[str, ...]
    over: str
    facts: Facts

    def __len__(self) -> int:
        """Give the number of rows."""
        return len(self.scores)

    def __iter__(self) -> Iterator[VoiceRow]:
        """Go through the rows."""
        return iter(self.scores)

    def of(self, group: str) -> tuple[VoiceRow, ...]:
        """Give the course of one group.

        Raises:
            UnknownIdError: There is no such group.
        """
        _known(group, self.groups)
        return tuple(row for row in self.scores if row.group == group)

    @property
    def counted(self) -> Counted:
        """What was counted."""
        return self.facts.counted

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a phase and group."""
        return ("when", *COLUMNS)

    def rows(self) -> Iterator[Sequence[object]]:
        """Give the rows."""
        return ((row.when, *cells_of(row)) for row in self.scores)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (named(self.over), *headings_of(self.facts.name, self.facts.measure, self.scores))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give the rows for people."""
        cells = text_cells(self.scores, self.facts.measure)
        return ((row.when or t("not known"), *one) for row, one in zip(self.scores, cells, strict=True))

    @property
    def caption(self) -> str:
        """Say what it is."""
        return t("Who speaks, by {by} and {over}", by=self.facts.name, over=named(self.over))

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted, and what to beware of."""
        facts = self.facts
        said = [*facts.counted.notes, *facts.of_turns()]
        if facts.meetings:
            said += [*facts.of_shares(), *facts.of_signs(), *facts.of_topics()]
        return (*said, *facts.of_people())


@dataclass(frozen=True, eq=False, repr=False)
class Voice(Tabular):
    """Who speaks how much, who asks, opens and closes, comes in on others, and brings in topics.

    Args:
        scores: One row a person or group.
        facts: How it was counted.
        meetings: One row a conversation.
        per_meeting: One row a conversation and group.
        transitions: Who follows whom.
        topics: Who brings in what; `None` where nothing is coded.
        over_time: Phase by phase; `None` where it was not asked for.
        gini: Mean over conversations of Gini's coefficient of words between the people in each, corrected for how many
            they are: 0 all speak alike, 1 one speaks alone. NaN where it is hidden.
        entropy: Mean of the normalised entropy: 1 all speak alike, 0 one speaks alone.
    """

    scores: tuple[VoiceRow, ...]
    facts: Facts
    meetings: Meetings
    per_meeting: MeetingShares
    transitions: Transitions
    topics: TopicTable | None
    over_time: VoiceOverTime | None
    gini: Estimate
    entropy: Estimate

    def __len__(self) -> int:
        """Give the number of rows."""
        return len(self.scores)

    def __iter__(self) -> Iterator[VoiceRow]:
        """Go through the rows."""
        return iter(self.scores)

    def __getitem__(self, group: str) -> VoiceRow:
        """Give the row of a person or group.

        Raises:
            UnknownIdError: There is none.
        """
        _known(group, [row.group for row in self.scores])
        return next(row for row in self.scores if row.group == group)

    @property
    def counted(self) -> Counted:
        """What was counted."""
        return self.facts.counted

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a person or group."""
        return COLUMNS

    def rows(self) -> Iterator[Sequence[object]]:
        """Give the rows; `None` where a number is hidden or unknown."""
        return map(cells_of, self.scores)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return headings_of(self.facts.name, self.facts.measure, self.scores)

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give the rows for people."""
        return text_cells(self.scores, self.facts.measure)

    @property
    def caption(self) -> str:
        """Say how much was counted."""
        if not self.facts.meetings:
            return t("Who speaks: there is no conversation between two people or more")
        words = int(self.facts.talk.words.sum())
        size = (
            f"{tn('{n} conversation', '{n} conversations', self.facts.meetings)}, {tn('{n} word', '{n} words', words)}"
        )
        return t("Who speaks, by {by}: {size}", by=self.facts.name, size=size)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted, and what to beware of."""
        facts = self.facts
        said = [*facts.counted.notes, *facts.of_turns()]
        if facts.meetings:
            said += [*facts.of_shares(), *self._of_evenness(), *facts.of_signs(), *facts.of_topics()]
        return (*said, *facts.of_people())

    def _of_evenness(self) -> Iterator[str]:
        if math.isnan(self.gini.value):
            shown = HIDDEN if any(row.hidden for row in self.scores) else "–"
            yield t("How evenly people speak: {shown}", shown=shown)
            return
        yield t(
            "How evenly people speak, mean of conversations: Gini {gini} (0: alike), entropy {entropy} (1: alike).",
            gini=_written(self.gini),
            entropy=_written(self.entropy),
        )


def _written(figure: Estimate) -> str:
    """Write a figure and its interval as people write numbers."""
    if math.isnan(figure.low):
        return number(figure.value)
    # A semicolon, since the decimal sign may be a comma.
    return f"{number(figure.value)} [{number(figure.low)}; {number(figure.high)}]"


def _known(group: str, groups: Sequence[str]) -> None:
    if group not in groups:
        hint = t("There are: {ids}", ids=", ".join(groups))
        raise UnknownIdError(t("Nobody called «{id}» speaks.", id=group), hint=hint)
