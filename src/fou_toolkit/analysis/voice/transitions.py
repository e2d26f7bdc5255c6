"""Who follows whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.counted import Counted
from fou_toolkit.analysis.voice.facts import Facts
from fou_toolkit.analysis.voice.talk import Talk
from fou_toolkit.analysis.voice.target import percent

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Transitions", "transitions_of"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_MANY: Final = 8
"""More groups than this do not stand side by side."""


@dataclass(frozen=True, eq=False, repr=False)
class Transitions(Tabular):
    """How often a turn of one group follows directly on a turn of another.

    What one person says until another speaks is one turn, so nobody follows on themselves; people of one role do
    follow on each other. Turns without words are passed over; across the turn of an interviewer who is left out, or of
    somebody unknown, nobody follows on anybody.

    Args:
        groups: Those that are shown.
        counts: From row to column, shape `(groups, groups)`.
        turns: Turns of each group, shape `(groups,)`.
        words: Words of each group.
        away: Turns that follow on each group, those of hidden groups included, shape `(groups,)`.
        facts: What has to be said with it.
    """

    groups: tuple[str, ...]
    counts: Ints
    turns: Ints
    words: Ints
    away: Ints
    facts: Facts

    @property
    def labels(self) -> tuple[str, ...]:
        """The groups as people read them."""
        return tuple(group or t("not known") for group in self.groups)

    @property
    def shares(self) -> Floats:
        """Of the turns that follow on a row's, how many are a column's; NaN where none follows."""
        with np.errstate(invalid="ignore", divide="ignore"):
            found: Floats = self.counts / self.away[:, None]
        return found

    @property
    def counted(self) -> Counted:
        """What was counted."""
        return self.facts.counted

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a pair in which one follows on the other."""
        return ("from", "to", "count", "share")

    def rows(self) -> Iterator[tuple[str, str, int, float]]:
        """Give one row per pair, in the order of the groups."""
        shares = self.shares
        for row, column in np.argwhere(self.counts > 0).tolist():
            yield (self.groups[row], self.groups[column], int(self.counts[row, column]), float(shares[row, column]))

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of a table from rows to columns; of a list, if there are many."""
        if len(self.groups) > _MANY:
            return (t("from"), t("to"), t("times"), t("share of what follows"))
        return (t("from ↓ to →"), *self.labels)

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give how often, and the share of what follows; a list begins with the most frequent."""
        shares = self.shares
        if len(self.groups) > _MANY:
            for from_, to, count, share in sorted(self.rows(), key=lambda row: -row[2]):
                yield (from_ or t("not known"), to or t("not known"), count, percent(share))
            return
        for row, label in enumerate(self.labels):
            numbers = zip(self.counts[row].tolist(), shares[row].tolist(), strict=True)
            yield (label, *(f"{count} ({percent(share)})" if count else "" for count, share in numbers))

    @property
    def caption(self) -> str:
        """Say what it is."""
        number = int(self.counts.sum())
        size = tn("{n} change of speaker", "{n} changes of speaker", number)
        return t("Who follows whom, by {by}: {size}", by=self.facts.name, size=size)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted."""
        return (*self.facts.counted.notes, *self.facts.of_turns(), *self.facts.of_people())

    def to_graph(self) -> "nx.DiGraph[str]":
        """Give a directed graph: nodes have `turns` and `words`, edges `count` and `share`."""
        import networkx as nx  # noqa: PLC0415 - heavy, imported where used

        graph: nx.DiGraph[str] = nx.DiGraph()
        for place, group in enumerate(self.groups):
            numbers = {"turns": int(self.turns[place]), "words": int(self.words[place])}
            graph.add_node(group, label=self.labels[place], **numbers)
        for from_, to, count, share in self.rows():
            graph.add_edge(from_, to, count=count, share=share)
        return graph


def transitions_of(talk: Talk, group: Ints, groups: int) -> Ints:
    """Count who follows whom, shape `(groups, groups)`.

    Args:
        talk: The conversations.
        group: Place of the group of each turn of the index.
        groups: How many groups there are.
    """
    own = group[talk.first]
    later = np.flatnonzero(talk.after >= 0)
    pairs = own[talk.after[later]] * groups + own[later]
    return np.bincount(pairs, minlength=groups * groups).reshape(groups, groups)
