"""From counts to tables: hide what has to be hidden, and put everything into its row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.estimate import Estimate
from fou_toolkit.analysis.voice.facts import Facts
from fou_toolkit.analysis.voice.grouping import VoiceGroups
from fou_toolkit.analysis.voice.hiding import hidden_cells, hidden_parts
from fou_toolkit.analysis.voice.meetings import Meeting, Meetings, MeetingShare, MeetingShares
from fou_toolkit.analysis.voice.result import Voice, VoiceOverTime
from fou_toolkit.analysis.voice.rows import UNKNOWN, VoiceRow
from fou_toolkit.analysis.voice.shares import Tally, evenness, mean_of_meetings, shares, tally_of
from fou_toolkit.analysis.voice.topic_table import TopicTable, topic_rows
from fou_toolkit.analysis.voice.transitions import Transitions, transitions_of

__all__ = ["Tables"]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
People = Sequence[Sequence[frozenset[int]]]

_SIGNS = ("interruptions", "interrupted")
_SIZES = ("turns", "words", "questions")


@dataclass(frozen=True)
class Tables:
    """All tables of one question.

    Args:
        facts: How it is counted.
        groups: The groups.
        over: The attribute that is looked at one by one; empty for none.
        occasions: Places of the conversations of each of its values.
    """

    facts: Facts
    groups: VoiceGroups
    over: str
    occasions: Mapping[str, Ints]

    @cached_property
    def tally(self) -> Tally:
        """The counts."""
        return tally_of(self.facts.talk, self.groups.number, len(self.groups.values), self.facts.topics)

    @cached_property
    def meeting_people(self) -> tuple[frozenset[int], ...]:
        """Who takes part in each conversation."""
        places = range(len(self.facts.talk.sources))
        return tuple(frozenset[int]().union(*(row[place] for row in self.tally.people)) for place in places)

    @cached_property
    def parts(self) -> list[list[int]]:
        """Places of the conversations of each phase."""
        return [places.tolist() for places in self.occasions.values()]

    @cached_property
    def away(self) -> Bools:
        """Which conversations are hidden: too few people take part, or others are given away by sums."""
        cells = self.facts.cells
        if cells is None or cells.shows_all:
            return np.zeros(len(self.meeting_people), np.bool_)
        return hidden_parts(self.meeting_people, cells, self.parts)

    @cached_property
    def hidden(self) -> tuple[Bools, Bools]:
        """Which groups are hidden, and which groups in which conversations."""
        return self._hidden(self.tally.people, self.parts, self.away)

    def _hidden(
        self, people: People, parts: Sequence[Sequence[int]] = (), columns: Bools | None = None
    ) -> tuple[Bools, Bools]:
        cells = self.facts.cells
        if cells is None or cells.shows_all:
            width = len(people[0]) if people else 0
            return np.zeros(len(people), np.bool_), np.zeros((len(people), width), np.bool_)
        return hidden_cells(people, cells, parts, columns)

    def voice(self) -> Voice:
        """Give the result."""
        every = np.arange(len(self.facts.talk.sources))
        over_time = self._over_time() if self.over else None
        meetings, gini, entropy = self._meetings()
        return Voice(
            scores=self._rows("", every, self.hidden[0]),
            facts=self.facts,
            meetings=meetings,
            per_meeting=self._per_meeting(),
            transitions=self._transitions(),
            topics=self._topics(),
            over_time=over_time,
            gini=gini,
            entropy=entropy,
        )

    def _rows(self, when: str, places: Ints, hidden: Bools) -> tuple[VoiceRow, ...]:
        """Give the rows of some conversations."""
        tally, facts = self.tally.of(places), self.facts
        figures = shares(tally, facts.measure, facts.base, facts.bootstrap)
        present = tally.present.sum(axis=0)
        sums = {name: count.sum(axis=0).tolist() for name, count in tally.counts.items()}
        if not facts.talk.marked:
            sums = {name: count for name, count in sums.items() if name not in _SIGNS}
        rows = []
        for place, group in enumerate(self.groups.values):
            target = None if facts.target is None else facts.target.band(group, when)
            if hidden[place]:
                rows.append(VoiceRow(group, when, hidden=True, target=target))
                continue
            people = frozenset[int]().union(*tally.people[place])
            own: dict[str, Any] = {name: int(count[place]) for name, count in sums.items()}
            own.update(people=len(people), meetings=int(present[place]))
            share, mean = figures[place]
            rows.append(VoiceRow(group, when, share=share, mean=mean, target=target, **own))
        return tuple(rows)

    @cached_property
    def _occasion_cells(self) -> Bools:
        """Which groups are hidden in which phase; their sums are those of all conversations."""
        people = [
            [frozenset[int]().union(*(row[place] for place in places.tolist())) for places in self.occasions.values()]
            for row in self.tally.people
        ]
        return self._hidden(people)[1]

    def _over_time(self) -> VoiceOverTime:
        found = [
            row
            for column, (when, places) in enumerate(self.occasions.items())
            for row in self._rows(when, places, self._occasion_cells[:, column])
        ]
        return VoiceOverTime(tuple(found), tuple(self.occasions), self.groups.values, self.over, self.facts)

    def _per_meeting(self) -> MeetingShares:
        """Give the rows of groups that take part, conversation by conversation."""
        tally, talk = self.tally, self.facts.talk
        own = tally.counts[self.facts.measure]
        rows = []
        for row, source in enumerate(talk.sources):
            total = int(own[row].sum())
            for column, group in enumerate(self.groups.values):
                if not tally.people[column][row]:
                    continue
                if self.hidden[1][column, row]:
                    rows.append(MeetingShare(source, group, hidden=True))
                    continue
                found: dict[str, Any] = {name: int(tally.counts[name][row, column]) for name in _SIZES}
                found["share"] = int(own[row, column]) / total if total else None
                rows.append(MeetingShare(source, group, people=len(tally.people[column][row]), **found))
        return MeetingShares(tuple(rows), self.facts)

    def _meetings(self) -> tuple[Meetings, Estimate, Estimate]:
        """Give the conversations, and how evenly people speak in them."""
        facts, talk, tally = self.facts, self.facts.talk, self.tally
        ginis, entropies = evenness(talk)
        sums = {name: tally.counts[name].sum(axis=1).tolist() for name in _SIZES}
        rows = []
        for place, source in enumerate(talk.sources):
            known = talk.corpus[source].attributes
            attributes: dict[str, Any] = {name: known.get(name, "") for name in ("genre", "phase", "date")}
            if self.away[place]:
                rows.append(Meeting(source, **attributes, hidden=True))
                continue
            numbers: dict[str, Any] = {name: int(count[place]) for name, count in sums.items()}
            rows.append(
                Meeting(
                    source,
                    **attributes,
                    speakers=len(self.meeting_people[place]),
                    **numbers,
                    gini=float(ginis[place]),
                    entropy=float(entropies[place]),
                    first=self._edge("first", place),
                    last=self._edge("last", place),
                )
            )
        few = facts.cells is not None and facts.cells.hides(len(talk.people))
        even = [UNKNOWN if few else mean_of_meetings(figure, facts.bootstrap) for figure in (ginis, entropies)]
        return Meetings(tuple(rows), facts), even[0], even[1]

    def _edge(self, name: str, place: int) -> str:
        """Say who opens or closes a conversation; nothing where that is hidden."""
        found = np.flatnonzero(self.tally.counts[name][place] & ~self.hidden[1][:, place])
        return self.groups.values[found[0]] if found.size else ""

    def _transitions(self) -> Transitions:
        number = len(self.groups.values)
        counts = transitions_of(self.facts.talk, self.groups.number, number)
        shown = np.flatnonzero(~self.hidden[0])
        return Transitions(
            groups=tuple(self.groups.values[place] for place in shown.tolist()),
            counts=counts[np.ix_(shown, shown)],
            turns=self.tally.counts["turns"].sum(axis=0)[shown],
            words=self.tally.counts["words"].sum(axis=0)[shown],
            away=counts.sum(axis=1)[shown],
            facts=self.facts,
        )

    def _topics(self) -> TopicTable | None:
        topics = self.facts.topics
        if topics is None:
            return None
        column = self.groups.number[topics.turn]
        shown = ~self.away[topics.conversation]
        away = self.hidden[1][column, topics.conversation].tolist()
        groups = [None if gone else self.groups.values[one] for one, gone in zip(column.tolist(), away, strict=True)]
        without = int(np.unique(topics.conversation[~shown]).size)
        return TopicTable(topic_rows(topics, self.facts.talk.sources, groups, shown), self.facts, without)
