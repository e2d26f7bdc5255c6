"""What `actor_network` gives: ties, nodes, and how levels mix."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.actors.brokerage import betweenness, brokerage
from fou_toolkit.analysis.actors.levels import LevelMixing
from fou_toolkit.analysis.actors.lexicon import ActorLexicon
from fou_toolkit.analysis.actors.nodes import ActorNode, ActorNodes
from fou_toolkit.analysis.actors.notes import notes_of
from fou_toolkit.analysis.actors.parties import Parties
from fou_toolkit.analysis.actors.tallies import Shown
from fou_toolkit.analysis.counted import Counted
from fou_toolkit.analysis.quotations import Quotations, quotation_of
from fou_toolkit.analysis.small_cells import HIDDEN, SmallCells
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.match import turns_of
from fou_toolkit.model import Corpus
from fou_toolkit.text import index_of

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["ActorNetwork", "ActorTie"]

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ActorTie:
    """Somebody mentions somebody.

    Args:
        source: Id of the node that speaks.
        target: Id of the node that is mentioned.
        sentences: Sentences with a mention.
        per_1000: Sentences per 1000 words of those who speak.
        people: How many people said them; nothing where people are not counted.
        texts: In how many texts.
    """

    source: str
    target: str
    sentences: int
    per_1000: float
    people: int | None
    texts: int


@dataclass(frozen=True, eq=False, repr=False)
class ActorNetwork(Tabular):
    """Who mentions whom; its rows are the ties, the heaviest first.

    Args:
        corpus: The texts.
        parties: All nodes that there could be.
        counts: What was counted and may be shown.
        lexicon: Who can be mentioned.
        by: What speakers are grouped by.
        small: What happens to numbers from few people.
        counted: What was counted, in words.
        alone: Nodes whose role one person holds alone at a site.
        left_out: Words of people of whom too little is known to count them.
        names: Whether people who take part count as their role where they are called by their pseudonym.
    """

    corpus: Corpus
    parties: Parties
    counts: Shown
    lexicon: ActorLexicon
    by: str
    small: SmallCells
    counted: Counted
    alone: frozenset[str] = frozenset()
    left_out: int = 0
    names: bool = True

    @cached_property
    def _ties(self) -> Ints:
        """Sentences from node to node, without mentions of oneself."""
        ties = self.counts.sentences.copy()
        np.fill_diagonal(ties, 0)
        return ties

    @cached_property
    def edges(self) -> tuple[ActorTie, ...]:
        """The ties, the heaviest first; of two that weigh the same, in the order of the nodes."""
        pairs = np.argwhere(self._ties > 0)
        order = np.argsort(-self._ties[pairs[:, 0], pairs[:, 1]], kind="stable")
        return tuple(self._tie(*pair) for pair in pairs[order].tolist())

    def _tie(self, source: int, target: int) -> ActorTie:
        sentences = int(self._ties[source, target])
        return ActorTie(
            source=self.parties.nodes[source].id,
            target=self.parties.nodes[target].id,
            sentences=sentences,
            per_1000=1000 * sentences / int(self.counts.words[source]),
            people=None if self.small.how == "passages" else int(self.counts.people[source, target]),
            texts=int(self.counts.texts[source, target]),
        )

    @cached_property
    def nodes(self) -> ActorNodes:
        """Those who speak, and those who are mentioned in what is shown."""
        ties = self._ties > 0
        kept = np.flatnonzero(self.counts.speaks | ties.any(axis=0))
        between = betweenness(ties[np.ix_(kept, kept)])
        brokers = brokerage(ties[np.ix_(kept, kept)], self._level_numbers[kept])
        made = [
            self._node(number, float(share), tuple(roles))
            for number, share, roles in zip(kept.tolist(), between.tolist(), brokers.tolist(), strict=True)
        ]
        return ActorNodes(tuple(made), self)

    def _node(self, number: int, between: float, brokers: tuple[int, ...]) -> ActorNode:
        one, ties, counts = self.parties.nodes[number], self._ties, self.counts
        hidden = bool(counts.hidden[number])
        return ActorNode(
            id=one.id,
            level=one.level,
            people=None if hidden or self.small.how == "passages" else int(counts.speaking[number]),
            words=None if hidden else int(counts.words[number]),
            texts=None if hidden else int(counts.spoken[number]),
            own=None if hidden or counts.own_hidden[number] else int(counts.sentences[number, number]),
            in_degree=int(np.count_nonzero(ties[:, number])),
            out_degree=int(np.count_nonzero(ties[number])),
            in_sentences=int(ties[:, number].sum()),
            out_sentences=int(ties[number].sum()),
            betweenness=between,
            brokerage=brokers,
            alone=one.id in self.alone,
            hidden=hidden,
        )

    @cached_property
    def _level_numbers(self) -> Ints:
        """Number of each node's level, -1 where it has none."""
        levels = {level: number for number, level in enumerate(self._level_ids)}
        return np.array([levels.get(node.level, -1) for node in self.parties.nodes], np.int64)

    @cached_property
    def _level_ids(self) -> tuple[str, ...]:
        known = [level.id for level in self.lexicon.levels]
        others = sorted({node.level for node in self.parties.nodes if node.level} - set(known))
        return (*known, *others)

    @cached_property
    def levels(self) -> LevelMixing:
        """How levels mention each other.

        A role that speaks of itself is left out; where nodes are levels, levels that speak of themselves are in it.
        """
        ties = self.counts.sentences if self.by == "level" else self._ties
        number, size = self._level_numbers, len(self._level_ids)
        sentences = np.zeros((size, size), np.int64)
        counts = np.zeros((size, size), np.int64)
        pairs = np.argwhere(ties > 0)
        pairs = pairs[(number[pairs] >= 0).all(axis=1)]
        np.add.at(sentences, tuple(number[pairs].T), ties[tuple(pairs.T)])
        np.add.at(counts, tuple(number[pairs].T), 1)
        names = tuple(self.lexicon.level_name(level) for level in self._level_ids)
        return LevelMixing(self._level_ids, names, sentences, counts, self.notes)

    def name_of(self, node_id: str) -> str:
        """Give what people call a node."""
        for node in self.parties.nodes:
            if node.id == node_id:
                name = self.lexicon.level_name if self.by == "level" else self.lexicon.name_of
                return ", ".join(name(member) for member in node.members)
        return node_id

    def to_graph(self) -> "nx.DiGraph[str]":
        """Give a new directed graph: what is shown, with `weight` (sentences), `per_1000`, `people` and `texts`."""
        import networkx as nx  # noqa: PLC0415 - heavy, imported where used

        graph: nx.DiGraph[str] = nx.DiGraph()
        for node in self.nodes:
            name = self.name_of(node.id)
            graph.add_node(node.id, name=name, level=node.level, own=node.own, hidden=node.hidden)
        for tie in self.edges:
            graph.add_edge(
                tie.source, tie.target, weight=tie.sentences, per_1000=tie.per_1000, people=tie.people, texts=tie.texts
            )
        return graph

    def quotations(self, from_: str, to: str, *, most: int | None = None, context: int = 1) -> Quotations:
        """Quote the sentences in which one node mentions another; people take turns.

        Args:
            from_: Id of the node that speaks.
            to: Id of the node that is mentioned; the same one for mentions of themselves.
            most: How many; by default all.
            context: Sentences before and behind, within the turn.

        Raises:
            DataError: There is no such tie, or it comes from so few people that it is not shown.
            UnknownIdError: There is no such node.
        """
        place = {node.id: number for number, node in enumerate(self.parties.nodes)}
        for name in (from_, to):
            if name not in place:
                hint = t("There are: {ids}", ids=", ".join(node.id for node in self.nodes))
                raise UnknownIdError(t("There is no actor «{id}».", id=name), hint=hint)
        source, target = place[from_], place[to]
        if not self.counts.sentences[source, target]:
            hint = t("For use inside of the project: {option}", option='small="show"')
            message = t("«{source}» does not mention «{target}», or too few people do.", source=from_, target=to)
            raise DataError(message, hint=hint)
        found = self.counts.found
        rows = found[(found[:, 0] == source) & (found[:, 1] == target)]
        chosen = list(_by_turns(rows, turns_of(self.corpus).people[1]))[:most]
        index = index_of(self.corpus)
        passages = []
        for sentence in chosen:
            start, end = int(index.sentence_start[sentence]), int(index.sentence_end[sentence])
            name, span = index.locate(start, end)
            passages.append(quotation_of(self.corpus, name, span, codes=(to,), context=context))
        about = t("{source} about {target}", source=self.name_of(from_), target=self.name_of(to))
        return Quotations(tuple(passages), {to: self.name_of(to)}, len(rows), self.counted, about)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a tie."""
        return ("source", "target", "source_level", "target_level", "sentences", "per_1000", "people", "texts")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per tie."""
        level = {node.id: node.level for node in self.parties.nodes}
        for tie in self.edges:
            numbers = (tie.sentences, tie.per_1000, tie.people, tie.texts)
            yield (tie.source, tie.target, level[tie.source], level[tie.target], *numbers)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of `text_rows`."""
        return (t("who speaks"), t("whom they mention"), t("sentences"), t("per 1000 words"), t("people"), t("texts"))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give what people read."""
        for tie in self.edges:
            people = HIDDEN if tie.people is None else tie.people
            names = (self.name_of(tie.source), self.name_of(tie.target))
            yield (*names, tie.sentences, f"{tie.per_1000:.1f}", people, tie.texts)

    @property
    def caption(self) -> str:
        """Say what it shows."""
        if not self.edges:
            return t("Who mentions whom: nothing that can be shown")
        ties = tn("{n} tie", "{n} ties", len(self.edges))
        return t("Who mentions whom: {ties} between {n} nodes", ties=ties, n=len(self.nodes))

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted, what is left out, and what to beware of."""
        return notes_of(self)


def _by_turns(rows: Ints, people: Ints) -> Iterator[int]:
    """Let people take turns: the first sentence of each, then the second of each ..."""
    of_person: dict[int, list[int]] = {}
    for _, _, sentence, turn in rows.tolist():
        of_person.setdefault(int(people[turn]), []).append(sentence)
    rounds = zip_longest(*of_person.values())
    return (sentence for sentence in chain.from_iterable(rounds) if sentence is not None)
