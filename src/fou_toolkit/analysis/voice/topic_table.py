"""Which topics were brought in by whom, and who took them up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.small_cells import HIDDEN
from fou_toolkit.analysis.voice.facts import Facts
from fou_toolkit.analysis.voice.scored import Scored
from fou_toolkit.analysis.voice.topics import Topics

__all__ = ["Topic", "TopicTable", "topic_rows"]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of a conversation.

    Args:
        source: Id of the text.
        code: Id of the code.
        name: Its name.
        group: Who brings it in; `None` where that is hidden.
        taken_up: Whether another person has it later in the conversation.
        takers: How many others do.
    """

    source: str
    code: str
    name: str
    group: str | None
    taken_up: bool
    takers: int


@dataclass(frozen=True, eq=False, repr=False)
class TopicTable(Scored[Topic]):
    """One row a topic and conversation, in the order of the texts and of the codebook.

    Args:
        scores: The rows.
        facts: What has to be said with it.
        without: Conversations whose topics are left out, since few people take part.
    """

    scores: tuple[Topic, ...]
    facts: Facts
    without: int = 0

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return ("source", "code", "name", "group", "taken_up", "takers")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row a topic and conversation."""
        return (tuple(getattr(one, name) for name in self.columns) for one in self.scores)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("text"), t("code"), t("brought in by"), t("others who take it up"))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give the rows for people."""
        for one in self.scores:
            who = HIDDEN if one.group is None else one.group or t("not known")
            yield (one.source, f"{one.code} {one.name}", who, one.takers)

    @property
    def caption(self) -> str:
        """Say how many there are."""
        taken = sum(one.taken_up for one in self.scores)
        brought = tn("{n} topic brought in", "{n} topics brought in", len(self))
        return t("{topics}, {n} of them taken up", topics=brought, n=taken)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted."""
        said = [*self.facts.counted.notes, *self.facts.of_topics(), *self.facts.of_people()]
        if self.without:
            said.append(
                tn(
                    "Topics of {n} conversation are not shown: too few people take part.",
                    "Topics of {n} conversations are not shown: too few people take part.",
                    self.without,
                )
            )
        return tuple(said)


def topic_rows(
    topics: Topics, sources: Sequence[str], groups: Sequence[str | None], shown: npt.NDArray[np.bool_]
) -> tuple[Topic, ...]:
    """Give the rows.

    Args:
        topics: Who brings in what.
        sources: Ids of the conversations.
        groups: Group of the turn that each topic was brought in with; `None` where it is hidden.
        shown: Which topics are shown, shape `(n,)`.
    """
    takers = [0] * len(groups)
    for entry in topics.takers[0].tolist():
        takers[entry] += 1
    order = sorted(np.flatnonzero(shown).tolist(), key=lambda place: (topics.conversation[place], topics.code[place]))
    codes = topics.codes
    return tuple(
        Topic(
            source=sources[topics.conversation[place]],
            code=codes[topics.code[place]].id,
            name=str(codes[topics.code[place]].name),
            group=groups[place],
            taken_up=bool(topics.taken[place]),
            takers=takers[place],
        )
        for place in order
    )
